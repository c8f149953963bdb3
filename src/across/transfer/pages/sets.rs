//! The pages of files that came in together.

use maud::html;
use poem::web::Path;
use poem::{IntoResponse, Response, handler};

use super::super::actions;
use super::super::model::{Import, ImportSetId, KINDS, Target};
use super::super::store;
use super::super::views::{self, SetShown};
use super::{Address, find, glimpse};
use crate::base::{Error, Result};
use crate::web::{Asked, Cx, Form, flash};

/// The set that the address names.
fn number(Path((_, id)): Address) -> Result<ImportSetId> {
    id.parse()
}

fn read(cx: &Cx, id: ImportSetId) -> Result<SetShown> {
    let (set, files) = cx.read(|view| Ok((store::sets::find(view, id)?, actions::files_of(view, id)?)))?;
    let left = files.iter().map(|import| left_out(cx, import)).collect::<Result<Vec<_>>>()?;
    Ok(SetShown { set, files, left, is_asked: false })
}

/// The names of the columns that find no place; none once the file is cleared away.
fn left_out(cx: &Cx, import: &Import) -> Result<Vec<String>> {
    let header = match glimpse(cx, import) {
        Ok(glimpse) => actions::header_of(&glimpse),
        Err(Error::Gone) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let columns = header.into_iter().zip(import.mapping.targets());
    Ok(columns.filter(|(_, target)| **target == Target::Ignore).map(|(name, _)| name).collect())
}

/// A set at the step where it stands; with `?undo=1` it asks whether all files shall be taken back.
#[handler]
pub async fn show(cx: Cx, address: Address, Asked(query): Asked) -> Result<Response> {
    let shown = SetShown { is_asked: query.has("undo"), ..read(&cx, number(address)?)? };
    Ok(views::set(&cx, &shown).into_response())
}

/// How far the files came, for pages that look after it by script.
#[handler]
pub async fn progress(cx: Cx, address: Address) -> Result<Response> {
    let shown = read(&cx, number(address)?)?;
    let fragment = if shown.set.status.is_busy() {
        views::set_progress(&cx, &shown)
    } else {
        html! { div {} }
    };
    Ok(fragment.into_response())
}

/// Begins to write the files.
#[handler]
pub async fn run(cx: Cx, address: Address) -> Result<Response> {
    let id = number(address)?;
    cx.write(move |tx| actions::run_set(tx, id)).await?;
    Ok(back(&cx, id))
}

/// Begins to take back what they wrote.
#[handler]
pub async fn undo(cx: Cx, address: Address) -> Result<Response> {
    let id = number(address)?;
    cx.write(move |tx| actions::undo_set(tx, id)).await?;
    Ok(back(&cx, id))
}

/// Gives the set up.
#[handler]
pub async fn discard(cx: Cx, address: Address) -> Result<Response> {
    let id = number(address)?;
    cx.write(move |tx| actions::discard_set(tx, id)).await?;
    Ok(flash::done(cx.path("/import"), "transfer-discarded"))
}

/// Takes a file for a list of another kind.
#[handler]
pub async fn take_for(cx: Cx, address: Address, Form(typed): Form) -> Result<Response> {
    let import = find(&cx, address)?;
    let kind = KINDS.into_iter().find(|kind| kind.code() == typed.first("kind"));
    let kind = kind.ok_or(Error::Malformed("kind"))?;
    let data = cx.machines.config.data.clone();
    cx.write(move |tx| actions::take_for(tx, import.id, &data, kind)).await?;
    Ok(flash::see_other(&cx.path(format_args!("/import/{}", import.id))))
}

/// To the page of a set.
pub fn back(cx: &Cx, id: ImportSetId) -> Response {
    flash::see_other(&path(cx, id))
}

fn path(cx: &Cx, id: ImportSetId) -> String {
    cx.path(format_args!("/import-sets/{id}"))
}
