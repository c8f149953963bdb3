//! Quotes: what is offered to a customer, who ticks what they want of it and accepts.
//!
//! A quote has versions, of which the last one is live. A draft can be changed; sending takes its number, composes the
//! [`Document`](crate::billing::documents::Document) with every line that is offered, and freezes it: triggers refuse every
//! change but of its state. What the customer chooses only leaves lines of that document out or takes another of the
//! quantities on offer, so no price and no tax is asked for again. An acceptance keeps who said so, and from where, with
//! what was accepted.
//!
//! The customer's page stands under a token that follows from the installation's key; only its hash is stored. It knows no
//! session. The first look counts when the customer's browser loads what belongs to the page: programs that follow links in
//! mail do not.
//!
//! What was accepted goes onto invoices: deposits and milestones ask for a share of each tax group, and the last invoice sells
//! everything and takes the parts before it off again, so that no tax is asked for twice. Once the parts come to what was
//! accepted, the quote is invoiced: that follows from the parts and the states of their invoices, and is stored nowhere, so a
//! draft that is thrown away or an invoice that is voided gives its part back in the same moment.
//!
//! Each version that is sent becomes a file once, which is what the customer downloads and what goes along with a mail.
//!
//! Tables owned: `quote`, `quote_version`, `quote_line`, `quote_acceptance`, `quote_part`, `quote_document`, `quote_mail`,
//! `quote_template`.

mod model;
pub mod store;
pub mod actions;
mod jobs;
mod views;
pub mod pages;
pub mod api;
#[cfg(test)]
mod tests;

pub use jobs::{Expire, expire, render};
pub use model::{Accepting, Asked, Event, Part, Quote, QuoteInput, Share, State};
