//! Acts that can be taken back as a whole: what each record was before, and the version that it has since.
//!
//! Whatever can be undone (trash, bulk acts, import, merge) begins a set and keeps each record in it, in its own
//! transaction. Undo, which lives above in `across/undo`, restores a record only if its version is still the one that
//! the act left, or that undoing the acts after it has brought back. When the time to undo is over, or the record is
//! gone for good, the before-images are cleared.
//!
//! Tables: `change_set`, `change_row`.

mod model;
mod store;
mod jobs;

pub use jobs::ClearExpired;
pub use model::{Act, ChangeRow, ChangeSet, State};
pub use store::{
    begin, clear_expired, find, follow, forget, keep, list_before, list_latest, mark_undone, rows,
    rows_after, rows_before,
};
