//! The verbs on fields, and what every slice with fields asks before it writes. Nothing here is deleted: records have
//! values of it; it is put away.

use super::model::{
    Demand, Field, FieldInput, FieldOption, FindAnew, HasValues, MOST, MOST_OPTIONS, NewField, Place,
    Reading, Typed, Value, Values, key_of, read, read_option,
};
use super::store;
use crate::base::{
    Error, FieldId, FieldOptionId, Fields, Language, Problems, Result, Right, SubjectId, SubjectKind, text,
};
use crate::crm::owners;
use crate::platform::{Tx, View, queue};
use crate::workspace::audit::{self, Change};
use crate::workspace::settings;

/// Which way a field or a choice goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Before the one before it.
    Earlier,
    /// After the one after it.
    Later,
}

/// The facts that were parsed, with the values that were typed, over those that are stored: what is wrong with either is
/// told together.
pub fn filled<T: HasValues>(
    view: &View,
    record: SubjectKind,
    parsed: Result<T>,
    typed: &Typed,
    stored: Option<&Values>,
) -> Result<T> {
    let (none, fields) = (Values::default(), store::list(view, record)?);
    let owners = owners::store::list(view)?;
    let reading = Reading {
        language: typed.language,
        currency: settings::of(view)?.regional.currency,
        owners: &owners,
    };
    let mut wrong = Problems::default();
    let stored = stored.unwrap_or(&none);
    let values = read(&fields, stored, (typed.fields, typed.demand), &reading, &mut wrong);
    match parsed {
        Ok(mut facts) => {
            *facts.values_mut() = values;
            wrong.finish(facts)
        }
        Err(Error::Invalid(mut problems)) => {
            wrong.iter().for_each(|problem| problems.push(problem.field.clone(), problem.key.clone()));
            Err(Error::Invalid(problems))
        }
        Err(other) => Err(other),
    }
}

/// Makes the values of a record in use those. `Invalid` on each field of which another record has the value.
pub fn save(tx: &Tx, subject: SubjectId, values: &Values) -> Result<()> {
    refuse_taken(tx, Some(subject), values)?;
    store::save(tx, subject, values, Place::InUse)
}

/// What is typed to be the same of many records: fields of which something was typed, and those named in `to_clear`.
/// A field whose values are unique is none of them.
pub fn typed_for_all(
    view: &View,
    record: SubjectKind,
    typed: &Typed,
) -> Result<Vec<(FieldId, Option<Value>)>> {
    let own = store::list(view, record)?.into_iter().filter(|field| !field.facts.is_unique);
    let (named, left): (Vec<Field>, Vec<Field>) =
        own.partition(|field| typed.fields.all(&field.name()).any(|text| !text.is_empty()));
    let owners = owners::store::list(view)?;
    let currency = settings::of(view)?.regional.currency;
    let reading = Reading { language: typed.language, currency, owners: &owners };
    let mut problems = Problems::default();
    let values = read(&named, &Values::default(), (typed.fields, typed.demand), &reading, &mut problems);
    let is_cleared = |field: &&Field| typed.fields.all("to_clear").any(|key| key == field.key);
    let cleared = left.iter().filter(is_cleared).map(|field| (field.id, None));
    let wanted: Vec<(FieldId, Option<Value>)> =
        values.iter().map(|(field, value)| (field, Some(value.clone()))).chain(cleared).collect();
    if wanted.is_empty() && problems.is_empty() {
        problems.add("verb", "bulk-fields-missing");
    }
    problems.finish(wanted)
}

/// `Invalid` if not all records of that kind can have these values: a field is away by now, may not be empty, or holds
/// what no two may have.
pub fn require_for_all(view: &View, record: SubjectKind, wanted: &[(FieldId, Option<Value>)]) -> Result<()> {
    for (id, value) in wanted {
        let field = store::find(view, *id)?;
        if field.record != record || !field.is_live {
            return Err(Error::NotFound);
        }
        if field.facts.is_needed && value.is_none() {
            return Err(Error::field("to_clear", "fields-needed"));
        }
        if field.facts.is_unique {
            return Err(Error::field("verb", "bulk-fields-unique"));
        }
    }
    Ok(())
}

