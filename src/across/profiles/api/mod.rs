//! Notes and followers for programs.

mod followers;

use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::actions::{edit_note, write_note};
use super::store as notes;
use crate::base::{Error, Fields, NoteId, Result, SubjectId, SubjectKind};
use crate::crm::activities::{Note, NoteInput, NoteKind, Outcome, actions, store};
use crate::crm::subjects;
use crate::platform::Tx;
use crate::web::Cx;
use crate::web::payload::{
    self, Added, Gone, Limit, Moment, Nullable, Number, Page, Sent, Shown, Tag, Text, Word, put,
};

pub use followers::Followers;

/// The operations on notes.
pub struct Notes;

/// A note.
#[derive(Debug, Object)]
#[oai(rename = "Note")]
pub struct NoteRecord {
    /// The note's number.
    id: i64,
    /// The contact, company, lead or deal that it is about, by number.
    about_id: i64,
    /// What that is.
    about_kind: Word<SubjectKind>,
    /// What it tells of.
    kind: Word<NoteKind>,
    /// How it went, if it tells of a call, a meeting, a letter or a mail.
    #[oai(skip_serializing_if_is_none)]
    outcome: Option<Word<Outcome>>,
    /// When that was; absent: when it was written.
    #[oai(skip_serializing_if_is_none)]
    held_at: Option<Moment>,
    /// How long it took.
    #[oai(skip_serializing_if_is_none)]
    minutes: Option<i64>,
    /// The number that was called.
    #[oai(skip_serializing_if_is_none)]
    phone: Option<String>,
    /// Markdown; of a mail, plain text.
    body: String,
    /// Grows with each change; `ETag` holds it too.
    version: i64,
    /// When it was written.
    created_at: Moment,
    /// The member who wrote it; absent: Kantora itself.
    #[oai(skip_serializing_if_is_none)]
    created_by: Option<i64>,
    /// When it was last changed.
    updated_at: Moment,
}

/// A note about to be written.
#[derive(Debug, Object)]
#[oai(rename = "NewNote", deny_unknown_fields)]
pub struct NewNoteBody {
    /// The contact, company, lead or deal that it is about, by number.
    about_id: Number,
    /// What it tells of; `note` if left out.
    kind: Sent<Word<NoteKind>>,
    /// Markdown, not empty.
    body: Text<20000>,
}

/// What a program says of a note; what is left out stays as it is.
#[derive(Debug, Object)]
#[oai(rename = "NoteChange", deny_unknown_fields)]
pub struct NoteBody {
    /// What it tells of.
    kind: Sent<Word<NoteKind>>,
    /// How it went; `null`: nobody said.
    outcome: Sent<Nullable<Word<Outcome>>>,
    /// When that was; `null`: when it was written.
    held_at: Sent<Nullable<Moment>>,
    /// How long it took; `null`: nobody said.
    minutes: Sent<Nullable<Number>>,
    /// The number that was called; `null`: none.
    phone: Sent<Nullable<Text<40>>>,
    /// Markdown; not empty unless there is an outcome.
    body: Sent<Text<20000>>,
}

impl NoteBody {
    /// The fields of a form with what was sent in them.
    fn onto(self, fields: Fields) -> Fields {
        let fields = put(fields, "kind", self.kind.0.map(|kind| kind.0.code().to_owned()));
        let fields = put(fields, "outcome", self.outcome.said(|outcome| outcome.0.code().to_owned()));
        let fields = put(fields, "held_at", self.held_at.said(|at| at.0.to_string()));
        let fields = put(fields, "minutes", self.minutes.said(|minutes| minutes.0.to_string()));
        let fields = put(fields, "phone", self.phone.said(|phone| phone.0.clone()));
        put(fields, "body", self.body.text())
    }
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Notes")]
impl Notes {
    /// List the notes about a contact, a company, a lead or a deal
    #[oai(path = "/notes", method = "get", operation_id = "note.list")]
    async fn list(
        &self,
        cx: Cx,
        /// The number of the contact, company, lead or deal.
        about_id: Query<Number>,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
        /// Records on a page.
        limit: Query<Option<Limit>>,
    ) -> poem::Result<Json<Page<NoteRecord>>> {
        let about = SubjectId::new(about_id.0.0);
        let walk = payload::Walk::new(&format!("notes {about}"), None, cursor.0.as_deref(), limit.0)?;
        let rows = usize::try_from(walk.rows()).unwrap_or(usize::MAX);
        let found = cx.read(|view| {
            notes::look(view, about)?;
            let ids = store::notes_about(view, about)?;
            let live = store::list_notes(view, &ids)?.into_iter();
            Ok(live.filter(|note| note.id.number() > walk.after).take(rows).map(record).collect::<Vec<_>>())
        })?;
        Ok(Json(walk.page(found, |note| note.id)))
    }

