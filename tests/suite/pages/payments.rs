//! Payments by hand: written down, over several invoices, undone, paid back.

use kantora::base::{Fields, InvoiceId, Language, Role, SubjectId};
use kantora::billing::invoices;
use kantora::billing::payments::{self, PaymentInput};

use crate::support::{Answer, App, Browser, bills};

async fn pay(browser: &Browser<'_>, invoice: InvoiceId, typed: &[(&str, &str)]) -> Answer {
    let path = format!("/w/acme/invoices/{invoice}/pay");
    let form = browser.get(&path).await.expect(200);
    let act = form.hidden("act");
    let mut all = vec![("act", act.as_str()), ("kind", "bank"), ("received_on", "2026-01-05")];
    all.extend(typed);
    browser.post(&path, &all).await
}

fn customer(app: &App) -> SubjectId {
    app.write(bills::ready).unwrap()
}

fn issue(app: &App, customer: SubjectId, price: &'static str) -> InvoiceId {
    app.write(move |tx| bills::issue(tx, customer, price)).unwrap()
}

fn rest(app: &App, id: InvoiceId) -> i64 {
    let found =
        app.installation.db.read(&app.acme().actor(), |view| invoices::store::find(view, id)).unwrap();
    found.issued.unwrap().balance.rest().minor
}

#[tokio::test]
async fn one_payment_settles_two_invoices_and_is_undone_as_a_whole() {
    let app = App::start();
    let owner = app.owner();
    let customer = customer(&app);
    let (one, two) = (issue(&app, customer, "100"), issue(&app, customer, "50"));
    let (first, second) = (one.to_string(), two.to_string());

    let typed = [
        ("invoice", first.as_str()),
        ("amount", "120"),
        ("invoice", second.as_str()),
        ("amount", "20"),
        ("reference", "ST 7"),
    ];
    pay(&owner, one, &typed).await.expect(303);

    assert_eq!((rest(&app, one), rest(&app, two)), (0, 4_000));
    let page = owner.get(&format!("/w/acme/invoices/{two}")).await.expect(200);
    let page = page.expect_text("€20.00").expect_text("ST 7").expect_text("Partly paid");
    let undo = page
        .body
        .split("action=\"")
        .find(|part| part.contains("/undo\""))
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    owner.post(&undo, &[("invoice", second.as_str())]).await.expect(303);
    assert_eq!((rest(&app, one), rest(&app, two)), (12_000, 6_000));
    owner.post(&undo, &[]).await.expect(409);
    owner.get(&format!("/w/acme/invoices/{two}")).await.expect(200).expect_text("undone");
}

#[tokio::test]
async fn what_cannot_be_is_told_and_nothing_is_written() {
    let app = App::start();
    let owner = app.owner();
    let of = customer(&app);
    let other = app.write(|tx| bills::customer(tx, "Stranger")).unwrap();
    let (mine, theirs) = (issue(&app, of, "100"), issue(&app, other, "100"));
    let (first, second) = (mine.to_string(), theirs.to_string());

    let mixed =
        [("invoice", first.as_str()), ("amount", "10"), ("invoice", second.as_str()), ("amount", "10")];
    pay(&owner, mine, &mixed).await.expect(422).expect_text("of one customer");
    let much = [("invoice", first.as_str()), ("amount", "lots"), ("note", "By hand")];
    pay(&owner, mine, &much).await.expect(422).expect_text("lots").expect_text("By hand");
    let ahead = [("invoice", first.as_str()), ("amount", "10"), ("received_on", "2126-01-01")];
    let path = format!("/w/acme/invoices/{mine}/pay");
    let act = owner.get(&path).await.expect(200).hidden("act");
    let mut typed = vec![("act", act.as_str()), ("kind", "bank")];
    typed.extend(ahead);
    owner.post(&path, &typed).await.expect(422).expect_text("ahead of today");
    let cash = [
        ("act", act.as_str()),
        ("kind", "cash"),
        ("received_on", "2026-01-05"),
        ("invoice", &first),
        ("amount", "5"),
    ];
    owner.post(&path, &cash).await.expect(422).expect_text("Н-18");
    app.member(Role::Sales).get(&path).await.expect(403);
    app.stranger().get(&format!("/w/other/invoices/{mine}/pay")).await.expect(404);

    let yen = Fields::new().with("kind", "bank").with("received_on", "2026-01-05");
    let yen = yen.with("invoice", &first).with("amount", "500");
    let yen = PaymentInput::parse(&yen, Language::En, "JPY".parse().unwrap()).unwrap();
    assert!(app.write(move |tx| payments::actions::record(tx, &yen)).is_err());

    assert_eq!((rest(&app, mine), rest(&app, theirs)), (12_000, 12_000));
}

#[tokio::test]
async fn too_much_is_owed_back_and_the_same_form_counts_once() {
    let app = App::start();
    let owner = app.owner();
    let of = customer(&app);
    let id = issue(&app, of, "100");
    let number = id.to_string();
    let path = format!("/w/acme/invoices/{id}/pay");
    let act = owner.get(&path).await.expect(200).hidden("act");
    let typed = [
        ("act", act.as_str()),
        ("kind", "bank"),
        ("received_on", "2026-01-05"),
        ("invoice", number.as_str()),
        ("amount", "150"),
    ];
    owner.post(&path, &typed).await.expect(303);
    owner.post(&path, &typed).await.expect(303);
    assert_eq!(rest(&app, id), -3_000);

    let form = owner.get(&path).await.expect(200);
    form.expect_text("Record a repayment");
    let back = [("back", "1"), ("invoice", number.as_str()), ("amount", "30.01")];
    pay(&owner, id, &back).await.expect(422).expect_text("more than is owed");
    pay(&owner, id, &[("back", "1"), ("invoice", number.as_str()), ("amount", "30")]).await.expect(303);
    assert_eq!(rest(&app, id), 0);
    owner.get(&path).await.expect(409);
    owner.get("/w/acme/invoices?state=paid").await.expect(200).expect_text("0000000001");
}
