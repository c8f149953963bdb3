//! The statement of account of a customer, its figures worked out by hand.

use kantora::base::{Day, Fields, InvoiceId, Language, PaymentId, Role, SubjectId};
use kantora::billing::invoices;
use kantora::billing::payments::{self, PaymentInput};

use crate::support::{App, bills};

/// An invoice of that day with one line at that price, without the tax of 20 %.
fn issue(app: &App, customer: SubjectId, price: &'static str, on: &'static str) -> InvoiceId {
    app.write(move |tx| {
        let facts = bills::draft(tx, customer, &[["Advice", "1", price]])?;
        let id = invoices::actions::create(tx, facts)?;
        invoices::actions::issue(tx, id, 1, on.parse::<Day>()?)?;
        Ok(id)
    })
    .unwrap()
}

fn pay(app: &App, invoice: InvoiceId, amount: &'static str, on: &'static str) -> PaymentId {
    app.write(move |tx| {
        let typed = Fields::new()
            .with("kind", "bank")
            .with("received_on", on)
            .with("reference", "=1+1")
            .with("invoice", invoice.to_string())
            .with("amount", amount);
        payments::actions::record(tx, &PaymentInput::parse(&typed, Language::En, "EUR".parse()?)?)
    })
    .unwrap()
}

/// In January an invoice of €120; in February €100 of it paid, another invoice of €60, and a payment that was undone; in
/// March the second invoice taken back.
async fn dealings(app: &App) -> SubjectId {
    let customer = app.write(bills::ready).unwrap();
    let first = issue(app, customer, "100", "2026-01-10");
    let second = issue(app, customer, "50", "2026-02-10");
    pay(app, first, "100", "2026-02-05");
    let undone = pay(app, first, "7.77", "2026-02-06");
    app.write(move |tx| payments::actions::undo(tx, undone)).unwrap();
    let void = [("reason", "Ordered twice"), ("version", "2")];
    app.owner().post(&format!("/w/acme/invoices/{second}/void"), &void).await.expect(303);
    let draft = app.write(move |tx| {
        let facts = bills::draft(tx, customer, &[["Advice", "1", "333"]])?;
        invoices::actions::create(tx, facts)
    });
    draft.unwrap();
    let other = app.write(|tx| bills::customer(tx, "Stranger")).unwrap();
    issue(app, other, "1000", "2026-03-02");
    customer
}

/// The rows of the file between two days, without its head.
async fn rows(app: &App, customer: SubjectId, asked: &str) -> Vec<String> {
    let path = format!("/w/acme/customers/{customer}/statement/export?{asked}");
    let file = app.owner().get(&path).await.expect(200);
    file.body.lines().skip(1).map(str::to_owned).collect()
}

#[tokio::test]
async fn an_account_runs_from_what_was_owed_to_what_is() {
    let app = App::start();
    let customer = dealings(&app).await;

    let page = app.owner().get(&format!("/w/acme/customers/{customer}/statement")).await.expect(200);
    let page = page.expect_text("Opening balance").expect_text("€120.00").expect_text("\u{2212}€100.00");
    let page = page.expect_text("Credit note 0000000003").expect_text("€20.00");
    page.expect_no_text("7.77").expect_no_text("399.60").expect_no_text("1,200");

    let all = rows(&app, customer, "").await;
    let expected = [
        "EUR,2025-04-01,Opening balance,,,,0",
        "EUR,2026-01-10,Invoice,0000000001,2026-01-24,120,120",
        "EUR,2026-02-05,Payment,'=1+1,,-100,20",
        "EUR,2026-02-10,Invoice,0000000002,2026-02-24,60,80",
        "EUR,2026-03-02,Credit note,0000000003,,-60,20",
        "EUR,2026-03-02,Closing balance,,,,20",
    ];
    assert_eq!(all, expected);
    let february = rows(&app, customer, "from=2026-02-06&to=2026-02-28").await;
    let expected = [
        "EUR,2026-02-06,Opening balance,,,,20",
        "EUR,2026-02-10,Invoice,0000000002,2026-02-24,60,80",
        "EUR,2026-02-28,Closing balance,,,,80",
    ];
    assert_eq!(february, expected);
}

#[tokio::test]
async fn it_is_led_to_from_the_record_and_seen_by_those_who_see_money() {
    let app = App::start();
    let customer = dealings(&app).await;
    let path = format!("/w/acme/customers/{customer}/statement");

    let record = app.owner().get(&format!("/w/acme/companies/{customer}")).await.expect(200);
    record.expect_text(&format!("/customers/{customer}/statement"));
    app.member(Role::Bookkeeper).get(&path).await.expect(200);
    app.member(Role::Sales).get(&format!("{path}/export")).await.expect(403);
    app.stranger().get(&format!("/w/other/customers/{customer}/statement")).await.expect(404);
    let before = app.owner().get(&format!("{path}?from=2025-01-01&to=2025-12-31")).await.expect(200);
    before.expect_text("Nothing in these days");
}

#[tokio::test]
async fn the_audit_says_that_it_went_out() {
    let app = App::start();
    let customer = dealings(&app).await;
    rows(&app, customer, "").await;

    let told = app.write(move |tx| {
        tx.one(
            "SELECT count(*) AS found FROM audit WHERE workspace_id = ?1 AND verb = 'ledger.export'",
            [tx.workspace()],
            |row| row.get::<_, i64>("found"),
        )
    });
    assert_eq!(told.unwrap(), 1);
}
