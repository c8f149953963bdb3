//! The pages of a forgotten password.

use maud::{Markup, html};

use crate::base::{Fields, Problems};
use crate::web::components::{Button, Inputs, Kind};
use crate::web::proof::Wait;
use crate::web::{Cx, door};

/// Asks for the address; where no letters are sent, says who can help.
pub fn ask_reset(cx: &Cx, typed: &Fields, problems: &Problems, wait: Option<Wait>) -> Markup {
    let inputs = Inputs::new(cx, typed, problems);
    let body = html! {
        h1 { (cx.t("sign-in-reset")) }
        @if cx.machines.config.mail.is_some() {
            p { (cx.t("sign-in-reset-text")) }
            (inputs.errors())
            @if let Some(wait) = &wait {
                div.errors role="alert" { h2 { (cx.t("sign-in-limited")) } (wait.said(cx)) }
            }
            form.form method="post" action="/reset" {
                @if let Some(wait) = &wait { (wait.field()) }
                (inputs.text("email", cx.t("accounts-email")).kind(Kind::Email).autocomplete("username").focus())
                (Button::submit(cx.t("sign-in-reset-ask")).wide())
            }
        } @else {
            p { (cx.t("sign-in-reset-no-mail")) }
            p { code { "kantora account reset" } }
        }
        p { a href="/sign-in" { (cx.t("sign-in-button")) } }
    };
    door(cx, &inputs.title(cx.t("sign-in-reset")), body)
}

/// Asks for the new password.
pub fn new_password(cx: &Cx, email: &str, problems: &Problems) -> Markup {
    let typed = Fields::new();
    let inputs = Inputs::new(cx, &typed, problems);
    let body = html! {
        h1 { (cx.t("sign-in-reset-new")) }
        (inputs.errors())
        form.form method="post" {
            p { (cx.t("accounts-email")) ": " b { (email) } }
            input type="hidden" name="username" autocomplete="username" value=(email);
            (inputs.text("password", cx.t("accounts-new-password")).kind(Kind::Password).autocomplete("new-password")
                .help(cx.t("accounts-password-help")).focus())
            p.help { (cx.t("sign-in-reset-ends")) }
            (Button::submit(cx.t("sign-in-reset-set")).wide())
        }
    };
    door(cx, &inputs.title(cx.t("sign-in-reset-new")), body)
}

/// The link is none, or none any more.
pub fn no_reset(cx: &Cx) -> Markup {
    let body = html! {
        h1 { (cx.t("sign-in-reset-over")) }
        p { (cx.t("sign-in-reset-over-text")) }
        p.actions { (Button::link("/reset", cx.t("sign-in-reset-again"))) }
    };
    door(cx, cx.t("sign-in-reset-over"), body)
}
