//! Inviting people.

use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::model::NewInvitation;
use super::super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{Error, Fields, Problems, Result};
use crate::web::{Cx, Form, Of, flash};

/// Whom, and as what.
#[handler]
pub async fn invite_form(cx: Cx) -> Result<Response> {
    cx.require_fresh()?;
    let typed = Fields::new().with("role", "sales");
    page(&cx, &typed, &Problems::default())
}

/// Sends the invitation, or shows its link.
#[handler]
pub async fn send_invitation(cx: Cx, Form(typed): Form) -> Result<Response> {
    cx.require_fresh()?;
    let way = way(&cx)?;
    let sent = match NewInvitation::parse(&typed) {
        Ok(new) => cx.write(move |tx| actions::invite(tx, &new, way)).await,
        Err(error) => Err(error),
    };
    match sent {
        Ok(handed) => Ok(handed_over(&cx, typed.first("email"), handed)),
        Err(Error::Invalid(problems)) => {
            let page = page(&cx, &typed, &problems)?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(other) => Err(other),
    }
}

/// Sends it once more, or shows a new link.
#[handler]
pub async fn send_again(cx: Cx, Of(id): Of<kind::Invitation>) -> Result<Response> {
    cx.require_fresh()?;
    let invitation = cx.read(|view| store::invitations::find(view, id))?;
    let way = way(&cx)?;
    let handed = cx.write(move |tx| actions::send_again(tx, id, way)).await?;
    Ok(handed_over(&cx, &invitation.email, handed))
}

/// Takes it back.
#[handler]
pub async fn withdraw_invitation(cx: Cx, Of(id): Of<kind::Invitation>) -> Result<Response> {
    cx.write(move |tx| actions::withdraw(tx, id)).await?;
    Ok(flash::done(cx.path("/settings/people"), "members-withdrawn"))
}

fn page(cx: &Cx, typed: &Fields, problems: &Problems) -> Result<Response> {
    let teams = cx.read(store::teams::list)?;
    Ok(views::invite(cx, &teams, typed, problems).into_response())
}

fn way(cx: &Cx) -> Result<actions::Way> {
    cx.read(|view| actions::Way::now(&cx.machines.config, view))
}

fn handed_over(cx: &Cx, email: &str, handed: actions::Handed) -> Response {
    match handed {
        actions::Handed::Sent => flash::done(cx.path("/settings/people"), "members-sent"),
        actions::Handed::Over(token) => {
            let link = cx.machines.config.address(&format!("/invitation/{token}"));
            views::link(cx, email, &link).into_response()
        }
    }
}
