//! What a return holds, and how it is reckoned.

mod entry;
mod figures;
mod agency;
mod reckoning;

pub use agency::{Sender, ledger, union};
pub use entry::{Entry, Paper, Return};
pub use figures::{Figure, Line};
pub use reckoning::{Rules, Settled, reckon};
