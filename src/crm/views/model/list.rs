//! The lists that can be filtered and kept as views.

use super::column::{Column, Own, Set};
use crate::base::words::words;
use crate::base::{Right, SubjectKind};

/// A list of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum List {
    /// People.
    Contacts,
    /// Companies.
    Companies,
    /// Leads.
    Leads,
    /// Deals.
    Deals,
    /// Tasks that are still to be done.
    Tasks,
}
words!(List, "list",
    Contacts = "contacts", "contacts-title";
    Companies = "companies", "companies-title";
    Leads = "leads", "leads-title";
    Deals = "deals", "deals-title";
    Tasks = "tasks", "tasks-all";
);

impl List {
    /// What its records are.
    pub fn kind(self) -> SubjectKind {
        match self {
            List::Contacts => SubjectKind::Contact,
            List::Companies => SubjectKind::Company,
            List::Leads => SubjectKind::Lead,
            List::Deals => SubjectKind::Deal,
            List::Tasks => SubjectKind::Task,
        }
    }

    /// The right that its readers have.
    pub fn right(self) -> Right {
        match self {
            List::Contacts | List::Companies => Right::CustomersRead,
            List::Leads | List::Deals | List::Tasks => Right::SalesRead,
        }
    }

    /// The right that whoever changes its records has.
    pub fn write_right(self) -> Right {
        match self {
            List::Contacts | List::Companies => Right::CustomersWrite,
            List::Leads | List::Deals | List::Tasks => Right::SalesWrite,
        }
    }

    /// What its conditions can ask for, in the order in which it is offered.
    pub fn columns(self) -> &'static [Column] {
        use Column::*;
        match self {
            List::Contacts => &[
                Name, Email, Phone, Company, JobTitle, Owner, Tag, Source, City, Country, Created, Changed,
                Activity,
            ],
            List::Companies => {
                &[Name, Email, Phone, Owner, Tag, Source, City, Country, Created, Changed, Activity]
            }
            List::Leads => &[
                Name, Email, Phone, Company, JobTitle, State, Owner, LeadSource, NextStepOn, Answered,
                DealState, Created, Changed, Activity,
            ],
            List::Deals => &[
                Name, Company, Pipeline, Stage, State, Amount, Currency, CloseOn, Closed, LostReason,
                Reached, Owner, Source, Created, Changed, Activity,
            ],
            List::Tasks => &[Name, Due, Assignee, TaskKind, About, Author, Created, Changed],
        }
    }

    /// Whether a condition can ask for that: its own columns, and whatever the workspace has added.
    pub fn knows(self, column: Column) -> bool {
        matches!(column, Column::Own(_)) || self.columns().contains(&column)
    }

    /// Whether it is a table, whose columns can be chosen.
    pub fn is_table(self) -> bool {
        self != List::Tasks
    }

    /// The quick filters of its address, in one order.
    pub fn quick(self) -> &'static [&'static str] {
        match self {
            List::Contacts => &["owner", "tag", "company", "source", "q"],
            List::Companies => &["owner", "tag", "source", "q"],
            List::Leads => &["state", "owner", "source", "q"],
            List::Deals => &["state", "pipeline", "stage", "owner", "company", "contact", "q"],
            List::Tasks => &["assignee"],
        }
    }

    /// The order of a list for which nobody asked for one.
    pub fn first_sort(self) -> &'static str {
        match self {
            List::Contacts | List::Companies => "name",
            List::Leads => "added",
            List::Deals => "close",
            List::Tasks => "soonest",
        }
    }

    /// What the quick filter by state says where it is left alone: a condition on the state means all of them.
    pub fn plain_state(self, has_state_rule: bool) -> &'static str {
        match (self, has_state_rule) {
            (List::Leads | List::Deals, true) => "all",
            (List::Leads | List::Deals, false) => "open",
            (List::Contacts | List::Companies | List::Tasks, _) => "",
        }
    }
}

/// What can be chosen in a workspace, by set: (value, name).
#[derive(Debug, Clone, Default)]
pub struct Choices {
    sets: Vec<(Set, Vec<(String, String)>)>,
    own: Vec<(Own, String)>,
}

impl Choices {
    /// With what that set offers.
    pub fn with(mut self, set: Set, choices: Vec<(String, String)>) -> Choices {
        self.sets.push((set, choices));
        self
    }

    /// With a field of the workspace's own, by name.
    pub fn with_own(mut self, own: Own, name: String) -> Choices {
        self.own.push((own, name));
        self
    }

    /// What conditions on that list can ask for.
    pub fn columns(&self, list: List) -> Vec<Column> {
        let own = self.own.iter().map(|(own, _)| Column::Own(*own));
        list.columns().iter().copied().chain(own).collect()
    }

    /// The name of a field of the workspace's own, if there still is one.
    pub fn own_name(&self, own: Own) -> Option<&str> {
        self.own.iter().find(|(known, _)| known.id == own.id).map(|(_, name)| name.as_str())
    }

    /// What that set offers.
    pub fn of(&self, set: Set) -> &[(String, String)] {
        self.sets.iter().find(|(known, _)| *known == set).map_or(&[], |(_, choices)| choices)
    }

    /// The name of a choice, if there still is one.
    pub fn name(&self, set: Set, value: &str) -> Option<&str> {
        self.of(set).iter().find(|(known, _)| known == value).map(|(_, name)| name.as_str())
    }
}
