//! The one id space of everything that notes, tags, addresses and files can hang on.
//!
//! A company, a contact, a note takes its id here, in the transaction in which it is made; whoever hangs on a subject
//! refers to this table and need not know what the subject is. A subject that was merged into another is a part of that
//! one from then on: whoever still knows its number is led there ([`store::present`]), until the two are taken apart.
//! Tables owned: `subject`, `merge`.

mod model;
pub mod store;

pub use model::Merge;
