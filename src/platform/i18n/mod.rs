//! Messages by key in every language, from Fluent catalogues inside the binary.
//!
//! A catalogue is split by slice: `assets/locales/<language>/<slice>.ftl`, keys `slice-thing-part`. Messages without
//! arguments are resolved once, so that a page asks for them as for a constant. A missing key is an error in the log
//! (and so fails the test that met it); the page shows English, or the key itself.

mod catalogue;
mod negotiate;

use std::sync::LazyLock;

use crate::base::Language;
use catalogue::Catalogue;

pub use fluent_bundle::FluentValue as Value;
pub use negotiate::negotiate;

static CATALOGUES: LazyLock<[Catalogue; Language::ALL.len()]> =
    LazyLock::new(|| Language::ALL.map(Catalogue::read));

fn catalogue(language: Language) -> &'static Catalogue {
    match language {
        Language::En => &CATALOGUES[0],
        Language::Bg => &CATALOGUES[1],
    }
}

/// Reads every catalogue; the first page would do it otherwise.
pub fn warm() {
    LazyLock::force(&CATALOGUES);
}

/// The message without arguments.
pub fn message(language: Language, key: &str) -> &str {
    let found = catalogue(language).plain(key).or_else(|| {
        tracing::error!(key, language = language.code(), "a message is missing");
        catalogue(Language::En).plain(key)
    });
    found.unwrap_or(key)
}

/// The message with its arguments. Whole numbers are written as the language does, and choose the plural.
pub fn tell(language: Language, key: &'static str, arguments: &[(&'static str, Value)]) -> String {
    let told = catalogue(language).told(key, arguments).or_else(|| {
        tracing::error!(key, language = language.code(), "a message is missing");
        catalogue(Language::En).told(key, arguments)
    });
    told.unwrap_or_else(|| key.to_owned())
}

/// The message that an address asks for, which anybody can write: nothing where we have none of that key, or where it
/// needs more than that number.
pub fn asked(language: Language, key: &str, count: Option<u32>) -> Option<String> {
    match count {
        Some(count) => catalogue(language).told_in_full(key, &[("count", count.into())]),
        None => catalogue(language).plain(key).map(str::to_owned),
    }
}

/// The key as we know it, if a message of ours has it: for keys that were stored.
pub fn known(language: Language, key: &str) -> Option<&'static str> {
    let keys = catalogue(language).keys();
    keys.binary_search(&key).ok().map(|at| keys[at])
}

/// Every key of a language, sorted.
pub fn keys(language: Language) -> &'static [&'static str] {
    catalogue(language).keys()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_the_same_keys() {
        let missing: Vec<&str> =
            keys(Language::En).iter().copied().filter(|key| !keys(Language::Bg).contains(key)).collect();
        let strangers: Vec<&str> =
            keys(Language::Bg).iter().copied().filter(|key| !keys(Language::En).contains(key)).collect();

        assert_eq!(missing, Vec::<&str>::new(), "missing in Bulgarian");
        assert_eq!(strangers, Vec::<&str>::new(), "missing in English");
    }

    #[test]
    fn a_plural_follows_the_number() {
        let told = |language, count: i64| tell(language, "transfer-rows", &[("count", count.into())]);

        assert_eq!(told(Language::En, 1), "1 row");
        assert_eq!(told(Language::En, 1_500), "1,500 rows");
        assert_eq!(told(Language::Bg, 1), "1 ред");
        assert_eq!(told(Language::Bg, 3), "3 реда");
    }

    #[test]
    fn an_address_cannot_ask_for_what_we_do_not_say() {
        assert_eq!(asked(Language::En, "no-such-key", None), None);
        assert_eq!(asked(Language::En, "transfer-rows", None), None);
        assert_eq!(asked(Language::En, "transfer-rows", Some(2)).as_deref(), Some("2 rows"));
        assert_eq!(asked(Language::En, "sign-in-with", Some(2)), None);
    }

    #[test]
    fn an_unknown_key_is_shown_as_it_is() {
        assert_eq!(message(Language::Bg, "no-such-key"), "no-such-key");
        assert_eq!(tell(Language::Bg, "no-such-key", &[]), "no-such-key");
    }
}
