//! A name in another system.

use crate::base::{Error, Result};

/// The system whose names stand in the records themselves.
const IMPORT: &str = "import";
/// The longest name of a system, in letters.
const SYSTEM_LENGTH: usize = 40;
/// The longest name of a record, in characters.
const NAME_LENGTH: usize = 100;

/// What another system calls a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalId {
    /// The system: small letters, digits and hyphens.
    pub system: String,
    /// The record's name there.
    pub name: String,
}

impl ExternalId {
    /// The name in that system; `Malformed` if one of them cannot be.
    pub fn new(system: &str, name: &str) -> Result<ExternalId> {
        let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        if system.is_empty() || system.len() > SYSTEM_LENGTH || !system.chars().all(is_plain) {
            return Err(Error::Malformed("a system is named by up to 40 small letters, digits and hyphens"));
        }
        let is_whole = !name.chars().any(char::is_control) && name.trim() == name && !name.is_empty();
        if !is_whole || name.chars().count() > NAME_LENGTH {
            return Err(Error::Malformed("a name in another system has up to 100 characters in one line"));
        }
        Ok(ExternalId { system: system.to_owned(), name: name.to_owned() })
    }

    /// The name that an import brought, if it did.
    pub fn imported(name: &str) -> Option<ExternalId> {
        (!name.is_empty()).then(|| ExternalId { system: IMPORT.to_owned(), name: name.to_owned() })
    }

    /// Whether the name stands in the record itself.
    pub fn is_imported(&self) -> bool {
        self.system == IMPORT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_are_plain_words_and_names_one_line() {
        assert!(ExternalId::new("web-shop", "№ 17/б").is_ok());
        assert!(ExternalId::new("Web Shop", "17").is_err());
        assert!(ExternalId::new("shop", " 17").is_err());
        assert!(ExternalId::new("shop", "1\n7").is_err());
        assert!(ExternalId::new("shop", "").is_err());
    }
}
