//! The pages of packs.

use maud::{Markup, html};
use poem::http::{StatusCode, header};
use poem::{IntoResponse, Response, handler};

use super::model::{Quick, Range, State};
use super::{actions, views};
use crate::base::id::kind;
use crate::base::{Error, Fields, Problems, Result};
use crate::billing::invoices;
use crate::platform::blobs::Blobs;
use crate::web::attachment::{self, disposition};
use crate::web::{Asked, Cx, Form, Of, flash};

/// The packs, and the form that asks for one: for the last month, or the days that were chosen.
#[handler]
pub async fn list(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let today = cx.read(invoices::actions::today)?;
    let range = Range::quick(query.first("days").parse().unwrap_or(Quick::Month), today);
    let fields = Fields::new().with("from", range.from.to_string()).with("to", range.to.to_string());
    show(&cx, &fields, &Problems::default())
}

fn show(cx: &Cx, fields: &Fields, problems: &Problems) -> Result<Markup> {
    let packs = cx.read(actions::list)?;
    Ok(views::list(cx, &packs, fields, problems))
}

/// Asks for a pack.
#[handler]
pub async fn start(cx: Cx, Form(typed): Form) -> Result<Response> {
    cx.require_fresh()?;
    match Range::parse(&typed) {
        Ok(range) => {
            cx.write(move |tx| actions::start(tx, range)).await?;
            Ok(flash::done(cx.path("/packs"), "packs-started"))
        }
        Err(Error::Invalid(problems)) => {
            let page = show(&cx, &typed, &problems)?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(other) => Err(other),
    }
}

/// How far it has come, for pages that look after it by script.
#[handler]
pub async fn progress(cx: Cx, Of(id): Of<kind::Pack>) -> Result<Markup> {
    let pack = cx.read(|view| actions::find(view, id))?;
    Ok(match pack.state {
        State::Making => views::progress(&cx, &pack),
        State::Made | State::Failed => html! { div {} },
    })
}

/// The file.
#[handler]
pub async fn download(cx: Cx, Of(id): Of<kind::Pack>) -> Result<Response> {
    cx.require_fresh()?;
    let (pack, blob) = cx.write(move |tx| actions::take(tx, id)).await?;
    let file = Blobs::new(&cx.machines.config.data, cx.actor().workspace).open(blob.hash)?;
    Ok(Response::builder()
        .content_type("application/zip")
        .header(header::CONTENT_DISPOSITION, disposition(&pack.name()))
        .header(header::CONTENT_LENGTH, blob.size)
        .body(attachment::body(file)))
}
