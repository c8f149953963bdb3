//! The tests of the product through its doors, of the machines under it, and of the design.

mod support;
mod structure;
mod engine;
mod pages;
mod api;
mod cli;
