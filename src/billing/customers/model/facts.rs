//! What a paper freezes of its buyer, and what must be there for that.

use serde::{Deserialize, Serialize};

use super::check::Check;
use super::input::CustomerInput;
use crate::base::{At, Country, Currency, SubjectId, SubjectKind};
use crate::billing::countries::{CompanyNumber, VatNumber};
use crate::billing::pricing::Entry;
use crate::billing::registers::Register;
use crate::billing::seller::Languages;
use crate::billing::taxes::{Buyer, BuyerKind, Checked};
use crate::billing::terms::Terms;

/// The company or contact behind a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Which.
    pub subject: SubjectId,
    /// What it is.
    pub kind: SubjectKind,
    /// Its name.
    pub name: String,
    /// What it says by itself.
    pub says: CustomerInput,
    /// Whether it is not in the trash.
    pub is_live: bool,
}

/// What was typed for papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The facts.
    pub input: CustomerInput,
    /// What somebody found out about the VAT number.
    pub check: Option<Check>,
    /// Grows with each change.
    pub version: i64,
}

/// All that is known about a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The company or contact.
    pub record: Record,
    /// What was typed for papers; none: what the record says.
    pub stored: Option<Stored>,
}

impl Shown {
    /// What counts for papers.
    pub fn input(&self) -> &CustomerInput {
        self.stored.as_ref().map_or(&self.record.says, |stored| &stored.input)
    }

    /// What somebody found out about its VAT number.
    pub fn check(&self) -> Option<&Check> {
        self.stored.as_ref().and_then(|stored| stored.check.as_ref())
    }

    /// What is known of its VAT number.
    pub fn checked(&self) -> Checked {
        match self.check() {
            _ if self.input().vat_number.is_empty() => Checked::Missing,
            Some(check) => check.result,
            None => Checked::Unchecked,
        }
    }

    /// The number that was saved for papers and that the register knows about, if there is one.
    pub fn number_for(&self, register: Register) -> Option<&str> {
        let input = &self.stored.as_ref()?.input;
        let number = match register {
            Register::Companies if input.country?.code() == "GB" => &input.company_number,
            Register::Companies => return None,
            _ if Register::of_vat(&input.vat_number) == Some(register) => &input.vat_number,
            _ => return None,
        };
        Some(number.as_str()).filter(|number| !number.is_empty())
    }

    /// The name on papers.
    pub fn name(&self) -> &str {
        Some(self.input().legal_name.as_str()).filter(|name| !name.is_empty()).unwrap_or(&self.record.name)
    }

    /// The version that a change must name; 0 before the first.
    pub fn version(&self) -> i64 {
        self.stored.as_ref().map_or(0, |stored| stored.version)
    }
}

/// Everything about the buyer that stands on a paper or decides what stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The company or contact.
    pub subject: SubjectId,
    /// The name on papers.
    pub legal_name: String,
    /// Street and number.
    pub street: String,
    /// Town.
    pub city: String,
    /// County, province or region.
    pub region: String,
    /// Postal code.
    pub postcode: String,
    /// Where it is established, or lives.
    pub country: Country,
    /// What it is to the law.
    pub kind: BuyerKind,
    /// Its number in the register of companies, if it has one.
    pub company_number: Option<CompanyNumber>,
    /// Its VAT number, if it has one.
    pub vat_number: Option<VatNumber>,
    /// What is known of that number.
    pub checked: Checked,
    /// Since when.
    pub checked_at: Option<At>,
    /// Where somebody looked.
    pub check_reason: String,
    /// The languages of its papers; none: the seller's.
    pub languages: Option<Languages>,
    /// The currency of its papers; none: the seller's.
    pub currency: Option<Currency>,
    /// When its papers fall due; none: the seller's.
    pub terms: Option<Terms>,
    /// Whether its prices are typed without the tax or with it.
    pub entry: Entry,
    /// Where invoices are sent.
    pub invoice_emails: Vec<String>,
    /// Where reminders are sent.
    pub reminder_emails: Vec<String>,
    /// What it wants to read on papers (EN 16931 BT-10).
    pub reference: String,
}

/// A fact without which no paper can be issued to a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Street and number.
    Street,
    /// The town.
    City,
    /// The country.
    Country,
    /// The number in the register (ЕИК) of a Bulgarian business.
    CompanyNumber,
    /// That number is wrong.
    CompanyNumberWrong,
    /// The VAT number is wrong.
    VatNumberWrong,
}

