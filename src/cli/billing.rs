//! `kantora billing`: whether what was billed is still what was issued.

use clap::Subcommand;

use super::ending::{Ending, Failure};
use super::place::Place;
use crate::across::backup;
use crate::platform::log;

/// Prove the issued papers
#[derive(Subcommand)]
pub enum BillingCommand {
    /// Walk every issued invoice and note, and name the first row that was changed
    ///
    /// Each paper holds the hash of the one before and of all that it says; its numbers follow each other without a gap; its
    /// sums follow from its lines. Ends with 5 if one does not.
    Verify,
}

impl BillingCommand {
    /// Runs it.
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        log::start_quietly();
        let folder = place.folder()?;
        let BillingCommand::Verify = self;
        let report = backup::papers(&folder.database())?;
        if !report.broken.is_empty() {
            return Err(Failure::new(Ending::Damaged, report.broken.join("\n")));
        }
        for (workspace, count) in &report.whole {
            println!("workspace {workspace}: {count} papers");
        }
        println!("Every issued paper is whole.");
        Ok(())
    }
}
