//! The page of a company.

use std::sync::Arc;

use std::collections::HashMap;

use maud::{Markup, html};

use super::{
    Column, Deals, IsLive, Writing, access, deals_part, in_trash, log_call, story, tags, todo, unsubscribed,
    write,
};
use crate::across::filing::{self, Kept};
use crate::across::merge::{self, Part};
use crate::base::listing::{Count, Page};
use crate::base::{MemberId, Right, SubjectId, SubjectKind, format};
use crate::billing::customers;
use crate::crm::activities::{Access, Chapter};
use crate::crm::fields::{self, Field};
use crate::crm::owners::{Owners, owner_name};
use crate::crm::points::{self, Kind, Points};
use crate::crm::tags::Tag;
use crate::crm::tasks::Task;
use crate::crm::{companies, contacts, followers, mails};
use crate::web::components::{
    Button, Icon, fact_edit, menu, menu_link, menu_post, menu_rule, section, time, title, trail,
};
use crate::web::{Cx, frame};

/// All that the page shows.
pub struct Company {
    /// The company.
    pub company: companies::Company,
    /// Who works there, the first page.
    pub people: Page<contacts::Line>,
    /// How to reach them.
    pub reach: HashMap<SubjectId, Points>,
    /// How many do.
    pub people_count: Count,
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
pub fn company(cx: &Cx, shown: &Company, writing: &Writing) -> Markup {
    let company = &shown.company;
    let record = cx.path(format_args!("/companies/{}", company.id));
    let may = cx.actor().may_on(Right::CustomersWrite, company.facts.owner);
    let is_live = if company.is_live() { IsLive::Yes } else { IsLive::No };
    let access = access(cx, Right::CustomersWrite, company.facts.owner, is_live);
    let column = Column {
        subject: company.id.subject(),
        record: &record,
        access,
        field_key: companies::field_key,
        mails: &shown.mails,
    };
    let name = &company.facts.name;
    let body = html! {
        (trail(cx, &[(&cx.path("/companies"), cx.t("companies-title"))]))
        (title(name, "", actions(cx, shown, &record, access)))
        @if !company.is_live() { (in_trash(cx, &record, if may { Access::Write } else { Access::Read })) }
        div.split.record {
            // First in reading order, so that it comes first on a phone; styles put it on the right.
            (story(cx, &column, &shown.story, &shown.owners, writing))
            div {
                (facts(cx, shown, &record, access))
                (deals_part(cx, &format!("company={}", company.id), &shown.deals))
                (customers::part(cx, &shown.billing))
                (todo(cx, company.id.subject(), &record, (&shown.tasks, &shown.owners)))
                (filing::of_record(cx, company.id.subject(), &shown.files, &shown.owners, access))
                (people(cx, shown, access))
                @if access == Access::Write { (merge::parts(cx, &record, &shown.parts)) }
            }
        }
    };
    frame(cx, name, body)
}

fn actions(cx: &Cx, shown: &Company, record: &str, access: Access) -> Markup {
    let company = &shown.company;
    let phone = company.facts.points.of(Kind::Phone).next();
    html! {
        (write(cx, company.id.subject(), access))
        @if let Some(phone) = phone {
            (Button::link(format!("tel:{}", phone.norm), cx.t("contacts-call")).icon(Icon::Phone))
        }
        (followers::follow(cx, record, &shown.followers))
        @if access == Access::Write {
            (Button::link(format!("{record}/edit"), cx.t("companies-edit")).icon(Icon::Pencil).key("e"))
            (menu("record-menu", cx.t("companies-more"), html! {
                (menu_link(Icon::Plus, &cx.path("/companies/new"), cx.t("companies-new")))
                (menu_link(Icon::People, &format!("{record}/merge"), cx.t("merge-with")))
                (menu_rule())
                (menu_post(Icon::Bin, &format!("{record}/trash"), cx.t("list-to-trash")))
            }))
        }
    }
}

fn facts(cx: &Cx, shown: &Company, record: &str, access: Access) -> Markup {
    let company = &shown.company;
    let facts = &company.facts;
    let edit = format!("{record}/edit");
    let line = |key: &'static str, field: &str, value: Markup| {
        fact_edit(
            cx.t(key),
            value,
            &format!("{edit}#{field}"),
            &format!("{} {}", cx.t("companies-edit"), cx.t(key)),
        )
    };
    let list = html! {
        dl.facts.locked[access == Access::Read] {
            (points::facts(cx, &facts.points, SubjectKind::Company, &edit, |phone| log_call(cx, company.id.subject(), phone, access)))
            (unsubscribed(cx, &shown.unsubscribed))
            @if !facts.registration_number.is_empty() {
                (line("companies-registration-number", "registration_number", html! { (facts.registration_number) }))
            }
            @if !facts.vat_number.is_empty() {
                (line("companies-vat-number", "vat_number", html! { (facts.vat_number) }))
            }
            (line("owners-owner", "owner", owner_name(cx, &shown.owners, facts.owner)))
            @if !facts.source.is_empty() { (line("companies-source", "source", html! { (facts.source) })) }
            (fields::views::facts(cx, &shown.own, (&facts.values, &shown.owners), &edit))
            (followers::names(cx, &shown.owners, &shown.followers))
            div { dt { (cx.t("tags-tags")) } dd { (tags(cx, record, &facts.tags, &shown.tags, access)) } }
        }
        p.help {
            (cx.t("contacts-added-on")) " " (time(cx, company.created_at))
            @if company.updated_at > company.created_at {
                ", " (cx.t("contacts-changed-on")) " " (time(cx, company.updated_at))
            }
        }
    };
    section("facts", cx.t("contacts-facts"), html! {}, list)
}

fn people(cx: &Cx, shown: &Company, access: Access) -> Markup {
    let id = shown.company.id;
    let add = html! {
        @if access == Access::Write {
            a href=(cx.path(format_args!("/contacts/new?company={id}"))) { (cx.t("companies-add-person")) }
        }
    };
    let count = match shown.people_count {
        Count::Exactly(number) => format::number(cx.language(), number),
        Count::MoreThan(number) => format!("{}+", format::number(cx.language(), number)),
    };
    let list = html! {
        @if shown.people.rows.is_empty() { p.help { (cx.t("companies-no-people")) } }
        ul.lines {
            @for person in &shown.people.rows {
                li {
                    a href=(cx.path(format_args!("/contacts/{}", person.id))) { (person.name) }
                    span.num { (phone_or_email(shown, person)) }
                    @if !person.job_title.is_empty() { span.how { (person.job_title) } }
                }
            }
        }
        @if shown.people.older.is_some() {
            p { a href=(cx.path(format_args!("/contacts?company={id}"))) { (cx.t("companies-all-people")) } }
        }
    };
    section("people", html! { (cx.t("companies-people")) " " span.count { (count) } }, add, list)
}

fn phone_or_email<'a>(shown: &'a Company, person: &'a contacts::Line) -> &'a str {
    let phone = shown.reach.get(&person.id.subject()).map_or("", |points| points.first(Kind::Phone));
    if phone.is_empty() { &person.email } else { phone }
}
