//! Acts on the chosen rows of the list.

use poem::{Response, handler};

use super::super::actions;
use super::super::model::To;
use crate::base::{Error, LeadId, Result};
use crate::crm::views::{self as lists, Known, List, Many};
use crate::web::language::own_path;
use crate::web::{Cx, Form, flash};

/// Runs the act that the pressed button names on every chosen lead.
#[handler]
pub async fn bulk(cx: Cx, Form(typed): Form) -> Result<Response> {
    let chosen: Vec<(LeadId, Known)> = lists::ticked(typed.all("lead"))?;
    let back = back(&cx, typed.first("back"));
    if chosen.is_empty() {
        return Ok(flash::done(back, "leads-none-chosen"));
    }
    if let Some(page) = lists::pages::elsewhere(&cx, List::Leads, (&typed, "lead"), &back) {
        return Ok(page);
    }
    let count = chosen.len();
    let (key, many) = match (typed.first("verb"), typed.first("owner")) {
        ("assign", "turn") => {
            let ids: Vec<LeadId> = chosen.into_iter().map(|(id, _)| id).collect();
            let set = cx.write(move |tx| actions::assign(tx, &ids, To::Turn)).await?;
            return Ok(flash::undoable_counted(back, "leads-given", count, set));
        }
        ("assign", "") => ("leads-given", Many::Assign(None)),
        ("assign", member) => ("leads-given", Many::Assign(Some(member.parse()?))),
        ("trash", _) => ("leads-trashed", Many::Trash),
        _ => return Err(Error::Malformed("verb")),
    };
    let ended = cx.write(move |tx| actions::change_all(tx, &chosen, &many)).await?;
    Ok(lists::pages::ended(back, key, count, ended))
}

/// The list as it was asked, if the address is one of ours.
fn back(cx: &Cx, wanted: &str) -> String {
    let list = cx.path("/leads");
    match own_path(wanted) {
        path if path.split('?').next() == Some(&list) => path.to_owned(),
        _ => list,
    }
}