    /// Read a note
    #[oai(path = "/notes/:id", method = "get", operation_id = "note.show")]
    async fn show(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<NoteRecord>> {
        shown(&cx, of(id))
    }

    /// Write a note
    #[oai(path = "/notes", method = "post", operation_id = "note.create")]
    async fn create(
        &self,
        cx: Cx,
        /// A random text of your own for this request.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<Text<160>>>,
        body: Json<NewNoteBody>,
    ) -> poem::Result<Added<NoteRecord>> {
        let about = SubjectId::new(body.about_id.0);
        let kind = body.kind.0.unwrap_or(Word(NoteKind::Note)).0;
        let fields = Fields::new()
            .with("about_id", about.to_string())
            .with("kind", kind.code())
            .with("body", &body.body.0);
        let input = NoteInput::parse(&fields)?;
        let run = move |tx: &Tx| {
            let about = subjects::store::present(tx, about)?;
            notes::require(tx, about).map_err(unknown)?;
            Ok(write_note(tx, about, &input)?.to_string())
        };
        let id: NoteId = payload::once(&cx, key.0, &fields, run).await?.parse()?;
        Ok(added(&cx, id)?)
    }

    /// Change a note
    ///
    /// Fields that are left out stay as they are. `If-Match` names the version that you read.
    #[oai(path = "/notes/:id", method = "patch", operation_id = "note.edit")]
    async fn edit(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<NoteBody>,
    ) -> poem::Result<Shown<NoteRecord>> {
        let id = of(id);
        let stored = cx.read(|view| notes::find_mine(view, id))?;
        let version = payload::required(if_match.0.as_deref(), stored.version)?;
        let known = stored.talk.told().into_iter();
        let known = known.fold(Fields::new(), |fields, (name, said)| fields.with(name, said));
        let known = known.with("kind", stored.kind.code()).with("body", stored.body);
        let input = NoteInput::parse(&body.0.onto(known))?;
        cx.write(move |tx| edit_note(tx, id, version, &input)).await.map_err(payload::renamed)?;
        shown(&cx, id)
    }

    /// Remove a note
    ///
    /// People can take that back for 30 days. `If-Match` may name the version that is meant.
    #[oai(path = "/notes/:id", method = "delete", operation_id = "note.remove")]
    async fn remove(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> poem::Result<Gone> {
        let id = of(id);
        let run = move |tx: &Tx| {
            let note = notes::find_mine(tx, id)?;
            payload::matches(if_match.0.as_deref(), note.version)?;
            actions::remove(tx, id)
        };
        cx.write(run).await?;
        Ok(Gone::Removed)
    }
}

fn of(id: Path<Number>) -> NoteId {
    NoteId::new(id.0.0)
}

/// The answer to whoever wrote that note.
pub fn added(cx: &Cx, id: NoteId) -> Result<Added<NoteRecord>> {
    let note = cx.read(|view| notes::find(view, id)).map(record)?;
    let (etag, location) = (payload::etag(note.version), format!("/api/v1/notes/{id}"));
    Ok(Added::New(Json(note), etag, location))
}

/// A number in the body that names nothing is a field to mend, not a missing page.
pub fn unknown(error: Error) -> Error {
    match error {
        Error::NotFound => Error::field("about_id", "activities-about-unknown"),
        other => other,
    }
}

fn shown(cx: &Cx, id: NoteId) -> poem::Result<Shown<NoteRecord>> {
    let note: Result<NoteRecord> = cx.read(|view| notes::find(view, id)).map(record);
    let note = note?;
    let etag = payload::etag(note.version);
    Ok(Shown::Now(Json(note), etag))
}

fn record(note: Note) -> NoteRecord {
    NoteRecord {
        id: note.id.number(),
        about_id: note.about.number(),
        about_kind: Word(note.about_kind),
        kind: Word(note.kind),
        outcome: note.talk.outcome.map(Word),
        held_at: note.talk.at.map(Moment),
        minutes: note.talk.minutes.map(i64::from),
        phone: (!note.talk.phone.is_empty()).then_some(note.talk.phone),
        body: note.body,
        version: note.version,
        created_at: Moment(note.created_at),
        created_by: note.created_by.map(|member| member.number()),
        updated_at: Moment(note.updated_at),
    }
}
