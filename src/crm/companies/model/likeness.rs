//! Whether two companies may be one.

use crate::base::CompanyId;

/// Why it may be the same company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same VAT number.
    VatNumber,
    /// The same domain.
    Domain,
    /// Nearly the same name.
    Name,
}

impl Likeness {
    /// The key of its words in the catalogues.
    pub fn key(self) -> &'static str {
        match self {
            Likeness::VatNumber => "companies-like-vat",
            Likeness::Domain => "companies-like-domain",
            Likeness::Name => "companies-like-name",
        }
    }
}

/// A company that may be the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likely {
    /// The other.
    pub id: CompanyId,
    /// Its name.
    pub name: String,
    /// Its first domain.
    pub domain: String,
    /// Why.
    pub likeness: Likeness,
}
