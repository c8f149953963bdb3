//! Adding and changing a company.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::model::{Company, CompanyInput, Likely};
use super::super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{CompanyId, Error, Fields, Problems, Result, Right, SubjectKind};
use crate::crm::{fields, owners, points, tags};
use crate::platform::{Tx, View, crypto};
use crate::web::{Asked, Cx, Form, Of, flash};
use crate::workspace::settings;

/// The empty form.
#[handler]
pub async fn new(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let owner = cx.actor().member.map(|member| member.to_string()).unwrap_or_default();
    let fields =
        Fields::new().with("act", crypto::token()).with("owner", owner).with("name", query.first("name"));
    draw(&cx, &Draft { fields: &fields, problems: &Problems::default(), likely: &[], company: None })
}

/// Adds the company, or shows the form again: with what is wrong, or with companies that may be the same.
#[handler]
pub async fn create(cx: Cx, Form(typed): Form) -> Result<Response> {
    let fields = points::tidy(&typed);
    let draft = Draft { fields: &fields, problems: &Problems::default(), likely: &[], company: None };
    if asks_for_rows(&typed) {
        return Ok(draw(&cx, &draft)?.into_response());
    }
    let input = match parse(&cx, &fields, None) {
        Ok(input) => input,
        Err(Error::Invalid(problems)) => return refuse(&cx, Draft { problems: &problems, ..draft }),
        Err(other) => return Err(other),
    };
    let likely = cx.read(|view| store::likely(view, &input))?;
    if !likely.is_empty() && !typed.has("anyway") {
        return refuse(&cx, Draft { likely: &likely, ..draft });
    }
    let act = fields.first("act").to_owned();
    let run = move |tx: &Tx| Ok(actions::create(tx, input)?.to_string());
    match cx.write_once(&act, &fields, run).await {
        Ok(id) => Ok(flash::done(cx.path(format_args!("/companies/{id}")), "companies-added")),
        Err(Error::Invalid(problems)) => refuse(&cx, Draft { problems: &problems, ..draft }),
        Err(other) => Err(other),
    }
}

/// The form with what is stored.
#[handler]
pub async fn edit_form(cx: Cx, Of(id): Of<kind::Company>) -> Result<Markup> {
    let company = find_mine(&cx, id)?;
    let fields = views::typed(&company.facts).with("version", company.version.to_string());
    let fields = fields::pages::fill(&cx, SubjectKind::Company, fields, &company.facts.values)?;
    draw(
        &cx,
        &Draft { fields: &fields, problems: &Problems::default(), likely: &[], company: Some(&company) },
    )
}

/// Changes the company, or shows the form again: with what is wrong, or beside what somebody else has stored meanwhile.
#[handler]
pub async fn edit(cx: Cx, Of(id): Of<kind::Company>, Form(typed): Form) -> Result<Response> {
    let company = find_mine(&cx, id)?;
    let fields = points::tidy(&typed);
    let draft =
        Draft { fields: &fields, problems: &Problems::default(), likely: &[], company: Some(&company) };
    if asks_for_rows(&typed) {
        return Ok(draw(&cx, &draft)?.into_response());
    }
    let input = match parse(&cx, &fields, Some(&company)) {
        Ok(input) => input,
        Err(Error::Invalid(problems)) => return refuse(&cx, Draft { problems: &problems, ..draft }),
        Err(other) => return Err(other),
    };
    let (version, facts) = (fields.first("version").parse().unwrap_or(0), input.clone());
    match cx.write(move |tx| actions::edit(tx, id, version, facts)).await {
        Ok(()) => Ok(flash::done(cx.path(format_args!("/companies/{id}")), "companies-saved")),
        Err(Error::Stale(_)) => stale(&cx, id, &fields, &input),
        Err(Error::Invalid(problems)) => refuse(&cx, Draft { problems: &problems, ..draft }),
        Err(other) => Err(other),
    }
}

/// What stands in the form.
#[derive(Clone, Copy)]
struct Draft<'a> {
    fields: &'a Fields,
    problems: &'a Problems,
    likely: &'a [Likely],
    company: Option<&'a Company>,
}

fn draw(cx: &Cx, draft: &Draft) -> Result<Markup> {
    let suggestions = cx.read(suggestions)?;
    let Draft { fields, problems, likely, company } = *draft;
    Ok(views::form(cx, &views::Sheet { fields, problems, likely, company }, &suggestions))
}

fn refuse(cx: &Cx, draft: Draft) -> Result<Response> {
    Ok(draw(cx, &draft)?.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn stale(cx: &Cx, id: CompanyId, fields: &Fields, typed: &CompanyInput) -> Result<Response> {
    let (stored, suggestions) = cx.read(|view| Ok((store::find(view, id)?, suggestions(view)?)))?;
    let pairs = fields.pairs().filter(|(name, _)| *name != "version");
    let fields: Fields = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let fields = fields.with("version", stored.version.to_string());
    let sheet =
        views::Sheet { fields: &fields, problems: &Problems::default(), likely: &[], company: Some(&stored) };
    let page = views::stale(cx, &views::Clash { stored: &stored, typed, sheet }, &suggestions);
    Ok(page.with_status(StatusCode::CONFLICT).into_response())
}

/// A company in use that the reader may change.
fn find_mine(cx: &Cx, id: CompanyId) -> Result<Company> {
    let company = cx.read(|view| store::find(view, id))?;
    cx.actor().require_on(Right::CustomersWrite, company.facts.owner)?;
    if company.is_live() { Ok(company) } else { Err(Error::Conflict("companies-in-trash")) }
}

fn parse(cx: &Cx, typed: &Fields, stored: Option<&Company>) -> Result<CompanyInput> {
    let parsed = CompanyInput::parse(typed, settings::at_hand(cx)?.regional.phone_country);
    let values = stored.map(|company| &company.facts.values);
    fields::pages::filled(cx, SubjectKind::Company, parsed, typed, values)
}

fn asks_for_rows(typed: &Fields) -> bool {
    typed.has("add") || typed.has("remove")
}

fn suggestions(view: &View) -> Result<views::Suggestions> {
    Ok(views::Suggestions {
        owners: owners::store::list(view)?,
        tags: tags::store::list(view)?.into_iter().map(|tag| tag.name).collect(),
        sources: store::sources(view)?,
        own: fields::store::own(view, SubjectKind::Company)?,
    })
}
