//! In and out. Whoever is refused learns neither which half was wrong nor whether the address is known.

use std::time::Duration;

use poem::http::{HeaderMap, StatusCode, header};
use poem::{IntoResponse, Response, handler};

use super::super::actions::{self, Opened, Owner};
use super::super::views;
use crate::base::{AccountId, Error, Fields, Result};
use crate::platform::passwords::Proof;
use crate::platform::throttle::Trial;
use crate::web::language::own_path;
use crate::web::proof::{self, Wait};
use crate::web::{Cx, Form, flash};
use crate::workspace::accounts::{self, Email};
use crate::workspace::sessions::{self, Browser, CookieKind, Stay, Token};

/// The form; somebody who is signed in already goes on.
#[handler]
pub async fn sign_in_form(cx: Cx) -> Result<Response> {
    let next = query(&cx.facts.path, "next");
    if let Some(account) = cx.actor().account {
        return Ok(flash::see_other(&landing(&cx, account, &next)?));
    }
    let typed = Fields::new().with("next", next);
    Ok(views::sign_in(&cx, &typed, views::Refusal::None).into_response())
}

/// Lets somebody in.
#[handler]
pub async fn sign_in(cx: Cx, headers: &HeaderMap, Form(typed): Form) -> Result<Response> {
    let known_by = match typed.first("email").parse::<Email>() {
        Ok(email) => email.norm().to_owned(),
        Err(_) => typed.first("email").to_lowercase(),
    };
    let trial = Trial::new(cx.facts.address, &known_by);
    if let Err(Error::Limited(wait)) = cx.machines.throttle.admit_at_work(&trial, typed.raw(proof::FIELD)) {
        tracing::warn!(target: "security", event = "session.limit", address = %cx.facts.address);
        return Ok(limited(&cx, &typed, &trial, wait));
    }
    match prove(&cx, &known_by, typed.raw("password")).await? {
        Trust::Stranger(account) => {
            cx.machines.throttle.failed(&trial);
            refuse(&cx, &typed, &trial, account).await
        }
        Trust::Owner(account, renewed) => {
            cx.machines.throttle.passed(&trial);
            let stay = if typed.has("stay") { Stay::Kept } else { Stay::Visit };
            let browser = sessions::browser_of(&cx, headers, stay);
            let next = typed.first("next").to_owned();
            admit(&cx, Entrance { account, browser, renewed, next, by: "password" }).await
        }
    }
}

/// Whether the password showed whose account it is.
enum Trust {
    Owner(AccountId, Option<String>),
    Stranger(Option<AccountId>),
}

async fn prove(cx: &Cx, known_by: &str, password: &str) -> Result<Trust> {
    let secret = cx.read(|view| accounts::maybe_find_secret(view, known_by))?;
    let account = secret.as_ref().map(|secret| secret.account);
    let stored = secret.filter(|secret| !secret.is_disabled).map(|secret| secret.password_hash);
    let password = if accounts::is_plausible(password) { password } else { "" };
    let proof = cx.machines.passwords.prove(stored, password.to_owned()).await?;
    Ok(match (proof, account) {
        (Proof::Right, Some(account)) => Trust::Owner(account, None),
        (Proof::RightButWeak, Some(account)) => {
            Trust::Owner(account, Some(cx.machines.passwords.hash(password.to_owned()).await?))
        }
        (_, account) => Trust::Stranger(account),
    })
}

