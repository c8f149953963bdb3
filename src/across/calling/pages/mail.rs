//! Filing an e-mail, and looking at one that was filed.

use maud::Markup;
use poem::http::StatusCode;
use poem::web::{Field, Multipart};
use poem::{IntoResponse, Response, handler};
use tokio::io::AsyncReadExt;

use super::super::actions::{self, Filed};
use super::super::views;
use super::calls::find;
use crate::across::filing::{blobs, give_up, keep, rules, take_in};
use crate::across::naming::{self, Named};
use crate::across::profiles;
use crate::base::id::kind;
use crate::base::{Error, Fields, NoteId, Problems, Result};
use crate::crm::activities::{self, Head, MOST_OF_MAIL, Mail, NoteKind, Who};
use crate::crm::files::{Arrived, MOST_AT_ONCE};
use crate::crm::points::{self, Kind};
use crate::platform::{Tx, View, crypto};
use crate::web::{Asked, Cx, Of, flash};

/// A field beside the e-mail is no longer than this.
const FIELD: u64 = 1024;

/// What the form brought.
#[derive(Default)]
struct Sent {
    fields: Fields,
    source: Vec<u8>,
}

/// The form by which an e-mail is filed with the record `?about=`.
#[handler]
pub async fn file_form(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let place = find(&cx, &query)?;
    let fields = Fields::new().with("act", crypto::token());
    Ok(views::file_form(&cx, (&fields, &Problems::default()), &place.about))
}

