//! Fields on pages: in forms, on records, and in the settings.

mod settings;
mod values;

pub use settings::{Offered, edit, new, option, overview, typed};
pub use values::{cell, differences, facts, fill, inputs, shown};
