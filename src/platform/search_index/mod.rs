//! Finding by words, in both alphabets: slices put their records in, `across/search` asks.
//!
//! Texts and questions are folded by the same function and taken apart into words. `search_prefix` says which record
//! has which word: starts of words are found there, and first. `search_word` has each word of the workspace once, and
//! `search` its trigrams: so a piece of three letters and more finds words, and the words find records.

mod find;

use std::collections::BTreeSet;

use rusqlite::named_params;

use crate::base::{Result, SubjectId, text};
use crate::platform::db::Tx;

pub use find::{find, find_near};

/// Words of one record beyond this many are not found.
const WORDS: usize = 1_000;
/// Letters of a word beyond this many are not compared.
const LETTERS: usize = 40;

/// Puts a record in, or puts it in anew, under those texts. Telephone numbers are found by their digits.
pub fn put(tx: &Tx, subject: SubjectId, texts: &[&str]) -> Result<()> {
    let new: BTreeSet<String> = texts.iter().flat_map(|text| words(text)).take(WORDS).collect();
    let old = words_of(tx, subject)?;
    old.difference(&new).try_for_each(|word| drop_word(tx, subject, word))?;
    new.difference(&old).try_for_each(|word| add_word(tx, subject, word))
}

/// Takes a record out; nothing happens if it is not in.
pub fn remove(tx: &Tx, subject: SubjectId) -> Result<()> {
    words_of(tx, subject)?.iter().try_for_each(|word| drop_word(tx, subject, word))
}

/// The folded words of a text; a telephone number is one word, its digits.
fn words(text: &str) -> Vec<String> {
    if let Some(digits) = text::phone_fragment(text) {
        return vec![digits.chars().take(LETTERS).collect()];
    }
    pieces(&text::fold(text)).map(|word| word.chars().take(LETTERS).collect()).collect()
}

/// What stands between the signs of a folded text.
fn pieces(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn words_of(tx: &Tx, subject: SubjectId) -> Result<BTreeSet<String>> {
    let words = tx.all(
        "SELECT word
         FROM search_prefix
         WHERE workspace_id = :workspace
           AND subject_id = :subject",
        named_params! { ":workspace": tx.workspace(), ":subject": subject },
        |row| row.get("word"),
    )?;
    Ok(words.into_iter().collect())
}

fn add_word(tx: &Tx, subject: SubjectId, word: &str) -> Result<()> {
    tx.execute(
        "INSERT INTO search_prefix (workspace_id, word, subject_id)
         VALUES (:workspace, :word, :subject)",
        named_params! { ":workspace": tx.workspace(), ":word": word, ":subject": subject },
    )?;
    let is_new = tx.execute(
        "INSERT INTO search_word (workspace_id, word)
         VALUES (:workspace, :word)
         ON CONFLICT DO NOTHING",
        named_params! { ":workspace": tx.workspace(), ":word": word },
    )?;
    if is_new > 0 {
        tx.execute(
            "INSERT INTO search (rowid, word)
             SELECT word_id, word
             FROM search_word
             WHERE workspace_id = :workspace
               AND word = :word",
            named_params! { ":workspace": tx.workspace(), ":word": word },
        )?;
    }
    Ok(())
}

/// Takes the word away from the record, and from the workspace if no other record has it.
fn drop_word(tx: &Tx, subject: SubjectId, word: &str) -> Result<()> {
    tx.execute(
        "DELETE FROM search_prefix
         WHERE workspace_id = :workspace
           AND word = :word
           AND subject_id = :subject",
        named_params! { ":workspace": tx.workspace(), ":word": word, ":subject": subject },
    )?;
    let unused: Option<i64> = tx.maybe(
        "DELETE FROM search_word
         WHERE workspace_id = :workspace
           AND word = :word
           AND NOT EXISTS (SELECT 1 FROM search_prefix WHERE workspace_id = :workspace AND word = :word)
         RETURNING word_id",
        named_params! { ":workspace": tx.workspace(), ":word": word },
        |row| row.get("word_id"),
    )?;
    if let Some(unused) = unused {
        tx.execute("DELETE FROM search WHERE rowid = :unused", named_params! { ":unused": unused })?;
    }
    Ok(())
}
