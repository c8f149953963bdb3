//! VAT returns: their figures worked out by hand, closed, opened again, and what cannot be dated into them.

use kantora::base::{Day, Error, Fields, InvoiceId, Language, PaymentId, Result, Role, SubjectId};
use kantora::billing::customers::{self, CheckInput, CustomerInput};
use kantora::billing::payments::{self, PaymentInput};
use kantora::billing::pricing::Percent;
use kantora::billing::returns::{self, Return};
use kantora::billing::taxes::{self, NewScheme, Scheme, SchemeKind};
use kantora::billing::{invoices, periods};
use kantora::platform::Tx;

use crate::support::{App, bills};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// An invoice of that day with one line at that price, without the tax of 20 %.
fn issue(app: &App, customer: SubjectId, price: &'static str, on: &'static str) -> InvoiceId {
    try_issue(app, customer, price, on).unwrap()
}

fn try_issue(app: &App, customer: SubjectId, price: &'static str, on: &'static str) -> Result<InvoiceId> {
    app.write(move |tx| {
        let facts = bills::draft(tx, customer, &[["Advice", "1", price]])?;
        let id = invoices::actions::create(tx, facts)?;
        invoices::actions::issue(tx, id, 1, day(on))?;
        Ok(id)
    })
}

fn pay(app: &App, invoice: InvoiceId, amount: &'static str, on: &'static str) -> Result<PaymentId> {
    app.write(move |tx| {
        let typed = Fields::new()
            .with("kind", "bank")
            .with("received_on", on)
            .with("invoice", invoice.to_string())
            .with("amount", amount);
        let new = PaymentInput::parse(&typed, Language::En, "EUR".parse()?)?;
        payments::actions::record(tx, &new)
    })
}

fn account(app: &App, kind: SchemeKind, percent: i64, from: &'static str) {
    let scheme = Scheme { kind, percent: Percent(percent) };
    app.write(move |tx| taxes::actions::set_scheme(tx, &NewScheme { valid_on: day(from), scheme })).unwrap();
}

/// What the return of the period from that day would be.
fn made(app: &App, from: &str) -> Return {
    let from = day(from);
    let found = app.installation.db.read(&app.acme().actor(), |view| {
        let period = returns::actions::open(view)?.into_iter().find(|period| period.from == from);
        Ok(returns::actions::drafted(view, period.ok_or(Error::NotFound)?)?.made)
    });
    found.unwrap()
}

/// What is owed and what was sold.
fn figures(made: &Return) -> (i64, i64) {
    let find = |code: &str| made.opened(code).unwrap().0;
    (find("due").vat, find("sales").net)
}

fn owed(app: &App, from: &str) -> (i64, i64) {
    figures(&made(app, from))
}

fn close(app: &App, from: &'static str) -> Result<()> {
    app.write(move |tx| returns::actions::close(tx, day(from)))
}

