//! How the lists of deals are asked, and what is told of a stage.

use super::deal::Deal;
use crate::base::listing::{Mark, Order, Sort, Value};
use crate::base::words::words;
use crate::base::{At, CompanyId, ContactId, DealId, Fields, MemberId, Money, PipelineId, StageId, text};
use crate::crm::owners::OwnerFilter;
use crate::crm::views::{Column, List, Rules};

/// The day after all days, where a deal stands that nobody expects.
pub(in crate::crm::deals) const NEVER: &str = "9999-12-31";

/// How the list of deals can be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// What should be won soonest first.
    Close,
    /// The same the other way around.
    CloseDown,
    /// By name, A to Z.
    Name,
    /// By name, Z to A.
    NameDown,
    /// The last changed first.
    Changed,
    /// The last changed last.
    ChangedUp,
    /// The newest first.
    Added,
    /// The oldest first.
    AddedUp,
}

impl SortBy {
    /// The key of its name in the catalogues.
    pub fn key(self) -> &'static str {
        match self {
            SortBy::Close => "deals-by-close",
            SortBy::CloseDown => "deals-by-close-down",
            SortBy::Name => "list-by-name",
            SortBy::NameDown => "list-by-name-down",
            SortBy::Changed => "list-by-change",
            SortBy::ChangedUp => "list-by-change-up",
            SortBy::Added => "list-by-age",
            SortBy::AddedUp => "list-by-age-up",
        }
    }

    /// A deal's place in a list of that order.
    pub(in crate::crm::deals) fn mark(self, deal: &Deal) -> Mark {
        let value = match self {
            SortBy::Close | SortBy::CloseDown => Value::Text(close_sort(deal)),
            SortBy::Name | SortBy::NameDown => Value::Text(text::sort_key(&deal.facts.name)),
            SortBy::Changed | SortBy::ChangedUp => Value::Number(deal.updated_at.0),
            SortBy::Added | SortBy::AddedUp => Value::Number(deal.created_at.0),
        };
        Mark { value, id: deal.id.number() }
    }
}

impl Sort for SortBy {
    const ALL: &'static [SortBy] = &[
        SortBy::Close,
        SortBy::CloseDown,
        SortBy::Name,
        SortBy::NameDown,
        SortBy::Changed,
        SortBy::ChangedUp,
        SortBy::Added,
        SortBy::AddedUp,
    ];

    fn code(self) -> &'static str {
        match self {
            SortBy::Close => "close",
            SortBy::CloseDown => "-close",
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
            SortBy::Close | SortBy::Name | SortBy::ChangedUp | SortBy::AddedUp => Order::Rising,
            SortBy::CloseDown | SortBy::NameDown | SortBy::Changed | SortBy::Added => Order::Falling,
        }
    }
}

/// The day on which the deal should be won, or the day after all days.
pub(in crate::crm::deals) fn close_sort(deal: &Deal) -> String {
    deal.facts.close_on.map_or_else(|| NEVER.to_owned(), |day| day.to_string())
}

/// Deals in which state are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StateFilter {
    /// Somebody works on them, or will.
    #[default]
    Open,
    /// Open ones that rest.
    Held,
    /// They bought.
    Won,
    /// They did not.
    Lost,
    /// In any.
    All,
}
words!(StateFilter, "state of deals",
    Open = "open", "deals-state-open";
    Held = "held", "deals-state-held";
    Won = "won", "deals-state-won";
    Lost = "lost", "deals-state-lost";
    All = "all", "deals-state-all";
);

impl StateFilter {
    /// Deals whose state nobody asked for: all of them if a condition asks for it.
    fn plain(rules: &Rules) -> StateFilter {
        if rules.asks(Column::State) { StateFilter::All } else { StateFilter::default() }
    }
}

