//! The page of what papers say of a company or a contact.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::model::{CheckInput, CustomerInput, Shown};
use super::views::{self, Sheet};
use super::{actions, store};
use crate::base::id::kind;
use crate::base::{Error, Fields, Problems, Result, SubjectId};
use crate::web::{Cx, Form, Of, flash};
use crate::workspace::settings;

/// The form with what counts now.
#[handler]
pub async fn show(cx: Cx, Of(id): Of<kind::Subject>) -> Result<Markup> {
    let shown = live(&cx, id)?;
    Ok(draw(&cx, &shown, &typed(&cx, &shown)?, (&Fields::new(), &Problems::default())))
}

/// Saves it, or shows the form again with what is wrong.
#[handler]
pub async fn save(cx: Cx, Of(id): Of<kind::Subject>, Form(fields): Form) -> Result<Response> {
    let shown = live(&cx, id)?;
    let version = fields.first("version").parse().unwrap_or(0);
    let saved = match CustomerInput::parse(&fields) {
        Ok(input) => cx.write(move |tx| actions::save(tx, id, version, &input)).await,
        Err(error) => Err(error),
    };
    match saved {
        Ok(()) => Ok(done(&cx, &shown, "customers-saved")),
        Err(Error::Invalid(problems)) => {
            let page = draw(&cx, &shown, &fields, (&Fields::new(), &problems));
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(Error::Stale(_)) => stale(&cx, &live(&cx, id)?, &fields),
        Err(other) => Err(other),
    }
}

/// Notes what somebody found out about the VAT number.
#[handler]
pub async fn check(cx: Cx, Of(id): Of<kind::Subject>, Form(fields): Form) -> Result<Response> {
    let shown = live(&cx, id)?;
    let version = fields.first("version").parse().unwrap_or(0);
    let checked = match CheckInput::parse(&fields) {
        Ok(found) => cx.write(move |tx| actions::check(tx, id, version, &found)).await,
        Err(error) => Err(error),
    };
    match checked {
        Err(Error::Invalid(problems)) => {
            let page = draw(&cx, &shown, &typed(&cx, &shown)?, (&fields, &problems));
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        checked => checked.map(|()| done(&cx, &shown, "customers-checked")),
    }
}

/// `Conflict` if the record is in the trash.
fn live(cx: &Cx, id: SubjectId) -> Result<Shown> {
    let shown = cx.read(|view| store::find(view, id))?;
    if shown.record.is_live { Ok(shown) } else { Err(Error::Conflict("customers-in-trash")) }
}

fn typed(cx: &Cx, shown: &Shown) -> Result<Fields> {
    Ok(views::typed(shown, settings::at_hand(cx)?.company.country))
}

fn draw(cx: &Cx, shown: &Shown, fields: &Fields, (found, problems): (&Fields, &Problems)) -> Markup {
    views::page(cx, shown, &Sheet { fields, check: found, problems })
}

/// What was typed, beside what somebody else has stored meanwhile.
fn stale(cx: &Cx, shown: &Shown, fields: &Fields) -> Result<Response> {
    let again = fields.clone().without("version").with("version", shown.version().to_string());
    let page = views::stale(cx, shown, &typed(cx, shown)?, &again);
    Ok(page.with_status(StatusCode::CONFLICT).into_response())
}

/// Back to the record, where it stands.
fn done(cx: &Cx, shown: &Shown, key: &'static str) -> Response {
    let record = &shown.record;
    flash::done(cx.path(format_args!("/{}/{}", record.kind.place(), record.subject)), key)
}
