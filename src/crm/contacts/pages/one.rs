//! Short acts on one contact, from its page.

use poem::{Response, handler};

use super::super::{actions, store};
use crate::base::id::kind;
use crate::base::{Error, Result, text};
use crate::crm::tags;
use crate::web::{Cx, Form, Of, flash};

/// Puts it into the trash.
#[handler]
pub async fn throw_away(cx: Cx, Of(id): Of<kind::Contact>) -> Result<Response> {
    let set = cx.write(move |tx| actions::trash(tx, &[id])).await?;
    Ok(flash::undoable_counted(cx.path("/contacts"), "contacts-trashed", 1, set))
}

/// Puts a tag on it.
#[handler]
pub async fn tag(cx: Cx, Of(id): Of<kind::Contact>, Form(typed): Form) -> Result<Response> {
    let name = text::one_line(typed.first("tag"));
    let record = cx.path(format_args!("/contacts/{id}"));
    cx.read(|view| store::find(view, id))?;
    if text::fold(&name).is_empty() {
        return Ok(flash::done(record, "tags-none-named"));
    }
    if name.chars().count() > tags::LENGTH {
        return Err(Error::field("tag", "tags-too-long"));
    }
    cx.write(move |tx| actions::tag(tx, &[id], &name)).await?;
    Ok(flash::see_other(&record))
}

/// Takes a tag off it.
#[handler]
pub async fn untag(cx: Cx, Of(id): Of<kind::Contact>, Form(typed): Form) -> Result<Response> {
    let name = typed.first("tag").to_owned();
    let set = cx.write(move |tx| actions::untag(tx, &[id], &name)).await?;
    Ok(flash::undoable_counted(cx.path(format_args!("/contacts/{id}")), "contacts-untagged", 1, set))
}
