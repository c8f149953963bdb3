//! Whether two companies may be one.

use crate::base::{CompanyId, text};

/// From this Jaro-Winkler similarity on, two folded names are likely to be one company's.
const ALIKE: f64 = 0.92;

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

/// Whether two names may be one company's, in any order of words and any alphabet.
pub fn are_alike(one: &str, other: &str) -> bool {
    strsim::jaro_winkler(&text::word_key(one), &text::word_key(other)) >= ALIKE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_in_both_alphabets() {
        assert!(are_alike("Аптеки Здравец АД", "Apteki Zdravets AD"));
        assert!(!are_alike("Reid Brothers Coffee", "Price Optical"));
    }
}
