//! The file of a version that was sent.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::QuoteId;
use crate::platform::queue::{Job, Lane};

/// Makes the file of a version that was sent.
#[derive(Debug, Serialize, Deserialize)]
pub struct Render {
    /// Of which quote.
    pub quote: QuoteId,
    /// Which version, from 1.
    pub n: i64,
}

impl Job for Render {
    const KIND: &'static str = "quotes.render";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(120);

    fn dedupe(&self) -> Option<String> {
        Some(format!("{} {}", self.quote, self.n))
    }
}

/// What the file is called; on paper a later version has a stroke in its number, which no file can have.
pub fn file_name(called: &str) -> String {
    called.replace('/', "-")
}
