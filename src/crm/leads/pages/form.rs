//! Adding and changing a lead.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::model::{LabelKind, Lead, LeadInput};
use super::super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{Error, Fields, LeadId, Problems, Result, Right, SubjectKind};
use crate::crm::{companies, fields, owners};
use crate::platform::{Tx, View, crypto};
use crate::web::{Asked, Cx, Form, Of, flash};
use crate::workspace::settings;

/// So many names of companies are offered while typing.
const OFFERED: i64 = 100;
/// What is offered while nobody has written down a source.
const SOURCES: [&str; 4] =
    ["leads-source-website", "leads-source-recommended", "leads-source-fair", "leads-source-phone"];

/// The empty form; the lead is the reader's unless others take leads in turn.
#[handler]
pub async fn new(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let has_takers = cx.read(|view| Ok(!store::takers::list(view)?.is_empty()))?;
    let owner = cx.actor().member.filter(|_| !has_takers).map(|member| member.to_string());
    let fields = Fields::new()
        .with("act", crypto::token())
        .with("owner", owner.unwrap_or_default())
        .with("first_name", query.first("name"));
    draw(&cx, &fields, &Problems::default(), None)
}

/// Adds the lead, or shows the form again with what is wrong.
#[handler]
pub async fn create(cx: Cx, Form(typed): Form) -> Result<Response> {
    let facts = match parse(&cx, &typed, None) {
        Ok(facts) => facts,
        Err(Error::Invalid(problems)) => return refuse(&cx, &typed, &problems, None),
        Err(other) => return Err(other),
    };
    let act = typed.first("act").to_owned();
    let run = move |tx: &Tx| Ok(actions::create(tx, facts)?.to_string());
    match cx.write_once(&act, &typed, run).await {
        Ok(id) => Ok(flash::done(cx.path(format_args!("/leads/{id}")), "leads-added")),
        Err(Error::Invalid(problems)) => refuse(&cx, &typed, &problems, None),
        Err(other) => Err(other),
    }
}

/// The form with what is stored.
#[handler]
pub async fn edit_form(cx: Cx, Of(id): Of<kind::Lead>) -> Result<Markup> {
    let lead = find_mine(&cx, id)?;
    let fields = views::typed(&lead.facts).with("version", lead.version.to_string());
    let fields = fields::pages::fill(&cx, SubjectKind::Lead, fields, &lead.facts.values)?;
    draw(&cx, &fields, &Problems::default(), Some(&lead))
}

/// Changes the lead, or shows the form again: with what is wrong, or beside what somebody else has stored meanwhile.
#[handler]
pub async fn edit(cx: Cx, Of(id): Of<kind::Lead>, Form(typed): Form) -> Result<Response> {
    let lead = find_mine(&cx, id)?;
    let facts = match parse(&cx, &typed, Some(&lead)) {
        Ok(facts) => facts,
        Err(Error::Invalid(problems)) => return refuse(&cx, &typed, &problems, Some(&lead)),
        Err(other) => return Err(other),
    };
    let (version, stored) = (typed.first("version").parse().unwrap_or(0), facts.clone());
    match cx.write(move |tx| actions::edit(tx, id, version, stored)).await {
        Ok(()) => Ok(flash::done(cx.path(format_args!("/leads/{id}")), "leads-saved")),
        Err(Error::Stale(_)) => stale(&cx, id, &typed, &facts),
        Err(Error::Invalid(problems)) => refuse(&cx, &typed, &problems, Some(&lead)),
        Err(other) => Err(other),
    }
}

/// A lead in use that the reader may change.
pub(super) fn find_mine(cx: &Cx, id: LeadId) -> Result<Lead> {
    let lead = cx.read(|view| store::find(view, id))?;
    cx.actor().require_on(Right::SalesWrite, lead.facts.owner)?;
    if lead.is_live() { Ok(lead) } else { Err(Error::Conflict("leads-in-trash")) }
}

fn draw(cx: &Cx, fields: &Fields, problems: &Problems, lead: Option<&Lead>) -> Result<Markup> {
    let suggestions = suggestions(cx)?;
    Ok(views::form(cx, &views::Sheet { fields, problems, lead }, &suggestions))
}

fn refuse(cx: &Cx, fields: &Fields, problems: &Problems, lead: Option<&Lead>) -> Result<Response> {
    let page = draw(cx, fields, problems, lead)?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn stale(cx: &Cx, id: LeadId, typed: &Fields, facts: &LeadInput) -> Result<Response> {
    let stored = cx.read(|view| store::find(view, id))?;
    let fields = typed.clone().without("version").with("version", stored.version.to_string());
    let sheet = views::Sheet { fields: &fields, problems: &Problems::default(), lead: Some(&stored) };
    let page = views::stale(cx, (&stored, facts), &sheet, &suggestions(cx)?);
    Ok(page.with_status(StatusCode::CONFLICT).into_response())
}

fn parse(cx: &Cx, typed: &Fields, stored: Option<&Lead>) -> Result<LeadInput> {
    let parsed = LeadInput::parse(typed, settings::at_hand(cx)?.regional.phone_country);
    let values = stored.map(|lead| &lead.facts.values);
    fields::pages::filled(cx, SubjectKind::Lead, parsed, typed, values)
}

fn suggestions(cx: &Cx) -> Result<views::Suggestions> {
    let mut found = cx.read(stored_suggestions)?;
    if found.sources.is_empty() {
        found.sources = SOURCES.map(|key| cx.t(key).to_owned()).to_vec();
    }
    Ok(found)
}

fn stored_suggestions(view: &View) -> Result<views::Suggestions> {
    let sources = store::labels::list(view, LabelKind::Source)?;
    Ok(views::Suggestions {
        owners: owners::store::list(view)?,
        has_takers: !store::takers::list(view)?.is_empty(),
        sources: sources.into_iter().map(|source| source.name).collect(),
        companies: companies::store::names(view, OFFERED)?,
        own: fields::store::own(view, SubjectKind::Lead)?,
    })
}
