//! A list on its way in: a file, or rows that were pasted.

use std::path::PathBuf;

use poem::http::StatusCode;
use poem::web::Multipart;
use poem::{IntoResponse, Response, handler};
use tokio::io::AsyncReadExt;

use super::super::actions::{self, Arrived, Incoming, files};
use super::super::model::{Arriving, ImportId, KINDS};
use super::super::views;
use super::{back, sets, show_list};
use crate::base::{Error, Fields, Result};
use crate::platform::Tx;
use crate::web::Cx;

/// The longest name of a file that is kept.
const NAME_LENGTH: usize = 200;

/// The most files of one set.
const MOST_FILES: usize = 20;

/// What the form brings beside its fields.
#[derive(Default)]
struct Brought {
    files: Vec<(String, Incoming)>,
    rows: Option<Incoming>,
}

impl Brought {
    fn give_up(self) {
        self.files.into_iter().for_each(|(_, file)| file.give_up());
        self.rows.into_iter().for_each(Incoming::give_up);
    }
}

/// A file that is safe on the disk: its path, what was found out, and what is told with it.
type Taken = (PathBuf, Arrived, Arriving);

/// Takes the lists in, piece by piece, and shows the columns of one, or what is in each of several.
#[handler]
pub async fn upload(cx: Cx, form: Multipart) -> poem::Result<Response> {
    let mut fields = Fields::new();
    let taken = match receive(&cx, form, &mut fields).await {
        Err(error) => return again(&cx, fields, error),
        Ok(taken) => taken,
    };
    let kept: Vec<PathBuf> = taken.iter().map(|(path, _, _)| path.clone()).collect();
    let stored = match taken.as_slice() {
        [_] => cx.write(move |tx| one(tx, &taken)).await.map(|id| back(&cx, id)),
        _ => cx.write(move |tx| actions::receive_set(tx, &taken)).await.map(|id| sets::back(&cx, id)),
    };
    match stored {
        Ok(response) => Ok(response),
        Err(error) => {
            kept.iter().try_for_each(|path| files::remove(path))?;
            again(&cx, fields, error.into())
        }
    }
}

fn one(tx: &Tx, taken: &[Taken]) -> Result<ImportId> {
    let (path, arrived, arriving) = taken.first().ok_or(Error::field("file", "transfer-file-missing"))?;
    actions::receive(tx, path, arrived, arriving)
}

/// The lists of the form, unfolded and safe on the disk.
async fn receive(cx: &Cx, form: Multipart, fields: &mut Fields) -> poem::Result<Vec<Taken>> {
    let brought = read(cx, form, fields).await?;
    if !brought.files.is_empty() && brought.rows.is_some() {
        brought.give_up();
        return Err(Error::field("rows", "transfer-file-and-rows").into());
    }
    if brought.files.len() > MOST_FILES {
        brought.give_up();
        return Err(Error::field("file", "transfer-too-many-files").into());
    }
    let Brought { mut files, rows } = brought;
    files.extend(rows.map(|rows| (cx.t("transfer-pasted").to_owned(), rows)));
    if files.is_empty() {
        return Err(Error::field("file", "transfer-file-missing").into());
    }
    let kind =
        KINDS.into_iter().find(|kind| kind.code() == fields.first("kind")).filter(|_| files.len() == 1);
    let (language, data, workspace) = (cx.language(), cx.machines.config.data.clone(), cx.actor().workspace);
    let taken = tokio::task::spawn_blocking(move || {
        let mut taken = Vec::new();
        for (file_name, incoming) in files {
            let arrived = incoming.finish(kind.unwrap_or(KINDS[0]), language)?;
            let path = files::path(&data, workspace, &arrived.key)?;
            taken.push((path, arrived, Arriving { kind, set: None, file_name }));
        }
        Ok::<_, Error>(taken)
    });
    Ok(taken.await.map_err(Error::internal)??)
}

async fn read(cx: &Cx, mut form: Multipart, fields: &mut Fields) -> poem::Result<Brought> {
    let mut brought = Brought::default();
    while let Some(field) = form.next_field().await? {
        match field.name().unwrap_or_default() {
            "file" => {
                let name: String = field.file_name().unwrap_or_default().chars().take(NAME_LENGTH).collect();
                if name.is_empty() {
                    continue;
                }
                fields.push("file", &name);
                brought.files.push((name, take(cx, field).await?));
            }
            "rows" => {
                let rows = take(cx, field).await?;
                match rows.is_blank() {
                    true => rows.give_up(),
                    false => brought.rows = Some(rows),
                }
            }
            "kind" => fields.push("kind", field.text().await?),
            _ => {}
        }
    }
    Ok(brought)
}

async fn take(cx: &Cx, field: poem::web::Field) -> poem::Result<Incoming> {
    let mut incoming = Incoming::begin(&cx.machines.config.data, cx.actor().workspace)?;
    let mut source = field.into_async_read();
    let mut piece = vec![0; 64 * 1024];
    loop {
        match source.read(&mut piece).await {
            Ok(0) => return Ok(incoming),
            Ok(length) => incoming.take(&piece[..length])?,
            Err(error) => {
                incoming.give_up();
                return Err(poem::Error::new(error, StatusCode::BAD_REQUEST));
            }
        }
    }
}

/// The form again with what is wrong, or the error as it is.
fn again(cx: &Cx, fields: Fields, error: poem::Error) -> poem::Result<Response> {
    match error.downcast::<Error>() {
        Ok(Error::Invalid(problems)) => {
            let fields = if fields.has("kind") { fields } else { fields.with("kind", views::ANY_KIND) };
            let page = show_list(cx, &fields, &problems)?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Ok(error) => Err(error.into()),
        Err(error) => Err(error),
    }
}
