//! Adding and changing a contact.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::model::{Contact, ContactInput, Likely};
use super::super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{ContactId, Country, Error, Fields, Problems, Result, Right, SubjectKind};
use crate::crm::{companies, fields, owners, points, tags};
use crate::platform::{View, crypto};
use crate::web::{Asked, Cx, Form, Of, flash};
use crate::workspace::settings;

/// So many names of companies are offered while typing.
const OFFERED: i64 = 100;

/// The empty form; `?company=` of a company's page fills in where they work.
#[handler]
pub async fn new(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let company = match query.first("company").parse() {
        Ok(id) => cx.read(|view| companies::store::maybe_find(view, id))?,
        Err(_) => None,
    };
    let owner = cx.actor().member.map(|member| member.to_string()).unwrap_or_default();
    let mut fields = Fields::new().with("act", crypto::token()).with("owner", owner);
    fields.push("first_name", query.first("name"));
    if let Some(company) = company {
        fields.push("company", company.facts.name);
        fields.push("company_id", company.id.to_string());
    }
    draw(&cx, &Draft { fields: &fields, problems: &Problems::default(), likely: &[], contact: None })
}

/// Adds the contact, or shows the form again: with what is wrong, or with people who may be the same.
#[handler]
pub async fn create(cx: Cx, Form(typed): Form) -> Result<Response> {
    let fields = points::tidy(&typed);
    if asks_for_rows(&typed) {
        return redraw(&cx, &fields, None, StatusCode::OK);
    }
    let fields = share(fields, &typed);
    let (input, likely) = match parse(&cx, &fields, None) {
        Ok(input) => {
            let likely = cx.read(|view| store::likely(view, &input, None))?;
            (input, likely)
        }
        Err(Error::Invalid(problems)) => return refuse(&cx, &fields, (&problems, &[]), None),
        Err(other) => return Err(other),
    };
    let is_settled = typed.has("anyway") || likely.is_empty();
    let is_shared = typed.has("share");
    if !is_settled && !is_shared {
        let taken = cx.read(|view| taken(view, &input, None))?;
        return refuse(&cx, &fields, (&taken, &likely), None);
    }
    let act = fields.first("act").to_owned();
    let run = move |tx: &crate::platform::Tx| Ok(actions::create(tx, input)?.to_string());
    match cx.write_once(&act, &fields, run).await {
        Ok(id) => Ok(flash::done(cx.path(format_args!("/contacts/{id}")), "contacts-added")),
        Err(Error::Invalid(problems)) => refuse(&cx, &fields, (&problems, &likely), None),
        Err(other) => Err(other),
    }
}

/// The form with what is stored.
#[handler]
pub async fn edit_form(cx: Cx, Of(id): Of<kind::Contact>) -> Result<Markup> {
    let contact = find_mine(&cx, id)?;
    let fields = views::typed(&contact.facts).with("version", contact.version.to_string());
    let fields = fields::pages::fill(&cx, SubjectKind::Contact, fields, &contact.facts.values)?;
    draw(
        &cx,
        &Draft { fields: &fields, problems: &Problems::default(), likely: &[], contact: Some(&contact) },
    )
}

/// Changes the contact, or shows the form again: with what is wrong, or beside what somebody else has stored meanwhile.
#[handler]
pub async fn edit(cx: Cx, Of(id): Of<kind::Contact>, Form(typed): Form) -> Result<Response> {
    let contact = find_mine(&cx, id)?;
    let fields = points::tidy(&typed);
    if asks_for_rows(&typed) {
        return redraw(&cx, &fields, Some(&contact), StatusCode::OK);
    }
    let fields = share(fields, &typed);
    let input = match parse(&cx, &fields, Some(&contact)) {
        Ok(input) => input,
        Err(Error::Invalid(problems)) => return refuse(&cx, &fields, (&problems, &[]), Some(&contact)),
        Err(other) => return Err(other),
    };
    let (version, facts) = (fields.first("version").parse().unwrap_or(0), input.clone());
    match cx.write(move |tx| actions::edit(tx, id, version, facts)).await {
        Ok(()) => Ok(flash::done(cx.path(format_args!("/contacts/{id}")), "contacts-saved")),
        Err(Error::Stale(_)) => stale(&cx, id, &fields, &input),
        Err(Error::Invalid(problems)) => {
            let likely = cx.read(|view| store::likely(view, &input, Some(id)))?;
            refuse(&cx, &fields, (&problems, &likely), Some(&contact))
        }
        Err(other) => Err(other),
    }
}

