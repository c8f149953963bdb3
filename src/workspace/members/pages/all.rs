//! Who works here.

use poem::{IntoResponse, Response, handler};

use super::super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{Error, Result, Right};
use crate::web::{Cx, Form, Of, flash};

/// Everybody, and who is asked to come.
#[handler]
pub async fn people(cx: Cx) -> Result<Response> {
    let members = cx.read(store::list)?;
    let invitations = match cx.may(Right::PeopleWrite) {
        true => cx.read(store::invitations::list_open)?,
        false => Vec::new(),
    };
    Ok(views::people(&cx, &members, &invitations).into_response())
}

/// One of them, to change.
#[handler]
pub async fn show_member(cx: Cx, Of(id): Of<kind::Member>) -> Result<Response> {
    cx.require_fresh()?;
    let member = cx.read(|view| store::find(view, id))?;
    let teams = cx.read(store::teams::list)?;
    Ok(views::member(&cx, &member, &teams).into_response())
}

/// Gives them another role.
#[handler]
pub async fn save_role(cx: Cx, Of(id): Of<kind::Member>, Form(typed): Form) -> Result<Response> {
    cx.require_fresh()?;
    cx.read(|view| store::find(view, id))?;
    let role = typed.first("role").parse().map_err(|_| Error::field("role", "members-role-wrong"))?;
    cx.write(move |tx| actions::change_role(tx, id, role)).await?;
    Ok(flash::done(cx.path("/settings/people"), "members-role-saved"))
}

/// Ends their work here.
#[handler]
pub async fn remove_member(cx: Cx, Of(id): Of<kind::Member>) -> Result<Response> {
    cx.require_fresh()?;
    cx.write(move |tx| actions::remove(tx, id)).await?;
    Ok(flash::done(cx.path("/settings/people"), "members-removed"))
}

/// Lets them come back.
#[handler]
pub async fn let_member_back(cx: Cx, Of(id): Of<kind::Member>) -> Result<Response> {
    cx.require_fresh()?;
    cx.write(move |tx| actions::let_back(tx, id)).await?;
    Ok(flash::done(cx.path("/settings/people"), "members-let-back"))
}
