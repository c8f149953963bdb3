//! What Rila Joinery sells, to whom, and what it asks for it.

use jiff::Span;

use super::super::model;
use crate::base::{Day, DealId, Error, Fields, Language, QuoteId, Result, SubjectId};
use crate::billing::invoices::{self, DraftInput, Kind};
use crate::billing::packs::{self, Quick, Range};
use crate::billing::payments::{self, PaymentInput};
use crate::billing::pricing::Quantity;
use crate::billing::products::{self, Product};
use crate::billing::quotes::{self, Accepting, Asked, QuoteInput};
use crate::billing::registers::{self, Finding, Register, Trouble};
use crate::billing::statements::{self, Ledger};
use crate::billing::{customers, periods, price_lists, proformas, returns, seller, taxes};
use crate::crm::companies;
use crate::platform::Tx;
use crate::platform::crypto::MasterKey;

/// Fills the catalogue; everything is taxed at the standard rate, which is the first class.
pub(super) fn sell(tx: &Tx) -> Result<()> {
    let class = taxes::store::list(tx)?.first().map(|class| class.id.to_string()).unwrap_or_default();
    for form in model::products() {
        let facts = products::ProductInput::parse(&form.with("class", class.as_str()), Language::En)?;
        products::actions::create(tx, &facts)?;
    }
    sign(tx)
}

/// Says what stands on papers, and where customers pay: examples of the registry of IBANs.
fn sign(tx: &Tx) -> Result<()> {
    let [details, accounts @ ..] = model::seller();
    seller::actions::save(tx, 0, &seller::Details::parse(&details)?)?;
    for account in accounts {
        seller::actions::add_account(tx, &seller::AccountInput::parse(&account)?)?;
    }
    bill(tx)
}

/// Says of some companies what papers say of them; VIES was asked about some numbers, with what it answered invented.
fn bill(tx: &Tx) -> Result<()> {
    for row in model::customers() {
        let found = companies::store::find_by_domain(tx, row.first("domain"))?;
        let subject = found.first().ok_or(Error::NotFound)?.subject();
        customers::actions::save(tx, subject, 0, &customers::CustomerInput::parse(&row)?)?;
        if !row.first("asked").is_empty() {
            look_up(tx, subject, &row)?;
        }
    }
    agree(tx)?;
    model::invoices().iter().try_for_each(|row| ask(tx, row))?;
    receive(tx)?;
    account(tx)
}

/// Closes the VAT periods that are over but for the last one, which waits for somebody. They are months, so that there is
/// one on any day of the year.
fn account(tx: &Tx) -> Result<()> {
    periods::actions::choose(tx, "month")?;
    let today = invoices::actions::today(tx)?;
    let over = returns::actions::open(tx)?.into_iter().filter(|period| period.until < today);
    let over: Vec<Day> = over.map(|period| period.from).collect();
    let (_, done) = over.split_last().unwrap_or((&today, &[]));
    done.iter().try_for_each(|from| returns::actions::close(tx, *from))
}

/// A list for those who sell on; the bookshop has it.
fn agree(tx: &Tx) -> Result<()> {
    let board = products::store::maybe_find_by_sku(tx, "OAK-22")?.ok_or(Error::NotFound)?;
    let form = Fields::new()
        .with("name", "Trade 2026")
        .with("currency", "GBP")
        .with("way", "off")
        .with("percent", "10")
        .with("valid_on", "2026-01-01")
        .with("product", board.to_string())
        .with("price", "62.50");
    let list = price_lists::actions::create(tx, &price_lists::PriceListInput::parse(&form, Language::En)?)?;
    let found = companies::store::find_by_domain(tx, "hartbooks.example")?;
    let customer = found.first().ok_or(Error::NotFound)?.subject();
    price_lists::actions::choose(tx, customer, Some(list))
}

