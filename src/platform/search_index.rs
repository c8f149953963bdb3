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
const CANDIDATES: u32 = 1_000;
/// Follows every letter: `word || END` ends the words that begin with `word`.
const END: &str = "\u{10FFFF}";

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
    let Some((rarest, others)) = rarest_first(view, asked)? else {
        return Ok(Vec::new());
    };
    let mut found = view.all(
        "SELECT subject_id
         FROM (
           SELECT word, subject_id
           FROM search_prefix
           WHERE workspace_id = :workspace
             AND word >= :word
             AND word < :word || :end
           ORDER BY word, subject_id
           LIMIT :candidates
         ) AS candidate
         WHERE NOT EXISTS (
           SELECT 1
           FROM json_each(:others) AS other
           WHERE NOT EXISTS (
             SELECT 1
             FROM search_prefix
             WHERE workspace_id = :workspace
               AND subject_id = candidate.subject_id
               AND word >= other.value
               AND word < other.value || :end
           )
         )
         LIMIT :limit",
        named_params! {
            ":workspace": view.workspace(),
            ":word": rarest,
            ":end": END,
            ":others": others,
            ":candidates": CANDIDATES,
            // A record may come once for each of its words that begin so.
            ":limit": limit.saturating_mul(4),
        },
        |row| row.get("subject_id"),
    )?;
    let mut seen = BTreeSet::new();
    found.retain(|subject| seen.insert(*subject));
    found.truncate(limit as usize);
    Ok(found)
}

/// The word of the question with the fewest starts, and the others as JSON; none if one of them begins no word.
fn rarest_first(view: &View, asked: &[String]) -> Result<Option<(String, String)>> {
    let mut counted = Vec::with_capacity(asked.len());
    for word in asked {
        let count: u32 = view.one(
            "SELECT count(*) AS starts
             FROM (
               SELECT 1
               FROM search_prefix
               WHERE workspace_id = :workspace
                 AND word >= :word
                 AND word < :word || :end
               LIMIT :candidates
             )",
            named_params! {
                ":workspace": view.workspace(),
                ":word": word,
                ":end": END,
                ":candidates": if asked.len() == 1 { 1 } else { CANDIDATES },
            },
            |row| row.get("starts"),
        )?;
        counted.push((count, word));
    }
    counted.sort();
    match counted.split_first() {
        Some(((1.., rarest), others)) => {
            let others: Vec<&String> = others.iter().map(|(_, word)| *word).collect();
            Ok(Some(((*rarest).clone(), serde_json::to_string(&others)?)))
        }
        _ => Ok(None),
    }
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
    // The trigram of the workspace finds its rows; the look into subject makes sure of it.
    view.all(
        "SELECT id
         FROM (
           SELECT rowid AS id
           FROM search
           WHERE search MATCH :question
           ORDER BY rowid DESC
           LIMIT :candidates
         ) AS candidate
         WHERE EXISTS (SELECT 1 FROM subject WHERE id = candidate.id AND workspace_id = :workspace)
           AND NOT EXISTS (
             SELECT 1
             FROM json_each(:short) AS asked
             WHERE NOT EXISTS (
               SELECT 1
               FROM search_prefix
               WHERE workspace_id = :workspace
                 AND subject_id = candidate.id
                 AND word >= asked.value
                 AND word < asked.value || :end
             )
           )
         LIMIT :limit",
        named_params! {
            ":workspace": view.workspace(),
            ":question": question,
            ":candidates": if short.is_empty() { limit } else { CANDIDATES },
            ":short": serde_json::to_string(&short)?,
            ":end": END,
            ":limit": limit,
        },
        |row| row.get("id"),
    )
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
