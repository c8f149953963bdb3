//! The page of writing, the letter as each will get it, and one that was sent.

mod form;
mod preview;
mod sent;

use maud::{Markup, html};

use super::model::Desk;
use crate::across::filing::Holder;
use crate::crm::mails::Part;
use crate::web::Cx;
use crate::web::components::{Icon, icon, trail};

pub use form::{Sheet, form};
pub use preview::{Preview, preview};
pub use sent::{Sent, sent};

/// The way back to a record.
fn back(cx: &Cx, record: &Holder) -> Markup {
    trail(cx, &[(&cx.path(&record.path), &record.name)])
}

/// Who of those who were ticked gets no letter of their own.
fn left_out(cx: &Cx, desk: &Desk) -> Markup {
    let reasons = [
        (cx.t("writing-left-out"), desk.unreachable.join(", ")),
        (cx.t("writing-sharing"), desk.sharing.join("; ")),
    ];
    html! {
        @for (reason, names) in reasons.iter().filter(|(_, names)| !names.is_empty()) {
            div.warning role="status" { (icon(Icon::Alert)) p { (reason) " " (names) } }
        }
    }
}

/// Words, with what is missing in them set off.
fn words(cx: &Cx, parts: &[Part]) -> Markup {
    html! {
        @for part in parts {
            @match part {
                Part::Said(text) => {
                    @for (place, line) in text.split('\n').enumerate() { @if place > 0 { br; } (line) }
                }
                Part::Field(field) => { mark { "[" (cx.t(field.key())) "]" } }
            }
        }
    }
}
