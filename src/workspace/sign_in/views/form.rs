//! The sign-in form.

use maud::{Markup, html};

use crate::base::{Fields, Problems};
use crate::web::components::{Button, Inputs, Kind};
use crate::web::proof::Wait;
use crate::web::{Cx, frame};
use crate::workspace::factors;

/// Why nobody was let in.
pub enum Refusal {
    /// Nothing was tried yet.
    None,
    /// Address or password is wrong; which one is not said. The next try may have to wait.
    Wrong(Option<Wait>),
    /// Tried too often.
    Wait(Wait),
    /// A service by which people sign in did not help; the text says why.
    Elsewhere(String),
}

impl Refusal {
    fn wait(&self) -> Option<&Wait> {
        match self {
            Refusal::Wrong(wait) => wait.as_ref(),
            Refusal::Wait(wait) => Some(wait),
            Refusal::None | Refusal::Elsewhere(_) => None,
        }
    }
}

/// The page for guests.
pub fn sign_in(cx: &Cx, typed: &Fields, refusal: Refusal) -> Markup {
    let problems = Problems::default();
    let inputs = Inputs::new(cx, typed, &problems);
    let title = match refusal {
        Refusal::None => cx.t("sign-in-button").to_owned(),
        _ => format!("{} {}", cx.t("form-error-prefix"), cx.t("sign-in-button")),
    };
    let body = html! {
        h1 { (cx.t("sign-in-title")) }
        (refused(cx, &refusal))
        form.form method="post" action="/sign-in" {
            (inputs.hidden("next"))
            @if let Some(wait) = refusal.wait() { (wait.field()) }
            (inputs.text("email", cx.t("accounts-email")).kind(Kind::Email).autocomplete("username").focus())
            (inputs.text("password", cx.t("accounts-password")).kind(Kind::Password)
                .autocomplete("current-password"))
            (inputs.check("stay", cx.t("sign-in-stay")).help(cx.t("sign-in-stay-help")))
            (Button::submit(cx.t("sign-in-button")).wide())
        }
        p { a href="/reset" { (cx.t("sign-in-forgot")) } }
        (elsewhere(cx, inputs))
    };
    let body = html! {
        (body)
        @if factors::is_possible(&cx.machines.config) { (factors::passkey_button(cx, typed.first("next"))) }
    };
    frame(cx, &title, body)
}

/// A button for each service by which people sign in.
fn elsewhere(cx: &Cx, inputs: Inputs) -> Markup {
    let providers = &cx.machines.config.providers;
    html! {
        @if !providers.is_empty() {
            div.form.others {
                @for provider in providers {
                    form method="post" action={ "/sign-in/with/" (provider.name) } {
                        (inputs.hidden("next"))
                        (Button::submit(cx.tell("sign-in-with", &[("service", provider.label.as_str().into())]))
                            .whole())
                    }
                }
            }
        }
    }
}

fn refused(cx: &Cx, refusal: &Refusal) -> Markup {
    let (head, text) = match refusal {
        Refusal::None => return html! {},
        Refusal::Wrong(_) => (cx.t("sign-in-refused"), cx.t("sign-in-refused-text")),
        Refusal::Wait(_) => (cx.t("sign-in-limited"), ""),
        Refusal::Elsewhere(text) => (cx.t("sign-in-refused"), text.as_str()),
    };
    html! {
        div.errors role="alert" {
            h2 { (head) }
            @if !text.is_empty() { p { (text) } }
            @if let Some(wait) = refusal.wait() { (wait.said(cx)) }
        }
    }
}
