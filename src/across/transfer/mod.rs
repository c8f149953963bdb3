//! Lists come in as CSV, workbooks, vCards or pasted rows, and go out as CSV and vCards.
//!
//! An import goes from the uploaded file by its columns and a dry run, which writes nothing to companies and contacts,
//! to the run itself, which can be undone for 30 days. Its states: see [`model::Status`].
//!
//! Rows of one file for one record are merged before they are matched: by the other product's id, then e-mail
//! address, then telephone together with the name. The run writes what the dry run counted, unless somebody else
//! wrote in between; it is resumed after the last written row. An analysis that was cut off starts over: it takes its
//! rows away first, so nothing half is left, and reads the file again in less time than a person waits for a page. A
//! new row with nearly the name of a record is told to look like it; that alone never joins two. File and rows go when
//! the time to undo is over.
//!
//! Several files that come together are a set: each is looked at by itself, then they are written one after another,
//! what others name first, and taken back in one go.
//!
//! Tables owned: `import`, `import_set`, `import_row`, `import_mapping`.

/// Does an act with the facts of the records of a kind: each kind of list that can come in is one line here, an `impl`
/// of [`model::Facts`] and [`model::Keyed`], and one of `actions::Live`.
macro_rules! of_kind {
    ($kind:expr, $facts:ident => $act:expr) => {
        match $kind {
            crate::base::SubjectKind::Company => {
                type $facts = crate::crm::companies::CompanyInput;
                $act
            }
            crate::base::SubjectKind::Lead => {
                type $facts = crate::across::transfer::model::LeadRow;
                $act
            }
            crate::base::SubjectKind::Deal => {
                type $facts = crate::across::transfer::model::DealRow;
                $act
            }
            crate::base::SubjectKind::Task => {
                type $facts = crate::across::transfer::model::TaskRow;
                $act
            }
            crate::base::SubjectKind::Note => {
                type $facts = crate::across::transfer::model::NoteRow;
                $act
            }
            crate::base::SubjectKind::Contact
            | crate::base::SubjectKind::File
            | crate::base::SubjectKind::Product
            | crate::base::SubjectKind::Invoice
            | crate::base::SubjectKind::Quote => {
                type $facts = crate::crm::contacts::ContactInput;
                $act
            }
        }
    };
}

pub mod model;
mod store;
mod actions;
mod jobs;
mod views;
pub mod pages;

pub use actions::{Export, Mark, export, record_export};
pub use jobs::{
    Report, Wish, bring_in, go_on, run_analyse, run_clear, run_plan, run_undo, run_undo_set, run_write,
    take_back, take_in,
};
pub use model::Clear;
