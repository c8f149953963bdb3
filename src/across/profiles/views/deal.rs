//! The page of a deal.

use maud::{Markup, html};

use super::{Column, IsLive, Writing, access, in_trash, story, todo};
use crate::base::Right;
use crate::base::listing::Page;
use crate::crm::activities::{Access, Entry};
use crate::crm::owners::Owners;
use crate::crm::tasks::Task;
use crate::crm::{contacts, deals};
use crate::web::components::{title, trail};
use crate::web::{Cx, frame};

/// All that the page shows.
pub struct Deal {
    /// The deal.
    pub deal: deals::Deal,
    /// Who is on it, by name.
    pub people: Vec<contacts::Short>,
    /// Who else works at its company, each with an address.
    pub offered: Vec<(String, String)>,
    /// Every pipeline.
    pub pipelines: deals::Pipelines,
    /// Why deals are lost.
    pub reasons: Vec<deals::LostReason>,
    /// In which stages it stood.
    pub stays: Vec<deals::Stay>,
    /// One page of its timeline.
    pub story: Page<Entry>,
    /// Everybody who may own it or have done something.
    pub owners: Owners,
    /// What is to be done about it.
    pub tasks: Vec<Task>,
}

/// The whole page.
pub fn deal(cx: &Cx, shown: &Deal, writing: &Writing) -> Markup {
    let deal = &shown.deal;
    let record = cx.path(format_args!("/deals/{}", deal.id));
    let may = cx.actor().may_on(Right::SalesWrite, deal.facts.owner);
    let is_live = if deal.is_live() { IsLive::Yes } else { IsLive::No };
    let access = access(cx, Right::SalesWrite, deal.facts.owner, is_live);
    let column = Column { subject: deal.id.subject(), record: &record, access, field_key: deals::field_key };
    let name = &deal.facts.name;
    let body = html! {
        (trail(cx, &[(&cx.path("/deals"), cx.t("deals-title"))]))
        (title(name, "", html! { @if access == Access::Write { (deals::acts(cx, deal)) } }))
        (role(cx, shown))
        @if !deal.is_live() { (in_trash(cx, &record, if may { Access::Write } else { Access::Read })) }
        @if let Some(pipeline) = shown.pipelines.find(deal.pipeline) {
            (deals::path(cx, deal, pipeline, access))
        }
        div.split.record {
            // First in reading order, so that it comes first on a phone; styles put it on the right.
            (story(cx, &column, &shown.story, &shown.owners, writing))
            div {
                (deals::facts(cx, deal, (&shown.pipelines, &shown.owners, &shown.reasons), access))
                (deals::people(cx, deal, &shown.people, &shown.offered, access))
                (todo(cx, deal.id.subject(), &record, (&shown.tasks, &shown.owners)))
                (deals::history(cx, &shown.stays, &shown.pipelines, &shown.owners))
            }
        }
    };
    frame(cx, name, body)
}

/// "£12,500, Hart & Sons Booksellers".
fn role(cx: &Cx, shown: &Deal) -> Markup {
    let facts = &shown.deal.facts;
    html! {
        @if facts.amount.is_some() || facts.company_id.is_some() {
            p.role {
                (deals::amount(cx, facts.amount))
                @if let Some(company) = facts.company_id {
                    @if facts.amount.is_some() { ", " }
                    a href=(cx.path(format_args!("/companies/{company}"))) { (facts.company) }
                }
            }
        }
    }
}
