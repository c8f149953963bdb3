//! Acts on the chosen rows of the list.

use poem::{Response, handler};

use super::super::actions;
use crate::base::{CompanyId, Error, Result, text};
use crate::crm::tags;
use crate::web::language::own_path;
use crate::web::{Cx, Form, flash};

/// Runs the act that the pressed button names on every chosen company.
#[handler]
pub async fn bulk(cx: Cx, Form(typed): Form) -> Result<Response> {
    let ids = typed.all("company").map(str::parse).collect::<Result<Vec<CompanyId>>>()?;
    let back = back(&cx, typed.first("back"));
    if ids.is_empty() {
        return Ok(flash::done(back, "companies-none-chosen"));
    }
    let tag = text::one_line(typed.first("tag"));
    let names_tag = !text::fold(&tag).is_empty() && tag.chars().count() <= tags::LENGTH;
    let owner = typed.first("owner").parse().ok();
    let count = ids.len();
    let (key, set) = match typed.first("verb") {
        "tag" | "untag" if !names_tag => return Ok(flash::done(back, "tags-none-named")),
        "tag" => ("companies-tagged", cx.write(move |tx| actions::tag(tx, &ids, &tag)).await?),
        "untag" => ("companies-untagged", cx.write(move |tx| actions::untag(tx, &ids, &tag)).await?),
        "assign" => ("companies-assigned", cx.write(move |tx| actions::assign(tx, &ids, owner)).await?),
        "trash" => ("companies-trashed", cx.write(move |tx| actions::trash(tx, &ids)).await?),
        _ => return Err(Error::Malformed("verb")),
    };
    Ok(flash::undoable_counted(back, key, count, set))
}

/// The list as it was asked, if the address is one of ours.
fn back(cx: &Cx, wanted: &str) -> String {
    let list = cx.path("/companies");
    match own_path(wanted) {
        path if path.split('?').next() == Some(&list) => path.to_owned(),
        _ => list,
    }
}
