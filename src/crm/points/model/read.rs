//! How points and addresses are read from what somebody typed.

use super::norm::{domain_norm, email_norm, phone_norm};
use super::{Address, Kind, Point, Points};
use crate::base::{Country, Fields, Problems, text};

/// How many points or addresses of one kind a subject can have.
const MOST: usize = 20;
/// The longest street, town, region or postal code.
const PART_LENGTH: usize = 300;

impl Points {
    /// Reads rows `email`, `phone`, `domain` and `address`, each once or repeated or numbered (`email.0`), with
    /// `email.0.label`, `email.0.shared`, `address.0.street` … beside them. Empty rows are left out; numbers without
    /// a country code are of `country`.
    pub fn parse(fields: &Fields, country: Country, problems: &mut Problems) -> Points {
        let mut points = Vec::new();
        for kind in Kind::ALL.iter().copied() {
            read_kind(fields, kind, country, &mut points, problems);
        }
        Points { points, addresses: read_addresses(fields, problems) }
    }
}

/// A typed row of a repeated field: the name of its control, and its text in one line.
struct Row {
    field: String,
    value: String,
}

fn read_kind(
    fields: &Fields,
    kind: Kind,
    country: Country,
    points: &mut Vec<Point>,
    problems: &mut Problems,
) {
    let rows = rows(fields, kind.code());
    if rows.len() > MOST {
        problems.add(kind.code(), "points-too-many");
    }
    for row in rows.into_iter().take(MOST) {
        let Some(norm) = normal(kind, &row.value, country) else {
            problems.add(row.field, unclear(kind));
            continue;
        };
        if points.iter().any(|point| point.kind == kind && point.norm == norm) {
            problems.add(row.field, "points-twice");
            continue;
        }
        let label = fields.first(&format!("{}.label", row.field)).parse().unwrap_or_default();
        let shared = fields.has(&format!("{}.shared", row.field));
        points.push(Point { kind, label, value: row.value, norm, shared });
    }
}

fn rows(fields: &Fields, name: &str) -> Vec<Row> {
    let is_row = |field: &str| {
        field.strip_prefix(name).is_some_and(|rest| {
            rest.is_empty() || rest.strip_prefix('.').is_some_and(|number| number.parse::<u16>().is_ok())
        })
    };
    let typed = fields.pairs().filter(|(field, _)| is_row(field)).enumerate();
    let rows = typed.map(|(position, (field, value))| Row {
        field: if field == name { format!("{name}.{position}") } else { field.to_owned() },
        value: text::one_line(value),
    });
    rows.filter(|row| !row.value.is_empty()).collect()
}

fn normal(kind: Kind, value: &str, country: Country) -> Option<String> {
    match kind {
        Kind::Email => email_norm(value),
        Kind::Phone => phone_norm(value, country),
        Kind::Domain => domain_norm(value),
    }
}

fn unclear(kind: Kind) -> &'static str {
    match kind {
        Kind::Email => "points-email-unclear",
        Kind::Phone => "points-phone-unclear",
        Kind::Domain => "points-domain-unclear",
    }
}

fn read_addresses(fields: &Fields, problems: &mut Problems) -> Vec<Address> {
    let mut numbers: Vec<&str> = Vec::new();
    for (field, _) in fields.pairs() {
        let number =
            field.strip_prefix("address.").and_then(|rest| rest.split_once('.')).map(|(number, _)| number);
        if let Some(number) =
            number.filter(|number| number.parse::<u16>().is_ok() && !numbers.contains(number))
        {
            numbers.push(number);
        }
    }
    if numbers.len() > MOST {
        problems.add("address", "points-too-many");
    }
    let read = numbers.into_iter().take(MOST).map(|number| read_address(fields, number, problems));
    read.filter(|address| !address.is_empty()).collect()
}

fn read_address(fields: &Fields, number: &str, problems: &mut Problems) -> Address {
    let name = |part: &str| format!("address.{number}.{part}");
    let mut short = |part: &str| {
        let value = text::one_line(fields.first(&name(part)));
        if value.chars().count() > PART_LENGTH {
            problems.add(name(part), "points-too-long");
        }
        value
    };
    let (city, region, postcode) = (short("city"), short("region"), short("postcode"));
    let lines = fields.raw(&name("street")).lines().map(text::one_line).filter(|line| !line.is_empty());
    let street = lines.collect::<Vec<_>>().join("\n");
    if street.chars().count() > PART_LENGTH {
        problems.add(name("street"), "points-too-long");
    }
    let country = fields.first(&name("country"));
    if !country.is_empty() && country.parse::<Country>().is_err() {
        problems.add(name("country"), "points-country-unclear");
    }
    let purpose = fields.first(&name("purpose")).parse().unwrap_or_default();
    Address { purpose, street, city, region, postcode, country: country.parse().ok() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Label;
    use super::*;

    fn bulgaria() -> Country {
        "BG".parse().expect("Bulgaria is a country")
    }

    fn read(fields: &Fields) -> (Points, Problems) {
        let mut problems = Problems::default();
        (Points::parse(fields, bulgaria(), &mut problems), problems)
    }

    #[test]
    fn rows_come_repeated_or_numbered_and_empty_ones_are_left_out() {
        let repeated =
            Fields::new().with("email", "a@example.com").with("email", " ").with("email", "b@example.com");
        let numbered = Fields::new()
            .with("email.0", "a@example.com")
            .with("email.0.label", "home")
            .with("email.0.shared", "1")
            .with("email.1", "")
            .with("email.2", "b@example.com");

        let (from_repeated, none) = read(&repeated);
        let (from_numbered, _) = read(&numbered);

        assert!(none.is_empty());
        assert_eq!(from_repeated.points.len(), 2);
        assert_eq!(from_numbered.points[0].label, Label::Home);
        assert!(from_numbered.points[0].shared && !from_numbered.points[1].shared);
    }

    #[test]
    fn a_wrong_row_is_named_by_its_control() {
        let fields = Fields::new()
            .with("phone.3", "nonsense")
            .with("email", "a@example.com")
            .with("email", "A@example.com");

        let (_, problems) = read(&fields);

        assert_eq!(problems.on("phone.3"), Some("points-phone-unclear"));
        assert_eq!(problems.on("email.1"), Some("points-twice"));
    }

    #[test]
    fn an_address_keeps_its_lines_and_is_shown_in_one() {
        let fields = Fields::new()
            .with("address.0.street", " 14 Milsom Street \r\n Second floor")
            .with("address.0.city", "Bath")
            .with("address.0.postcode", "BA1 1DB")
            .with("address.0.country", "GB")
            .with("address.1.city", "");

        let (points, _) = read(&fields);

        assert_eq!(points.addresses.len(), 1);
        assert_eq!(points.addresses[0].street, "14 Milsom Street\nSecond floor");
        assert_eq!(points.addresses[0].line(), "14 Milsom Street, Second floor, BA1 1DB Bath");
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_parsers(typed in "\\PC{0,30}") {
            let fields = Fields::new().with("email", &typed).with("phone", &typed).with("domain", &typed);
            let (points, _) = read(&fields);
            prop_assert!(points.points.len() <= 3);
        }
    }
}
