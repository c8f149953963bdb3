//! What a paper freezes of its seller, and what must be there for that.

use serde::{Deserialize, Serialize};

use super::account::Account;
use super::details::{Colour, Details, Languages, Stored};
use crate::base::{Country, Currency};
use crate::billing::countries::{CompanyNumber, Pack, VatNumber, Wrong};
use crate::billing::taxes::{Scheme, Seller, Standing};
use crate::billing::terms::Terms;
use crate::workspace::settings::Company;

/// Everything about the seller that stands on a paper or decides what stands there, as of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The registered name.
    pub legal_name: String,
    /// The name that it trades under.
    pub trading_name: String,
    /// Street and number.
    pub street: String,
    /// Town.
    pub city: String,
    /// County, province or region.
    pub region: String,
    /// Postal code.
    pub postcode: String,
    /// Where it is established.
    pub country: Country,
    /// Its number in the register of companies, checked where the country's can be; none: it has none.
    pub company_number: Option<CompanyNumber>,
    /// Its VAT number; none while it is not registered.
    pub vat_number: Option<VatNumber>,
    /// Where it is registered, and its registered office (Britain).
    pub office: String,
    /// Who answers for it (МОЛ, Bulgaria).
    pub responsible: String,
    /// Who draws papers up (съставил, Bulgaria).
    pub maker: String,
    /// How it accounts for VAT on that day.
    pub scheme: Scheme,
    /// Whether its goods leave from Northern Ireland under an XI number.
    pub is_northern: bool,
    /// Whether it takes the rate of the buyer's country from consumers in the Union.
    pub is_oss: bool,
    /// When papers fall due, where the customer has no terms.
    pub terms: Terms,
    /// The currency of new papers.
    pub currency: Currency,
    /// The languages of papers, where the customer has none.
    pub languages: Languages,
    /// The colour of their headings.
    pub colour: Colour,
    /// Where customers pay, the one on papers of each currency first.
    pub accounts: Vec<Account>,
    /// Whether it takes cash.
    pub takes_cash: bool,
}

/// A fact without which no paper can be issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Street and number.
    Street,
    /// The town.
    City,
    /// The number in the register (ЕИК).
    CompanyNumber,
    /// That number is wrong.
    CompanyNumberWrong,
    /// The VAT number of a registered seller.
    VatNumber,
    /// That number is wrong.
    VatNumberWrong,
    /// The registered office of a British company.
    Office,
    /// Who answers for a Bulgarian company.
    Responsible,
    /// Who draws its papers up.
    Maker,
}

impl Missing {
    /// The key of what to do about it.
    pub fn key(self) -> &'static str {
        match self {
            Missing::Street => "seller-missing-street",
            Missing::City => "seller-missing-city",
            Missing::CompanyNumber => "seller-missing-company-number",
            Missing::CompanyNumberWrong => "seller-wrong-company-number",
            Missing::VatNumber => "seller-missing-vat-number",
            Missing::VatNumberWrong => "seller-wrong-vat-number",
            Missing::Office => "seller-missing-office",
            Missing::Responsible => "seller-missing-responsible",
            Missing::Maker => "seller-missing-maker",
        }
    }

    /// The page of the settings and the field where it is mended.
    pub fn place(self) -> &'static str {
        match self {
            Missing::Street => "/settings#street",
            Missing::City => "/settings#city",
            Missing::CompanyNumber | Missing::CompanyNumberWrong => "/settings#registration_number",
            Missing::VatNumber | Missing::VatNumberWrong => "/settings#vat_number",
            Missing::Office => "/settings/billing#office",
            Missing::Responsible => "/settings/billing#responsible",
            Missing::Maker => "/settings/billing#maker",
        }
    }
}

/// Where the facts come from.
pub struct Sources<'a> {
    /// Who the company is.
    pub company: &'a Company,
    /// The currency of its books.
    pub currency: Currency,
    /// What was typed for papers.
    pub stored: &'a Stored,
    /// How it accounts for VAT.
    pub standing: Standing,
    /// The accounts in use, the one on papers of each currency first.
    pub accounts: Vec<Account>,
}

impl Facts {
    /// Joins them, or says everything that is missing.
    pub fn join(sources: Sources) -> Result<Facts, Vec<Missing>> {
        let Sources { company, stored, standing, .. } = sources;
        let (country, details) = (company.country, &stored.details);
        let numbers = Numbers::of(company, standing.scheme.is_registered());
        let missing = missing(company, details, &numbers);
        if !missing.is_empty() {
            return Err(missing);
        }
        let has_legal = !company.legal_name.is_empty();
        Ok(Facts {
            legal_name: if has_legal { company.legal_name.clone() } else { company.name.clone() },
            trading_name: company.name.clone(),
            street: company.street.clone(),
            city: company.city.clone(),
            region: company.region.clone(),
            postcode: company.postcode.clone(),
            country,
            company_number: numbers.company.and_then(Result::ok),
            vat_number: numbers.vat.and_then(Result::ok),
            office: details.office.clone(),
            responsible: details.responsible.clone(),
            maker: details.maker.clone(),
            scheme: standing.scheme,
            is_northern: standing.seller.is_northern,
            is_oss: standing.seller.is_oss,
            terms: details.terms,
            currency: details.currency.unwrap_or(sources.currency),
            languages: details.languages,
            colour: details.colour,
            takes_cash: stored.takes_cash(country),
            accounts: sources.accounts,
        })
    }

    /// As the table of decisions on taxes asks for it.
    pub fn taxed(&self) -> Seller {
        Seller {
            country: self.country,
            is_registered: self.scheme.is_registered(),
            is_northern: self.is_northern,
            is_oss: self.is_oss,
        }
    }

    /// The account that papers of that currency name, if there is one.
    pub fn account(&self, currency: Currency) -> Option<&Account> {
        self.accounts.iter().find(|account| account.is_main && account.currency == currency)
    }
}

/// The company's numbers as they were read; none: there is none, or none that counts.
struct Numbers {
    is_registered: bool,
    company: Option<Result<CompanyNumber, Wrong>>,
    vat: Option<Result<VatNumber, Wrong>>,
}

impl Numbers {
    fn of(company: &Company, is_registered: bool) -> Numbers {
        let (country, typed) = (company.country, company.registration_number.as_str());
        let vat = company.vat_number.as_str();
        Numbers {
            is_registered,
            company: (!typed.is_empty()).then(|| CompanyNumber::parse(country, typed)),
            vat: (is_registered && !vat.is_empty()).then(|| VatNumber::parse(country, vat)),
        }
    }
}

fn missing(company: &Company, details: &Details, numbers: &Numbers) -> Vec<Missing> {
    let pack = Pack::of(company.country);
    // A sole trader has no register, and no office there.
    let is_company = numbers.company.is_some();
    let needs = [
        (company.street.is_empty(), Missing::Street),
        (company.city.is_empty(), Missing::City),
        (!is_company && pack == Pack::Bulgaria, Missing::CompanyNumber),
        (matches!(numbers.company, Some(Err(_))), Missing::CompanyNumberWrong),
        (numbers.is_registered && numbers.vat.is_none(), Missing::VatNumber),
        (matches!(numbers.vat, Some(Err(_))), Missing::VatNumberWrong),
        (is_company && pack.discloses_office() && details.office.is_empty(), Missing::Office),
        (pack.names_people() && details.responsible.is_empty(), Missing::Responsible),
        (pack.names_people() && details.maker.is_empty(), Missing::Maker),
    ];
    needs.into_iter().filter_map(|(is_missing, what)| is_missing.then_some(what)).collect()
}
