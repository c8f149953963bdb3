//! Followers: members who want to be told what others write about a record.
//!
//! Somebody follows a record because they said so, or because a note about it mentions them; they stop when they say
//! so. To follow is a matter of one's own: it changes nothing of the record and stands in no timeline.
//!
//! Table owned: `follower`.

pub mod store;
pub mod actions;
mod views;

pub use views::{follow, names};
