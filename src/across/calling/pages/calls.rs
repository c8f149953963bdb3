//! Noting calls, meetings and letters, and mending what was noted.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::actions;
use super::super::model::CallInput;
use super::super::views::{self, Sheet};
use crate::across::naming::{self, Named};
use crate::across::profiles;
use crate::base::id::kind;
use crate::base::{At, Error, Fields, NoteId, Problems, Result, SubjectId};
use crate::crm::activities::{Note, NoteInput, NoteKind};
use crate::crm::owners::{self, Owners};
use crate::crm::subjects;
use crate::platform::{Tx, View, crypto};
use crate::web::{Asked, Cx, Form, Of, flash};

/// The form about the record `about` for what `kind` names; `phone` is the number that was called.
#[handler]
pub async fn new(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let place = find(&cx, &query)?;
    let kind = kind_of(&query);
    let fields = dated(Fields::new(), cx.now(), &cx)
        .with("act", crypto::token())
        .with("phone", query.first("phone"))
        .with("follow_up_title", cx.tell("calls-next-title", &[("name", place.about.name.as_str().into())]));
    Ok(draw(&cx, &fields, &Problems::default(), (&place, kind)))
}

/// Notes it, with what is to be done next.
#[handler]
pub async fn log(cx: Cx, Form(typed): Form) -> Result<Response> {
    let place = find(&cx, &typed)?;
    let input = match CallInput::parse(&typed, &cx.who.reader.zone, cx.today()) {
        Ok(input) => input,
        Err(Error::Invalid(problems)) => return Ok(refuse(&cx, &typed, &problems, &place)),
        Err(other) => return Err(other),
    };
    let (act, subject) = (typed.first("act").to_owned(), place.about.subject);
    let run = move |tx: &Tx| {
        let (note, set) = actions::log(tx, subject, &input)?;
        Ok(format!("{note} {set}"))
    };
    let done = match cx.write_once(&act, &typed, run).await {
        Ok(done) => done,
        Err(Error::Invalid(problems)) => return Ok(refuse(&cx, &typed, &problems, &place)),
        Err(other) => return Err(other),
    };
    let (note, set) = done.split_once(' ').ok_or(Error::Malformed("answer"))?;
    Ok(flash::undoable(format!("{}#note-{note}", cx.path(place.about.path())), "calls-logged", set.parse()?))
}

/// The form with the note as it is.
#[handler]
pub async fn edit_form(cx: Cx, Of(id): Of<kind::Note>) -> Result<Markup> {
    let (note, place) = mine(&cx, id)?;
    let fields = typed_of(&cx, &note);
    Ok(views::form(&cx, &sheet(&fields, &Problems::default(), &place, &note)))
}

/// Changes the note.
#[handler]
pub async fn edit(cx: Cx, Of(id): Of<kind::Note>, Form(typed): Form) -> Result<Response> {
    let (note, place) = mine(&cx, id)?;
    let typed = typed.without("kind").with("kind", note.kind.code());
    let typed = match note.kind {
        NoteKind::Mail => typed.without("body").with("body", &note.body),
        _ => typed,
    };
    let refuse = |problems: &Problems| {
        let page = views::form(&cx, &sheet(&typed, problems, &place, &note));
        Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
    };
    let input = match NoteInput::parse_in(&typed, &cx.who.reader.zone) {
        Ok(input) => input,
        Err(Error::Invalid(problems)) => return refuse(&problems),
        Err(other) => return Err(other),
    };
    let version = typed.first("version").parse().unwrap_or(0);
    match cx.write(move |tx| profiles::edit_note(tx, id, version, &input)).await {
        Ok(set) => {
            Ok(flash::undoable(format!("{}#note-{id}", cx.path(place.about.path())), "activities-saved", set))
        }
        Err(Error::Invalid(problems)) => refuse(&problems),
        Err(Error::Stale(_)) => clash(&cx, id, typed.clone()),
        Err(other) => Err(other),
    }
}

/// Somebody else was faster: what they left above the form, which keeps what was typed and now follows theirs.
fn clash(cx: &Cx, id: NoteId, typed: Fields) -> Result<Response> {
    let (stored, place) = mine(cx, id)?;
    let fields = typed.without("version").with("version", stored.version.to_string());
    let page = views::form(
        cx,
        &Sheet { stored: Some(&stored), ..sheet(&fields, &Problems::default(), &place, &stored) },
    );
    Ok(page.with_status(StatusCode::CONFLICT).into_response())
}

/// About what a note is, and whom it can mention.
pub(super) struct Place {
    pub about: Named,
    pub owners: Owners,
}

/// The note of a call that the reader may change, and what it is about.
fn mine(cx: &Cx, id: NoteId) -> Result<(Note, Place)> {
    cx.read(|view| {
        let note = profiles::find_mine(view, id)?;
        match note.kind {
            NoteKind::Note => Err(Error::NotFound),
            _ => Ok((note.clone(), place(view, note.about)?)),
        }
    })
}

/// The record of the field `about`, which may be a part of another by now, if the reader may write about it.
pub(super) fn find(cx: &Cx, fields: &Fields) -> Result<Place> {
    let about: SubjectId = fields.first("about").parse()?;
    cx.read(|view| {
        let about = subjects::store::present(view, about)?;
        profiles::require(view, about)?;
        place(view, about)
    })
}

fn place(view: &View, about: SubjectId) -> Result<Place> {
    let about = naming::names(view, &[about])?.pop().ok_or(Error::NotFound)?;
    Ok(Place { about, owners: owners::store::list(view)? })
}

/// A call unless it is something else that can be noted.
fn kind_of(fields: &Fields) -> NoteKind {
    match fields.first("kind").parse() {
        Ok(kind @ (NoteKind::Meeting | NoteKind::Letter)) => kind,
        _ => NoteKind::Call,
    }
}

fn typed_of(cx: &Cx, note: &Note) -> Fields {
    dated(Fields::new(), note.at(), cx)
        .with("version", note.version.to_string())
        .with("outcome", note.talk.outcome.map_or("", |outcome| outcome.code()))
        .with("minutes", note.talk.minutes.map(|minutes| minutes.to_string()).unwrap_or_default())
        .with("phone", &note.talk.phone)
        .with("body", &note.body)
}

/// With day and hour where the reader is.
fn dated(fields: Fields, at: At, cx: &Cx) -> Fields {
    let local = at.timestamp().to_zoned(cx.who.reader.zone.clone());
    fields.with("held_on", local.date().to_string()).with("held_time", local.strftime("%H:%M").to_string())
}

fn sheet<'a>(fields: &'a Fields, problems: &'a Problems, place: &'a Place, note: &'a Note) -> Sheet<'a> {
    let Place { about, owners } = place;
    Sheet { fields, problems, about, owners, kind: note.kind, note: Some(note), stored: None }
}

fn draw(cx: &Cx, fields: &Fields, problems: &Problems, (place, kind): (&Place, NoteKind)) -> Markup {
    let Place { about, owners } = place;
    views::form(cx, &Sheet { fields, problems, about, owners, kind, note: None, stored: None })
}

fn refuse(cx: &Cx, fields: &Fields, problems: &Problems, place: &Place) -> Response {
    let page = draw(cx, fields, problems, (place, kind_of(fields)));
    page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}
