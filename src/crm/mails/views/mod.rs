//! Templates and suppressed addresses among the settings, the page of a way out, and a mail in a timeline.

mod templates;
mod suppressions;
mod way_out;

use maud::{Markup, html};

use super::model::{Posted, number_told};
use crate::crm::activities::{Deed, Entry};
use crate::web::Cx;
use crate::workspace::email;

pub use suppressions::{Unsubscribed, lifting, suppressions};
pub use templates::{template, templates};
pub use way_out::{way_out, way_out_used};

/// What a timeline says below the line of a mail: where it went, what became of it, and the way to its words.
pub fn deed(cx: &Cx, line: &Entry, posted: &[Posted]) -> Markup {
    let number = match line.deed {
        Deed::Written => number_told(&line.detail),
        _ => None,
    };
    let found = number.and_then(|number| posted.iter().find(|mail| mail.id == number));
    html! {
        @if let Some(mail) = found {
            p {
                (email::standing(cx, mail.state)) " · " (mail.address) " · "
                a href=(cx.path(format_args!("/mails/{}", mail.id))) { (cx.t("mails-read")) }
            }
        }
    }
}
