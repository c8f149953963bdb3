//! The page behind the bell.

use maud::Markup;
use poem::{Response, handler};

use super::{actions, store, views};
use crate::base::id::kind;
use crate::base::listing::Paging;
use crate::base::{Error, Result};
use crate::web::{Asked, Cx, Form, Of, flash};

/// What the reader was told, unread notices first.
#[handler]
pub async fn list_all(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let member = cx.actor().member.ok_or(Error::Forbidden)?;
    let page = cx.read(|view| store::list(view, member, &Paging::parse(&query, "")))?;
    Ok(views::list(&cx, &page))
}

/// The reader has read one.
#[handler]
pub async fn read_one(cx: Cx, Of(id): Of<kind::Notice>) -> Result<Response> {
    cx.write(move |tx| actions::read(tx, id)).await?;
    Ok(flash::see_other(&cx.path("/notices")))
}

/// The reader has read all, up to the field `until`: what came since is not lost.
#[handler]
pub async fn read_all(cx: Cx, Form(typed): Form) -> Result<Response> {
    let until = typed.first("until").parse()?;
    cx.write(move |tx| actions::read_until(tx, until)).await?;
    Ok(flash::done(cx.path("/notices"), "notices-all-read"))
}
