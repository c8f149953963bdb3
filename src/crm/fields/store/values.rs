//! The values of records.

use std::collections::HashMap;

use rusqlite::named_params;

use super::super::model::{Decimal, FieldKind, Place, Value, Values};
use crate::base::{FieldId, FieldOptionId, Money, Result, SubjectId};
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

/// The values of that record.
pub fn values(view: &View, subject: SubjectId) -> Result<Values> {
    let rows = view.all(
        "SELECT field_value.field_id, field_value.number, field_value.text, field.kind, field.scale
         FROM field_value
         CROSS JOIN field ON field.workspace_id = field_value.workspace_id AND field.id = field_value.field_id
         WHERE field_value.workspace_id = :workspace
           AND field_value.subject_id = :subject
         ORDER BY field_value.field_id, field_value.number",
        named_params! { ":workspace": view.workspace(), ":subject": subject },
        value,
    )?;
    let mut values = Values::default();
    rows.into_iter().for_each(|stored| stored.join(&mut values));
    Ok(values)
}

/// The values of many records in one question; those without any are left out.
pub fn of_many(view: &View, subjects: &[SubjectId]) -> Result<HashMap<SubjectId, Values>> {
    let rows = view.all(
        "SELECT field_value.subject_id, field_value.field_id, field_value.number, field_value.text, field.kind,
                field.scale
         FROM json_each(:subjects) AS wanted
         CROSS JOIN field_value ON field_value.workspace_id = :workspace AND field_value.subject_id = wanted.value
         CROSS JOIN field ON field.workspace_id = field_value.workspace_id AND field.id = field_value.field_id
         ORDER BY field_value.subject_id, field_value.field_id, field_value.number",
        named_params! { ":workspace": view.workspace(), ":subjects": serde_json::to_string(subjects)? },
        |row| Ok((row.get::<_, SubjectId>("subject_id")?, value(row)?)),
    )?;
    let mut found: HashMap<SubjectId, Values> = HashMap::new();
    for (subject, stored) in rows {
        stored.join(found.entry(subject).or_default());
    }
    Ok(found)
}

/// The records in use that have that choice, by number; at most `limit`.
pub fn with_option(
    view: &View,
    option: FieldOptionId,
    after: SubjectId,
    limit: i64,
) -> Result<Vec<SubjectId>> {
    view.all(
        "SELECT field_value.subject_id
         FROM field_option
         CROSS JOIN field_value INDEXED BY field_value_number
           ON field_value.workspace_id = :workspace
           AND field_value.field_id = field_option.field_id
           AND field_value.number = field_option.id
           AND field_value.subject_id > :after
         WHERE field_option.workspace_id = :workspace
           AND field_option.id = :option
           AND field_value.live = 1
         ORDER BY field_value.subject_id
         LIMIT :limit",
        named_params! {
            ":workspace": view.workspace(),
            ":option": option,
            ":after": after,
            ":limit": limit,
        },
        |row| row.get("subject_id"),
    )
}

/// Which of these values of unique fields another record in use has.
pub fn taken(view: &View, subject: Option<SubjectId>, values: &Values) -> Result<Vec<FieldId>> {
    let mut found = Vec::new();
    for (field, value) in values.iter() {
        let other = view.maybe(
            "SELECT subject_id
             FROM field_value
             WHERE workspace_id = :workspace
               AND field_id = :field
               AND number = :number
               AND folded = :folded
               AND claimed = 1",
            named_params! {
                ":workspace": view.workspace(),
                ":field": field,
                ":number": numbers(value).first(),
                ":folded": value.folded(),
            },
            |row| row.get::<_, SubjectId>("subject_id"),
        )?;
        found.extend(other.filter(|other| Some(*other) != subject).map(|_| field));
    }
    Ok(found)
}

/// Makes the values of a record those; of one in use, unique values are claimed. Ask [`taken`] before: the database
/// refuses a second record with a claimed value.
pub fn save(tx: &Tx, subject: SubjectId, values: &Values, place: Place) -> Result<()> {
    delete(tx, subject)?;
    for (field, value) in values.iter() {
        for number in numbers(value) {
            insert(tx, (subject, place), field, (value, number))?;
        }
    }
    Ok(())
}

