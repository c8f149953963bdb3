//! The verbs of an import, and of an export. What takes long (reading, matching, writing, taking back) is done by jobs
//! in steps; these verbs move an import from one state to the next and enqueue the work.

pub mod files;
mod workspace;
mod records;
mod steps;
mod error_file;
mod export;

pub use error_file::{bad_rows, write_bad};
pub use export::{Export, Mark, export, record_card, record_export};
pub use files::{Arrived, Glimpse, Incoming};
pub use records::{Employers, Live, add_note, may_write, put_back};
pub use steps::{
    discard, ear, fail, header_of, map, map_with, plan_done, receive, reopen, reread, rule, run, run_done,
    undo, undo_done,
};
pub use workspace::{Office, at_work, office};
