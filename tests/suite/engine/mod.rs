//! The engine room: what the database refuses by itself, and what chain, changes, search and keys promise.

mod schema;
mod chain;
mod once;
mod undo;
mod merge;
mod search;
mod papers;
