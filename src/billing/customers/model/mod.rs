//! What is typed for papers, what the record says by itself, and the facts of a paper.

mod input;
mod check;
mod facts;

pub use check::{AskRegister, Check, CheckInput};
pub use facts::{Facts, Missing, Record, Shown, Stored};
pub use input::CustomerInput;
