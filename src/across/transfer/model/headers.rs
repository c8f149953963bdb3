//! What the headers of other products' files mean.

use crate::base::SubjectKind;

use super::export_columns::{self, fold};
use super::field::Field;
use super::target::{Label::Work, Part::Street, Slot, Target};
use super::wording::{FIELDS, PLACE_LABELS, PLACES, POINTS, email, field, of_kind, phone, place};

use Field::*;

/// Columns that mean the opposite of a field, or something of the other product only.
const NEVER: &[&str] = &[
    "unsubscribed from all email",
    "e mail opt out",
    "marketing status",
    "marketing contact status",
    "photo",
    "full combined address of address",
    "phonetic first name",
    "phonetic middle name",
    "phonetic last name",
];

/// The words with which Pipedrive begins the names of its columns.
const PREFIXES: &[(SubjectKind, &str)] = &[
    (SubjectKind::Contact, "person"),
    (SubjectKind::Company, "organization"),
    (SubjectKind::Lead, "lead"),
    (SubjectKind::Deal, "deal"),
    (SubjectKind::Task, "activity"),
    (SubjectKind::Note, "note"),
];

/// Names without the kind of the list come after all that have it.
const PLAIN: usize = 1_000;

/// Whether a cell is a name of a column that we know.
pub fn is_known(header: &str) -> bool {
    meaning(header, SubjectKind::Contact).is_some() || own_kind(&fold(header)).is_some()
}

/// The kind that the name of a column begins with: `Deal - Title`.
pub fn own_kind(name: &str) -> Option<SubjectKind> {
    let begins =
        |(_, word): &&(SubjectKind, &str)| name.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '));
    PREFIXES.iter().find(begins).map(|(kind, _)| *kind)
}

/// What a column of that name most likely holds, with a rank: the smaller, the surer.
pub fn guess(header: &str, kind: SubjectKind) -> Option<(Target, usize)> {
    let (target, rank) = meaning(header, kind)?;
    let target = match (kind, target) {
        (SubjectKind::Company, Target::Field(FullName)) => Target::Field(Company),
        _ => target,
    };
    let is_offered = match (kind, target) {
        (_, Target::Field(field)) => Field::offered(kind).any(|known| known == field),
        (_, Target::Ignore) | (SubjectKind::Contact | SubjectKind::Company, _) => true,
        // A lead has one address and one number: the first column of each that is filled.
        (SubjectKind::Lead, Target::Email(_)) => return Some((email(Work), rank)),
        (SubjectKind::Lead, Target::Phone(_)) => return Some((phone(Work), rank)),
        _ => false,
    };
    is_offered.then_some((target, rank))
}

fn meaning(header: &str, kind: SubjectKind) -> Option<(Target, usize)> {
    // EspoCRM and other programs write "billingAddressStreet".
    meaning_of_words(header, kind).or_else(|| meaning_of_words(&spaced(header), kind))
}

/// The name with a blank before each capital within a word.
fn spaced(header: &str) -> String {
    let mut spaced = String::with_capacity(header.len() + 4);
    let mut last = ' ';
    for letter in header.chars() {
        if letter.is_uppercase() && last.is_lowercase() {
            spaced.push(' ');
        }
        spaced.push(letter);
        last = letter;
    }
    spaced
}

fn meaning_of_words(header: &str, kind: SubjectKind) -> Option<(Target, usize)> {
    let own = export_columns::target_of(header, kind).map(|target| (target, 0));
    let whole = fold(header);
    let plain = unprefixed(&whole, kind);
    // What names the kind of the list is surer: "Person ID" beside the note's own "ID".
    let is_prefixed = plain.len() < whole.len();
    let name = plain.replace(" of postal address", " of address");
    // HubSpot says in which zone its days are: "Create Date (GMT+2)".
    let name = name.split(" gmt ").next().unwrap_or_default();
    let is_never = NEVER.contains(&name);
    let known =
        || own.or_else(|| of_that_kind(name, kind)).or_else(|| numbered(name)).or_else(|| listed(name));
    let found = if is_never { None } else { known() };
    found.map(|(target, rank)| (target, if is_prefixed { rank } else { rank + PLAIN }))
}

/// Names that mean something in lists of that kind only.
fn of_that_kind(name: &str, kind: SubjectKind) -> Option<(Target, usize)> {
    of_kind(kind).iter().find_map(|(known, names)| {
        let rank = names.iter().position(|known| *known == name)?;
        Some((field(*known), rank + 1))
    })
}

/// Whether a column holds a whole address whose parts stand in columns of their own: Pipedrive writes both.
pub fn is_told_in_parts(header: &str, all: &[String], kind: SubjectKind) -> bool {
    let name = unprefixed(&fold(header), kind);
    let part = format!(" of {name}");
    matches!(name.as_str(), "address" | "postal address")
        && all.iter().any(|other| fold(other).ends_with(&part))
}

/// Pipedrive writes `Person - Name`, `Organization - Name`: the kind of the list, then the name.
fn unprefixed(name: &str, kind: SubjectKind) -> String {
    let own = PREFIXES
        .iter()
        .filter(|(known, _)| *known == kind)
        .find_map(|(_, word)| name.strip_prefix(word)?.strip_prefix(' '));
    match own {
        Some("name" | "title") if kind == SubjectKind::Company => name.to_owned(),
        // "Deal ID" of a task or a note names another record; here it is the record's own.
        Some(rest) => rest.to_owned(),
        None => name.to_owned(),
    }
}

