//! One form: where it is, what came of it, what it looks like.

use maud::{Markup, html};

use super::super::model::WebForm;
use super::answer::preview;
use crate::base::{Fields, Problems, Right};
use crate::crm::owners::{Owners, owner_name};
use crate::web::Cx;
use crate::web::components::{Button, Icon, Inputs, Tone, icon, section, state, time};
use crate::workspace::settings::{Section, below};

/// How high the frame is without any question, and how much each adds, in pixels.
const FRAME: usize = 280;
const QUESTION: usize = 84;

/// All that the page shows.
pub struct Shown {
    /// The form.
    pub form: WebForm,
    /// Its public address.
    pub address: String,
    /// Whoever may get its leads.
    pub owners: Owners,
    /// Whether letters have a way out.
    pub has_mail: bool,
    /// Whether nothing came by it that is still there.
    pub is_unused: bool,
}

/// The whole page.
pub fn show(cx: &Cx, shown: &Shown) -> Markup {
    let form = &shown.form;
    let (fields, problems) = (Fields::new(), Problems::default());
    let inputs = Inputs::new(cx, &fields, &problems);
    let path = cx.path(format_args!("/settings/forms/{}", form.id));
    let body = html! {
        @if form.facts.confirms && !shown.has_mail {
            p.warning role="note" { (icon(Icon::Alert)) span { (cx.t("forms-no-mail")) } }
        }
        (facts(cx, shown))
        (acts(cx, form, &path))
        (section("link", cx.t("forms-link"), html! {}, link(cx, shown)))
        (section("embed", cx.t("forms-embed"), html! {}, embed(cx, shown)))
        (section("preview", cx.t("forms-preview"), html! {}, preview(cx, form)))
        @if cx.may(Right::SettingsWrite) { (end(cx, shown, &path)) }
    };
    below(cx, Section::Forms, &form.facts.name, &inputs, body)
}

fn facts(cx: &Cx, shown: &Shown) -> Markup {
    let form = &shown.form;
    html! {
        dl.facts.locked {
            div {
                dt { (cx.t("forms-state")) }
                dd {
                    @if form.is_open { (state(Tone::Good, cx.t("forms-is-open"))) }
                    @else { (state(Tone::Draft, cx.t("forms-closed"))) }
                }
            }
            div {
                dt { (cx.t("forms-came")) }
                dd {
                    (cx.tell("forms-count", &[("count", form.taken.into())]))
                    @if form.waiting > 0 { ", " (cx.tell("forms-count-waiting", &[("count", form.waiting.into())])) }
                    @if let Some(at) = form.last_at { ", " (cx.t("forms-last")) " " (time(cx, at)) }
                }
            }
            div {
                dt { (cx.t("owners-owner")) }
                dd {
                    @if form.facts.owner.is_some() { (owner_name(cx, &shown.owners, form.facts.owner)) }
                    @else { (cx.t("leads-in-turn")) }
                }
            }
            @if !form.facts.source.is_empty() { div { dt { (cx.t("leads-source")) } dd { (form.facts.source) } } }
            div {
                dt { (cx.t("forms-consent")) }
                dd {
                    @match &form.consent {
                        Some(consent) => (cx.tell("forms-consent-version", &[("version", consent.version.into())])),
                        None => (cx.t("forms-consent-none")),
                    }
                }
            }
            div {
                dt { (cx.t("forms-confirms")) }
                dd { (cx.t(if form.facts.confirms { "forms-confirms-yes" } else { "forms-confirms-no" })) }
            }
        }
    }
}

fn acts(cx: &Cx, form: &WebForm, path: &str) -> Markup {
    html! {
        @if cx.may(Right::SettingsWrite) {
            form.actions method="post" action={ (path) "/copy" } {
                (Button::link(format!("{path}/edit"), cx.t("forms-edit")).icon(Icon::Pencil).key("e"))
                (Button::submit(cx.t("forms-copy")))
                @if form.is_open { (Button::submit(cx.t("forms-close")).posts(format!("{path}/close"))) }
                @else { (Button::submit(cx.t("forms-open")).posts(format!("{path}/open"))) }
            }
        }
    }
}

fn link(cx: &Cx, shown: &Shown) -> Markup {
    html! {
        div.form {
            div.field {
                label for="address" { (cx.t("forms-address")) }
                p.help { (cx.t("forms-address-help")) }
                input.input id="address" type="text" value=(shown.address) readonly spellcheck="false" autocomplete="off";
            }
            p { a href=(shown.form.path()) target="_blank" rel="noopener" { (cx.t("forms-look")) } }
        }
    }
}

fn embed(cx: &Cx, shown: &Shown) -> Markup {
    let form = &shown.form;
    let height = FRAME + QUESTION * form.facts.questions.len();
    let snippet = html! {
        iframe src=(shown.address) title=(form.facts.title) width="100%" height=(height) loading="lazy" {}
    };
    html! {
        div.form {
            @if form.facts.sites.is_empty() {
                p { (cx.t("forms-embed-none")) }
            } @else {
                p { (cx.t("forms-embed-text")) }
                pre { (snippet.into_string()) }
                p.help { (cx.t("forms-embed-sites")) " " (form.facts.sites.join(", ")) }
            }
        }
    }
}

fn end(cx: &Cx, shown: &Shown, path: &str) -> Markup {
    html! {
        @if shown.is_unused {
            form.form method="post" action={ (path) "/remove" } {
                p { (cx.t("forms-remove-text")) }
                p.actions { (Button::submit(cx.t("forms-remove")).grave()) }
            }
        }
    }
}
