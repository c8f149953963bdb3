//! Inside a slice the files have fixed names with fixed meanings.

use super::source::{Kind, expect_none, expect_only, product};

/// The floors that are made of slices.
const FLOORS: [&str; 4] = ["workspace", "crm", "billing", "across"];

/// The words that a slice is written in.
const NAMES: [&str; 9] = ["model", "store", "letters", "actions", "pages", "views", "api", "jobs", "tests"];

/// Named extra files, where a slice has a real second subject.
const EXTRAS: [(&str, &str); 6] = [
    ("src/across/backup/disk.rs", "files and folders that are whole or not there"),
    ("src/workspace/accounts/passwords.rs", "which passwords are good enough, and the choosing of one"),
    ("src/workspace/factors/passkeys.rs", "the two ceremonies of WebAuthn"),
    ("src/workspace/sessions/guard.rs", "turns cookie and slug into the one who acts"),
    ("src/workspace/support/watch.rs", "stands before every page when support looks"),
    ("src/workspace/tokens/guard.rs", "turns a token into the one who acts"),
];

#[test]
fn files_of_a_slice_have_the_fixed_names() {
    let offences: Vec<(String, String)> = product()
        .iter()
        .filter(|source| FLOORS.contains(&source.module[..].first().map_or("", String::as_str)))
        .filter(|source| source.module.get(2).is_some_and(|name| !NAMES.contains(&name.as_str())))
        .map(|source| (source.path.clone(), source.path.clone()))
        .collect();

    expect_only("files of a slice with a name of their own", &offences, &EXTRAS);
}

#[test]
fn every_module_folder_tells_its_story() {
    let silent: Vec<String> = product()
        .iter()
        .filter(|source| source.path.ends_with("/mod.rs") || source.path.ends_with("/lib.rs"))
        .filter(|source| !super::source::text_of(&source.path).starts_with("//! "))
        .map(|source| source.path.clone())
        .collect();

    expect_none("mod.rs without its `//!`", &silent);
}

#[test]
fn models_and_views_do_no_work_of_others() {
    let mut offences = Vec::new();
    for source in product() {
        let forbidden: &[&str] = match source.module.get(2).map(String::as_str) {
            Some("model") => &["poem", "rusqlite", "maud", "Tx", "View", "Cx"],
            Some("store") => &["poem", "maud", "Cx"],
            Some("actions") => &["poem", "maud", "Cx"],
            Some("views") => &["rusqlite", "Tx", "View"],
            Some("jobs") => &["maud"],
            _ => &[],
        };
        if !FLOORS.contains(&source.module.first().map_or("", String::as_str)) {
            continue;
        }
        for token in source.code.iter().filter(|token| token.kind == Kind::Word) {
            if forbidden.contains(&token.text.as_str()) {
                offences.push(format!("{} knows {}", source.at(token), token.text));
            }
        }
    }

    expect_none("files of a slice that know what they must not", &offences);
}
