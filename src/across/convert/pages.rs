//! The page on which a lead becomes a customer.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::actions;
use super::model::{Bargain, Choice, Pick, Wins};
use super::store::{self, Matches};
use super::views::{self, Sheet};
use crate::base::id::kind;
use crate::base::{
    CompanyId, ContactId, Error, Fields, Language, LeadId, Problems, Result, Right, SubjectId, SubjectKind,
};
use crate::crm::deals::{self, DealInput};
use crate::crm::fields::{self, Own};
use crate::crm::leads::{self, Converted, Lead};
use crate::crm::{contacts, owners};
use crate::platform::{Tx, View, crypto};
use crate::web::{Cx, Form, Of, flash};
use crate::workspace::settings;

/// Shows what would be linked and what added.
#[handler]
pub async fn convert_form(cx: Cx, Of(id): Of<kind::Lead>) -> Result<Response> {
    let lead = find_mine(&cx, id)?;
    if lead.converted.is_some() {
        return Ok(flash::done(record(&cx, id), "convert-already"));
    }
    lead.clone().converted(Converted { at: cx.now(), contact: None, company: None, deal: None })?;
    let language = cx.language();
    let fields = cx.read(|view| filled(view, &lead, proposed(view, &lead)?, language))?;
    let fields = fields.with("act", crypto::token());
    Ok(draw(&cx, &lead, (&fields, &Problems::default()), None)?.into_response())
}

/// Converts it; shows first where the chosen differ from the lead, and afterwards what is wrong.
#[handler]
pub async fn convert(cx: Cx, Of(id): Of<kind::Lead>, Form(typed): Form) -> Result<Response> {
    let lead = find_mine(&cx, id)?;
    if lead.converted.is_some() {
        return Ok(flash::done(record(&cx, id), "convert-already"));
    }
    if cx.read(|view| is_to_compare(view, &lead, &typed))? {
        let fields = typed.clone().without("compared").with("compared", compared(&typed));
        return Ok(draw(&cx, &lead, (&fields, &Problems::default()), None)?.into_response());
    }
    let choice = match choice(&cx, &typed) {
        Ok(choice) => choice,
        Err(Error::Invalid(problems)) => return refuse(&cx, &lead, (&typed, &problems)),
        Err(other) => return Err(other),
    };
    let language = cx.language();
    let run = move |tx: &Tx| {
        let set = actions::convert(tx, id, &choice, language)?;
        Ok(set.map(|set| set.to_string()).unwrap_or_default())
    };
    match cx.write_once(typed.first("act"), &typed, run).await {
        Ok(set) => Ok(match set.parse() {
            Ok(set) => flash::undoable(record(&cx, id), "convert-done", set),
            Err(_) => flash::done(record(&cx, id), "convert-already"),
        }),
        Err(Error::Invalid(problems)) => refuse(&cx, &lead, (&typed, &problems)),
        Err(Error::Stale(_)) => again(&cx, id, &typed, "convert-changed"),
        Err(Error::Conflict("convert-found-anew")) => again(&cx, id, &typed, "convert-found-anew"),
        Err(other) => Err(other),
    }
}

/// A lead in use that the reader may change.
fn find_mine(cx: &Cx, id: LeadId) -> Result<Lead> {
    let lead = cx.read(|view| leads::store::find(view, id))?;
    cx.actor().require_on(Right::SalesWrite, lead.facts.owner)?;
    if lead.is_live() { Ok(lead) } else { Err(Error::Conflict("leads-in-trash")) }
}

/// What the form proposes: whoever is surely meant, and their open deal or a new one.
fn proposed(view: &View, lead: &Lead) -> Result<Fields> {
    let facts = &lead.facts;
    let matches = Matches::of(view, facts)?;
    let contact = matches.contact(facts);
    let works_at = match contact {
        Pick::Known(id) => contacts::store::find(view, id)?.facts.company_id,
        _ => None,
    };
    let company = matches.company(facts, works_at);
    let open = store::open_deals(view, contact, company)?;
    let deal = open.first().map_or("new".to_owned(), |deal| deal.id.to_string());
    let name = if facts.interest.is_empty() { facts.name() } else { facts.interest.clone() };
    let fields = Fields::new()
        .with("version", lead.version.to_string())
        .with("contact", contact.code())
        .with("company", company.code())
        .with("deal", deal)
        .with("name", name)
        .with("known", known(&matches));
    let compared = compared(&fields);
    Ok(fields.with("compared", compared))
}