/// Google writes `E-mail 2 - Value` beside `E-mail 2 - Label` (once `- Type`), and the same for phones and addresses.
fn numbered(name: &str) -> Option<(Target, usize)> {
    let (what, rest) = match name.strip_prefix("e mail ") {
        Some(rest) => ("email", rest),
        None => name.split_once(' ')?,
    };
    let (number, part) = rest.split_once(' ')?;
    let number: u8 = number.parse().ok().filter(|number| (1..=50).contains(number))?;
    let target = match (what, part) {
        ("email", "value") => Target::Email(Slot::Numbered(number)),
        ("email", "label" | "type") => Target::EmailLabel(number),
        ("phone", "value") => Target::Phone(Slot::Numbered(number)),
        ("phone", "label" | "type") => Target::PhoneLabel(number),
        ("address", "label" | "type") => Target::AddressLabel(number),
        ("address", "formatted") => Target::Ignore,
        ("address", "street" | "extended address" | "po box") => {
            Target::Address(Slot::Numbered(number), Street)
        }
        ("address", part) => {
            let (part, _) = PLACES.iter().find(|(_, names)| names.contains(&part))?;
            Target::Address(Slot::Numbered(number), *part)
        }
        _ => return None,
    };
    Some((target, 1))
}

fn listed(name: &str) -> Option<(Target, usize)> {
    let rank_in = |names: &[&str]| names.iter().position(|known| *known == name).map(|rank| rank + 1);
    let fields = FIELDS.iter().find_map(|(known, names)| Some((field(*known), rank_in(names)?)));
    fields
        .or_else(|| POINTS.iter().find_map(|(target, names)| Some((*target, rank_in(names)?))))
        .or_else(|| PLACES.iter().find_map(|(part, names)| Some((place(Work, *part), rank_in(names)?))))
        .or_else(|| labelled_place(name))
        .or_else(|| listed(name.strip_prefix("address ")?))
}

/// Outlook writes `Business Street`, `Home Street 2`, `Other Postal Code`.
fn labelled_place(name: &str) -> Option<(Target, usize)> {
    let plain = name.trim_end_matches([' ', '2', '3']);
    PLACE_LABELS.iter().find_map(|(label, words)| {
        let rest = words.iter().find_map(|word| plain.strip_prefix(word)?.strip_prefix(' '))?;
        // Outlook's "Home Address" repeats the parts that follow it.
        let rest = match rest {
            "address po box" => "street",
            "address" => return Some((Target::Ignore, 1)),
            rest => rest.strip_prefix("address ").unwrap_or(rest),
        };
        let (part, _) = PLACES.iter().find(|(_, names)| names.contains(&rest))?;
        Some((place(*label, *part), 1))
    })
}

#[cfg(test)]
mod tests {
    use super::super::target::Label::{Home, Other};
    use super::super::target::Part::{Country, Postcode};
    use super::*;

    fn contact(header: &str) -> Option<Target> {
        guess(header, SubjectKind::Contact).map(|(target, _)| target)
    }

    #[test]
    fn headers_in_both_languages_are_known() {
        assert_eq!(contact("Име"), Some(field(FullName)));
        assert_eq!(contact("Фирма"), Some(field(Company)));
        assert_eq!(contact("E-mail"), Some(email(Work)));
        assert_eq!(contact("Тел."), Some(phone(Work)));
        assert_eq!(contact("ЕИК"), Some(field(RegistrationNumber)));
        assert_eq!(contact("Бележки"), Some(field(Note)));
        assert_eq!(contact("Последно"), None);
    }

    #[test]
    fn numbered_columns_of_google_keep_together() {
        assert_eq!(contact("E-mail 2 - Value"), Some(Target::Email(Slot::Numbered(2))));
        assert_eq!(contact("E-mail 2 - Type"), Some(Target::EmailLabel(2)));
        assert_eq!(contact("Address 1 - Postal Code"), Some(Target::Address(Slot::Numbered(1), Postcode)));
        assert_eq!(contact("Phone 1 - Label"), Some(Target::PhoneLabel(1)));
        assert_eq!(contact("Relation 1 - Value"), None);
    }

    #[test]
    fn addresses_of_outlook_are_told_apart() {
        assert_eq!(contact("Business Street 2"), Some(place(Work, Street)));
        assert_eq!(contact("Home Postal Code"), Some(place(Home, Postcode)));
        assert_eq!(contact("Other Country/Region"), Some(place(Other, Country)));
        assert_eq!(contact("Home Address"), Some(Target::Ignore));
    }

    #[test]
    fn the_same_name_means_a_person_in_one_list_and_a_company_in_the_other() {
        assert_eq!(guess("Name", SubjectKind::Company).map(|(target, _)| target), Some(field(Company)));
        assert_eq!(contact("Person - Name"), Some(field(FullName)));
        assert_eq!(contact("Person - Email - Work"), Some(email(Work)));
        assert_eq!(contact("Person - Organization"), Some(field(Company)));
        assert_eq!(
            guess("Organization - Name", SubjectKind::Company).map(|(target, _)| target),
            Some(field(Company))
        );
        assert_eq!(guess("Job title", SubjectKind::Company), None);
    }

    #[test]
    fn whoever_owns_a_deal_goes_before_whoever_made_it() {
        let rank = |name| {
            guess(name, SubjectKind::Deal).filter(|(target, _)| *target == field(Owner)).map(|(_, rank)| rank)
        };

        let ranks = ["Deal - Owner", "Deal - Creator", "Owner", "Creator"].map(rank);

        assert!(ranks.iter().all(Option::is_some) && ranks.is_sorted(), "{ranks:?}");
    }
}
