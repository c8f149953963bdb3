//! The other records that a row names.

use serde::{Deserialize, Serialize};

use crate::base::{ContactId, SubjectId, SubjectKind};

/// A record as a row names it: the other product's number is the surest, then the address, then the name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Link {
    /// The other product's number for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub external_id: String,
    /// Its e-mail address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Its name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

impl Link {
    /// Whether the row names nothing.
    pub fn is_empty(&self) -> bool {
        self.external_id.is_empty() && self.email.is_empty() && self.name.is_empty()
    }

    fn fill(&mut self, later: Link) {
        if self.is_empty() {
            *self = later;
        }
    }
}

/// The records that a row names.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Links {
    /// The person.
    #[serde(default, skip_serializing_if = "Link::is_empty")]
    pub person: Link,
    /// The deal.
    #[serde(default, skip_serializing_if = "Link::is_empty")]
    pub deal: Link,
    /// The lead.
    #[serde(default, skip_serializing_if = "Link::is_empty")]
    pub lead: Link,
    /// The company, where the row does not bring it.
    #[serde(default, skip_serializing_if = "Link::is_empty")]
    pub company: Link,
}

/// The records that a row may name, the closest to the work first: a task of a deal is about the deal.
pub const LINKED: [SubjectKind; 4] =
    [SubjectKind::Deal, SubjectKind::Lead, SubjectKind::Contact, SubjectKind::Company];

impl Links {
    /// The link to a record of that kind.
    pub fn of(&self, kind: SubjectKind) -> Option<&Link> {
        match kind {
            SubjectKind::Contact => Some(&self.person),
            SubjectKind::Deal => Some(&self.deal),
            SubjectKind::Lead => Some(&self.lead),
            SubjectKind::Company => Some(&self.company),
            SubjectKind::Task
            | SubjectKind::Note
            | SubjectKind::File
            | SubjectKind::Product
            | SubjectKind::Invoice
            | SubjectKind::Quote => None,
        }
    }

    /// The same, to be filled.
    pub fn of_mut(&mut self, kind: SubjectKind) -> Option<&mut Link> {
        match kind {
            SubjectKind::Contact => Some(&mut self.person),
            SubjectKind::Deal => Some(&mut self.deal),
            SubjectKind::Lead => Some(&mut self.lead),
            SubjectKind::Company => Some(&mut self.company),
            SubjectKind::Task
            | SubjectKind::Note
            | SubjectKind::File
            | SubjectKind::Product
            | SubjectKind::Invoice
            | SubjectKind::Quote => None,
        }
    }

    /// Whether the row names nothing.
    pub fn is_empty(&self) -> bool {
        LINKED.into_iter().all(|kind| self.of(kind).is_none_or(Link::is_empty))
    }

    /// Takes in those of a later row for the same record.
    pub fn join(&mut self, later: Links) {
        self.person.fill(later.person);
        self.deal.fill(later.deal);
        self.lead.fill(later.lead);
        self.company.fill(later.company);
    }
}

/// What the names of a row led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bound {
    /// The person.
    pub person: Option<ContactId>,
    /// The record closest to the work.
    pub about: Option<SubjectId>,
}
