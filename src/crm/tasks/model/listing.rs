//! How the lists of tasks are asked.

use crate::base::listing::{Order, Sort};
use crate::base::{At, ChangeSetId, Fields, MemberId};
use crate::crm::owners::OwnerFilter;
use crate::crm::views::{Column, List, Rules};

/// The one order of open tasks: the soonest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Soonest;

impl Sort for Soonest {
    const ALL: &'static [Soonest] = &[Soonest];

    fn code(self) -> &'static str {
        "soonest"
    }

    fn order(self) -> Order {
        Order::Rising
    }
}

/// The one order of tasks that are done: the last done first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done;

impl Sort for Done {
    const ALL: &'static [Done] = &[Done];

    fn code(self) -> &'static str {
        "done"
    }

    fn order(self) -> Order {
        Order::Falling
    }
}

/// Which tasks are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Whose.
    pub assignee: OwnerFilter,
    /// Due in that time, its end excluded; none: whenever.
    pub between: Option<(At, At)>,
    /// The conditions.
    pub rules: Rules,
    /// Changed then or later; only programs ask so.
    pub changed_since: Option<At>,
    /// But for those that this set of changes wrote down; only acts on a whole list ask so.
    pub besides: Option<ChangeSetId>,
}

impl Filter {
    /// Reads `assignee` (a number, `nobody` or `all`) and the conditions of a query string. What nobody asked for is the
    /// reader's own, and everybody's if a condition is on who has to do it.
    pub fn parse(query: &Fields, own: Option<MemberId>) -> Filter {
        let rules = Rules::parse(List::Tasks, query);
        let assignee = match query.first("assignee") {
            "" => plain(&rules, own),
            "all" => OwnerFilter::Any,
            other => OwnerFilter::parse(other),
        };
        Filter { assignee, rules, ..Filter::default() }
    }

    /// The assignee as it stands in addresses.
    pub fn whose(&self) -> String {
        match self.assignee {
            OwnerFilter::Any => "all".to_owned(),
            other => other.code(),
        }
    }

    /// The filters as the pairs of a query string, from which [`Filter::parse`] reads the same for the same reader.
    pub fn pairs(&self, own: Option<MemberId>) -> Vec<(&'static str, String)> {
        let is_said = self.assignee != plain(&self.rules, own);
        let quick = is_said.then(|| ("assignee", self.whose()));
        quick.into_iter().chain(self.rules.pairs()).collect()
    }

    /// The filters in one text, to which the marks of the list's pages belong.
    pub fn code(&self) -> String {
        let conditions = self.rules.pairs();
        let conditions: String = conditions.iter().map(|(name, value)| format!("\n{name}={value}")).collect();
        format!("{}{conditions}", self.whose())
    }
}

/// Whose tasks a list shows that nobody asked for somebody's.
fn plain(rules: &Rules, own: Option<MemberId>) -> OwnerFilter {
    match own {
        Some(own) if !rules.asks(Column::Assignee) => OwnerFilter::Member(own),
        _ => OwnerFilter::Any,
    }
}
