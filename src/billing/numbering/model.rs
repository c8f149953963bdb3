//! Where a sequence stands.

use crate::base::{Day, Error, Result};
use crate::billing::countries::{Numbering, Pack, Series};

/// The stored word for a sequence.
pub fn code(series: Series) -> &'static str {
    match series {
        Series::Invoices => "invoices",
        Series::CreditNotes => "credit_notes",
        Series::DebitNotes => "debit_notes",
        Series::ProFormas => "proformas",
        Series::Quotes => "quotes",
        Series::Protocols => "protocols",
    }
}

/// A number that a paper has, or would have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The stored word for its sequence.
    pub series: &'static str,
    /// Its place there, from 1.
    pub place: i64,
    /// As it is written.
    pub number: String,
}

/// Where a sequence stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// What stands before the counter, where something does.
    pub prefix: String,
    /// The place of the next paper.
    pub next: i64,
    /// The day of the last one; none: there is none yet.
    pub last_on: Option<Day>,
}

impl Sequence {
    /// Before its first paper.
    pub fn begun(pack: Pack, series: Series) -> Sequence {
        let prefix = match pack.numbering(series) {
            Numbering::TenDigits => "",
            Numbering::Prefixed(prefix) => prefix,
        };
        Sequence { prefix: prefix.to_owned(), next: 1, last_on: None }
    }

    /// The number of the next paper, if it may be issued on that day.
    pub fn take(&self, pack: Pack, series: Series, day: Day) -> Result<Taken> {
        if self.last_on.is_some_and(|last_on| day < last_on) {
            return Err(Error::field("issued_on", "numbering-day-before"));
        }
        let place = u64::try_from(self.next).unwrap_or(0);
        let number = pack.numbering(series).write(&self.prefix, place);
        let number = number.ok_or_else(|| Error::field("number", "numbering-exhausted"))?;
        Ok(Taken { series: code(series), place: self.next, number })
    }
}
