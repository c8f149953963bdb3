//! Finding anything by a few letters, in either alphabet, by part of an address or by digits of a telephone number.
//!
//! The same finds stand on a page of their own and, as a fragment (`part=1`), in the palette.

mod store;
mod views;
mod jobs;
pub mod pages;
pub mod api;

pub use jobs::find_anew;
