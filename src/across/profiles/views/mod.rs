//! The pages of records.

mod company;
mod contact;
mod lead;
mod deal;
mod note;

use maud::{Markup, html};

use crate::across::agenda;
use crate::base::{Fields, MemberId, Problems, Right, SubjectId};
use crate::crm::activities::{self, Access, Chapter, Entry, Show, Story};
use crate::crm::owners::{self, Owners};
use crate::crm::tags::Tag;
use crate::crm::tasks::Task;
use crate::crm::{deals, mails};
use crate::web::components::{Button, Icon, Tone, chip, chip_on, icon, state};
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
    /// The letters of which its timeline tells.
    mails: &'a [mails::Posted],
}

/// Composer and timeline.
fn story(cx: &Cx, column: &Column, chapter: &Chapter, known: &Owners, writing: &Writing) -> Markup {
    let Chapter { page, show } = chapter;
    let said = |line: &Entry| mails::deed(cx, line, column.mails);
    let told = Story { page, owners: known, field_key: column.field_key, access: column.access, said: &said };
    let turn = |name: &str, cursor: &Option<String>| {
        let here = address(column.record, *show);
        Some(format!("{}#story", flash::with(&here, &[(name, cursor.as_deref()?)])))
    };
    html! {
        section.story aria-labelledby="story" {
            h2.unseen #story { (cx.t("activities-timeline")) }
            @if column.access == Access::Write {
                (activities::composer(cx, column.subject, &writing.fields, &writing.problems))
                (owners::colleagues(cx, known))
            }
            @if !page.rows.is_empty() || *show != Show::All { (shows(cx, column.record, *show)) }
            (activities::timeline(cx, &told))
            p.actions {
                @if let Some(newer) = turn("before", &page.newer) { a.button href=(newer) rel="prev" { (cx.t("list-newer")) } }
                @if let Some(older) = turn("after", &page.older) { a.button href=(older) rel="next" { (cx.t("list-older")) } }
            }
        }
    }
}

/// The record's page with that part of its timeline.
fn address(record: &str, show: Show) -> String {
    match show {
        Show::All => record.to_owned(),
        part => flash::with(record, &[("show", part.code())]),
    }
}

/// Which parts of the timeline can be shown alone.
fn shows(cx: &Cx, record: &str, now: Show) -> Markup {
    html! {
        div.bar {
            @for show in Show::ALL.iter().copied().filter(|show| *show != Show::All) {
                @if show == now { (chip_on(cx, &format!("{record}#story"), cx.t(show.key()))) }
                @else { (chip(&format!("{}#story", address(record, show)), cx.t(show.key()))) }
            }
        }
    }
}

/// The way to a letter, for whoever may change the record.
fn write(cx: &Cx, subject: SubjectId, access: Access) -> Markup {
    html! {
        @if access == Access::Write {
            (Button::link(cx.path(format_args!("/mails/new?about={subject}")), cx.t("contacts-write")).icon(Icon::Mail))
        }
    }
}

/// Who of the addresses gets nothing that goes to many, as a line among the facts.
fn unsubscribed(cx: &Cx, suppressed: &[String]) -> Markup {
    html! {
        @if !suppressed.is_empty() {
            div {
                dt { (cx.t("writing-to-many")) }
                dd { (state(Tone::Due, cx.t("mails-unsubscribed"))) ": " (suppressed.join(", ")) }
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

/// The way to note a call of that number, beside it.
fn log_call(cx: &Cx, about: SubjectId, phone: &str, access: Access) -> Markup {
    html! {
        @if access == Access::Write {
            " " small { a href=(activities::call_path(cx, about, phone)) { (cx.t("activities-log-call")) } }
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
