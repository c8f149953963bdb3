//! Finding by words, in both alphabets: slices put their records in, `across/search` asks.
//!
//! Texts and questions are folded by the same function. Starts of words stand in `search_prefix` and are found first;
//! substrings of three letters and more stand in the trigram index `search`.

use std::collections::BTreeSet;

use rusqlite::named_params;

use crate::base::{Result, SubjectId, WorkspaceId, text};
use crate::platform::db::{Tx, View};

/// Words of one record beyond this many are found as substrings only.
const WORDS: usize = 100;
/// Letters of a word beyond this many are not compared by its start.
const LETTERS: usize = 40;
/// Rows looked at for the starts of one question, so that a common word stays cheap.
const CANDIDATES: u32 = 2_000;

/// Puts a record in, or puts it in anew, under those texts. Telephone numbers are found by their digits.
pub fn put(tx: &Tx, subject: SubjectId, texts: &[&str]) -> Result<()> {
    remove(tx, subject)?;
    let mut lines: Vec<String> = texts.iter().map(|text| text::fold(text)).collect();
    lines.extend(texts.iter().filter_map(|text| text::phone_fragment(text)));
    tx.execute(
        "INSERT INTO search (rowid, place, text) VALUES (:subject, :place, :text)",
        named_params! {
            ":subject": subject,
            ":place": place(tx.workspace()),
            ":text": lines.join("\n"),
        },
    )?;
    for word in words(&lines) {
        tx.execute(
            "INSERT INTO search_prefix (workspace_id, word, subject_id)
             VALUES (:workspace, :word, :subject)",
            named_params! { ":workspace": tx.workspace(), ":word": word, ":subject": subject },
        )?;
    }
    Ok(())
}

/// Takes a record out; nothing happens if it is not in.
pub fn remove(tx: &Tx, subject: SubjectId) -> Result<()> {
    let known = tx.execute(
        "DELETE FROM search_prefix
         WHERE workspace_id = :workspace
           AND subject_id = :subject",
        named_params! { ":workspace": tx.workspace(), ":subject": subject },
    )?;
    if known > 0 {
        tx.execute("DELETE FROM search WHERE rowid = :subject", named_params! { ":subject": subject })?;
    }
    Ok(())
}

/// The records that hold every word of the question: those with words that begin so first, then those that have it
/// anywhere. None for a question without a letter or digit.
pub fn find(view: &View, query: &str, limit: u32) -> Result<Vec<SubjectId>> {
    let asked = match text::phone_fragment(query) {
        Some(digits) => vec![digits],
        None => text::fold(query).split_whitespace().take(8).map(str::to_owned).collect(),
    };
    let asked: Vec<String> =
        asked.into_iter().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = by_starts(view, &asked, limit)?;
    if found.len() < limit as usize {
        let inside = by_substrings(view, &asked, limit)?;
        let more: Vec<SubjectId> = inside.into_iter().filter(|subject| !found.contains(subject)).collect();
        found.extend(more);
        found.truncate(limit as usize);
    }
    Ok(found)
}

/// The distinct words of the lines, cut to what the table of starts compares.
fn words(lines: &[String]) -> BTreeSet<String> {
    lines
        .iter()
        .flat_map(|line| line.split(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(LETTERS).collect())
        .take(WORDS)
        .collect()
}

fn by_starts(view: &View, asked: &[String], limit: u32) -> Result<Vec<SubjectId>> {
    if asked.iter().any(|word| !word.chars().all(char::is_alphanumeric)) {
        return Ok(Vec::new());
    }
    // The longest word is the likeliest to be rare.
    let mut asked: Vec<&String> = asked.iter().collect();
    asked.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    let (first, others) =
        asked.split_first().map_or(("", &[][..]), |(first, others)| (first.as_str(), others));
    let candidates = if others.is_empty() { limit.saturating_mul(4) } else { CANDIDATES };
    let subjects: Vec<SubjectId> = view.all(
        "SELECT subject_id
         FROM search_prefix
         WHERE workspace_id = :workspace
           AND word >= :word
           AND word < :end
         ORDER BY word, subject_id
         LIMIT :limit",
        named_params! {
            ":workspace": view.workspace(),
            ":word": first,
            ":end": end_of(first),
            ":limit": candidates,
        },
        |row| row.get("subject_id"),
    )?;
    let mut found = Vec::new();
    for subject in subjects {
        if found.len() == limit as usize {
            break;
        }
        if !found.contains(&subject) && has_starts(view, subject, others)? {
            found.push(subject);
        }
    }
    Ok(found)
}

fn has_starts(view: &View, subject: SubjectId, words: &[&String]) -> Result<bool> {
    for word in words {
        let has = view.maybe(
            "SELECT 1
             FROM search_prefix
             WHERE workspace_id = :workspace
               AND subject_id = :subject
               AND word >= :word
               AND word < :end
             LIMIT 1",
            named_params! {
                ":workspace": view.workspace(),
                ":subject": subject,
                ":word": word,
                ":end": end_of(word),
            },
            |_| Ok(()),
        )?;
        if has.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What follows every word that begins so.
fn end_of(word: &str) -> String {
    format!("{word}{}", char::MAX)
}

fn by_substrings(view: &View, asked: &[String], limit: u32) -> Result<Vec<SubjectId>> {
    let (long, short): (Vec<&String>, Vec<&String>) =
        asked.iter().partition(|word| word.chars().count() >= 3);
    if long.is_empty() {
        return Ok(Vec::new());
    }
    let mut question = format!("place : {}", phrase(&place(view.workspace())));
    for word in &long {
        question.push_str(" AND text : ");
        question.push_str(&phrase(word));
    }
    let subjects: Vec<SubjectId> = view.all(
        "SELECT subject.id
         FROM search
         JOIN subject ON subject.id = search.rowid AND subject.workspace_id = :workspace
         WHERE search MATCH :question
         ORDER BY search.rowid DESC
         LIMIT :limit",
        named_params! {
            ":workspace": view.workspace(),
            ":question": question,
            ":limit": if short.is_empty() { limit } else { CANDIDATES },
        },
        |row| row.get("id"),
    )?;
    let mut found = Vec::new();
    for subject in subjects {
        if has_starts(view, subject, &short)? {
            found.push(subject);
        }
    }
    Ok(found)
}

/// A text as FTS5 takes it literally.
fn phrase(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Three letters, so one trigram, that stand for the workspace: its number in base 4096, in ideographs, which no
/// case folding touches.
fn place(workspace: WorkspaceId) -> String {
    let number = u64::try_from(workspace.number()).unwrap_or(0);
    [24, 12, 0]
        .into_iter()
        .filter_map(|shift| char::from_u32(0x4E00 + u32::try_from((number >> shift) & 0xFFF).unwrap_or(0)))
        .collect()
}
