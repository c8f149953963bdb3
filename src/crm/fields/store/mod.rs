//! All SQL on `field`, `field_option` and `field_value`.

mod values;

use rusqlite::named_params;

use super::model::{Field, FieldInput, FieldOption, NewField, Own, Values};
use crate::base::{Error, FieldId, FieldOptionId, Result, SubjectKind, text};
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};
use crate::workspace::settings;

pub use values::{claim, delete, has_doubles, of_many, save, taken, unclaim, values, with_option};

/// The fields of that kind of record that are in use, in their order, with all that they ever offered.
pub fn list(view: &View, record: SubjectKind) -> Result<Vec<Field>> {
    Ok(list_all(view, record)?.into_iter().filter(|field| field.is_live).collect())
}

/// The same with what it takes to type their values.
pub fn own(view: &View, record: SubjectKind) -> Result<Own> {
    Ok(Own { fields: list(view, record)?, currency: settings::of(view)?.regional.currency })
}

/// The fields in use by which to show these values; none where there is no value.
pub fn of_values(view: &View, record: SubjectKind, values: &Values) -> Result<Vec<Field>> {
    if values.is_empty() { Ok(Vec::new()) } else { list(view, record) }
}

/// The fields of that kind of record in their order, those that were put away too.
pub fn list_all(view: &View, record: SubjectKind) -> Result<Vec<Field>> {
    let fields = view.all(
        "SELECT id, record, key, kind, scale, label, help, needed, only, personal, live
         FROM field
         WHERE workspace_id = :workspace
           AND record = :record
         ORDER BY position, id",
        named_params! { ":workspace": view.workspace(), ":record": record },
        field,
    )?;
    match fields.iter().any(|field| field.kind.has_options()) {
        true => with_options(view, fields),
        false => Ok(fields),
    }
}

/// The field of that number, in use or put away, or `NotFound`.
pub fn find(view: &View, id: FieldId) -> Result<Field> {
    let found = view.one(
        "SELECT id, record, key, kind, scale, label, help, needed, only, personal, live
         FROM field
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        field,
    )?;
    with_options(view, vec![found])?.pop().ok_or(Error::NotFound)
}

/// The choice of that number, in use or put away, or `NotFound`.
pub fn find_option(view: &View, id: FieldOptionId) -> Result<FieldOption> {
    view.one(
        "SELECT id, field_id, label, live
         FROM field_option
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        option,
    )
}

fn with_options(view: &View, mut fields: Vec<Field>) -> Result<Vec<Field>> {
    let wanted: Vec<FieldId> = fields.iter().map(|field| field.id).collect();
    let options = view.all(
        "SELECT field_option.id, field_option.field_id, field_option.label, field_option.live
         FROM json_each(:fields) AS wanted
         CROSS JOIN field_option ON field_option.workspace_id = :workspace AND field_option.field_id = wanted.value
         ORDER BY field_option.position, field_option.id",
        named_params! { ":workspace": view.workspace(), ":fields": serde_json::to_string(&wanted)? },
        option,
    )?;
    for option in options {
        if let Some(field) = fields.iter_mut().find(|field| field.id == option.field) {
            field.options.push(option);
        }
    }
    Ok(fields)
}

/// Adds a field behind the others of its kind of record; its choices are to follow.
pub fn insert(tx: &Tx, new: &NewField, key: &str) -> Result<FieldId> {
    let facts = &new.facts;
    let id = tx.insert(
        "INSERT INTO field
           (workspace_id, record, key, kind, scale, label, label_key, help, needed, only, personal, position)
         SELECT :workspace, :record, :key, :kind, :scale, :label, :label_key, :help, :needed, :only, :personal,
                1 + COALESCE(MAX(position), 0)
         FROM field
         WHERE workspace_id = :workspace
           AND record = :record",
        named_params! {
            ":workspace": tx.workspace(),
            ":record": new.record,
            ":key": key,
            ":kind": new.kind.code(),
            ":scale": new.scale,
            ":label": facts.label,
            ":label_key": text::fold(&facts.label),
            ":help": facts.help,
            ":needed": facts.is_needed,
            ":only": facts.is_unique,
            ":personal": facts.is_personal,
        },
    )?;
    Ok(FieldId::new(id))
}

/// Stores what can change about a field.
pub fn save_field(tx: &Tx, field: &Field) -> Result<()> {
    let facts = &field.facts;
    tx.execute(
        "UPDATE field
         SET label = :label, label_key = :label_key, help = :help, needed = :needed, only = :only,
             personal = :personal, live = :live
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": field.id,
            ":label": facts.label,
            ":label_key": text::fold(&facts.label),
            ":help": facts.help,
            ":needed": facts.is_needed,
            ":only": facts.is_unique,
            ":personal": facts.is_personal,
            ":live": field.is_live,
        },
    )?;
    Ok(())
}

/// Puts a field at that place among those of its kind of record.
pub fn place(tx: &Tx, id: FieldId, position: usize) -> Result<()> {
    tx.execute(
        "UPDATE field
         SET position = :position
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":position": position as i64 },
    )?;
    Ok(())
}

/// Adds a choice behind the others of its field.
pub fn insert_option(tx: &Tx, field: FieldId, label: &str) -> Result<FieldOptionId> {
    let id = tx.insert(
        "INSERT INTO field_option (workspace_id, field_id, label, label_key, position)
         SELECT :workspace, :field, :label, :key, 1 + COALESCE(MAX(position), 0)
         FROM field_option
         WHERE workspace_id = :workspace
           AND field_id = :field",
        named_params! {
            ":workspace": tx.workspace(),
            ":field": field,
            ":label": label,
            ":key": text::fold(label),
        },
    )?;
    Ok(FieldOptionId::new(id))
}

/// Stores label and use of a choice.
pub fn save_option(tx: &Tx, option: &FieldOption) -> Result<()> {
    tx.execute(
        "UPDATE field_option
         SET label = :label, label_key = :key, live = :live
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": option.id,
            ":label": option.label,
            ":key": text::fold(&option.label),
            ":live": option.is_live,
        },
    )?;
    Ok(())
}

/// Puts a choice at that place of its field.
pub fn place_option(tx: &Tx, id: FieldOptionId, position: usize) -> Result<()> {
    tx.execute(
        "UPDATE field_option
         SET position = :position
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":position": position as i64 },
    )?;
    Ok(())
}

fn field(row: &Row) -> rusqlite::Result<Field> {
    let facts = FieldInput {
        label: row.get("label")?,
        help: row.get("help")?,
        is_needed: row.get("needed")?,
        is_unique: row.get("only")?,
        is_personal: row.get("personal")?,
    };
    Ok(Field {
        id: row.get("id")?,
        record: row.get("record")?,
        key: row.get("key")?,
        kind: coded(row, "kind")?,
        scale: row.get("scale")?,
        facts,
        options: Vec::new(),
        is_live: row.get("live")?,
    })
}

fn option(row: &Row) -> rusqlite::Result<FieldOption> {
    Ok(FieldOption {
        id: row.get("id")?,
        field: row.get("field_id")?,
        label: row.get("label")?,
        is_live: row.get("live")?,
    })
}
