//! Operations for programs.

mod acts;
mod deals;
mod fields;
mod description;
mod doors;
mod matrix;
mod merge;
mod records;
mod sync;
mod tasks;
mod calls;
mod files;
mod mails;
mod leads;
mod forms;
mod invoices;
mod convert;
mod notices;
mod views;
mod reports;
mod taxes;
mod products;
mod quotes;
mod packs;
mod seller;
mod billed;
