//! Points and addresses as the rows of a form.

use super::{Kind, Points};
use crate::base::Fields;

/// The parts of an address row.
const PARTS: [&str; 6] = ["purpose", "street", "postcode", "city", "region", "country"];

/// The rows of that name: their numbers, in order.
pub fn rows(fields: &Fields, name: &str) -> Vec<usize> {
    let mut numbers: Vec<usize> = Vec::new();
    for (field, _) in fields.pairs() {
        let rest = field.strip_prefix(name).and_then(|rest| rest.strip_prefix('.'));
        let number = rest.and_then(|rest| rest.split('.').next()).and_then(|number| number.parse().ok());
        numbers.extend(number.filter(|number| !numbers.contains(number)));
    }
    numbers
}

/// What was typed with its rows numbered from 0 without gaps: empty rows and the row named by `remove` are left out,
/// the row asked for by `add` is added.
pub fn tidy(typed: &Fields) -> Fields {
    let names = Kind::ALL.iter().map(|kind| kind.code()).chain(["address"]);
    let is_row = |field: &str| {
        names.clone().any(|name| field.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
    };
    let others = typed.pairs().filter(|(field, _)| !is_row(field) && !matches!(*field, "add" | "remove"));
    let mut tidy: Fields = others.map(|(field, value)| (field.to_owned(), value.to_owned())).collect();
    for name in names.clone() {
        let mut next = 0;
        for number in rows(typed, name) {
            let row = format!("{name}.{number}");
            if typed.first("remove") != row && !is_empty(typed, name, &row) {
                copy(typed, &mut tidy, &row, &format!("{name}.{next}"));
                next += 1;
            }
        }
        if typed.first("add") == name {
            let first = if name == "address" { "street" } else { "" };
            let field = [name, &next.to_string(), first].join(".");
            tidy.push(field.trim_end_matches('.'), "");
        }
    }
    tidy
}

/// Adds the rows of what is stored.
pub fn fill(mut fields: Fields, points: &Points) -> Fields {
    for kind in Kind::ALL.iter().copied() {
        for (number, point) in points.of(kind).enumerate() {
            let row = format!("{}.{number}", kind.code());
            fields.push(format!("{row}.label"), point.label.code());
            if point.shared {
                fields.push(format!("{row}.shared"), "1");
            }
            fields.push(row, &point.value);
        }
    }
    for (number, address) in points.addresses.iter().enumerate() {
        let country = address.country.map(|country| country.code()).unwrap_or_default();
        let values = [
            address.purpose.code(),
            &address.street,
            &address.postcode,
            &address.city,
            &address.region,
            country,
        ];
        for (part, value) in PARTS.into_iter().zip(values) {
            fields.push(format!("address.{number}.{part}"), value);
        }
    }
    fields
}

fn is_empty(typed: &Fields, name: &str, row: &str) -> bool {
    match name {
        "address" => ["street", "postcode", "city", "region"]
            .iter()
            .all(|part| typed.first(&format!("{row}.{part}")).is_empty()),
        _ => typed.first(row).is_empty(),
    }
}

fn copy(from: &Fields, to: &mut Fields, row: &str, target: &str) {
    for (field, value) in from.pairs() {
        if let Some(rest) = field.strip_prefix(row).filter(|rest| rest.is_empty() || rest.starts_with('.')) {
            to.push(format!("{target}{rest}"), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Country, Problems};

    #[test]
    fn rows_close_up_when_one_is_removed_and_open_when_one_is_added() {
        let typed = Fields::new()
            .with("email.0", "a@example.com")
            .with("email.0.label", "home")
            .with("email.1", "b@example.com")
            .with("email.2", "c@example.com")
            .with("email.2.shared", "1")
            .with("remove", "email.1")
            .with("add", "phone");

        let tidy = tidy(&typed);

        assert_eq!(rows(&tidy, "email"), [0, 1]);
        assert_eq!(tidy.first("email.1"), "c@example.com");
        assert!(tidy.has("email.1.shared"));
        assert!(tidy.has("phone.0"));
        assert!(!tidy.has("add") && !tidy.has("remove"));
    }

    #[test]
    fn what_is_stored_fills_a_form_that_reads_as_the_same() {
        let country: Country = "BG".parse().expect("Bulgaria is a country");
        let typed = Fields::new()
            .with("email.0", "a@example.com")
            .with("email.0.shared", "1")
            .with("phone.0", "0888 123 456")
            .with("phone.0.label", "mobile")
            .with("address.0.city", "Русе")
            .with("address.0.country", "BG");
        let mut problems = Problems::default();
        let stored = Points::parse(&typed, country, &mut problems);

        let again = Points::parse(&fill(Fields::new(), &stored), country, &mut problems);

        assert_eq!(again, stored);
        assert!(problems.is_empty());
    }
}
