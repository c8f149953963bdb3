//! A tag, and how a list of them is read.

use crate::base::{Fields, Problems, TagId, text};

/// The longest tag, in characters.
pub const LENGTH: usize = 60;
/// How many tags one act can put on a subject.
const MOST: usize = 30;

/// A word that people put on subjects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its number.
    pub id: TagId,
    /// As first spelt.
    pub name: String,
}

/// Reads every field of that name as tags parted by commas or semicolons, each spelling once.
pub fn read_names(fields: &Fields, field: &'static str, problems: &mut Problems) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in fields.all(field).flat_map(|typed| typed.split([',', ';'])).map(text::one_line) {
        if name.chars().count() > LENGTH {
            problems.add(field, "tags-too-long");
        }
        let key = text::fold(&name);
        if !key.is_empty() && !names.iter().any(|known| text::fold(known) == key) {
            names.push(name);
        }
    }
    if names.len() > MOST {
        problems.add(field, "tags-too-many");
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_are_one_tag_and_the_first_is_kept() {
        let mut problems = Problems::default();
        let fields = Fields::new().with("tags", "Bookshop, ; bookshop ,VIP").with("tags", "Книги");

        let names = read_names(&fields, "tags", &mut problems);

        assert!(problems.is_empty());
        assert_eq!(names, ["Bookshop", "VIP", "Книги"]);
    }
}
