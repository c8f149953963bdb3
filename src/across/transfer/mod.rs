//! Lists come in and go out as CSV.
//!
//! An import goes from the uploaded file by its columns and a dry run, which writes nothing to companies and contacts,
//! to the run itself, which can be undone for 30 days.

pub mod model;
