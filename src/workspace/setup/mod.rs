//! Set-up: how a new installation gets its first company and its owner.
//!
//! `init` and the first `serve` make a token ([`make_token`]) and show its address; it is valid for 30 minutes and
//! once, only as long as nobody owns a workspace, and a new one takes the others back. Looking at the page uses nothing
//! up; sending the form uses the token in the transaction that makes account, workspace, owner and operator, and signs
//! the browser in.
//!
//! Owns the table `setup_token`.

mod model;
mod store;
mod actions;
mod views;
mod pages;

pub use actions::{is_needed, make_token};
pub use pages::{set_up, show};
pub use views::suggested;
