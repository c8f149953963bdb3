//! Adding or changing the contact that another system knows by a name of its own.

use super::super::model::{Contact, ContactInput};
use super::super::store;
use super::{create, edit};
use crate::base::{ContactId, Error, Result, SubjectKind};
use crate::crm::external_ids::{self, ExternalId};
use crate::platform::{Tx, View};

/// Makes the contact that the system calls so what `facts` makes of it (of nobody, if there is none yet, and then it is
/// added); gives its number and whether it was added. `Conflict` if an import left several of that name.
pub fn put_external(
    tx: &Tx,
    external: &ExternalId,
    facts: impl FnOnce(Option<&Contact>) -> Result<ContactInput>,
) -> Result<(ContactId, bool)> {
    if let Some(id) = maybe_find(tx, external)? {
        let known = store::find(tx, id)?;
        let input = facts(Some(&known))?;
        edit(tx, id, known.version, input)?;
        return Ok((id, false));
    }
    let mut input = facts(None)?;
    if external.is_imported() {
        input.external_id = external.name.clone();
    }
    let id = create(tx, input)?;
    if !external.is_imported() {
        external_ids::store::insert(tx, id.subject(), SubjectKind::Contact, external)?;
    }
    Ok((id, true))
}

fn maybe_find(view: &View, external: &ExternalId) -> Result<Option<ContactId>> {
    if !external.is_imported() {
        let subject = external_ids::store::maybe_find(view, SubjectKind::Contact, external)?;
        return Ok(subject.map(ContactId::of));
    }
    match store::find_by_external_id(view, &external.name)?[..] {
        [] => Ok(None),
        [id] => Ok(Some(id)),
        _ => Err(Error::Conflict("list-several-external")),
    }
}
