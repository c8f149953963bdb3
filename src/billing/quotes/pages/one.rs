//! One quote: its page, its sending, its versions, its end.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::model::Asked;
use super::super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{Error, Fields, Problems, QuoteId, Result};
use crate::billing::invoices::store::customers;
use crate::crm::mails;
use crate::platform::Tx;
use crate::web::{Cx, Form, Of, flash};
use crate::workspace::members;

/// A quote as it is, or as it would be.
#[handler]
pub async fn show(cx: Cx, Of(id): Of<kind::Quote>) -> Result<Markup> {
    draw(&cx, id, (&Fields::new(), &Problems::default()))
}

/// Sends it, or says what stands in the way.
#[handler]
pub async fn send(cx: Cx, Of(id): Of<kind::Quote>, Form(typed): Form) -> Result<Response> {
    let (version, key) = (typed.first("version").parse().unwrap_or(0), cx.machines.master_key.clone());
    act(&cx, id, "quotes-send-done", move |tx| actions::send(tx, id, version, &key)).await
}

/// Begins the version after it.
#[handler]
pub async fn revise(cx: Cx, Of(id): Of<kind::Quote>, Form(typed): Form) -> Result<Response> {
    let version = typed.first("version").parse().unwrap_or(0);
    act(&cx, id, "quotes-revise-done", move |tx| actions::revise(tx, id, version)).await
}

/// Takes it back.
#[handler]
pub async fn withdraw(cx: Cx, Of(id): Of<kind::Quote>, Form(typed): Form) -> Result<Response> {
    let version = typed.first("version").parse().unwrap_or(0);
    act(&cx, id, "quotes-withdraw-done", move |tx| actions::withdraw(tx, id, version)).await
}

/// Keeps that the customer accepted it elsewhere.
#[handler]
pub async fn accept(cx: Cx, Of(id): Of<kind::Quote>, Form(typed): Form) -> Result<Response> {
    let (version, reason) = (typed.first("version").parse().unwrap_or(0), typed.first("reason").to_owned());
    let run = move |tx: &Tx| actions::accept_for_customer(tx, id, version, &reason);
    act(&cx, id, "quotes-accept-done", run).await
}

/// Keeps that the customer declined it elsewhere.
#[handler]
pub async fn decline(cx: Cx, Of(id): Of<kind::Quote>, Form(typed): Form) -> Result<Response> {
    let (version, reason) = (typed.first("version").parse().unwrap_or(0), typed.first("why").to_owned());
    let run = move |tx: &Tx| actions::decline_for_customer(tx, id, version, &reason);
    act(&cx, id, "quotes-decline-done", run).await
}

/// Makes it a template, renames that, or makes it none.
#[handler]
pub async fn name_template(cx: Cx, Of(id): Of<kind::Quote>, Form(typed): Form) -> Result<Response> {
    let name = typed.first("template").to_owned();
    match cx.write(move |tx| actions::name_template(tx, id, &name)).await {
        Ok(()) => Ok(flash::done(cx.path(format_args!("/quotes/{id}")), "quotes-template-done")),
        Err(error) => refuse(&cx, id, &typed, error),
    }
}

/// Puts a part of it on an invoice, and leads there.
#[handler]
pub async fn invoice(cx: Cx, Of(id): Of<kind::Quote>, Form(typed): Form) -> Result<Response> {
    let currency = cx.read(|view| store::find(view, id))?.facts.head.currency;
    let number = |field: &str| typed.first(field).parse().unwrap_or(0);
    let place = (number("version"), number("n"));
    let done = match Asked::parse(&typed, cx.language(), currency) {
        Ok(asked) => cx.write(move |tx| actions::invoice(tx, id, place, &asked)).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(invoice) => Ok(flash::done(cx.path(format_args!("/invoices/{invoice}")), "quotes-invoice-done")),
        Err(error) => refuse(&cx, id, &typed, error),
    }
}

/// Does it, or shows the page again with what stands in the way.
async fn act(
    cx: &Cx,
    id: QuoteId,
    done: &'static str,
    run: impl FnOnce(&Tx) -> Result<()> + Send + 'static,
) -> Result<Response> {
    match cx.write(run).await {
        Ok(()) => Ok(flash::done(cx.path(format_args!("/quotes/{id}")), done)),
        Err(error) => refuse(cx, id, &Fields::new(), error),
    }
}

/// The page again, with what was typed and what stands in the way.
fn refuse(cx: &Cx, id: QuoteId, typed: &Fields, error: Error) -> Result<Response> {
    let problems = match error {
        Error::Invalid(problems) => problems,
        Error::Conflict(key) => problem(key),
        Error::Stale(_) => problem("quotes-stale"),
        other => return Err(other),
    };
    let page = draw(cx, id, (typed, &problems))?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn problem(key: &'static str) -> Problems {
    let mut problems = Problems::default();
    problems.add("version", key);
    problems
}

/// What the page shows of a quote.
fn draw(cx: &Cx, id: QuoteId, sheet: (&Fields, &Problems)) -> Result<Markup> {
    let page = cx.read(|view| {
        let quote = store::find(view, id)?;
        let today = actions::today(view)?;
        let preview = match quote.sent {
            Some(_) => None,
            None => Some(actions::preview(view, &quote, today)?),
        };
        let acceptance = store::acceptance(view, &quote)?;
        let by = match acceptance.as_ref().and_then(|acceptance| acceptance.member) {
            Some(member) => members::find(view, member)?.name,
            None => String::new(),
        };
        let token = actions::link(&cx.machines.master_key, view.workspace(), id, quote.n);
        let link = match &quote.sent {
            Some(_) => cx.machines.config.address(&format!("/q/{token}")),
            None => String::new(),
        };
        let customer = customers(view, &[quote.facts.head.customer])?.pop();
        let template = store::list_templates(view)?.into_iter().find(|one| one.quote == id);
        let versions = store::versions(view, id)?;
        let billing = actions::billing(view, &quote)?;
        let mails = mails::store::posted(view, &store::mails_of(view, &quote)?)?;
        Ok(views::One {
            quote,
            template,
            customer,
            preview,
            versions,
            acceptance,
            billing,
            mails,
            by,
            link,
            today,
        })
    })?;
    Ok(views::show(cx, &page, sheet))
}
