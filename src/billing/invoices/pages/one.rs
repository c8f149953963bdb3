//! One invoice: its page, its issue, its end, and its electronic form.

use std::io::Read;

use maud::{Markup, html};
use poem::http::{StatusCode, header};
use poem::{IntoResponse, Response, handler};

use super::super::model::{Cover, FileKind, Invoice};
use super::super::{actions, jobs, store, views};
use crate::base::id::kind;
use crate::base::{Day, Error, InvoiceId, Problems, Result};
use crate::billing::documents::views::pdf::Letterhead;
use crate::billing::seller;
use crate::crm::mails;
use crate::platform::blobs::Blobs;
use crate::platform::{Tx, View, crypto};
use crate::web::attachment::{SANDBOX, disposition};
use crate::web::{Cx, Form, Of, flash};

/// Issues it, or says what stands in the way.
#[handler]
pub async fn issue(cx: Cx, Of(id): Of<kind::Invoice>, Form(typed): Form) -> Result<Response> {
    let version = typed.first("version").parse().unwrap_or(0);
    let Ok(day) = typed.first("issued_on").parse::<Day>() else {
        return refuse(&cx, id, Error::field("issued_on", "invoices-day-wrong"));
    };
    match cx.write(move |tx| actions::issue(tx, id, version, day)).await {
        Ok(()) => Ok(flash::done(cx.path(format_args!("/invoices/{id}")), "invoices-issued-done")),
        Err(error) => refuse(&cx, id, error),
    }
}

/// Throws a draft away.
#[handler]
pub async fn discard(cx: Cx, Of(id): Of<kind::Invoice>, Form(typed): Form) -> Result<Response> {
    let version = typed.first("version").parse().unwrap_or(0);
    cx.write(move |tx| actions::discard(tx, id, version)).await?;
    Ok(flash::done(cx.path("/invoices"), "invoices-discarded"))
}

/// Takes it back as a whole, or says why it cannot be.
#[handler]
pub async fn void(cx: Cx, Of(id): Of<kind::Invoice>, Form(typed): Form) -> Result<Response> {
    let version = typed.first("version").parse().unwrap_or(0);
    let reason = typed.first("reason").to_owned();
    match cx.write(move |tx| actions::void(tx, id, version, &reason)).await {
        Ok(note) => Ok(flash::done(cx.path(format_args!("/invoices/{note}")), "invoices-void-done")),
        Err(error) => refuse(&cx, id, error),
    }
}

/// The issued invoice on paper.
#[handler]
pub async fn pdf(cx: Cx, Of(id): Of<kind::Invoice>) -> Result<Response> {
    file(&cx, id, FileKind::Pdf).await
}

/// The issued invoice as UBL.
#[handler]
pub async fn ubl(cx: Cx, Of(id): Of<kind::Invoice>) -> Result<Response> {
    file(&cx, id, FileKind::Ubl).await
}

/// The issued invoice as Cross Industry Invoice.
#[handler]
pub async fn cii(cx: Cx, Of(id): Of<kind::Invoice>) -> Result<Response> {
    file(&cx, id, FileKind::Cii).await
}

/// The file that was made of it; where none is made yet, the same made anew.
async fn file(cx: &Cx, id: InvoiceId, kind: FileKind) -> Result<Response> {
    let (issued, stored, accent) = cx.read(|view| {
        let issued = store::find(view, id)?.issued.ok_or(Error::NotFound)?;
        let country = issued.document.head().seller.address.country;
        let accent = seller::find(view, country)?.details.colour.rgb();
        Ok((issued, store::maybe_file(view, id, kind)?, accent))
    })?;
    let name = format!("{}.{}", issued.number, kind.ending());
    let blobs = Blobs::new(&cx.machines.config.data, cx.actor().workspace);
    let drawn = tokio::task::spawn_blocking(move || match stored {
        Some(blob) => {
            let mut bytes = Vec::new();
            blobs.open(blob.hash)?.read_to_end(&mut bytes)?;
            Ok(bytes)
        }
        None => jobs::bytes(&issued.document, kind, &Letterhead { accent, is_original: true }),
    });
    let bytes = drawn.await.map_err(Error::internal)??;
    Ok(Response::builder()
        .content_type(kind.media_type())
        .header(header::CONTENT_DISPOSITION, disposition(&name))
        .header(header::CONTENT_SECURITY_POLICY, SANDBOX)
        .body(bytes))
}

/// The letter that goes along with it.
#[handler]
pub async fn send_form(cx: Cx, Of(id): Of<kind::Invoice>) -> Result<Markup> {
    let (invoice, cover) = cx.read(|view| {
        let invoice = store::find(view, id)?;
        let cover = actions::cover(view, &invoice)?;
        Ok((invoice, cover))
    })?;
    let fields = views::typed_cover(&cover).with("act", crypto::token());
    Ok(views::send(&cx, &invoice, (&fields, &Problems::default())))
}

/// Sends it, or shows the letter again with what is wrong.
#[handler]
pub async fn send(cx: Cx, Of(id): Of<kind::Invoice>, Form(typed): Form) -> Result<Response> {
    let invoice = cx.read(|view| store::find(view, id))?;
    let cover = match Cover::parse(&typed) {
        Ok(cover) => cover,
        Err(Error::Invalid(problems)) => {
            let page = views::send(&cx, &invoice, (&typed, &problems));
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
        Err(other) => return Err(other),
    };
    jobs::make(&cx.machines, cx.actor(), id).await?;
    let act = typed.first("act").to_owned();
    let run = move |tx: &Tx| actions::send(tx, id, &cover).map(|_| id.to_string());
    cx.write_once(&act, &typed, run).await?;
    Ok(flash::done(cx.path(format_args!("/invoices/{id}")), "invoices-send-done"))
}

/// What the page shows of an invoice.
pub fn page(view: &View, id: InvoiceId) -> Result<views::One> {
    let invoice = store::find(view, id)?;
    let today = actions::today(view)?;
    let preview = match invoice.issued {
        Some(_) => None,
        None => Some(actions::preview(view, &invoice, today)?),
    };
    let customer = name_of(&store::customers(view, &[invoice.facts.customer])?, &invoice);
    let original = match invoice.facts.of {
        Some(of) => store::find(view, of)?.issued.map(|issued| (of, issued.number)),
        None => None,
    };
    let notes = store::notes(view, id)?;
    let mails = mails::store::posted(view, &store::mails_of(view, id)?)?;
    Ok(views::One { invoice, customer, preview, original, quote: None, notes, mails, today })
}

fn name_of(names: &[store::Customer], invoice: &Invoice) -> Option<store::Customer> {
    names.iter().find(|known| known.subject == invoice.facts.customer).cloned()
}

/// The page again, with what stands in the way.
fn refuse(cx: &Cx, id: InvoiceId, error: Error) -> Result<Response> {
    let (problems, status) = match error {
        Error::Invalid(problems) => (problems, StatusCode::UNPROCESSABLE_ENTITY),
        Error::Conflict(key) => {
            let mut problems = Problems::default();
            problems.add("issued_on", key);
            (problems, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Error::Stale(_) => {
            let mut problems = Problems::default();
            problems.add("issued_on", "invoices-stale");
            (problems, StatusCode::CONFLICT)
        }
        other => return Err(other),
    };
    let one = cx.read(|view| page(view, id))?;
    Ok(views::show(cx, &one, &problems, html! {}).with_status(status).into_response())
}
