//! How the list of leads is asked and what it shows.

use super::State;
use crate::base::listing::{Order, Sort, Value};
use crate::base::{At, Fields, LeadId, LeadLabelId, MemberId, text};
use crate::crm::owners::OwnerFilter;
use crate::crm::views::{Column, List, Rules};

/// A lead in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub id: LeadId,
    /// The name as it is shown.
    pub name: String,
    /// Where they work.
    pub company: String,
    /// The e-mail address.
    pub email: String,
    /// Where it came from.
    pub source: String,
    /// Where it stands.
    pub state: State,
    /// Who looks after it.
    pub owner: Option<MemberId>,
    /// When it was added.
    pub created_at: At,
    /// Since when it is in the trash.
    pub trashed_at: Option<At>,
    /// Grows with every change.
    pub version: i64,
    /// The value by which the list is sorted.
    pub(in crate::crm::leads) key: Value,
}

/// A lead as a search shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Short {
    /// Its number.
    pub id: LeadId,
    /// The name as it is shown.
    pub name: String,
    /// Where they work.
    pub company: String,
    /// The e-mail address.
    pub email: String,
}

/// How the list of leads can be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// The newest first.
    Added,
    /// The oldest first.
    AddedUp,
    /// By name, A to Z.
    Name,
    /// By name, Z to A.
    NameDown,
    /// The last changed first.
    Changed,
    /// The last changed last.
    ChangedUp,
}

impl SortBy {
    /// The key of its name in the catalogues.
    pub fn key(self) -> &'static str {
        match self {
            SortBy::Name => "list-by-name",
            SortBy::NameDown => "list-by-name-down",
            SortBy::Changed => "list-by-change",
            SortBy::ChangedUp => "list-by-change-up",
            SortBy::Added => "list-by-age",
            SortBy::AddedUp => "list-by-age-up",
        }
    }
}

impl Sort for SortBy {
    const ALL: &'static [SortBy] =
        &[SortBy::Added, SortBy::AddedUp, SortBy::Name, SortBy::NameDown, SortBy::Changed, SortBy::ChangedUp];

    fn code(self) -> &'static str {
        match self {
            SortBy::Name => "name",
            SortBy::NameDown => "-name",
            SortBy::Changed => "changed",
            SortBy::ChangedUp => "-changed",
            SortBy::Added => "added",
            SortBy::AddedUp => "-added",
        }
    }

    fn order(self) -> Order {
        match self {
            SortBy::Name | SortBy::ChangedUp | SortBy::AddedUp => Order::Rising,
            SortBy::NameDown | SortBy::Changed | SortBy::Added => Order::Falling,
        }
    }
}

/// Leads in which states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Which {
    /// With which somebody has to do something.
    #[default]
    Open,
    /// In that one.
    In(State),
    /// In any.
    All,
}

impl Which {
    /// Leads whose state nobody asked for: all of them if a condition asks for it.
    fn plain(rules: &Rules) -> Which {
        if rules.asks(Column::State) { Which::All } else { Which::Open }
    }

    /// Its word in a query string.
    pub fn code(self) -> &'static str {
        match self {
            Which::Open => "open",
            Which::In(state) => state.code(),
            Which::All => "all",
        }
    }
}

/// Which leads are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// In which states.
    pub which: Which,
    /// Whose.
    pub owner: OwnerFilter,
    /// From that source.
    pub source: Option<LeadLabelId>,
    /// Found by that text.
    pub text: String,
    /// The conditions.
    pub rules: Rules,
    /// Changed then or later; only programs ask so.
    pub changed_since: Option<At>,
}

impl Filter {
    /// Every lead in use, in whatever state.
    pub fn all() -> Filter {
        Filter { which: Which::All, ..Filter::default() }
    }

    /// Reads `state`, `owner` (a number or `nobody`), `source`, `q` and the conditions of a query string; what is
    /// unknown filters nothing.
    pub fn parse(query: &Fields) -> Filter {
        let rules = Rules::parse(List::Leads, query);
        Filter {
            which: match query.first("state") {
                "all" => Which::All,
                "open" => Which::Open,
                state => state.parse().map_or_else(|_| Which::plain(&rules), Which::In),
            },
            owner: OwnerFilter::parse(query.first("owner")),
            source: query.first("source").parse().ok(),
            text: text::one_line(query.first("q")),
            rules,
            changed_since: None,
        }
    }

    /// The filters as the pairs of a query string, in one order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let state = if self.which == Which::plain(&self.rules) { "" } else { self.which.code() };
        let pairs = [
            ("state", state.to_owned()),
            ("owner", self.owner.code()),
            ("source", self.source.map(|source| source.to_string()).unwrap_or_default()),
            ("q", self.text.clone()),
        ];
        let quick = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        quick.chain(self.rules.pairs()).collect()
    }

    /// The filters in one text, to which the marks of the list's pages belong.
    pub fn code(&self) -> String {
        self.pairs().iter().map(|(name, value)| format!("{name}={value}\n")).collect()
    }
}
