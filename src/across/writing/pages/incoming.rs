//! What the form of a letter brought: its fields, and files that are kept with the record at once.

use data_encoding::HEXLOWER;
use poem::web::{Field, Multipart};
use tokio::io::AsyncReadExt;

use crate::across::filing;
use crate::base::{Error, Fields, Problems, Result, SubjectId};
use crate::crm::files::MOST_AT_ONCE;
use crate::crm::files::actions::Examined;
use crate::platform::crypto;
use crate::web::Cx;

/// A field beside the files is no longer than this.
const FIELD: u64 = 256 << 10;
/// So many fields a form has at most: every address once, every file once, and the rest.
const FIELDS: usize = 800;

/// What came.
pub struct Taken {
    /// The fields; files that were kept are among those that go along.
    pub fields: Fields,
    /// Why a file was not kept.
    pub problems: Problems,
}

/// Reads the form and keeps what came with it.
pub async fn read(cx: &Cx, about: SubjectId, mut form: Multipart) -> poem::Result<Taken> {
    let (mut fields, mut problems, mut examined) = (Fields::new(), Problems::default(), Vec::new());
    while let Some(field) = form.next_field().await? {
        let (name, file) =
            (field.name().unwrap_or_default().to_owned(), field.file_name().map(str::to_owned));
        match file {
            // A form without a chosen file sends one without a name.
            Some(file) if file.is_empty() => {}
            Some(_) if examined.len() == MOST_AT_ONCE => {}
            Some(file) => match examine(cx, about, &file, field).await {
                Ok(file) => examined.push(file),
                Err(Error::Invalid(refused)) => {
                    refused.iter().for_each(|problem| problems.push("file".to_owned(), problem.key.clone()));
                }
                Err(other) => return Err(other.into()),
            },
            None if fields.pairs().count() == FIELDS => return Err(Error::TooLarge.into()),
            None => fields.push(name, text(field).await?),
        }
    }
    if !examined.is_empty() {
        // A form has one `act`, and each of its buttons may bring another file.
        let told: Vec<String> = examined.iter().map(Examined::told).collect();
        let mark = HEXLOWER.encode(&crypto::hash(told.join("\n")));
        let act = format!("{} {mark}", fields.first("act"));
        for id in filing::shelve(cx, about, &act, examined).await? {
            fields.push("enclosed", id.to_string());
        }
    }
    Ok(Taken { fields, problems })
}

async fn examine(cx: &Cx, about: SubjectId, name: &str, field: Field) -> Result<Examined> {
    cx.read(|view| filing::require_room(view, about, &filing::rules(&cx.machines)))?;
    filing::take_in(&cx.machines, cx.actor().workspace, name, field.into_async_read()).await
}

async fn text(field: Field) -> Result<String> {
    let mut text = String::new();
    let read = field.into_async_read().take(FIELD).read_to_string(&mut text).await;
    read.map(|_| text).map_err(|_| Error::Malformed("a field of the form is no text"))
}
