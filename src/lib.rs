//! Kantora: a CRM and billing office for small companies, in one process on one SQLite file.
//!
//! The modules below stand on each other like floors: **a module may import only modules declared above it**,
//! here and in every `mod.rs`. A structure test holds the rule. Reads go straight to a slice's `store`, writes go
//! through its `actions`; pages, API, jobs and command line are doors on the same verbs.

pub mod base;
pub mod platform;
pub mod web;
pub mod workspace;
pub mod crm;
pub mod billing;
pub mod across;
pub mod api;
pub mod letters;
pub mod routes;
pub mod worker;
pub mod app;
pub mod cli;

/// Pages are many small pieces of text: this takes and gives back memory faster than the C library does.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
