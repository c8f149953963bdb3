//! The rows of `import_row`.

use rusqlite::named_params;

use super::super::model::{Counts, Fate, Flaw, ImportId, NamedStage, Staged};
use super::imports::json;
use crate::base::{Result, SubjectId};
use crate::platform::db::Row;
use crate::platform::{Tx, View};

/// Stores rows as they were understood.
pub fn stage(tx: &Tx, import: ImportId, rows: &[Staged]) -> Result<()> {
    for row in rows {
        tx.execute(
            "INSERT INTO import_row (workspace_id, import_id, number, said, flaws, fate, head)
             VALUES (:workspace, :import, :number, :said, :flaws, :fate, :head)",
            named_params! {
                ":workspace": tx.workspace(),
                ":import": import,
                ":number": row.number,
                ":said": row.said,
                ":flaws": serde_json::to_string(&row.flaws)?,
                ":fate": row.fate.code(),
                ":head": row.head,
            },
        )?;
    }
    Ok(())
}

/// The next rows after that number that stand for themselves and can be written.
pub fn heads(view: &View, import: ImportId, after: i64, limit: u32) -> Result<Vec<Staged>> {
    view.all(
        "SELECT number, said, flaws, fate, head, target_id, met_by, alike_id
         FROM import_row
         WHERE workspace_id = :workspace
           AND import_id = :import
           AND number > :after
           AND head IS NULL
           AND fate <> 'invalid'
         ORDER BY number
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":import": import, ":after": after, ":limit": limit },
        staged,
    )
}

/// The rows that are merged into those, in the order of the file. The index is named because SQLite, knowing nothing of
/// how many rows an import has, would walk all of them for each batch.
pub fn followers(view: &View, import: ImportId, heads: &[u32]) -> Result<Vec<Staged>> {
    view.all(
        "SELECT number, said, flaws, fate, head, target_id, met_by, alike_id
         FROM json_each(:heads) AS wanted
         CROSS JOIN import_row INDEXED BY import_row_head ON import_row.workspace_id = :workspace
           AND import_row.import_id = :import
           AND import_row.head = wanted.value
         WHERE import_row.head IS NOT NULL
         ORDER BY number",
        named_params! {
            ":workspace": view.workspace(),
            ":import": import,
            ":heads": serde_json::to_string(heads)?,
        },
        staged,
    )
}

/// What was decided about a row.
pub struct Verdict {
    /// Its number in the file.
    pub number: u32,
    /// What becomes of it.
    pub fate: Fate,
    /// The record that it meets or made.
    pub target: Option<SubjectId>,
    /// The word of the key by which it meets it.
    pub met_by: &'static str,
    /// A record with a like name.
    pub alike: Option<SubjectId>,
    /// What is wrong with it, if that is something else than before.
    pub flaws: Option<Vec<Flaw>>,
}

/// Notes what was decided about a row.
pub fn judge(tx: &Tx, import: ImportId, verdict: &Verdict) -> Result<()> {
    tx.execute(
        "UPDATE import_row
         SET fate = :fate, target_id = :target, met_by = :met_by, alike_id = :alike,
             flaws = COALESCE(:flaws, flaws)
         WHERE workspace_id = :workspace
           AND import_id = :import
           AND number = :number",
        named_params! {
            ":workspace": tx.workspace(),
            ":import": import,
            ":number": verdict.number,
            ":fate": verdict.fate.code(),
            ":target": verdict.target,
            ":met_by": verdict.met_by,
            ":alike": verdict.alike,
            ":flaws": verdict.flaws.as_ref().map(serde_json::to_string).transpose()?,
        },
    )?;
    Ok(())
}

/// Gives the rows that are merged into `head` a fate. The index is named for the same reason as above.
pub fn judge_followers(tx: &Tx, import: ImportId, head: u32, fate: Fate) -> Result<()> {
    tx.execute(
        "UPDATE import_row INDEXED BY import_row_head
         SET fate = :fate
         WHERE workspace_id = :workspace
           AND import_id = :import
           AND head = :head",
        named_params! {
            ":workspace": tx.workspace(),
            ":import": import,
            ":head": head,
            ":fate": fate.code(),
        },
    )?;
    Ok(())
}

/// Merges a row, and whatever is merged into it, into an earlier one: both meet the same record. Two statements, since
/// SQLite walks all rows of the import for an OR of the two.
pub fn regroup(tx: &Tx, import: ImportId, row: u32, head: u32) -> Result<()> {
    let params =
        named_params! { ":workspace": tx.workspace(), ":import": import, ":row": row, ":head": head };
    tx.execute(
        "UPDATE import_row INDEXED BY import_row_head
         SET head = :head, fate = 'merged', target_id = NULL
         WHERE workspace_id = :workspace
           AND import_id = :import
           AND head = :row",
        params,
    )?;
    tx.execute(
        "UPDATE import_row
         SET head = :head, fate = 'merged', target_id = NULL
         WHERE workspace_id = :workspace
           AND import_id = :import
           AND number = :row",
        params,
    )?;
    Ok(())
}

/// How many rows have which fate.
pub fn counts(view: &View, import: ImportId) -> Result<Counts> {
    let counts = view.all(
        "SELECT fate, count(*) AS rows
         FROM import_row
         WHERE workspace_id = :workspace
           AND import_id = :import
         GROUP BY fate",
        named_params! { ":workspace": view.workspace(), ":import": import },
        |row| Ok((row.get::<_, String>("fate")?, u64::from(row.get::<_, u32>("rows")?))),
    )?;
    Ok(Counts::new(counts.into_iter().filter_map(|(fate, rows)| Some((Fate::of(&fate)?, rows)))))
}

