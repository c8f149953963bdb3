//! Settings: the ways that deals go, and why they are lost.

use maud::{Markup, html};

use super::super::model::{LostReason, Pipeline, Pipelines, Stage, StageKind, StageNeed};
use crate::base::{Fields, Problems, Right};
use crate::web::Cx;
use crate::web::components::{Button, Icon, Inputs, Kind, Tone, icon, section, state};
use crate::workspace::settings::{Section, below, sections};

/// Every pipeline with its stages, and a line to add one.
pub fn pipelines(cx: &Cx, all: &Pipelines, (fields, problems): (&Fields, &Problems)) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let body = html! {
        (inputs.errors())
        div.form { p.help { (cx.t("deals-pipelines-text")) } }
        ul.lines { @for pipeline in &all.0 { li { (pipeline_line(cx, pipeline)) } } }
        @if cx.may(Right::SettingsWrite) {
            form.form method="post" action=(cx.path("/settings/pipelines")) {
                (inputs.text("name", cx.t("deals-pipeline-new")).help(cx.t("deals-pipeline-new-help")).autocomplete("off"))
                p.actions { (Button::submit(cx.t("deals-pipeline-add")).primary()) }
            }
        }
    };
    sections(cx, Section::Pipelines, &inputs.title(cx.t("settings-pipelines")), body)
}

fn pipeline_line(cx: &Cx, pipeline: &Pipeline) -> Markup {
    let stages: Vec<&str> = pipeline.path().map(|stage| stage.facts.name.as_str()).collect();
    html! {
        @if cx.may(Right::SettingsWrite) {
            a href=(cx.path(format_args!("/settings/pipelines/{}", pipeline.id))) { (pipeline.name) }
        } @else { span { (pipeline.name) } }
        @if !pipeline.is_live { span.num { (state(Tone::Draft, cx.t("deals-away"))) } }
        span.how { (stages.join(", ")) }
    }
}

/// One of them: its name, its stages, its end.
pub fn pipeline(cx: &Cx, pipeline: &Pipeline, (fields, problems): (&Fields, &Problems)) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let path = cx.path(format_args!("/settings/pipelines/{}", pipeline.id));
    let add = html! { a href={ (path) "/stages/new" } { (cx.t("deals-stage-new")) } };
    let way: Vec<&Stage> = pipeline.path().collect();
    let body = html! {
        (inputs.errors())
        form.form method="post" action=(path) {
            (inputs.text("name", cx.t("deals-pipeline-name")).autocomplete("off"))
            p.actions { (Button::submit(cx.t("deals-pipeline-save")).primary().key("s")) }
        }
        (section("stages", cx.t("deals-stages"), add, html! {
            ul.lines { @for (place, stage) in way.iter().enumerate() { li { (stage_line(cx, stage, place, &way)) } } }
        }))
        (section("end", cx.t("deals-pipeline-end"), html! {}, use_of(cx, &path, pipeline)))
    };
    below(cx, Section::Pipelines, &pipeline.name, &inputs, body)
}

fn stage_line(cx: &Cx, stage: &Stage, place: usize, way: &[&Stage]) -> Markup {
    let path = cx.path(format_args!("/settings/stages/{}", stage.id));
    let can_go = |to: Option<usize>| {
        !stage.is_end() && to.and_then(|to| way.get(to)).is_some_and(|other| !other.is_end())
    };
    let facts = &stage.facts;
    let turn = |verb: &str, label: &str, drawing: Icon| {
        html! {
            form method="post" action={ (path) "/" (verb) } {
                button.button.quiet.icon-only aria-label=(format!("{label}: {}", facts.name)) { (icon(drawing)) }
            }
        }
    };
    html! {
        a href=(path) { (facts.name) }
        span.num.actions {
            @if can_go(place.checked_sub(1)) { (turn("earlier", cx.t("deals-stage-earlier"), Icon::Up)) }
            @if can_go(Some(place + 1)) { (turn("later", cx.t("deals-stage-later"), Icon::Down)) }
        }
        span.how {
            (cx.t(facts.kind.key())) ", " (facts.probability) "%"
            @if let Some(days) = facts.rot_days { ", " (cx.tell("deals-rots-after", &[("days", days.into())])) }
            @if !facts.needs.is_empty() {
                ", " (cx.t("deals-needs")) ": "
                @for (place, need) in facts.needs.iter().enumerate() { @if place > 0 { ", " } (cx.t(need.key())) }
            }
        }
    }
}

fn use_of(cx: &Cx, path: &str, pipeline: &Pipeline) -> Markup {
    html! {
        @if pipeline.is_live {
            form.form method="post" action={ (path) "/away" } {
                p { (cx.t("deals-pipeline-away-text")) }
                p.actions { (Button::submit(cx.t("deals-put-away")).grave()) }
            }
        } @else {
            form.form method="post" action={ (path) "/use" } {
                p { (cx.t("deals-pipeline-use-text")) }
                p.actions { (Button::submit(cx.t("deals-use"))) }
            }
        }
    }
}

