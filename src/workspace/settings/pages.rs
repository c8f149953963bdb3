//! The pages of the settings.

use std::sync::Arc;

use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::model::{Company, Regional, Settings};
use super::{actions, store, views};
use crate::base::{Error, Fields, Problems, Result};
use crate::web::{Cx, Form, flash};

/// Who the company is.
#[handler]
pub async fn company(cx: Cx) -> Result<Response> {
    let settings = cx.read(store::of)?;
    let fields = views::company_fields(&settings);
    Ok(views::company(&cx, &fields, &Problems::default()).into_response())
}

/// Saves it.
#[handler]
pub async fn save_company(cx: Cx, Form(typed): Form) -> Result<Response> {
    let version = version(&typed)?;
    let saved = match Company::parse(&typed) {
        Ok(edited) => cx.write(move |tx| actions::save_company(tx, version, &edited)).await,
        Err(error) => Err(error),
    };
    match saved {
        Err(Error::Invalid(problems)) => Ok(again(views::company(&cx, &typed, &problems))),
        saved => saved.map(|()| flash::done(cx.path("/settings"), "settings-saved")),
    }
}

/// How days and amounts are written.
#[handler]
pub async fn regional(cx: Cx) -> Result<Response> {
    let settings = cx.read(store::of)?;
    let fields = views::regional_fields(&settings);
    Ok(views::regional(&cx, &fields, &Problems::default()).into_response())
}

/// Saves it.
#[handler]
pub async fn save_regional(cx: Cx, Form(typed): Form) -> Result<Response> {
    let version = version(&typed)?;
    let saved = match Regional::parse(&typed) {
        Ok(edited) => cx.write(move |tx| actions::save_regional(tx, version, &edited)).await,
        Err(error) => Err(error),
    };
    match saved {
        Err(Error::Invalid(problems)) => Ok(again(views::regional(&cx, &typed, &problems))),
        saved => saved.map(|()| flash::done(cx.path("/settings/regional"), "settings-saved")),
    }
}

/// Who must have a second factor.
#[handler]
pub async fn security(cx: Cx) -> Result<Response> {
    let settings = cx.read(store::of)?;
    let fields = views::security_fields(&settings);
    Ok(views::security(&cx, &fields, &Problems::default()).into_response())
}

/// Saves it.
#[handler]
pub async fn save_security(cx: Cx, Form(typed): Form) -> Result<Response> {
    cx.require_fresh()?;
    let version = version(&typed)?;
    match typed.first("second_factor").parse() {
        Ok(chosen) => {
            cx.write(move |tx| actions::save_second_factor(tx, version, chosen)).await?;
            Ok(flash::done(cx.path("/settings/security"), "settings-saved"))
        }
        Err(Error::Invalid(problems)) => Ok(again(views::security(&cx, &typed, &problems))),
        Err(error) => Err(error),
    }
}

/// The ways in and out for whole lists.
#[handler]
pub async fn data(cx: Cx) -> Result<Response> {
    Ok(views::data(&cx).into_response())
}

/// The settings of the workspace at hand, from memory as long as its count of changes stands.
pub fn at_hand(cx: &Cx) -> Result<Arc<Settings>> {
    let place = cx.who.place.as_ref().ok_or(Error::NotFound)?;
    cx.machines.cache.get(cx.actor().workspace, place.changes, || cx.read(store::of))
}

fn version(typed: &Fields) -> Result<i64> {
    typed.first("version").parse().map_err(|_| Error::Malformed("version"))
}

fn again(page: maud::Markup) -> Response {
    page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}
