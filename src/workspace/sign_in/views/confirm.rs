//! The page that asks for proof anew.

use maud::{Markup, html};

use crate::base::{Fields, Problems};
use crate::web::components::{Button, Inputs, Kind, title};
use crate::web::{Cx, frame};

/// Asks for the password, and where to go on.
pub fn confirm(cx: &Cx, typed: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, typed, problems);
    let body = html! {
        (title(cx.t("sign-in-confirm"), cx.t("sign-in-confirm-why"), html! {}))
        (inputs.errors())
        form.form method="post" action="/account/confirm" {
            (inputs.hidden("next"))
            (inputs.text("password", cx.t("accounts-password")).kind(Kind::Password)
                .autocomplete("current-password").focus())
            p.actions { (Button::submit(cx.t("sign-in-confirm-button")).primary()) }
        }
    };
    frame(cx, &inputs.title(cx.t("sign-in-confirm")), body)
}