impl Missing {
    /// The key of what to do about it.
    pub fn key(self) -> &'static str {
        match self {
            Missing::Street => "customers-missing-street",
            Missing::City => "customers-missing-city",
            Missing::Country => "customers-missing-country",
            Missing::CompanyNumber => "customers-missing-company-number",
            Missing::CompanyNumberWrong => "customers-wrong-company-number",
            Missing::VatNumberWrong => "customers-wrong-vat-number",
        }
    }

    /// The field where it is mended.
    pub fn field(self) -> &'static str {
        match self {
            Missing::Street => "street",
            Missing::City => "city",
            Missing::Country => "country",
            Missing::CompanyNumber | Missing::CompanyNumberWrong => "company_number",
            Missing::VatNumberWrong => "vat_number",
        }
    }
}

impl Facts {
    /// Joins what was typed with what the record says, or says everything that is missing.
    pub fn join(shown: &Shown) -> Result<Facts, Vec<Missing>> {
        let input = shown.input();
        let (company_number, vat_number, country) = match (numbers(input), missing(input)) {
            (Some(numbers), missing) if missing.is_empty() => numbers,
            (_, missing) => return Err(missing),
        };
        let says = &shown.record.says.invoice_emails;
        let invoices = if input.invoice_emails.is_empty() { says } else { &input.invoice_emails };
        let reminders = if input.reminder_emails.is_empty() { invoices } else { &input.reminder_emails };
        let check = shown.check();
        Ok(Facts {
            subject: shown.record.subject,
            legal_name: shown.name().to_owned(),
            street: input.street.clone(),
            city: input.city.clone(),
            region: input.region.clone(),
            postcode: input.postcode.clone(),
            country,
            kind: input.kind,
            company_number,
            vat_number,
            checked: shown.checked(),
            checked_at: check.map(|check| check.at),
            check_reason: check.map_or(String::new(), |check| check.reason.clone()),
            languages: input.languages,
            currency: input.currency,
            terms: input.terms,
            entry: input.entry,
            invoice_emails: invoices.clone(),
            reminder_emails: reminders.clone(),
            reference: input.reference.clone(),
        })
    }

    /// As the table of decisions on taxes asks for it.
    pub fn taxed(&self) -> Buyer {
        Buyer {
            country: self.country,
            is_northern: self.is_northern(),
            kind: self.kind,
            number: self.checked,
        }
    }

    /// Whether it is in Northern Ireland: all of Belfast's postal codes, and none else's, begin with BT.
    fn is_northern(&self) -> bool {
        let has_northern_number =
            self.vat_number.as_ref().is_some_and(|number| number.as_str().starts_with("XI"));
        let postcode = self.postcode.trim_start().to_uppercase();
        self.country.code() == "GB" && (postcode.starts_with("BT") || has_northern_number)
    }
}

/// The numbers as they were read, and the country that gave them; none: something is missing or wrong.
fn numbers(input: &CustomerInput) -> Option<(Option<CompanyNumber>, Option<VatNumber>, Country)> {
    let country = input.country?;
    let company = Some(input.company_number.as_str()).filter(|number| !number.is_empty());
    let vat = Some(input.vat_number.as_str()).filter(|number| !number.is_empty());
    let company = company.map(|number| CompanyNumber::parse(country, number)).transpose().ok()?;
    let vat = vat.map(|number| VatNumber::parse(country, number)).transpose().ok()?;
    Some((company, vat, country))
}

fn missing(input: &CustomerInput) -> Vec<Missing> {
    let is_wrong = |is_right: fn(Country, &str) -> bool, number: &str| {
        !number.is_empty() && input.country.is_some_and(|country| !is_right(country, number))
    };
    let company = |country, number: &str| CompanyNumber::parse(country, number).is_ok();
    let vat = |country, number: &str| VatNumber::parse(country, number).is_ok();
    let is_bulgarian = input.country.is_some_and(|country| country.code() == "BG");
    let needs_number = is_bulgarian && input.kind != BuyerKind::Consumer;
    let needs = [
        (input.street.is_empty(), Missing::Street),
        (input.city.is_empty(), Missing::City),
        (input.country.is_none(), Missing::Country),
        (needs_number && input.company_number.is_empty(), Missing::CompanyNumber),
        (is_wrong(company, &input.company_number), Missing::CompanyNumberWrong),
        (is_wrong(vat, &input.vat_number), Missing::VatNumberWrong),
    ];
    needs.into_iter().filter_map(|(is_missing, what)| is_missing.then_some(what)).collect()
}
