//! The page that asks for proof anew.

use maud::{Markup, html};

use crate::base::{Fields, Problems};
use crate::web::components::{Button, Inputs, Kind, title};
use crate::web::{Cx, frame};
use crate::workspace::factors::{self, Enrolled};

/// Asks for the second factor, or the password of those who have none, and where to go on.
pub fn confirm(cx: &Cx, enrolled: &Enrolled, typed: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, typed, problems);
    let body = html! {
        (title(cx.t("sign-in-confirm"), "", html! {}))
        p { (cx.t("sign-in-confirm-why")) }
        (inputs.errors())
        @if !enrolled.passkeys.is_empty() { (factors::passkey_button(cx, typed.first("next"))) }
        form.form method="post" action="/account/confirm" {
            (inputs.hidden("next"))
            @if enrolled.is_any() {
                (factors::code_field(cx, inputs))
            } @else {
                (inputs.text("password", cx.t("accounts-password")).kind(Kind::Password)
                    .autocomplete("current-password").focus())
            }
            p.actions { (Button::submit(cx.t("sign-in-confirm-button")).primary()) }
        }
    };
    frame(cx, &inputs.title(cx.t("sign-in-confirm")), body)
}
