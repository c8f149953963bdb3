//! Pro-formas through the page of their invoice: made, taken back, and become invoices.

use kantora::base::{Error, InvoiceId, ProFormaId, Role};
use kantora::billing::{invoices, proformas};

use super::quotes::act;
use crate::support::{App, bills};

/// The draft of an invoice over 48.00 with the tax.
fn drafted(app: &App) -> (InvoiceId, String) {
    let id = app.write(|tx| {
        let customer = bills::ready(tx)?;
        invoices::actions::create(tx, bills::draft(tx, customer, &[["Advice", "1", "40"]])?)
    });
    let id = id.unwrap();
    (id, format!("/w/acme/invoices/{id}"))
}

/// The address of the first pro-forma on a page.
fn first(body: &str) -> String {
    let rest = body.split("/proformas/").nth(1).expect("a pro-forma");
    format!("/w/acme/proformas/{}", rest.split('/').next().unwrap())
}

#[tokio::test]
async fn a_draft_has_one_pro_forma_until_it_is_issued() {
    let app = App::start();
    let owner = app.owner();
    let (_, page) = drafted(&app);

    act(&owner, &page, "proforma", &[]).await.expect(303);

    let shown = owner.get(&page).await.expect(200).expect_text("PF-0001").expect_text("Open");
    let shown = shown.expect_text("€48.00").expect_no_text("Make a pro-forma");
    let proforma = first(&shown.body);
    let paper = owner.get(&format!("{proforma}/pdf")).await.expect(200);
    assert_eq!(
        (paper.header("content-type"), paper.body.starts_with("%PDF")),
        (Some("application/pdf"), true)
    );
    act(&owner, &page, "proforma", &[]).await.expect(409).expect_text("has a pro-forma already");
    let today = app.write(|tx| invoices::actions::today(tx)).unwrap().to_string();
    act(&owner, &page, "issue", &[("issued_on", &today)]).await.expect(303);
    // The pro-forma took no number of invoices.
    owner.get(&page).await.expect(200).expect_text("0000000001").expect_text("Invoiced");
    owner.post(&format!("{proforma}/withdraw"), &[]).await.expect(409);
    let damage = app.installation.db.read(&app.acme().actor(), |view| Ok(invoices::store::verify(view)?.1));
    assert_eq!(damage.unwrap(), []);
}

#[tokio::test]
async fn what_is_taken_back_makes_room_and_a_discarded_draft_takes_it_along() {
    let app = App::start();
    let owner = app.owner();
    let (_, page) = drafted(&app);
    act(&owner, &page, "proforma", &[]).await.expect(303);
    let one = first(&owner.get(&page).await.expect(200).body);

    owner.post(&format!("{one}/withdraw"), &[]).await.expect(303);
    owner.post(&format!("{one}/withdraw"), &[]).await.expect(409);
    act(&owner, &page, "proforma", &[]).await.expect(303);
    owner.get(&page).await.expect(200).expect_text("PF-0002").expect_text("Withdrawn");
    act(&owner, &page, "discard", &[]).await.expect(303);

    let all = app
        .installation
        .db
        .read(&app.acme().actor(), |view| proformas::store::list_after(view, ProFormaId::NONE, 9));
    let all = all.unwrap().into_iter().map(|one| (one.number, one.invoice, one.state));
    let gone = |number: &str| (number.to_owned(), None, proformas::State::Withdrawn);
    assert_eq!(all.collect::<Vec<_>>(), [gone("PF-0001"), gone("PF-0002")]);
}

#[tokio::test]
async fn nobody_else_makes_or_reads_a_pro_forma_and_it_never_changes() {
    let app = App::start();
    let (id, page) = drafted(&app);
    act(&app.member(Role::Bookkeeper), &page, "proforma", &[]).await.expect(303);
    let one = first(&app.owner().get(&page).await.expect(200).body);
    let theirs = one.replace("/w/acme", "/w/other");

    app.member(Role::Viewer).get(&format!("{one}/pdf")).await.expect(200);
    app.member(Role::Sales).post(&format!("{one}/withdraw"), &[]).await.expect(403);
    app.stranger().get(&format!("{theirs}/pdf")).await.expect(404);
    app.stranger().post(&format!("{theirs}/withdraw"), &[]).await.expect(404);
    app.stranger().post(&format!("/w/other/invoices/{id}/proforma"), &[("version", "1")]).await.expect(404);
    for change in [
        "UPDATE proforma SET number = 'PF-9' WHERE workspace_id = ?1",
        "UPDATE proforma SET document = '{}' WHERE workspace_id = ?1",
        "DELETE FROM proforma WHERE workspace_id = ?1",
    ] {
        let done = app.write(move |tx| tx.execute(change, [tx.workspace()]));
        assert!(matches!(done, Err(Error::Internal(_))), "{change}");
    }
}
