//! How the lists of tasks are asked.

use crate::base::listing::{Order, Sort};
use crate::base::{At, Fields};
use crate::crm::owners::OwnerFilter;

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
}

impl Filter {
    /// Reads `assignee` (a number, `nobody` or `all`); what nobody asked for is the reader's own.
    pub fn parse(query: &Fields, own: OwnerFilter) -> Filter {
        let assignee = match query.first("assignee") {
            "" => own,
            "all" => OwnerFilter::Any,
            other => OwnerFilter::parse(other),
        };
        Filter { assignee, between: None }
    }

    /// The assignee as it stands in addresses.
    pub fn code(&self) -> String {
        match self.assignee {
            OwnerFilter::Any => "all".to_owned(),
            other => other.code(),
        }
    }
}
