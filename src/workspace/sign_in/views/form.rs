//! The sign-in form.

use std::time::Duration;

use maud::{Markup, html};

use crate::base::{Fields, Problems};
use crate::web::components::{Button, Inputs, Kind};
use crate::web::{Cx, frame};

/// Why nobody was let in.
pub enum Refusal {
    /// Nothing was tried yet.
    None,
    /// Address or password is wrong; which one is not said.
    Wrong,
    /// Tried too often.
    Wait(Duration),
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
        (refused(cx, refusal))
        form.form method="post" action="/sign-in" {
            (inputs.hidden("next"))
            (inputs.text("email", cx.t("accounts-email")).kind(Kind::Email).autocomplete("username").focus())
            (inputs.text("password", cx.t("accounts-password")).kind(Kind::Password)
                .autocomplete("current-password"))
            (inputs.check("stay", cx.t("sign-in-stay")).help(cx.t("sign-in-stay-help")))
            (Button::submit(cx.t("sign-in-button")).wide())
        }
    };
    frame(cx, &title, body)
}

fn refused(cx: &Cx, refusal: Refusal) -> Markup {
    let (head, text) = match refusal {
        Refusal::None => return html! {},
        Refusal::Wrong => (cx.t("sign-in-refused"), cx.t("sign-in-refused-text").to_owned()),
        Refusal::Wait(wait) => {
            let minutes = wait.as_secs().div_ceil(60).max(1);
            (cx.t("sign-in-limited"), cx.tell("sign-in-limited-text", &[("minutes", minutes.into())]))
        }
    };
    html! {
        div.errors role="alert" {
            h2 { (head) }
            p { (text) }
        }
    }
}