/// Which deals are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// In which state.
    pub state: StateFilter,
    /// On which way.
    pub pipeline: Option<PipelineId>,
    /// In which stage.
    pub stage: Option<StageId>,
    /// Whose.
    pub owner: OwnerFilter,
    /// Of which company.
    pub company: Option<CompanyId>,
    /// With whom on them.
    pub contact: Option<ContactId>,
    /// Found by that text.
    pub text: String,
    /// The conditions.
    pub rules: Rules,
    /// Changed then or later; only programs ask so.
    pub changed_since: Option<At>,
}

impl Filter {
    /// Every deal of a company, in any state.
    pub fn of_company(company: CompanyId) -> Filter {
        Filter { state: StateFilter::All, company: Some(company), ..Filter::default() }
    }

    /// Every deal that a contact is on, in any state.
    pub fn of_contact(contact: ContactId) -> Filter {
        Filter { state: StateFilter::All, contact: Some(contact), ..Filter::default() }
    }

    /// Every deal in use, in any state.
    pub fn all() -> Filter {
        Filter { state: StateFilter::All, ..Filter::default() }
    }

    /// Reads `state`, `pipeline`, `stage`, `owner` (a number or `nobody`), `company`, `contact`, `q` and the conditions
    /// of a query string; what is unknown filters nothing.
    pub fn parse(query: &Fields) -> Filter {
        let rules = Rules::parse(List::Deals, query);
        Filter {
            state: query.first("state").parse().unwrap_or_else(|_| StateFilter::plain(&rules)),
            pipeline: query.first("pipeline").parse().ok(),
            stage: query.first("stage").parse().ok(),
            owner: OwnerFilter::parse(query.first("owner")),
            company: query.first("company").parse().ok(),
            contact: query.first("contact").parse().ok(),
            text: text::one_line(query.first("q")),
            rules,
            changed_since: None,
        }
    }

    /// The filters as the pairs of a query string, in one order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let number = |number: Option<String>| number.unwrap_or_default();
        let state = if self.state == StateFilter::plain(&self.rules) { "" } else { self.state.code() };
        let pairs = [
            ("state", state.to_owned()),
            ("pipeline", number(self.pipeline.map(|id| id.to_string()))),
            ("stage", number(self.stage.map(|id| id.to_string()))),
            ("owner", self.owner.code()),
            ("company", number(self.company.map(|id| id.to_string()))),
            ("contact", number(self.contact.map(|id| id.to_string()))),
            ("q", self.text.clone()),
        ];
        let quick = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        quick.chain(self.rules.pairs()).collect()
    }
}

/// What stands in a stage, in one currency; none: deals whose worth nobody knows yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageSum {
    /// The stage.
    pub stage: StageId,
    /// How many deals.
    pub count: i64,
    /// What they are worth together.
    pub sum: Option<Money>,
}

/// A stay of a deal in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// Its number, from 1.
    pub number: i64,
    /// The stage.
    pub stage: StageId,
    /// From when.
    pub entered_at: At,
    /// Who moved it there; nobody is Kantora itself.
    pub entered_by: Option<MemberId>,
    /// Until when; none: it stands there.
    pub left_at: Option<At>,
}

/// Where among the deals of a stage one is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Before all others.
    Top,
    /// After all others.
    Bottom,
    /// Before that one; before all others if it stands there no more.
    Before(DealId),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_survive_the_address_bar() {
        let query = Fields::new()
            .with("state", "held")
            .with("pipeline", "3")
            .with("owner", "nobody")
            .with("q", " oak ");

        let filter = Filter::parse(&query);

        let pairs = filter.pairs();
        assert_eq!(
            pairs,
            [
                ("state", "held".to_owned()),
                ("pipeline", "3".to_owned()),
                ("owner", "nobody".to_owned()),
                ("q", "oak".to_owned())
            ]
        );
        let again: Fields = pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        assert_eq!(Filter::parse(&again), filter);
    }

    #[test]
    fn whoever_asks_for_nothing_sees_what_is_open() {
        assert_eq!(Filter::parse(&Fields::new()), Filter::default());
        assert_eq!(Filter::default().pairs(), []);
    }
}
