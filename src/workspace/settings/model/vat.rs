//! VAT numbers: their form by country.
//!
//! The forms of the Union are those of the European Commission's VIES, question 11 of its list; Britain's are HMRC's
//! (VAT Notice 700, 2.5): nine digits, twelve for a branch, `GD`/`HA` for government and health. Only the form is held,
//! not whether the number was given to somebody.

use crate::base::Country;

/// `9` a digit, `A` a letter, `*` either; anything else itself. Without the country's letters.
const FORMS: [(&str, &[&str]); 28] = [
    ("AT", &["U99999999"]),
    ("BE", &["0999999999", "1999999999"]),
    ("BG", &["999999999", "9999999999"]),
    ("CY", &["99999999A"]),
    ("CZ", &["99999999", "999999999", "9999999999"]),
    ("DE", &["999999999"]),
    ("DK", &["99999999"]),
    ("EE", &["999999999"]),
    ("ES", &["A9999999A", "A99999999", "99999999A"]),
    ("FI", &["99999999"]),
    ("FR", &["**999999999"]),
    ("GB", &["999999999", "999999999999", "GD999", "HA999"]),
    ("GR", &["999999999"]),
    ("HR", &["99999999999"]),
    ("HU", &["99999999"]),
    ("IE", &["9999999A", "9999999AA", "9A99999A"]),
    ("IT", &["99999999999"]),
    ("LT", &["999999999", "999999999999"]),
    ("LU", &["99999999"]),
    ("LV", &["99999999999"]),
    ("MT", &["99999999"]),
    ("NL", &["*********B99"]),
    ("PL", &["9999999999"]),
    ("PT", &["999999999"]),
    ("RO", &["99", "999", "9999", "99999", "999999", "9999999", "99999999", "999999999", "9999999999"]),
    ("SE", &["999999999999"]),
    ("SI", &["99999999"]),
    ("SK", &["9999999999"]),
];

/// The number in one spelling, with the country's letters in front; an empty one stays empty. None if its form is
/// wrong. Countries whose form we do not know may write what they like.
pub fn read(country: Country, typed: &str) -> Option<String> {
    let number: String =
        typed.chars().filter(|letter| !letter.is_whitespace() && !".-/".contains(*letter)).collect();
    let number = number.to_uppercase();
    if number.is_empty() {
        return Some(number);
    }
    let Some((_, forms)) = FORMS.iter().find(|(code, _)| *code == country.code()) else {
        return (number.chars().count() <= 30).then_some(number);
    };
    let prefix = prefix(country);
    let own = number.strip_prefix(prefix).unwrap_or(&number);
    forms.iter().any(|form| fits(form, own)).then(|| format!("{prefix}{own}"))
}

/// Greece writes EL; Northern Ireland's XI is for trade in goods only and not the number on papers.
fn prefix(country: Country) -> &'static str {
    match country.code() {
        "GR" => "EL",
        code => code,
    }
}

fn fits(form: &str, number: &str) -> bool {
    form.len() == number.len()
        && form.bytes().zip(number.bytes()).all(|(form, sign)| match form {
            b'9' => sign.is_ascii_digit(),
            b'A' => sign.is_ascii_uppercase(),
            b'*' => sign.is_ascii_digit() || sign.is_ascii_uppercase(),
            other => sign == other,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vat(country: &str, typed: &str) -> Option<String> {
        read(country.parse().unwrap(), typed)
    }

    #[test]
    fn a_number_is_taken_with_or_without_its_country() {
        assert_eq!(vat("GB", "GB 482 1170 35"), Some("GB482117035".into()));
        assert_eq!(vat("BG", "204345678"), Some("BG204345678".into()));
        assert_eq!(vat("BG", "bg 8503121234"), Some("BG8503121234".into()));
        assert_eq!(vat("GR", "094259216"), Some("EL094259216".into()));
        assert_eq!(vat("NL", "NL123456789B01"), Some("NL123456789B01".into()));
        assert_eq!(vat("FR", "K7 399859412"), Some("FRK7399859412".into()));
        assert_eq!(vat("GB", ""), Some("".into()));
    }

    #[test]
    fn a_number_of_another_form_is_refused() {
        assert_eq!(vat("GB", "48211703"), None);
        assert_eq!(vat("BG", "GB482117035"), None);
        assert_eq!(vat("AT", "99999999"), None);
        assert_eq!(vat("DE", "12345678九"), None);
        assert_eq!(vat("US", &"1".repeat(31)), None);
    }

    #[test]
    fn countries_of_unknown_form_write_what_they_like() {
        assert_eq!(vat("CH", "CHE-116.281.710 MWST"), Some("CHE116281710MWST".into()));
    }
}
