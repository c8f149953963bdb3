//! Whether two contacts may be one person.

use crate::base::ContactId;

/// Why somebody may be the same person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same e-mail address.
    Email,
    /// The same telephone number.
    Phone,
    /// Nearly the same name, and no other company.
    Name,
}

impl Likeness {
    /// The key of its words in the catalogues.
    pub fn key(self) -> &'static str {
        match self {
            Likeness::Email => "contacts-like-email",
            Likeness::Phone => "contacts-like-phone",
            Likeness::Name => "contacts-like-name",
        }
    }
}

/// Somebody who may be the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likely {
    /// The other.
    pub id: ContactId,
    /// The other's name.
    pub name: String,
    /// Where the other works.
    pub company: String,
    /// The other's first e-mail address.
    pub email: String,
    /// Why.
    pub likeness: Likeness,
}
