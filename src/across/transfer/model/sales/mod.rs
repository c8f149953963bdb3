//! What rows say about leads, deals, tasks and notes, and how that joins what is known already.

mod lead;
mod deal;
mod task;
mod note;

pub use deal::{DealRow, Ending};
pub use lead::LeadRow;
pub use note::NoteRow;
pub use task::{Place, TaskRow};
