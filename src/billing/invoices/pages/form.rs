//! The form of a draft.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::model::{DraftInput, Invoice, Kind, LINES};
use super::super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{DealId, Error, Fields, InvoiceId, Problems, Result, SubjectId};
use crate::billing::{customers, price_lists, seller, taxes};
use crate::crm::deals;
use crate::platform::{Tx, View, crypto};
use crate::web::{Asked, Cx, Form, Of, flash};
use crate::workspace::settings;

/// The empty form, for the customer and the deal that the address names; without a customer, the choice of one.
#[handler]
pub async fn new(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let fields = cx.read(|view| match query.first("of").parse::<InvoiceId>() {
        Ok(of) => noted(view, &cx, of, query.first("paper")),
        Err(_) => begun(view, &cx, &query),
    })?;
    if fields.first("customer").is_empty() {
        let found = cx.read(|view| store::customers_found(view, query.first("q")))?;
        return Ok(views::choose(&cx, query.first("q"), query.first("deal"), &found));
    }
    draw(&cx, &fields, &Problems::default(), None)
}

/// Begins the draft, or shows the form again with what is wrong.
#[handler]
pub async fn create(cx: Cx, Form(typed): Form) -> Result<Response> {
    if !typed.first("more").is_empty() {
        return Ok(draw(&cx, &longer(&typed), &Problems::default(), None)?.into_response());
    }
    let facts = match read(&cx, &typed) {
        Ok(facts) => facts,
        Err(Error::Invalid(problems)) => return refuse(&cx, &typed, &problems, None),
        Err(other) => return Err(other),
    };
    let act = typed.first("act").to_owned();
    let run = move |tx: &Tx| Ok(actions::create(tx, facts.clone())?.to_string());
    match cx.write_once(&act, &typed, run).await {
        Ok(id) => Ok(flash::done(cx.path(format_args!("/invoices/{id}")), "invoices-added")),
        Err(Error::Invalid(problems)) => refuse(&cx, &typed, &problems, None),
        Err(other) => Err(other),
    }
}

/// The form with what is stored.
#[handler]
pub async fn edit_form(cx: Cx, Of(id): Of<kind::Invoice>) -> Result<Markup> {
    let invoice = cx.read(|view| store::find(view, id))?;
    if invoice.issued.is_some() {
        return Err(Error::Conflict("invoices-issued-already"));
    }
    let fields = views::typed(&invoice.facts, cx.language()).with("version", invoice.version.to_string());
    draw(&cx, &fields, &Problems::default(), Some(&invoice))
}

/// Changes the draft, or shows the form again with what is wrong.
#[handler]
pub async fn edit(cx: Cx, Of(id): Of<kind::Invoice>, Form(typed): Form) -> Result<Response> {
    let invoice = cx.read(|view| store::find(view, id))?;
    if !typed.first("more").is_empty() {
        return Ok(draw(&cx, &longer(&typed), &Problems::default(), Some(&invoice))?.into_response());
    }
    let facts = match read(&cx, &typed) {
        Ok(facts) => facts,
        Err(Error::Invalid(problems)) => return refuse(&cx, &typed, &problems, Some(&invoice)),
        Err(other) => return Err(other),
    };
    let version = typed.first("version").parse().unwrap_or(0);
    match cx.write(move |tx| actions::edit(tx, id, version, facts)).await {
        Ok(()) => Ok(flash::done(cx.path(format_args!("/invoices/{id}")), "invoices-saved")),
        Err(Error::Stale(_)) => stale(&cx, id, &typed),
        Err(Error::Invalid(problems)) => refuse(&cx, &typed, &problems, Some(&invoice)),
        Err(other) => Err(other),
    }
}