/// The question is answered, or given up, before the demo is opened: nobody is asked in earnest.
fn look_up(tx: &Tx, subject: SubjectId, row: &Fields) -> Result<()> {
    customers::actions::ask(tx, subject, Register::Vies)?;
    let waiting = registers::store::maybe_waiting(tx, subject, Register::Vies)?.ok_or(Error::NotFound)?;
    let found = |is_valid| Finding { is_valid, reference: "WAPIAAAAZ2KT7Q1M".into(), ..Finding::default() };
    let answer = match row.first("asked") {
        "valid" => {
            let (name, city) = (row.first("legal_name").into(), row.first("city").into());
            Ok(Finding { name, city, street: row.first("street").into(), ..found(true) })
        }
        "invalid" => Ok(found(false)),
        _ => Err(Trouble::Refused),
    };
    customers::actions::take(tx, &waiting, &answer)
}

/// Reads a statement of the bank: its first line is booked, the others wait. The last quarter goes to the accountant.
fn receive(tx: &Tx) -> Result<()> {
    let today = invoices::actions::today(tx)?;
    let mut rows = vec!["Date,Amount,Currency,Counterparty,Description,Transaction ID".to_owned()];
    let owed = statements::store::open_papers(tx, None)?;
    for (place, paper) in owed.iter().filter(|paper| paper.rest.minor > 0).take(2).enumerate() {
        let amount = paper.rest.typed(Language::En);
        let said = if place == 0 { format!("Invoice {}", paper.number) } else { "With thanks".to_owned() };
        rows.push(format!("{today},{amount},{},\"{}\",{said},S{place}", paper.rest.currency, paper.name));
    }
    rows.push(format!("{today},-12.50,GBP,Avon Bank,Charges of the month,S7"));
    rows.push(format!("{today},340,GBP,M Okafor,Deposit for a stair,S8"));
    let brought = statements::actions::bring(tx, "avon-bank.csv", rows.join("\n").as_bytes())?;
    let lines = statements::store::open_lines(tx, brought.id, 1)?;
    let (line, papers) = (lines.first().ok_or(Error::NotFound)?, Ledger::of(&owed));
    let found = statements::propose(&line.entry, &papers).ok_or(Error::NotFound)?;
    statements::actions::book(tx, line.id, found.parts, 0)?;
    packs::actions::start(tx, Range::quick(Quick::Quarter, today)).map(|_| ())
}

/// Asks for money, so many days ago, and does with the paper what became of it.
fn ask(tx: &Tx, row: &Fields) -> Result<()> {
    let found = companies::store::find_by_domain(tx, row.first("domain"))?;
    let customer = found.first().ok_or(Error::NotFound)?.subject().to_string();
    let mut form = Fields::new().with("customer", customer).with("entry", "net");
    for field in ["currency", "order", "reference", "note"] {
        form.push(field, row.first(field));
    }
    let (form, sold) = lines(tx, form, row.first("lines"))?;
    let facts = DraftInput::parse(&form, Language::En, &sold)?;
    let id = invoices::actions::create(tx, facts.clone())?;
    let fate = row.first("fate");
    match fate {
        "draft" => return Ok(()),
        "proforma" => return proformas::actions::make(tx, id, 1).map(|_| ()),
        _ => {}
    }
    let today = invoices::actions::today(tx)?;
    let ago = |days: i64| today.0.checked_sub(Span::new().days(days)).map(Day).map_err(Error::internal);
    let days: i64 = row.first("ago").parse().unwrap_or(0);
    invoices::actions::issue(tx, id, 1, ago(days)?)?;
    match fate {
        "voided" => invoices::actions::void(tx, id, 2, row.first("reason")).map(|_| ()),
        "credited" => {
            let reason = row.first("reason").to_owned();
            let mut part = DraftInput { kind: Kind::CreditNote, of: Some(id), reason, ..facts };
            part.lines.iter_mut().for_each(|line| line.quantity = Quantity::ONE);
            let note = invoices::actions::create(tx, part)?;
            invoices::actions::issue(tx, note, 1, ago(days - 2)?)
        }
        _ => Ok(()),
    }
}

