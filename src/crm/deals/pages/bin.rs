//! The trash of deals.

use maud::Markup;
use poem::{Response, handler};

use super::super::{actions, store, views};
use crate::base::Result;
use crate::base::id::kind;
use crate::base::listing::Paging;
use crate::web::{Asked, Cx, Of, flash};

/// One page of the trash.
#[handler]
pub async fn trash(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let paging = Paging::parse(&query, "trash");
    let page = cx.read(|view| store::list_trash(view, &paging))?;
    Ok(views::trash(&cx, &page))
}

/// Takes it out of the trash.
#[handler]
pub async fn restore(cx: Cx, Of(id): Of<kind::Deal>) -> Result<Response> {
    cx.write(move |tx| actions::restore(tx, id)).await?;
    Ok(flash::done(cx.path(format_args!("/deals/{id}")), "deals-restored"))
}
