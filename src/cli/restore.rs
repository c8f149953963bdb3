//! `kantora restore`: bring a backup back into a new folder.

use std::path::PathBuf;

use clap::Args;

use super::backup::summary;
use super::ending::Failure;
use crate::across::backup;
use crate::platform::log;

/// Bring a backup back into a new folder, and prove it there
///
/// The backup is verified before anything is written; live data is never touched. Take the restored folder into use by
/// starting Kantora on it, or by moving it to where the old one was.
#[derive(Args)]
#[command(after_long_help = "\
Example:
  kantora restore /mnt/backup/kantora-2026-03-02T02-00-00Z --into /var/lib/kantora-restored
  kantora serve --data /var/lib/kantora-restored")]
pub struct Restore {
    /// The backup's folder
    backup: PathBuf,
    /// A folder that does not exist yet, or is empty
    #[arg(long, value_name = "DIR")]
    into: PathBuf,
}

impl Restore {
    /// Runs it.
    pub fn run(self) -> Result<(), Failure> {
        log::start_quietly();
        let manifest = backup::restore(&self.backup, &self.into)?;
        println!("Restored and checked: {}.", summary(&manifest));
        println!("Start on it with:\n  kantora serve --data {}", self.into.display());
        Ok(())
    }
}
