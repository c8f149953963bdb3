//! How the list of invoices is asked and what it shows.

use super::{Balance, Kind, Standing, State};
use crate::base::listing::{Order, Sort, Value};
use crate::base::words::words;
use crate::base::{Currency, Day, Fields, InvoiceId, Money, SubjectId, text};

/// An invoice in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number here.
    pub id: InvoiceId,
    /// What it is.
    pub kind: Kind,
    /// The number on the paper; empty of a draft.
    pub number: String,
    /// Where it stands.
    pub state: State,
    /// Who buys.
    pub customer: SubjectId,
    /// The day of issue; of a draft, of its making.
    pub day: Day,
    /// By which day to pay.
    pub due_on: Option<Day>,
    /// With the tax; none of a draft.
    pub gross: Option<Money>,
    /// What is still owed; none of a draft.
    pub balance: Option<Balance>,
    /// Of its amounts.
    pub currency: Currency,
    /// The value by which the list is sorted.
    pub(in crate::billing::invoices) key: Value,
}

impl Line {
    /// Where it stands on that day, with what was paid.
    pub fn standing(&self, today: Day) -> Standing {
        Standing::of(self.state, self.balance.map(|balance| (balance, self.due_on)), today)
    }
}

/// How the list can be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// The latest day first.
    Newest,
    /// The earliest day first.
    Oldest,
    /// By number, the last one first.
    NumberDown,
    /// By number, the first one first.
    Number,
}

impl Sort for SortBy {
    const ALL: &'static [SortBy] = &[SortBy::Newest, SortBy::Oldest, SortBy::NumberDown, SortBy::Number];

    fn code(self) -> &'static str {
        match self {
            SortBy::Newest => "-day",
            SortBy::Oldest => "day",
            SortBy::NumberDown => "-number",
            SortBy::Number => "number",
        }
    }

    fn order(self) -> Order {
        match self {
            SortBy::Newest | SortBy::NumberDown => Order::Falling,
            SortBy::Oldest | SortBy::Number => Order::Rising,
        }
    }
}

/// Which invoices are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Which {
    /// All of them.
    #[default]
    All,
    /// Those that are not issued yet.
    Draft,
    /// Those on which something is owed.
    Open,
    /// Those of them whose day has passed.
    Overdue,
    /// Those on which nothing is owed any more.
    Paid,
    /// Those that were taken back.
    Voided,
}
words!(Which, "which invoices",
    All = "", "invoices-which-all";
    Draft = "draft", "invoices-which-draft";
    Open = "open", "invoices-which-open";
    Overdue = "overdue", "invoices-which-overdue";
    Paid = "paid", "invoices-which-paid";
    Voided = "voided", "invoices-which-voided";
);

/// What of the list is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Where they stand.
    pub which: Which,
    /// Of that customer.
    pub customer: Option<SubjectId>,
    /// Found by that text.
    pub text: String,
}

impl Filter {
    /// Reads `state`, `customer` and `q` of a query string; what is unknown filters nothing.
    pub fn parse(query: &Fields) -> Filter {
        Filter {
            which: query.first("state").parse().unwrap_or_default(),
            customer: query.first("customer").parse().ok(),
            text: text::one_line(query.first("q")),
        }
    }

    /// The filters as the pairs of a query string, in one order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let pairs = [
            ("state", self.which.code().to_owned()),
            ("customer", self.customer.map(|id| id.to_string()).unwrap_or_default()),
            ("q", self.text.clone()),
        ];
        pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }
}
