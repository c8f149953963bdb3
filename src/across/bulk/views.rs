//! The pages of an act on all records of a list.

use maud::{Markup, html};

use super::model::{BulkAct, Reason, Status};
use crate::across::naming::Named;
use crate::base::format;
use crate::base::listing::Count;
use crate::base::{Fields, Problems};
use crate::crm::fields::{self, Field, FieldInput, Own};
use crate::crm::owners::Owners;
use crate::crm::tags::Tag;
use crate::crm::views::{Lens, Verb};
use crate::web::components::{Button, Icon, Inputs, Kind as Control, notice, section, trail};
use crate::web::{Cx, flash, frame, frame_live};

/// All that the form shows.
pub struct Sheet<'a> {
    /// Through what the list is seen.
    pub lens: &'a Lens,
    /// How many records it shows.
    pub count: Count,
    /// Everybody who may own a record.
    pub owners: Owners,
    /// Every tag.
    pub tags: Vec<Tag>,
    /// Every stage of a deal.
    pub stages: Vec<(String, String)>,
    /// The workspace's own fields.
    pub own: Own,
    /// What was typed.
    pub typed: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a Problems,
}

/// A record that was left as it is.
pub struct Left {
    /// What it is called; none: it is in use no more.
    pub record: Option<Named>,
    /// Why.
    pub reason: Reason,
}

/// What is to become of all records that the list shows.
pub fn form(cx: &Cx, sheet: &Sheet) -> Markup {
    let (lens, inputs) = (sheet.lens, Inputs::new(cx, sheet.typed, sheet.problems));
    let list = lens.list;
    let pairs = lens.here();
    let pairs: Vec<(&str, &str)> =
        pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let back = flash::with(&cx.path(format_args!("/{}", list.code())), &pairs);
    let ticked: Vec<&str> = sheet.typed.all("row").collect();
    let title = match sheet.count {
        Count::Exactly(count) if !ticked.is_empty() => {
            cx.tell("bulk-title-ticked", &[("count", count.into())])
        }
        Count::Exactly(count) => cx.tell("bulk-title", &[("count", count.into())]),
        Count::MoreThan(_) => cx.t("bulk-title-many").to_owned(),
    };
    let offered = list.verbs().iter().filter(|verb| **verb != Verb::Fields || !sheet.own.fields.is_empty());
    let verbs = offered.map(|verb| (verb.code(), cx.t(verb.key())));
    let body = html! {
        (trail(cx, &[(&back, cx.t(list.key()))]))
        header.title { h1 { (title) } }
        p.help { (cx.t("bulk-help")) }
        (inputs.errors())
        form.form method="post" action=(cx.path(format_args!("/lists/{}/bulk", list.code()))) novalidate {
            (inputs.hidden("act"))
            @for (name, value) in lens.state.pairs() { input type="hidden" name=(name) value=(value); }
            @for row in ticked { input type="hidden" name="row" value=(row); }
            input type="hidden" name="view" value="all";
            input type="hidden" name="seen" value=(cx.now().0);
            input type="hidden" name="count" value=(at_least(sheet.count));
            (inputs.radios("verb", cx.t("bulk-what")).choices(verbs))
            (values(cx, sheet, inputs))
            (own(cx, sheet, inputs))
            p.actions {
                (Button::submit(cx.t("bulk-begin")).primary().key("s"))
                (Button::link(back.as_str(), cx.t("form-cancel")))
            }
        }
    };
    frame(cx, &inputs.title(&title), body)
}

/// How many that is; so many at least, if nobody counted on.
fn at_least(count: Count) -> i64 {
    match count {
        Count::Exactly(number) | Count::MoreThan(number) => number,
    }
}

/// The value of each verb that has one.
fn values(cx: &Cx, sheet: &Sheet, inputs: Inputs) -> Markup {
    let verbs = sheet.lens.list.verbs();
    let stages = sheet.stages.iter().cloned();
    html! {
        div.pair {
            (inputs.select("to_owner", cx.t("bulk-assign")).none(cx.t("owners-nobody")).choices(sheet.owners.choices(None)))
            @if verbs.contains(&Verb::Tag) {
                (inputs.text("to_tag", cx.t("tags-tag")).list("known-tags").autocomplete("off"))
                datalist #known-tags { @for tag in &sheet.tags { option value=(tag.name) {} } }
            }
            @if verbs.contains(&Verb::Move) {
                (inputs.select("to_stage", cx.t("bulk-move")).none("–").choices(stages))
            }
            @if verbs.contains(&Verb::Due) { (inputs.text("to_day", cx.t("bulk-due")).kind(Control::Date)) }
            @if verbs.contains(&Verb::Source) { (inputs.text("to_source", cx.t("bulk-source")).autocomplete("off")) }
        }
    }
}

