//! Step-up: before an act of weight the person proves anew who they are.

use poem::http::{StatusCode, header};
use poem::{IntoResponse, Response, handler};

use super::super::{actions, views};
use super::door::query;
use crate::base::{Error, Fields, Problems, Result};
use crate::web::language::own_path;
use crate::web::{Cx, Form, flash};
use crate::workspace::accounts;
use crate::workspace::sessions::{self, CookieKind};

/// The question.
#[handler]
pub async fn confirm_form(cx: Cx) -> Result<Response> {
    let typed = Fields::new().with("next", query(&cx.facts.path, "next"));
    Ok(views::confirm(&cx, &typed, &Problems::default()).into_response())
}

/// The answer; then on to where the person was going.
#[handler]
pub async fn confirm(cx: Cx, Form(typed): Form) -> Result<Response> {
    match accounts::prove_password(&cx, "password", &typed).await {
        Ok(()) => {}
        Err(Error::Invalid(problems)) => {
            let page = views::confirm(&cx, &typed, &problems);
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
        Err(error) => return Err(error),
    }
    let session = cx.session()?;
    let (stay, ends_at) = cx.read(|view| sessions::stay_of(view, session))?;
    let token = cx.write(move |tx| actions::confirm(tx, session)).await?;
    tracing::info!(target: "security", event = "session.confirm", account = ?cx.actor().account,
        address = %cx.facts.address);
    let set = CookieKind::of(&cx.machines.config).set(&token, stay.cookie_age(ends_at.since(cx.now())));
    let answer = flash::see_other(own_path(typed.first("next")));
    Ok(answer.with_header(header::SET_COOKIE, set).into_response())
}