/// `Invalid` on each field that says values are unique and of which another record in use has the value.
pub fn refuse_taken(view: &View, subject: Option<SubjectId>, values: &Values) -> Result<()> {
    let mut problems = Problems::default();
    for field in store::taken(view, subject, values)? {
        problems.add(store::find(view, field)?.name(), "fields-taken");
    }
    problems.finish(())
}

/// `Conflict` if another record in use has one of the values by now: for what comes back out of the trash.
pub fn refuse_return(view: &View, subject: SubjectId, values: &Values) -> Result<()> {
    match store::taken(view, Some(subject), values)?.is_empty() {
        true => Ok(()),
        false => Err(Error::Conflict("fields-taken-meanwhile")),
    }
}

/// Leaves out the unique values that another record in use has meanwhile.
pub fn leave_taken(view: &View, subject: SubjectId, values: &mut Values) -> Result<()> {
    for field in store::taken(view, Some(subject), values)? {
        values.set(field, None);
    }
    Ok(())
}

/// What differs between the values of a record, for the audit: each field by its name.
pub fn changes(view: &View, new: &Values, old: &Values) -> Result<Vec<Change>> {
    let changed = new.changes(old).into_iter();
    changed.map(|(field, old, new)| Ok(Change::new(store::find(view, field)?.name(), old, new))).collect()
}

/// What the timeline calls the fields that differ: the label as it is now, in one word of its line.
pub fn words(view: &View, new: &Values, old: &Values) -> Result<Vec<String>> {
    let changed = new.changes(old).into_iter();
    changed.map(|(field, _, _)| Ok(word(&store::find(view, field)?))).collect()
}

fn word(field: &Field) -> String {
    format!("={}", field.facts.label.replace(' ', "\u{a0}"))
}

/// Every text by which a search finds the record that has these values.
pub fn search_texts(view: &View, record: SubjectKind, values: &Values) -> Result<Vec<String>> {
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let fields = store::list(view, record)?;
    Ok(fields.iter().filter_map(|field| field.search_text(values.get(field.id)?)).collect())
}

/// What of a record's values another kind of record takes over: those of fields with the same key and kind, where nobody
/// else has a value that must be unique.
pub fn carried(view: &View, values: &Values, (from, to): (SubjectKind, SubjectKind)) -> Result<Values> {
    let mut taken = Values::default();
    if values.is_empty() {
        return Ok(taken);
    }
    let theirs = store::list(view, to)?;
    for field in store::list(view, from)? {
        let Some(value) = values.get(field.id) else { continue };
        let is_same =
            |other: &&Field| (&other.key, other.kind, other.scale) == (&field.key, field.kind, field.scale);
        if let Some(other) = theirs.iter().find(is_same) {
            taken.set(other.id, other.take_over(&field, value));
        }
    }
    for field in store::taken(view, None, &taken)? {
        taken.set(field, None);
    }
    Ok(taken)
}

/// What a new record begins with beside others in one form: `given`, and what was typed under the names of
/// [`Field::within`]. `Invalid` on each needed field without a value, and on each whose value another record has.
pub fn begun(
    view: &View,
    record: SubjectKind,
    given: &Values,
    (typed, language): (&Fields, Language),
) -> Result<Values> {
    let fields: Vec<Field> = store::list(view, record)?.iter().map(|field| field.within(record)).collect();
    let owners = owners::store::list(view)?;
    let reading = Reading { language, currency: settings::of(view)?.regional.currency, owners: &owners };
    let mut problems = Problems::default();
    let values = read(&fields, given, (typed, Demand::All), &reading, &mut problems);
    for taken in store::taken(view, None, &values)? {
        fields
            .iter()
            .filter(|field| field.id == taken)
            .for_each(|field| problems.add(field.name(), "fields-taken"));
    }
    problems.finish(values)
}

