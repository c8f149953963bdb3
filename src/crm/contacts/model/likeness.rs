//! Whether two contacts may be one person.

use super::ContactInput;
use crate::base::{ContactId, text};

/// From this Jaro-Winkler similarity on, two folded names are likely to be one person's.
const ALIKE: f64 = 0.92;

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

/// Whether the typed contact and somebody of that name at that company may be one person: names alike in any order of
/// words and any alphabet, companies alike or one of them not known.
pub fn are_alike(typed: &ContactInput, name: &str, company: &str) -> bool {
    let has_name = !(typed.first_name.is_empty() && typed.last_name.is_empty());
    let one_company = typed.company.is_empty() || company.is_empty() || is_near(&typed.company, company);
    has_name && one_company && is_near(&typed.name(), name)
}

fn is_near(one: &str, other: &str) -> bool {
    strsim::jaro_winkler(&text::word_key(one), &text::word_key(other)) >= ALIKE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(first: &str, last: &str, company: &str) -> ContactInput {
        ContactInput {
            first_name: first.into(),
            last_name: last.into(),
            company: company.into(),
            ..ContactInput::default()
        }
    }

    #[test]
    fn names_are_alike_in_any_order_and_alphabet() {
        assert!(are_alike(&typed("Иван", "Петров", ""), "Petrov Ivan", ""));
        assert!(are_alike(&typed("Amelia", "Hart", "Hart & Sons"), "Amelia Hartt", "Hart & Sons Ltd"));
        assert!(!are_alike(&typed("Amelia", "Hart", ""), "Amelia Hughes", ""));
    }

    #[test]
    fn another_company_is_another_person() {
        assert!(!are_alike(&typed("Ivan", "Petrov", "Reid Brothers Coffee"), "Ivan Petrov", "Price Optical"));
        assert!(are_alike(&typed("Ivan", "Petrov", "Reid Brothers Coffee"), "Ivan Petrov", ""));
    }

    #[test]
    fn without_a_name_nobody_is_alike() {
        assert!(!are_alike(&typed("", "", ""), "", ""));
    }
}
