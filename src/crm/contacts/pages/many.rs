//! Acts on the chosen rows of the list.

use poem::{Response, handler};

use super::super::actions;
use crate::base::{ContactId, Error, Result, text};
use crate::crm::tags;
use crate::web::language::own_path;
use crate::web::{Cx, Form, flash};

/// Runs the act that the pressed button names on every chosen contact.
#[handler]
pub async fn bulk(cx: Cx, Form(typed): Form) -> Result<Response> {
    let ids = typed.all("contact").map(str::parse).collect::<Result<Vec<ContactId>>>()?;
    let back = back(&cx, typed.first("back"));
    if ids.is_empty() {
        return Ok(flash::done(back, "contacts-none-chosen"));
    }
    let tag = text::one_line(typed.first("tag"));
    let names_tag = !text::fold(&tag).is_empty() && tag.chars().count() <= tags::LENGTH;
    let owner = typed.first("owner").parse().ok();
    let count = ids.len();
    let (key, set) = match typed.first("verb") {
        "tag" | "untag" if !names_tag => return Ok(flash::done(back, "tags-none-named")),
        "tag" => ("contacts-tagged", cx.write(move |tx| actions::tag(tx, &ids, &tag)).await?),
        "untag" => ("contacts-untagged", cx.write(move |tx| actions::untag(tx, &ids, &tag)).await?),
        "assign" => ("contacts-assigned", cx.write(move |tx| actions::assign(tx, &ids, owner)).await?),
        "trash" => ("contacts-trashed", cx.write(move |tx| actions::trash(tx, &ids)).await?),
        _ => return Err(Error::Malformed("verb")),
    };
    Ok(flash::undoable_counted(back, key, count, set))
}

/// The list as it was asked, if the address is one of ours.
fn back(cx: &Cx, wanted: &str) -> String {
    let list = cx.path("/contacts");
    match own_path(wanted) {
        path if path.split('?').next() == Some(&list) => path.to_owned(),
        _ => list,
    }
}
