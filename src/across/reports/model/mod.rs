//! The arithmetic of reports, each from the rows of its statement; pure.

mod period;
mod figures;
mod sales;
mod conversion;
mod dwelling;
mod activity;
mod sources;

pub use activity::{Activity, Row as ActivityRow, Work, activity};
pub use conversion::{Conversion, LeadCounts, StageCount, conversion};
pub use dwelling::{Dwelling, Dwellings, Stood, dwellings};
pub use figures::{days, mean, median, share};
pub use period::{Question, Slots, Span};
pub use sales::{ClosedSum, Ended, LostSum, Sales, sales};
pub use sources::{FromSource, SoldSum, SourceCount, Sources, sources};
