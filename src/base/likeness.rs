//! Whether two records look like one: a suggestion, never a proof.

use super::text;

/// From this Jaro-Winkler similarity on, two folded names are likely to be one's.
const ALIKE: f64 = 0.92;

/// What two records that look alike have nearly in common, folded: words in alphabetical order, so that any order and
/// any alphabet will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looks {
    name: String,
    place: String,
}

impl Looks {
    /// Of a name, and of the company where somebody works; a company works nowhere.
    pub fn of(name: &str, place: &str) -> Looks {
        Looks { name: text::word_key(name), place: text::word_key(place) }
    }

    /// Whether the names are nearly the same, and the places too unless one is not known.
    pub fn is_like(&self, other: &Looks) -> bool {
        let is_near = |one: &str, other: &str| strsim::jaro_winkler(one, other) >= ALIKE;
        let is_place_open = self.place.is_empty() || other.place.is_empty();
        !self.name.is_empty()
            && is_near(&self.name, &other.name)
            && (is_place_open || is_near(&self.place, &other.place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_look_alike_in_any_order_and_alphabet() {
        assert!(Looks::of("Иван Петров", "").is_like(&Looks::of("Petrov Ivan", "Reid Brothers")));
        assert!(
            Looks::of("Amelia Hart", "Hart & Sons").is_like(&Looks::of("Amelia Hartt", "Hart & Sons Ltd"))
        );
        assert!(!Looks::of("Amelia Hart", "").is_like(&Looks::of("Amelia Hughes", "")));
    }

    #[test]
    fn another_company_is_another_person_and_no_name_is_nobody() {
        assert!(
            !Looks::of("Ivan Petrov", "Reid Brothers").is_like(&Looks::of("Ivan Petrov", "Price Optical"))
        );
        assert!(!Looks::of("", "").is_like(&Looks::of("", "")));
    }
}
