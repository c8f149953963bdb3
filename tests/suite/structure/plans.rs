//! How SQLite answers the statements as they are written: no statement of a slice walks through a whole table.

use super::source::{Source, expect_none, expect_only, product};
use super::tables::{Schema, migrated};

/// Statements that look at all rows of a business table: the file, a part of the statement, the reason.
const WALKS: [(&str, &str, &str); 7] = [
    (
        "src/workspace/audit/store.rs",
        "SELECT workspace_id, max(seq) FROM audit",
        "every chain of the installation is proved by its last link",
    ),
    (
        "src/billing/statements/store.rs",
        "bank_statement.content IS NOT NULL AS is_unread",
        "the beginning of statements that go on",
    ),
    (
        "src/billing/statements/store.rs",
        "bank_line.is_ignored, payment.id AS payment_id",
        "the beginning of statements that go on",
    ),
    ("src/crm/forms/store/entries.rs", "FROM web_form_entry", "the beginning of statements that go on"),
    ("src/crm/forms/store/mod.rs", "FROM web_form LEFT JOIN", "the beginning of statements that go on"),
    ("src/workspace/notices/store.rs", "FROM notice", "the beginning of statements that go on"),
    ("src/workspace/setup/store.rs", "AS owners", "an installation is asked once whether it has an owner"),
];

#[test]
fn no_statement_of_a_slice_walks_through_a_whole_table() {
    let database = migrated();
    let business = Schema::of(&database).business();

    let (mut explained, mut offences) = (0, Vec::new());
    for source in product().iter().filter(|source| is_store(source)) {
        for text in source.texts() {
            let plain = text.text.split_whitespace().collect::<Vec<_>>().join(" ");
            let Some(plan) = plan(&database, &plain) else { continue };
            explained += 1;
            let walked =
                plan.iter().find_map(|step| walked(step, &plain).filter(|table| business.contains(table)));
            if let Some(table) = walked {
                let exception =
                    WALKS.iter().find(|(path, part, _)| source.path == *path && plain.contains(part));
                let key = exception.map_or_else(|| source.at(text), |(_, part, _)| (*part).to_owned());
                offences.push((key, format!("{} walks through {table}: {plain}", source.at(text))));
            }
        }
    }

    assert!(explained > 200, "{explained} statements could be explained");
    let exceptions: Vec<(&str, &str)> = WALKS.iter().map(|(_, part, reason)| (*part, *reason)).collect();
    expect_only("statements that walk through a whole table", &offences, &exceptions);
}

/// Else each of a thousand wanted rows is looked for among all rows of the workspace.
#[test]
fn what_is_wanted_by_a_value_is_found_by_the_index_of_that_value() {
    let database = migrated();

    let (mut explained, mut offences) = (0, Vec::new());
    for source in product().iter().filter(|source| is_store(source)) {
        for text in source.texts() {
            let plain = text.text.split_whitespace().collect::<Vec<_>>().join(" ");
            let Some((column, _)) = plain.split_once(" = wanted.value") else { continue };
            let column = column.rsplit([' ', '(']).next().and_then(|name| name.split('.').next_back());
            let (Some(column), Some(plan)) = (column, plan(&database, &plain)) else { continue };
            explained += 1;
            let by = [format!("{column}=?"), "rowid=?".to_owned()];
            if !plan.iter().any(|step| step.starts_with("SEARCH") && by.iter().any(|by| step.contains(by))) {
                offences.push(format!("{} does not look up {column}: {plan:?}", source.at(text)));
            }
        }
    }

    assert!(explained > 10, "{explained} statements could be explained");
    expect_none("lookups past their index", &offences);
}

fn is_store(source: &Source) -> bool {
    let is_slice = source.module.first().is_some_and(|floor| floor != "platform");
    is_slice && source.module.get(2).is_some_and(|name| name == "store")
}

/// The steps by which a whole statement is answered; none if it is only a piece of one.
fn plan(database: &rusqlite::Connection, plain: &str) -> Option<Vec<String>> {
    let is_statement =
        ["SELECT ", "UPDATE ", "DELETE ", "WITH "].iter().any(|begin| plain.starts_with(begin));
    if !is_statement || plain.contains('{') {
        return None;
    }
    let mut statement = database.prepare(&format!("EXPLAIN QUERY PLAN {plain}")).ok()?;
    let mut rows = statement.raw_query();
    let mut steps = Vec::new();
    while let Some(row) = rows.next().ok()? {
        steps.push(row.get("detail").ok()?);
    }
    Some(steps)
}

/// The table that a step goes through from end to end, by its own name.
fn walked(step: &str, plain: &str) -> Option<String> {
    let name = step.strip_prefix("SCAN ")?.split(' ').next()?;
    let words: Vec<&str> = plain.split([' ', '(', ')', ',']).filter(|word| !word.is_empty()).collect();
    let renamed = words.windows(3).find(|three| three[1] == "AS" && three[2] == name);
    Some(renamed.map_or(name, |three| three[0]).to_owned())
}
