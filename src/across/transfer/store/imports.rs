//! The rows of `import`.

use rusqlite::named_params;
use serde::de::DeserializeOwned;

use super::super::model::{Counts, Import, ImportId, ImportSetId, Leaf, Mapping, Reading, Rules, Status};
use crate::base::{At, Error, Result, SubjectKind};
use crate::platform::db::Row;
use crate::platform::{Tx, View};

/// The columns in the order of every question.
const COLUMNS: &str = "id, kind, set_id, status, file_name, file_key, file_size, leaves, reading, mapping, rules, planned,
                counted, stages, made, row_count, step_at_row, problem, kept, change_set_id, member_id, version, created_at, finished_at, undo_until";

/// An import about to be stored.
pub struct New {
    /// Of what it is a list.
    pub kind: SubjectKind,
    /// In which set it comes.
    pub set: Option<ImportSetId>,
    /// What the person called the file.
    pub file_name: String,
    /// Its name in the data folder.
    pub file_key: String,
    /// Its size in bytes.
    pub file_size: i64,
    /// Its SHA-256.
    pub file_hash: [u8; 32],
    /// The tables that it was unfolded into.
    pub leaves: Vec<Leaf>,
    /// How it is read.
    pub reading: Reading,
    /// Where its columns go.
    pub mapping: Mapping,
}

/// Stores a new import.
pub fn insert(tx: &Tx, new: &New) -> Result<ImportId> {
    let id = tx.insert(
        "INSERT INTO import
           (workspace_id, kind, set_id, status, file_name, file_key, file_size, file_hash, leaves, reading, mapping, rules,
            planned, counted, member_id, created_at, updated_at)
         VALUES
           (:workspace, :kind, :set, 'uploaded', :name, :key, :size, :hash, :leaves, :reading, :mapping, :rules,
            '{}', '{}', :member, :now, :now)",
        named_params! {
            ":workspace": tx.workspace(),
            ":kind": new.kind,
            ":set": new.set,
            ":name": new.file_name,
            ":key": new.file_key,
            ":size": new.file_size,
            ":hash": new.file_hash,
            ":leaves": serde_json::to_string(&new.leaves)?,
            ":reading": serde_json::to_string(&new.reading)?,
            ":mapping": serde_json::to_string(&new.mapping)?,
            ":rules": serde_json::to_string(&Rules::default())?,
            ":member": tx.member(),
            ":now": tx.now(),
        },
    )?;
    Ok(ImportId::new(id))
}

/// The import of that number, or `NotFound`.
pub fn find(view: &View, id: ImportId) -> Result<Import> {
    let sql = format!(
        "SELECT {COLUMNS}
         FROM import
         WHERE workspace_id = :workspace
           AND id = :id"
    );
    view.one(&sql, named_params! { ":workspace": view.workspace(), ":id": id }, import)
}

/// The latest imports, the newest first.
pub fn list(view: &View, limit: u32) -> Result<Vec<Import>> {
    let sql = format!(
        "SELECT {COLUMNS}
         FROM import
         WHERE workspace_id = :workspace
         ORDER BY id DESC
         LIMIT :limit"
    );
    view.all(&sql, named_params! { ":workspace": view.workspace(), ":limit": limit }, import)
}

/// The files of a set, as they came.
pub fn list_of_set(view: &View, set: ImportSetId) -> Result<Vec<Import>> {
    let sql = format!(
        "SELECT {COLUMNS}
         FROM import
         WHERE workspace_id = :workspace
           AND set_id = :set
         ORDER BY id"
    );
    view.all(&sql, named_params! { ":workspace": view.workspace(), ":set": set }, import)
}

/// An earlier import that wrote the rows of the same file, and was not taken back.
pub fn find_done_with_hash(view: &View, id: ImportId) -> Result<Option<Import>> {
    let sql = format!(
        "SELECT {COLUMNS}
         FROM import
         WHERE workspace_id = :workspace
           AND status IN ('running', 'done', 'partly-undone')
           AND id < :id
           AND file_hash = (SELECT file_hash FROM import WHERE workspace_id = :workspace AND id = :id)
         ORDER BY id DESC
         LIMIT 1"
    );
    view.maybe(&sql, named_params! { ":workspace": view.workspace(), ":id": id }, import)
}

