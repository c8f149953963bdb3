//! How a lead passes from state to state, from its page.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::model::{LabelKind, Lead, Rest};
use super::super::{actions, store, views};
use super::form::find_mine;
use crate::base::id::kind;
use crate::base::{Error, Fields, LeadId, Problems, Result};
use crate::platform::{Tx, View};
use crate::web::{Cx, Form, Of, flash};
use crate::workspace::settings;

/// Asks why nothing came of it.
#[handler]
pub async fn disqualify_form(cx: Cx, Of(id): Of<kind::Lead>) -> Result<Markup> {
    let lead = find_mine(&cx, id)?;
    let fields = Fields::new().with("version", lead.version.to_string());
    draw_disqualify(&cx, &lead, (&fields, &Problems::default()))
}

/// Notes it.
#[handler]
pub async fn disqualify(cx: Cx, Of(id): Of<kind::Lead>, Form(typed): Form) -> Result<Response> {
    let lead = find_mine(&cx, id)?;
    let (seen, reason) = (seen(&typed), typed.first("reason").to_owned());
    let run = move |tx: &Tx| {
        require_seen(tx, id, seen)?;
        actions::disqualify(tx, id, &reason)
    };
    match cx.write(run).await {
        Ok(set) => Ok(flash::undoable(record(&cx, id), "leads-disqualified", set)),
        Err(Error::Invalid(problems)) => Ok(refused(draw_disqualify(&cx, &lead, (&typed, &problems))?)),
        Err(other) => Err(other),
    }
}

/// Asks how long it is to rest.
#[handler]
pub async fn recycle_form(cx: Cx, Of(id): Of<kind::Lead>) -> Result<Markup> {
    let lead = find_mine(&cx, id)?;
    let task = cx.tell("leads-recycle-task", &[("name", lead.facts.name().into())]);
    let fields = Fields::new().with("task", task).with("version", lead.version.to_string());
    Ok(views::recycle(&cx, &lead, (&fields, &Problems::default())))
}

/// Lets it rest.
#[handler]
pub async fn recycle(cx: Cx, Of(id): Of<kind::Lead>, Form(typed): Form) -> Result<Response> {
    let lead = find_mine(&cx, id)?;
    let today = cx.now().day(&settings::at_hand(&cx)?.zone());
    let rest = match Rest::parse(&typed, today) {
        Ok(rest) => rest,
        Err(Error::Invalid(problems)) => {
            return Ok(refused(views::recycle(&cx, &lead, (&typed, &problems))));
        }
        Err(other) => return Err(other),
    };
    let seen = seen(&typed);
    let run = move |tx: &Tx| {
        require_seen(tx, id, seen)?;
        actions::recycle(tx, id, &rest)
    };
    match cx.write(run).await {
        Ok(set) => Ok(flash::undoable(record(&cx, id), "leads-recycled", set)),
        Err(Error::Invalid(problems)) => Ok(refused(views::recycle(&cx, &lead, (&typed, &problems)))),
        Err(other) => Err(other),
    }
}

/// Takes it up again before its day.
#[handler]
pub async fn take_up(cx: Cx, Of(id): Of<kind::Lead>) -> Result<Response> {
    let set = cx.write(move |tx| actions::take_up(tx, id)).await?;
    Ok(flash::undoable(record(&cx, id), "leads-taken-up", set))
}

/// Puts it into the trash.
#[handler]
pub async fn throw_away(cx: Cx, Of(id): Of<kind::Lead>) -> Result<Response> {
    let set = cx.write(move |tx| actions::trash(tx, &[id])).await?;
    Ok(flash::undoable_counted(cx.path("/leads"), "leads-trashed", 1, set))
}

/// Takes it out of the trash.
#[handler]
pub async fn restore(cx: Cx, Of(id): Of<kind::Lead>) -> Result<Response> {
    cx.write(move |tx| actions::restore(tx, id)).await?;
    Ok(flash::done(record(&cx, id), "leads-restored"))
}

/// The version that the form showed, if it says one.
fn seen(typed: &Fields) -> Option<i64> {
    typed.first("version").parse().ok()
}

/// `Stale` if somebody else was faster: a lead that is given up may rest, too, and the reason would be gone unseen.
fn require_seen(view: &View, id: LeadId, seen: Option<i64>) -> Result<()> {
    let lead = store::find(view, id)?;
    match seen.is_none_or(|seen| seen == lead.version) {
        true => Ok(()),
        false => Err(Error::Stale(lead.version)),
    }
}

fn draw_disqualify(cx: &Cx, lead: &Lead, form: (&Fields, &Problems)) -> Result<Markup> {
    let reasons = cx.read(|view| store::labels::list(view, LabelKind::Reason))?;
    Ok(views::disqualify(cx, lead, &reasons, form))
}

fn refused(page: Markup) -> Response {
    page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}

fn record(cx: &Cx, id: LeadId) -> String {
    cx.path(format_args!("/leads/{id}"))
}