/// What a new draft begins with.
fn begun(view: &View, cx: &Cx, query: &Fields) -> Result<Fields> {
    let class = taxes::store::list(view)?.into_iter().find(|class| class.is_live);
    let mut fields = Fields::new()
        .with("act", crypto::token())
        .with("paper", "invoice")
        .with("of", "")
        .with("terms_number", "")
        .with("terms_early", "");
    let (mut currency, mut entry) = (settings::of(view)?.regional.currency, "net");
    if let Ok(facts) = seller::facts(view, actions::today(view)?)? {
        currency = facts.currency;
    }
    let deal = match query.first("deal").parse::<DealId>() {
        Ok(id) => Some(deals::store::find(view, id)?),
        Err(_) => None,
    };
    let of_deal = deal.as_ref().and_then(deal_customer);
    if let Some(subject) = query.first("customer").parse::<SubjectId>().ok().or(of_deal) {
        let input = customers::store::find(view, subject)?;
        currency = input.input().currency.unwrap_or(currency);
        entry = input.input().entry.code();
        fields = fields.with("customer", subject.to_string());
    }
    if let Some(deal) = &deal {
        fields = fields.with("deal", deal.id.to_string());
        if let Some(amount) = deal.facts.amount {
            currency = amount.currency;
            let class = class.as_ref().map(|class| class.id.to_string()).unwrap_or_default();
            fields = fields
                .with("name", &deal.facts.name)
                .with("price", amount.typed(cx.language()))
                .with("quantity", "1")
                .with("class", class)
                .with("kind", "service")
                .with("unit", "LS");
        }
    }
    Ok(fields.with("currency", currency.code()).with("entry", entry))
}

/// What a new note begins with: all that its paper says.
fn noted(view: &View, cx: &Cx, of: InvoiceId, paper: &str) -> Result<Fields> {
    let kind: Kind = paper.parse()?;
    let original = store::find(view, of)?;
    let facts = DraftInput {
        kind,
        of: Some(of).filter(|_| kind.is_note()),
        supplied_on: None,
        terms: None,
        note: String::new(),
        ..original.facts
    };
    Ok(views::typed(&facts, cx.language()).with("act", crypto::token()))
}

/// The company of a deal, else the one above all on it.
fn deal_customer(deal: &deals::Deal) -> Option<SubjectId> {
    let company = deal.facts.company_id.map(|company| company.subject());
    company.or_else(|| deal.facts.people.first().map(|person| person.contact.subject()))
}

/// More empty rows.
fn longer(typed: &Fields) -> Fields {
    let rows: usize = typed.first("rows").parse().unwrap_or(0);
    typed.clone().without("more").without("rows").with("rows", (rows + 5).min(LINES).to_string())
}

fn read(cx: &Cx, typed: &Fields) -> Result<DraftInput> {
    let products = cx.read(|view| price_lists::store::picked(view, typed, actions::today(view)?))?;
    DraftInput::parse(typed, cx.language(), &products)
}

fn draw(cx: &Cx, fields: &Fields, problems: &Problems, invoice: Option<&Invoice>) -> Result<Markup> {
    let known = cx.read(|view| known(view, fields))?;
    Ok(views::form(cx, &views::Sheet { fields, problems, invoice, known: &known }))
}

/// What the form offers.
fn known(view: &View, fields: &Fields) -> Result<views::Known> {
    let customer: Option<SubjectId> = fields.first("customer").parse().ok();
    let named: Vec<SubjectId> = customer.into_iter().collect();
    Ok(views::Known {
        classes: taxes::store::list(view)?,
        products: store::products_offered(view)?,
        customer: store::customers(view, &named)?.pop(),
        list: price_lists::store::maybe_holding(view, fields, actions::today(view)?)?,
    })
}

/// What was typed, beside what somebody else has stored meanwhile.
fn stale(cx: &Cx, id: InvoiceId, typed: &Fields) -> Result<Response> {
    let (stored, known) = cx.read(|view| Ok((store::find(view, id)?, known(view, typed)?)))?;
    let fields = typed.clone().without("version").with("version", stored.version.to_string());
    let problems = Problems::default();
    let sheet = views::Sheet { fields: &fields, problems: &problems, invoice: Some(&stored), known: &known };
    Ok(views::stale(cx, &stored, &sheet).with_status(StatusCode::CONFLICT).into_response())
}

fn refuse(cx: &Cx, fields: &Fields, problems: &Problems, invoice: Option<&Invoice>) -> Result<Response> {
    let page = draw(cx, fields, problems, invoice)?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
