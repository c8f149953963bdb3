//! The tests of the product through its doors, and of the machines under it.

mod support;
mod engine;
