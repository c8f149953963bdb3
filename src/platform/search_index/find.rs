//! Questions to the index.

use std::collections::BTreeSet;

use rusqlite::named_params;

use super::{LETTERS, pieces};
use crate::base::{Result, SubjectId, text};
use crate::platform::db::View;

/// Words of a question beyond this many are not asked.
const ASKED: usize = 8;
/// Rows looked at for one question, so that a common word stays cheap.
const CANDIDATES: u32 = 1_000;
/// Words of the workspace in which one piece is looked for.
const WORDS: u32 = 300;
/// From so many letters on, a piece is found inside words too.
const INSIDE: u32 = 3;
/// So many first letters of each word have names in common that are likely to be one.
const NEAR: usize = 4;
/// Follows every letter: `word || END` ends the words that begin with `word`.
const END: &str = "\u{10FFFF}";

/// The records that hold every word of the question: those with words that begin so first, then those that have it
/// anywhere. None for a question without a letter or digit.
pub fn find(view: &View, query: &str, limit: u32) -> Result<Vec<SubjectId>> {
    let asked: Vec<String> = match text::phone_fragment(query) {
        Some(digits) => vec![digits],
        None => pieces(&text::fold(query)).take(ASKED).map(str::to_owned).collect(),
    };
    let mut found = by_starts(view, &asked, limit)?;
    if found.len() < limit as usize {
        let inside = by_pieces(view, &asked, limit)?;
        let more: Vec<SubjectId> = inside.into_iter().filter(|subject| !found.contains(subject)).collect();
        found.extend(more);
        found.truncate(limit as usize);
    }
    Ok(found)
}

/// The records that may bear that name in another spelling: for each word of it they have one with the same start.
pub fn find_near(view: &View, name: &str, limit: u32) -> Result<Vec<SubjectId>> {
    let folded = text::fold(name);
    let asked = pieces(&folded).take(ASKED).map(|word| word.chars().take(NEAR).collect());
    by_starts(view, &asked.collect::<Vec<String>>(), limit)
}

fn by_starts(view: &View, asked: &[String], limit: u32) -> Result<Vec<SubjectId>> {
    let Some((rarest, others)) = rarest_start(view, asked)? else {
        return Ok(Vec::new());
    };
    view.all(
        // A record comes once for each of its words that begin so; the walk ends with the last one that is wanted.
        "SELECT DISTINCT subject_id
         FROM (
           SELECT word, subject_id
           FROM search_prefix
           WHERE workspace_id = :workspace
             AND word >= :word
             AND word < :word || :end
           ORDER BY word, subject_id
           LIMIT :candidates
         ) AS candidate
         WHERE :is_alone OR NOT EXISTS (
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
            ":is_alone": others.is_empty(),
            ":others": serde_json::to_string(&others)?,
            ":candidates": CANDIDATES,
            ":limit": limit,
        },
        |row| row.get("subject_id"),
    )
}

/// The word of the question with the fewest starts, and the others; none if one of them begins no word.
fn rarest_start<'a>(view: &View, asked: &'a [String]) -> Result<Option<(&'a String, Vec<&'a String>)>> {
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
    Ok(match counted.split_first() {
        Some(((1.., rarest), others)) => Some((*rarest, others.iter().map(|(_, word)| *word).collect())),
        _ => None,
    })
}

fn by_pieces(view: &View, asked: &[String], limit: u32) -> Result<Vec<SubjectId>> {
    let mut known = Vec::with_capacity(asked.len());
    for piece in asked.iter().filter(|piece| piece.chars().count() >= INSIDE as usize) {
        known.push((words_with(view, piece)?, piece));
    }
    known.sort_by_key(|(words, _)| words.len());
    let Some((words, driver)) = known.first() else { return Ok(Vec::new()) };
    let others: Vec<&String> = asked.iter().filter(|piece| *piece != *driver).collect();
    view.all(
        "SELECT DISTINCT candidate.subject_id
         FROM (
           SELECT subject_id
           FROM json_each(:words) AS found
           CROSS JOIN search_prefix
           WHERE search_prefix.workspace_id = :workspace
             AND search_prefix.word = found.value
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
               AND (instr(word, other.value) = 1 OR (instr(word, other.value) > 1 AND length(other.value) >= :inside))
           )
         )
         ORDER BY candidate.subject_id DESC
         LIMIT :limit",
        named_params! {
            ":workspace": view.workspace(),
            ":words": serde_json::to_string(words)?,
            ":others": serde_json::to_string(&others)?,
            ":inside": INSIDE,
            ":candidates": CANDIDATES,
            ":limit": limit,
        },
        |row| row.get("subject_id"),
    )
}

/// Words of the workspace that have that piece in them.
fn words_with(view: &View, piece: &str) -> Result<Vec<String>> {
    let letters: Vec<char> = piece.chars().take(LETTERS).collect();
    view.all(
        "SELECT search_word.word
         FROM search
         CROSS JOIN search_word ON search_word.word_id = search.rowid
         WHERE search MATCH :question
           AND search_word.workspace_id = :workspace
           AND instr(search_word.word, :piece) > 0
         LIMIT :most",
        named_params! {
            ":workspace": view.workspace(),
            ":question": trigrams(&letters),
            ":piece": String::from_iter(&letters),
            ":most": WORDS,
        },
        |row| row.get("word"),
    )
}

/// So many trigrams that every letter is in one, as a question for the index. The word itself is compared after it.
fn trigrams(letters: &[char]) -> String {
    let three = INSIDE as usize;
    let last = letters.len().saturating_sub(three);
    let starts = letters.chunks_exact(three).chain([&letters[last..]]);
    let quoted: BTreeSet<String> = starts.map(|three| format!("\"{}\"", String::from_iter(three))).collect();
    Vec::from_iter(quoted).join(" AND ")
}
