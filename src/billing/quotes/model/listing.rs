//! How the list of quotes is asked and what it shows.

use super::State;
use crate::base::listing::{Order, Sort, Value};
use crate::base::words::words;
use crate::base::{Day, DealId, Fields, Money, QuoteId, SubjectId, text};

/// A quote in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number here.
    pub id: QuoteId,
    /// On paper; empty before its first sending.
    pub number: String,
    /// Which version is live.
    pub n: i64,
    /// Where that stands.
    pub state: State,
    /// Who would buy.
    pub customer: SubjectId,
    /// The last day on which it can be accepted.
    pub valid_until: Day,
    /// With the tax, as it was sent; none of a draft.
    pub gross: Option<Money>,
    /// The value by which the list is sorted.
    pub(in crate::billing::quotes) key: Value,
}

/// How the list can be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// The last one first.
    Newest,
    /// The first one first.
    Oldest,
}

impl Sort for SortBy {
    const ALL: &'static [SortBy] = &[SortBy::Newest, SortBy::Oldest];

    fn code(self) -> &'static str {
        match self {
            SortBy::Newest => "-begun",
            SortBy::Oldest => "begun",
        }
    }

    fn order(self) -> Order {
        match self {
            SortBy::Newest => Order::Falling,
            SortBy::Oldest => Order::Rising,
        }
    }
}

/// Which quotes are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Which {
    /// All of them.
    #[default]
    All,
    /// Those that are not sent yet.
    Draft,
    /// Those that are with the customer.
    Sent,
    /// Those that were accepted.
    Accepted,
    /// Those of which nothing comes any more.
    Over,
}
words!(Which, "which quotes",
    All = "", "quotes-which-all";
    Draft = "draft", "quotes-which-draft";
    Sent = "sent", "quotes-which-sent";
    Accepted = "accepted", "quotes-which-accepted";
    Over = "over", "quotes-which-over";
);

/// What of the list is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Where they stand.
    pub which: Which,
    /// Of that customer.
    pub customer: Option<SubjectId>,
    /// For that deal.
    pub deal: Option<DealId>,
    /// Found by that text.
    pub text: String,
}

impl Filter {
    /// Reads `state`, `customer`, `deal` and `q` of a query string; what is unknown filters nothing.
    pub fn parse(query: &Fields) -> Filter {
        Filter {
            which: query.first("state").parse().unwrap_or_default(),
            customer: query.first("customer").parse().ok(),
            deal: query.first("deal").parse().ok(),
            text: text::one_line(query.first("q")),
        }
    }

    /// The filters as the pairs of a query string, in one order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let pairs = [
            ("state", self.which.code().to_owned()),
            ("customer", self.customer.map(|id| id.to_string()).unwrap_or_default()),
            ("deal", self.deal.map(|id| id.to_string()).unwrap_or_default()),
            ("q", self.text.clone()),
        ];
        pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }
}
