//! The page of an invoice with its payments, and the form of a payment.

use maud::{Markup, html};
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::model::PaymentInput;
use super::views::{self, Sheet};
use super::{actions, store};
use crate::base::id::kind;
use crate::base::{Error, Fields, InvoiceId, Money, Problems, Result};
use crate::billing::invoices::{self, Invoice, State};
use crate::billing::{proformas, quotes};
use crate::platform::{Tx, View, crypto};
use crate::web::{Cx, Form, Of, flash};

/// So many other papers are offered for one payment.
const OTHERS: usize = 20;

/// An invoice as it is, or as it would be, with what was paid for it.
#[handler]
pub async fn show_invoice(cx: Cx, Of(id): Of<kind::Invoice>) -> Result<Markup> {
    let (one, payments, ahead) = cx.read(|view| {
        let quote = quotes::store::of_invoice(view, id)?;
        let one = invoices::views::One { quote, ..invoices::pages::page(view, id)? };
        Ok((one, store::list_of(view, id)?, proformas::store::list_of(view, id)?))
    })?;
    let part = views::part(&cx, &one.invoice, &payments);
    let ahead = proformas::views::part(&cx, &one.invoice, &ahead);
    Ok(invoices::pages::shown(&cx, &one, &Problems::default(), html! { (part) (ahead) }))
}

/// The form, with all that is owed on this paper.
#[handler]
pub async fn pay_form(cx: Cx, Of(id): Of<kind::Invoice>) -> Result<Markup> {
    let (papers, today) = cx.read(|view| Ok((papers(view, id)?, invoices::actions::today(view)?)))?;
    let rest = rest(&papers[0]);
    let mut fields = Fields::new()
        .with("act", crypto::token())
        .with("kind", "bank")
        .with("received_on", today.to_string())
        .with("amount", Money::new(rest.minor.abs(), rest.currency).typed(cx.language()));
    for _ in papers.iter().skip(1) {
        fields.push("amount", "");
    }
    Ok(draw(&cx, &papers, &fields, &Problems::default()))
}

/// Writes the payment down, or shows the form again with what is wrong.
#[handler]
pub async fn pay(cx: Cx, Of(id): Of<kind::Invoice>, Form(typed): Form) -> Result<Response> {
    let papers = cx.read(|view| papers(view, id))?;
    let input = match PaymentInput::parse(&typed, cx.language(), papers[0].facts.currency) {
        Ok(input) => input,
        Err(Error::Invalid(problems)) => return refuse(&cx, &papers, &typed, &problems),
        Err(other) => return Err(other),
    };
    let act = typed.first("act").to_owned();
    let run = move |tx: &Tx| Ok(actions::record(tx, &input)?.to_string());
    match cx.write_once(&act, &typed, run).await {
        Ok(_) => Ok(flash::done(cx.path(format_args!("/invoices/{id}")), "payments-recorded")),
        Err(Error::Invalid(problems)) => refuse(&cx, &papers, &typed, &problems),
        Err(other) => Err(other),
    }
}

/// Takes a payment out of the books again, and leads back to the paper.
#[handler]
pub async fn undo(cx: Cx, Of(id): Of<kind::Payment>, Form(typed): Form) -> Result<Response> {
    cx.write(move |tx| actions::undo(tx, id)).await?;
    let back = match typed.first("invoice").parse::<InvoiceId>() {
        Ok(invoice) => cx.path(format_args!("/invoices/{invoice}")),
        Err(_) => cx.path("/invoices"),
    };
    Ok(flash::done(back, "payments-undo-done"))
}

/// This paper, and the others of its customer on which something is owed the same way.
fn papers(view: &View, id: InvoiceId) -> Result<Vec<Invoice>> {
    let first = invoices::store::find(view, id)?;
    if first.state != State::Issued || rest(&first).minor == 0 {
        return Err(Error::Conflict("payments-nothing-owed"));
    }
    if rest(&first).minor < 0 {
        return Ok(vec![first]);
    }
    let ids = invoices::store::open_of(view, first.facts.customer, first.facts.currency)?;
    let others: Vec<InvoiceId> = ids.into_iter().filter(|one| *one != id).take(OTHERS).collect();
    let mut papers = vec![first];
    papers.extend(invoices::store::find_many(view, &others)?);
    Ok(papers)
}

fn rest(paper: &Invoice) -> Money {
    let none = Money::new(0, paper.facts.currency);
    paper.issued.as_ref().map_or(none, |issued| issued.balance.rest())
}

fn draw(cx: &Cx, papers: &[Invoice], fields: &Fields, problems: &Problems) -> Markup {
    let is_back = papers.first().is_some_and(|paper| rest(paper).minor < 0);
    views::form(cx, &Sheet { fields, problems, papers, is_back })
}

fn refuse(cx: &Cx, papers: &[Invoice], fields: &Fields, problems: &Problems) -> Result<Response> {
    Ok(draw(cx, papers, fields, problems).with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
