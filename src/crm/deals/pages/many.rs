//! Acts on the chosen rows of the list.

use poem::{Response, handler};

use super::super::actions;
use crate::base::{DealId, Error, Result};
use crate::crm::views::{self as lists, Known, List, Many};
use crate::web::language::own_path;
use crate::web::{Cx, Form, flash};

/// Runs the act that the pressed button names on every chosen deal.
#[handler]
pub async fn bulk(cx: Cx, Form(typed): Form) -> Result<Response> {
    let chosen: Vec<(DealId, Known)> = lists::ticked(typed.all("deal"))?;
    let back = back(&cx, typed.first("back"));
    if chosen.is_empty() {
        return Ok(flash::done(back, "deals-none-chosen"));
    }
    if let Some(page) = lists::pages::elsewhere(&cx, List::Deals, (&typed, "deal"), &back) {
        return Ok(page);
    }
    let (key, many) = match typed.first("verb") {
        "assign" => ("deals-given", Many::Assign(typed.first("owner").parse().ok())),
        "move" => match typed.first("to_stage").parse() {
            Ok(stage) => ("deals-moved-many", Many::Move(stage)),
            Err(_) => return Ok(flash::done(back, "bulk-stage-missing")),
        },
        "trash" => ("deals-trashed-many", Many::Trash),
        _ => return Err(Error::Malformed("verb")),
    };
    let count = chosen.len();
    let ended = cx.write(move |tx| actions::change_all(tx, &chosen, &many)).await?;
    Ok(lists::pages::ended(back, key, count, ended))
}

/// The list as it was asked, if the address is one of ours.
fn back(cx: &Cx, wanted: &str) -> String {
    let list = cx.path("/deals");
    match own_path(wanted) {
        path if path.split('?').next() == Some(&list) => path.to_owned(),
        _ => list,
    }
}
