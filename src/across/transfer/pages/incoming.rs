//! A list on its way in: a file, or rows that were pasted.

use poem::http::StatusCode;
use poem::web::Multipart;
use poem::{IntoResponse, Response, handler};
use tokio::io::AsyncReadExt;

use super::super::actions::{self, Arrived, Incoming, files};
use super::super::model::{Arriving, KINDS, kind_of};
use super::{back, show_list};
use crate::base::{Error, Fields};
use crate::web::Cx;

/// The longest name of a file that is kept.
const NAME_LENGTH: usize = 200;

/// What the form brings beside its fields.
#[derive(Default)]
struct Brought {
    file: Option<Incoming>,
    rows: Option<Incoming>,
}

/// Takes the list in, piece by piece, and shows its columns.
#[handler]
pub async fn upload(cx: Cx, form: Multipart) -> poem::Result<Response> {
    let mut fields = Fields::new();
    let arrived = match receive(&cx, form, &mut fields).await {
        Err(error) => return again(&cx, fields, error),
        Ok(arrived) => arrived,
    };
    let file_name: String = fields.first("file").chars().take(NAME_LENGTH).collect();
    let arriving = Arriving { kind: kind_of(fields.first("kind")), file_name };
    let path = files::path(&cx.machines.config.data, cx.actor().workspace, &arrived.key)?;
    let kept = path.clone();
    match cx.write(move |tx| actions::receive(tx, &path, &arrived, &arriving)).await {
        Ok(id) => Ok(back(&cx, id)),
        Err(error) => {
            files::remove(&kept)?;
            again(&cx, fields, error.into())
        }
    }
}

/// The one list of the form, unfolded and safe on the disk.
async fn receive(cx: &Cx, form: Multipart, fields: &mut Fields) -> poem::Result<Arrived> {
    let Brought { file, rows } = read(cx, form, fields).await?;
    let incoming = match (file, rows) {
        (Some(file), None) => file,
        (None, Some(rows)) => {
            fields.push("file", cx.t("transfer-pasted"));
            rows
        }
        (None, None) => return Err(Error::field("file", "transfer-file-missing").into()),
        (Some(file), Some(rows)) => {
            file.give_up();
            rows.give_up();
            return Err(Error::field("rows", "transfer-file-and-rows").into());
        }
    };
    let (kind, language) = (kind_of(fields.first("kind")), cx.language());
    let arrived = tokio::task::spawn_blocking(move || incoming.finish(kind, language)).await;
    Ok(arrived.map_err(Error::internal)??)
}

async fn read(cx: &Cx, mut form: Multipart, fields: &mut Fields) -> poem::Result<Brought> {
    let mut brought = Brought::default();
    while let Some(field) = form.next_field().await? {
        match field.name().unwrap_or_default() {
            "file" => {
                let name = field.file_name().unwrap_or_default().to_owned();
                if name.is_empty() {
                    continue;
                }
                fields.push("file", name);
                brought.file = Some(take(cx, field).await?);
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
            let fields = if fields.has("kind") { fields } else { fields.with("kind", KINDS[0].code()) };
            let page = show_list(cx, &fields, &problems)?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Ok(error) => Err(error.into()),
        Err(error) => Err(error),
    }
}
