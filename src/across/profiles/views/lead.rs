//! The page of a lead.

use std::sync::Arc;

use maud::{Markup, html};

use super::super::model::Twin;
use super::{Column, Writing, in_trash, log_call, story, todo, unsubscribed, write};
use crate::across::filing::{self, Kept};
use crate::across::naming::Named;
use crate::base::{MemberId, Right};
use crate::crm::activities::{Access, Chapter};
use crate::crm::fields::{self, Field};
use crate::crm::followers;
use crate::crm::forms::{self, Origin};
use crate::crm::leads::{self, State};
use crate::crm::mails;
use crate::crm::owners::{Owners, owner_name};
use crate::crm::points::phone_shown;
use crate::crm::tasks::Task;
use crate::web::components::{
    Button, Icon, broken, day, fact_edit, menu, menu_link, menu_post, menu_rule, section, time, title, trail,
};
use crate::web::{Cx, frame};

/// All that the page shows.
pub struct Lead {
    /// The lead.
    pub lead: leads::Lead,
    /// Who may be the same.
    pub twins: Vec<Twin>,
    /// By which form it came, if it did.
    pub origin: Option<Origin>,
    /// What it became.
    pub became: Vec<Named>,
    /// One page of its timeline.
    pub story: Chapter,
    /// The letters of which that tells.
    pub mails: Vec<mails::Posted>,
    /// Its addresses to which nothing goes that goes to many.
    pub unsubscribed: Vec<String>,
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
pub fn lead(cx: &Cx, shown: &Lead, writing: &Writing) -> Markup {
    let lead = &shown.lead;
    let record = cx.path(format_args!("/leads/{}", lead.id));
    let may = match cx.actor().may_on(Right::SalesWrite, lead.facts.owner) {
        true => Access::Write,
        false => Access::Read,
    };
    let access = if lead.is_live() { may } else { Access::Read };
    let column = Column {
        subject: lead.id.subject(),
        record: &record,
        access,
        field_key: leads::field_key,
        mails: &shown.mails,
    };
    let name = lead.facts.name();
    let body = html! {
        (trail(cx, &[(&cx.path("/leads"), cx.t("leads-title"))]))
        (title(&name, "", actions(cx, shown, &record, access)))
        (role(lead))
        @if !lead.is_live() { (in_trash(cx, &record, may)) }
        div.split.record {
            // First in reading order, so that it comes first on a phone; styles put it on the right.
            (story(cx, &column, &shown.story, &shown.owners, writing))
            div {
                (facts(cx, shown, &record, access))
                (twins(cx, &shown.twins))
                @if let Some(origin) = &shown.origin { (forms::origin(cx, origin)) }
                (todo(cx, lead.id.subject(), &record, (&shown.tasks, &shown.owners)))
                (filing::of_record(cx, lead.id.subject(), &shown.files, &shown.owners, access))
            }
        }
    };
    // Somebody who was a lead has a contact's page of that name, too.
    frame(cx, &format!("{}: {name}", cx.t("naming-lead")), body)
}

fn actions(cx: &Cx, shown: &Lead, record: &str, access: Access) -> Markup {
    let lead = &shown.lead;
    let facts = &lead.facts;
    let is_closed = matches!(lead.state, State::Dead | State::Converted);
    html! {
        @if !facts.email.is_empty() { (write(cx, lead.id.subject(), access)) }
        @if !facts.phone.is_empty() {
            (Button::link(format!("tel:{}", facts.phone_norm), cx.t("contacts-call")).icon(Icon::Phone))
        }
        (followers::follow(cx, record, &shown.followers))
        @if access == Access::Write {
            @if lead.state.is_open() {
                (Button::link(format!("{record}/convert"), cx.t("convert-act")).icon(Icon::Tick))
            }
            @if !is_closed { (Button::link(format!("{record}/edit"), cx.t("leads-edit")).icon(Icon::Pencil).key("e")) }
            (menu("record-menu", cx.t("contacts-more"), html! {
                @if matches!(lead.state, State::Working | State::Dead) {
                    (menu_link(Icon::Clock, &format!("{record}/recycle"), cx.t("leads-recycle")))
                }
                @if !is_closed { (menu_link(Icon::Close, &format!("{record}/disqualify"), cx.t("leads-disqualify"))) }
                (menu_link(Icon::Plus, &cx.path("/leads/new"), cx.t("leads-new")))
                (menu_rule())
                (menu_post(Icon::Bin, &format!("{record}/trash"), cx.t("list-to-trash")))
            }))
        }
    }
}

/// "Buyer, Hart & Sons Booksellers".
fn role(lead: &leads::Lead) -> Markup {
    let facts = &lead.facts;
    let company = if facts.company == facts.name() { "" } else { facts.company.as_str() };
    let words = [facts.job_title.as_str(), company].into_iter().filter(|word| !word.is_empty());
    let words = words.collect::<Vec<_>>().join(", ");
    html! { @if !words.is_empty() { p.role { (words) } } }
}

fn facts(cx: &Cx, shown: &Lead, record: &str, access: Access) -> Markup {
    let lead = &shown.lead;
    let facts = &lead.facts;
    let is_closed = matches!(lead.state, State::Dead | State::Converted);
    let line = |field: &'static str, value: Markup| {
        let name = cx.t(leads::field_key(field));
        fact_edit(name, value, &format!("{record}/edit#{field}"), &format!("{} {name}", cx.t("leads-edit")))
    };
    let text = |field: &'static str, value: &str| {
        html! { @if !value.is_empty() { (line(field, html! { (value) })) } }
    };
    let list = html! {
        dl.facts.locked[access == Access::Read || is_closed] {
            div { dt { (cx.t("leads-state")) } dd { (standing(cx, shown, record, access)) } }
            @if !facts.email.is_empty() {
                (line("email", html! { a href={ "mailto:" (facts.email) } { (broken(&facts.email)) } }))
            }
            (unsubscribed(cx, &shown.unsubscribed))
            @if !facts.phone.is_empty() {
                (line("phone", html! {
                    a href={ "tel:" (facts.phone_norm) } { (phone_shown(&facts.phone_norm)) }
                    (log_call(cx, lead.id.subject(), &facts.phone_norm, access))
                }))
            }
            @if !facts.website.is_empty() {
                (line("website", html! { a href={ "https://" (facts.domain) } rel="noopener noreferrer" { (facts.website) } }))
            }
            (text("vat_number", &facts.vat_number))
            (text("interest", &facts.interest))
            @if !facts.next_step.is_empty() || facts.next_step_on.is_some() {
                (line("next_step", html! {
                    (facts.next_step)
                    @if let Some(on) = facts.next_step_on { " (" (day(cx, on)) ")" }
                }))
            }
            (line("owner", owner_name(cx, &shown.owners, facts.owner)))
            (text("source", &facts.source))
            (fields::views::facts(cx, &shown.own, (&facts.values, &shown.owners), &format!("{record}/edit")))
            (text("campaign", &facts.campaign))
            @for (name, value) in facts.utm.pairs() { (text(name, value)) }
            (followers::names(cx, &shown.owners, &shown.followers))
        }
        p.help {
            (cx.t("leads-added-on")) " " (time(cx, lead.created_at))
            @if let Some(at) = lead.answered_at { ", " (cx.t("leads-answered-on")) " " (time(cx, at)) }
        }
    };
    section("facts", cx.t("contacts-facts"), html! {}, list)
}

