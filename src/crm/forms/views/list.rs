//! Every form of the company.

use maud::{Markup, html};

use super::super::model::WebForm;
use crate::base::Right;
use crate::web::Cx;
use crate::web::components::{Button, Drawing, Icon, Tone, empty, state, time};
use crate::workspace::settings::{Section, sections};

/// The whole page.
pub fn list(cx: &Cx, forms: &[WebForm]) -> Markup {
    let new = html! {
        @if cx.may(Right::SettingsWrite) {
            (Button::link(cx.path("/settings/forms/new"), cx.t("forms-new")).primary().icon(Icon::Plus).key("n"))
        }
    };
    let body = html! {
        @if forms.is_empty() {
            (empty(Drawing::Tray, cx.t("forms-empty-title"), cx.t("forms-empty-text"), new))
        } @else {
            ul.lines { @for form in forms { li { (line(cx, form)) } } }
            div.form { p.actions { (new) } }
        }
    };
    sections(cx, Section::Forms, cx.t("forms-title"), body)
}

fn line(cx: &Cx, form: &WebForm) -> Markup {
    html! {
        span {
            a href=(cx.path(format_args!("/settings/forms/{}", form.id))) { (form.facts.name) }
            @if !form.is_open { " " (state(Tone::Draft, cx.t("forms-closed"))) }
        }
        span.num { (cx.tell("forms-count", &[("count", form.taken.into())])) }
        span.how {
            (form.facts.title)
            @if form.waiting > 0 { " · " (cx.tell("forms-count-waiting", &[("count", form.waiting.into())])) }
            @if let Some(at) = form.last_at { " · " (cx.t("forms-last")) " " (time(cx, at)) }
        }
    }
}
