//! A company that can bill, and papers of it.

use kantora::base::{Fields, InvoiceId, Language, Result, SubjectId};
use kantora::billing::customers::{self, CustomerInput};
use kantora::billing::invoices::{self, DraftInput};
use kantora::billing::quotes::QuoteInput;
use kantora::billing::{seller, taxes};
use kantora::crm::companies::{self, CompanyInput};
use kantora::platform::Tx;
use kantora::workspace::settings::{self, Company};

/// Says all that papers need of the seller, who is in Sofia, and gives a customer there.
pub fn ready(tx: &Tx) -> Result<SubjectId> {
    let company = [
        ("name", "acme"),
        ("street", "ул. „Шипка“ 1"),
        ("city", "София"),
        ("country", "BG"),
        ("registration_number", "175074752"),
        ("vat_number", "BG175074752"),
    ];
    let version = settings::of(tx)?.version;
    settings::keep_company(tx, version, &Company::parse(&fields(&company))?)?;
    let papers = [
        ("responsible", "Мара Илиева"),
        ("maker", "Том Колев"),
        ("terms", "days"),
        ("terms_number", "14"),
        ("languages", "en"),
        ("colour", "green"),
    ];
    let version = seller::find(tx, "BG".parse()?)?.version;
    seller::actions::save(tx, version, &seller::Details::parse(&fields(&papers))?)?;
    let account = [("bank", "BNB"), ("account_currency", "EUR"), ("iban", "BG80 BNBG 9661 1020 3456 78")];
    if !seller::store::list_accounts(tx)?.iter().any(|dated| dated.is_live) {
        seller::actions::add_account(tx, &seller::AccountInput::parse(&fields(&account))?)?;
    }
    customer(tx, "Zdravets")
}

/// A company in Sofia that buys.
pub fn customer(tx: &Tx, name: &str) -> Result<SubjectId> {
    let subject =
        companies::actions::create(tx, CompanyInput { name: name.to_owned(), ..CompanyInput::default() })?;
    let facts = [
        ("kind", "business"),
        ("entry", "net"),
        ("street", "бул. „Витоша“ 112"),
        ("city", "София"),
        ("country", "BG"),
        ("company_number", "121880341"),
    ];
    customers::actions::save(tx, subject.subject(), 0, &CustomerInput::parse(&fields(&facts))?)?;
    Ok(subject.subject())
}

/// What the form of a draft with that line would hold: name, quantity, price.
pub fn draft(tx: &Tx, customer: SubjectId, lines: &[[&str; 3]]) -> Result<DraftInput> {
    let class = taxes::store::list(tx)?[0].id.to_string();
    let head =
        [("customer", customer.to_string()), ("currency", "EUR".to_owned()), ("entry", "net".to_owned())];
    let mut typed = head.into_iter().fold(Fields::new(), |typed, (name, value)| typed.with(name, value));
    for [name, quantity, price] in lines {
        for (field, value) in [("name", *name), ("quantity", *quantity), ("price", *price), ("class", &class)]
        {
            typed.push(field, value);
        }
        typed.push("kind", "service");
        typed.push("unit", "H87");
    }
    DraftInput::parse(&typed, Language::En, &[])
}

/// What the form of a quote with those rows would hold: part, name, quantity, price, quantities to choose from.
pub fn offer(tx: &Tx, customer: SubjectId, rows: &[[&str; 5]]) -> Result<QuoteInput> {
    let class = taxes::store::list(tx)?[0].id.to_string();
    let mut typed = Fields::new()
        .with("customer", customer.to_string())
        .with("currency", "EUR")
        .with("entry", "net")
        .with("valid_until", "2999-12-31");
    for row in rows {
        for (field, value) in ["part", "name", "quantity", "price", "choices"].into_iter().zip(row) {
            typed.push(field, *value);
        }
        for (field, value) in [("class", class.as_str()), ("kind", "service"), ("unit", "H87")] {
            typed.push(field, value);
        }
    }
    QuoteInput::parse(&typed, Language::En, &[])
}

/// Drafts and issues an invoice of today with one line at that price.
pub fn issue(tx: &Tx, customer: SubjectId, price: &str) -> Result<InvoiceId> {
    let facts = draft(tx, customer, &[["Advice", "1", price]])?;
    let id = invoices::actions::create(tx, facts)?;
    invoices::actions::issue(tx, id, 1, invoices::actions::today(tx)?)?;
    Ok(id)
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
