//! Settings: the fields of each kind of record.

use maud::{Markup, html};

use super::super::model::{Field, FieldInput, FieldKind, FieldOption};
use crate::base::{Fields, Problems, Right, SubjectKind};
use crate::web::Cx;
use crate::web::components::{Button, Icon, Inputs, Kind, Tone, icon, section, state};
use crate::workspace::settings::{Section, below, sections};

/// Every field, by kind of record.
pub struct Offered(pub Vec<(SubjectKind, Vec<Field>)>);

/// The fields of every kind of record, each kind with its way to a new one.
pub fn overview(cx: &Cx, offered: &Offered) -> Markup {
    let body = html! {
        div.form { p.help { (cx.t("fields-text")) } }
        @for (record, fields) in &offered.0 { (of_record(cx, *record, fields)) }
    };
    sections(cx, Section::Fields, cx.t("fields-title"), body)
}

fn of_record(cx: &Cx, record: SubjectKind, fields: &[Field]) -> Markup {
    let add = html! {
        @if cx.may(Right::SettingsWrite) {
            a href=(cx.path(format_args!("/settings/fields/new?record={}", record.code()))) { (cx.t("fields-new")) }
        }
    };
    let live: Vec<&Field> = fields.iter().filter(|field| field.is_live).collect();
    let list = html! {
        @if fields.is_empty() { p.help { (cx.t(none_key(record))) } }
        ul.lines {
            @for (place, field) in live.iter().enumerate() { li { (line(cx, field, (place, live.len()))) } }
            @for field in fields.iter().filter(|field| !field.is_live) { li { (line(cx, field, (0, 0))) } }
        }
    };
    section(record.place(), cx.t(record_key(record)), add, list)
}

fn line(cx: &Cx, field: &Field, (place, count): (usize, usize)) -> Markup {
    let path = cx.path(format_args!("/settings/fields/{}", field.id));
    let may = cx.may(Right::SettingsWrite);
    html! {
        @if may { a href=(path) { (field.facts.label) } } @else { span { (field.facts.label) } }
        span.num.actions {
            @if !field.is_live { (state(Tone::Draft, cx.t("fields-away"))) }
            @if may { (turns(cx, &path, &field.facts.label, (place, count))) }
        }
        span.how { (about(cx, field)) }
    }
}

/// "Choice, needed, unique · customer_number".
fn about(cx: &Cx, field: &Field) -> Markup {
    let facts = &field.facts;
    let marks = [
        (facts.is_needed, "fields-mark-needed"),
        (facts.is_unique, "fields-mark-unique"),
        (facts.is_personal, "fields-mark-personal"),
    ];
    html! {
        (cx.t(field.kind.key()))
        @for (_, key) in marks.iter().filter(|(is, _)| *is) { ", " (cx.t(key)) }
        " · " code { (field.key) }
    }
}

/// The buttons that move a line a step.
fn turns(cx: &Cx, path: &str, label: &str, (place, count): (usize, usize)) -> Markup {
    let turn = |verb: &str, name: &str, drawing: Icon| {
        html! {
            form method="post" action={ (path) "/" (verb) } {
                button.button.quiet.icon-only aria-label=(format!("{name}: {label}")) { (icon(drawing)) }
            }
        }
    };
    html! {
        @if place > 0 { (turn("earlier", cx.t("fields-earlier"), Icon::Up)) }
        @if place + 1 < count { (turn("later", cx.t("fields-later"), Icon::Down)) }
    }
}

/// The form of a new field; without a kind, what there is to choose from.
pub fn new(cx: &Cx, record: SubjectKind, fields: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let heading = cx.t(new_key(record));
    match fields.first("kind").parse::<FieldKind>() {
        Ok(kind) => {
            let form = html! { (inputs.errors()) (new_form(cx, &inputs, kind)) };
            below(
                cx,
                Section::Fields,
                &format!("{heading}: {}", cx.t(kind.key()).to_lowercase()),
                &inputs,
                form,
            )
        }
        Err(_) => below(cx, Section::Fields, heading, &inputs, kinds(cx, record)),
    }
}

