//! Today's page: what to do, which deals are at risk, who waits for an answer, what was won, what changed lately, and
//! the way to add.
//!
//! A deal is at risk if its day has passed, if it has stood in its stage for too long, or if nobody planned anything
//! about it for a day; whoever may change only their own deals and leads sees those, and those of nobody. Each list is
//! short and comes off an index in its order: the page costs the same in a workspace of any size.

mod model;
mod store;
#[cfg(test)]
mod tests;
mod views;
pub mod pages;
