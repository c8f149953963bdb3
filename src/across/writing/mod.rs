//! Writing to customers: the page on which somebody chooses who gets a letter, takes a template, looks at it as each will
//! get it, and sends it.
//!
//! It is written from the page of a record: to a contact, a lead, a company itself or people who work there, people on a
//! deal. Who may change the record may write from it. Several who get it get a letter of their own each. Nothing is stored
//! before it is sent: what was typed goes along from page to page. The first letter to a lead is the first answer to it.

mod model;
mod store;
mod actions;
mod views;
mod pages;
pub mod api;

pub use actions::write;
pub use model::Message;
pub use pages::{change, compose, send, send_again, show, take};
