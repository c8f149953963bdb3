//! Short acts on one deal, from its page.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::model::{Loss, Place, StageKind};
use super::super::{actions, store, views};
use super::form::{ask_needs, find_mine};
use crate::base::id::kind;
use crate::base::{ChangeSetId, DealId, Error, Fields, Problems, Result, StageId};
use crate::web::{Cx, Form, Of, flash};

/// Moves it to the stage of the field `stage`; asks for what the stage needs.
#[handler]
pub async fn move_to(cx: Cx, Of(id): Of<kind::Deal>, Form(typed): Form) -> Result<Response> {
    find_mine(&cx, id)?;
    let stage: StageId = typed.first("stage").parse().map_err(|_| Error::Malformed("stage"))?;
    let version = version(&typed);
    match cx.write(move |tx| actions::move_to(tx, id, version, stage, Place::Top)).await {
        Ok(Some(set)) => Ok(undoable(&cx, id, "deals-moved", set)),
        Ok(None) => Ok(flash::see_other(&record(&cx, id))),
        Err(Error::Invalid(problems)) => ask_needs(&cx, id, stage, &problems),
        Err(other) => Err(other),
    }
}

/// Wins it; asks for what the stage of won deals needs.
#[handler]
pub async fn win(cx: Cx, Of(id): Of<kind::Deal>, Form(typed): Form) -> Result<Response> {
    let version = version(&typed);
    match cx.write(move |tx| actions::win(tx, id, version)).await {
        Ok(set) => Ok(undoable(&cx, id, "deals-won", set)),
        Err(Error::Invalid(problems)) => {
            let deal = find_mine(&cx, id)?;
            let pipeline = cx.read(|view| store::find_pipeline(view, deal.pipeline))?;
            let end = pipeline.end(StageKind::Won).map(|stage| stage.id).ok_or(Error::NotFound)?;
            ask_needs(&cx, id, end, &problems)
        }
        Err(other) => Err(other),
    }
}

/// Asks why it is lost.
#[handler]
pub async fn lose_form(cx: Cx, Of(id): Of<kind::Deal>) -> Result<Markup> {
    let deal = find_mine(&cx, id)?;
    let fields = Fields::new().with("version", deal.version.to_string());
    draw_loss(&cx, id, &fields, &Problems::default())
}

/// Loses it.
#[handler]
pub async fn lose(cx: Cx, Of(id): Of<kind::Deal>, Form(typed): Form) -> Result<Response> {
    let version = version(&typed);
    let lost = match Loss::parse(&typed) {
        Ok(loss) => cx.write(move |tx| actions::lose(tx, id, version, loss)).await,
        Err(error) => Err(error),
    };
    match lost {
        Ok(set) => Ok(undoable(&cx, id, "deals-lost", set)),
        Err(Error::Invalid(problems)) => Ok(again(draw_loss(&cx, id, &typed, &problems)?)),
        Err(other) => Err(other),
    }
}

fn draw_loss(cx: &Cx, id: DealId, fields: &Fields, problems: &Problems) -> Result<Markup> {
    let deal = find_mine(cx, id)?;
    let reasons = cx.read(store::lost_reasons)?;
    Ok(views::lose(cx, &deal, &reasons, (fields, problems)))
}

/// Asks until when it rests.
#[handler]
pub async fn hold_form(cx: Cx, Of(id): Of<kind::Deal>) -> Result<Markup> {
    let deal = find_mine(&cx, id)?;
    let until = deal.held_until.map(|day| day.to_string()).unwrap_or_default();
    let fields = Fields::new().with("version", deal.version.to_string()).with("until", until);
    Ok(views::hold(&cx, &deal, (&fields, &Problems::default())))
}

/// Lets it rest.
#[handler]
pub async fn hold(cx: Cx, Of(id): Of<kind::Deal>, Form(typed): Form) -> Result<Response> {
    let version = version(&typed);
    let held = match typed.first("until").parse() {
        Ok(until) => cx.write(move |tx| actions::hold(tx, id, version, until)).await,
        Err(_) => Err(Error::field("until", "deals-until-missing")),
    };
    match held {
        Ok(set) => Ok(undoable(&cx, id, "deals-held", set)),
        Err(Error::Invalid(problems)) => {
            let deal = find_mine(&cx, id)?;
            Ok(again(views::hold(&cx, &deal, (&typed, &problems))))
        }
        Err(other) => Err(other),
    }
}

/// Takes it off hold.
#[handler]
pub async fn resume(cx: Cx, Of(id): Of<kind::Deal>, Form(typed): Form) -> Result<Response> {
    let version = version(&typed);
    let set = cx.write(move |tx| actions::resume(tx, id, version)).await?;
    Ok(undoable(&cx, id, "deals-resumed", set))
}

/// Opens it again.
#[handler]
pub async fn reopen(cx: Cx, Of(id): Of<kind::Deal>, Form(typed): Form) -> Result<Response> {
    let version = version(&typed);
    match cx.write(move |tx| actions::reopen(tx, id, version)).await {
        Ok(set) => Ok(undoable(&cx, id, "deals-reopened", set)),
        Err(Error::Invalid(problems)) => {
            let stage = cx.read(|view| actions::former(view, &store::find(view, id)?))?;
            ask_needs(&cx, id, stage.id, &problems)
        }
        Err(other) => Err(other),
    }
}

/// Puts it into the trash.
#[handler]
pub async fn throw_away(cx: Cx, Of(id): Of<kind::Deal>) -> Result<Response> {
    let set = cx.write(move |tx| actions::trash(tx, id)).await?;
    Ok(flash::undoable(cx.path("/deals"), "deals-trashed", set))
}

fn version(typed: &Fields) -> i64 {
    typed.first("version").parse().unwrap_or(0)
}

fn record(cx: &Cx, id: DealId) -> String {
    cx.path(format_args!("/deals/{id}"))
}

fn undoable(cx: &Cx, id: DealId, key: &'static str, set: ChangeSetId) -> Response {
    flash::undoable(record(cx, id), key, set)
}

fn again(page: Markup) -> Response {
    page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}
