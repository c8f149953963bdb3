//! Files on their way out, streamed while they are read.

use std::io::{self, Write};

use poem::web::Query;
use poem::{Body, Response, handler};
use tokio::sync::mpsc;

use super::super::actions::{self, Export, Mark, files};
use super::super::model::{self, Format};
use super::super::views;
use super::{Address, download, find};
use crate::base::{ContactId, Fields, Result, SubjectId, SubjectKind};
use crate::crm::views::{Known, ticked};
use crate::web::Cx;

/// So many bytes go out together.
const PIECE: usize = 32 * 1024;

/// The contacts of the list, with its filters.
#[handler]
pub async fn contacts(cx: Cx, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    send(cx, SubjectKind::Contact, query.into_iter().collect()).await
}

/// The companies of the list, with its filters.
#[handler]
pub async fn companies(cx: Cx, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    send(cx, SubjectKind::Company, query.into_iter().collect()).await
}

/// The leads of the list.
#[handler]
pub async fn leads(cx: Cx, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    send(cx, SubjectKind::Lead, query.into_iter().collect()).await
}

/// The deals.
#[handler]
pub async fn deals(cx: Cx, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    send(cx, SubjectKind::Deal, query.into_iter().collect()).await
}

/// The tasks.
#[handler]
pub async fn tasks(cx: Cx, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    send(cx, SubjectKind::Task, query.into_iter().collect()).await
}

/// The notes.
#[handler]
pub async fn notes(cx: Cx, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    send(cx, SubjectKind::Note, query.into_iter().collect()).await
}

async fn send(cx: Cx, kind: SubjectKind, query: Fields) -> Result<Response> {
    cx.require_fresh()?;
    let mark = if query.first("bom") == "0" { Mark::Without } else { Mark::With };
    let wanted = Format::of(query.first("format")).unwrap_or_default();
    // Only people go out as cards.
    let format = if kind == SubjectKind::Contact { wanted } else { Format::Csv };
    let chosen = chosen(&query)?;
    let export = Export { kind, query, chosen, language: cx.language(), mark, format };
    let recorded = export.clone();
    cx.write(move |tx| actions::record_export(tx, &recorded)).await?;
    let name = format!("{}-{}.{}", kind.place(), cx.today(), format.ending());
    let (pipe, body) = Pipe::new();
    tokio::spawn(async move {
        let sent = cx.read_long(move |view| actions::export(view, &export, pipe).map(|_| ())).await;
        if let Err(error) = sent {
            tracing::warn!(%error, "an export was cut off");
        }
    });
    Ok(download(&name, format, body))
}

/// The ticked rows, by number.
fn chosen(query: &Fields) -> Result<Vec<SubjectId>> {
    let rows: Vec<(SubjectId, Known)> = ticked(query.all("row"))?;
    let mut chosen: Vec<SubjectId> = rows.into_iter().map(|(id, _)| id).collect();
    chosen.sort_unstable();
    Ok(chosen)
}

/// The card of one person.
#[handler]
pub async fn card(cx: Cx, address: Address, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    let id: ContactId = address.1.parse()?;
    let query: Fields = query.into_iter().collect();
    let format = if query.first("format") == Format::Card4.code() { Format::Card4 } else { Format::Card3 };
    let contact = cx.write(move |tx| actions::record_card(tx, id)).await?;
    Ok(download(&format!("contact-{id}.vcf"), format, model::card(&contact.facts, format)))
}

/// The bad rows of an import, to be mended and brought in again.
#[handler]
pub async fn errors(cx: Cx, address: Address) -> Result<Response> {
    let import = find(&cx, address)?;
    let path = files::path(&cx.machines.config.data, cx.actor().workspace, &import.file_key)?;
    let asked = import.clone();
    let rows = cx.read_long(move |view| actions::bad_rows(view, &asked)).await?;
    let name = import.file_name.replace(['"', '\\', '/', '\r', '\n'], "_");
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let name =
        if stem.is_ascii() { format!("errors-{stem}.csv") } else { format!("errors-{}.csv", import.id) };
    let (pipe, body) = Pipe::new();
    tokio::task::spawn_blocking(move || {
        let why = |row: &_, header: &[String]| views::reasons(&cx, row, header).join("; ");
        actions::write_bad(&path, &import, &rows, (cx.t("transfer-reason"), why), pipe)
    });
    Ok(download(&name, Format::Csv, body))
}

/// Where a file is written on a thread, and read by the browser: at its pace, a few pieces ahead.
struct Pipe {
    sender: mpsc::Sender<io::Result<Vec<u8>>>,
    piece: Vec<u8>,
}

impl Pipe {
    fn new() -> (Pipe, Body) {
        let (sender, receiver) = mpsc::channel(4);
        let stream = futures_util::stream::unfold(receiver, |mut receiver| async move {
            receiver.recv().await.map(|piece| (piece, receiver))
        });
        (Pipe { sender, piece: Vec::with_capacity(PIECE) }, Body::from_bytes_stream(stream))
    }

    fn send(&mut self) -> io::Result<()> {
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        self.sender.blocking_send(Ok(piece)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() { Ok(()) } else { self.send() }
    }
}
