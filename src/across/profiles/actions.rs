//! Writing about a record, and what that means for it.

use super::store::require;
use crate::base::{LeadId, NoteId, Result, SubjectId, SubjectKind};
use crate::crm::activities::{self, NoteInput};
use crate::crm::leads;
use crate::platform::Tx;

/// Writes a note about a record that the actor may change. The first one about a lead is the first answer to it.
pub fn write_note(tx: &Tx, about: SubjectId, input: &NoteInput) -> Result<NoteId> {
    let kind = require(tx, about)?;
    let note = activities::actions::add(tx, about, input)?;
    if kind == SubjectKind::Lead {
        leads::actions::answer(tx, LeadId::of(about))?;
    }
    Ok(note)
}
