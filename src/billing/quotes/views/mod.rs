//! What quotes look like.

mod parts;
mod rows;
mod form;
mod choose;
mod list;
mod paper;
mod invoicing;
mod mail;
mod show;
mod guest;

pub use choose::choose;
pub use form::{form, typed};
pub use guest::{Visit, gone, visit};
pub use list::{Shown, list};
pub use mail::mail;
pub use parts::{Known, One, Sheet};
pub use show::show;

use maud::Markup;

use super::model::State;
use crate::web::Cx;
use crate::web::components::{Tone, state};

/// Where a quote stands, as a mark.
fn mark(cx: &Cx, at: State) -> Markup {
    let tone = match at {
        State::Draft => Tone::Draft,
        State::Sent => Tone::Due,
        State::Accepted | State::Invoiced => Tone::Good,
        State::Declined | State::Expired => Tone::Bad,
        State::Withdrawn | State::Superseded => Tone::Plain,
    };
    state(tone, cx.t(at.key()))
}
