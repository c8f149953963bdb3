//! Two records that were one stand by themselves again: what only this slice knows of that. The records themselves are
//! put back by their own slices, and the order of it all is `across/undo`'s.

use super::super::model::{Hanging, Image, MOVES, Rows};
use super::super::store;
use crate::across::naming;
use crate::base::{ChangeSetId, Error, Result};
use crate::crm::subjects::{self, Merge};
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};
use crate::workspace::changes::{self, ChangeRow};

/// Hangs a record that came along back on the one with which it came; whatever else was done with it since stays. None
/// if the row is none of something that came along; false if there is nothing to hang it on, or if somebody has put it
/// elsewhere since.
pub fn give_back(tx: &Tx, set: ChangeSetId, row: &ChangeRow) -> Result<Option<bool>> {
    let image: Option<Image> =
        row.before.as_ref().and_then(|before| serde_json::from_value(before.clone()).ok());
    match image {
        Some(image) => return_one(tx, set, row, &image).map(Some),
        None => Ok(None),
    }
}

fn return_one(tx: &Tx, set: ChangeSetId, row: &ChangeRow, image: &Image) -> Result<bool> {
    let hanging = Hanging::of(&image.moved).ok_or(Error::NotFound)?;
    let Rows::Records(_, verb) = hanging.rows else { return Ok(false) };
    let Some(merge) = apart(tx, set)? else { return Ok(false) };
    let Some((link, version)) = store::maybe_link(tx, hanging, row.subject)? else { return Ok(false) };
    let kept = subjects::store::present(tx, merge.kept)?;
    if link != Some(kept) {
        return Ok(false);
    }
    let is_unchanged = version == row.version_after;
    let changed = if is_unchanged { (image.at, image.by) } else { (tx.now(), tx.member()) };
    store::return_record(tx, hanging, row.subject, merge.gone, changed)?;
    if is_unchanged {
        changes::follow(tx, row.subject, image.version, version + 1)?;
    }
    audit::record(tx, verb, Some(row.subject), &[Change::new(hanging.link, kept, merge.gone)])?;
    Ok(true)
}

/// The last step, after all records went back: what has no version goes back, too, and the two are two.
pub fn finish(tx: &Tx, set: ChangeSetId) -> Result<()> {
    let Some(merge) = apart(tx, set)? else { return Ok(()) };
    let kept = subjects::store::present(tx, merge.kept)?;
    for hanging in MOVES.iter().filter(|hanging| hanging.rows == Rows::Parts) {
        store::return_parts(tx, set, hanging, merge.gone, kept)?;
    }
    store::forget_parts(tx, set)?;
    subjects::store::delete_merge(tx, merge.gone)
}

/// The merge that the set takes apart, if the one that went is in use again.
fn apart(tx: &Tx, set: ChangeSetId) -> Result<Option<Merge>> {
    let Some(merge) = subjects::store::merge_of(tx, set)? else { return Ok(None) };
    let is_back = !naming::names(tx, &[merge.gone])?.is_empty();
    Ok(is_back.then_some(merge))
}
