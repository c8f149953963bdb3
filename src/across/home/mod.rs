//! Today's page: what changed lately, what waits for somebody, and the way to add.

mod views;
pub mod pages;
