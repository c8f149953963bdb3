//! Writing, changing and removing notes.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::actions::{edit_note as edit_note_of, write_note};
use super::super::store::{find, find_mine, require};
use super::super::views::{self, Writing};
use super::records::{draw_company, draw_contact, draw_deal, draw_lead};
use crate::base::id::kind;
use crate::base::{
    CompanyId, ContactId, DealId, Error, Fields, LeadId, NoteId, Problems, Result, SubjectId, SubjectKind,
};
use crate::crm::activities::{NoteInput, actions};
use crate::crm::{owners, subjects};
use crate::platform::Tx;
use crate::web::{Cx, Form, Of, flash};

/// Writes a note about the subject of the field `about`.
#[handler]
pub async fn add_note(cx: Cx, Form(typed): Form) -> Result<Response> {
    let about: SubjectId = typed.first("about").parse()?;
    let about = cx.read(|view| subjects::store::present(view, about))?;
    let kind = cx.read(|view| require(view, about))?;
    let input = match NoteInput::parse(&typed) {
        Ok(input) => input,
        Err(Error::Invalid(problems)) => {
            let writing = Writing { fields: typed, problems };
            let page = match kind {
                SubjectKind::Company => draw_company(&cx, CompanyId::of(about), &Fields::new(), &writing)?,
                SubjectKind::Lead => draw_lead(&cx, LeadId::of(about), &Fields::new(), &writing)?,
                SubjectKind::Deal => draw_deal(&cx, DealId::of(about), &Fields::new(), &writing)?,
                _ => draw_contact(&cx, ContactId::of(about), &Fields::new(), &writing)?,
            };
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
        Err(other) => return Err(other),
    };
    let act = typed.first("act").to_owned();
    let run = move |tx: &Tx| Ok(write_note(tx, about, &input)?.to_string());
    cx.write_once(&act, &typed, run).await?;
    Ok(flash::done(record(&cx, kind, about), "activities-added"))
}

/// Leads to the note on the page of its subject.
#[handler]
pub async fn show_note(cx: Cx, Of(id): Of<kind::Note>) -> Result<Response> {
    let note = cx.read(|view| find(view, id))?;
    Ok(flash::see_other(&format!("{}#note-{id}", record(&cx, note.about_kind, note.about))))
}

/// The form with the note as it is.
#[handler]
pub async fn edit_note_form(cx: Cx, Of(id): Of<kind::Note>) -> Result<Markup> {
    let (note, known) = cx.read(|view| Ok((find_mine(view, id)?, owners::store::list(view)?)))?;
    let fields = Fields::new().with("version", note.version.to_string()).with("body", &note.body);
    let back = record(&cx, note.about_kind, note.about);
    Ok(views::note(&cx, &note, (&fields, &Problems::default()), &known, &back))
}

/// Changes the words of the note; what it tells of stays.
#[handler]
pub async fn edit_note(cx: Cx, Of(id): Of<kind::Note>, Form(typed): Form) -> Result<Response> {
    let note = cx.read(|view| find_mine(view, id))?;
    let back = record(&cx, note.about_kind, note.about);
    let input = match NoteInput::parse(&typed) {
        Ok(input) => NoteInput { kind: note.kind, talk: note.talk.clone(), ..input },
        Err(Error::Invalid(problems)) => {
            let known = cx.read(owners::store::list)?;
            let page = views::note(&cx, &note, (&typed, &problems), &known, &back);
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
        Err(other) => return Err(other),
    };
    let version = typed.first("version").parse().unwrap_or(0);
    match cx.write(move |tx| edit_note_of(tx, id, version, &input)).await {
        Ok(set) => Ok(flash::undoable(format!("{back}#note-{id}"), "activities-saved", set)),
        Err(Error::Stale(_)) => clash(&cx, id, &typed, &back),
        Err(other) => Err(other),
    }
}

/// Somebody else was faster: their words above the form, which keeps what was typed and now follows theirs.
fn clash(cx: &Cx, id: NoteId, typed: &Fields, back: &str) -> Result<Response> {
    let (stored, known) = cx.read(|view| Ok((find_mine(view, id)?, owners::store::list(view)?)))?;
    let fields = Fields::new().with("version", stored.version.to_string()).with("body", typed.first("body"));
    let page = views::note_clash(cx, &stored, &fields, &known, back);
    Ok(page.with_status(StatusCode::CONFLICT).into_response())
}

/// Removes the note; it can be taken back.
#[handler]
pub async fn remove_note(cx: Cx, Of(id): Of<kind::Note>) -> Result<Response> {
    let note = cx.read(|view| find_mine(view, id))?;
    let remove = move |tx: &Tx| {
        find_mine(tx, id)?;
        actions::remove(tx, id)
    };
    let set = cx.write(remove).await?;
    Ok(flash::undoable(record(&cx, note.about_kind, note.about), "activities-removed", set))
}

fn record(cx: &Cx, kind: SubjectKind, about: SubjectId) -> String {
    cx.path(format_args!("/{}/{about}", kind.place()))
}
