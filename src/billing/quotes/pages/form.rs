//! The form of a draft.

use jiff::Span;
use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::model::{Quote, QuoteInput, State};
use super::super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{Day, DealId, Error, Fields, Problems, QuoteId, Result, SubjectId};
use crate::billing::invoices::LINES;
use crate::billing::invoices::store::{customers as named_customers, customers_found, products_offered};
use crate::billing::{customers, price_lists, seller, taxes};
use crate::crm::deals;
use crate::platform::{Tx, View, crypto};
use crate::web::{Asked, Cx, Form, Of, flash};
use crate::workspace::settings;

/// So many days a quote can be accepted if nobody says otherwise.
const VALID_DAYS: i64 = 30;

/// The empty form, for the customer and the deal that the address names, or as another quote, for its customer or for the
/// named one; without a customer, or once one is searched for, the choice of one. Like a template it is nobody's at first.
#[handler]
pub async fn new(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let fields = cx.read(|view| match query.first("like").parse::<QuoteId>() {
        Ok(other) => again(view, &cx, other, &query),
        Err(_) => begun(view, &cx, &query),
    })?;
    let is_sought = query.first("customer").is_empty() && (query.has("q") || query.has("template"));
    if is_sought || fields.first("customer").is_empty() {
        let (found, templates) =
            cx.read(|view| Ok((customers_found(view, query.first("q"))?, store::list_templates(view)?)))?;
        return Ok(views::choose(&cx, &query, &found, &templates));
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
    let run = move |tx: &Tx| Ok(actions::create(tx, &facts)?.to_string());
    match cx.write_once(&act, &typed, run).await {
        Ok(id) => Ok(flash::done(cx.path(format_args!("/quotes/{id}")), "invoices-added")),
        Err(Error::Invalid(problems)) => refuse(&cx, &typed, &problems, None),
        Err(other) => Err(other),
    }
}

/// The form with what is stored.
#[handler]
pub async fn edit_form(cx: Cx, Of(id): Of<kind::Quote>) -> Result<Markup> {
    let quote = cx.read(|view| store::find(view, id))?;
    if quote.state != State::Draft {
        return Err(Error::Conflict("quotes-sent-already"));
    }
    let fields = views::typed(&quote.facts, cx.language()).with("version", quote.version.to_string());
    draw(&cx, &fields, &Problems::default(), Some((&quote, false)))
}

/// Changes the draft, or shows the form again with what is wrong.
#[handler]
pub async fn edit(cx: Cx, Of(id): Of<kind::Quote>, Form(typed): Form) -> Result<Response> {
    let quote = cx.read(|view| store::find(view, id))?;
    if !typed.first("more").is_empty() {
        let page = draw(&cx, &longer(&typed), &Problems::default(), Some((&quote, false)))?;
        return Ok(page.into_response());
    }
    let facts = match read(&cx, &typed) {
        Ok(facts) => facts,
        Err(Error::Invalid(problems)) => return refuse(&cx, &typed, &problems, Some((&quote, false))),
        Err(other) => return Err(other),
    };
    let version = typed.first("version").parse().unwrap_or(0);
    match cx.write(move |tx| actions::edit(tx, id, version, &facts)).await {
        Ok(()) => Ok(flash::done(cx.path(format_args!("/quotes/{id}")), "invoices-saved")),
        Err(Error::Stale(now)) => {
            let fields = typed.clone().without("version").with("version", now.to_string());
            let page = draw(&cx, &fields, &Problems::default(), Some((&quote, true)))?;
            Ok(page.with_status(StatusCode::CONFLICT).into_response())
        }
        Err(Error::Invalid(problems)) => refuse(&cx, &typed, &problems, Some((&quote, false))),
        Err(other) => Err(other),
    }
}

/// What a new draft begins with.
fn begun(view: &View, cx: &Cx, query: &Fields) -> Result<Fields> {
    let today = actions::today(view)?;
    let (mut currency, mut entry) = (settings::of(view)?.regional.currency, "net");
    if let Ok(facts) = seller::facts(view, today)? {
        currency = facts.currency;
    }
    let mut fields = Fields::new()
        .with("act", crypto::token())
        .with("terms_number", "")
        .with("terms_early", "")
        .with("valid_until", ends(today)?);
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
            let class = taxes::store::list(view)?.into_iter().find(|class| class.is_live);
            fields = fields
                .with("name", &deal.facts.name)
                .with("price", amount.typed(cx.language()))
                .with("quantity", "1")
                .with("class", class.map(|class| class.id.to_string()).unwrap_or_default())
                .with("kind", "service")
                .with("unit", "LS");
        }
    }
    Ok(fields.with("currency", currency.code()).with("entry", entry))
}

/// The same as another quote says, for as long as a new one. What is the customer's own does not go to another one.
fn again(view: &View, cx: &Cx, other: QuoteId, query: &Fields) -> Result<Fields> {
    let facts = store::find(view, other)?.facts;
    let fields = views::typed(&facts, cx.language()).with("act", crypto::token());
    let fields = fields.without("valid_until").with("valid_until", ends(actions::today(view)?)?);
    let fields = fields.with("like", other.to_string());
    match query.first("customer").parse::<SubjectId>() {
        Ok(customer) if customer != facts.head.customer || query.has("template") => {
            customers::store::find(view, customer)?;
            let own = ["customer", "deal", "order", "reference"];
            let fields = own.iter().fold(fields, |fields, name| fields.without(name));
            let fields = fields.with("deal", query.first("deal"));
            Ok(fields.with("customer", customer.to_string()))
        }
        _ => Ok(fields),
    }
}

fn ends(today: Day) -> Result<String> {
    let last = today.0.checked_add(Span::new().days(VALID_DAYS)).map_err(Error::internal)?;
    Ok(last.to_string())
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

fn read(cx: &Cx, typed: &Fields) -> Result<QuoteInput> {
    let products = cx.read(|view| price_lists::store::picked(view, typed, actions::today(view)?))?;
    QuoteInput::parse(typed, cx.language(), &products)
}

/// The page; `quote` is what is changed, and whether somebody else was faster.
fn draw(cx: &Cx, fields: &Fields, problems: &Problems, quote: Option<(&Quote, bool)>) -> Result<Markup> {
    let customer: Vec<SubjectId> = fields.first("customer").parse().into_iter().collect();
    let known = cx.read(|view| {
        Ok(views::Known {
            classes: taxes::store::list(view)?,
            products: products_offered(view)?,
            customer: named_customers(view, &customer)?.pop(),
            list: price_lists::store::maybe_holding(view, fields, actions::today(view)?)?,
        })
    })?;
    let (quote, is_stale) = (quote.map(|(quote, _)| quote), quote.is_some_and(|(_, is_stale)| is_stale));
    Ok(views::form(cx, &views::Sheet { fields, problems, quote, is_stale, known: &known }))
}

fn refuse(cx: &Cx, fields: &Fields, problems: &Problems, quote: Option<(&Quote, bool)>) -> Result<Response> {
    let page = draw(cx, fields, problems, quote)?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