/// What stands in the form of a stage, and what is wrong with it.
pub struct StageSheet<'a> {
    /// The pipeline that it belongs to.
    pub pipeline: &'a Pipeline,
    /// The stage that is changed; none is added.
    pub stage: Option<&'a Stage>,
    /// What was typed.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a Problems,
}

/// A stage as its form shows it.
pub fn stage_fields(stage: &Stage) -> Fields {
    let facts = &stage.facts;
    let fields = Fields::new()
        .with("name", &facts.name)
        .with("kind", facts.kind.code())
        .with("probability", facts.probability.to_string())
        .with("rot_days", facts.rot_days.map(|days| days.to_string()).unwrap_or_default());
    facts.needs.iter().fold(fields, |fields, need| fields.with("need", need.code()))
}

/// The form of a stage.
pub fn stage(cx: &Cx, sheet: &StageSheet) -> Markup {
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let is_end = sheet.stage.is_some_and(Stage::is_end);
    let pipeline = cx.path(format_args!("/settings/pipelines/{}", sheet.pipeline.id));
    let (heading, action) = match sheet.stage {
        Some(stage) => (stage.facts.name.as_str(), cx.path(format_args!("/settings/stages/{}", stage.id))),
        None => (cx.t("deals-stage-new"), format!("{pipeline}/stages/new")),
    };
    let kinds = [StageKind::Open, StageKind::Ongoing].map(|kind| (kind.code(), cx.t(kind.key())));
    let needs = StageNeed::ALL.iter().map(|need| (need.code(), cx.t(need.key())));
    let body = html! {
        (inputs.errors())
        form.form method="post" action=(action) {
            (inputs.text("name", cx.t("deals-stage-name")).autocomplete("off"))
            @if !is_end {
                (inputs.radios("kind", cx.t("deals-stage-kind")).choices(kinds))
                div.pair {
                    (inputs.text("probability", cx.t("deals-probability")).kind(Kind::Number))
                    (inputs.text("rot_days", cx.t("deals-rot-days")).kind(Kind::Number).optional())
                }
                p.help { (cx.t("deals-rot-days-help")) }
            }
            @if sheet.stage.is_none_or(|stage| stage.facts.kind != StageKind::Lost) {
                (inputs.checks("need", cx.t("deals-stage-needs")).choices(needs))
            }
            p.actions {
                (Button::submit(cx.t("deals-stage-save")).primary().key("s"))
                (Button::link(pipeline, cx.t("form-cancel")).quiet())
            }
        }
        @if let Some(stage) = sheet.stage.filter(|stage| !stage.is_end()) { (stage_end(cx, stage)) }
    };
    below(cx, Section::Pipelines, heading, &inputs, body)
}

fn stage_end(cx: &Cx, stage: &Stage) -> Markup {
    section(
        "end",
        cx.t("deals-stage-end"),
        html! {},
        html! {
            form.form method="post" action=(cx.path(format_args!("/settings/stages/{}/away", stage.id))) {
                p { (cx.t("deals-stage-away-text")) }
                p.actions { (Button::submit(cx.t("deals-put-away")).grave()) }
            }
        },
    )
}

/// Every reason, and a line to add one.
pub fn reasons(cx: &Cx, all: &[LostReason], (fields, problems): (&Fields, &Problems)) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let body = html! {
        (inputs.errors())
        div.form { p.help { (cx.t("deals-reasons-text")) } }
        ul.lines {
            @for reason in all {
                li {
                    @if cx.may(Right::SettingsWrite) {
                        a href=(cx.path(format_args!("/settings/lost-reasons/{}", reason.id))) { (reason.name) }
                    } @else { span { (reason.name) } }
                    @if !reason.is_live { span.num { (state(Tone::Draft, cx.t("deals-away"))) } }
                }
            }
        }
        @if cx.may(Right::SettingsWrite) {
            form.form method="post" action=(cx.path("/settings/lost-reasons")) {
                (inputs.text("name", cx.t("deals-reason-new")).autocomplete("off"))
                p.actions { (Button::submit(cx.t("deals-reason-add")).primary()) }
            }
        }
    };
    sections(cx, Section::LostReasons, &inputs.title(cx.t("settings-lost-reasons")), body)
}

/// One of them.
pub fn reason(cx: &Cx, reason: &LostReason, (fields, problems): (&Fields, &Problems)) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let path = cx.path(format_args!("/settings/lost-reasons/{}", reason.id));
    let (verb, text, act) = match reason.is_live {
        true => ("away", "deals-reason-away-text", Button::submit(cx.t("deals-put-away")).grave()),
        false => ("use", "deals-reason-use-text", Button::submit(cx.t("deals-use"))),
    };
    let body = html! {
        (inputs.errors())
        form.form method="post" action=(path) {
            (inputs.text("name", cx.t("deals-reason")).autocomplete("off"))
            p.actions { (Button::submit(cx.t("deals-reason-save")).primary().key("s")) }
        }
        (section("end", cx.t("deals-reason-end"), html! {}, html! {
            form.form method="post" action={ (path) "/" (verb) } {
                p { (cx.t(text)) }
                p.actions { (act) }
            }
        }))
    };
    below(cx, Section::LostReasons, &reason.name, &inputs, body)
}