/// Where it stands, why, until when, or as whom.
fn standing(cx: &Cx, shown: &Lead, record: &str, access: Access) -> Markup {
    let lead = &shown.lead;
    html! {
        (leads::state_shown(cx, lead.state))
        @if let Some(reason) = &lead.reason { ": " (reason.name) }
        @if let Some(until) = lead.back_on { " " (day(cx, until)) }
        @for (place, named) in shown.became.iter().enumerate() {
            @if place == 0 { ": " } @else { ", " }
            a href=(cx.path(named.path())) { (named.name) }
        }
        @if lead.state == State::Recycled && access == Access::Write {
            form method="post" action={ (record) "/take-up" } {
                (Button::submit(cx.t("leads-take-up")).quiet().icon(Icon::Undo))
            }
        }
    }
}

/// Who may be the same.
fn twins(cx: &Cx, twins: &[Twin]) -> Markup {
    let list = html! {
        ul.lines {
            @for twin in twins {
                li {
                    a href=(cx.path(twin.named.path())) { (twin.named.name) }
                    span.num { (cx.t(twin.key)) }
                    span.how {
                        (cx.t(twin.named.kind_key()))
                        @if !twin.named.about.is_empty() { " · " (twin.named.about) }
                    }
                }
            }
        }
    };
    html! { @if !twins.is_empty() { (section("twins", cx.t("leads-twins"), html! {}, list)) } }
}
