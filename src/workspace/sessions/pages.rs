//! The ways without a workspace in the path: they lead to where the person was last.

use poem::http::{HeaderMap, header};
use poem::web::Redirect;
use poem::{IntoResponse, Response, handler};

use super::model::{Browser, Stay};
use super::store;
use crate::base::{AccountId, Error, Result};
use crate::web::Cx;

/// `/`: the last workspace of a member, with whatever the query says; a guest signs in first.
#[handler]
pub async fn home(cx: Cx) -> Result<Response> {
    let account = cx.actor().account.ok_or(Error::Unauthenticated)?;
    let query = cx.facts.path.strip_prefix('/').unwrap_or_default();
    Ok(Redirect::see_other(home_of(&cx, account)? + query).into_response())
}

/// Any page path without `/w/<slug>`: the same page of the last workspace.
#[handler]
pub async fn into_workspace(cx: Cx) -> Result<Response> {
    let account = cx.actor().account.ok_or(Error::Unauthenticated)?;
    let slug = cx.read(|view| store::maybe_find_home(view, account))?.ok_or(Error::NotFound)?;
    Ok(Redirect::see_other(format!("/w/{slug}{}", cx.facts.path)).into_response())
}

/// The path where the account's work begins.
pub fn home_of(cx: &Cx, account: AccountId) -> Result<String> {
    let slug = cx.read(|view| store::maybe_find_home(view, account))?;
    Ok(slug.map_or_else(|| "/account".to_owned(), |slug| format!("/w/{slug}")))
}

/// The browser behind a request, about to be signed in.
pub fn browser_of(cx: &Cx, headers: &HeaderMap, stay: Stay) -> Browser {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    Browser::new(cx.facts.address, agent, stay, &cx.machines.config.session)
}
