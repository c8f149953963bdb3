//! What invoices look like.

mod choose;
mod form;
mod rows;
mod conflict;
mod list;
mod show;
mod paper;

pub use choose::choose;
pub use conflict::stale;
pub use form::{Known, Sheet, form, typed};
pub use list::{Shown, list};
pub use show::{One, show};

use maud::Markup;

use super::model::State;
use crate::web::Cx;
use crate::web::components::{Tone, state};

/// Where an invoice stands, as a mark: what is owed on it, and whether its day has passed.
fn mark(cx: &Cx, (stands, is_open, is_overdue): (State, bool, bool)) -> Markup {
    match stands {
        State::Draft => state(Tone::Draft, cx.t("invoices-draft")),
        State::Voided => state(Tone::Plain, cx.t("invoices-voided")),
        State::Issued if is_overdue => state(Tone::Bad, cx.t("invoices-overdue")),
        State::Issued if is_open => state(Tone::Due, cx.t("invoices-open")),
        State::Issued => state(Tone::Good, cx.t("invoices-paid")),
    }
}
