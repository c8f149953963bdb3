//! The page of the set-up address.

use poem::http::{HeaderMap, StatusCode, header};
use poem::web::Path;
use poem::{IntoResponse, Response, handler};

use super::model::Beginning;
use super::{actions, views};
use crate::base::{Error, Fields, Problems, Result};
use crate::platform::folder;
use crate::platform::throttle::Trial;
use crate::web::{Cx, Form, flash};
use crate::workspace::accounts;
use crate::workspace::sessions::{self, CookieKind, Stay};

/// The form; looking uses nothing up.
#[handler]
pub async fn show(cx: Cx, Path(token): Path<String>) -> Result<Response> {
    match admit(&cx, &token) {
        Ok(()) => Ok(views::setup(&cx, &views::suggested(&cx), &Problems::default()).into_response()),
        Err(error) => refuse(&cx, error),
    }
}

/// Makes everything and signs the owner in.
#[handler]
pub async fn set_up(
    cx: Cx,
    headers: &HeaderMap,
    Path(token): Path<String>,
    Form(typed): Form,
) -> Result<Response> {
    if let Err(error) = admit(&cx, &token) {
        return refuse(&cx, error);
    }
    match begin(&cx, headers, token, &typed).await {
        Err(Error::Invalid(problems)) => {
            let page = views::setup(&cx, &typed, &problems);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(error @ (Error::Gone | Error::NotFound)) => refuse(&cx, error),
        answer => answer,
    }
}

async fn begin(cx: &Cx, headers: &HeaderMap, token: String, typed: &Fields) -> Result<Response> {
    let beginning = Beginning::parse(typed)?;
    let words = [typed.first("name"), typed.first("email"), typed.first("company")];
    let password = accounts::choose(&cx.machines, "password", typed.raw("password"), &words).await?;
    let browser = sessions::browser_of(cx, headers, Stay::Visit);
    let age = browser.cookie_age();
    let session = cx.write(move |tx| actions::begin(tx, &token, &beginning, password, &browser)).await?;
    tracing::info!(target: "security", event = "setup.done", address = %cx.facts.address);
    if let Err(error) = folder::remove(&cx.machines.config.setup_file()) {
        tracing::warn!(cause = %error, "the file with the address that is used up stays");
    }
    let set = CookieKind::of(&cx.machines.config).set(&session, age);
    Ok(flash::done("/", "setup-welcome").with_header(header::SET_COOKIE, set).into_response())
}

/// Whether the token would be taken; guesses are slowed down.
fn admit(cx: &Cx, token: &str) -> Result<()> {
    let trial = Trial::new(cx.facts.address, "setup");
    cx.machines.throttle.admit(&trial)?;
    let checked = cx.read(|view| actions::check(view, token));
    if matches!(checked, Err(Error::NotFound)) {
        cx.machines.throttle.failed(&trial);
        tracing::warn!(target: "security", event = "setup.refuse", address = %cx.facts.address);
    }
    checked
}

fn refuse(cx: &Cx, error: Error) -> Result<Response> {
    match error {
        Error::Gone => Ok(views::over(cx).with_status(StatusCode::GONE).into_response()),
        Error::NotFound => Ok(views::unknown(cx).with_status(StatusCode::NOT_FOUND).into_response()),
        other => Err(other),
    }
}
