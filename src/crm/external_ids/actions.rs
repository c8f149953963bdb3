//! How every kind of record is found by, and keeps, a name of another system.

use super::model::ExternalId;
use super::store;
use crate::base::id::IsSubject;
use crate::base::{Error, Id, Result, SubjectKind};
use crate::platform::{Tx, View};

/// The record of that kind that the system calls so. `imported` finds those that a file called so: a `Conflict` if there
/// are several.
pub fn maybe_find<K: IsSubject>(
    view: &View,
    kind: SubjectKind,
    external: &ExternalId,
    imported: impl FnOnce(&View, &str) -> Result<Vec<Id<K>>>,
) -> Result<Option<Id<K>>> {
    if !external.is_imported() {
        return Ok(store::maybe_find(view, kind, external)?.map(Id::of));
    }
    match imported(view, &external.name)?[..] {
        [] => Ok(None),
        [id] => Ok(Some(id)),
        _ => Err(Error::Conflict("list-several-external")),
    }
}

/// The system calls that record so from now on; a name that an import brought stands in the record itself.
pub fn keep<K: IsSubject>(tx: &Tx, id: Id<K>, kind: SubjectKind, external: &ExternalId) -> Result<()> {
    if external.is_imported() { Ok(()) } else { store::insert(tx, id.subject(), kind, external) }
}
