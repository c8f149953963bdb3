//! A file on its way in.

use poem::http::StatusCode;
use poem::web::Multipart;
use poem::{IntoResponse, Response, handler};
use tokio::io::AsyncReadExt;

use super::super::actions::{self, Arrived, Incoming, files};
use super::super::model::Arriving;
use super::{back, show_list};
use crate::base::{Error, Fields, SubjectKind};
use crate::web::Cx;

/// The longest name of a file that is kept.
const NAME_LENGTH: usize = 200;

/// Takes the file in, piece by piece, and shows its columns.
#[handler]
pub async fn upload(cx: Cx, form: Multipart) -> poem::Result<Response> {
    let (fields, arrived) = match receive(&cx, form).await {
        Err(error) => return again(&cx, &Fields::new().with("kind", "contact"), error),
        Ok((fields, None)) => {
            return again(&cx, &fields, Error::field("file", "transfer-file-missing").into());
        }
        Ok((fields, Some(arrived))) => (fields, arrived),
    };
    let kind = if fields.first("kind") == "company" { SubjectKind::Company } else { SubjectKind::Contact };
    let file_name: String = fields.first("file").chars().take(NAME_LENGTH).collect();
    let arriving = Arriving { kind, file_name };
    let path = files::path(&cx.machines.config.data, cx.actor().workspace, &arrived.key)?;
    let kept = path.clone();
    match cx.write(move |tx| actions::receive(tx, &path, &arrived, &arriving)).await {
        Ok(id) => Ok(back(&cx, id)),
        Err(error) => {
            files::remove(&kept)?;
            again(&cx, &fields, error.into())
        }
    }
}

async fn receive(cx: &Cx, mut form: Multipart) -> poem::Result<(Fields, Option<Arrived>)> {
    let mut fields = Fields::new();
    let mut arrived = None;
    while let Some(field) = form.next_field().await? {
        match field.name().unwrap_or_default() {
            "file" => {
                let name = field.file_name().unwrap_or_default().to_owned();
                if name.is_empty() {
                    continue;
                }
                fields.push("file", name);
                arrived = Some(take(cx, field).await?);
            }
            "kind" => fields.push("kind", field.text().await?),
            _ => {}
        }
    }
    Ok((fields, arrived))
}

async fn take(cx: &Cx, field: poem::web::Field) -> poem::Result<Arrived> {
    let mut incoming = Incoming::begin(&cx.machines.config.data, cx.actor().workspace)?;
    let mut source = field.into_async_read();
    let mut piece = vec![0; 64 * 1024];
    loop {
        match source.read(&mut piece).await {
            Ok(0) => break,
            Ok(length) => incoming.take(&piece[..length])?,
            Err(error) => {
                incoming.give_up();
                return Err(poem::Error::new(error, StatusCode::BAD_REQUEST));
            }
        }
    }
    let arrived = tokio::task::spawn_blocking(move || incoming.finish()).await.map_err(Error::internal)??;
    Ok(arrived)
}

/// The form again with what is wrong, or the error as it is.
fn again(cx: &Cx, fields: &Fields, error: poem::Error) -> poem::Result<Response> {
    match error.downcast::<Error>() {
        Ok(Error::Invalid(problems)) => {
            let page = show_list(cx, fields, &problems)?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Ok(error) => Err(error.into()),
        Err(error) => Err(error),
    }
}