/// Rows with that fate after that number, in the order of the file.
pub fn list(view: &View, import: ImportId, fate: Fate, (after, limit): (i64, u32)) -> Result<Vec<Staged>> {
    view.all(
        "SELECT number, said, flaws, fate, head, target_id, met_by, alike_id
         FROM import_row
         WHERE workspace_id = :workspace
           AND import_id = :import
           AND fate = :fate
           AND number > :after
         ORDER BY number
         LIMIT :limit",
        named_params! {
            ":workspace": view.workspace(),
            ":import": import,
            ":fate": fate.code(),
            ":after": after,
            ":limit": limit,
        },
        staged,
    )
}

/// Rows that came in with something left out, in the order of the file.
pub fn list_lessened(view: &View, import: ImportId, limit: u32) -> Result<Vec<Staged>> {
    view.all(
        "SELECT number, said, flaws, fate, head, target_id, met_by, alike_id
         FROM import_row
         WHERE workspace_id = :workspace
           AND import_id = :import
           AND flaws <> '[]'
           AND fate IN ('create', 'update', 'merged')
         ORDER BY number
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":import": import, ":limit": limit },
        staged,
    )
}

/// Rows of a file beyond this number are not compared with the names of all records: a question each takes its time.
pub const COMPARED: u32 = 20_000;

/// New rows after that number that look like a record, in the order of the file.
pub fn list_alike(view: &View, import: ImportId, (after, limit): (i64, u32)) -> Result<Vec<Staged>> {
    view.all(
        "SELECT number, said, flaws, fate, head, target_id, met_by, alike_id
         FROM import_row
         WHERE workspace_id = :workspace
           AND import_id = :import
           AND alike_id IS NOT NULL
           AND number > :after
           AND number <= :compared
         ORDER BY number
         LIMIT :limit",
        named_params! {
            ":workspace": view.workspace(),
            ":import": import,
            ":after": after,
            ":compared": COMPARED,
            ":limit": limit,
        },
        staged,
    )
}

/// How many new rows look like a record.
pub fn count_alike(view: &View, import: ImportId) -> Result<u32> {
    view.one(
        "SELECT count(*) AS rows
         FROM import_row
         WHERE workspace_id = :workspace
           AND import_id = :import
           AND alike_id IS NOT NULL
           AND number <= :compared",
        named_params! { ":workspace": view.workspace(), ":import": import, ":compared": COMPARED },
        |row| row.get("rows"),
    )
}

/// Bad rows after that number, in the order of the file.
pub fn list_bad(view: &View, import: ImportId, after: i64, limit: u32) -> Result<Vec<Staged>> {
    view.all(
        "SELECT number, said, flaws, fate, head, target_id, met_by, alike_id
         FROM import_row
         WHERE workspace_id = :workspace
           AND import_id = :import
           AND fate IN ('ambiguous', 'invalid', 'blocked', 'unlinked')
           AND number > :after
         ORDER BY number
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":import": import, ":after": after, ":limit": limit },
        staged,
    )
}

/// The most stages, and the most reasons, that a file may name.
const NAMED: u32 = 200;

/// The stages that the deals of an import name, each once, in the order of their names.
pub fn stages(view: &View, import: ImportId) -> Result<Vec<NamedStage>> {
    view.all(
        "SELECT DISTINCT json_extract(said, '$.facts.pipeline') AS pipeline, json_extract(said, '$.facts.stage') AS stage
         FROM import_row
         WHERE workspace_id = :workspace
           AND import_id = :import
           AND fate <> 'invalid'
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":import": import, ":limit": NAMED },
        |row| Ok(NamedStage { pipeline: row.get("pipeline")?, stage: row.get("stage")? }),
    )
}

/// The reasons for which the deals of an import are lost, each once; empty where the file gives none.
pub fn reasons(view: &View, import: ImportId) -> Result<Vec<String>> {
    view.all(
        "SELECT DISTINCT json_extract(said, '$.facts.ending.reason') AS reason
         FROM import_row
         WHERE workspace_id = :workspace
           AND import_id = :import
           AND fate <> 'invalid'
           AND json_extract(said, '$.facts.ending.state') = 'lost'
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":import": import, ":limit": NAMED },
        |row| row.get("reason"),
    )
}

/// Takes at most that many rows away; gives how many.
pub fn remove(tx: &Tx, import: ImportId, limit: u32) -> Result<usize> {
    tx.execute(
        "DELETE FROM import_row
         WHERE workspace_id = :workspace
           AND import_id = :import
           AND number IN (
             SELECT number
             FROM import_row
             WHERE workspace_id = :workspace
               AND import_id = :import
             LIMIT :limit
           )",
        named_params! { ":workspace": tx.workspace(), ":import": import, ":limit": limit },
    )
}

fn staged(row: &Row) -> rusqlite::Result<Staged> {
    let fate: String = row.get("fate")?;
    Ok(Staged {
        number: row.get("number")?,
        said: row.get("said")?,
        flaws: json(row, "flaws")?,
        fate: Fate::of(&fate).unwrap_or(Fate::Staged),
        head: row.get("head")?,
        target: row.get("target_id")?,
        met_by: row.get("met_by")?,
        alike: row.get("alike_id")?,
    })
}
