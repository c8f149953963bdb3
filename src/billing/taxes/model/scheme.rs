//! How a workspace accounts for VAT, and since when.

use serde::{Deserialize, Serialize};

use super::class::TaxChoice;
use super::decide::Seller;
use crate::base::words::words;
use crate::base::{Country, Day, Fields, Language, Problems, Result, VatSchemeId};
use crate::billing::pricing::Percent;

/// A way to account for VAT.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SchemeKind {
    /// Not at all.
    Unregistered,
    /// When an invoice is issued.
    Invoice,
    /// When it is paid (Directive 2006/112/EC art. 167a; ЗДДС гл. 17а; VAT Notice 731).
    Cash,
    /// A share of the gross turnover (VAT Notice 733).
    Flat,
}
words!(SchemeKind, "scheme",
    Unregistered = "unregistered", "taxes-scheme-unregistered";
    Invoice = "invoice", "taxes-scheme-invoice";
    Cash = "cash", "taxes-scheme-cash";
    Flat = "flat", "taxes-scheme-flat-rate";
);

impl SchemeKind {
    /// Those that there are in a country: the flat rate is Britain's.
    pub fn offered(country: Country) -> impl Iterator<Item = SchemeKind> + Clone {
        let has_flat = country.code() == "GB";
        SchemeKind::ALL.iter().copied().filter(move |kind| has_flat || *kind != SchemeKind::Flat)
    }
}

/// How VAT is accounted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheme {
    /// In which way.
    pub kind: SchemeKind,
    /// The flat rate; nought in any other scheme.
    pub percent: Percent,
}

/// A scheme that holds from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedScheme {
    /// Its number.
    pub id: VatSchemeId,
    /// From that day, until the next one.
    pub valid_on: Day,
    /// The scheme.
    pub scheme: Scheme,
}

/// A scheme from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewScheme {
    /// From that day.
    pub valid_on: Day,
    /// The scheme.
    pub scheme: Scheme,
}

/// Who sells on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How it accounts for VAT.
    pub scheme: Scheme,
    /// As the table of decisions asks for it.
    pub seller: Seller,
}

impl Scheme {
    /// The scheme of that day; before the first one it goes by invoices if there is a VAT number.
    pub fn on(schemes: &[DatedScheme], has_number: bool, day: Day) -> Scheme {
        let begun = schemes.iter().filter(|row| row.valid_on <= day).max_by_key(|row| row.valid_on);
        let assumed = if has_number { SchemeKind::Invoice } else { SchemeKind::Unregistered };
        begun.map_or(Scheme { kind: assumed, percent: Percent::default() }, |row| row.scheme)
    }

    /// Whether VAT is charged at all.
    pub fn is_registered(self) -> bool {
        self.kind != SchemeKind::Unregistered
    }
}

impl Standing {
    /// From what the settings say.
    pub fn new(country: Country, scheme: Scheme, choice: TaxChoice) -> Standing {
        let seller = Seller {
            country,
            is_registered: scheme.is_registered(),
            is_northern: choice.is_northern,
            is_oss: choice.is_oss,
        };
        Standing { scheme, seller }
    }
}

impl NewScheme {
    /// Reads `scheme`, `scheme_on`, `flat`, as far as that country knows them.
    pub fn parse(fields: &Fields, country: Country, language: Language) -> Result<NewScheme> {
        let mut problems = Problems::default();
        let typed = fields.first("scheme").parse().ok();
        let kind = typed.filter(|kind| SchemeKind::offered(country).any(|offered| offered == *kind));
        if kind.is_none() {
            problems.add("scheme", "taxes-scheme-missing");
        }
        let valid_on: Option<Day> = fields.first("scheme_on").parse().ok();
        if valid_on.is_none() {
            problems.add("scheme_on", "taxes-day-wrong");
        }
        let percent = match kind {
            Some(SchemeKind::Flat) => Percent::parse(fields.first("flat"), language),
            _ => Ok(Percent::default()),
        };
        let percent = percent.unwrap_or_else(|key| {
            problems.add("flat", key);
            Percent::default()
        });
        match (kind, valid_on) {
            (Some(kind), Some(valid_on)) => {
                problems.finish(NewScheme { valid_on, scheme: Scheme { kind, percent } })
            }
            _ => Err(crate::base::Error::Invalid(problems)),
        }
    }
}
