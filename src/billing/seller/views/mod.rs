//! What the seller's settings look like.

mod account;
mod cash;
mod overview;

use crate::base::Day;
use crate::web::Cx;

pub use account::new_account;
pub use overview::{Shown, details_typed, overview};

/// Today where the workspace is.
pub fn today(cx: &Cx) -> Day {
    cx.who.place.as_ref().map_or_else(|| cx.today(), |place| cx.now().day(&place.zone))
}
