//! Invoices through their pages: drafted, issued, corrected, never changed.

use kantora::base::{InvoiceId, Role};
use kantora::billing::{invoices, taxes};

use crate::support::{Answer, App, Browser, bills};

const INVOICES: &str = "/w/acme/invoices";

async fn begin(app: &App, browser: &Browser<'_>, lines: &[[&str; 3]]) -> Answer {
    let customer = app.write(bills::ready).unwrap();
    let class = app.write(|tx| Ok(taxes::store::list(tx)?[0].id.to_string())).unwrap();
    let form = format!("{INVOICES}/new?customer={customer}");
    let page = browser.get(&form).await.expect(200).expect_text("Zdravets");
    let (act, customer) = (page.hidden("act"), customer.to_string());
    let mut typed = vec![
        ("act", act.as_str()),
        ("paper", "invoice"),
        ("customer", &customer),
        ("currency", "EUR"),
        ("entry", "net"),
    ];
    for [name, quantity, price] in lines {
        typed.extend([
            ("product", ""),
            ("name", name),
            ("quantity", quantity),
            ("price", price),
            ("class", &class),
        ]);
    }
    browser.post(&format!("{INVOICES}/new"), &typed).await
}

fn place(answer: &Answer) -> String {
    answer.header("location").unwrap().split('?').next().unwrap().to_owned()
}

async fn issue(browser: &Browser<'_>, page: &str) -> Answer {
    let shown = browser.get(page).await.expect(200);
    let fields = [("version", shown.hidden("version")), ("issued_on", value(&shown, "issued_on"))];
    let typed: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post(&format!("{page}/issue"), &typed).await
}

