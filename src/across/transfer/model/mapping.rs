//! Which column of a file goes where.

use sha2::{Digest, Sha256};

use crate::base::SubjectKind;

use super::field::Field;
use super::target::{Label, Slot, Target};
use super::{export_columns, headers};

/// A target for each column, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Mapping(Vec<Target>);

impl Mapping {
    /// From the choices of the page.
    pub fn new(targets: Vec<Target>) -> Mapping {
        Mapping(targets)
    }

    /// The likeliest mapping of columns with these names.
    pub fn guess(header: &[String], kind: SubjectKind) -> Mapping {
        let guesses: Vec<Option<(Target, usize)>> =
            header.iter().map(|name| headers::guess(name, kind)).collect();
        let is_told = |place: usize| headers::is_told_in_parts(&header[place], header, kind);
        let is_beaten = |place: usize, target: Target, rank: usize| {
            !target.takes_many()
                && guesses.iter().enumerate().any(|(other, guess)| {
                    guess.is_some_and(|(rival, rival_rank)| {
                        rival == target && (rival_rank, other) < (rank, place)
                    })
                })
        };
        let targets = guesses.iter().enumerate().map(|(place, guess)| match guess {
            Some((target, rank)) if !is_beaten(place, *target, *rank) && !is_told(place) => *target,
            _ => Target::Ignore,
        });
        Mapping(targets.collect())
    }

    /// The likeliest mapping of columns without names, by their values.
    pub fn guess_by_values(rows: &[Vec<String>], kind: SubjectKind) -> Mapping {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut has_name = false;
        let targets = (0..width).map(|column| {
            let values: Vec<&str> = rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(String::as_str)
                .filter(|v| !v.is_empty())
                .collect();
            let most = |is: fn(&str) -> bool| {
                !values.is_empty() && values.iter().filter(|value| is(value)).count() * 3 >= values.len() * 2
            };
            let has_reach = matches!(kind, SubjectKind::Contact | SubjectKind::Company | SubjectKind::Lead);
            if has_reach && most(|value| value.contains('@')) {
                Target::Email(Slot::For(Label::Work))
            } else if has_reach && most(looks_like_phone) {
                Target::Phone(Slot::For(Label::Work))
            } else if !has_name && most(|value| value.chars().any(char::is_alphabetic)) {
                has_name = true;
                Target::Field(match kind {
                    SubjectKind::Company => Field::Company,
                    SubjectKind::Deal | SubjectKind::Task => Field::Title,
                    SubjectKind::Note => Field::Note,
                    SubjectKind::Contact
                    | SubjectKind::Lead
                    | SubjectKind::File
                    | SubjectKind::Product
                    | SubjectKind::Invoice
                    | SubjectKind::Quote => Field::FullName,
                })
            } else {
                Target::Ignore
            }
        });
        Mapping(targets.collect())
    }

    /// The targets in the order of the columns.
    pub fn targets(&self) -> &[Target] {
        &self.0
    }

    /// Where the column of that place goes.
    pub fn target(&self, column: usize) -> Target {
        self.0.get(column).copied().unwrap_or(Target::Ignore)
    }

    /// What keeps rows of that kind from being read with it: the key of the message.
    pub fn problem(&self, kind: SubjectKind) -> Option<&'static str> {
        let has = |wanted: &[Field]| {
            self.0.iter().any(|target| matches!(target, Target::Field(field) if wanted.contains(field)))
        };
        let has_email = self.0.iter().any(|target| matches!(target, Target::Email(_)));
        match kind {
            SubjectKind::Company if !has(&[Field::Company]) => Some("transfer-map-company-name"),
            SubjectKind::Contact
                if !has_email && !has(&[Field::FullName, Field::FirstName, Field::LastName]) =>
            {
                Some("transfer-map-contact-name")
            }
            SubjectKind::Lead
                if !has_email
                    && !has(&[Field::FullName, Field::FirstName, Field::LastName, Field::Company]) =>
            {
                Some("transfer-map-lead-name")
            }
            SubjectKind::Deal if !has(&[Field::Title]) => Some("transfer-map-deal-name"),
            SubjectKind::Task if !has(&[Field::Title]) => Some("transfer-map-task-title"),
            SubjectKind::Note if !has(&[Field::Note]) => Some("transfer-map-note-text"),
            SubjectKind::Note
                if !self.0.iter().any(|target| matches!(target, Target::Field(field) if field.is_tie())) =>
            {
                Some("transfer-map-note-about")
            }
            _ => self.rivals(),
        }
    }

    fn rivals(&self) -> Option<&'static str> {
        let is_taken_twice = self.0.iter().enumerate().any(|(place, target)| {
            !target.takes_many() && *target != Target::Ignore && self.0[..place].contains(target)
        });
        is_taken_twice.then_some("transfer-map-twice")
    }
}

