//! From an accepted quote to invoices: deposits, milestones, the remainder, and what is given back.

use kantora::base::{Error, QuoteId, Result, Role};
use kantora::billing::quotes::{self, Asked, Share, State};
use kantora::billing::{invoices, pricing::Percent};
use kantora::platform::{Tx, View};

use super::quotes::{AGREES, act, place, sent};
use crate::support::{App, Browser, bills};

/// A quote over 230.00 and VAT of 20 %, accepted with what is optional: its page.
async fn accepted(app: &App, browser: &Browser<'_>) -> String {
    let (page, link) = sent(app, browser).await;
    let takes: Vec<_> = AGREES.into_iter().chain([("take", "1"), ("quantity-1", "3000000")]).collect();
    app.guest().post(&link, &takes).await.expect(303);
    page
}

/// What the hidden fields of the page of a quote say of the next invoice.
async fn next(browser: &Browser<'_>, page: &str) -> [(&'static str, String); 2] {
    let shown = browser.get(page).await.expect(200);
    [("version", shown.hidden("version")), ("n", shown.hidden("n"))]
}

/// Asks for an invoice with those fields, and gives its page.
async fn ask(browser: &Browser<'_>, page: &str, fields: &[(&str, &str)]) -> String {
    let begun = next(browser, page).await;
    let mut typed: Vec<(&str, &str)> = begun.iter().map(|(name, value)| (*name, value.as_str())).collect();
    typed.extend(fields);
    place(&browser.post(&format!("{page}/invoice"), &typed).await.expect(303))
}

async fn issue(app: &App, browser: &Browser<'_>, invoice: &str) {
    let today = app.write(|tx| invoices::actions::today(tx)).unwrap().to_string();
    act(browser, invoice, "issue", &[("issued_on", &today)]).await.expect(303);
}

fn id(page: &str) -> QuoteId {
    page.rsplit('/').next().unwrap().parse().unwrap()
}

fn read<T>(app: &App, run: impl FnOnce(&View) -> Result<T>) -> T {
    app.installation.db.read(&app.acme().actor(), run).unwrap()
}

fn state(app: &App, page: &str) -> State {
    read(app, |view| quotes::store::find(view, id(page))).state
}

const DEPOSIT: [(&str, &str); 2] = [("stage", "deposit"), ("percent", "30")];
const REST: [(&str, &str); 1] = [("stage", "rest")];

#[tokio::test]
async fn a_deposit_and_the_remainder_come_to_what_was_accepted() {
    let app = App::start();
    let owner = app.owner();
    let page = accepted(&app, &owner).await;

    let deposit = ask(&owner, &page, &DEPOSIT).await;
    let shown = owner.get(&deposit).await.expect(200);
    shown.expect_text("Deposit 30% on quote Q-0001: VAT 20%").expect_text("€82.80").expect_text(&page);
    owner.get(&page).await.expect(200).expect_text("€193.20").expect_text("(draft)");
    act(&owner, &page, "invoice", &[("n", "2"), ("stage", "rest")]).await.expect(422).expect_text("discard");
    issue(&app, &owner, &deposit).await;
    let last = ask(&owner, &page, &REST).await;

    let shown = owner.get(&last).await.expect(200);
    shown.expect_text("Less invoice 0000000001 of").expect_text("Worktop").expect_text("€193.20");
    issue(&app, &owner, &last).await;
    owner.get(&page).await.expect(200).expect_text("Invoiced").expect_no_text("Invoice the remainder");
    owner.get("/w/acme/quotes").await.expect(200).expect_text("Invoiced");
    owner.get(&format!("{last}/ubl")).await.expect(200).expect_text(">-1</cbc:InvoicedQuantity>");
    assert_eq!(read(&app, invoices::store::verify).1, []);
    let more = [("n", "9"), ("stage", "deposit"), ("percent", "5")];
    owner.post(&format!("{page}/invoice"), &more).await.expect(422).expect_text("All of this quote");
}

#[tokio::test]
async fn the_same_form_twice_is_one_invoice_and_another_one_is_refused() {
    let app = App::start();
    let owner = app.owner();
    let page = accepted(&app, &owner).await;
    let [(_, version), (_, n)] = next(&owner, &page).await;
    let begun = [("version", version.as_str()), ("n", n.as_str())];
    let path = format!("{page}/invoice");

    let deposit: Vec<_> = begun.into_iter().chain(DEPOSIT).collect();
    let first = place(&owner.post(&path, &deposit).await.expect(303));
    let second = place(&owner.post(&path, &deposit).await.expect(303));

    assert_eq!(first, second);
    let other = [("stage", "milestone"), ("title", "Half is built"), ("sum", "50")];
    let other: Vec<_> = begun.into_iter().chain(other).collect();
    let refused = owner.post(&path, &other).await.expect(422);
    refused.expect_text("Somebody changed").expect_text("Half is built");
    let quote = read(&app, |view| quotes::store::find(view, id(&page)));
    assert_eq!(read(&app, |view| quotes::store::parts(view, &quote)).len(), 1);
}

