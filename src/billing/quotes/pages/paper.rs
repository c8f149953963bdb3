//! A quote on paper, and the mail that brings it.

use maud::Markup;
use poem::http::{StatusCode, header};
use poem::{IntoResponse, Response, handler};

use super::super::model::{Quote, file_name};
use super::super::{actions, jobs, store, views};
use crate::base::id::kind;
use crate::base::{Actor, Error, Problems, Result};
use crate::billing::invoices::{Cover, views as papers};
use crate::platform::{Machines, Tx, crypto};
use crate::web::attachment::{SANDBOX, disposition};
use crate::web::{Asked, Cx, Form, Of, flash};

/// The quote on paper: its live version, or the one that the address names.
#[handler]
pub async fn pdf(cx: Cx, Of(id): Of<kind::Quote>, Asked(query): Asked) -> Result<Response> {
    let quote = cx.read(|view| match query.first("n").parse() {
        Ok(n) => store::find_version(view, id, n),
        Err(_) => store::find(view, id),
    })?;
    download(&cx.machines, cx.actor(), &quote).await
}

/// The file of a version that was sent, to be kept by a browser.
pub(super) async fn download(machines: &Machines, actor: &Actor, quote: &Quote) -> Result<Response> {
    let bytes = jobs::paper(machines, actor, quote).await?;
    Ok(Response::builder()
        .content_type("application/pdf")
        .header(header::CONTENT_DISPOSITION, disposition(&format!("{}.pdf", file_name(&quote.called()))))
        .header(header::CONTENT_SECURITY_POLICY, SANDBOX)
        .body(bytes))
}

/// The mail that brings it.
#[handler]
pub async fn mail_form(cx: Cx, Of(id): Of<kind::Quote>) -> Result<Markup> {
    let (quote, cover) = cx.read(|view| {
        let quote = store::find(view, id)?;
        let token = actions::link(&cx.machines.master_key, view.workspace(), id, quote.n);
        let cover = actions::cover(view, &quote, &cx.machines.config.address(&format!("/q/{token}")))?;
        Ok((quote, cover))
    })?;
    let fields = papers::typed_cover(&cover).with("act", crypto::token());
    Ok(views::mail(&cx, &quote, (&fields, &Problems::default())))
}

/// Sends it, or shows the mail again with what is wrong.
#[handler]
pub async fn mail(cx: Cx, Of(id): Of<kind::Quote>, Form(typed): Form) -> Result<Response> {
    let quote = cx.read(|view| store::find(view, id))?;
    let cover = match Cover::parse(&typed) {
        Ok(cover) => cover,
        Err(Error::Invalid(problems)) => {
            let page = views::mail(&cx, &quote, (&typed, &problems));
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
        Err(other) => return Err(other),
    };
    if quote.sent.is_some() {
        jobs::make(&cx.machines, cx.actor(), id, quote.n).await?;
    }
    let act = typed.first("act").to_owned();
    let run = move |tx: &Tx| actions::mail(tx, id, &cover).map(|_| id.to_string());
    cx.write_once(&act, &typed, run).await?;
    Ok(flash::done(cx.path(format_args!("/quotes/{id}")), "invoices-send-done"))
}