/// With what the lead says of the own fields that new records need.
fn filled(view: &View, lead: &Lead, mut form: Fields, language: Language) -> Result<Fields> {
    for (record, own) in needed(view)? {
        let carried = fields::actions::carried(view, &lead.facts.values, (SubjectKind::Lead, record))?;
        form = fields::views::fill(form, &own.fields, &carried, language);
    }
    Ok(form)
}

/// The own fields that new records need, by kind of record.
fn needed(view: &View) -> Result<Vec<(SubjectKind, Own)>> {
    let kinds = [SubjectKind::Contact, SubjectKind::Company, SubjectKind::Deal];
    let of = |record: SubjectKind| -> Result<(SubjectKind, Own)> {
        let mut own = fields::store::own(view, record)?;
        own.fields.retain(|field| field.facts.is_needed);
        own.fields = own.fields.iter().map(|field| field.within(record)).collect();
        Ok((record, own))
    };
    kinds.into_iter().map(of).collect()
}

/// The choices to which the shown differences belong.
fn compared(fields: &Fields) -> String {
    format!("{}/{}", fields.first("contact"), fields.first("company"))
}

/// Who is surely meant, by number.
fn known(matches: &Matches) -> String {
    matches.sure().iter().map(SubjectId::to_string).collect::<Vec<_>>().join(" ")
}

/// Whether the reader has yet to see where the chosen differ from the lead.
fn is_to_compare(view: &View, lead: &Lead, typed: &Fields) -> Result<bool> {
    if typed.has("look") {
        return Ok(true);
    }
    let (contact, company) = picks(typed);
    let is_new = typed.first("compared") != compared(typed);
    Ok(is_new && !store::differences(view, &lead.facts, contact, company)?.is_empty())
}

fn picks(typed: &Fields) -> (Pick<ContactId>, Pick<CompanyId>) {
    (Pick::parse(typed.first("contact")), Pick::parse(typed.first("company")))
}

fn choice(cx: &Cx, typed: &Fields) -> Result<Choice> {
    let (contact, company) = picks(typed);
    let deal = match Pick::parse(typed.first("deal")) {
        Pick::Known(id) => Bargain::Known(id),
        Pick::New => {
            let currency = settings::at_hand(cx)?.regional.currency;
            // Whose it is, where it came from and who is on it, the lead says.
            let own = ["contact", "company", "owner", "source"];
            let fields = own.into_iter().fold(typed.clone(), Fields::without);
            Bargain::New(Box::new(DealInput::parse(&fields, currency)?), typed.first("stage").parse().ok())
        }
        Pick::Nobody | Pick::Sure => Bargain::Nothing,
    };
    let seen = typed.first("known").split(' ').filter_map(|number| number.parse().ok()).collect();
    Ok(Choice {
        version: Some(typed.first("version").parse().unwrap_or(0)),
        contact,
        company,
        deal,
        own: (typed.clone(), cx.language()),
        wins: Wins::parse(typed),
        seen: Some(seen),
    })
}

fn draw(
    cx: &Cx,
    lead: &Lead,
    (fields, problems): (&Fields, &Problems),
    notice: Option<&'static str>,
) -> Result<Markup> {
    let (contact, company) = picks(fields);
    let sheet = cx.read(|view| {
        Ok(Sheet {
            matches: Matches::of(view, &lead.facts)?,
            deals: store::open_deals(view, contact, company)?,
            differences: store::differences(view, &lead.facts, contact, company)?,
            pipelines: deals::store::pipelines(view)?,
            needed: needed(view)?,
            owners: owners::store::list(view)?,
            notice,
        })
    })?;
    Ok(views::convert(cx, lead, &sheet, (fields, problems)))
}

fn refuse(cx: &Cx, lead: &Lead, form: (&Fields, &Problems)) -> Result<Response> {
    let page = draw(cx, lead, form, None)?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// The lead or those who may be meant changed meanwhile: the form with what was chosen, and what is there now.
fn again(cx: &Cx, id: LeadId, typed: &Fields, key: &'static str) -> Result<Response> {
    let lead = find_mine(cx, id)?;
    let matches = cx.read(|view| Matches::of(view, &lead.facts))?;
    let fields = typed
        .clone()
        .without("version")
        .without("known")
        .without("act")
        .with("version", lead.version.to_string())
        .with("known", known(&matches))
        .with("act", crypto::token());
    let page = draw(cx, &lead, (&fields, &Problems::default()), Some(key))?;
    Ok(page.with_status(StatusCode::CONFLICT).into_response())
}

fn record(cx: &Cx, id: LeadId) -> String {
    cx.path(format_args!("/leads/{id}"))
}
