//! What became of the letters of all workspaces.

use poem::{IntoResponse, Response, handler};

use super::super::model::Choice;
use super::super::{store, views};
use crate::base::Result;
use crate::web::{Asked, Cx};
use crate::workspace::email::LetterId;

/// The letters, the newest first; of those to whom they go only enough to find them.
#[handler]
pub async fn mail(cx: Cx, Asked(query): Asked) -> Result<Response> {
    let choice = Choice::of(query.first("show"));
    let before = query.first("before").parse().ok();
    let from = before.unwrap_or(LetterId::new(i64::MAX));
    let (letters, tenants) =
        cx.read_long(move |view| Ok((store::list_letters(view, choice, from)?, store::list(view)?))).await?;
    let shown = views::Mail { choice, letters: &letters, is_first: before.is_none() };
    Ok(views::mail(&cx, &shown, &tenants).into_response())
}
