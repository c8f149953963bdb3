//! What invoices look like.

mod parts;
mod rows;
mod form;
mod choose;
mod conflict;
mod list;
mod paper;
mod notes;
mod send;
mod show;

pub use choose::choose;
pub use conflict::stale;
pub use form::{form, typed};
pub use list::{Shown, list};
pub use paper::{legal, party};
pub use parts::{Known, One, Sheet};
pub use send::{send, sent, typed_cover};
pub use show::show;

use maud::Markup;

use super::model::Standing;
use crate::web::Cx;
use crate::web::components::{Tone, state};

/// Where a paper stands, as a mark.
fn mark(cx: &Cx, standing: Standing) -> Markup {
    let tone = match standing {
        Standing::Draft => Tone::Draft,
        Standing::Voided => Tone::Plain,
        Standing::Overdue => Tone::Bad,
        Standing::Open | Standing::PartlyPaid | Standing::Owing => Tone::Due,
        Standing::Paid => Tone::Good,
    };
    state(tone, cx.t(standing.key()))
}
