//! The pages of forms: for colleagues, and for strangers.

mod answer;
mod edit;
mod list;
mod origin;
mod show;

pub use answer::{Visit, asked, closed, confirm, done, over, visit};
pub use edit::{Choice, edit, typed};
pub use list::list;
pub use origin::origin;
pub use show::{Shown, show};
