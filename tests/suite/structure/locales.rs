//! Every text exists in every language, and no text exists for nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Kind, Source, Token, expect_none, expect_only, files_below, product, text_of};

/// Strings that look like keys and are none.
const NO_KEYS: [(&str, &str); 2] =
    [("sign-in", "a page of the help"), ("email-label", "a column of imports, in the language of files")];

#[test]
fn every_language_has_the_same_texts() {
    let catalogues = catalogues();
    let english = english(&catalogues);

    let mut offences = Vec::new();
    for (language, texts) in &catalogues {
        let missing = english.keys().filter(|key| !texts.contains_key(*key));
        offences.extend(missing.map(|key| format!("{language} lacks {key}")));
        let extra = texts.keys().filter(|key| !english.contains_key(*key));
        offences.extend(extra.map(|key| format!("only {language} has {key}")));
    }

    expect_none("catalogues that differ", &offences);
}

#[test]
fn a_text_takes_the_same_arguments_in_every_language() {
    let catalogues = catalogues();
    let english = english(&catalogues);

    let mut offences = Vec::new();
    for (language, texts) in &catalogues {
        for (key, text) in texts.iter().filter(|(key, _)| english.contains_key(*key)) {
            if arguments(text) != arguments(&english[key]) {
                offences.push(format!("{key} takes other arguments in {language}"));
            }
        }
    }

    expect_none("texts whose arguments differ", &offences);
}

#[test]
fn a_text_stands_in_one_file_and_is_translated() {
    let mut offences = Vec::new();
    for language in languages() {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for path in files_below(&format!("assets/locales/{language}")) {
            for (key, text) in messages(&text_of(&path)) {
                let cyrillic = text.chars().any(|letter| ('а'..='я').contains(&letter.to_ascii_lowercase()));
                if language == "bg"
                    && !cyrillic
                    && text.chars().filter(|letter| letter.is_ascii_lowercase()).count() > 24
                    && !text.contains('{')
                {
                    offences.push(format!("{path}: {key} is not Bulgarian: {text}"));
                }
                if let Some(other) = seen.insert(key.clone(), path.clone()) {
                    offences.push(format!("{key} stands in {other} and in {path}"));
                }
            }
        }
    }

    expect_none("texts in two places or untranslated", &offences);
}

#[test]
fn every_text_that_is_used_exists() {
    let known = catalogues().remove("en").unwrap_or_default();
    let areas: BTreeSet<&str> = known.keys().filter_map(|key| key.split('-').next()).collect();

    let mut offences = Vec::new();
    for source in product() {
        for at in 0..source.code.len() {
            let token = &source.code[at];
            if token.kind == Kind::Text && !known.contains_key(&token.text) && is_key(source, at, &areas) {
                offences.push((token.text.clone(), format!("{} {}", source.at(token), token.text)));
            }
        }
    }

    expect_only("keys without a text", &offences, &NO_KEYS);
}

#[test]
fn every_text_that_exists_is_used() {
    let mut used: BTreeSet<String> =
        product().iter().flat_map(Source::texts).map(|token| token.text.clone()).collect();
    for texts in catalogues().values() {
        used.extend(texts.values().flat_map(|text| referred(text)));
    }

    let idle: Vec<String> =
        catalogues().remove("en").unwrap_or_default().into_keys().filter(|key| !used.contains(key)).collect();

    expect_none("texts that nothing shows", &idle);
}

#[test]
fn keys_are_written_out() {
    let mut offences = Vec::new();
    for source in product() {
        for four in source.code.windows(4) {
            let asks = (four[0].is("t") || four[0].is("tell")) && four[1].is("(");
            if asks && four[2].is("&") && four[3].is("format") {
                offences.push(source.at(&four[0]));
            }
        }
    }

    expect_none("keys built by format!", &offences);
}

/// Whether the string at that place is meant as a key: given to `t` or `tell`, or written like one.
fn is_key(source: &Source, at: usize, areas: &BTreeSet<&str>) -> bool {
    let code = &source.code;
    let asked = at > 1 && code[at - 1].is("(") && ["t", "tell"].iter().any(|name| code[at - 2].is(name));
    asked || (looks_like_a_key(&code[at], areas) && !is_attribute(code, at))
}

fn looks_like_a_key(token: &Token, areas: &BTreeSet<&str>) -> bool {
    let text = &token.text;
    let plain =
        text.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
    let mut words = text.split('-');
    plain
        && !text.ends_with('-')
        && words.next().is_some_and(|area| areas.contains(area))
        && words.next().is_some()
}

/// `class="…"`, `id="…"`, `data-x="…"` in a view.
fn is_attribute(code: &[Token], at: usize) -> bool {
    at > 1 && code[at - 1].is("=") && code[at - 2].kind == Kind::Word
}

fn english(catalogues: &BTreeMap<String, BTreeMap<String, String>>) -> &BTreeMap<String, String> {
    catalogues.get("en").expect("assets/locales/en holds the English texts")
}

fn languages() -> BTreeSet<String> {
    files_below("assets/locales")
        .iter()
        .filter_map(|path| path.split('/').nth(2).map(str::to_owned))
        .collect()
}

/// Language to key to text.
fn catalogues() -> BTreeMap<String, BTreeMap<String, String>> {
    let of = |language: &String| {
        files_below(&format!("assets/locales/{language}"))
            .iter()
            .flat_map(|path| messages(&text_of(path)))
            .collect::<BTreeMap<_, _>>()
    };
    languages().into_iter().map(|language| (language.clone(), of(&language))).collect()
}

/// The messages and terms of a Fluent file: a key at the start of a line, and all until the next one.
fn messages(file: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let head = line.split_once('=').filter(|(key, _)| {
            let key = key.trim_end();
            !key.is_empty() && key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        });
        match head {
            Some((key, text)) => found.push((key.trim().to_owned(), text.trim().to_owned())),
            None => {
                if let Some((_, text)) = found.last_mut() {
                    text.push('\n');
                    text.push_str(line.trim());
                }
            }
        }
    }
    found
}

fn arguments(text: &str) -> BTreeSet<&str> {
    text.split('$').skip(1).map(word).collect()
}

/// Terms and messages that a text refers to: `{ -brand }`, `{ other-key }`.
fn referred(text: &str) -> Vec<String> {
    text.split('{')
        .skip(1)
        .map(|rest| word(rest.trim_start()).to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

fn word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-' && letter != '_');
    &text[..end.unwrap_or(text.len())]
}
