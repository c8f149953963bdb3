//! The pages of the tokens.

use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::model::{Grant, NewToken, Secret, Token};
use super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{Error, Fields, Problems, Result, Right};
use crate::platform::{crypto, idempotency};
use crate::web::{Cx, Form, Of, flash};

const HERE: &str = "/settings/tokens";

/// One's own tokens; everybody's for whom looks after people.
#[handler]
pub async fn list(cx: Cx) -> Result<Response> {
    let tokens = cx.read(|view| match (cx.may(Right::PeopleWrite), cx.actor().member) {
        (true, _) => store::list_all(view),
        (false, Some(member)) => store::list_of(view, member),
        (false, None) => Err(Error::Forbidden),
    })?;
    Ok(views::list(&cx, &tokens).into_response())
}

/// The empty form.
#[handler]
pub async fn draw(cx: Cx) -> Result<Response> {
    cx.require_fresh()?;
    let fields = Fields::new()
        .with("act", crypto::token())
        .with("life", super::Life::default().code())
        .with("grant", Grant::CustomersRead.code());
    Ok(views::form(&cx, &fields, &Problems::default()).into_response())
}

/// Makes the token and shows it this once, or shows the form again with what is wrong.
#[handler]
pub async fn make(cx: Cx, Form(typed): Form) -> Result<Response> {
    cx.require_fresh()?;
    match NewToken::parse(&typed) {
        Ok(new) => create(&cx, &typed, new).await,
        Err(Error::Invalid(problems)) => {
            let page = views::form(&cx, &typed, &problems);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(other) => Err(other),
    }
}

/// Sent twice, one token is made; only the first answer can show it, as nobody keeps it.
async fn create(cx: &Cx, typed: &Fields, new: NewToken) -> Result<Response> {
    let secret = Secret::generate();
    let (act, hash) = (typed.first("act").to_owned(), idempotency::request_hash(&cx.facts.path, typed));
    let (name, made) = (new.name.clone(), secret.clone());
    let mark = data_encoding::HEXLOWER.encode(&secret.hash());
    let known = mark.clone();
    let run = move |tx: &crate::platform::Tx| {
        idempotency::once(tx, &act, hash, || actions::create(tx, &new, &made).map(|_| known))
    };
    if cx.write(run).await? != mark {
        return Ok(flash::done(cx.path(HERE), "tokens-shown-once"));
    }
    tracing::info!(target: "security", event = "token.create", account = ?cx.actor().account,
        workspace = %cx.actor().workspace, address = %cx.facts.address);
    Ok(views::made(cx, &name, secret.reveal()).into_response())
}

/// Ends a token.
#[handler]
pub async fn remove(cx: Cx, Of(id): Of<kind::Token>) -> Result<Response> {
    let token: Token = cx.write(move |tx| actions::revoke(tx, id)).await?;
    tracing::info!(target: "security", event = "token.revoke", account = ?cx.actor().account,
        workspace = %cx.actor().workspace, token = %token.id, address = %cx.facts.address);
    Ok(flash::done(cx.path(HERE), "tokens-revoked"))
}
