//! The pages of contacts, companies, leads and deals.

use maud::Markup;
use poem::{Response, handler};

use super::super::store::{became, look, twins};
use super::super::views::{self, Company, Contact, Deal, Deals, Lead, Writing};
use crate::across::{filing, merge};
use crate::base::id::kind;
use crate::base::listing::Paging;
use crate::base::{CompanyId, ContactId, DealId, Fields, LeadId, Problems, Result, SubjectId, SubjectKind};
use crate::billing::customers;
use crate::crm::points::{Kind, Points};
use crate::crm::{
    activities, companies, contacts, deals, fields, followers, forms, leads, mails, owners, points, subjects,
    tags, tasks,
};
use crate::platform::{Tx, View, crypto};
use crate::web::{Asked, Cx, Of, flash};

/// So many tasks stand on a record's page.
const TASKS: i64 = 20;
/// So many deals stand on the page of a contact or a company.
const DEALS: usize = 10;

/// A contact.
#[handler]
pub async fn contact(cx: Cx, Of(id): Of<kind::Contact>, Asked(query): Asked) -> Result<Markup> {
    draw_contact(&cx, id, &query, &blank())
}

/// A company.
#[handler]
pub async fn company(cx: Cx, Of(id): Of<kind::Company>, Asked(query): Asked) -> Result<Markup> {
    draw_company(&cx, id, &query, &blank())
}

/// A lead.
#[handler]
pub async fn lead(cx: Cx, Of(id): Of<kind::Lead>, Asked(query): Asked) -> Result<Markup> {
    draw_lead(&cx, id, &query, &blank())
}

/// A deal.
#[handler]
pub async fn deal(cx: Cx, Of(id): Of<kind::Deal>, Asked(query): Asked) -> Result<Markup> {
    draw_deal(&cx, id, &query, &blank())
}

/// The reader is told of new notes about a record.
#[handler]
pub async fn follow(cx: Cx, Of(id): Of<kind::Subject>) -> Result<Response> {
    turn(&cx, id, followers::actions::follow, "followers-followed").await
}

/// The reader is told of them no more.
#[handler]
pub async fn unfollow(cx: Cx, Of(id): Of<kind::Subject>) -> Result<Response> {
    turn(&cx, id, followers::actions::unfollow, "followers-unfollowed").await
}

async fn turn(
    cx: &Cx,
    id: SubjectId,
    act: fn(&Tx, SubjectId) -> Result<()>,
    done: &'static str,
) -> Result<Response> {
    let run = move |tx: &Tx| {
        look(tx, id)?;
        act(tx, id)?;
        subjects::store::kind(tx, id)
    };
    let kind = cx.write(run).await?;
    Ok(flash::done(cx.path(format_args!("/{}/{id}", kind.place())), done))
}

/// A composer with nothing in it.
fn blank() -> Writing {
    Writing { fields: Fields::new().with("act", crypto::token()), problems: Problems::default() }
}

/// The page of a contact with that in its composer.
pub(super) fn draw_contact(cx: &Cx, id: ContactId, query: &Fields, writing: &Writing) -> Result<Markup> {
    let kept = cx.kept();
    let shown = cx.read(|view| {
        let found = contacts::store::find(view, id)?;
        let story = activities::store::timeline(view, id.subject(), query)?;
        Ok(Contact {
            own: fields::store::of_values(view, SubjectKind::Contact, &found.facts.values)?,
            mails: mails::store::posted_in(view, &story.page.rows)?,
            unsubscribed: unsubscribed(view, &found.facts.points)?,
            billing: customers::store::of_contact_read(view, &found)?,
            contact: found,
            story,
            owners: owners::store::known(&kept, view)?,
            tags: kept.get(view, "tags", || tags::store::list(view))?,
            tasks: tasks::store::list_about(view, id.subject(), TASKS)?,
            deals: deals_of(view, &deals::Filter::of_contact(id))?,
            files: filing::kept(view, id.subject())?,
            parts: merge::actions::parts(view, SubjectKind::Contact, id.subject())?,
            followers: followers::store::list(view, id.subject())?,
        })
    })?;
    Ok(views::contact(cx, &shown, writing))
}

