//! The page that asks for the second factor.

use maud::{Markup, html};

use crate::base::{Fields, Problems};
use crate::web::components::{Button, Inputs};
use crate::web::{Cx, door, frame};
use crate::workspace::factors::{self, Enrolled};

/// Asks for a code, and for a passkey where there is one.
pub fn second(cx: &Cx, enrolled: &Enrolled, typed: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, typed, problems);
    let body = html! {
        h1 { (cx.t("sign-in-second")) }
        (inputs.errors())
        @if !enrolled.passkeys.is_empty() { (factors::passkey_button(cx, typed.first("next"))) }
        form.form method="post" action="/sign-in/second" {
            (inputs.hidden("next"))
            (factors::code_field(cx, inputs))
            (Button::submit(cx.t("sign-in-button")).wide())
        }
        p.help { (cx.t("sign-in-second-lost")) }
        p { a href="/sign-in" { (cx.t("sign-in-as-another")) } }
    };
    door(cx, &inputs.title(cx.t("sign-in-second")), body)
}

/// The browser's answer proved nobody.
pub fn no_passkey(cx: &Cx, next: &str) -> Markup {
    let title = format!("{} {}", cx.t("form-error-prefix"), cx.t("sign-in-no-passkey"));
    let body = html! {
        h1 { (cx.t("sign-in-no-passkey")) }
        p { (cx.t("sign-in-no-passkey-text")) }
        (factors::passkey_button(cx, next))
        p { a href="/sign-in" { (cx.t("sign-in-other-way")) } }
    };
    frame(cx, &title, body)
}
