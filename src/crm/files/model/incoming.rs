//! A file that has arrived, and the job that shows it to the scanner.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::FileName;
use crate::platform::blobs::Blob;
use crate::platform::queue::{Job, Lane};

/// A file that lies on the disk and that no row names yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// Its name.
    pub name: FileName,
    /// Its bytes.
    pub blob: Blob,
    /// The small picture of it.
    pub thumbnail: Option<Blob>,
}

impl Arrived {
    /// Everything that lies on the disk for it.
    pub fn blobs(&self) -> impl Iterator<Item = Blob> {
        std::iter::once(self.blob).chain(self.thumbnail)
    }
}

/// Shows every file that waits for it to the scanner.
#[derive(Debug, Serialize, Deserialize)]
pub struct Scan {}

impl Job for Scan {
    const KIND: &'static str = "files.scan";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(900);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}
