//! Normal forms, by which points are compared.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use std::str::FromStr;

use crate::base::Country;

/// The longest e-mail address that mail servers take (RFC 5321 with its erratum 1690).
const EMAIL_LENGTH: usize = 254;

/// Domains under which anybody has an address: they tell nothing about a company.
const ANYBODYS: [&str; 12] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "yahoo.com",
    "icloud.com",
    "proton.me",
    "abv.bg",
    "mail.bg",
    "dir.bg",
    "gbg.bg",
];

/// The normal form of an e-mail address, or nothing if it cannot be one.
pub fn email_norm(typed: &str) -> Option<String> {
    let (local, domain) = typed.trim().rsplit_once('@')?;
    let is_sign =
        |letter: char| letter.is_whitespace() || letter.is_control() || "\"(),:;<>[]\\@".contains(letter);
    if local.is_empty() || local.chars().any(is_sign) {
        return None;
    }
    let norm = format!("{}@{}", local.to_lowercase(), host_norm(domain)?);
    (norm.len() <= EMAIL_LENGTH).then_some(norm)
}

/// The normal form of a telephone number (E.164), or nothing if it cannot be one; without a country code it is a
/// number of `country`.
pub fn phone_norm(typed: &str, country: Country) -> Option<String> {
    let region = phonenumber::country::Id::from_str(country.code()).ok();
    let number = phonenumber::parse(region, typed).ok()?;
    let norm = number.format().mode(phonenumber::Mode::E164).to_string();
    (8..=16).contains(&norm.len()).then_some(norm)
}

/// So many telephone numbers are remembered as people write them.
const REMEMBERED: usize = 4_096;

/// Telephone numbers as people write them, by their normal form: the rules of all countries are slow, and the same numbers
/// are shown again and again.
static SHOWN: LazyLock<Mutex<HashMap<String, String>>> = LazyLock::new(Mutex::default);

/// A normal telephone number as people write it, with its country code.
pub fn phone_shown(norm: &str) -> String {
    let mut known = SHOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(shown) = known.get(norm) {
        return shown.clone();
    }
    let shown = match phonenumber::parse(None, norm) {
        Ok(number) => number.format().mode(phonenumber::Mode::International).to_string(),
        Err(_) => norm.to_owned(),
    };
    if known.len() >= REMEMBERED {
        known.clear();
    }
    known.insert(norm.to_owned(), shown.clone());
    shown
}

fn host_norm(typed: &str) -> Option<String> {
    let host = typed.trim().trim_end_matches('.');
    let ascii = idna::domain_to_ascii(host).ok()?;
    let is_label = |label: &str| {
        !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-')
    };
    let is_host = ascii.contains('.') && ascii.split('.').all(is_label);
    let is_clean =
        ascii.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '.');
    (is_host && is_clean && ascii.len() <= 253).then_some(ascii)
}

/// The normal form of a domain, also when a whole web address was typed, or nothing if it cannot be one.
pub fn domain_norm(typed: &str) -> Option<String> {
    let host = typed.trim().split_once("://").map_or(typed.trim(), |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next().unwrap_or("");
    let norm = host_norm(host)?;
    Some(norm.strip_prefix("www.").filter(|rest| rest.contains('.')).map_or(norm.clone(), str::to_owned))
}

/// Whether a domain in its normal form is one company's, and not one under which anybody has an address.
pub fn is_own_domain(domain: &str) -> bool {
    !ANYBODYS.contains(&domain)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bulgaria() -> Country {
        "BG".parse().expect("Bulgaria is a country")
    }

    #[test]
    fn an_address_is_compared_in_lower_case_with_its_domain_in_idna() {
        assert_eq!(
            email_norm(" Ivan.Petrov@Пример.БГ "),
            Some("ivan.petrov@xn--e1afmkfd.xn--90ae".to_owned())
        );
        assert_eq!(email_norm("Мария@example.com"), Some("мария@example.com".to_owned()));
        for wrong in [
            "",
            "ivan",
            "@example.com",
            "ivan@",
            "ivan@localhost",
            "a b@example.com",
            "a@b@example.com",
            "a@-x.com",
        ] {
            assert_eq!(email_norm(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_number_without_country_code_is_of_the_workspace() {
        assert_eq!(phone_norm("0888 123 456", bulgaria()), Some("+359888123456".to_owned()));
        assert_eq!(phone_norm("+44 7700 900418", bulgaria()), Some("+447700900418".to_owned()));
        assert_eq!(phone_norm("00 44 7700 900418", bulgaria()), Some("+447700900418".to_owned()));
        assert_eq!(phone_norm("tomorrow", bulgaria()), None);
        assert_eq!(phone_norm("12", bulgaria()), None);
        assert_eq!(phone_shown("+359888123456"), "+359 88 812 3456");
    }

    #[test]
    fn a_web_address_becomes_its_domain() {
        assert_eq!(domain_norm("https://www.Example.com/path?x"), Some("example.com".to_owned()));
        assert_eq!(domain_norm("пример.бг"), Some("xn--e1afmkfd.xn--90ae".to_owned()));
        assert_eq!(domain_norm("not a domain"), None);
    }

    proptest! {
        #[test]
        fn a_normal_address_is_its_own_normal_form(typed in "[a-zA-Z0-9.+-]{1,12}@[a-zA-Zа-я0-9]{1,10}\\.[a-z]{2,4}") {
            if let Some(norm) = email_norm(&typed) {
                prop_assert_eq!(email_norm(&norm), Some(norm));
            }
        }
    }
}