#[tokio::test]
async fn a_month_is_closed_and_nothing_is_dated_into_it_until_an_owner_opens_it() {
    let app = App::start();
    let (owner, books) = (app.owner(), app.member(Role::Bookkeeper));
    let customer = app.write(bills::ready).unwrap();
    let first = issue(&app, customer, "100", "2026-01-10");
    issue(&app, customer, "30.05", "2026-01-31");

    books.get("/w/acme/vat").await.expect(200).expect_text("to be closed").expect_text("January 2026");
    let page = "/w/acme/vat/period?from=2026-01-01";
    let shown = books.get(page).await.expect(200).expect_text("€26.01").expect_text("€130.05");
    let figure = "/w/acme/vat/papers?from=2026-01-01&figure=rate.BG.S.200000";
    books.get(figure).await.expect(200).expect_text("€100.00").expect_text("€6.01").expect_text("€130.05");
    books.get("/w/acme/vat/papers?from=2026-01-01&figure=box").await.expect(404);
    books.get("/w/acme/vat/period?from=2026-01-02").await.expect(404);
    let file = books.get("/w/acme/vat/export?from=2026-01-01").await.expect(200);
    let rows: Vec<&str> = file.body.lines().collect();
    assert_eq!(rows.len(), 3);
    assert!(rows[2].ends_with("BG,S,20,EUR,30.05,6.01,6.01"), "{}", rows[2]);
    app.member(Role::Viewer).get("/w/acme/vat/export?from=2026-01-01").await.expect(403);
    shown.expect_text("Close the period").expect_no_text("Open the period again");
    books.post("/w/acme/vat/close", &[("from", "2026-02-01")]).await.expect(409);
    books.post("/w/acme/vat/close", &[("from", "2026-01-01")]).await.expect(303);

    let late = try_issue(&app, customer, "10", "2026-01-31").unwrap_err();
    assert!(
        matches!(&late, Error::Invalid(problems) if problems.iter().any(|one| one.key == "periods-closed"))
    );
    books.get(page).await.expect(200).expect_text("€26.01").expect_text("Closed");
    let reopen = "/w/acme/vat/reopen";
    books.post(reopen, &[("from", "2026-01-01"), ("reason", "A slip")]).await.expect(403);
    owner.post(reopen, &[("from", "2026-01-01"), ("reason", " ")]).await.expect(422);
    owner.post(reopen, &[("from", "2026-01-01"), ("reason", "A slip")]).await.expect(303);
    issue(&app, customer, "10", "2026-01-31");
    assert_eq!(owed(&app, "2026-01-01"), (2_801, 14_005));

    close(&app, "2026-01-01").unwrap();
    issue(&app, customer, "50", "2026-02-01");
    app.write(move |tx| invoices::actions::void(tx, first, 2, "Twice")).unwrap();
    assert_eq!(owed(&app, "2026-02-01"), (1_000, 5_000));
    assert_eq!(owed(&app, "2026-03-01"), (-2_000, -10_000), "a note stands in its own month");
    books.get(page).await.expect(200).expect_text("€28.01");
}

#[tokio::test]
async fn what_is_closed_is_closed_for_whoever_writes_past_the_product() {
    let app = App::start();
    let customer = app.write(bills::ready).unwrap();
    account(&app, SchemeKind::Cash, 0, "2026-01-01");
    let invoice = issue(&app, customer, "100", "2026-01-10");
    let paid = pay(&app, invoice, "60", "2026-01-20").unwrap();
    close(&app, "2026-01-01").unwrap();
    let database = rusqlite::Connection::open(app.installation.database()).unwrap();
    let refused = |sql: &str| database.execute(sql, []).unwrap_err().to_string();

    assert!(refused("UPDATE vat_return SET snapshot = '{}'").contains("never changes"));
    assert!(refused("DELETE FROM vat_return").contains("never deleted"));
    let whole =
        |app: &App| app.installation.db.read(&app.acme().actor(), returns::store::verify).unwrap().is_empty();
    assert!(whole(&app));
    let undone = format!("UPDATE payment SET undone_at = 1 WHERE id = {paid}");
    assert!(refused(&undone).contains("VAT period of this payment is closed"));
    let undo = app.write(move |tx| payments::actions::undo(tx, paid)).unwrap_err();
    assert!(matches!(undo, Error::Conflict("periods-closed-payment")), "{undo}");
    assert!(matches!(pay(&app, invoice, "10", "2026-01-31").unwrap_err(), Error::Invalid(_)));
    pay(&app, invoice, "10", "2026-02-01").unwrap();
    let scheme = NewScheme {
        valid_on: day("2026-01-15"),
        scheme: Scheme { kind: SchemeKind::Invoice, percent: Percent(0) },
    };
    let changed = app.write(move |tx| taxes::actions::set_scheme(tx, &scheme)).unwrap_err();
    assert!(matches!(changed, Error::Invalid(_)), "{changed}");

    database.execute_batch("DROP TRIGGER vat_return_stays; UPDATE vat_return SET snapshot = '{}'").unwrap();
    assert!(!whole(&app), "billing verify names it");
}

#[tokio::test]
async fn under_cash_accounting_payments_bear_the_tax_to_the_cent() {
    let app = App::start();
    let customer = app.write(bills::ready).unwrap();
    account(&app, SchemeKind::Cash, 0, "2026-01-01");
    let (one, two) = (issue(&app, customer, "100", "2026-01-10"), issue(&app, customer, "60", "2026-01-11"));

    pay(&app, one, "50", "2026-01-20").unwrap();
    pay(&app, one, "50", "2026-02-10").unwrap();
    pay(&app, one, "20", "2026-03-01").unwrap();

    // 50 of 120: 8.333… of 20; 100 of 120: 16.666…; all of it: 20.
    assert_eq!(owed(&app, "2026-01-01"), (833, 4_167));
    assert_eq!(owed(&app, "2026-02-01"), (834, 4_166));
    assert_eq!(owed(&app, "2026-03-01"), (333, 1_667));

    account(&app, SchemeKind::Invoice, 0, "2026-03-01");
    issue(&app, customer, "10", "2026-03-02");
    // What was not paid by then counts on the first day of the other scheme: the last 20 of the first, all of the second.
    assert_eq!(owed(&app, "2026-03-01"), (333 + 1_200 + 200, 1_667 + 6_000 + 1_000));
    pay(&app, two, "72", "2026-03-02").unwrap();
    assert_eq!(owed(&app, "2026-03-01"), (1_733, 8_667), "and not again when it is paid");
}

