//! The tests of the product through its doors, of the machines under it, and of the design.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;
mod structure;
mod engine;
mod truth;
mod pages;
mod api;
mod cli;
mod imports;
mod documents;
