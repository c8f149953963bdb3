//! The form of a call, a meeting or a letter.

use maud::{Markup, html};

use super::super::model::Soon;
use crate::across::naming::Named;
use crate::base::{Fields, Problems, Right};
use crate::crm::activities::{self, Note, NoteKind, Outcome};
use crate::crm::owners::{self, Owners};
use crate::web::components::{Button, Inputs, Kind, title, trail};
use crate::web::{Cx, frame};

/// What stands in the form, and what is wrong with it.
pub struct Sheet<'a> {
    /// What was typed.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a Problems,
    /// With whom, or about what.
    pub about: &'a Named,
    /// Whom its words can mention.
    pub owners: &'a Owners,
    /// What it tells of.
    pub kind: NoteKind,
    /// The note that is changed; none is written.
    pub note: Option<&'a Note>,
    /// What somebody else has stored meanwhile.
    pub stored: Option<&'a Note>,
}

/// The form as a page.
pub fn form(cx: &Cx, sheet: &Sheet) -> Markup {
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let heading = cx.t(heading(sheet));
    let record = cx.path(sheet.about.path());
    let action = match sheet.note {
        Some(note) => cx.path(format_args!("/calls/{}/edit", note.id)),
        None => cx.path("/calls"),
    };
    let body = html! {
        (trail(cx, &[(&record, &sheet.about.name)]))
        (title(heading, "", html! {}))
        @if let Some(stored) = sheet.stored { (clash(cx, stored)) }
        (inputs.errors())
        form.form method="post" action=(action) novalidate {
            input type="hidden" name="kind" value=(sheet.kind.code());
            @if sheet.note.is_some() {
                (inputs.hidden("version"))
                (inputs.select("outcome", cx.t("calls-outcome")).none(cx.t("calls-outcome-none"))
                    .choices(offered(sheet.kind).map(|outcome| (outcome.code(), cx.t(outcome.key())))))
                (details(cx, &inputs, sheet.kind))
                p.actions {
                    (Button::submit(cx.t("activities-save")).primary().key("s"))
                    (Button::link(record, cx.t("form-cancel")).quiet())
                }
            } @else {
                (inputs.hidden("act"))
                input type="hidden" name="about" value=(sheet.about.subject);
                // First, so that a second tap ends it; all that follows may stay as it is.
                (outcomes(cx, sheet.kind))
                (details(cx, &inputs, sheet.kind))
                @if cx.may(Right::SalesWrite) { (next(cx, &inputs)) }
                p.actions { (Button::link(record, cx.t("form-cancel")).quiet()) }
            }
        }
        (owners::colleagues(cx, sheet.owners))
    };
    frame(cx, &inputs.title(&format!("{heading}: {}", sheet.about.name)), body)
}

fn heading(sheet: &Sheet) -> &'static str {
    match (sheet.note, sheet.kind) {
        (None, NoteKind::Meeting) => "activities-log-meeting",
        (None, NoteKind::Letter | NoteKind::Mail) => "activities-log-letter",
        (None, NoteKind::Call | NoteKind::Note) => "activities-log-call",
        (Some(_), NoteKind::Meeting) => "calls-edit-meeting",
        (Some(_), NoteKind::Letter) => "calls-edit-letter",
        (Some(_), NoteKind::Mail) => "calls-edit-mail",
        (Some(_), NoteKind::Call | NoteKind::Note) => "calls-edit-call",
    }
}

/// How it went: each button sends the form.
fn outcomes(cx: &Cx, kind: NoteKind) -> Markup {
    html! {
        @for (begun, outcomes) in Outcome::offered(kind) {
            @let group = cx.t(begun.unwrap_or("calls-outcome"));
            div role="group" aria-label=(group) {
                p.label { (group) }
                div.actions {
                    @for outcome in *outcomes {
                        (Button::submit(cx.t(outcome.key())).sends("outcome", outcome.code()))
                    }
                }
            }
        }
    }
}

fn offered(kind: NoteKind) -> impl Iterator<Item = Outcome> {
    Outcome::offered(kind).iter().flat_map(|(_, outcomes)| outcomes.iter().copied())
}

/// When it was, how long it took, what was said.
fn details(cx: &Cx, inputs: &Inputs, kind: NoteKind) -> Markup {
    let has_length = matches!(kind, NoteKind::Call | NoteKind::Meeting);
    html! {
        // The words of an e-mail are those of whoever wrote it.
        @if kind != NoteKind::Mail {
            (inputs.area("body", cx.t("activities-body")).help(cx.t("activities-hint")).optional())
        }
        div.pair {
            (inputs.text("held_on", cx.t("calls-held-on")).kind(Kind::Date))
            (inputs.text("held_time", cx.t("calls-held-time")).kind(Kind::Time))
        }
        @if has_length { (inputs.text("minutes", cx.t("calls-minutes")).kind(Kind::Number).short().optional()) }
        @if kind == NoteKind::Call {
            (inputs.text("phone", cx.t("calls-phone")).kind(Kind::Phone).autocomplete("off").optional())
        }
    }
}

/// What is to be done next.
fn next(cx: &Cx, inputs: &Inputs) -> Markup {
    html! {
        (inputs.select("follow_up", cx.t("calls-next")).help(cx.t("calls-next-help"))
            .choices(Soon::ALL.iter().map(|soon| (soon.code(), cx.t(soon.key())))))
        (inputs.text("follow_up_on", cx.t("calls-next-on")).kind(Kind::Date).optional())
        (inputs.text("follow_up_title", cx.t("tasks-title")).autocomplete("off"))
    }
}

/// Somebody else was faster: what is stored now.
fn clash(cx: &Cx, stored: &Note) -> Markup {
    html! {
        div.errors role="alert" aria-labelledby="stale-title" {
            h2 #stale-title { (cx.t("form-stale-title")) }
            p { (cx.t("form-stale-text")) }
            @if let Some(outcome) = stored.talk.outcome { p { (cx.t(outcome.key())) } }
            div.said { (activities::shown(stored)) }
        }
    }
}