/// Imports whose file and rows are of no use any more.
pub fn list_to_clear(view: &View, before: At) -> Result<Vec<Import>> {
    let sql = format!(
        "SELECT {COLUMNS}
         FROM import
         WHERE workspace_id = :workspace
           AND file_key <> ''
           AND (status IN ('discarded', 'undone')
             OR status IN ('done', 'partly-undone') AND undo_until < :now
             OR status NOT IN ('running', 'undoing', 'done', 'partly-undone') AND updated_at < :before)"
    );
    let params = named_params! { ":workspace": view.workspace(), ":now": view.now(), ":before": before };
    view.all(&sql, params, import)
}

/// Whether a file of that name belongs to an import.
pub fn is_file_known(view: &View, key: &str) -> Result<bool> {
    let found = view.maybe(
        "SELECT 1
         FROM import
         WHERE workspace_id = :workspace
           AND file_key = :key
         LIMIT 1",
        named_params! { ":workspace": view.workspace(), ":key": key },
        |row| row.get::<_, i64>(0),
    )?;
    Ok(found.is_some())
}

/// Stores what a step made of it. `Stale` if another step came between.
pub fn save(tx: &Tx, import: &Import) -> Result<()> {
    let changed = tx.execute(
        "UPDATE import
         SET kind = :kind, status = :status, file_key = :key, reading = :reading, mapping = :mapping, rules = :rules,
             stages = :stages, made = :made, planned = :planned, counted = :counted, row_count = :rows, step_at_row = :at, problem = :problem,
             change_set_id = :set, finished_at = :finished, undo_until = :until, updated_at = :now,
             version = version + 1
         WHERE workspace_id = :workspace
           AND id = :id
           AND version = :version",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": import.id,
            ":version": import.version,
            ":kind": import.kind,
            ":status": import.status.code(),
            ":stages": serde_json::to_string(&import.stages)?,
            ":made": serde_json::to_string(&import.made)?,
            ":key": import.file_key,
            ":reading": serde_json::to_string(&import.reading)?,
            ":mapping": serde_json::to_string(&import.mapping)?,
            ":rules": serde_json::to_string(&import.rules)?,
            ":planned": serde_json::to_string(&import.planned)?,
            ":counted": serde_json::to_string(&import.counted)?,
            ":rows": import.row_count,
            ":at": import.step_at_row,
            ":problem": import.problem,
            ":set": import.change_set,
            ":finished": import.finished_at,
            ":until": import.undo_until,
            ":now": tx.now(),
        },
    )?;
    if changed == 0 { Err(Error::Stale(find(tx, import.id)?.version)) } else { Ok(()) }
}

/// Notes that the step came from where the import says to row `to`, with its counts so far. A Conflict if somebody else is at the same step.
pub fn advance(tx: &Tx, import: &Import, to: i64) -> Result<()> {
    let changed = tx.execute(
        "UPDATE import
         SET step_at_row = :to, row_count = :rows, kept = :kept, updated_at = :now
         WHERE workspace_id = :workspace
           AND id = :id
           AND status = :status
           AND version = :version
           AND step_at_row = :from",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": import.id,
            ":status": import.status.code(),
            ":version": import.version,
            ":from": import.step_at_row,
            ":to": to,
            ":rows": import.row_count,
            ":kept": import.kept,
            ":now": tx.now(),
        },
    )?;
    if changed == 0 { Err(Error::Conflict("transfer-conflict-status")) } else { Ok(()) }
}

fn import(row: &Row) -> rusqlite::Result<Import> {
    let status: String = row.get("status")?;
    Ok(Import {
        id: row.get("id")?,
        kind: row.get("kind")?,
        set: row.get("set_id")?,
        status: Status::of(&status).unwrap_or(Status::Failed),
        file_name: row.get("file_name")?,
        file_key: row.get("file_key")?,
        file_size: row.get("file_size")?,
        leaves: json(row, "leaves")?,
        reading: json(row, "reading")?,
        mapping: json(row, "mapping")?,
        rules: json(row, "rules")?,
        planned: json::<Counts>(row, "planned")?,
        counted: json::<Counts>(row, "counted")?,
        stages: json(row, "stages")?,
        made: json(row, "made")?,
        row_count: row.get("row_count")?,
        step_at_row: row.get("step_at_row")?,
        problem: row.get("problem")?,
        kept: row.get("kept")?,
        change_set: row.get("change_set_id")?,
        member: row.get("member_id")?,
        version: row.get("version")?,
        created_at: row.get("created_at")?,
        finished_at: row.get("finished_at")?,
        undo_until: row.get("undo_until")?,
    })
}

pub(super) fn json<T: DeserializeOwned>(row: &Row, column: &'static str) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
    })
}
