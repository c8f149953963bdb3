//! The pages of files.

use maud::Markup;
use poem::http::StatusCode;
use poem::web::{Field, Multipart};
use poem::{IntoResponse, Response, handler};
use tokio::io::AsyncReadExt;

use super::actions::{blobs, give_up, keep, rules, take_in};
use super::store::{Holder, find, find_mine, look, require, require_room};
use super::views::{self, Refused, Shelf};
use crate::base::id::kind;
use crate::base::listing::Paging;
use crate::base::{Error, Fields, FileId, Problems, Result, SubjectId};
use crate::crm::files::Arrived;
use crate::crm::files::actions::{self, Examined};
use crate::crm::files::{FileKind, FileName, MOST_AT_ONCE, store};
use crate::crm::owners;
use crate::platform::Tx;
use crate::web::{Asked, Cx, Form, Of, attachment, flash};

/// A field beside the files is no longer than this.
const FIELD: u64 = 1024;

/// Every file of the record `?about=`.
#[handler]
pub async fn list(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let about = query.first("about").parse()?;
    let holder = cx.read(|view| look(view, about))?;
    draw(&cx, &holder, &query, &Shelf::default())
}

/// Takes files in for the record `?about=`: those that can be taken are kept, of the others the page says why not.
#[handler]
pub async fn upload(cx: Cx, Asked(query): Asked, form: Multipart) -> poem::Result<Response> {
    let about: SubjectId = query.first("about").parse()?;
    let holder = cx.read(|view| require(view, about))?;
    let (mut added, mut refused) = (0, Vec::new());
    match take(&cx, about, form, &mut refused).await.map_err(|error| error.downcast::<Error>()) {
        Ok(count) => added = count,
        Err(Ok(Error::Invalid(problems))) => refused.extend(reasons(String::new(), &problems)),
        Err(Ok(other)) => return Err(other.into()),
        Err(Err(other)) => return Err(other),
    }
    if refused.is_empty() {
        return Ok(flash::counted(format!("{}#files", cx.path(&holder.path)), "files-added", added));
    }
    let page = draw(&cx, &holder, &Fields::new(), &Shelf { refused })?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Receives a form and adds the files that can be taken; gives how many, and why not the others.
async fn take(cx: &Cx, about: SubjectId, form: Multipart, refused: &mut Vec<Refused>) -> poem::Result<usize> {
    let rules = rules(&cx.machines);
    cx.read(|view| require_room(view, about, &rules))?;
    let (act, examined) = receive(cx, form, refused).await?;
    if examined.is_empty() && refused.is_empty() {
        return Err(Error::field("file", "files-missing").into());
    }
    let added = examined.len();
    if added > 0 {
        shelve(cx, about, &act, examined).await?;
    }
    Ok(added)
}

/// Keeps files with a record, once for that `act`; gives their numbers.
pub async fn shelve(cx: &Cx, about: SubjectId, act: &str, examined: Vec<Examined>) -> Result<Vec<FileId>> {
    let arrived = keep(&cx.machines, cx.actor().workspace, examined).await?;
    let kept = arrived.clone();
    match add(cx, about, act, arrived).await {
        Ok(ids) => ids.split_whitespace().map(str::parse).collect(),
        Err(error) => {
            give_up(&cx.machines, cx.actor(), kept).await?;
            Err(error)
        }
    }
}

/// What a form brought: its `act`, and the files that can be taken.
async fn receive(
    cx: &Cx,
    mut form: Multipart,
    refused: &mut Vec<Refused>,
) -> poem::Result<(String, Vec<Examined>)> {
    let (mut act, mut examined) = (String::new(), Vec::new());
    while let Some(field) = form.next_field().await? {
        let name = field.file_name().unwrap_or_default().to_owned();
        match field.name() {
            Some("act") => act = short_text(field).await?,
            // A form without a chosen file sends one without a name.
            Some("file") if name.is_empty() => {}
            Some("file") if examined.len() + refused.len() == MOST_AT_ONCE => {
                refused.push(Refused { name, key: "files-refused-many".into() });
                break;
            }
            Some("file") => {
                match take_in(&cx.machines, cx.actor().workspace, &name, field.into_async_read()).await {
                    Ok(file) => examined.push(file),
                    Err(Error::Invalid(problems)) => refused.extend(reasons(name, &problems)),
                    Err(other) => return Err(other.into()),
                }
            }
            _ => {}
        }
    }
    Ok((act, examined))
}

async fn short_text(field: Field) -> Result<String> {
    let mut text = String::new();
    let read = field.into_async_read().take(FIELD).read_to_string(&mut text).await;
    read.map(|_| text).map_err(|_| Error::Malformed("a field of the form is no text"))
}

fn reasons(name: String, problems: &Problems) -> Option<Refused> {
    problems.iter().next().map(|problem| Refused { name, key: problem.key.clone() })
}

/// Gives the numbers of the files with blanks between.
async fn add(cx: &Cx, about: SubjectId, act: &str, arrived: Vec<Arrived>) -> Result<String> {
    let named = |file: &Arrived| (file.name.to_string(), file.blob.hash.to_string());
    let fields: Fields = arrived.iter().map(named).collect();
    let (rules, blobs) = (rules(&cx.machines), blobs(&cx.machines, cx.actor().workspace));
    let run = move |tx: &Tx| {
        let place = require(tx, about)?.place;
        let added = |file| Ok(actions::add(tx, place, file, (&rules, &blobs))?.to_string());
        Ok(arrived.iter().map(added).collect::<Result<Vec<String>>>()?.join(" "))
    };
    cx.write_once(act, &fields, run).await
}

/// Leads to the file on the page of its record.
#[handler]
pub async fn show(cx: Cx, Of(id): Of<kind::File>) -> Result<Response> {
    let (file, _) = cx.read(|view| find(view, id))?;
    Ok(flash::see_other(&cx.path(format_args!("/files?about={}#file-{id}", file.about))))
}

/// The bytes of the file, to be kept.
#[handler]
pub async fn download(cx: Cx, Of(id): Of<kind::File>) -> Result<Response> {
    let (file, blob) = cx.read(|view| {
        let (file, _) = find(view, id)?;
        file.require_ready()?;
        Ok((file, store::blob_of(view, id)?))
    })?;
    let bytes = blobs(&cx.machines, cx.actor().workspace).open(blob.hash)?;
    Ok(attachment::attachment(&file.name.to_string(), file.kind().media_type(), (bytes, blob.size)))
}

/// The small picture of the file.
#[handler]
pub async fn thumbnail(cx: Cx, Of(id): Of<kind::File>) -> Result<Response> {
    let blob = cx.read(|view| {
        find(view, id)?.0.require_ready()?;
        store::thumbnail_of(view, id)
    })?;
    let bytes = blobs(&cx.machines, cx.actor().workspace).open(blob.hash)?;
    Ok(attachment::drawn(FileKind::Jpeg.media_type(), (bytes, blob.size)))
}

/// The form with the name as it is.
#[handler]
pub async fn edit_form(cx: Cx, Of(id): Of<kind::File>) -> Result<Markup> {
    let (file, holder) = cx.read(|view| find_mine(view, id))?;
    let fields = Fields::new().with("version", file.version.to_string()).with("name", file.name.stem());
    Ok(views::rename(&cx, &file, &holder, (&fields, &Problems::default())))
}

/// Gives the file another name.
#[handler]
pub async fn edit(cx: Cx, Of(id): Of<kind::File>, Form(typed): Form) -> Result<Response> {
    let (file, holder) = cx.read(|view| find_mine(view, id))?;
    let name = match FileName::retyped(typed.first("name"), file.kind()) {
        Ok(name) => name,
        Err(Error::Invalid(problems)) => {
            let page = views::rename(&cx, &file, &holder, (&typed, &problems));
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
        Err(other) => return Err(other),
    };
    let version = typed.first("version").parse().unwrap_or(0);
    let run = move |tx: &Tx| {
        find_mine(tx, id)?;
        actions::rename(tx, id, version, name)
    };
    match cx.write(run).await {
        Ok(()) => Ok(flash::done(format!("{}#files", cx.path(&holder.path)), "files-renamed")),
        Err(Error::Stale(_)) => clash(&cx, id, &typed),
        Err(other) => Err(other),
    }
}

/// Somebody else was faster: their name above the form, which keeps what was typed and now follows theirs.
fn clash(cx: &Cx, id: FileId, typed: &Fields) -> Result<Response> {
    let (file, holder) = cx.read(|view| find_mine(view, id))?;
    let fields = Fields::new().with("version", file.version.to_string()).with("name", typed.first("name"));
    let page = views::clash(cx, &file, &holder, &fields);
    Ok(page.with_status(StatusCode::CONFLICT).into_response())
}

/// Removes the file; it can be taken back.
#[handler]
pub async fn remove(cx: Cx, Of(id): Of<kind::File>) -> Result<Response> {
    let (_, holder) = cx.read(|view| find_mine(view, id))?;
    let run = move |tx: &Tx| {
        find_mine(tx, id)?;
        actions::remove(tx, id)
    };
    let set = cx.write(run).await?;
    Ok(flash::undoable(format!("{}#files", cx.path(&holder.path)), "files-removed", set))
}

fn draw(cx: &Cx, holder: &Holder, query: &Fields, shelf: &Shelf) -> Result<Markup> {
    let (page, owners) = cx.read(|view| {
        let page = store::list(view, holder.place.about, &Paging::parse(query, &holder.path))?;
        Ok((page, owners::store::list(view)?))
    })?;
    Ok(views::list(cx, holder, (&page, &owners), shelf))
}