/// The page of a company with that in its composer.
pub(super) fn draw_company(cx: &Cx, id: CompanyId, query: &Fields, writing: &Writing) -> Result<Markup> {
    let kept = cx.kept();
    let shown = cx.read(|view| {
        let filter = contacts::Filter::of_company(id);
        let people = contacts::store::list(view, &filter, &Paging::start(contacts::SortBy::Name))?;
        let subjects: Vec<SubjectId> = people.rows.iter().map(|person| person.id.subject()).collect();
        let found = companies::store::find(view, id)?;
        let story = activities::store::timeline(view, id.subject(), query)?;
        Ok(Company {
            own: fields::store::of_values(view, SubjectKind::Company, &found.facts.values)?,
            mails: mails::store::posted_in(view, &story.page.rows)?,
            unsubscribed: unsubscribed(view, &found.facts.points)?,
            billing: customers::store::of_company_read(view, &found)?,
            company: found,
            reach: points::store::of_many(view, &subjects)?,
            people,
            people_count: contacts::store::count(view, &filter)?,
            story,
            owners: owners::store::known(&kept, view)?,
            tags: kept.get(view, "tags", || tags::store::list(view))?,
            tasks: tasks::store::list_about(view, id.subject(), TASKS)?,
            deals: deals_of(view, &deals::Filter::of_company(id))?,
            files: filing::kept(view, id.subject())?,
            parts: merge::actions::parts(view, SubjectKind::Company, id.subject())?,
            followers: followers::store::list(view, id.subject())?,
        })
    })?;
    Ok(views::company(cx, &shown, writing))
}

/// The page of a lead with that in its composer.
pub(super) fn draw_lead(cx: &Cx, id: LeadId, query: &Fields, writing: &Writing) -> Result<Markup> {
    let kept = cx.kept();
    let shown = cx.read(|view| {
        let found = leads::store::find(view, id)?;
        let story = activities::store::timeline(view, id.subject(), query)?;
        let is_unsubscribed = mails::store::is_suppressed(view, &found.facts.email_norm)?;
        Ok(Lead {
            own: fields::store::of_values(view, SubjectKind::Lead, &found.facts.values)?,
            twins: twins(view, &found)?,
            origin: forms::store::entries::maybe_origin(view, id)?,
            became: became(view, &found)?,
            mails: mails::store::posted_in(view, &story.page.rows)?,
            unsubscribed: is_unsubscribed.then(|| found.facts.email.clone()).into_iter().collect(),
            story,
            owners: owners::store::known(&kept, view)?,
            tasks: tasks::store::list_about(view, id.subject(), TASKS)?,
            files: filing::kept(view, id.subject())?,
            followers: followers::store::list(view, id.subject())?,
            lead: found,
        })
    })?;
    Ok(views::lead(cx, &shown, writing))
}

/// The page of a deal with that in its composer.
pub(super) fn draw_deal(cx: &Cx, id: DealId, query: &Fields, writing: &Writing) -> Result<Markup> {
    let kept = cx.kept();
    let shown = cx.read(|view| {
        let found = deals::store::find(view, id)?;
        let people: Vec<SubjectId> =
            found.facts.people.iter().map(|person| person.contact.subject()).collect();
        let offered = match found.facts.company_id {
            Some(employer) => deals::store::people_of(view, employer)?,
            None => Vec::new(),
        };
        let story = activities::store::timeline(view, id.subject(), query)?;
        Ok(Deal {
            own: fields::store::of_values(view, SubjectKind::Deal, &found.facts.values)?,
            mails: mails::store::posted_in(view, &story.page.rows)?,
            people: contacts::store::lines(view, &people)?,
            offered,
            pipelines: deals::store::pipelines(view)?,
            reasons: deals::store::lost_reasons(view)?,
            stays: deals::store::stays(view, id)?,
            story,
            owners: owners::store::known(&kept, view)?,
            tasks: tasks::store::list_about(view, id.subject(), TASKS)?,
            files: filing::kept(view, id.subject())?,
            followers: followers::store::list(view, id.subject())?,
            deal: found,
        })
    })?;
    Ok(views::deal(cx, &shown, writing))
}

/// The addresses among them to which nothing goes that goes to many, as they are written.
fn unsubscribed(view: &View, points: &Points) -> Result<Vec<String>> {
    let norms: Vec<&str> = points.of(Kind::Email).map(|point| point.norm.as_str()).collect();
    let suppressed = mails::store::suppressed_among(view, &norms)?;
    let points = points.of(Kind::Email).filter(|point| suppressed.contains(&point.norm));
    Ok(points.map(|point| point.value.clone()).collect())
}

/// The deals that stand on the page of a contact or a company, open ones first.
fn deals_of(view: &View, filter: &deals::Filter) -> Result<Deals> {
    let page = deals::store::list(view, filter, &Paging::start(deals::SortBy::Changed))?;
    let has_more = if page.rows.len() > DEALS { deals::HasMore::Yes } else { deals::HasMore::No };
    let mut rows = page.rows;
    rows.sort_by_key(|known| known.state != deals::State::Open);
    rows.truncate(DEALS);
    // They tell where each deal stands.
    let pipelines =
        if rows.is_empty() { deals::Pipelines::default() } else { deals::store::pipelines(view)? };
    Ok(Deals { rows, has_more, pipelines })
}
