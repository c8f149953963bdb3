//! What is done with pro-formas; they stand on the page of their invoice.

use poem::http::header;
use poem::{Response, handler};

use super::{actions, store};
use crate::base::id::kind;
use crate::base::{Error, ProFormaId, Result};
use crate::billing::documents::views::pdf::{Letterhead, pdf as drawn};
use crate::billing::seller;
use crate::web::attachment::{SANDBOX, disposition};
use crate::web::{Cx, Form, Of, flash};

/// Makes one of the draft of an invoice.
#[handler]
pub async fn make(cx: Cx, Of(id): Of<kind::Invoice>, Form(typed): Form) -> Result<Response> {
    let version = typed.first("version").parse().unwrap_or(0);
    cx.write(move |tx| actions::make(tx, id, version)).await?;
    Ok(flash::done(cx.path(format_args!("/invoices/{id}")), "proformas-made"))
}

/// Takes one back.
#[handler]
pub async fn withdraw(cx: Cx, Of(id): Of<kind::ProForma>) -> Result<Response> {
    let proforma = cx.read(|view| store::find(view, id))?;
    cx.write(move |tx| actions::withdraw(tx, id)).await?;
    let back = proforma.invoice.map_or(cx.path("/invoices"), |id| cx.path(format_args!("/invoices/{id}")));
    Ok(flash::done(back, "proformas-withdrawn-done"))
}

/// One on paper.
#[handler]
pub async fn pdf(cx: Cx, Of(id): Of<kind::ProForma>) -> Result<Response> {
    let (name, bytes) = paper(&cx, id).await?;
    Ok(Response::builder()
        .content_type("application/pdf")
        .header(header::CONTENT_DISPOSITION, disposition(&name))
        .header(header::CONTENT_SECURITY_POLICY, SANDBOX)
        .body(bytes))
}

/// Its name as a file, and the bytes, drawn from what was frozen.
pub async fn paper(cx: &Cx, id: ProFormaId) -> Result<(String, Vec<u8>)> {
    let (proforma, accent) = cx.read(|view| {
        let proforma = store::find(view, id)?;
        let country = proforma.document.head().seller.address.country;
        Ok((proforma, seller::find(view, country)?.details.colour.rgb()))
    })?;
    let letterhead = Letterhead { accent, is_original: false };
    let name = format!("{}.pdf", proforma.number);
    let drawing = tokio::task::spawn_blocking(move || drawn(&proforma.document, &letterhead));
    Ok((name, drawing.await.map_err(Error::internal)??))
}
