//! Templates of letters.

use maud::{Markup, html};

use super::super::model::{Field, Template};
use crate::base::{Fields, Language, Problems, Right};
use crate::web::Cx;
use crate::web::components::{Button, Drawing, Icon, Inputs, empty};
use crate::workspace::settings::{Section, below, sections};

/// Every template, and the way to another one.
pub fn templates(cx: &Cx, all: &[Template]) -> Markup {
    let may = cx.may(Right::SettingsWrite);
    let add = html! {
        @if may {
            (Button::link(cx.path("/settings/templates/new"), cx.t("mails-template-new")).primary().icon(Icon::Plus))
        }
    };
    let body = html! {
        @if all.is_empty() {
            (empty(Drawing::Tray, cx.t("mails-templates-none-title"), cx.t("mails-templates-none-text"), add))
        } @else {
            div.form { p.help { (cx.t("mails-templates-text")) } }
            ul.lines {
                @for template in all {
                    li {
                        @if may {
                            a href=(cx.path(format_args!("/settings/templates/{}", template.id))) { (template.facts.name) }
                        } @else { b { (template.facts.name) } }
                        span.num.soft { (template.facts.language.name()) }
                        span.how { (template.facts.subject) }
                    }
                }
            }
            @if may { p.actions { (add) } }
        }
    };
    sections(cx, Section::Templates, cx.t("settings-templates"), body)
}

/// The form of a template; `None` is a new one. After `told`: what somebody else stored meanwhile.
pub fn template(
    cx: &Cx,
    known: Option<&Template>,
    (fields, problems): (&Fields, &Problems),
    told: Markup,
) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let languages = Language::ALL.map(|language| (language.code(), language.name()));
    let (path, heading) = match known {
        Some(known) => (cx.path(format_args!("/settings/templates/{}", known.id)), known.facts.name.as_str()),
        None => (cx.path("/settings/templates/new"), cx.t("mails-template-new")),
    };
    let body = html! {
        (told)
        (inputs.errors())
        form.form method="post" action=(path) novalidate {
            (inputs.hidden("act"))
            (inputs.hidden("version"))
            div.pair {
                (inputs.text("name", cx.t("mails-template-name")).autocomplete("off"))
                (inputs.select("language", cx.t("mails-template-language")).choices(languages))
            }
            (inputs.text("subject", cx.t("mails-subject")).autocomplete("off").optional())
            (inputs.area("text", cx.t("mails-text")).lines(12).help(cx.t("mails-fields-help")))
            (fields_known(cx))
            p.actions {
                (Button::submit(cx.t("mails-template-save")).primary().key("s"))
                (Button::link(cx.path("/settings/templates"), cx.t("form-cancel")).quiet())
            }
        }
        @if known.is_some() {
            form.form method="post" action={ (path) "/remove" } {
                p { (cx.t("mails-template-remove-text")) }
                p.actions { (Button::submit(cx.t("mails-template-remove")).grave()) }
            }
        }
    };
    below(cx, Section::Templates, heading, &inputs, body)
}

/// The closed list of fields, each with what it becomes.
fn fields_known(cx: &Cx) -> Markup {
    html! {
        details {
            summary { (cx.t("mails-fields")) }
            ul.lines {
                @for field in Field::ALL { li { code { "{" (field.code()) "}" } span.how { (cx.t(field.key())) } } }
            }
        }
    }
}
