//! What customers look like: a part of their record's page, and the page where it is changed.

mod part;
mod form;
mod conflict;

pub use conflict::stale;
pub use form::{Sheet, page, typed};
pub use part::part;

use maud::{Markup, html};

use super::model::Shown;
use crate::billing::taxes::Checked;
use crate::web::Cx;
use crate::web::components::{Tone, state, time_day};

/// Whether the VAT number was checked, and when; nothing without a number.
fn check_state(cx: &Cx, shown: &Shown) -> Markup {
    let checked = shown.checked();
    let tone = match checked {
        Checked::Missing => return html! {},
        Checked::Unchecked => Tone::Due,
        Checked::Valid => Tone::Good,
        Checked::Invalid => Tone::Bad,
    };
    html! {
        (state(tone, cx.t(checked.key())))
        @if let Some(check) = shown.check() { " " (time_day(cx, check.at)) ", " (check.reason) }
    }
}
