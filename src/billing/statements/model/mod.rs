//! A bank statement as it is read from a file, and which papers its lines pay.

mod amounts;
mod columns;
mod camt;
mod mt940;
mod ofx;
mod table;
mod read;
mod matching;
#[cfg(test)]
mod tests;

use sha2::{Digest, Sha256};

use crate::base::words::words;
use crate::base::{At, BankLineId, BankStatementId, Currency, Day, Error, Money, PaymentId, Result};

pub use columns::{Column, Mapping};
pub use matching::{Ledger, OpenPaper, Proposal, Reason, propose};
pub use read::read;

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;
/// The most lines of one statement.
pub const MOST_LINES: usize = 20_000;
/// The longest text of a line that is kept, in characters.
const LONGEST: usize = 500;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// It says this.
    Told(Told),
    /// It is a table of which somebody has to say what its columns are: its header and some of its rows.
    Asks(Vec<String>, Vec<Vec<String>>),
}

/// What stands in the file, as far as it can be used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// The account that it is about, as the bank writes it; empty if it does not say.
    pub account: String,
    /// What came in and went out.
    pub entries: Vec<Entry>,
}

/// A line of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When the bank booked it.
    pub booked_on: Day,
    /// How much; below zero: it went out.
    pub amount: Money,
    /// Who paid or was paid.
    pub name: String,
    /// Their account.
    pub account: String,
    /// The reference that the payer gave.
    pub reference: String,
    /// What else stands on it.
    pub text: String,
    /// What the bank calls it; empty if it says nothing.
    pub bank_id: String,
}

/// Why a file cannot be read, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfit {
    /// Said by the message of that key.
    pub key: &'static str,
    /// In that line or that entry of the file, from 1; 0 if it is about the whole.
    pub line: usize,
}

impl Unfit {
    fn whole(key: &'static str) -> Unfit {
        Unfit { key, line: 0 }
    }

    fn at(key: &'static str, line: usize) -> Unfit {
        Unfit { key, line }
    }
}

/// Where a line of a statement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody has said what it is for.
    Open,
    /// It is written down as a payment.
    Booked,
    /// It is for no paper.
    Ignored,
}
words!(State, "state of a bank line",
    Open = "open", "statements-open";
    Booked = "booked", "statements-booked";
    Ignored = "ignored", "statements-ignored";
);

/// What happens to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A payment is made of it.
    Book,
    /// It is set aside.
    Ignore,
    /// Either is taken back.
    Reopen,
}

impl State {
    /// Where it stands afterwards, or `Conflict`.
    pub fn after(self, event: Event) -> Result<State> {
        match (self, event) {
            (State::Open, Event::Book) => Ok(State::Booked),
            (State::Open, Event::Ignore) => Ok(State::Ignored),
            (State::Booked | State::Ignored, Event::Reopen) => Ok(State::Open),
            (State::Open, Event::Reopen) | (State::Booked | State::Ignored, Event::Book | Event::Ignore) => {
                Err(Error::Conflict("statements-line-settled"))
            }
        }
    }
}

/// A statement as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its number here.
    pub id: BankStatementId,
    /// What the file was called.
    pub name: String,
    /// The account that it is about.
    pub account: String,
    /// When it was brought.
    pub created_at: At,
    /// How many of its lines were there before.
    pub known: i64,
    /// How many lines came with it.
    pub lines: i64,
    /// How many of them wait for somebody.
    pub open: i64,
    /// Whether its columns have to be named first.
    pub is_unread: bool,
}

/// A line as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number here.
    pub id: BankLineId,
    /// The statement with which it came.
    pub statement: BankStatementId,
    /// What it says.
    pub entry: Entry,
    /// Where it stands.
    pub state: State,
    /// The payment that was made of it.
    pub payment: Option<PaymentId>,
}

/// Tells the lines of an account from each other, in whichever statement they stand: the same line gives the same mark.
/// `ordinal` counts those of one statement that are alike in everything.
pub fn fingerprint(account: &str, entry: &Entry, ordinal: usize) -> [u8; 32] {
    let own = match entry.bank_id.is_empty() {
        false => vec![entry.bank_id.as_str()],
        true => vec![entry.name.as_str(), &entry.reference, &entry.text],
    };
    let head = [account, &entry.booked_on.to_string(), entry.amount.currency.code()].map(str::to_owned);
    let mut digest = Sha256::new();
    for part in head.into_iter().chain(own.into_iter().map(str::to_owned)) {
        let plain: String = part.chars().filter(|letter| !letter.is_whitespace()).collect();
        digest.update(plain.to_lowercase());
        digest.update([0]);
    }
    digest.update(entry.amount.minor.to_be_bytes());
    digest.update(ordinal.to_be_bytes());
    digest.finalize().into()
}

/// The marks of all lines of a statement, in their order.
pub fn fingerprints(told: &Told) -> Vec<[u8; 32]> {
    let mut seen = std::collections::HashMap::new();
    let mark = |entry: &Entry| {
        let ordinal = seen.entry(fingerprint(&told.account, entry, 0)).or_insert(0);
        *ordinal += 1;
        fingerprint(&told.account, entry, *ordinal)
    };
    told.entries.iter().map(mark).collect()
}

/// One line of text, no longer than is kept.
fn kept(text: &str) -> String {
    crate::base::text::one_line(text).chars().take(LONGEST).collect()
}

/// The currency of that code.
fn currency(code: &str) -> Option<Currency> {
    code.trim().to_uppercase().parse().ok()
}
