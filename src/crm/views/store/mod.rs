//! All SQL on `list_view` and `list_view_default`, and the conditions of a list as SQL.

mod rules;
mod cells;
mod walk;

use rusqlite::named_params;

use super::model::{Lens, List, Names, Saved, State};
use crate::base::{Error, Fields, MemberId, Result, ViewId, text};
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

pub use cells::cells;
pub use rules::{Bound, bound, condition};
pub use walk::{Params, count, few, found, ids_after};

/// The most views of one list that one member has.
const MOST: i64 = 100;

/// What the address of a list asks for. `view=3` is that view as it is kept, `view=all` none, `of=3` a changed one;
/// an address that says nothing shows the view with which the list begins for the reader.
pub fn open(view: &View, list: List, query: &Fields) -> Result<Lens> {
    let (views, first) = (list_all(view, list)?, first_of(view, list)?);
    let asked = State::parse(list, query);
    let named = match (query.first("view"), query.first("of")) {
        ("", "") if asked == State::default() => first,
        ("" | "all", "") => None,
        ("", of) => of.parse().ok(),
        (named, _) => Some(named.parse()?),
    };
    let saved = named.and_then(|id| views.iter().find(|view| view.id == id).cloned());
    if saved.is_none() && query.has("view") && named.is_some() {
        return Err(Error::NotFound);
    }
    let state = match &saved {
        Some(saved) if query.first("of").is_empty() => saved.state.clone(),
        _ => asked,
    };
    Ok(Lens { list, state, saved, views, first })
}

/// The views of a list that the reader has, by name.
pub fn list_all(view: &View, list: List) -> Result<Vec<Saved>> {
    view.all(
        "SELECT id, list, name, author_id, shared, state, version
         FROM list_view
         WHERE workspace_id = :workspace
           AND list = :list
           AND (shared = 1 OR author_id = :member)
         ORDER BY name_sort, id
         LIMIT :most",
        named_params! {
            ":workspace": view.workspace(),
            ":list": list.code(),
            ":member": view.member(),
            ":most": MOST,
        },
        saved,
    )
}

/// A view that the reader has, or `NotFound`.
pub fn find(view: &View, id: ViewId) -> Result<Saved> {
    view.one(
        "SELECT id, list, name, author_id, shared, state, version
         FROM list_view
         WHERE workspace_id = :workspace
           AND id = :id
           AND (shared = 1 OR author_id = :member)",
        named_params! { ":workspace": view.workspace(), ":id": id, ":member": view.member() },
        saved,
    )
}

/// With which view a list begins for the reader.
pub fn first_of(view: &View, list: List) -> Result<Option<ViewId>> {
    view.maybe(
        "SELECT view_id
         FROM list_view_default
         WHERE workspace_id = :workspace
           AND member_id = :member
           AND list = :list",
        named_params! { ":workspace": view.workspace(), ":member": view.member(), ":list": list.code() },
        |row| row.get("view_id"),
    )
}

/// Adds a view of whoever acts.
pub fn insert(tx: &Tx, list: List, names: &Names, state: &State) -> Result<ViewId> {
    let id = tx.insert(
        "INSERT INTO list_view (workspace_id, list, name, name_sort, author_id, shared, state, created_at, updated_at)
         VALUES (:workspace, :list, :name, :name_sort, :author, :shared, :state, :now, :now)",
        named_params! {
            ":workspace": tx.workspace(),
            ":list": list.code(),
            ":name": names.name,
            ":name_sort": text::sort_key(&names.name),
            ":author": tx.member(),
            ":shared": names.is_shared,
            ":state": state.json()?,
            ":now": tx.now(),
        },
    )?;
    Ok(ViewId::new(id))
}

/// Stores the view as it now is, at its next version; the caller has checked the one before.
pub fn save(tx: &Tx, view: &Saved) -> Result<()> {
    tx.execute(
        "UPDATE list_view
         SET name = :name, name_sort = :name_sort, shared = :shared, state = :state, version = version + 1,
             updated_at = :now
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": view.id,
            ":name": view.name,
            ":name_sort": text::sort_key(&view.name),
            ":shared": view.is_shared,
            ":state": view.state.json()?,
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Has the list begin with that view for whoever acts, or with all records.
pub fn set_first(tx: &Tx, list: List, id: Option<ViewId>) -> Result<()> {
    tx.execute(
        "DELETE FROM list_view_default
         WHERE workspace_id = :workspace
           AND member_id = :member
           AND list = :list",
        named_params! { ":workspace": tx.workspace(), ":member": tx.member(), ":list": list.code() },
    )?;
    if let Some(id) = id {
        tx.insert(
            "INSERT INTO list_view_default (workspace_id, member_id, list, view_id)
             VALUES (:workspace, :member, :list, :view)",
            named_params! {
                ":workspace": tx.workspace(),
                ":member": tx.member(),
                ":list": list.code(),
                ":view": id,
            },
        )?;
    }
    Ok(())
}

/// Nobody's list begins with that view any more; with `keep`, only that member's still does.
pub fn clear_first(tx: &Tx, id: ViewId, keep: Option<MemberId>) -> Result<()> {
    tx.execute(
        "DELETE FROM list_view_default
         WHERE workspace_id = :workspace
           AND view_id = :view
           AND member_id IS NOT :keep",
        named_params! { ":workspace": tx.workspace(), ":view": id, ":keep": keep },
    )?;
    Ok(())
}

/// Deletes a view with which nobody's list begins.
pub fn delete(tx: &Tx, id: ViewId) -> Result<()> {
    tx.execute(
        "DELETE FROM list_view
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(())
}

fn saved(row: &Row) -> rusqlite::Result<Saved> {
    let list: List = coded(row, "list")?;
    let json: String = row.get("state")?;
    Ok(Saved {
        id: row.get("id")?,
        list,
        name: row.get("name")?,
        author: row.get("author_id")?,
        is_shared: row.get("shared")?,
        // What another version of Kantora wrote and this one cannot read shows the whole list.
        state: State::of_json(list, &json).unwrap_or_default(),
        version: row.get("version")?,
    })
}
