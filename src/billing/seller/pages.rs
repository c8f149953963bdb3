//! The page of what stands on invoices.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::model::{AccountInput, Details};
use super::views::{self, Shown};
use super::{actions, store};
use crate::base::id::kind;
use crate::base::{Error, Fields, Problems, Result, Role};
use crate::billing::taxes;
use crate::web::{Cx, Form, Of, flash};
use crate::workspace::{members, settings};

const BILLING: &str = "/settings/billing";

/// Who the company is, what papers say besides, and where customers pay.
#[handler]
pub async fn overview(cx: Cx) -> Result<Markup> {
    let shown = shown(&cx)?;
    Ok(views::overview(&cx, &shown, &views::details_typed(&shown.stored), &Problems::default()))
}

/// Saves what papers say.
#[handler]
pub async fn save(cx: Cx, Form(typed): Form) -> Result<Response> {
    let version = typed.first("version").parse().map_err(|_| Error::Malformed("version"))?;
    let saved = match Details::parse(&typed) {
        Ok(details) => cx.write(move |tx| actions::save(tx, version, &details)).await,
        Err(error) => Err(error),
    };
    match saved {
        Err(Error::Invalid(problems)) => Ok(again(views::overview(&cx, &shown(&cx)?, &typed, &problems))),
        saved => saved.map(|()| flash::done(cx.path(BILLING), "settings-saved")),
    }
}

/// The form of another account; asks for proof before anything is typed.
#[handler]
pub async fn new_account(cx: Cx) -> Result<Markup> {
    require_owner(&cx)?;
    let own = settings::at_hand(&cx)?.regional.currency;
    let typed = Fields::new().with("account_currency", own.code());
    Ok(views::new_account(&cx, &typed, &Problems::default()))
}

/// Adds it.
#[handler]
pub async fn add_account(cx: Cx, Form(typed): Form) -> Result<Response> {
    require_owner(&cx)?;
    let added = match AccountInput::parse(&typed) {
        Ok(new) => cx.write(move |tx| actions::add_account(tx, &new)).await,
        Err(error) => Err(error),
    };
    match added {
        Err(Error::Invalid(problems)) => Ok(again(views::new_account(&cx, &typed, &problems))),
        added => added.map(|_| flash::done(cx.path(BILLING), "seller-account-added")),
    }
}

/// Puts one away.
#[handler]
pub async fn remove_account(cx: Cx, Of(id): Of<kind::BankAccount>) -> Result<Response> {
    cx.read(|view| store::find_account(view, id))?;
    require_owner(&cx)?;
    cx.write(move |tx| actions::remove_account(tx, id)).await?;
    Ok(flash::done(cx.path(BILLING), "seller-account-removed"))
}

/// Puts one on papers of its currency.
#[handler]
pub async fn use_account(cx: Cx, Of(id): Of<kind::BankAccount>) -> Result<Response> {
    cx.read(|view| store::find_account(view, id))?;
    require_owner(&cx)?;
    cx.write(move |tx| actions::choose_account(tx, id)).await?;
    Ok(flash::done(cx.path(BILLING), "seller-account-chosen"))
}

/// An owner has read what the ordinance asks.
#[handler]
pub async fn allow_cash(cx: Cx) -> Result<Response> {
    cx.write(actions::allow_cash).await?;
    Ok(flash::done(cx.path(BILLING), "seller-cash-allowed"))
}

/// No cash any more.
#[handler]
pub async fn refuse_cash(cx: Cx) -> Result<Response> {
    cx.write(actions::refuse_cash).await?;
    Ok(flash::done(cx.path(BILLING), "seller-cash-refused"))
}

/// Nobody else is asked for proof: it would not help them.
fn require_owner(cx: &Cx) -> Result<()> {
    if cx.actor().role() != Some(Role::Owner) {
        return Err(Error::Forbidden);
    }
    cx.require_fresh()
}

fn shown(cx: &Cx) -> Result<Shown> {
    let today = views::today(cx);
    let settings = settings::at_hand(cx)?;
    let country = settings.company.country;
    cx.read(|view| {
        Ok(Shown {
            settings,
            stored: store::find(view, country)?,
            scheme: taxes::store::standing(view, today)?.scheme,
            facts: store::facts(view, today)?,
            accounts: store::list_accounts(view)?,
            members: members::list(view)?,
        })
    })
}

fn again(page: Markup) -> Response {
    page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}
