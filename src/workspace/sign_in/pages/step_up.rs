//! Step-up: before an act of weight the person proves anew who they are.

use poem::http::{StatusCode, header};
use poem::{IntoResponse, Response, handler};

use super::super::actions::{self, Proof};
use super::super::views;
use super::door::query;
use crate::base::{Error, Fields, Problems, Result};
use crate::platform::throttle::Trial;
use crate::web::language::own_path;
use crate::web::{Cx, Form, flash};
use crate::workspace::accounts;
use crate::workspace::factors::{self, Enrolled};
use crate::workspace::sessions::{self, CookieKind};

/// The question.
#[handler]
pub async fn confirm_form(cx: Cx) -> Result<Response> {
    let typed = Fields::new().with("next", query(&cx.facts.path, "next"));
    Ok(views::confirm(&cx, &enrolled(&cx)?, &typed, &Problems::default()).into_response())
}

fn enrolled(cx: &Cx) -> Result<Enrolled> {
    let account = accounts::own(cx)?;
    cx.read(|view| factors::enrolled(view, account))
}

/// The answer; then on to where the person was going.
#[handler]
pub async fn confirm(cx: Cx, Form(typed): Form) -> Result<Response> {
    let enrolled = enrolled(&cx)?;
    let answer = match enrolled.is_any() {
        true => by_code(&cx, &typed).await,
        false => by_password(&cx, &typed).await,
    };
    match answer {
        Err(Error::Invalid(problems)) => {
            let page = views::confirm(&cx, &enrolled, &typed, &problems);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        answer => answer,
    }
}

async fn by_password(cx: &Cx, typed: &Fields) -> Result<Response> {
    accounts::prove_password(cx, "password", typed).await?;
    confirmed(cx, Proof::Password, typed.first("next")).await
}

async fn by_code(cx: &Cx, typed: &Fields) -> Result<Response> {
    let trial = Trial::of(&format!("factor of {}", accounts::own(cx)?));
    cx.machines.throttle.admit(&trial)?;
    let proof = typed.first("code").parse().map(|code| Proof::Code(cx.machines.master_key.clone(), code));
    let answer = match proof {
        Ok(proof) => confirmed(cx, proof, typed.first("next")).await,
        Err(error) => Err(error),
    };
    match &answer {
        Ok(_) => cx.machines.throttle.passed(&trial),
        Err(_) => cx.machines.throttle.failed(&trial),
    }
    answer
}

/// Gives the session its new token and leads on.
pub(super) async fn confirmed(cx: &Cx, proof: Proof, next: &str) -> Result<Response> {
    let session = cx.session()?;
    let (stay, ends_at) = cx.read(|view| sessions::stay_of(view, session))?;
    let token = cx.write(move |tx| actions::confirm(tx, session, &proof)).await?;
    tracing::info!(target: "security", event = "session.confirm", account = ?cx.actor().account,
        address = %cx.facts.address);
    let set = CookieKind::of(&cx.machines.config).set(&token, stay.cookie_age(ends_at.since(cx.now())));
    Ok(flash::see_other(own_path(next)).with_header(header::SET_COOKIE, set).into_response())
}