/// What stands in that field of the page.
fn value(page: &Answer, name: &str) -> String {
    let input = page.body.split("<input ").find(|rest| rest.contains(&format!("name=\"{name}\""))).unwrap();
    input.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_draft_is_written_shown_and_issued() {
    let app = App::start();
    let owner = app.owner();
    owner.get(INVOICES).await.expect(200).expect_text("No invoices yet");

    let page =
        place(&begin(&app, &owner, &[["Advice", "2.5", "40"], ["Report", "1", "100"]]).await.expect(303));
    let draft = owner.get(&page).await.expect(200);
    draft.expect_text("€240.00").expect_text("Invoice, draft").expect_no_text("Download UBL");
    issue(&owner, &page).await.expect(303);

    let issued = owner.get(&page).await.expect(200);
    issued.expect_text("Invoice 0000000001").expect_text("Download UBL").expect_no_text("Discard draft");
    owner.get(&format!("{page}/edit")).await.expect(409);
    let list = owner.get(INVOICES).await.expect(200);
    list.expect_text("0000000001").expect_text("Zdravets").expect_text("€240.00");
    owner.get("/w/acme/search?q=0000000001").await.expect(200).expect_text("Zdravets");
    for which in ["open", "draft", "overdue", "paid", "voided"] {
        let found = owner.get(&format!("{INVOICES}?state={which}")).await.expect(200);
        assert_eq!(found.body.contains("0000000001"), which == "open", "{which}");
    }
    for (file, kind) in [("ubl", "application/xml"), ("cii", "application/xml"), ("pdf", "application/pdf")] {
        let got = owner.get(&format!("{page}/{file}")).await.expect(200);
        assert_eq!(got.header("content-type"), Some(kind));
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_and_nothing_typed_is_lost() {
    let app = App::start();
    let owner = app.owner();

    let wrong = begin(&app, &owner, &[["Advice", "many", "40"], ["", "1", "dear"]]).await.expect(422);

    wrong.expect_text("many").expect_text("dear").expect_text("Enter what was sold");
}

#[tokio::test]
async fn a_draft_that_somebody_changed_meanwhile_is_shown_beside_what_was_typed() {
    let app = App::start();
    let owner = app.owner();
    let page = place(&begin(&app, &owner, &[["Advice", "1", "40"]]).await.expect(303));
    let form = owner.get(&format!("{page}/edit")).await.expect(200);
    let (version, customer) = (form.hidden("version"), form.hidden("customer"));
    let typed = |note| {
        [
            ("version", version.as_str()),
            ("paper", "invoice"),
            ("customer", &customer),
            ("currency", "EUR"),
            ("entry", "net"),
            ("note", note),
        ]
    };

    owner.post(&format!("{page}/edit"), &typed("For March")).await.expect(303);

    let stale = owner.post(&format!("{page}/edit"), &typed("For April")).await.expect(409);
    stale.expect_text("For March").expect_text("For April");
    let late = owner.post(&format!("{page}/discard"), &[("version", version.as_str())]).await;
    late.expect(409);
}

#[tokio::test]
async fn what_is_missing_stands_on_the_draft_with_the_way_there() {
    let app = App::start();
    let owner = app.owner();
    let customer = app.write(|tx| bills::customer(tx, "Early")).unwrap();
    let facts = app.write(move |tx| bills::draft(tx, customer, &[["Advice", "1", "40"]])).unwrap();
    let id = app.write(move |tx| invoices::actions::create(tx, facts)).unwrap();

    let page = owner.get(&format!("{INVOICES}/{id}")).await.expect(200);

    page.expect_text("Before it can be issued").expect_text("/w/acme/settings");
    let typed = [("version", "1"), ("issued_on", "2000-01-01")];
    owner.post(&format!("{INVOICES}/{id}/issue"), &typed).await.expect(422).expect_text("see below");
}

#[tokio::test]
async fn a_credit_note_begins_as_its_invoice_and_voiding_takes_all_of_it_back() {
    let app = App::start();
    let owner = app.owner();
    let page = place(&begin(&app, &owner, &[["Advice", "1", "40"]]).await.expect(303));
    issue(&owner, &page).await.expect(303);
    let id: InvoiceId = page.rsplit('/').next().unwrap().parse().unwrap();

    let form = owner.get(&format!("{INVOICES}/new?paper=credit_note&of={id}")).await.expect(200);
    assert_eq!((form.hidden("of"), form.hidden("paper")), (id.to_string(), "credit_note".to_owned()));
    form.expect_text("Advice").expect_text("Reason");
    let version = owner.get(&page).await.expect(200).hidden("version");
    owner.post(&format!("{page}/void"), &[("version", &version), ("reason", "")]).await.expect(422);
    let void = [("version", version.as_str()), ("reason", "Wrong customer")];
    let note = place(&owner.post(&format!("{page}/void"), &void).await.expect(303));

    owner.get(&note).await.expect(200).expect_text("Credit note 0000000002").expect_text("0000000001");
    owner.get(&page).await.expect(200).expect_text("Voided").expect_no_text("Void invoice");
    owner.post(&format!("{page}/void"), &void).await.expect(422);
}

#[tokio::test]
async fn who_sells_looks_and_who_keeps_the_books_bills() {
    let app = App::start();
    let page = place(&begin(&app, &app.owner(), &[["Advice", "1", "40"]]).await.expect(303));

    let sales = app.member(Role::Sales);
    sales.get(&page).await.expect(200).expect_no_text("Edit").expect_no_text("Discard");
    sales.get(&format!("{page}/edit")).await.expect(403);
    issue(&app.member(Role::Bookkeeper), &page).await.expect(303);
    let id = page.rsplit('/').next().unwrap();
    app.stranger().get(&format!("/w/other/invoices/{id}")).await.expect(404);
    app.stranger().get(&format!("/w/other/invoices/{id}/pdf")).await.expect(404);
}

#[tokio::test]
async fn an_issued_invoice_goes_to_each_address_as_a_pdf() {
    let app = App::start();
    let owner = app.owner();
    let page = place(&begin(&app, &owner, &[["Advice", "1", "40"]]).await.expect(303));
    owner.get(&format!("{page}/send")).await.expect(409);
    issue(&owner, &page).await.expect(303);

    let form = owner.get(&format!("{page}/send")).await.expect(200);
    let form = form.expect_text("Invoice 0000000001 from acme").expect_text("€48.00");
    let act = form.hidden("act");
    let typed = |to| [("act", act.as_str()), ("to", to), ("subject", "Your invoice"), ("text", "Hello")];
    let wrong = owner.post(&format!("{page}/send"), &typed("ana@shop.example, nobody")).await.expect(422);
    wrong.expect_text("not an e-mail address").expect_text("ana@shop.example, nobody");
    let both = typed("ana@shop.example, books@shop.example");
    owner.post(&format!("{page}/send"), &both).await.expect(303);
    owner.post(&format!("{page}/send"), &both).await.expect(303);

    let letters = app.letters().await;
    let told: Vec<(&str, &[String])> = letters
        .iter()
        .filter(|letter| letter.subject == "Your invoice")
        .map(|letter| (letter.to.as_str(), letter.enclosures.as_slice()))
        .collect();
    let file = ["0000000001.pdf".to_owned()];
    assert_eq!(told, [("ana@shop.example", &file[..]), ("books@shop.example", &file[..])]);
    owner.get(&page).await.expect(200).expect_text("Sent to").expect_text("books@shop.example");
    // What was made is what is downloaded, and it is made once.
    let kept = app.installation.db.read(&app.acme().actor(), |view| {
        invoices::store::files_of(view, page.rsplit('/').next().unwrap().parse()?)
    });
    assert_eq!(kept.unwrap().iter().map(|file| file.kind).collect::<Vec<_>>(), invoices::FileKind::ALL);
}

#[tokio::test]
async fn who_pays_early_is_told_what_comes_off_and_who_issues_late_is_warned() {
    let app = App::start();
    let owner = app.owner();
    let page = place(&begin(&app, &owner, &[["Advice", "1", "40"]]).await.expect(303));
    let today = app.write(|tx| invoices::actions::today(tx)).unwrap();
    let id: InvoiceId = page.rsplit('/').next().unwrap().parse().unwrap();
    let write = |days: i64, terms: &'static str| {
        app.write(move |tx| {
            let invoice = invoices::store::find(tx, id)?;
            let mut facts = invoice.facts;
            facts.supplied_on =
                today.0.checked_sub(jiff::Span::new().days(days)).ok().map(kantora::base::Day);
            facts.terms = Some(terms.parse()?);
            invoices::actions::edit(tx, id, invoice.version, facts)
        })
        .unwrap();
    };

    write(4, "days 30");
    let draft = owner.get(&page).await.expect(200).expect_text("Due within 30 days");
    draft.expect_no_text("The law wants").expect_no_text("% off");
    write(5, "days 30 2/10");
    let draft = owner
        .get(&page)
        .await
        .expect(200)
        .expect_text("supplied 5 days ago")
        .expect_text("2% off if it is paid");
    draft.expect_text("within 10 days");
    let form = owner.get(&format!("{page}/edit")).await.expect(200);
    assert_eq!(value(&form, "terms_early"), "2/10");
}