/// Offers what is to be sold, for that deal, and does with the quote what became of it.
pub(super) fn offer(tx: &Tx, key: &MasterKey, row: &Fields, deal: Option<DealId>) -> Result<()> {
    let found = companies::store::find_by_domain(tx, row.first("domain"))?;
    let customer = found.first().ok_or(Error::NotFound)?.subject().to_string();
    let days: i64 = row.first("days").parse().unwrap_or(0);
    let today = quotes::actions::today(tx)?;
    let ends = today.0.checked_add(Span::new().days(days)).map_err(Error::internal)?;
    let mut form = Fields::new().with("customer", customer).with("entry", "net");
    form.push("valid_until", ends.to_string());
    form.push("deal", deal.map(|deal| deal.to_string()).unwrap_or_default());
    for field in ["currency", "reference", "note"] {
        form.push(field, row.first(field));
    }
    let offered = invoices::store::products_offered(tx)?;
    for line in row.first("lines").split("; ") {
        let (part, words) = line.split_once(':').ok_or(Error::NotFound)?;
        let (sold, choices) = words.split_once('=').unwrap_or((words, ""));
        let (name, quantity) = sold.split_once('*').unwrap_or((sold, ""));
        let product = offered.iter().find(|one| one.facts.sku == name);
        form.push("part", part);
        form.push("product", product.map(|product| product.id.to_string()).unwrap_or_default());
        form.push("name", if product.is_some() { "" } else { name });
        form.push("quantity", quantity);
        form.push("choices", choices.replace(',', "; "));
    }
    let facts = QuoteInput::parse(&form, Language::En, &offered)?;
    let id = quotes::actions::create(tx, &facts)?;
    if row.first("fate") == "draft" {
        return Ok(());
    }
    quotes::actions::send(tx, id, 1, key)?;
    let reason = row.first("reason");
    match row.first("fate") {
        "accepted" => {
            let name = reason.to_owned();
            let email = "priya@cliftonlibrary.example".to_owned();
            let taken = facts.sold().map(|line| Some(line.quantity)).collect();
            let trace = quotes::actions::Trace { address: "198.51.100.24".to_owned(), agent: String::new() };
            quotes::actions::accept(tx, id, Accepting { name, email }, taken, trace)?;
            deposit(tx, id, row.first("deposit"))
        }
        "declined" => quotes::actions::decline(tx, id, reason),
        _ => Ok(()),
    }
}

/// Asks for a deposit of so many percent, which is paid at once.
fn deposit(tx: &Tx, id: QuoteId, percent: &str) -> Result<()> {
    let form = Fields::new().with("stage", "deposit").with("percent", percent);
    let quote = quotes::store::find(tx, id)?;
    let asked = Asked::parse(&form, Language::En, quote.facts.head.currency)?;
    let invoice = quotes::actions::invoice(tx, id, (quote.version, 1), &asked)?;
    let today = invoices::actions::today(tx)?;
    invoices::actions::issue(tx, invoice, 1, today)?;
    let issued = invoices::store::find(tx, invoice)?.issued.ok_or(Error::NotFound)?;
    let paid = Fields::new()
        .with("kind", "bank")
        .with("received_on", today.to_string())
        .with("reference", issued.number.as_str())
        .with("invoice", invoice.to_string())
        .with("amount", issued.balance.rest().typed(Language::En));
    payments::actions::record(tx, &PaymentInput::parse(&paid, Language::En, quote.facts.head.currency)?)?;
    Ok(())
}

/// The rows of a form for products and how many of each, and those products.
fn lines(tx: &Tx, mut form: Fields, sold: &str) -> Result<(Fields, Vec<Product>)> {
    let offered = invoices::store::products_offered(tx)?;
    for line in sold.split("; ") {
        let (sku, quantity) = line.split_once('*').ok_or(Error::NotFound)?;
        let product = offered.iter().find(|one| one.facts.sku == sku).ok_or(Error::NotFound)?;
        form.push("product", product.id.to_string());
        form.push("quantity", quantity);
    }
    Ok((form, offered))
}
