//! Two records become one: by hand, or from the list of likely duplicates.
//!
//! Somebody looks at both side by side, says which one stays, and whose value counts where they differ; addresses, tags
//! and all that hangs on the other come along ([`model::MOVES`] says what that is). One transaction makes it so: the one
//! that goes is out of use, and its address leads to the one that stays. For 60 days the two can be taken apart by the
//! one undo mechanism: both are what they were, unless somebody changed the one that stayed, and what came along goes
//! back, unless somebody has put it elsewhere since.
//!
//! Both records are named with the version that was looked at, and whatever moves gets a new one: whoever was at work on
//! any of them meanwhile is told instead of overwriting, or being overwritten.
//!
//! Table owned: `merge_move`.

mod model;
mod store;
pub mod actions;
mod views;
pub mod pages;
pub mod api;
mod jobs;
#[cfg(test)]
mod tests;

pub use actions::Part;
pub use jobs::{FindDuplicates, find_duplicates};
pub use model::{Choices, Side, Wish};
pub use views::parts;
