//! Acts on the chosen rows of the list.

use poem::{Response, handler};

use super::super::actions;
use super::super::model::To;
use crate::base::{Error, LeadId, Result};
use crate::web::language::own_path;
use crate::web::{Cx, Form, flash};

/// Runs the act that the pressed button names on every chosen lead.
#[handler]
pub async fn bulk(cx: Cx, Form(typed): Form) -> Result<Response> {
    let ids = typed.all("lead").map(str::parse).collect::<Result<Vec<LeadId>>>()?;
    let back = back(&cx, typed.first("back"));
    if ids.is_empty() {
        return Ok(flash::done(back, "leads-none-chosen"));
    }
    let to = match typed.first("owner") {
        "turn" => To::Turn,
        "" => To::Nobody,
        member => To::Member(member.parse()?),
    };
    let count = ids.len();
    let (key, set) = match typed.first("verb") {
        "assign" => ("leads-given", cx.write(move |tx| actions::assign(tx, &ids, to)).await?),
        "trash" => ("leads-trashed", cx.write(move |tx| actions::trash(tx, &ids)).await?),
        _ => return Err(Error::Malformed("verb")),
    };
    Ok(flash::undoable_counted(back, key, count, set))
}

/// The list as it was asked, if the address is one of ours.
fn back(cx: &Cx, wanted: &str) -> String {
    let list = cx.path("/leads");
    match own_path(wanted) {
        path if path.split('?').next() == Some(&list) => path.to_owned(),
        _ => list,
    }
}
