//! The pages on which somebody chooses what a list shows: conditions, columns, and views that keep both. One set of
//! pages serves every list; what can be chosen in a list comes from its own slice.

pub mod pages;
