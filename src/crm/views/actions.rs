//! The verbs of views.

use super::model::{List, Names, Saved, State};
use super::store;
use crate::base::{Error, MemberId, Result, Right, ViewId};
use crate::platform::{Tx, View};
use crate::workspace::audit::{self, Change};

/// Keeps what a list shows under a name; to share it takes the right to change the list's records.
pub fn create(tx: &Tx, list: List, names: &Names, state: &State) -> Result<ViewId> {
    tx.actor().require(list.right())?;
    if names.is_shared {
        tx.actor().require(list.write_right())?;
    }
    let id = store::insert(tx, list, names, state)?;
    if names.is_first {
        begin_with(tx, list, Some(id))?;
    }
    let changes = [
        Change::new("view", None::<ViewId>, id),
        Change::new("name", None::<&str>, names.name.as_str()),
        Change::new("shared", None::<bool>, names.is_shared),
    ];
    audit::record(tx, "view.create", None, &changes)?;
    Ok(id)
}

/// Makes what the view shows this; `Stale` if somebody changed it since that version.
pub fn save(tx: &Tx, id: ViewId, version: i64, state: State) -> Result<()> {
    let old = find_mine(tx, id, version)?;
    let new = Saved { state, ..old.clone() };
    store::save(tx, &new)?;
    let changes = [Change::new("view", id, id), Change::new("state", old.state.json()?, new.state.json()?)];
    audit::record(tx, "view.save", None, &changes)
}

/// Renames, shares or hides a view; `Stale` if somebody changed it since that version. A view that is hidden is nobody
/// else's any more.
pub fn edit(tx: &Tx, id: ViewId, version: i64, names: &Names) -> Result<()> {
    let old = find_mine(tx, id, version)?;
    if names.is_shared && !old.is_shared {
        tx.actor().require(old.list.write_right())?;
    }
    // Only its author can have a view for themselves.
    if !names.is_shared && old.author != tx.member() {
        return Err(Error::Conflict("views-author-only"));
    }
    let new = Saved { name: names.name.clone(), is_shared: names.is_shared, ..old.clone() };
    store::save(tx, &new)?;
    if !new.is_shared {
        store::clear_first(tx, id, new.author)?;
    }
    match names.is_first {
        true => store::set_first(tx, old.list, Some(id))?,
        false if store::first_of(tx, old.list)? == Some(id) => store::set_first(tx, old.list, None)?,
        false => {}
    }
    let changes = [
        Change::new("view", id, id),
        Change::new("name", old.name, new.name),
        Change::new("shared", old.is_shared, new.is_shared),
    ];
    audit::record(tx, "view.edit", None, &changes)
}

/// A view of one's own that shows the same, under that name.
pub fn duplicate(tx: &Tx, id: ViewId, name: String) -> Result<ViewId> {
    let old = store::find(tx, id)?;
    create(tx, old.list, &Names { name, is_shared: false, is_first: false }, &old.state)
}

/// Deletes a view; its records stay.
pub fn remove(tx: &Tx, id: ViewId) -> Result<()> {
    let old = store::find(tx, id)?;
    require_mine(tx, &old)?;
    store::clear_first(tx, id, None)?;
    store::delete(tx, id)?;
    let changes = [Change::new("view", id, None::<ViewId>), Change::new("name", old.name, None::<String>)];
    audit::record(tx, "view.remove", None, &changes)
}

/// Has the list begin with that view for whoever acts, or with all records.
pub fn begin_with(tx: &Tx, list: List, id: Option<ViewId>) -> Result<()> {
    tx.actor().require(list.right())?;
    if tx.member().is_none() {
        return Err(Error::Forbidden);
    }
    if let Some(id) = id
        && store::find(tx, id)?.list != list
    {
        return Err(Error::NotFound);
    }
    store::set_first(tx, list, id)
}

/// Whether whoever looks may change the view: its author, and whoever may change settings.
pub fn is_mine(view: &View, saved: &Saved) -> bool {
    is_of(view.member(), saved) || view.actor().may(Right::SettingsWrite)
}

fn is_of(member: Option<MemberId>, saved: &Saved) -> bool {
    member.is_some() && saved.author == member
}

fn require_mine(tx: &Tx, saved: &Saved) -> Result<()> {
    tx.actor().require(saved.list.right())?;
    if is_mine(tx, saved) { Ok(()) } else { Err(Error::Forbidden) }
}

fn find_mine(tx: &Tx, id: ViewId, version: i64) -> Result<Saved> {
    let saved = store::find(tx, id)?;
    require_mine(tx, &saved)?;
    if saved.version == version { Ok(saved) } else { Err(Error::Stale(saved.version)) }
}
