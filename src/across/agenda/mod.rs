//! Who has to do what, by when: the pages of tasks, which name records of every kind, and their part on the pages of
//! records and on today's page.

mod model;
mod views;
mod pages;
pub mod api;

pub use pages::{add, agenda, choices, create, done, edit, edit_form, finish, month, remove, reopen, show};
pub use views::{clocks, of_record, today};
