//! Adding and changing a deal.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::model::{Deal, DealInput, Person, PersonRole, Pipeline, Place};
use super::super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{DealId, Error, Fields, Problems, Result, Right, StageId, SubjectKind};
use crate::crm::{companies, contacts, fields, owners};
use crate::platform::{Tx, View, crypto};
use crate::web::{Asked, Cx, Form, Of, flash};
use crate::workspace::settings;

/// So many names of companies are offered while typing.
const COMPANIES: i64 = 500;

/// The empty form; `?company=`, `?contact=` and `?stage=` say what is known already.
#[handler]
pub async fn new(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let owner = cx.actor().member.map(|member| member.to_string()).unwrap_or_default();
    let currency = settings::at_hand(&cx)?.regional.currency;
    let fields = Fields::new()
        .with("act", crypto::token())
        .with("owner", owner)
        .with("currency", currency.code())
        .with("name", query.first("name"))
        .with("close_on", query.first("close_on"));
    let fields = cx.read(|view| known(view, &query, fields))?;
    draw(&cx, &Draft { fields: &fields, problems: &Problems::default(), deal: None, clash: None })
}

/// Adds the deal, or shows the form again with what is wrong.
#[handler]
pub async fn create(cx: Cx, Form(typed): Form) -> Result<Response> {
    let draft = Draft { fields: &typed, problems: &Problems::default(), deal: None, clash: None };
    let input = match read(&cx, &typed, None) {
        Ok(input) => input,
        Err(Error::Invalid(problems)) => return refuse(&cx, Draft { problems: &problems, ..draft }),
        Err(other) => return Err(other),
    };
    let stage: StageId = typed.first("stage").parse()?;
    let act = typed.first("act").to_owned();
    let run = move |tx: &Tx| Ok(actions::add(tx, input, stage)?.to_string());
    match cx.write_once(&act, &typed, run).await {
        Ok(id) => Ok(flash::done(cx.path(format_args!("/deals/{id}")), "deals-added")),
        Err(Error::Invalid(problems)) => refuse(&cx, Draft { problems: &problems, ..draft }),
        Err(other) => Err(other),
    }
}

/// The form with what is stored.
#[handler]
pub async fn edit_form(cx: Cx, Of(id): Of<kind::Deal>) -> Result<Markup> {
    let deal = find_mine(&cx, id)?;
    let fields = fields_of(&cx, &deal)?;
    draw(&cx, &Draft { fields: &fields, problems: &Problems::default(), deal: Some(&deal), clash: None })
}

/// Changes the deal, and puts it into the stage of the field `stage` if it was on its way there; or shows the form again:
/// with what is wrong, or beside what somebody else has stored meanwhile.
#[handler]
pub async fn edit(cx: Cx, Of(id): Of<kind::Deal>, Form(typed): Form) -> Result<Response> {
    let deal = find_mine(&cx, id)?;
    let draft = Draft { fields: &typed, problems: &Problems::default(), deal: Some(&deal), clash: None };
    let input = match read(&cx, &typed, Some(&deal)) {
        Ok(input) => input,
        Err(Error::Invalid(problems)) => return refuse(&cx, Draft { problems: &problems, ..draft }),
        Err(other) => return Err(other),
    };
    let version = typed.first("version").parse().unwrap_or(0);
    let (goal, facts) = (typed.first("stage").parse::<StageId>().ok(), input.clone());
    let run = move |tx: &Tx| {
        actions::edit(tx, id, version, facts)?;
        match goal {
            Some(stage) => actions::put(tx, id, version + 1, stage, Place::Top).map(|_| ()),
            None => Ok(()),
        }
    };
    match cx.write(run).await {
        Ok(()) => Ok(flash::done(cx.path(format_args!("/deals/{id}")), "deals-saved")),
        Err(Error::Stale(_)) => stale(&cx, id, &typed, &input),
        Err(Error::Invalid(problems)) => refuse(&cx, Draft { problems: &problems, ..draft }),
        Err(other) => Err(other),
    }
}

/// The form with what the stage still needs, which the deal enters once that is typed.
pub fn ask_needs(cx: &Cx, id: DealId, stage: StageId, problems: &Problems) -> Result<Response> {
    let deal = find_mine(cx, id)?;
    let fields = fields_of(cx, &deal)?.with("stage", stage.to_string());
    refuse(cx, Draft { fields: &fields, problems, deal: Some(&deal), clash: None })
}

/// The form with somebody whom nobody knows, or whom several are called.
pub(super) fn refuse_person(cx: &Cx, id: DealId, typed: &Fields, problems: &Problems) -> Result<Response> {
    let deal = find_mine(cx, id)?;
    let fields = fields_of(cx, &deal)?.with("person", typed.first("person"));
    refuse(cx, Draft { fields: &fields, problems, deal: Some(&deal), clash: None })
}