#[tokio::test]
async fn a_draft_thrown_away_and_an_invoice_voided_give_their_part_back() {
    let app = App::start();
    let owner = app.owner();
    let page = accepted(&app, &owner).await;

    let full = ask(&owner, &page, &REST).await;
    owner.get(&full).await.expect(200).expect_text("Oil").expect_text("€276.00");
    assert_eq!(state(&app, &page), State::Invoiced);
    act(&owner, &full, "discard", &[]).await.expect(303);
    assert_eq!(state(&app, &page), State::Accepted);
    let full = ask(&owner, &page, &REST).await;
    issue(&app, &owner, &full).await;
    assert_eq!(state(&app, &page), State::Invoiced);
    act(&owner, &full, "void", &[("reason", "Wrong buyer")]).await.expect(303);

    assert_eq!(state(&app, &page), State::Accepted);
    let milestone = [("stage", "milestone"), ("title", "Half is built"), ("sum", "100.50")];
    let milestone = ask(&owner, &page, &milestone).await;
    owner.get(&milestone).await.expect(200).expect_text("Half is built (quote Q-0001): VAT 20%");
    issue(&app, &owner, &milestone).await;
    let last = ask(&owner, &page, &REST).await;
    // 276.00 less 120.60.
    owner.get(&last).await.expect(200).expect_text("€155.40");
    assert_eq!(state(&app, &page), State::Invoiced);
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept() {
    let app = App::start();
    let owner = app.owner();
    let page = accepted(&app, &owner).await;

    for (fields, told) in [
        (vec![("stage", "deposit")], "Enter a percentage or an amount."),
        (vec![("stage", "deposit"), ("percent", "100")], "below 100"),
        (vec![("stage", "deposit"), ("percent", "7"), ("amount", "8")], "not both"),
        (vec![("stage", "deposit"), ("amount", "230")], "That is not less than what is left"),
        (vec![("stage", "milestone"), ("sum", "-3")], "Enter what was reached"),
        (vec![("stage", "milestone"), ("title", "Roof"), ("sum", "0")], "above zero"),
    ] {
        let mut answer = act(&owner, &page, "invoice", &fields).await.expect(422).expect_text(told);
        for (_, value) in &fields[1..] {
            answer = answer.expect_text(&format!("value=\"{value}\""));
        }
    }
    owner.post(&format!("{page}/invoice"), &[("stage", "other")]).await.expect(400);
}

#[tokio::test]
async fn only_who_bills_puts_only_an_accepted_quote_of_theirs_on_an_invoice() {
    let app = App::start();
    let owner = app.owner();
    let (page, _) = sent(&app, &owner).await;
    let form = [("version", "2"), ("n", "1"), ("stage", "rest")];

    owner.post(&format!("{page}/invoice"), &form).await.expect(422).expect_text("Only an accepted quote");
    app.member(Role::Viewer).post(&format!("{page}/invoice"), &form).await.expect(403);
    app.stranger().post(&format!("/w/other/quotes/{}/invoice", id(&page)), &form).await.expect(404);
    app.guest().post(&format!("{page}/invoice"), &form).await.expect(303);
    owner.get(&page).await.expect(200).expect_no_text("Not invoiced yet");
}

#[tokio::test]
async fn an_invoice_may_take_something_off_but_never_come_to_less_than_nothing() {
    let app = App::start();
    let customer = app.write(bills::ready).unwrap();
    let draft = |rows: &'static [[&str; 3]]| {
        app.write(move |tx| invoices::actions::create(tx, bills::draft(tx, customer, rows)?)).unwrap()
    };
    let issue = |id| app.write(move |tx| invoices::actions::issue(tx, id, 1, invoices::actions::today(tx)?));

    let (less, below) = (
        draft(&[["Advice", "1", "50"], ["Paid before", "-1", "20"]]),
        draft(&[["Advice", "1", "50"], ["Paid before", "-3", "20"]]),
    );

    issue(less).unwrap();
    assert!(matches!(issue(below), Err(Error::Invalid(_))));
    assert_eq!(read(&app, |view| invoices::store::find(view, less)).issued.unwrap().balance.due, 3_600);
}

#[tokio::test]
async fn what_breaks_in_the_middle_leaves_neither_invoice_nor_part() {
    let app = App::start();
    let page = accepted(&app, &app.owner()).await;
    let quote = id(&page);
    let version = read(&app, |view| quotes::store::find(view, quote)).version;
    let deposit = Asked::Deposit(Share::Percent(Percent(300_000)));

    let broken = app.write(move |tx: &Tx| {
        quotes::actions::invoice(tx, quote, (version, 1), &deposit)?;
        Err::<(), Error>(Error::Unavailable("broken"))
    });

    assert!(broken.is_err());
    let found = read(&app, |view| quotes::store::find(view, quote));
    assert_eq!((found.version, found.state), (version, State::Accepted));
    assert_eq!(read(&app, |view| quotes::store::parts(view, &found)), []);
}
