//! Operations for programs.

mod deals;
mod description;
mod doors;
mod matrix;
mod merge;
mod records;
mod sync;
mod tasks;
mod files;
mod leads;
mod convert;
mod notices;
