//! What becomes of things in the trash: after 30 days they are deleted for good, each by its own slice, those that stand
//! on others first.

mod jobs;

pub use jobs::{EmptyTrash, empty_trash};