/// A new field behind the others. `Invalid` if its label is taken, `Conflict` if there are too many.
pub fn add(tx: &Tx, new: &NewField) -> Result<FieldId> {
    tx.actor().require(Right::SettingsWrite)?;
    let fields = store::list_all(tx, new.record)?;
    require_room(&fields)?;
    require_label(&fields, &new.facts.label, None)?;
    let key = key_of(&new.facts.label, |key| fields.iter().any(|field| field.key == key));
    let id = store::insert(tx, new, &key)?;
    for label in &new.options {
        store::insert_option(tx, id, label)?;
    }
    let mut told =
        vec![Change::new("key", None::<&str>, key), Change::new("kind", None::<&str>, new.kind.code())];
    told.extend(new.facts.told().into_iter().map(|(field, value)| Change::new(field, None::<&str>, value)));
    note(tx, "field.add", id, told)
}

/// Makes a field what it shall be. `Invalid` if its label is taken, or if its values shall be unique and are not.
pub fn edit(tx: &Tx, id: FieldId, facts: FieldInput) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let old = store::find(tx, id)?;
    require_label(&store::list_all(tx, old.record)?, &facts.label, Some(id))?;
    match (old.facts.is_unique, facts.is_unique) {
        (false, true) if store::has_doubles(tx, id)? => {
            return Err(Error::field("unique", "fields-not-unique"));
        }
        (false, true) => store::claim(tx, id)?,
        (true, false) => store::unclaim(tx, id)?,
        _ => {}
    }
    let told = old.facts.told().into_iter().zip(facts.told());
    let changed = told.filter(|(old, new)| old != new);
    let told: Vec<Change> = changed.map(|((field, old), (_, new))| Change::new(field, old, new)).collect();
    store::save_field(tx, &Field { facts, ..old })?;
    note(tx, "field.edit", id, told).map(|_| ())
}

/// Moves a field a step among those of its kind of record that are in use.
pub fn shift(tx: &Tx, id: FieldId, step: Step) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let field = store::find(tx, id)?;
    let (mut way, away): (Vec<Field>, Vec<Field>) =
        store::list_all(tx, field.record)?.into_iter().partition(|field| field.is_live);
    let at = way.iter().position(|other| other.id == id);
    if !swap(&mut way, at, step) {
        return Ok(());
    }
    for (position, field) in way.iter().chain(&away).enumerate() {
        store::place(tx, field.id, position)?;
    }
    note(tx, "field.shift", id, Vec::new()).map(|_| ())
}

/// Takes a field out of use: forms and records show it no more, its values are kept.
pub fn put_away(tx: &Tx, id: FieldId) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let old = store::find(tx, id)?;
    store::save_field(tx, &Field { is_live: false, ..old })?;
    note(tx, "field.put_away", id, Vec::new()).map(|_| ())
}

/// Takes a field into use again, with the values that it had. `Conflict` if there are too many.
pub fn take_back(tx: &Tx, id: FieldId) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let old = store::find(tx, id)?;
    require_room(&store::list_all(tx, old.record)?)?;
    store::save_field(tx, &Field { is_live: true, ..old })?;
    note(tx, "field.use", id, Vec::new()).map(|_| ())
}

/// A new choice behind the others; one that was put away is offered again. A problem stands on `option`.
pub fn add_option(tx: &Tx, field: FieldId, typed: &str) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let field = store::find(tx, field)?;
    let label = read_option(typed).map_err(|key| Error::field("option", key))?;
    if !field.kind.has_options() {
        return Err(Error::NotFound);
    }
    if field.offered().count() >= MOST_OPTIONS {
        return Err(Error::field("option", "fields-options-too-many"));
    }
    let key = text::fold(&label);
    match field.options.iter().find(|option| text::fold(&option.label) == key) {
        Some(known) if known.is_live => return Err(Error::field("option", "fields-option-taken")),
        Some(known) => {
            store::save_option(tx, &FieldOption { is_live: true, label: label.clone(), ..known.clone() })?
        }
        None => {
            store::insert_option(tx, field.id, &label)?;
        }
    }
    note(tx, "field.option.add", field.id, vec![Change::new("option", None::<&str>, label)]).map(|_| ())
}