fn kinds(cx: &Cx, record: SubjectKind) -> Markup {
    html! {
        p { (cx.t("fields-kind-ask")) }
        ul.lines {
            @for kind in FieldKind::ALL {
                li {
                    a href=(cx.path(format_args!("/settings/fields/new?record={}&kind={}", record.code(), kind.code()))) {
                        (cx.t(kind.key()))
                    }
                    span.how { (cx.t(kind_help(*kind))) }
                }
            }
        }
        p.help { (cx.t("fields-kind-stays")) }
    }
}

fn new_form(cx: &Cx, inputs: &Inputs, kind: FieldKind) -> Markup {
    html! {
        form.form method="post" action=(cx.path("/settings/fields/new")) {
            (inputs.hidden("record"))
            (inputs.hidden("kind"))
            p { (cx.t("fields-kind")) ": " b { (cx.t(kind.key())) } }
            (inputs.text("label", cx.t("fields-label")).help(cx.t("fields-label-help")).autocomplete("off").focus())
            @if kind == FieldKind::Number {
                (inputs.text("scale", cx.t("fields-scale")).kind(Kind::Number).help(cx.t("fields-scale-help")).short())
            }
            @if kind.has_options() {
                (inputs.area("options", cx.t("fields-options")).help(cx.t("fields-options-help")).lines(6))
            }
            (marks(cx, inputs, kind))
            p.actions {
                (Button::submit(cx.t("fields-add")).primary().key("s"))
                (Button::link(cx.path("/settings/fields"), cx.t("form-cancel")).quiet())
            }
        }
    }
}

fn marks(cx: &Cx, inputs: &Inputs, kind: FieldKind) -> Markup {
    html! {
        (inputs.text("help", cx.t("fields-help")).help(cx.t("fields-help-help")).optional().autocomplete("off"))
        (inputs.check("needed", cx.t("fields-needed-box")).help(cx.t("fields-needed-help")))
        @if kind.can_be_unique() { (inputs.check("unique", cx.t("fields-unique-box")).help(cx.t("fields-unique-help"))) }
        (inputs.check("personal", cx.t("fields-personal-box")).help(cx.t("fields-personal-help")))
    }
}

/// The facts of a field as its form shows them.
pub fn typed(facts: &FieldInput) -> Fields {
    let boxes = [("needed", facts.is_needed), ("unique", facts.is_unique), ("personal", facts.is_personal)];
    let fields = Fields::new().with("label", &facts.label).with("help", &facts.help);
    boxes.into_iter().filter(|(_, is)| *is).fold(fields, |fields, (name, _)| fields.with(name, "1"))
}

/// A field: what can change about it, its choices, its end.
pub fn edit(cx: &Cx, field: &Field, fields: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let path = cx.path(format_args!("/settings/fields/{}", field.id));
    let body = html! {
        (inputs.errors())
        form.form method="post" action=(path) {
            dl.facts {
                div { dt { (cx.t("fields-kind")) } dd { (cx.t(field.kind.key())) } }
                @if field.kind == FieldKind::Number { div { dt { (cx.t("fields-scale")) } dd { (field.scale) } } }
                div { dt { (cx.t("fields-key")) } dd { code { (field.key) } } }
            }
            (inputs.text("label", cx.t("fields-label")).autocomplete("off"))
            (marks(cx, &inputs, field.kind))
            p.actions { (Button::submit(cx.t("fields-save")).primary().key("s")) }
        }
        @if field.kind.has_options() {
            (section("options", cx.t("fields-options"), html! {}, options(cx, field, &inputs, &path)))
        }
        (section("end", cx.t("fields-end"), html! {}, end(cx, field, &path)))
    };
    below(cx, Section::Fields, &field.facts.label, &inputs, body)
}

