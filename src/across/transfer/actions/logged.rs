//! Calls, meetings and letters that another product keeps among its tasks: once done, they stand on timelines here.

use std::collections::HashMap;

use super::super::model::{Key, Known, Place, TaskRow};
use super::called::called;
use super::records::{Holders, Touch};
use crate::base::{NoteId, Result, SubjectId, SubjectKind};
use crate::crm::activities::{self, NoteInput, NoteKind};
use crate::crm::external_ids;
use crate::platform::{Tx, View};
use crate::workspace::changes;

/// Stands before the number of an activity: notes have numbers of their own there.
const PREFIX: &str = "activity ";

/// Those of the keys that are numbers of activities, with the note of each.
pub fn holders(view: &View, keys: &[&Key]) -> Result<Holders> {
    let numbers = keys.iter().filter_map(|key| match key {
        Key::External(name) => Some([PREFIX, name].concat()),
        _ => None,
    });
    let names: Vec<String> = numbers.collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut holders = Holders::new();
    for (name, note) in called(view, SubjectKind::Note, &names)? {
        let number = name.strip_prefix(PREFIX).unwrap_or(&name).to_owned();
        holders.entry(Key::External(number)).or_default().push(note);
    }
    Ok(holders)
}

/// Those of the records that are on a timeline.
pub fn known(view: &View, subjects: &[SubjectId]) -> Result<HashMap<SubjectId, Known<TaskRow>>> {
    let ids: Vec<NoteId> = subjects.iter().copied().map(NoteId::of).collect();
    let notes = activities::store::list_notes(view, &ids)?.into_iter().map(|note| {
        let facts = TaskRow { place: Place::Timeline, about: Some(note.about), ..TaskRow::default() };
        (note.id.subject(), Known { facts, notes: Vec::new() })
    });
    Ok(notes.collect())
}

/// Writes what was said onto the timeline of the record, as if it had been logged then.
pub fn add(
    tx: &Tx,
    touch: &Touch,
    ((about, kind), facts): ((SubjectId, NoteKind), &TaskRow),
) -> Result<SubjectId> {
    let at = facts.held_at(&touch.zone).or(touch.since).map_or(tx.now(), |at| at.min(tx.now()));
    let mut input = NoteInput::new(kind, facts.words());
    input.talk.at = Some(at);
    let note = activities::actions::import_by(tx, about, &input, (at, facts.assignee))?.subject();
    changes::keep(tx, touch.set, note, None, 1)?;
    if !facts.external_id.is_empty() {
        let name = [PREFIX, &facts.external_id].concat();
        external_ids::store::save_imported(tx, note, SubjectKind::Note, &name)?;
    }
    Ok(note)
}
