//! The page of rates in the settings.

use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::model::{NewRate, RateKind, Source};
use super::views::{self, Shown};
use super::{actions, store};
use crate::base::{Error, Fields, Problems, Result};
use crate::web::{Cx, Form, Of, flash};
use crate::workspace::settings;

const PATH: &str = "/settings/rates";

/// Whom the workspace follows, the rates that hold today, and those that it sets itself.
#[handler]
pub async fn show(cx: Cx) -> Result<Response> {
    let shown = shown(&cx)?;
    Ok(views::rates(&cx, &shown, &Fields::new(), &Problems::default()).into_response())
}

/// Follows a source, or nobody.
#[handler]
pub async fn choose_source(cx: Cx, Form(typed): Form) -> Result<Response> {
    let version = typed.first("version").parse().map_err(|_| Error::Malformed("version"))?;
    let saved = match Source::choice(&typed) {
        Ok(source) => cx.write(move |tx| actions::choose(tx, version, source)).await,
        Err(error) => Err(error),
    };
    answer(&cx, &typed, saved, "settings-saved")
}

/// Asks the source at once.
#[handler]
pub async fn fetch_now(cx: Cx) -> Result<Response> {
    cx.write(actions::wish).await?;
    Ok(flash::done(cx.path(PATH), "rates-asked-again"))
}

/// Sets a rate by hand.
#[handler]
pub async fn set_rate(cx: Cx, Form(typed): Form) -> Result<Response> {
    let own = settings::at_hand(&cx)?.regional.currency;
    let saved = match NewRate::parse(&typed, own) {
        Ok(new) => cx.write(move |tx| actions::set(tx, &new)).await,
        Err(error) => Err(error),
    };
    answer(&cx, &typed, saved, "rates-set-done")
}

/// Takes a rate by hand away.
#[handler]
pub async fn remove_rate(cx: Cx, Of(id): Of<RateKind>) -> Result<Response> {
    cx.write(move |tx| actions::remove(tx, id)).await?;
    Ok(flash::done(cx.path(PATH), "rates-removed"))
}

fn answer(cx: &Cx, typed: &Fields, saved: Result<()>, done: &'static str) -> Result<Response> {
    match saved {
        Err(Error::Invalid(problems)) => {
            let page = views::rates(cx, &shown(cx)?, typed, &problems);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        saved => saved.map(|()| flash::done(cx.path(PATH), done)),
    }
}

fn shown(cx: &Cx) -> Result<Shown> {
    let today = views::today(cx);
    cx.read(|view| {
        let (rates, choice) = (store::on(view, today)?, store::choice(view)?);
        let feed = match choice.source {
            Some(source) => store::feed(view, source)?,
            None => None,
        };
        let by_hand = store::list_set(view, rates.own)?;
        Ok(Shown { holding: store::list_by_hand(view, rates.own, today)?, by_hand, rates, choice, feed })
    })
}