/// What stands in the form.
#[derive(Clone, Copy)]
struct Draft<'a> {
    fields: &'a Fields,
    problems: &'a Problems,
    deal: Option<&'a Deal>,
    clash: Option<&'a DealInput>,
}

fn draw(cx: &Cx, draft: &Draft) -> Result<Markup> {
    let suggestions = cx.read(|view| suggestions(view, draft.fields))?;
    let Draft { fields, problems, deal, clash } = *draft;
    Ok(views::form(cx, &views::Sheet { fields, problems, deal, clash }, &suggestions))
}

fn refuse(cx: &Cx, draft: Draft) -> Result<Response> {
    Ok(draw(cx, &draft)?.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn stale(cx: &Cx, id: DealId, typed: &Fields, input: &DealInput) -> Result<Response> {
    let stored = find_mine(cx, id)?;
    let fields = typed.clone().without("version").with("version", stored.version.to_string());
    let draft =
        Draft { fields: &fields, problems: &Problems::default(), deal: Some(&stored), clash: Some(input) };
    Ok(draw(cx, &draft)?.with_status(StatusCode::CONFLICT).into_response())
}

/// A deal in use that the reader may change.
pub(super) fn find_mine(cx: &Cx, id: DealId) -> Result<Deal> {
    let deal = cx.read(|view| store::find(view, id))?;
    cx.actor().require_on(Right::SalesWrite, deal.facts.owner)?;
    if deal.is_live() { Ok(deal) } else { Err(Error::Conflict("deals-in-trash")) }
}

/// The deal as its form shows it, at its version.
fn fields_of(cx: &Cx, deal: &Deal) -> Result<Fields> {
    let fields = views::typed(&deal.facts, cx.language()).with("version", deal.version.to_string());
    let fields = fields::pages::fill(cx, SubjectKind::Deal, fields, &deal.facts.values)?;
    match deal.facts.amount {
        Some(_) => Ok(fields),
        None => {
            let currency = settings::at_hand(cx)?.regional.currency;
            Ok(fields.without("currency").with("currency", currency.code()))
        }
    }
}

/// The facts that were typed, with the person found who was named.
fn read(cx: &Cx, typed: &Fields, stored: Option<&Deal>) -> Result<DealInput> {
    let parsed = DealInput::parse(typed, settings::at_hand(cx)?.regional.currency);
    let values = stored.map(|deal| &deal.facts.values);
    let mut input = fields::pages::filled(cx, SubjectKind::Deal, parsed, typed, values)?;
    let person = typed.first("person");
    if !person.is_empty() {
        let contact = cx.read(|view| actions::named(view, person, &input.company))?;
        if input.people.iter().all(|known| known.contact != contact) {
            input.people.push(Person { contact, role: PersonRole::default() });
        }
    }
    Ok(input)
}

/// The fields with what the address says of the new deal.
fn known(view: &View, query: &Fields, fields: Fields) -> Result<Fields> {
    let pipelines = store::pipelines(view)?;
    let asked = query.first("stage").parse().ok();
    let mut beginnings = pipelines.in_use().flat_map(Pipeline::beginnings);
    let asked = asked.and_then(|asked| beginnings.find(|stage| stage.id == asked));
    let stage = asked.or(pipelines.first()).map(|stage| stage.id.to_string()).unwrap_or_default();
    let mut fields = fields.with("stage", stage);
    if let Ok(company) = query.first("company").parse()
        && let Some(company) = companies::store::maybe_find(view, company)?
    {
        fields.push("company", company.facts.name);
        fields.push("company_id", company.id.to_string());
    }
    if let Ok(contact) = query.first("contact").parse()
        && let Some(contact) = contacts::store::maybe_find(view, contact)?
    {
        let email = contact.facts.points.first(crate::crm::points::Kind::Email);
        fields.push("person", if email.is_empty() { contact.facts.name() } else { email.to_owned() });
        if !fields.has("company") {
            fields.push("company", contact.facts.company);
            fields.push("company_id", contact.facts.company_id.map(|id| id.to_string()).unwrap_or_default());
        }
    }
    Ok(fields)
}

fn suggestions(view: &View, fields: &Fields) -> Result<views::Suggestions> {
    Ok(views::Suggestions {
        owners: owners::store::list(view)?,
        pipelines: store::pipelines(view)?,
        companies: companies::store::names(view, COMPANIES)?,
        people: match fields.first("company_id").parse() {
            Ok(company) => store::people_of(view, company)?,
            Err(_) => Vec::new(),
        },
        sources: store::sources(view)?,
        own: fields::store::own(view, SubjectKind::Deal)?,
    })
}