/// What stands in the form.
struct Draft<'a> {
    fields: &'a Fields,
    problems: &'a Problems,
    likely: &'a [Likely],
    contact: Option<&'a Contact>,
}

fn draw(cx: &Cx, draft: &Draft) -> Result<Markup> {
    let suggestions = cx.read(suggestions)?;
    let Draft { fields, problems, likely, contact } = *draft;
    Ok(views::form(cx, &views::Sheet { fields, problems, likely, contact }, &suggestions))
}

fn redraw(cx: &Cx, fields: &Fields, contact: Option<&Contact>, status: StatusCode) -> Result<Response> {
    let page = draw(cx, &Draft { fields, problems: &Problems::default(), likely: &[], contact })?;
    Ok(page.with_status(status).into_response())
}

fn refuse(
    cx: &Cx,
    fields: &Fields,
    (problems, likely): (&Problems, &[Likely]),
    contact: Option<&Contact>,
) -> Result<Response> {
    let page = draw(cx, &Draft { fields, problems, likely, contact })?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn stale(cx: &Cx, id: ContactId, fields: &Fields, typed: &ContactInput) -> Result<Response> {
    let (stored, suggestions) = cx.read(|view| Ok((store::find(view, id)?, suggestions(view)?)))?;
    let pairs = fields.pairs().filter(|(name, _)| *name != "version");
    let fields: Fields = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let fields = fields.with("version", stored.version.to_string());
    let sheet =
        views::Sheet { fields: &fields, problems: &Problems::default(), likely: &[], contact: Some(&stored) };
    let page = views::stale(cx, &views::Clash { stored: &stored, typed, sheet }, &suggestions);
    Ok(page.with_status(StatusCode::CONFLICT).into_response())
}

/// A contact in use that the reader may change.
fn find_mine(cx: &Cx, id: ContactId) -> Result<Contact> {
    let contact = cx.read(|view| store::find(view, id))?;
    cx.actor().require_on(Right::CustomersWrite, contact.facts.owner)?;
    if contact.is_live() { Ok(contact) } else { Err(Error::Conflict("contacts-in-trash")) }
}

fn parse(cx: &Cx, typed: &Fields, stored: Option<&Contact>) -> Result<ContactInput> {
    let parsed = ContactInput::parse(typed, phone_country(cx)?);
    let values = stored.map(|contact| &contact.facts.values);
    fields::pages::filled(cx, SubjectKind::Contact, parsed, typed, values)
}

fn phone_country(cx: &Cx) -> Result<Country> {
    Ok(settings::at_hand(cx)?.regional.phone_country)
}

fn asks_for_rows(typed: &Fields) -> bool {
    typed.has("add") || typed.has("remove")
}

/// The button that shares an address names its row.
fn share(fields: Fields, typed: &Fields) -> Fields {
    let rows: Vec<String> = typed.all("share").map(|row| format!("{row}.shared")).collect();
    rows.into_iter().fold(fields, |fields, row| if fields.has(&row) { fields } else { fields.with(row, "1") })
}

/// The typed e-mail addresses that somebody else in use has for themselves, as problems of their rows.
fn taken(view: &View, input: &ContactInput, own: Option<ContactId>) -> Result<Problems> {
    match actions::refuse_taken(view, input, own) {
        Err(Error::Invalid(problems)) => Ok(problems),
        other => other.map(|()| Problems::default()),
    }
}

fn suggestions(view: &View) -> Result<views::Suggestions> {
    Ok(views::Suggestions {
        owners: owners::store::list(view)?,
        companies: companies::store::names(view, OFFERED)?,
        tags: tags::store::list(view)?.into_iter().map(|tag| tag.name).collect(),
        sources: store::sources(view)?,
        own: fields::store::own(view, SubjectKind::Contact)?,
    })
}
