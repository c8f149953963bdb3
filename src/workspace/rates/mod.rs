//! Exchange rates: what an amount in one currency is in another.
//!
//! A workspace follows the European Central Bank (each working day, in units for one euro), HM Revenue & Customs (each
//! month, in units for one pound), or nobody; besides, it sets rates by hand, in units for one of its own currency. A rate
//! holds from its day on until the next one; one by hand goes before the published one. Where no rate is known there
//! is no amount: nothing is ever guessed ([`Rates::convert`]).
//!
//! Nobody is asked anything before a workspace chose to follow them, and whom the operator took out of the
//! configuration is never asked. What cannot be fetched stays as it was, the page says so, and the next hour tries again.
//!
//! Owns the tables `published_rate` and `rate_feed`, which belong to the installation, `rate_choice` and `rate_by_hand`.

mod model;
mod store;
mod actions;
mod jobs;
mod views;
mod pages;
pub mod api;

pub use actions::set;
pub use jobs::fetch;
pub use model::{Fetch, NewRate, Rate, Rates};
pub use pages::{choose_source, fetch_now, remove_rate, set_rate, show};
pub use store::{list_set, on};
