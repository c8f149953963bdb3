//! What taxes look like.

mod ask;
mod class;
mod scheme;
mod overview;

use crate::base::Day;
use crate::web::Cx;

pub use ask::{Answer, ask};
pub use class::{Typed, edit, new, typed};
pub use overview::{Shown, overview};

/// Today where the workspace is.
pub fn today(cx: &Cx) -> Day {
    cx.who.place.as_ref().map_or_else(|| cx.today(), |place| cx.now().day(&place.zone))
}
