//! A forgotten password. Whoever asks learns nothing about the address.

use poem::http::{StatusCode, header};
use poem::web::Path;
use poem::{IntoResponse, Response, handler};

use super::super::model::Reset;
use super::super::{actions, views};
use crate::base::{Error, Fields, Problems, Result};
use crate::platform::throttle::Trial;
use crate::web::proof::{self, Wait};
use crate::web::{Cx, Form, flash};
use crate::workspace::accounts::{self, Email};

/// The question for the address, or who can help where no letters are sent.
#[handler]
pub async fn reset_form(cx: Cx) -> Result<Response> {
    Ok(views::ask_reset(&cx, &Fields::new(), &Problems::default(), None).into_response())
}

/// Has the letter sent, if there is somebody to get it.
#[handler]
pub async fn ask_reset(cx: Cx, Form(typed): Form) -> Result<Response> {
    if cx.machines.config.mail.is_none() {
        return Ok(views::ask_reset(&cx, &typed, &Problems::default(), None).into_response());
    }
    let Ok(email) = typed.first("email").parse::<Email>() else {
        let mut problems = Problems::default();
        problems.add("email", "accounts-email-wrong");
        let page = views::ask_reset(&cx, &typed, &problems, None);
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    };
    let trial = Trial::new(cx.facts.address, &format!("reset of {}", email.norm()));
    if let Err(Error::Limited(wait)) = cx.machines.throttle.admit_at_work(&trial, typed.raw(proof::FIELD)) {
        tracing::warn!(target: "security", event = "reset.limit", address = %cx.facts.address);
        let shown = Wait::of(&cx, &trial).unwrap_or_else(|| Wait::only(wait));
        let page = views::ask_reset(&cx, &typed, &Problems::default(), Some(shown));
        let seconds = wait.as_secs().max(1).to_string();
        let page = page.with_status(StatusCode::TOO_MANY_REQUESTS);
        return Ok(page.with_header(header::RETRY_AFTER, seconds).into_response());
    }
    cx.machines.throttle.failed(&trial);
    let address = cx.facts.address;
    cx.write(move |tx| actions::resets::ask(tx, email.norm(), address)).await?;
    tracing::info!(target: "security", event = "reset.ask", %address);
    Ok(flash::done("/reset", "sign-in-reset-asked"))
}

/// The page behind the link; looking uses nothing up.
#[handler]
pub async fn show_reset(cx: Cx, Path(token): Path<String>) -> Result<Response> {
    match find(&cx, &token) {
        Ok(reset) => show(&cx, &reset, &Problems::default()),
        Err(error) => refuse(&cx, error),
    }
}

/// Sets the password, and leads to sign-in.
#[handler]
pub async fn set_password(cx: Cx, Path(token): Path<String>, Form(typed): Form) -> Result<Response> {
    let reset = match find(&cx, &token) {
        Ok(reset) => reset,
        Err(error) => return refuse(&cx, error),
    };
    let account = cx.read(|view| accounts::find(view, reset.account))?;
    let words = [account.name.as_str(), account.email.as_str()];
    let password = match accounts::choose(&cx.machines, "password", typed.raw("password"), &words).await {
        Ok(password) => password,
        Err(Error::Invalid(problems)) => {
            let page = show(&cx, &reset, &problems)?;
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
        Err(error) => return Err(error),
    };
    let address = cx.facts.address;
    let account = cx.write(move |tx| actions::resets::set_password(tx, &token, &password, address)).await?;
    tracing::info!(target: "security", event = "account.reset", %account, %address);
    Ok(flash::done("/sign-in", "sign-in-reset-done"))
}

/// The reset behind the link; guesses are slowed down.
fn find(cx: &Cx, token: &str) -> Result<Reset> {
    let trial = Trial::new(cx.facts.address, "reset");
    cx.machines.throttle.admit(&trial)?;
    let found = cx.read(|view| actions::resets::find(view, token));
    if matches!(found, Err(Error::NotFound)) {
        cx.machines.throttle.failed(&trial);
        tracing::warn!(target: "security", event = "reset.refuse", address = %cx.facts.address);
    }
    found
}

fn show(cx: &Cx, reset: &Reset, problems: &Problems) -> Result<Response> {
    let account = cx.read(|view| accounts::find(view, reset.account))?;
    Ok(views::new_password(cx, &account.email, problems).into_response())
}

fn refuse(cx: &Cx, error: Error) -> Result<Response> {
    let status = match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Gone => StatusCode::GONE,
        other => return Err(other),
    };
    Ok(views::no_reset(cx).with_status(status).into_response())
}
