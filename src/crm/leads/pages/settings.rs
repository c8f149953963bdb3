//! The settings of leads.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::model::LabelKind;
use super::super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{Error, Fields, MemberId, Problems, Result};
use crate::crm::owners;
use crate::web::{Cx, Form, Of, flash};

const HERE: &str = "/settings/leads";

/// Who takes leads in turn, where leads come from, why nothing came of them.
#[handler]
pub async fn sorting(cx: Cx) -> Result<Markup> {
    draw(&cx, &Fields::new(), &Problems::default())
}

/// Saves who takes leads in turn.
#[handler]
pub async fn save_takers(cx: Cx, Form(typed): Form) -> Result<Response> {
    let chosen = typed.all("taker").map(str::parse).collect::<Result<Vec<MemberId>>>()?;
    match cx.write(move |tx| actions::save_takers(tx, &chosen)).await {
        Ok(()) => Ok(flash::done(cx.path(HERE), "settings-saved")),
        Err(Error::Invalid(problems)) => refuse(draw(&cx, &typed, &problems)),
        Err(other) => Err(other),
    }
}

/// Offers one more source or reason.
#[handler]
pub async fn add_label(cx: Cx, Form(typed): Form) -> Result<Response> {
    let kind: LabelKind = typed.first("kind").parse()?;
    let name = typed.first(kind.code()).to_owned();
    match cx.write(move |tx| actions::add_label(tx, kind, &name)).await {
        Ok(()) => Ok(flash::done(cx.path(HERE), "leads-label-added")),
        Err(Error::Invalid(problems)) => refuse(draw(&cx, &typed, &problems)),
        Err(other) => Err(other),
    }
}

/// A source or reason, to change.
#[handler]
pub async fn show_label(cx: Cx, Of(id): Of<kind::LeadLabel>) -> Result<Markup> {
    let (label, _) = cx.read(|view| store::labels::find(view, id))?;
    let fields = Fields::new().with("name", &label.name);
    Ok(views::label(&cx, &label, (&fields, &Problems::default())))
}

/// Spells it otherwise.
#[handler]
pub async fn edit_label(cx: Cx, Of(id): Of<kind::LeadLabel>, Form(typed): Form) -> Result<Response> {
    let name = typed.first("name").to_owned();
    match cx.write(move |tx| actions::edit_label(tx, id, &name)).await {
        Ok(()) => Ok(flash::done(cx.path(HERE), "settings-saved")),
        Err(Error::Invalid(problems)) => {
            let (label, _) = cx.read(|view| store::labels::find(view, id))?;
            refuse(Ok(views::label(&cx, &label, (&typed, &problems))))
        }
        Err(other) => Err(other),
    }
}

/// Offers it no longer.
#[handler]
pub async fn remove_label(cx: Cx, Of(id): Of<kind::LeadLabel>) -> Result<Response> {
    cx.write(move |tx| actions::remove_label(tx, id)).await?;
    Ok(flash::done(cx.path(HERE), "leads-label-removed"))
}

fn draw(cx: &Cx, fields: &Fields, problems: &Problems) -> Result<Markup> {
    let words = cx.read(|view| {
        Ok(views::Words {
            owners: owners::store::list(view)?,
            takers: store::takers::list(view)?,
            sources: store::labels::list(view, LabelKind::Source)?,
            reasons: store::labels::list(view, LabelKind::Reason)?,
        })
    })?;
    Ok(views::settings(cx, &words, fields, problems))
}

fn refuse(page: Result<Markup>) -> Result<Response> {
    Ok(page?.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
