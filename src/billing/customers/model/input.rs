//! What is typed for the papers of a customer, and what its record says without that.

use crate::base::{Country, Currency, Fields, Language, Problems, Result, text};
use crate::billing::countries::{CompanyNumber, VatNumber};
use crate::billing::pricing::Entry;
use crate::billing::seller::Languages;
use crate::billing::taxes::BuyerKind;
use crate::billing::terms::Terms;
use crate::crm::companies::Company;
use crate::crm::contacts::Contact;
use crate::crm::points::{Address, Kind, Points, Purpose, email_norm};

/// The longest name or line of an address.
const LINE_LENGTH: usize = 200;
/// The longest town, region and reference.
const SHORT_LENGTH: usize = 100;
/// The longest postal code.
const POSTCODE_LENGTH: usize = 20;
/// So many addresses papers go to at most.
const MOST_EMAILS: usize = 10;

/// What papers say of a customer, and how they reach it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerInput {
    /// The registered name; empty: the name of the record.
    pub legal_name: String,
    /// Street and number.
    pub street: String,
    /// Town.
    pub city: String,
    /// County, province or region.
    pub region: String,
    /// Postal code.
    pub postcode: String,
    /// Where it is established, or lives; none only where a record does not say it.
    pub country: Option<Country>,
    /// What it is to the law.
    pub kind: BuyerKind,
    /// Its number in the register of companies.
    pub company_number: String,
    /// Its VAT number.
    pub vat_number: String,
    /// The languages of its papers; none: the seller's.
    pub languages: Option<Languages>,
    /// The currency of its papers; none: the seller's.
    pub currency: Option<Currency>,
    /// When its papers fall due; none: the seller's.
    pub terms: Option<Terms>,
    /// Whether its prices are typed without the tax or with it.
    pub entry: Entry,
    /// Where invoices are sent; empty: to the first address of the record.
    pub invoice_emails: Vec<String>,
    /// Where reminders are sent; empty: where invoices are.
    pub reminder_emails: Vec<String>,
    /// What it wants to read on papers: EN 16931 BT-10, the Leitweg-ID of a German public body.
    pub reference: String,
}

impl CustomerInput {
    /// What the record of a company says.
    pub fn of_company(company: &Company) -> CustomerInput {
        CustomerInput {
            company_number: company.facts.registration_number.clone(),
            vat_number: company.facts.vat_number.clone(),
            ..CustomerInput::begun(BuyerKind::Business, &company.facts.points)
        }
    }

    /// What the record of a contact says.
    pub fn of_contact(contact: &Contact) -> CustomerInput {
        CustomerInput {
            languages: contact.facts.language.map(|language| match language {
                Language::En => Languages::English,
                Language::Bg => Languages::Bulgarian,
            }),
            ..CustomerInput::begun(BuyerKind::Consumer, &contact.facts.points)
        }
    }

    fn begun(kind: BuyerKind, points: &Points) -> CustomerInput {
        let address = billed(points).cloned().unwrap_or_default();
        let email = points.first(Kind::Email);
        CustomerInput {
            legal_name: String::new(),
            street: text::one_line(&address.street),
            city: address.city,
            region: address.region,
            postcode: address.postcode,
            country: address.country,
            kind,
            company_number: String::new(),
            vat_number: String::new(),
            languages: None,
            currency: None,
            terms: None,
            entry: if kind == BuyerKind::Consumer { Entry::Gross } else { Entry::Net },
            invoice_emails: Some(email.to_owned()).into_iter().filter(|email| !email.is_empty()).collect(),
            reminder_emails: Vec::new(),
            reference: String::new(),
        }
    }