async fn refuse(cx: &Cx, typed: &Fields, trial: &Trial, account: Option<AccountId>) -> Result<Response> {
    let address = cx.facts.address;
    tracing::warn!(target: "security", event = "session.refuse", account = ?account, by = "password", %address);
    cx.write(move |tx| actions::note_refusal(tx, account, address)).await?;
    let page = views::sign_in(cx, typed, views::Refusal::Wrong(Wait::of(cx, trial)));
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn limited(cx: &Cx, typed: &Fields, trial: &Trial, wait: Duration) -> Response {
    let shown = Wait::of(cx, trial).unwrap_or_else(|| Wait::only(wait));
    let page = views::sign_in(cx, typed, views::Refusal::Wait(shown));
    let seconds = wait.as_secs().max(1).to_string();
    page.with_status(StatusCode::TOO_MANY_REQUESTS).with_header(header::RETRY_AFTER, seconds).into_response()
}

/// Somebody who proved who they are, by whatever way.
pub struct Entrance {
    /// Whose account it is.
    pub account: AccountId,
    /// The browser that is about to be signed in.
    pub browser: Browser,
    /// A hash of the password with today's parameters, if the stored one is older.
    pub renewed: Option<String>,
    /// Where the person was going.
    pub next: String,
    /// The way, for the log.
    pub by: &'static str,
}

/// Signs that browser in, or half if the account has a second factor, and leads on: whether by password or by another's
/// word.
pub async fn admit(cx: &Cx, entrance: Entrance) -> Result<Response> {
    let Entrance { account, browser, renewed, next, by } = entrance;
    let age = browser.cookie_age();
    let owner = Owner { account, renewed, before: cx.session().ok() };
    match cx.write(move |tx| actions::sign_in(tx, &owner, &browser)).await? {
        Opened::In(token) => welcome(cx, account, &next, Begun { token, age, by }),
        Opened::Half(token) => {
            tracing::info!(target: "security", event = "session.half", %account, by, address = %cx.facts.address);
            let answer = flash::see_other(&flash::with("/sign-in/second", &[("next", &next)]));
            let set = CookieKind::of(&cx.machines.config).set(&token, None);
            Ok(answer.with_header(header::SET_COOKIE, set).into_response())
        }
    }
}

/// A session that began.
pub(super) struct Begun {
    /// What the browser holds from now on.
    pub token: Token,
    /// How long it keeps that; none: until it is closed.
    pub age: Option<Duration>,
    /// By which proof, for the log.
    pub by: &'static str,
}

/// Gives the browser its session and leads on.
pub(super) fn welcome(cx: &Cx, account: AccountId, next: &str, begun: Begun) -> Result<Response> {
    let Begun { token, age, by } = begun;
    tracing::info!(target: "security", event = "session.begin", %account, by, address = %cx.facts.address);
    let answer = flash::see_other(&landing(cx, account, next)?);
    let set = CookieKind::of(&cx.machines.config).set(&token, age);
    Ok(answer.with_header(header::SET_COOKIE, set).into_response())
}

/// The sign-in page for somebody whom a service did not bring in, with the reason; the password is still a way.
pub fn turned_away(cx: &Cx, next: &str, text: String, status: StatusCode) -> Response {
    let typed = Fields::new().with("next", next);
    views::sign_in(cx, &typed, views::Refusal::Elsewhere(text)).with_status(status).into_response()
}

fn landing(cx: &Cx, account: AccountId, next: &str) -> Result<String> {
    match own_path(next) {
        "/" => sessions::home_of(cx, account),
        next => Ok(next.to_owned()),
    }
}

/// Signs the browser out, on the server and in the browser.
#[handler]
pub async fn sign_out(cx: Cx) -> Result<Response> {
    if let Ok(session) = cx.session() {
        cx.write(move |tx| actions::sign_out(tx, session)).await?;
        tracing::info!(target: "security", event = "session.end", account = ?cx.actor().account,
            address = %cx.facts.address);
    }
    let answer = flash::done("/sign-in", "sign-in-over");
    Ok(answer
        .with_header(header::SET_COOKIE, CookieKind::of(&cx.machines.config).clear())
        .with_header("clear-site-data", "\"cache\", \"storage\"")
        .into_response())
}

/// A value of the query, decoded; empty if it is not there.
pub(super) fn query(path: &str, name: &str) -> String {
    let query = path.split_once('?').map_or("", |(_, query)| query);
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let value = pairs.into_iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value);
    percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned()
}
