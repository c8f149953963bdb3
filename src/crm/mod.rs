//! Who we know: companies, contacts, and what hangs on them.

pub mod subjects;
pub mod duplicates;
pub mod owners;
pub mod points;
pub mod tags;
pub mod external_ids;
pub mod fields;
pub mod views;
pub mod activities;
pub mod files;
pub mod followers;
pub mod mails;
pub mod tasks;
pub mod companies;
pub mod contacts;
pub mod leads;
pub mod forms;
pub mod deals;
