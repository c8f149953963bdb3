//! The second factor: after the password, or a passkey alone.

use poem::http::{HeaderMap, StatusCode};
use poem::web::Json;
use poem::{IntoResponse, Response, handler};

use super::super::actions::{self, Proof};
use super::super::model::Step;
use super::super::{store, views};
use super::door::{Begun, query, welcome};
use super::step_up::confirmed;
use crate::base::{Error, Fields, Problems, Result};
use crate::platform::throttle::Trial;
use crate::web::cookie::cookie;
use crate::web::{Cx, Form, flash};
use crate::workspace::factors::{self, Question, Used};
use crate::workspace::sessions::{self, CookieKind, Stay, Token};

/// The question; without half a sign-in the way begins at the front.
#[handler]
pub async fn second_form(cx: Cx, headers: &HeaderMap) -> Result<Response> {
    let Some(step) = step(&cx, headers)? else { return Ok(flash::see_other("/sign-in")) };
    let typed = Fields::new().with("next", query(&cx.facts.path, "next"));
    show(&cx, step, &typed, &Problems::default())
}

fn show(cx: &Cx, step: Step, typed: &Fields, problems: &Problems) -> Result<Response> {
    let enrolled = cx.read(|view| factors::enrolled(view, step.account))?;
    Ok(views::second(cx, &enrolled, typed, problems).into_response())
}

/// The half sign-in of the browser that asks.
fn step(cx: &Cx, headers: &HeaderMap) -> Result<Option<Step>> {
    let name = CookieKind::of(&cx.machines.config).name();
    let Some(token) = cookie(headers, name).map(Token::sent) else { return Ok(None) };
    cx.read(|view| store::maybe_find(view, &token.hash()))
}

/// A code of the app, or a recovery code.
#[handler]
pub async fn second(cx: Cx, headers: &HeaderMap, Form(typed): Form) -> Result<Response> {
    let Some(step) = step(&cx, headers)? else { return Ok(flash::see_other("/sign-in")) };
    // Whoever comes here has the password: all addresses together get the tries of one.
    let trial = Trial::of(&format!("factor of {}", step.account));
    cx.machines.throttle.admit(&trial)?;
    match finish(&cx, headers, &typed, step).await {
        Ok(answer) => {
            cx.machines.throttle.passed(&trial);
            Ok(answer)
        }
        Err(Error::Invalid(problems)) => {
            cx.machines.throttle.failed(&trial);
            let address = cx.facts.address;
            tracing::warn!(target: "security", event = "session.refuse", account = %step.account, by = "code",
                %address);
            cx.write(move |tx| actions::note_refusal(tx, Some(step.account), address)).await?;
            let page = show(&cx, step, &typed, &problems)?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn finish(cx: &Cx, headers: &HeaderMap, typed: &Fields, step: Step) -> Result<Response> {
    let (code, key) = (typed.first("code").parse()?, cx.machines.master_key.clone());
    let browser = sessions::browser_of(cx, headers, step.stay);
    let age = browser.cookie_age();
    let (token, used) =
        cx.write(move |tx| actions::finish_by_code(tx, step, &browser, (&key, &code))).await?;
    // Whoever needed a recovery code has lost something: they see what is left.
    let next = match used {
        Used::Recovery(_) => "/account/factors",
        Used::App | Used::Passkey => typed.first("next"),
    };
    welcome(cx, step.account, next, Begun { token, age, by: used.code() })
}

/// What the browser is asked: of whoever is signed in, half signed in, or of anybody.
#[handler]
pub async fn ask_passkey(cx: Cx, headers: &HeaderMap) -> Result<Json<Question>> {
    let account = match cx.actor().account {
        Some(account) => Some(account),
        None => step(&cx, headers)?.map(|step| step.account),
    };
    factors::ask(&cx, account).map(Json)
}

/// A passkey: signs in, or proves anew whoever is signed in already.
#[handler]
pub async fn use_passkey(cx: Cx, headers: &HeaderMap, Form(typed): Form) -> Result<Response> {
    let trial = Trial::new(cx.facts.address, "passkey");
    cx.machines.throttle.admit(&trial)?;
    match enter(&cx, headers, &typed).await {
        Err(Error::Invalid(_)) => {
            cx.machines.throttle.failed(&trial);
            tracing::warn!(target: "security", event = "session.refuse", by = "passkey", address = %cx.facts.address);
            let page = views::no_passkey(&cx, typed.first("next"));
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        entered => entered,
    }
}

async fn enter(cx: &Cx, headers: &HeaderMap, typed: &Fields) -> Result<Response> {
    let proven = factors::prove(cx, typed.first("ticket"), typed.raw("credential"))?;
    if cx.actor().account.is_some() {
        return confirmed(cx, Proof::Passkey(proven), typed.first("next")).await;
    }
    let step = step(cx, headers)?.filter(|step| step.account == proven.account);
    let browser = sessions::browser_of(cx, headers, step.map_or(Stay::Visit, |step| step.stay));
    let (age, account) = (browser.cookie_age(), proven.account);
    let token = cx.write(move |tx| actions::finish_by_passkey(tx, &proven, &browser, step)).await?;
    welcome(cx, account, typed.first("next"), Begun { token, age, by: Used::Passkey.code() })
}
