//! The page of a contact.

use std::sync::Arc;

use maud::{Markup, html};

use super::{
    Column, Deals, IsLive, Writing, access, deals_part, in_trash, log_call, story, tags, todo, unsubscribed,
    write,
};
use crate::across::filing::{self, Kept};
use crate::across::merge::{self, Part};
use crate::base::{MemberId, Right, SubjectKind};
use crate::billing::customers;
use crate::crm::activities::{Access, Chapter};
use crate::crm::fields::{self, Field};
use crate::crm::owners::{Owners, owner_name};
use crate::crm::points::{self, Kind};
use crate::crm::tags::Tag;
use crate::crm::tasks::Task;
use crate::crm::{contacts, followers, mails};
use crate::web::components::{
    Button, Icon, day, fact_edit, menu, menu_link, menu_post, menu_rule, section, time, title, trail,
};
use crate::web::{Cx, frame};

/// All that the page shows.
pub struct Contact {
    /// The contact.
    pub contact: contacts::Contact,
    /// One page of its timeline.
    pub story: Chapter,
    /// The letters of which that tells.
    pub mails: Vec<mails::Posted>,
    /// Its addresses to which nothing goes that goes to many.
    pub unsubscribed: Vec<String>,
    /// Everybody who may own it or have done something.
    pub owners: Arc<Owners>,
    /// Every tag.
    pub tags: Arc<Vec<Tag>>,
    /// What is to be done about it.
    pub tasks: Vec<Task>,
    /// Its deals.
    pub deals: Deals,
    /// What is kept with it.
    pub files: Kept,
    /// What became a part of it and can stand by itself again.
    pub parts: Vec<Part>,
    /// Who is told of new notes about it.
    pub followers: Vec<MemberId>,
    /// The workspace's own fields.
    pub own: Vec<Field>,
    /// What papers say of it.
    pub billing: customers::Shown,
}

/// The whole page.
pub fn contact(cx: &Cx, shown: &Contact, writing: &Writing) -> Markup {
    let contact = &shown.contact;
    let record = cx.path(format_args!("/contacts/{}", contact.id));
    let may = cx.actor().may_on(Right::CustomersWrite, contact.facts.owner);
    let is_live = if contact.is_live() { IsLive::Yes } else { IsLive::No };
    let access = access(cx, Right::CustomersWrite, contact.facts.owner, is_live);
    let column = Column {
        subject: contact.id.subject(),
        record: &record,
        access,
        field_key: contacts::field_key,
        mails: &shown.mails,
    };
    let name = contact.facts.name();
    let body = html! {
        (trail(cx, &[(&cx.path("/contacts"), cx.t("contacts-title"))]))
        (title(&name, "", actions(cx, shown, &record, access)))
        (role(cx, contact))
        @if !contact.is_live() { (in_trash(cx, &record, if may { Access::Write } else { Access::Read })) }
        div.split.record {
            // First in reading order, so that it comes first on a phone; styles put it on the right.
            (story(cx, &column, &shown.story, &shown.owners, writing))
            div {
                (facts(cx, shown, &record, access))
                (deals_part(cx, &format!("contact={}", contact.id), &shown.deals))
                (customers::part(cx, &shown.billing))
                (todo(cx, contact.id.subject(), &record, (&shown.tasks, &shown.owners)))
                (filing::of_record(cx, contact.id.subject(), &shown.files, &shown.owners, access))
                @if access == Access::Write { (merge::parts(cx, &record, &shown.parts)) }
            }
        }
    };
    frame(cx, &name, body)
}

fn actions(cx: &Cx, shown: &Contact, record: &str, access: Access) -> Markup {
    let contact = &shown.contact;
    let email = contact.facts.points.first(Kind::Email);
    let phone = contact.facts.points.of(Kind::Phone).next();
    html! {
        @if !email.is_empty() { (write(cx, contact.id.subject(), access)) }
        @if let Some(phone) = phone {
            (Button::link(format!("tel:{}", phone.norm), cx.t("contacts-call")).icon(Icon::Phone))
        }
        (followers::follow(cx, record, &shown.followers))
        @if access == Access::Write {
            (Button::link(format!("{record}/edit"), cx.t("contacts-edit")).icon(Icon::Pencil).key("e"))
        }
        (menu("record-menu", cx.t("contacts-more"), html! {
            @if access == Access::Write { (menu_link(Icon::Plus, &cx.path("/contacts/new"), cx.t("contacts-new"))) }
            (menu_link(Icon::Export, &format!("{record}/card.vcf"), cx.t("contacts-card3")))
            (menu_link(Icon::Export, &format!("{record}/card.vcf?format=vcard4"), cx.t("contacts-card4")))
            @if access == Access::Write {
                (menu_link(Icon::People, &format!("{record}/merge"), cx.t("merge-with")))
                (menu_rule())
                (menu_post(Icon::Bin, &format!("{record}/trash"), cx.t("list-to-trash")))
            }
        }))
    }
}

/// "Buyer, Hart & Sons Booksellers".
fn role(cx: &Cx, contact: &contacts::Contact) -> Markup {
    let facts = &contact.facts;
    html! {
        @if !facts.job_title.is_empty() || facts.company_id.is_some() {
            p.role {
                (facts.job_title)
                @if let Some(company) = facts.company_id {
                    @if !facts.job_title.is_empty() { ", " }
                    a href=(cx.path(format_args!("/companies/{company}"))) { (facts.company) }
                }
            }
        }
    }
}

fn facts(cx: &Cx, shown: &Contact, record: &str, access: Access) -> Markup {
    let contact = &shown.contact;
    let facts = &contact.facts;
    let edit = format!("{record}/edit");
    let line = |key: &'static str, field: &str, value: Markup| {
        fact_edit(
            cx.t(key),
            value,
            &format!("{edit}#{field}"),
            &format!("{} {}", cx.t("contacts-edit"), cx.t(key)),
        )
    };
    let list = html! {
        dl.facts.locked[access == Access::Read] {
            (points::facts(cx, &facts.points, SubjectKind::Contact, &edit, |phone| log_call(cx, contact.id.subject(), phone, access)))
            (unsubscribed(cx, &shown.unsubscribed))
            (line("owners-owner", "owner", owner_name(cx, &shown.owners, facts.owner)))
            @if let Some(language) = facts.language { (line("contacts-language", "language", html! { (language.name()) })) }
            @if !facts.source.is_empty() { (line("contacts-source", "source", html! { (facts.source) })) }
            (line("contacts-basis-short", "basis", basis(cx, facts)))
            (fields::views::facts(cx, &shown.own, (&facts.values, &shown.owners), &edit))
            (followers::names(cx, &shown.owners, &shown.followers))
            div { dt { (cx.t("tags-tags")) } dd { (tags(cx, record, &facts.tags, &shown.tags, access)) } }
        }
        p.help {
            (cx.t("contacts-added-on")) " " (time(cx, contact.created_at))
            @if contact.updated_at > contact.created_at {
                ", " (cx.t("contacts-changed-on")) " " (time(cx, contact.updated_at))
            }
        }
    };
    section("facts", cx.t("contacts-facts"), html! {}, list)
}

fn basis(cx: &Cx, facts: &contacts::ContactInput) -> Markup {
    html! {
        @match facts.basis {
            Some(basis) => { (cx.t(basis.key())) }
            None => { span.soft { (cx.t("contacts-basis-none")) } }
        }
        @if let Some(since) = facts.basis_on { ", " (cx.t("contacts-since")) " " (day(cx, since)) }
    }
}
