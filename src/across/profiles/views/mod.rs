//! The pages of records.

mod company;
mod contact;
mod lead;
mod deal;
mod note;

use maud::{Markup, html};

use crate::across::agenda;
use crate::base::listing::Page;
use crate::base::{Fields, MemberId, Problems, Right, SubjectId};
use crate::crm::activities::{self, Access, Entry, Story};
use crate::crm::deals;
use crate::crm::owners::Owners;
use crate::crm::tags::Tag;
use crate::crm::tasks::Task;
use crate::web::components::{Icon, icon};
use crate::web::{Cx, flash};

pub use company::{Company, company};
pub use contact::{Contact, contact};
pub use deal::{Deal, deal};
pub use lead::{Lead, lead};
pub use note::{note, note_clash};

/// What stands in the composer, and what is wrong with it.
pub struct Writing {
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub problems: Problems,
}

/// The deals of a contact or a company.
pub struct Deals {
    /// The first of them.
    pub rows: Vec<deals::Deal>,
    /// Whether there are others.
    pub has_more: deals::HasMore,
    /// Every pipeline.
    pub pipelines: deals::Pipelines,
}

/// What the right column needs to know.
struct Column<'a> {
    subject: SubjectId,
    record: &'a str,
    access: Access,
    field_key: fn(&str) -> &'static str,
}

/// Composer and timeline.
fn story(cx: &Cx, column: &Column, page: &Page<Entry>, owners: &Owners, writing: &Writing) -> Markup {
    let told = Story { page, owners, field_key: column.field_key, access: column.access };
    let turn = |name: &str, cursor: &Option<String>| {
        Some(format!("{}#story", flash::with(column.record, &[(name, cursor.as_deref()?)])))
    };
    html! {
        section.story aria-labelledby="story" {
            h2.unseen #story { (cx.t("activities-timeline")) }
            @if column.access == Access::Write {
                (activities::composer(cx, column.subject, &writing.fields, &writing.problems))
            }
            (activities::timeline(cx, &told))
            p.actions {
                @if let Some(newer) = turn("before", &page.newer) { a.button href=(newer) rel="prev" { (cx.t("list-newer")) } }
                @if let Some(older) = turn("after", &page.older) { a.button href=(older) rel="next" { (cx.t("list-older")) } }
            }
        }
    }
}

/// What the reader may do with a record of that owner that is or is not in the trash.
fn access(cx: &Cx, right: Right, owner: Option<MemberId>, is_live: IsLive) -> Access {
    match is_live {
        IsLive::Yes if cx.actor().may_on(right, owner) => Access::Write,
        _ => Access::Read,
    }
}

/// Whether a record is in use.
#[derive(Clone, Copy)]
enum IsLive {
    Yes,
    No,
}

/// The record's tags, each with its way off, and the field for one more.
fn tags(cx: &Cx, record: &str, names: &[String], known: &[Tag], access: Access) -> Markup {
    html! {
        div.tags {
            @for name in names {
                @if access == Access::Write {
                    form method="post" action={ (record) "/untag" } {
                        input type="hidden" name="tag" value=(name);
                        span.tag {
                            (name) " "
                            button aria-label={ (cx.t("tags-take")) " " (name) } { (icon(Icon::Close)) }
                        }
                    }
                } @else { span.tag { (name) } " " }
            }
            @if access == Access::Write {
                form.add-tag method="post" action={ (record) "/tags" } {
                    input.input name="tag" list="known-tags" aria-label=(cx.t("tags-add")) placeholder=(cx.t("tags-add"))
                        maxlength="60" autocomplete="off" required;
                    button.button.quiet.icon-only aria-label=(cx.t("tags-add")) { (icon(Icon::Plus)) }
                }
                datalist #known-tags { @for tag in known { option value=(tag.name) {} } }
            }
        }
    }
}

/// What is to be done about the record, for whoever may see tasks.
fn todo(cx: &Cx, about: SubjectId, record: &str, (tasks, owners): (&[Task], &Owners)) -> Markup {
    html! { @if cx.may(Right::SalesRead) { (agenda::of_record(cx, about, record, tasks, owners)) } }
}

/// The record's deals, for whoever may see them; `query` says whose.
fn deals_part(cx: &Cx, query: &str, shown: &Deals) -> Markup {
    html! {
        @if cx.may(Right::SalesRead) { (deals::part(cx, query, (&shown.rows, &shown.pipelines), shown.has_more)) }
    }
}

/// Told on the page of a record that is in the trash.
fn in_trash(cx: &Cx, record: &str, access: Access) -> Markup {
    html! {
        div.notice role="status" {
            p { (cx.t("trash-record")) }
            @if access == Access::Write {
                form method="post" action={ (record) "/restore" } {
                    button.button.quiet { (icon(Icon::Undo)) " " (cx.t("trash-restore")) }
                }
            }
        }
    }
}
