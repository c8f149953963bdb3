//! Who wants no letters that go to many.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::views::Unsubscribed;
use super::super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{Error, Fields, Problems, Result, SuppressionId};
use crate::crm::owners;
use crate::web::{Asked, Cx, Form, Of, flash};

const HERE: &str = "/settings/unsubscribed";

/// Every suppressed address, as far as it may be seen.
#[handler]
pub async fn list_unsubscribed(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    draw(&cx, &query, (&Fields::new(), &Problems::default()))
}

/// Notes that somebody wants none.
#[handler]
pub async fn note_unsubscribed(cx: Cx, Form(typed): Form) -> Result<Response> {
    let address = typed.first("address").to_owned();
    match cx.write(move |tx| actions::note_asked(tx, &address)).await {
        Ok(()) => Ok(flash::done(cx.path(HERE), "mails-unsubscribed-noted")),
        Err(Error::Invalid(problems)) => refuse(draw(&cx, &Fields::new(), (&typed, &problems))),
        Err(other) => Err(other),
    }
}

/// One of them, to be lifted.
#[handler]
pub async fn lift_form(cx: Cx, Of(id): Of<kind::Suppression>) -> Result<Markup> {
    lifting(&cx, id, (&Fields::new(), &Problems::default()))
}

/// Lets letters to many go there again.
#[handler]
pub async fn lift(cx: Cx, Of(id): Of<kind::Suppression>, Form(typed): Form) -> Result<Response> {
    let why = typed.first("why").to_owned();
    match cx.write(move |tx| actions::lift(tx, id, &why)).await {
        Ok(()) => Ok(flash::done(cx.path(HERE), "mails-lifted")),
        Err(Error::Invalid(problems)) => refuse(lifting(&cx, id, (&typed, &problems))),
        Err(other) => Err(other),
    }
}

fn draw(cx: &Cx, query: &Fields, typed: (&Fields, &Problems)) -> Result<Markup> {
    let before = query.first("before").parse().unwrap_or(SuppressionId::new(i64::MAX));
    let shown = cx.read(|view| {
        Ok(Unsubscribed {
            rows: store::list_suppressions(view, before)?,
            is_first: query.first("before").is_empty(),
            owners: owners::store::list(view)?,
        })
    })?;
    Ok(views::suppressions(cx, &shown, typed))
}

fn lifting(cx: &Cx, id: SuppressionId, typed: (&Fields, &Problems)) -> Result<Markup> {
    let (row, owners) =
        cx.read(|view| Ok((store::find_suppression(view, id)?, owners::store::list(view)?)))?;
    Ok(views::lifting(cx, &row, &owners, typed))
}

fn refuse(page: Result<Markup>) -> Result<Response> {
    Ok(page?.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