fn options(cx: &Cx, field: &Field, inputs: &Inputs, path: &str) -> Markup {
    let live: Vec<&FieldOption> = field.offered().collect();
    let row = |option: &FieldOption, place: (usize, usize)| {
        let path = cx.path(format_args!("/settings/field-options/{}", option.id));
        html! {
            li {
                a href=(path) { (option.label) }
                span.num.actions {
                    @if !option.is_live { (state(Tone::Draft, cx.t("fields-away"))) }
                    (turns(cx, &path, &option.label, place))
                }
            }
        }
    };
    html! {
        ul.lines {
            @for (place, option) in live.iter().enumerate() { (row(option, (place, live.len()))) }
            @for option in field.options.iter().filter(|option| !option.is_live) { (row(option, (0, 0))) }
        }
        form.form method="post" action={ (path) "/options" } {
            (inputs.text("option", cx.t("fields-option-new")).help(cx.t("fields-option-help")).autocomplete("off"))
            p.actions { (Button::submit(cx.t("fields-option-add"))) }
        }
    }
}

fn end(cx: &Cx, field: &Field, path: &str) -> Markup {
    let (verb, text, act) = match field.is_live {
        true => ("away", "fields-away-text", Button::submit(cx.t("fields-put-away")).grave()),
        false => ("use", "fields-use-text", Button::submit(cx.t("fields-use"))),
    };
    html! {
        form.form method="post" action={ (path) "/" (verb) } {
            p { (cx.t(text)) }
            p.actions { (act) }
        }
    }
}

/// A choice: how it is spelt, and its end.
pub fn option(
    cx: &Cx,
    (field, option): (&Field, &FieldOption),
    fields: &Fields,
    problems: &Problems,
) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let path = cx.path(format_args!("/settings/field-options/{}", option.id));
    let back = cx.path(format_args!("/settings/fields/{}", field.id));
    let (verb, text, act) = match option.is_live {
        true => ("away", "fields-option-away-text", Button::submit(cx.t("fields-put-away")).grave()),
        false => ("use", "fields-option-use-text", Button::submit(cx.t("fields-use"))),
    };
    let body = html! {
        (inputs.errors())
        p { (cx.t("fields-option-of")) " " a href=(back) { (field.facts.label) } }
        form.form method="post" action=(path) {
            (inputs.text("label", cx.t("fields-option")).help(cx.t("fields-option-edit-help")).autocomplete("off"))
            p.actions { (Button::submit(cx.t("fields-option-save")).primary().key("s")) }
        }
        (section("end", cx.t("fields-option-end"), html! {}, html! {
            form.form method="post" action={ (path) "/" (verb) } {
                p { (cx.t(text)) }
                p.actions { (act) }
            }
        }))
    };
    below(cx, Section::Fields, &option.label, &inputs, body)
}

fn record_key(record: SubjectKind) -> &'static str {
    match record {
        SubjectKind::Company => "companies-title",
        SubjectKind::Lead => "leads-title",
        SubjectKind::Deal => "deals-title",
        _ => "contacts-title",
    }
}

fn none_key(record: SubjectKind) -> &'static str {
    match record {
        SubjectKind::Company => "fields-none-company",
        SubjectKind::Lead => "fields-none-lead",
        SubjectKind::Deal => "fields-none-deal",
        _ => "fields-none-contact",
    }
}

fn new_key(record: SubjectKind) -> &'static str {
    match record {
        SubjectKind::Company => "fields-new-company",
        SubjectKind::Lead => "fields-new-lead",
        SubjectKind::Deal => "fields-new-deal",
        _ => "fields-new-contact",
    }
}

fn kind_help(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "fields-about-text",
        FieldKind::Number => "fields-about-number",
        FieldKind::Money => "fields-about-money",
        FieldKind::Day => "fields-about-day",
        FieldKind::YesNo => "fields-about-yes-no",
        FieldKind::Choice => "fields-about-choice",
        FieldKind::Choices => "fields-about-choices",
        FieldKind::Link => "fields-about-link",
        FieldKind::Person => "fields-about-person",
    }
}
