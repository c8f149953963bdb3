//! A subject by name.

use crate::base::{SubjectId, SubjectKind};

/// A subject by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The subject.
    pub subject: SubjectId,
    /// What it is.
    pub kind: SubjectKind,
    /// Its name.
    pub name: String,
    /// What tells it from others of that name: a company, an address, a domain.
    pub about: String,
}

impl Named {
    /// The key of the word for what it is.
    pub fn kind_key(&self) -> &'static str {
        match self.kind {
            SubjectKind::Company => "naming-company",
            SubjectKind::Contact => "naming-contact",
            SubjectKind::Lead => "naming-lead",
            SubjectKind::Deal => "naming-deal",
            SubjectKind::Note => "naming-note",
            SubjectKind::Task => "naming-task",
            SubjectKind::File => "naming-file",
            SubjectKind::Product => "naming-product",
            SubjectKind::Invoice => "naming-invoice",
            SubjectKind::Quote => "naming-quote",
        }
    }

    /// Its page within the workspace.
    pub fn path(&self) -> String {
        format!("/{}/{}", self.kind.place(), self.subject)
    }
}
