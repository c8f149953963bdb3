//! Bank statements: brought once, matched, booked, undone.

use kantora::base::{InvoiceId, Role, SubjectId};
use kantora::billing::invoices;

use crate::support::{Answer, App, Browser, FORM, bills, form};

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

async fn bring(browser: &Browser<'_>, text: &str) -> Answer {
    browser.post_body("/w/acme/statements", FORM, form("", &[("january.csv", text.as_bytes())])).await
}

/// The address of the statement that was brought.
fn address(answer: &Answer) -> String {
    answer.location().split('?').next().unwrap().to_owned()
}

/// The addresses of the lines' forms that end so, as the page of the statement shows them.
async fn forms(browser: &Browser<'_>, statement: &str, act: &str) -> Vec<String> {
    let page = browser.get(statement).await.expect(200);
    let ends = format!("/{act}\"");
    let parts = page
        .body
        .split("action=\"")
        .skip(1)
        .map(|part| part.split('>').next().unwrap_or_default().to_owned());
    parts
        .filter(|part| part.contains("/bank-lines/") && part.contains(&ends))
        .map(|part| part.split('"').next().unwrap().to_owned())
        .collect()
}

const HEAD: &str = "Date,Amount,Currency,Counterparty,Reference,Transaction ID\n";

#[tokio::test]
async fn one_line_pays_two_invoices_and_the_same_statement_brings_nothing_twice() {
    let app = App::start();
    let owner = app.owner();
    let of = customer(&app);
    let (one, two, three) = (issue(&app, of, "100"), issue(&app, of, "50"), issue(&app, of, "10"));
    let text = format!(
        "{HEAD}2026-01-05,180.00,EUR,Zdravets,0000000001 and 0000000002,T1\n2026-01-05,-7.00,EUR,Bank,Fee,T2\n2026-01-06,12.00,EUR,Somebody,,T3\n"
    );

    let brought = bring(&owner, &text).await.expect(303);
    let statement = address(&brought);
    let page = owner.get(&statement).await.expect(200);
    page.expect_text("number and amount fit")
        .expect_text("only the amount fits")
        .expect_text("No invoice fits");
    owner.post(&format!("{statement}/certain"), &[]).await.expect(303);

    assert_eq!((rest(&app, one), rest(&app, two), rest(&app, three)), (0, 0, 1_200));
    // A longer statement that holds the same lines again.
    let longer = format!("{text}2026-01-07,12.00,EUR,Somebody,,T4\n");
    let again = bring(&owner, &longer).await.expect(303);
    owner.get(&address(&again)).await.expect(200).expect_text("3 lines had come before");
    assert_eq!(forms(&owner, &address(&again), "ignore").await.len(), 1);

    let reopen = forms(&owner, &statement, "reopen").await;
    owner.post(&reopen[0], &[]).await.expect(303);
    assert_eq!((rest(&app, one), rest(&app, two)), (12_000, 6_000));
    owner.post(&reopen[0], &[]).await.expect(409);
    assert_eq!(forms(&owner, &statement, "book").await.len(), 2);
    owner.post(&format!("{statement}/remove"), &[]).await.expect(409);
    owner.post(&format!("{}/remove", address(&again)), &[]).await.expect(303);
}

#[tokio::test]
async fn several_lines_pay_one_invoice_and_what_the_bank_kept_is_a_fee() {
    let app = App::start();
    let owner = app.owner();
    let invoice = issue(&app, customer(&app), "100");
    let text = format!(
        "{HEAD}2026-01-05,50.00,EUR,Zdravets,part 0000000001,T1\n2026-01-06,68.50,EUR,Zdravets,rest of 0000000001,T2\n"
    );
    let statement = address(&bring(&owner, &text).await.expect(303));
    let books = forms(&owner, &statement, "book").await;
    let id = invoice.to_string();

    owner.post(&books[0], &[("invoice", &id), ("amount", "50")]).await.expect(303);
    owner.get(books[1].trim_end_matches("/book")).await.expect(200).expect_text("€70.00");
    let short = owner.post(&books[1], &[("invoice", &id), ("amount", "70")]).await.expect(422);
    short.expect_text("do not come to the line").expect_text("€68.50");
    let fee = [("invoice", id.as_str()), ("amount", "70"), ("fee", "1.50")];
    owner.post(&books[1], &fee).await.expect(303);
    owner.post(&books[1], &fee).await.expect(409);

    assert_eq!(rest(&app, invoice), 0);
    owner
        .get(&format!("/w/acme/invoices/{invoice}"))
        .await
        .expect(200)
        .expect_text("€70.00")
        .expect_text("€50.00");
}

#[tokio::test]
async fn columns_are_asked_for_once_and_remembered() {
    let app = App::start();
    let owner = app.owner();
    customer(&app);
    let text = "Tag;Betrag;Wer\n05.01.2026;10,00;Hart\n";

    let statement = address(&bring(&owner, text).await.expect(303));
    owner.get(&statement).await.expect(200).expect_text("Name the columns").expect_text("05.01.2026");
    let columns = format!("{statement}/columns");
    owner.post(&columns, &[("column", ""), ("column", "amount"), ("column", "name")]).await.expect(422);
    owner.post(&columns, &[("column", "booked"), ("column", "amount"), ("column", "name")]).await.expect(303);
    owner.get(&statement).await.expect(200).expect_text("Hart").expect_text("€10.00");
    owner.post(&columns, &[("column", "booked"), ("column", "amount"), ("column", "name")]).await.expect(409);

    let next = bring(&owner, "Tag;Betrag;Wer\n06.01.2026;12,00;Clark\n").await.expect(303);
    owner.get(&address(&next)).await.expect(200).expect_text("Clark");
}

#[tokio::test]
async fn what_cannot_be_read_is_told_and_strangers_get_nothing() {
    let app = App::start();
    let owner = app.owner();
    customer(&app);

    let wrong = format!(
        "{HEAD}2026-01-05,ten,EUR,,,\n2026-01-06,1,EUR,,,\n2026-01-06,1,EUR,,,\n2026-01-06,1,EUR,,,\n"
    );
    bring(&owner, &wrong).await.expect(422).expect_text("line 2").expect_text("cannot be read");
    bring(&owner, "").await.expect(422).expect_text("Choose a file");
    bring(&owner, "hello").await.expect(422).expect_text("CAMT.053");
    owner.get("/w/acme/statements").await.expect(200).expect_text("No statements yet");

    let statement = address(&bring(&owner, &format!("{HEAD}2026-01-05,1,EUR,,,\n")).await.expect(303));
    let line = forms(&owner, &statement, "ignore").await.remove(0);
    for other in [app.member(Role::Sales), app.member(Role::Viewer)] {
        other.get(&statement).await.expect(403);
        other.post(&line, &[]).await.expect(403);
    }
    let elsewhere = [statement.as_str(), &line].map(|path| path.replace("/w/acme/", "/w/other/"));
    app.stranger().get(&elsewhere[0]).await.expect(404);
    app.stranger().post(&elsewhere[1], &[]).await.expect(404);
    app.stranger().get(&statement).await.expect(404);
    owner.post(&line, &[]).await.expect(303);
    assert_eq!(forms(&owner, &statement, "reopen").await.len(), 1);
}
