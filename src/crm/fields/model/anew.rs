//! What follows the act on a choice: records are found by the words that people read.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::FieldOptionId;
use crate::platform::queue::{Job, Lane};

/// Makes the search find every record with a choice by what that is called now.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct FindAnew {
    /// Which choice.
    pub option: FieldOptionId,
}

impl Job for FindAnew {
    const KIND: &'static str = "fields.find-anew";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(1_800);

    fn dedupe(&self) -> Option<String> {
        Some(self.option.to_string())
    }
}