#[tokio::test]
async fn at_the_flat_rate_a_share_of_the_turnover_is_owed_and_before_the_register_nothing() {
    let app = App::start();
    let customer = app.write(bills::ready).unwrap();
    account(&app, SchemeKind::Unregistered, 0, "2025-01-01");
    account(&app, SchemeKind::Flat, 145_000, "2026-02-01");
    issue(&app, customer, "100", "2026-01-10");
    issue(&app, customer, "100", "2026-02-10");
    issue(&app, customer, "50.50", "2026-02-11");

    // 14.5 % of 120.00 and 60.60: 26.187.
    let made = made(&app, "2026-02-01");
    assert_eq!(figures(&made), (2_619, 18_060));
    let entries = made.opened("due").unwrap().1;
    assert_eq!(entries.iter().map(|entry| entry.due).collect::<Vec<_>>(), [1_740, 879]);
    let open = app.installation.db.read(&app.acme().actor(), returns::actions::open).unwrap();
    assert_eq!(open[0].from, day("2026-02-01"), "January needs no return");
}

/// A business in Berlin whose VAT number was found to be right.
fn abroad(tx: &Tx) -> Result<SubjectId> {
    let customer = bills::customer(tx, "Ahorn")?;
    let version = customers::store::find(tx, customer)?.version();
    let facts = [
        ("kind", "business"),
        ("entry", "net"),
        ("street", "Ahornweg 1"),
        ("city", "Berlin"),
        ("postcode", "10115"),
        ("country", "DE"),
        ("vat_number", "DE136695976"),
    ];
    let facts: Fields = facts.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().collect();
    customers::actions::save(tx, customer, version, &CustomerInput::parse(&facts)?)?;
    let check = Fields::new().with("result", "valid").with("reason", "VIES");
    customers::actions::check(tx, customer, version + 1, &CheckInput::parse(&check)?)?;
    Ok(customer)
}

#[tokio::test]
async fn what_businesses_in_the_union_buy_is_listed_by_their_number() {
    let app = App::start();
    app.write(bills::ready).unwrap();
    let customer = app.write(abroad).unwrap();
    issue(&app, customer, "80", "2026-02-10");

    let made = made(&app, "2026-02-01");

    assert_eq!(figures(&made), (0, 8_000));
    let (listed, papers) = made.opened("listed.DE136695976.services").unwrap();
    assert_eq!((listed.net, papers.len()), (8_000, 1));
    let page = app.owner().get("/w/acme/vat/period?from=2026-02-01").await.expect(200);
    page.expect_text("EC sales list").expect_text("DE136695976");
}

#[tokio::test]
async fn a_closed_return_is_drawn_from_what_was_kept() {
    let app = App::start();
    let customer = app.write(bills::ready).unwrap();
    issue(&app, customer, "100", "2026-01-10");
    let before = made(&app, "2026-01-01");
    close(&app, "2026-01-01").unwrap();

    let (closed, after) = app
        .installation
        .db
        .read(&app.acme().actor(), |view| returns::actions::closed(view, day("2026-01-01")))
        .unwrap();

    assert_eq!(after, before);
    assert_eq!(closed.hash, kantora::platform::crypto::hash(&closed.snapshot));
    let until = app.installation.db.read(&app.acme().actor(), periods::store::closed_until).unwrap();
    assert_eq!(until, Some(day("2026-01-31")));
    assert!(matches!(close(&app, "2026-01-01").unwrap_err(), Error::Conflict("returns-not-next")));
    close(&app, "2026-02-01").unwrap();
    let running = close(&app, "2026-03-01").unwrap_err();
    assert!(matches!(running, Error::Conflict("returns-not-over")), "{running}");
}