    /// Reads the form. Numbers are those of the country that was chosen, and can only be right.
    pub fn parse(fields: &Fields) -> Result<CustomerInput> {
        let mut problems = Problems::default();
        let mut line = |field: &'static str, most: usize| {
            let line = text::one_line(fields.first(field));
            if line.chars().count() > most {
                problems.add(field, "customers-too-long");
            }
            line
        };
        let (legal_name, street) = (line("legal_name", LINE_LENGTH), line("street", LINE_LENGTH));
        let (city, region) = (line("city", SHORT_LENGTH), line("region", SHORT_LENGTH));
        let (postcode, reference) = (line("postcode", POSTCODE_LENGTH), line("reference", SHORT_LENGTH));
        let country = fields.first("country").parse::<Country>().ok();
        if country.is_none() {
            problems.add("country", "customers-country-missing");
        }
        let kind = fields.first("kind").parse().unwrap_or_else(|_| {
            problems.add("kind", "customers-kind-missing");
            BuyerKind::Business
        });
        let entry = fields.first("entry").parse().unwrap_or_else(|_| {
            problems.add("entry", "customers-entry-missing");
            Entry::Net
        });
        let (company_number, vat_number) = numbers(fields, country, &mut problems);
        let currency = chosen(fields, "currency", "customers-currency-missing", &mut problems);
        let languages = chosen(fields, "languages", "customers-languages-missing", &mut problems);
        let terms = match fields.first("terms") {
            "" => None,
            _ => Terms::parse(fields, &mut problems),
        };
        let invoice_emails = emails(fields, "invoice_emails", &mut problems);
        let reminder_emails = emails(fields, "reminder_emails", &mut problems);
        problems.finish(CustomerInput {
            legal_name,
            street,
            city,
            region,
            postcode,
            country,
            kind,
            company_number,
            vat_number,
            languages,
            currency,
            terms,
            entry,
            invoice_emails,
            reminder_emails,
            reference,
        })
    }

    /// Every fact by the name of its field, as text: a form shows these, and what changed is audited by them.
    pub fn told(&self) -> Vec<(&'static str, String)> {
        let [terms, number, early] = match self.terms {
            Some(terms) => terms.typed(),
            None => Terms::split(""),
        };
        vec![
            ("legal_name", self.legal_name.clone()),
            ("street", self.street.clone()),
            ("city", self.city.clone()),
            ("region", self.region.clone()),
            ("postcode", self.postcode.clone()),
            ("country", self.country.map_or(String::new(), |country| country.code().to_owned())),
            ("kind", self.kind.code().to_owned()),
            ("company_number", self.company_number.clone()),
            ("vat_number", self.vat_number.clone()),
            ("languages", self.languages.map_or(String::new(), |languages| languages.code().to_owned())),
            ("currency", self.currency.map_or(String::new(), |currency| currency.code().to_owned())),
            terms,
            number,
            early,
            ("entry", self.entry.code().to_owned()),
            ("invoice_emails", self.invoice_emails.join(", ")),
            ("reminder_emails", self.reminder_emails.join(", ")),
            ("reference", self.reference.clone()),
        ]
    }
}

/// The address of invoices, else the main one, else the first.
fn billed(points: &Points) -> Option<&Address> {
    let of = |purpose| points.addresses.iter().find(|address| address.purpose == purpose);
    of(Purpose::Billing).or_else(|| of(Purpose::Main)).or(points.addresses.first())
}

/// Company number and VAT number of that country, as they are stored.
fn numbers(fields: &Fields, country: Option<Country>, problems: &mut Problems) -> (String, String) {
    let typed = |field| text::one_line(fields.first(field));
    let (company, vat) = (typed("company_number"), typed("vat_number"));
    let Some(country) = country else { return (company, vat) };
    let company = match company.is_empty() {
        true => company,
        false => match CompanyNumber::parse(country, &company) {
            Ok(number) => number.as_str().to_owned(),
            Err(wrong) => {
                problems.add("company_number", wrong.key());
                company
            }
        },
    };
    let vat = match vat.is_empty() {
        true => vat,
        false => match VatNumber::parse(country, &vat) {
            Ok(number) => number.as_str().to_owned(),
            Err(wrong) => {
                problems.add("vat_number", wrong.key());
                vat
            }
        },
    };
    (company, vat)
}

/// What was chosen, or nothing; what cannot be chosen is told.
fn chosen<T: std::str::FromStr>(
    fields: &Fields,
    field: &'static str,
    wrong: &'static str,
    problems: &mut Problems,
) -> Option<T> {
    match fields.first(field) {
        "" => None,
        code => code.parse().map_err(|_| problems.add(field, wrong)).ok(),
    }
}

fn emails(fields: &Fields, field: &'static str, problems: &mut Problems) -> Vec<String> {
    let is_between = |letter: char| letter.is_whitespace() || letter == ',' || letter == ';';
    let typed = fields.first(field).split(is_between).filter(|email| !email.is_empty());
    let emails: Vec<String> = typed.map(str::to_owned).collect();
    if emails.len() > MOST_EMAILS {
        problems.add(field, "customers-emails-many");
    } else if emails.iter().any(|email| email_norm(email).is_none()) {
        problems.add(field, "customers-emails-wrong");
    }
    emails
}
