//! Entries, and what they come to.

use jiff::ToSpan;

use crate::base::{Day, Error, Fields, InvoiceId, Money, Result};
use crate::billing::{invoices, payments};

/// The days that are asked about, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first one.
    pub from: Day,
    /// The last one.
    pub until: Day,
}

/// What stands in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A paper, and when it is to be paid.
    Paper(invoices::Kind, Option<Day>),
    /// What came in, or went back.
    Payment(payments::Kind),
}

/// A line of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its day.
    pub day: Day,
    /// What it is.
    pub what: What,
    /// Which paper it is, or the first one that it was for.
    pub paper: InvoiceId,
    /// The number of the paper, or what stood on the payment.
    pub number: String,
    /// What more is owed by it; below zero: less.
    pub amount: Money,
}

/// The account in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What was owed before.
    pub opening: Money,
    /// The lines, each with what was owed after it.
    pub entries: Vec<(Entry, Money)>,
    /// What invoices and debit notes asked for, less credit notes.
    pub charged: Money,
    /// What came in, less what went back.
    pub received: Money,
    /// What is owed at the end; below zero: it is the seller who owes.
    pub closing: Money,
}

impl Days {
    /// Those that were asked for, in either order; else this month and the eleven before it, up to today.
    pub fn parse(query: &Fields, today: Day) -> Days {
        let year = Day(today.0.first_of_month().saturating_sub(11.months()));
        let from = query.first("from").parse().unwrap_or(year);
        let until = query.first("to").parse().unwrap_or(today);
        Days { from: from.min(until), until: until.max(from) }
    }
}

impl What {
    /// The key of its name.
    pub fn key(self, amount: Money) -> &'static str {
        match self {
            What::Paper(kind, _) => kind.key(),
            What::Payment(_) if amount.minor > 0 => "ledger-repayment",
            What::Payment(_) => "ledger-payment",
        }
    }
}

impl Account {
    fn begin(opening: Money) -> Account {
        let none = Money::new(0, opening.currency);
        Account { opening, entries: Vec::new(), charged: none, received: none, closing: opening }
    }

    fn add(&mut self, entry: Entry) -> Result<()> {
        let amount = entry.amount;
        self.closing = sum(self.closing, amount)?;
        match entry.what {
            What::Paper(..) => self.charged = sum(self.charged, amount)?,
            What::Payment(_) => {
                self.received = sum(self.received, Money::new(-amount.minor, amount.currency))?;
            }
        }
        self.entries.push((entry, self.closing));
        Ok(())
    }
}

/// The accounts, one a currency in the order of their codes, from what was owed before and the lines by day. A currency in
/// which nothing was owed and nothing happened has none. `Err` if a sum does not fit.
pub fn accounts(opening: Vec<Money>, entries: Vec<Entry>) -> Result<Vec<Account>> {
    let mut accounts: Vec<Account> =
        opening.into_iter().filter(|sum| sum.minor != 0).map(Account::begin).collect();
    for entry in entries {
        let currency = entry.amount.currency;
        let place = accounts.iter().position(|one| one.opening.currency == currency);
        let place = place.unwrap_or_else(|| {
            accounts.push(Account::begin(Money::new(0, currency)));
            accounts.len() - 1
        });
        accounts[place].add(entry)?;
    }
    accounts.sort_by_key(|one| one.opening.currency.code());
    Ok(accounts)
}

fn sum(one: Money, other: Money) -> Result<Money> {
    one.checked_add(other).ok_or_else(|| Error::internal("a sum does not fit"))
}