/// Files an e-mail that came as a file or as its pasted source.
#[handler]
pub async fn file(cx: Cx, Asked(query): Asked, form: Multipart) -> poem::Result<Response> {
    let place = find(&cx, &query)?;
    let sent = receive(form).await?;
    match take(&cx, &place.about, &sent).await {
        Ok(answer) => Ok(answer),
        Err(Error::Invalid(problems)) => {
            let fields = match sent.fields.has("pasted") {
                true => sent.fields.with("source", String::from_utf8_lossy(&sent.source)),
                false => sent.fields,
            };
            let page = views::file_form(&cx, (&fields, &problems), &place.about);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// The whole of an e-mail that was filed; other notes stand on the page of their record.
#[handler]
pub async fn show(cx: Cx, Of(id): Of<kind::Note>) -> Result<Response> {
    let note = cx.read(|view| profiles::find(view, id))?;
    if note.kind != NoteKind::Mail {
        return Ok(flash::see_other(&cx.path(format_args!("/notes/{id}"))));
    }
    let (head, about, known) = cx.read(|view| {
        let head = activities::store::mail_head(view, id)?;
        let about = naming::names(view, &[note.about])?.pop().ok_or(Error::NotFound)?;
        let known = known(view, &head)?;
        Ok((head, about, known))
    })?;
    Ok(views::mail(&cx, (&note, &head), &about, &known).into_response())
}

async fn take(cx: &Cx, about: &Named, sent: &Sent) -> Result<Response> {
    let mail = actions::read(sent.source.clone(), cx.now()).await?;
    let (arrived, refused) = match sent.fields.has("attachments") {
        true => attached(cx, &mail).await?,
        false => (Vec::new(), 0),
    };
    let (filed, is_new) = store(cx, about, mail, sent, arrived).await?;
    let (note, set) = filed.split_once(' ').unwrap_or((&filed, ""));
    if !is_new {
        return known_already(cx, note.parse()?);
    }
    let page = format!("{}#note-{note}", cx.path(about.path()));
    Ok(match refused {
        0 => flash::undoable(page, "calls-mail-filed", set.parse()?),
        count => flash::undoable_counted(page, "calls-mail-filed-without", count, set.parse()?),
    })
}

/// Files it; gives the note with its set of changes, and whether it is a new one.
async fn store(
    cx: &Cx,
    about: &Named,
    mail: Mail,
    sent: &Sent,
    arrived: Vec<Arrived>,
) -> Result<(String, bool)> {
    let (rules, blobs, kept) =
        (rules(&cx.machines), blobs(&cx.machines, cx.actor().workspace), arrived.clone());
    let subject = about.subject;
    let act = sent.fields.first("act").to_owned();
    let said = Fields::new()
        .with("about", subject.to_string())
        .with("mail", &mail.head.message_id)
        .with("attachments", arrived.len().to_string());
    let run = move |tx: &Tx| match actions::file(tx, subject, &mail, (&arrived, &rules, &blobs))? {
        Filed::New(note, set) => Ok(format!("{note} {set}")),
        Filed::Known(note) => Ok(note.to_string()),
    };
    let done = cx.write_once(&act, &said, run).await;
    let is_new = done.as_ref().is_ok_and(|done| done.contains(' '));
    if !is_new && !kept.is_empty() {
        give_up(&cx.machines, cx.actor(), kept).await?;
    }
    done.map(|done| (done, is_new))
}

/// To the e-mail where it was filed.
fn known_already(cx: &Cx, id: NoteId) -> Result<Response> {
    let note = cx.read(|view| activities::store::find_note(view, id))?;
    let page = cx.path(format_args!("/{}/{}", note.about_kind.place(), note.about));
    Ok(flash::done(format!("{page}#note-{id}"), "calls-mail-known"))
}

/// The files that came with it and can be taken, safe on the disk; and how many cannot.
async fn attached(cx: &Cx, mail: &Mail) -> Result<(Vec<Arrived>, usize)> {
    let workspace = cx.actor().workspace;
    let (mut taken, mut refused) = (Vec::new(), mail.attachments.len().saturating_sub(MOST_AT_ONCE));
    for came in mail.attachments.iter().take(MOST_AT_ONCE) {
        match take_in(&cx.machines, workspace, &came.name, &came.bytes[..]).await {
            Ok(examined) => taken.push(examined),
            Err(Error::Invalid(_)) => refused += 1,
            Err(other) => return Err(other),
        }
    }
    Ok((keep(&cx.machines, workspace, taken).await?, refused))
}

async fn receive(mut form: Multipart) -> poem::Result<Sent> {
    let mut sent = Sent::default();
    while let Some(field) = form.next_field().await? {
        match field.name() {
            Some("act") => sent.fields.push("act", text(field).await?),
            Some("attachments") => sent.fields.push("attachments", text(field).await?),
            Some("file") => {
                let bytes = whole(field).await?;
                if !bytes.is_empty() {
                    (sent.source, sent.fields) = (bytes, sent.fields.without("pasted"));
                }
            }
            Some("source") if sent.source.is_empty() => {
                sent.source = whole(field).await?;
                sent.fields.push("pasted", "1");
            }
            _ => {}
        }
    }
    Ok(sent)
}

/// The bytes of a field, one more than an e-mail may have at most.
async fn whole(field: Field) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = field.into_async_read().take(MOST_OF_MAIL + 1).read_to_end(&mut bytes).await;
    read.map(|_| bytes).map_err(|_| Error::Malformed("the e-mail did not come whole"))
}

async fn text(field: Field) -> Result<String> {
    let mut text = String::new();
    let read = field.into_async_read().take(FIELD).read_to_string(&mut text).await;
    read.map(|_| text).map_err(|_| Error::Malformed("a field of the form is no text"))
}

/// Those in its head who are contacts or companies in use, by their addresses.
fn known(view: &View, head: &Head) -> Result<Vec<(String, Named)>> {
    let mut known = Vec::new();
    for Who { address, .. } in head.people.from.iter().chain(&head.people.to) {
        let Some(norm) = points::email_norm(address) else { continue };
        let holders = points::store::holders(view, Kind::Email, &norm)?;
        known.extend(naming::names(view, &holders)?.into_iter().map(|named| (address.clone(), named)));
    }
    Ok(known)
}
