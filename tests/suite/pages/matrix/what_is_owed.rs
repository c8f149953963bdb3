//! What is sold, and its taxes.

use kantora::base::{BankStatementId, Fields, Language, Result};
use kantora::billing::{invoices, packs, payments, products, proformas, quotes, seller, statements, taxes};
use kantora::platform::{Tx, crypto};

use crate::support::bills;

/// A product, a class of what is sold, a rate of one, a scheme, or a bank account.
pub(super) fn insert(tx: &Tx, kind: &str) -> Result<Option<i64>> {
    let made = match kind {
        "products" => product(tx)?,
        "invoices" => invoice(tx)?,
        "payments" => payment(tx)?,
        "quotes" => quote(tx)?,
        "proformas" => proforma(tx)?,
        "statements" => statement(tx)?.number(),
        "bank-lines" => statements::store::open_lines(tx, statement(tx)?, 1)?[0].id.number(),
        "packs" => pack(tx)?,
        "vat-schemes" => scheme(tx)?,
        "billing" => account(tx)?,
        "taxes" | "tax-rates" => taxed(tx, kind)?,
        _ => return Ok(None),
    };
    Ok(Some(made))
}

/// A class of what is sold, or a rate of it.
fn taxed(tx: &Tx, kind: &str) -> Result<i64> {
    // There is room for fifty.
    for class in taxes::store::list(tx)?.into_iter().filter(|class| class.is_live).skip(20) {
        taxes::actions::retire(tx, class.id)?;
    }
    let typed = Fields::new()
        .with("name", crypto::token())
        .with("category", "S")
        .with("percent", "5")
        .with("country", "BG")
        .with("valid_on", "2026-01-01");
    let rate = taxes::NewRate::parse(&typed, Language::En)?;
    let id = taxes::actions::add(tx, &taxes::ClassInput::parse(&typed)?, Some(&rate))?;
    let class = taxes::store::find(tx, id)?;
    Ok(if kind == "taxes" { id.number() } else { class.rates[0].id.number() })
}

/// A statement of one line that stands in no other.
fn statement(tx: &Tx) -> Result<BankStatementId> {
    let text = format!("Date,Amount,Transaction ID\n2026-01-05,10,{}\n", crypto::token());
    Ok(statements::actions::bring(tx, "bank.csv", text.as_bytes())?.id)
}

/// A pack that nobody has made yet.
fn pack(tx: &Tx) -> Result<i64> {
    let typed = Fields::new().with("from", "2026-01-01").with("to", "2026-01-31");
    Ok(packs::actions::start(tx, packs::Range::parse(&typed)?)?.number())
}

/// A payment for an invoice of a company that can bill by then.
fn payment(tx: &Tx) -> Result<i64> {
    let customer = bills::ready(tx)?;
    let invoice = bills::issue(tx, customer, "40")?;
    let typed = Fields::new().with("kind", "bank").with("received_on", "2026-01-05");
    let typed = typed.with("invoice", invoice.to_string()).with("amount", "10");
    let input = payments::PaymentInput::parse(&typed, Language::En, "EUR".parse()?)?;
    Ok(payments::actions::record(tx, &input)?.number())
}

/// A draft of a quote.
fn quote(tx: &Tx) -> Result<i64> {
    let customer = bills::customer(tx, "Zdravets")?;
    let facts = bills::offer(tx, customer, &[["item", "Advice", "1", "40", ""]])?;
    Ok(quotes::actions::create(tx, &facts)?.number())
}

/// A pro-forma of a draft.
fn proforma(tx: &Tx) -> Result<i64> {
    let customer = bills::ready(tx)?;
    let draft = invoices::actions::create(tx, bills::draft(tx, customer, &[["Advice", "1", "40"]])?)?;
    Ok(proformas::actions::make(tx, draft, 1)?.number())
}

/// A draft.
fn invoice(tx: &Tx) -> Result<i64> {
    let customer = bills::customer(tx, "Zdravets")?;
    let facts = bills::draft(tx, customer, &[["Advice", "1", "40"]])?;
    Ok(invoices::actions::create(tx, facts)?.number())
}

fn product(tx: &Tx) -> Result<i64> {
    let classes = taxes::store::list(tx)?;
    let class = classes.iter().find(|class| class.is_live).map(|class| class.id.to_string());
    let typed = Fields::new()
        .with("name", "Oak board")
        .with("kind", "goods")
        .with("unit", "MTR")
        .with("entry", "net")
        .with("class", class.unwrap_or_default());
    Ok(products::actions::create(tx, &products::ProductInput::parse(&typed, Language::En)?)?.number())
}

fn scheme(tx: &Tx) -> Result<i64> {
    let typed = Fields::new().with("scheme", "cash").with("scheme_on", "2026-01-01");
    let new = taxes::NewScheme::parse(&typed, "BG".parse()?, Language::En)?;
    taxes::actions::set_scheme(tx, &new)?;
    Ok(taxes::store::schemes(tx)?[0].id.number())
}

/// The one account in use.
fn account(tx: &Tx) -> Result<i64> {
    for dated in seller::store::list_accounts(tx)?.into_iter().filter(|dated| dated.is_live) {
        seller::actions::remove_account(tx, dated.account.id)?;
    }
    let typed = Fields::new()
        .with("bank", "UniCredit")
        .with("account_currency", "EUR")
        .with("iban", "BG80BNBG96611020345678");
    Ok(seller::actions::add_account(tx, &seller::AccountInput::parse(&typed)?)?.number())
}
