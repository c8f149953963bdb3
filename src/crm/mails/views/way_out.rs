//! What whoever got a letter to many sees when they unsubscribe.

use maud::{Markup, html};

use super::super::model::hint;
use super::super::store::WayOut;
use crate::web::components::Button;
use crate::web::{Cx, door};

/// Asks; to look changes nothing, as mail scanners look at every link.
pub fn way_out(cx: &Cx, way_out: &WayOut, path: &str) -> Markup {
    let values = [("company", way_out.company.clone().into()), ("address", hint(&way_out.address).into())];
    let body = html! {
        h1 { (cx.t("mails-unsubscribe-title")) }
        p { (cx.tell("mails-unsubscribe-text", &values)) }
        form method="post" action=(path) { (Button::submit(cx.t("mails-unsubscribe")).wide()) }
    };
    door(cx, cx.t("mails-unsubscribe-title"), body)
}

/// It is done, now or before.
pub fn way_out_used(cx: &Cx, way_out: &WayOut) -> Markup {
    let values = [("company", way_out.company.clone().into()), ("address", hint(&way_out.address).into())];
    let body = html! {
        h1 { (cx.t("mails-unsubscribed-title")) }
        p { (cx.tell("mails-unsubscribed-done", &values)) }
    };
    door(cx, cx.t("mails-unsubscribed-title"), body)
}
