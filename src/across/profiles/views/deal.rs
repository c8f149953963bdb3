//! The page of a deal.

use std::sync::Arc;

use maud::{Markup, html};

use super::{Column, IsLive, Writing, access, in_trash, story, todo, write};
use crate::across::filing::{self, Kept};
use crate::base::{MemberId, Right};
use crate::crm::activities::{Access, Chapter};
use crate::crm::fields::Field;
use crate::crm::owners::Owners;
use crate::crm::tasks::Task;
use crate::crm::{contacts, deals, followers, mails};
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
    pub story: Chapter,
    /// The letters of which that tells.
    pub mails: Vec<mails::Posted>,
    /// Everybody who may own it or have done something.
    pub owners: Arc<Owners>,
    /// What is to be done about it.
    pub tasks: Vec<Task>,
    /// What is kept with it.
    pub files: Kept,
    /// Who is told of new notes about it.
    pub followers: Vec<MemberId>,
    /// The workspace's own fields.
    pub own: Vec<Field>,
}

/// The whole page.
pub fn deal(cx: &Cx, shown: &Deal, writing: &Writing) -> Markup {
    let deal = &shown.deal;
    let record = cx.path(format_args!("/deals/{}", deal.id));
    let may = cx.actor().may_on(Right::SalesWrite, deal.facts.owner);
    let is_live = if deal.is_live() { IsLive::Yes } else { IsLive::No };
    let access = access(cx, Right::SalesWrite, deal.facts.owner, is_live);
    let column = Column {
        subject: deal.id.subject(),
        record: &record,
        access,
        field_key: deals::field_key,
        mails: &shown.mails,
    };
    let name = &deal.facts.name;
    let known = deals::Known {
        pipelines: &shown.pipelines,
        owners: &shown.owners,
        reasons: &shown.reasons,
        own: &shown.own,
        following: &shown.followers,
    };
    let body = html! {
        (trail(cx, &[(&cx.path("/deals"), cx.t("deals-title"))]))
        (title(name, "", html! {
            (followers::follow(cx, &record, &shown.followers))
            @if !shown.people.is_empty() { (write(cx, deal.id.subject(), access)) }
            @if access == Access::Write { (deals::acts(cx, deal)) }
        }))
        (role(cx, shown))
        @if !deal.is_live() { (in_trash(cx, &record, if may { Access::Write } else { Access::Read })) }
        @if let Some(pipeline) = shown.pipelines.find(deal.pipeline) {
            (deals::path(cx, deal, pipeline, access))
        }
        div.split.record {
            // First in reading order, so that it comes first on a phone; styles put it on the right.
            (story(cx, &column, &shown.story, &shown.owners, writing))
            div {
                (deals::facts(cx, deal, &known, access))
                (deals::people(cx, deal, &shown.people, &shown.offered, access))
                (todo(cx, deal.id.subject(), &record, (&shown.tasks, &shown.owners)))
                (filing::of_record(cx, deal.id.subject(), &shown.files, &shown.owners, access))
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
