//! Operations for programs.

mod description;
mod doors;
mod matrix;
mod records;
mod sync;
mod tasks;
mod leads;
mod convert;
