//! What files say and what it means: encodings, rows, columns, values, outcomes. Pure but for the reader it is given.

mod target;
mod encoding;
mod dates;
mod dialect;
mod rows;
mod columns;
mod wording;
mod headers;
mod detect;
mod mapping;

pub use columns::{exported, name as column_name};
pub use dates::DateOrder;
pub use dialect::{Delimiter, Dialect, Quote};
pub use encoding::{Detector, Encoding};
pub use mapping::{Mapping, fingerprint};
pub use rows::{LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Row, Rows, Unreadable};
pub use target::{Field, Label, Part, Slot, Target};
