//! The page behind an invitation's link.

use poem::http::{HeaderMap, StatusCode, header};
use poem::web::Path;
use poem::{IntoResponse, Response, handler};

use super::super::model::{Invitation, Standing};
use super::super::{actions, views};
use crate::base::{Actor, Error, Fields, Problems, Result};
use crate::platform::throttle::Trial;
use crate::web::{Cx, Form, flash};
use crate::workspace::accounts::{self, Email, NewAccount, PersonName};
use crate::workspace::sessions::{self, CookieKind, Stay};
use crate::workspace::settings::{self, Settings};

/// Who invites whither; looking uses nothing up.
#[handler]
pub async fn show_invitation(cx: Cx, Path(token): Path<String>) -> Result<Response> {
    match find(&cx, &token) {
        Ok(invitation) => page(&cx, &token, &invitation, (&Fields::new(), &Problems::default())),
        Err(error) => refuse(&cx, error),
    }
}

/// The signed-in person accepts, or somebody makes an account and comes in with it.
#[handler]
pub async fn accept_invitation(
    cx: Cx,
    headers: &HeaderMap,
    Path(token): Path<String>,
    Form(typed): Form,
) -> Result<Response> {
    let invitation = match find(&cx, &token) {
        Ok(invitation) => invitation,
        Err(error) => return refuse(&cx, error),
    };
    let came = match cx.actor().account {
        Some(_) => accept(&cx, token.clone(), &invitation).await,
        None => join(&cx, headers, (token.clone(), &invitation), &typed).await,
    };
    match came {
        Err(Error::Invalid(problems)) => {
            let page = page(&cx, &token, &invitation, (&typed, &problems))?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        answer => answer,
    }
}

async fn accept(cx: &Cx, token: String, invitation: &Invitation) -> Result<Response> {
    cx.write(move |tx| actions::accept(tx, &token)).await?;
    Ok(flash::done(home(cx, invitation)?, "members-welcome"))
}

async fn join(
    cx: &Cx,
    headers: &HeaderMap,
    (token, invitation): (String, &Invitation),
    typed: &Fields,
) -> Result<Response> {
    let name = typed.first("name").parse::<PersonName>();
    let name = name.map_err(|_| Error::field("name", "accounts-name-wrong"))?;
    let words = [typed.first("name"), invitation.email.as_str()];
    let password = accounts::choose(&cx.machines, "password", typed.raw("password"), &words).await?;
    let email: Email = invitation.email.parse()?;
    let new = NewAccount { email, name, password, language: Some(cx.language()) };
    let browser = sessions::browser_of(cx, headers, Stay::Visit);
    let session = match cx.write(move |tx| actions::join(tx, &token, &new, &browser)).await {
        Err(Error::Invalid(_)) => return Err(refuse_taken(cx, invitation).await),
        joined => joined?,
    };
    tracing::info!(target: "security", event = "invitation.join", address = %cx.facts.address);
    let set = CookieKind::of(&cx.machines.config).set(&session, None);
    let answer = flash::done(home(cx, invitation)?, "members-welcome");
    Ok(answer.with_header(header::SET_COOKIE, set).into_response())
}

/// The address is taken: whoever has it signs in instead. Where links are handed over, this tells their holder that
/// there is an account: slowly, and its owner finds the try among what is held about them.
async fn refuse_taken(cx: &Cx, invitation: &Invitation) -> Error {
    let (norm, address) = (invitation.email_norm.clone(), cx.facts.address);
    cx.machines.throttle.failed(&Trial::new(address, "invitation"));
    tracing::warn!(target: "security", event = "invitation.refuse", invitation = %invitation.id, %address);
    match cx.write(move |tx| actions::note_refusal(tx, &norm, address)).await {
        Ok(()) => Error::field("password", "members-sign-in-instead"),
        Err(error) => error,
    }
}

/// The invitation behind the link; guesses are slowed down.
fn find(cx: &Cx, token: &str) -> Result<Invitation> {
    let trial = Trial::new(cx.facts.address, "invitation");
    cx.machines.throttle.admit(&trial)?;
    let found = cx.read(|view| actions::find_by_link(view, token));
    if matches!(found, Err(Error::NotFound)) {
        cx.machines.throttle.failed(&trial);
        tracing::warn!(target: "security", event = "invitation.refuse", address = %cx.facts.address);
    }
    found
}

fn page(cx: &Cx, token: &str, invitation: &Invitation, typed: (&Fields, &Problems)) -> Result<Response> {
    let standing = invitation.standing(cx.now());
    if standing != Standing::Open {
        return Ok(views::over(cx, standing).with_status(StatusCode::GONE).into_response());
    }
    let company = company(cx, invitation)?.company.name;
    let reader = match cx.actor().account {
        None => views::Invited::Guest,
        Some(account) => {
            let email = cx.read(|view| accounts::find(view, account))?.email;
            match email.parse::<Email>().is_ok_and(|email| email.norm() == invitation.email_norm) {
                true => views::Invited::Meant,
                false => views::Invited::Another(email),
            }
        }
    };
    let next = format!("/invitation/{token}");
    let letter = views::Letter { invitation, company: &company, reader, next: &next };
    Ok(views::invitation(cx, &letter, typed).into_response())
}

fn home(cx: &Cx, invitation: &Invitation) -> Result<String> {
    Ok(format!("/w/{}", company(cx, invitation)?.slug))
}

/// The company that invites.
fn company(cx: &Cx, invitation: &Invitation) -> Result<Settings> {
    let mut inside = Actor::guest(cx.actor().door);
    inside.workspace = invitation.workspace;
    cx.machines.db.read(&inside, settings::of)
}

fn refuse(cx: &Cx, error: Error) -> Result<Response> {
    match error {
        Error::NotFound => Ok(views::unknown(cx).with_status(StatusCode::NOT_FOUND).into_response()),
        other => Err(other),
    }
}
