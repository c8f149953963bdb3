//! Networks that the operator lets in nowhere for a time, and the refusals of late that give reason to.
//!
//! A block is made by hand, says why, and ends by itself. It covers every page, the API and guests alike, and is asked
//! about in memory ([`Blocks`](crate::platform::blocks::Blocks)) before anything else. One's own address, this machine
//! and the proxies before it cannot be blocked: nobody shuts themselves out.
//!
//! Owns the table `address_block`.

mod model;
mod store;
mod actions;
mod views;
mod pages;
#[cfg(test)]
mod tests;

pub use actions::let_in;
pub use model::network;
pub use pages::{add, lift, list};
