//! SQL stands where it belongs, and every statement says whose rows it means.

use super::source::{Source, Token, expect_none, expect_only, product};
use super::tables::{Schema, migrated};

/// What would end a transaction behind the writer's back, reach into another workspace, or read more than it names.
pub const BANNED: [&str; 7] = [
    "DEFERRABLE",
    "RAISE(ROLLBACK)",
    "OR ROLLBACK",
    "ON CONFLICT ROLLBACK",
    "CASCADE",
    "SET NULL",
    "SELECT *",
];

/// Statements on a business table that do not name the workspace: the file, a part of the statement, the reason.
const ACROSS_WORKSPACES: [(&str, &str, &str); 1] = [(
    "src/platform/queue/store.rs",
    " job",
    "the queue serves every workspace in turn; a job is found by its number",
)];

#[test]
fn sql_stands_only_in_stores_and_in_the_platform() {
    let offences: Vec<String> = product()
        .iter()
        .filter(|source| !may_hold_sql(source))
        .flat_map(|source| source.texts().filter(|text| is_sql(&text.text)).map(|text| line(source, text)))
        .collect();

    expect_none("SQL outside store.rs and platform/", &offences);
}

#[test]
fn no_statement_uses_a_banned_word() {
    let mut offences = Vec::new();
    for source in product() {
        for text in source.texts() {
            let plain = one_line(&text.text).to_uppercase();
            offences.extend(
                BANNED
                    .iter()
                    .filter(|word| plain.contains(*word))
                    .map(|word| format!("{} says {word}", source.at(text))),
            );
        }
    }

    expect_none("banned words in SQL", &offences);
}

#[test]
fn every_statement_on_a_business_table_names_the_workspace() {
    let business = Schema::of(&migrated()).business();

    let mut offences = Vec::new();
    for source in product() {
        for text in source.texts().filter(|text| is_sql(&text.text)) {
            let plain = one_line(&text.text);
            let touched = touched(&plain).into_iter().find(|table| business.contains(table));
            if let Some(table) = touched.filter(|_| !plain.contains("workspace_id")) {
                let key = ACROSS_WORKSPACES
                    .iter()
                    .find(|(path, part, _)| source.path == *path && plain.contains(part))
                    .map_or_else(|| source.at(text), |(_, part, _)| (*part).to_owned());
                offences.push((key, format!("{} on {table}: {plain}", source.at(text))));
            }
        }
    }

    let exceptions: Vec<(&str, &str)> =
        ACROSS_WORKSPACES.iter().map(|(_, part, reason)| (*part, *reason)).collect();
    expect_only("statements that do not name the workspace", &offences, &exceptions);
}

/// Without statistics SQLite believes a workspace to be small, and would walk all of it for each list of numbers.
#[test]
fn a_list_of_numbers_is_walked_before_the_table_that_it_picks_from() {
    let mut offences = Vec::new();
    for source in product() {
        for text in source.texts().filter(|text| is_sql(&text.text)) {
            let plain = one_line(&text.text);
            let lists = plain.split("FROM json_each(").skip(1);
            let joins =
                lists.filter_map(|after| after.split_once(" AS ")?.1.split_once(' ')?.1.split_once("JOIN "));
            offences.extend(
                joins
                    .filter(|(before, _)| before.trim().is_empty())
                    .map(|_| format!("{} joins a list without CROSS JOIN: {plain}", source.at(text))),
            );
        }
    }

    expect_none("lists that SQLite may walk last", &offences);
}

fn may_hold_sql(source: &Source) -> bool {
    source.module.first().is_some_and(|floor| floor == "platform")
        || source.module.get(2).is_some_and(|name| name == "store")
}

fn line(source: &Source, text: &Token) -> String {
    format!("{} {}", source.at(text), one_line(&text.text).chars().take(80).collect::<String>())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a string is a statement or the beginning of one.
fn is_sql(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(2).collect();
    match words[..] {
        [first] => matches!(first, "BEGIN" | "COMMIT" | "ROLLBACK"),
        ["BEGIN", ..] | ["SELECT" | "UPDATE" | "WITH" | "PRAGMA" | "SAVEPOINT", _] => true,
        ["INSERT" | "REPLACE", second] => second == "INTO" || second == "OR",
        ["DELETE", second] => second == "FROM",
        ["CREATE" | "DROP" | "ALTER" | "ATTACH" | "VACUUM", second] => second.chars().all(char::is_uppercase),
        _ => false,
    }
}

/// The tables behind FROM, JOIN, INTO and UPDATE.
fn touched(plain: &str) -> Vec<String> {
    let words: Vec<&str> = plain.split([' ', '(', ')', ',', ';']).filter(|word| !word.is_empty()).collect();
    words
        .windows(2)
        .filter(|pair| matches!(pair[0], "FROM" | "JOIN" | "INTO" | "UPDATE"))
        .map(|pair| pair[1].to_owned())
        .collect()
}
