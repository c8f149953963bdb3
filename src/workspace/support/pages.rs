//! The owners' page.

use poem::{IntoResponse, Response, handler};

use super::model::{Hours, State};
use super::{actions, store, views};
use crate::base::Result;
use crate::base::id::kind::SupportAccess;
use crate::web::{Cx, Form, Of, flash};

const HERE: &str = "/settings/support";

/// Who asks, who looks, who looked, and at what.
#[handler]
pub async fn show(cx: Cx) -> Result<Response> {
    let now = cx.now();
    let (accesses, seen) = cx.read(|view| {
        let accesses = store::list(view)?;
        let open = accesses.iter().find(|access| matches!(access.state(now), State::Open(_)));
        let seen =
            open.or(accesses.first()).map_or(Ok(Vec::new()), |open| store::list_views(view, open.id))?;
        Ok((accesses, seen))
    })?;
    Ok(views::support(&cx, &accesses, &seen).into_response())
}

/// Lets somebody look in.
#[handler]
pub async fn grant_access(cx: Cx, Of(id): Of<SupportAccess>, Form(typed): Form) -> Result<Response> {
    cx.read(|view| store::find(view, id))?;
    cx.require_fresh()?;
    let hours: Hours = typed.first("hours").parse()?;
    cx.write(move |tx| actions::grant(tx, id, hours)).await?;
    tracing::info!(target: "security", event = "support.grant", account = ?cx.actor().account,
        workspace = %cx.actor().workspace, hours = hours.number());
    Ok(flash::done(cx.path(HERE), "support-granted"))
}

/// Refuses, or shows somebody out. Needs no proof: it only takes away.
#[handler]
pub async fn end_access(cx: Cx, Of(id): Of<SupportAccess>) -> Result<Response> {
    cx.write(move |tx| actions::end(tx, id)).await?;
    tracing::info!(target: "security", event = "support.end", account = ?cx.actor().account,
        workspace = %cx.actor().workspace);
    Ok(flash::done(cx.path(HERE), "support-ended"))
}