/// Spells a choice otherwise, in every record that has it; a job has the search follow. A problem stands on `label`.
pub fn edit_option(tx: &Tx, id: FieldOptionId, typed: &str) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let old = store::find_option(tx, id)?;
    let label = read_option(typed).map_err(|key| Error::field("label", key))?;
    let key = text::fold(&label);
    let others = store::find(tx, old.field)?.options;
    if others.iter().any(|other| other.id != id && text::fold(&other.label) == key) {
        return Err(Error::field("label", "fields-option-taken"));
    }
    let told = vec![Change::new("option", &old.label, &label)];
    let field = old.field;
    if old.label != label {
        queue::enqueue(tx, &FindAnew { option: id })?;
    }
    store::save_option(tx, &FieldOption { label, ..old })?;
    note(tx, "field.option.edit", field, told).map(|_| ())
}

/// Moves a choice a step among those that are offered.
pub fn shift_option(tx: &Tx, id: FieldOptionId, step: Step) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let option = store::find_option(tx, id)?;
    let options = store::find(tx, option.field)?.options;
    let (mut way, away): (Vec<FieldOption>, Vec<FieldOption>) =
        options.into_iter().partition(|option| option.is_live);
    let at = way.iter().position(|other| other.id == id);
    if !swap(&mut way, at, step) {
        return Ok(());
    }
    for (position, option) in way.iter().chain(&away).enumerate() {
        store::place_option(tx, option.id, position)?;
    }
    note(tx, "field.option.shift", option.field, vec![Change::new("option", &option.label, &option.label)])
        .map(|_| ())
}

/// Offers a choice no more; records that have it keep it. `Conflict` if it is the last one.
pub fn put_away_option(tx: &Tx, id: FieldOptionId) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let old = store::find_option(tx, id)?;
    if store::find(tx, old.field)?.offered().all(|other| other.id == id) {
        return Err(Error::Conflict("fields-option-last"));
    }
    let told = vec![Change::new("option", &old.label, None::<&str>)];
    let field = old.field;
    store::save_option(tx, &FieldOption { is_live: false, ..old })?;
    note(tx, "field.option.put_away", field, told).map(|_| ())
}

/// Swaps what stands there with its neighbour; false if there is none.
fn swap<T>(way: &mut [T], at: Option<usize>, step: Step) -> bool {
    let other = match step {
        Step::Earlier => at.and_then(|at| at.checked_sub(1)),
        Step::Later => at.map(|at| at + 1).filter(|other| *other < way.len()),
    };
    let (Some(at), Some(other)) = (at, other) else { return false };
    way.swap(at, other);
    true
}

fn require_room(fields: &[Field]) -> Result<()> {
    match fields.iter().filter(|field| field.is_live).count() {
        count if count < MOST => Ok(()),
        _ => Err(Error::Conflict("fields-too-many")),
    }
}

fn require_label(fields: &[Field], label: &str, own: Option<FieldId>) -> Result<()> {
    let key = text::fold(label);
    let is_taken = |other: &Field| Some(other.id) != own && text::fold(&other.facts.label) == key;
    if fields.iter().any(is_taken) { Err(Error::field("label", "fields-label-taken")) } else { Ok(()) }
}

fn note(tx: &Tx, verb: &'static str, field: FieldId, told: Vec<Change>) -> Result<FieldId> {
    let mut changes = vec![Change::new("field", None::<i64>, field)];
    changes.extend(told);
    audit::record(tx, verb, None, &changes)?;
    Ok(field)
}
