//! Kinds of records on which notes, tags, tasks and files can hang: one id space for all of them.

use std::str::FromStr;

use super::error::Error;

/// What a subject is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SubjectKind {
    /// A company among the customers.
    Company,
    /// A person among the customers.
    Contact,
    /// Somebody who may become one of them.
    Lead,
    /// Something that somebody may buy.
    Deal,
    /// Something that somebody wrote down about one of the others.
    Note,
    /// Something that somebody has to do.
    Task,
    /// A document or picture that somebody put with one of the others.
    File,
    /// Something that is sold.
    Product,
    /// A paper that asks for money.
    Invoice,
    /// A paper that offers a sale.
    Quote,
}

impl SubjectKind {
    /// Every kind.
    pub const ALL: [SubjectKind; 10] = [
        SubjectKind::Company,
        SubjectKind::Contact,
        SubjectKind::Lead,
        SubjectKind::Deal,
        SubjectKind::Note,
        SubjectKind::Task,
        SubjectKind::File,
        SubjectKind::Product,
        SubjectKind::Invoice,
        SubjectKind::Quote,
    ];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            SubjectKind::Company => "company",
            SubjectKind::Contact => "contact",
            SubjectKind::Lead => "lead",
            SubjectKind::Deal => "deal",
            SubjectKind::Note => "note",
            SubjectKind::Task => "task",
            SubjectKind::File => "file",
            SubjectKind::Product => "product",
            SubjectKind::Invoice => "invoice",
            SubjectKind::Quote => "quote",
        }
    }

    /// The plural in paths: `/w/acme/contacts`.
    pub fn place(self) -> &'static str {
        match self {
            SubjectKind::Company => "companies",
            SubjectKind::Contact => "contacts",
            SubjectKind::Lead => "leads",
            SubjectKind::Deal => "deals",
            SubjectKind::Note => "notes",
            SubjectKind::Task => "tasks",
            SubjectKind::File => "files",
            SubjectKind::Product => "products",
            SubjectKind::Invoice => "invoices",
            SubjectKind::Quote => "quotes",
        }
    }
}

impl FromStr for SubjectKind {
    type Err = Error;

    fn from_str(code: &str) -> Result<SubjectKind, Error> {
        SubjectKind::ALL.into_iter().find(|kind| kind.code() == code).ok_or(Error::NotFound)
    }
}