/// The rows of a file in windows-1251.
fn rows(file: &[u8]) -> Vec<Vec<char>> {
    let text = encoding_rs::WINDOWS_1251.decode(file).0;
    text.split("\r\n").map(|row| row.chars().collect()).collect()
}

#[tokio::test]
async fn the_agency_gets_the_ledger_and_what_the_union_bought_in_its_layout() {
    let app = App::start();
    let customer = app.write(bills::ready).unwrap();
    let berlin = app.write(abroad).unwrap();
    issue(&app, customer, "100", "2026-02-09");
    issue(&app, berlin, "80", "2026-02-10");
    let made = made(&app, "2026-02-01");
    let read = |view: &kantora::platform::View| returns::actions::for_agency(view, made.clone());
    let (made, sender, papers) = app.installation.db.read(&app.acme().actor(), read).unwrap();

    let ledger = rows(&returns::ledger(&made, &sender, &papers).unwrap());
    let union = rows(&returns::union(&made, &sender).unwrap());

    assert_eq!(ledger.iter().map(Vec::len).collect::<Vec<_>>(), [424, 424, 0]);
    let field =
        |row: &[char], at: usize, width: usize| row[at - 1..at - 1 + width].iter().collect::<String>();
    let told = |row: &[char], fields: &[(usize, usize)]| {
        fields.iter().map(|(at, width)| field(row, *at, *width).trim().to_owned()).collect::<Vec<_>>()
    };
    let head =
        [(1, 15), (16, 6), (22, 4), (26, 15), (41, 2), (43, 20), (63, 10), (73, 15), (88, 50), (138, 30)];
    assert_eq!(
        told(&ledger[0], &head),
        [
            "BG175074752",
            "202602",
            "0",
            "1",
            "01",
            "0000000001",
            "09/02/2026",
            "121880341",
            "Zdravets",
            "Advice"
        ]
    );
    assert_eq!(told(&ledger[1], &head)[3..8], ["2", "01", "0000000002", "10/02/2026", "DE136695976"]);
    let amounts: Vec<(usize, usize)> = (0..17).map(|column| (168 + 15 * column, 15)).collect();
    let mut home = vec!["0.00"; 17];
    (home[0], home[1], home[2], home[3]) = ("100.00", "20.00", "100.00", "20.00");
    assert_eq!(told(&ledger[0], &amounts), home);
    let mut services = vec!["0.00"; 17];
    services[13] = "80.00";
    assert_eq!(told(&ledger[1], &amounts), services);
    assert_eq!(field(&ledger[0], 168, 15), "         100.00", "figures stand at the right");

    assert_eq!(union.iter().map(Vec::len).collect::<Vec<_>>(), [15, 373, 368, 27, 66, 8]);
    assert_eq!(union[0].iter().collect::<String>(), "VHR02/2026    1");
    assert_eq!(told(&union[1], &[(19, 150), (169, 50), (373, 1)]), ["Мара Илиева", "София", "R"]);
    assert_eq!(union[3].iter().collect::<String>(), "TTR       80.00        0.00");
    let bought = "VIR    1DE136695976            0.00        0.00       80.00       ";
    assert_eq!(union[4].iter().collect::<String>(), bought);
    assert_eq!(union[5].iter().collect::<String>(), "CHR    0");
}

#[tokio::test]
async fn only_who_may_export_gets_the_files_of_the_agency() {
    let app = App::start();
    let books = app.member(Role::Bookkeeper);
    let customer = app.write(bills::ready).unwrap();
    let invoice = issue(&app, customer, "100", "2026-02-09");
    pay(&app, invoice, "60", "2026-02-20").unwrap();
    let [ledger, union] = ["ledger", "union"].map(|name| format!("/w/acme/vat/{name}?from=2026-02-01"));

    let page = books.get("/w/acme/vat/period?from=2026-02-01").await.expect(200).expect_text("PRODAGBI.TXT");
    page.expect_no_text("VIES.TXT");
    let file = books.get(&ledger).await.expect(200).expect_text("0000000001");
    assert_eq!(file.headers["content-type"], "text/plain; charset=windows-1251");
    books.get(&union).await.expect(404);
    app.member(Role::Viewer).get(&ledger).await.expect(403);
    account(&app, SchemeKind::Cash, 0, "2026-01-01");
    books.get(&ledger).await.expect(409).expect_text("cash accounting");
}
