//! The verbs of an import, and of an export. What takes long (reading, matching, writing, taking back) is done by jobs
//! in steps; these verbs move an import from one state to the next and enqueue the work.

pub mod files;
mod workspace;
mod stages;
mod records;
mod employers;
mod called;
mod logged;
mod sales;
mod bonds;
mod put_back;
mod columns;
mod steps;
mod error_file;
mod export_sales;
mod export;

pub use bonds::{Bonds, unknown};
pub use columns::{header_of, own_fields};
pub use employers::Employers;
pub use error_file::{bad_rows, write_bad};
pub use export::{Export, Mark, export, record_card, record_export};
pub use files::{Arrived, Glimpse, Incoming};
pub use put_back::put_back;
pub use records::{Live, Touch, add_note, may_write};
pub use stages::Stages;
pub use steps::{
    awaited, discard, discard_set, ear, fail, files_of, map, map_with, plan_done, receive, receive_set,
    reopen, reread, rule, run, run_done, run_set, take_for, undo, undo_done, undo_set, undo_set_done,
};
pub use workspace::{Office, at_work, office};
