//! Whether a Bulgarian seller takes cash, in the settings.

use maud::{Markup, html};

use super::super::model::{CASH_TEXT, Stored};
use super::account::may;
use crate::web::Cx;
use crate::web::components::{Button, Tone, state, time};

/// What Ordinance Н-18 asks, and whether an owner has read it.
pub fn cash(cx: &Cx, stored: &Stored) -> Markup {
    let confirmed = stored.confirmed.filter(|read| read.text == CASH_TEXT);
    html! {
        @match confirmed {
            Some(read) => p { (state(Tone::Good, cx.t("seller-cash-on"))) " " (time(cx, read.at)) },
            None => p { (state(Tone::Draft, cx.t("seller-cash-off"))) },
        }
        div.form {
            p { (cx.t("seller-cash-text-what")) }
            p { (cx.t("seller-cash-text-how")) }
            p { (cx.t("seller-cash-text-kantora")) }
        }
        @if may(cx) {
            @if confirmed.is_some() {
                form method="post" action=(cx.path("/settings/billing/cash/off")) {
                    p.actions { (Button::submit(cx.t("seller-cash-refuse"))) }
                }
            } @else {
                form method="post" action=(cx.path("/settings/billing/cash")) {
                    p.actions { (Button::submit(cx.t("seller-cash-allow"))) }
                }
            }
        } @else {
            p.help { (cx.t("seller-cash-owners")) }
        }
    }
}