/// The workspace's own fields: what is left empty stays as it is, and what shall be empty is ticked.
fn own(cx: &Cx, sheet: &Sheet, inputs: Inputs) -> Markup {
    let optional = |field: &Field| Field {
        facts: FieldInput { is_needed: false, ..field.facts.clone() },
        ..field.clone()
    };
    let own = Own { fields: sheet.own.fields.iter().map(optional).collect(), currency: sheet.own.currency };
    let may_be_empty = sheet.own.fields.iter().filter(|field| !field.facts.is_needed);
    let clear: Vec<(String, String)> =
        may_be_empty.map(|field| (field.key.clone(), field.facts.label.clone())).collect();
    let list = html! {
        div.form {
            p.help { (cx.t("bulk-fields-help")) }
            (fields::views::inputs(cx, &inputs, &own, &sheet.owners))
            @if !clear.is_empty() { (inputs.checks("to_clear", cx.t("bulk-clear")).optional().choices(clear)) }
        }
    };
    html! { @if !own.fields.is_empty() { (section("own", cx.t("bulk-fields"), html! {}, list)) } }
}

/// The page of an act at which a job is at work.
pub fn working(cx: &Cx, act: &BulkAct) -> Markup {
    let title = cx.t(act.status.key());
    let body = html! {
        (head(cx, act, title))
        (progress(cx, act))
        p.help { (cx.t("bulk-may-leave")) }
        @if act.status == Status::Running {
            form.actions method="post" action=(cx.path(format_args!("/bulk/{}/cancel", act.id))) {
                (Button::submit(cx.t("bulk-cancel")))
            }
        }
    };
    frame_live(cx, title, body)
}

fn head(cx: &Cx, act: &BulkAct, title: &str) -> Markup {
    let list = cx.path(format_args!("/{}", act.list.code()));
    html! {
        (trail(cx, &[(&list, cx.t(act.list.key()))]))
        header.title { h1 { (title) } }
        p { (cx.t(act.many.verb().key())) }
    }
}

/// How far the job came; without `data-live` once it is done.
pub fn progress(cx: &Cx, act: &BulkAct) -> Markup {
    let live = act.status.is_busy().then(|| cx.path(format_args!("/bulk/{}/progress", act.id)));
    let seen = act.counts.seen();
    let all = act.expected.max(seen);
    html! {
        div.progress role="status" data-live=[live] {
            @if act.status == Status::Undoing {
                progress aria-label=(cx.t("bulk-undoing")) {}
                p { span { (cx.t("bulk-undoing")) } }
            } @else {
                progress max=(all.max(1)) value=(seen) aria-label=(cx.t(act.status.key())) {
                    (format::number(cx.language(), seen)) " / " (format::number(cx.language(), all))
                }
                p { span { (cx.tell("bulk-so-far", &[("done", seen.into()), ("all", all.into())])) } }
            }
        }
    }
}

/// What became of an act.
pub fn report(cx: &Cx, act: &BulkAct, left: &[Left]) -> Markup {
    let title = cx.t(act.status.key());
    let counts = act.counts;
    let figures =
        [("bulk-changed", counts.changed), ("bulk-alike", counts.alike), ("bulk-skipped", counts.skipped)];
    let can_undo = matches!(act.status, Status::Done | Status::Cancelled) && counts.changed > 0;
    let list = cx.path(format_args!("/{}", act.list.code()));
    let body = html! {
        (head(cx, act, title))
        @if act.status == Status::Undone && counts.kept > 0 {
            (notice(&cx.tell("bulk-kept", &[("count", counts.kept.into())]), html! {}))
        }
        dl.figures {
            @for (key, count) in figures {
                div { dt { (cx.t(key)) } dd { (format::number(cx.language(), count)) } }
            }
        }
        form.actions method="post" action=(cx.path(format_args!("/bulk/{}/undo", act.id))) {
            (Button::link(list, cx.t("bulk-to-list")).primary())
            @if can_undo { (Button::submit(cx.t("bulk-undo")).icon(Icon::Undo)) }
        }
        @if can_undo { p.help { (cx.t("bulk-undo-help")) } }
        @if !left.is_empty() { (section("left", cx.t("bulk-skipped"), html! {}, skipped(cx, left))) }
    };
    frame(cx, title, body)
}

fn skipped(cx: &Cx, left: &[Left]) -> Markup {
    html! {
        ul.lines {
            @for one in left {
                li {
                    @match &one.record {
                        Some(named) => a href=(cx.path(named.path())) { (named.name) },
                        None => span.soft { (cx.t("bulk-unnamed")) },
                    }
                    span.how { (cx.t(one.reason.key())) }
                }
            }
        }
    }
}
