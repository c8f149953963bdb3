//! Adding or changing the company that another system knows by a name of its own.

use super::super::model::{Company, CompanyInput};
use super::super::store;
use super::{create, edit};
use crate::base::{CompanyId, Result, SubjectKind};
use crate::crm::external_ids::{self, ExternalId};
use crate::platform::Tx;

/// Makes the company that the system calls so what `facts` makes of it (of nothing, if there is none yet, and then it is
/// added); gives its number and whether it was added. `Conflict` if an import left several of that name.
pub fn put_external(
    tx: &Tx,
    external: &ExternalId,
    facts: impl FnOnce(Option<&Company>) -> Result<CompanyInput>,
) -> Result<(CompanyId, bool)> {
    if let Some(id) =
        external_ids::maybe_find(tx, SubjectKind::Company, external, store::find_by_external_id)?
    {
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
    external_ids::keep(tx, id, SubjectKind::Company, external)?;
    Ok((id, true))
}