fn insert(
    tx: &Tx,
    (subject, place): (SubjectId, Place),
    field: FieldId,
    (value, number): (&Value, i64),
) -> Result<()> {
    let option = matches!(value, Value::Choice(_) | Value::Choices(_)).then_some(number);
    let member = matches!(value, Value::Person(_)).then_some(number);
    tx.insert(
        "INSERT INTO field_value
           (workspace_id, subject_id, field_id, number, text, folded, option_id, member_id, live, claimed)
         SELECT :workspace, :subject, id, :number, :text, :folded, :option, :member, :live, only = 1 AND :live
         FROM field
         WHERE workspace_id = :workspace
           AND id = :field",
        named_params! {
            ":workspace": tx.workspace(),
            ":subject": subject,
            ":field": field,
            ":number": number,
            ":text": written(value),
            ":folded": value.folded(),
            ":option": option,
            ":member": member,
            ":live": place == Place::InUse,
        },
    )?;
    Ok(())
}

/// Takes every value away from a record.
pub fn delete(tx: &Tx, subject: SubjectId) -> Result<()> {
    tx.execute(
        "DELETE FROM field_value
         WHERE workspace_id = :workspace
           AND subject_id = :subject",
        named_params! { ":workspace": tx.workspace(), ":subject": subject },
    )?;
    Ok(())
}

/// Whether two records in use have the same value of a field.
pub fn has_doubles(view: &View, field: FieldId) -> Result<bool> {
    let found = view.maybe(
        "SELECT 1
         FROM field_value
         WHERE workspace_id = :workspace
           AND field_id = :field
           AND live = 1
         GROUP BY number, folded
         HAVING count(*) > 1
         LIMIT 1",
        named_params! { ":workspace": view.workspace(), ":field": field },
        |row| row.get::<_, i64>(0),
    )?;
    Ok(found.is_some())
}

/// Claims every value of a field for the record in use that has it; no two may have the same ([`has_doubles`]).
pub fn claim(tx: &Tx, field: FieldId) -> Result<()> {
    tx.execute(
        "UPDATE field_value
         SET claimed = live
         WHERE workspace_id = :workspace
           AND field_id = :field",
        named_params! { ":workspace": tx.workspace(), ":field": field },
    )?;
    Ok(())
}

/// Gives every value of a field free.
pub fn unclaim(tx: &Tx, field: FieldId) -> Result<()> {
    tx.execute(
        "UPDATE field_value
         SET claimed = 0
         WHERE workspace_id = :workspace
           AND field_id = :field",
        named_params! { ":workspace": tx.workspace(), ":field": field },
    )?;
    Ok(())
}

/// A row: of several choices one of them.
struct Stored {
    field: FieldId,
    value: Value,
}

impl Stored {
    fn join(self, values: &mut Values) {
        match self.value {
            Value::Choices(options) => {
                options.into_iter().for_each(|option| values.choose(self.field, option));
            }
            value => values.set(self.field, Some(value)),
        }
    }
}

fn value(row: &Row) -> rusqlite::Result<Stored> {
    let kind: FieldKind = coded(row, "kind")?;
    let value = match kind {
        FieldKind::Text => Value::Text(row.get("text")?),
        FieldKind::Number => Value::Number(Decimal { units: row.get("number")?, scale: row.get("scale")? }),
        FieldKind::Money => Value::Money(Money { minor: row.get("number")?, currency: row.get("text")? }),
        FieldKind::Day => Value::Day(row.get("text")?),
        FieldKind::YesNo => Value::YesNo(row.get("number")?),
        FieldKind::Choice => Value::Choice(row.get("number")?),
        FieldKind::Choices => Value::Choices(vec![row.get("number")?]),
        FieldKind::Link => Value::Link(row.get("text")?),
        FieldKind::Person => Value::Person(row.get("number")?),
    };
    Ok(Stored { field: row.get("field_id")?, value })
}

/// What stands in the column `number`, a row for each.
fn numbers(value: &Value) -> Vec<i64> {
    match value {
        Value::Text(_) | Value::Link(_) | Value::Day(_) => vec![0],
        Value::Number(number) => vec![number.units],
        Value::Money(money) => vec![money.minor],
        Value::YesNo(answer) => vec![i64::from(*answer)],
        Value::Choice(option) => vec![option.number()],
        Value::Choices(options) => options.iter().map(|option| option.number()).collect(),
        Value::Person(member) => vec![member.number()],
    }
}

/// What stands in the column `text`.
fn written(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Link(text) => text.clone(),
        Value::Day(day) => day.to_string(),
        Value::Money(money) => money.currency.to_string(),
        Value::Number(_) | Value::YesNo(_) | Value::Choice(_) | Value::Choices(_) | Value::Person(_) => {
            String::new()
        }
    }
}
