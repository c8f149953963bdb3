//! Lists, their columns, conditions on them, and what is kept of all that under a name; pure.

mod column;
mod list;
mod rules;
mod state;
mod draft;
mod many;

pub use column::{Column, Kind, Op, Own, Set};
pub use draft::{Draft, Row};
pub use list::{Choices, List};
pub use many::{Known, Many, Verb, ticked};
pub use rules::{Join, Leaf, MOST, Operand, Rules, Written};
pub use state::{Lens, Names, Saved, Seen, State};
