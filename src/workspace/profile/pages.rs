//! The pages of a person's own affairs.

use poem::http::{StatusCode, header};
use poem::web::Path;
use poem::{IntoResponse, Response, handler};
use serde_json::json;

use super::{actions, store, views};
use crate::base::{Error, Fields, Problems, Result};
use crate::platform::Tx;
use crate::web::{Cx, Form, flash};
use crate::workspace::accounts::{self, Account, Email, Muted};
use crate::workspace::factors::{self, Enrolled};
use crate::workspace::identities;
use crate::workspace::notices::{self, Choices};
use crate::workspace::sessions::{self, CookieKind};

/// The form for another address.
#[handler]
pub async fn address_form(cx: Cx) -> Result<Response> {
    Ok(views::address(&cx, &own(&cx)?, (&Fields::new(), &Problems::default())).into_response())
}

/// Asks for another address; the password is asked, as whoever sits at an open browser need not be the owner.
#[handler]
pub async fn ask_address(cx: Cx, Form(typed): Form) -> Result<Response> {
    let asked = match typed.first("email").parse::<Email>() {
        Ok(email) => match accounts::prove_password(&cx, "password", &typed).await {
            Ok(()) => cx.write(move |tx| actions::ask_address(tx, &email)).await,
            Err(error) => Err(error),
        },
        Err(_) => Err(Error::field("email", "accounts-email-wrong")),
    };
    match asked {
        Err(Error::Invalid(problems)) => {
            let page = views::address(&cx, &own(&cx)?, (&typed, &problems));
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        asked => asked.map(|()| flash::done("/account/address", "profile-address-asked")),
    }
}

/// The page behind the link to a new address; looking uses nothing up.
#[handler]
pub async fn show_address(cx: Cx, Path(token): Path<String>) -> Result<Response> {
    let change = cx.read(|view| actions::find_address(view, &token))?;
    Ok(views::new_address(&cx, &change.email).into_response())
}

/// Takes the new address.
#[handler]
pub async fn change_address(cx: Cx, Path(token): Path<String>) -> Result<Response> {
    let kept = cx.who.session.as_ref().map(|session| session.id).ok_or(Error::Unauthenticated)?;
    cx.write(move |tx| actions::change_address(tx, &token, kept)).await?;
    tracing::info!(target: "security", event = "account.address", account = ?cx.actor().account,
        address = %cx.facts.address);
    Ok(flash::done("/account", "profile-address-changed"))
}

/// Which letters the person wants.
#[handler]
pub async fn letters_form(cx: Cx) -> Result<Response> {
    let account = own(&cx)?;
    let choices = cx.read(|view| notices::choices(view, account.id))?;
    Ok(views::letters(&cx, &account.muted, &choices).into_response())
}

/// Saves it.
#[handler]
pub async fn save_letters(cx: Cx, Form(typed): Form) -> Result<Response> {
    let muted = Muted::all_but(|notice| typed.all("wanted").any(|code| code == notice.code()));
    let choices = Choices::parse(&typed);
    let save = move |tx: &Tx| {
        accounts::mute(tx, &muted)?;
        notices::choose(tx, &choices)
    };
    cx.write(save).await?;
    Ok(flash::done("/account/letters", "profile-letters-saved"))
}

/// The person's companies, what is held about them, and the end.
#[handler]
pub async fn data(cx: Cx) -> Result<Response> {
    let account = own(&cx)?;
    let places = cx.read(|view| store::list_places(view, account.id))?;
    Ok(views::data(&cx, &places).into_response())
}

/// Everything that is held about the account, as a file.
#[handler]
pub async fn download(cx: Cx) -> Result<Response> {
    cx.require_fresh()?;
    let account = own(&cx)?;
    cx.write(actions::note_download).await?;
    let held = held(&cx, &account)?;
    Ok(Response::builder()
        .content_type("application/json; charset=utf-8")
        .header(header::CONTENT_DISPOSITION, "attachment; filename=\"kantora-account.json\"")
        .body(serde_json::to_string_pretty(&held)?))
}

fn held(cx: &Cx, account: &Account) -> Result<serde_json::Value> {
    let id = account.id;
    let sessions = cx.read(|view| sessions::list(view, id))?;
    let places = cx.read(|view| store::list_places(view, id))?;
    let events = cx.read(|view| store::list_events(view, id))?;
    let changes = cx.read(|view| store::list_changes(view, id))?;
    let identities = cx.read(|view| identities::list_of(view, id))?;
    let enrolled = cx.read(|view| factors::enrolled(view, id))?;
    let choices = cx.read(|view| notices::choices(view, id))?;
    let invitations = match account.email.parse::<Email>() {
        Ok(email) => cx.read(|view| store::list_invitations(view, id, &email))?,
        Err(_) => Vec::new(),
    };
    Ok(json!({
        "account": said(account),
        "sessions": sessions.iter().map(|session| json!({
            "address": session.address,
            "browser": session.agent,
            "created_at": session.created_at.0,
            "seen_at": session.seen_at.0,
        })).collect::<Vec<_>>(),
        "companies": places.iter().map(|place| json!({
            "name": place.name,
            "role": place.role.code(),
            "created_at": place.created_at.0,
            "ended_at": place.ended_at.map(|at| at.0),
        })).collect::<Vec<_>>(),
        "invitations": invitations.iter().map(|(company, at, is_accepted)| json!({
            "company": company,
            "created_at": at.0,
            "accepted": is_accepted,
        })).collect::<Vec<_>>(),
        "identities": identities.iter().map(|identity| json!({
            "issuer": identity.issuer,
            "email": identity.email,
            "created_at": identity.created_at.0,
            "used_at": identity.used_at.map(|at| at.0),
        })).collect::<Vec<_>>(),
        "factors": second(&enrolled),
        "told": told(&choices),
        "addresses_asked_for": changes.iter().map(|change| json!({
            "email": change.email,
            "used": change.is_used,
        })).collect::<Vec<_>>(),
        "events": events.iter().map(|event| json!({
            "at": event.at.0,
            "event": event.event,
            "door": event.door,
            "address": event.address,
            "detail": event.detail,
        })).collect::<Vec<_>>(),
    }))
}

/// Of what the person is told, and how.
fn told(choices: &Choices) -> serde_json::Value {
    choices.each().map(|(kind, way)| json!({ "of": kind.code(), "way": way.code() })).collect()
}

/// The second factors, without what is secret about them.
fn second(enrolled: &Enrolled) -> serde_json::Value {
    json!({
        "app_since": enrolled.app.map(|at| at.0),
        "passkeys": enrolled.passkeys.iter().map(|key| json!({
            "name": key.name,
            "created_at": key.created_at.0,
            "used_at": key.used_at.map(|at| at.0),
        })).collect::<Vec<_>>(),
        "recovery_codes_left": enrolled.codes,
    })
}

/// What the account's own row says.
fn said(account: &Account) -> serde_json::Value {
    json!({
            "id": account.id.number(),
            "email": account.email,
            "name": account.name,
            "language": account.language.map(|language| language.code()),
            "zone": account.zone,
            "theme": account.look.theme.code(),
            "density": account.look.density.code(),
            "shortcuts": account.look.shortcuts.flag(),
            "signature": account.signature,
            "unwanted_letters": account.muted.written(),
            "runs_the_installation": account.is_operator,
            "created_at": account.created_at.0,
    })
}

/// What closing means, before it is done.
#[handler]
pub async fn close_form(cx: Cx) -> Result<Response> {
    Ok(views::close(&cx, &Problems::default()).into_response())
}

/// Closes the account, with the password, and signs the browser out.
#[handler]
pub async fn close_account(cx: Cx, Form(typed): Form) -> Result<Response> {
    let name = cx.t("profile-former").to_owned();
    let closed = match accounts::prove_password(&cx, "password", &typed).await {
        Ok(()) => cx.write(move |tx| actions::close(tx, &name)).await,
        Err(error) => Err(error),
    };
    match closed {
        Err(Error::Invalid(problems)) => {
            let page = views::close(&cx, &problems);
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
        other => other?,
    }
    tracing::info!(target: "security", event = "account.close", account = ?cx.actor().account,
        address = %cx.facts.address);
    let answer = flash::done("/sign-in", "profile-closed");
    Ok(answer
        .with_header(header::SET_COOKIE, CookieKind::of(&cx.machines.config).clear())
        .with_header("clear-site-data", "\"cache\", \"storage\"")
        .into_response())
}

fn own(cx: &Cx) -> Result<Account> {
    let account = accounts::own(cx)?;
    cx.read(|view| accounts::find(view, account))
}