fn looks_like_phone(value: &str) -> bool {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    digits >= 6 && value.chars().all(|letter| letter.is_ascii_digit() || "+()-/. ".contains(letter))
}

/// The same for files with the same columns in the same order: how a mapping is remembered.
pub fn fingerprint(header: &[String], kind: SubjectKind) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(kind.code());
    for name in header {
        hash.update([0]);
        hash.update(export_columns::fold(name));
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(header: &str) -> Vec<String> {
        header.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn of_two_columns_for_one_field_the_surer_name_wins() {
        let mapping =
            Mapping::guess(&names("Title,First Name,Job Title,Account,Company"), SubjectKind::Contact);

        assert_eq!(
            mapping.targets(),
            [
                Target::Ignore,
                Target::Field(Field::FirstName),
                Target::Field(Field::JobTitle),
                Target::Ignore,
                Target::Field(Field::Company),
            ]
        );
    }

    #[test]
    fn two_columns_of_one_name_both_bring_their_phones() {
        let mapping = Mapping::guess(&names("Name,Phone,Phone"), SubjectKind::Contact);

        assert_eq!(mapping.target(1), Target::Phone(Slot::For(Label::Work)));
        assert_eq!(mapping.target(1), mapping.target(2));
        assert_eq!(mapping.problem(SubjectKind::Contact), None);
    }

    #[test]
    fn columns_without_names_are_known_by_their_values() {
        let rows = [
            vec!["Ann Hart".to_owned(), "ann@hart.example".to_owned(), "+44 7700 900418".to_owned()],
            vec!["Bob Pike".to_owned(), String::new(), "0117 496 0102".to_owned()],
        ];

        let mapping = Mapping::guess_by_values(&rows, SubjectKind::Contact);

        assert_eq!(mapping.target(0), Target::Field(Field::FullName));
        assert_eq!(mapping.target(1), Target::Email(Slot::For(Label::Work)));
        assert_eq!(mapping.target(2), Target::Phone(Slot::For(Label::Work)));
    }

    #[test]
    fn a_mapping_without_any_name_is_refused() {
        let field = |field| Mapping::new(vec![Target::Field(field)]);

        assert_eq!(field(Field::JobTitle).problem(SubjectKind::Contact), Some("transfer-map-contact-name"));
        assert_eq!(field(Field::FullName).problem(SubjectKind::Contact), None);
        assert_eq!(field(Field::Tags).problem(SubjectKind::Company), Some("transfer-map-company-name"));
        let twice = Mapping::new(vec![Target::Field(Field::LastName), Target::Field(Field::LastName)]);
        assert_eq!(twice.problem(SubjectKind::Contact), Some("transfer-map-twice"));
    }

    #[test]
    fn a_fingerprint_knows_order_and_kind_but_not_case() {
        let of = |header: &str, kind| fingerprint(&names(header), kind);

        assert_eq!(of("Name,E-mail", SubjectKind::Contact), of("name,E MAIL", SubjectKind::Contact));
        assert_ne!(of("Name,E-mail", SubjectKind::Contact), of("E-mail,Name", SubjectKind::Contact));
        assert_ne!(of("Name", SubjectKind::Contact), of("Name", SubjectKind::Company));
    }
}
