//! `kantora audit`: whether what was done is still what was written down.

use clap::Subcommand;

use super::ending::{Ending, Failure};
use super::place::Place;
use crate::across::backup;
use crate::platform::log;

/// Prove the audit chains
#[derive(Subcommand)]
pub enum AuditCommand {
    /// Walk the chain of every workspace and name the first row that was changed
    ///
    /// Each act is a row whose hash covers the row before it. Ends with 5 if a row does not fit.
    Verify,
}

impl AuditCommand {
    /// Runs it.
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        log::start_quietly();
        let folder = place.folder()?;
        let AuditCommand::Verify = self;
        let report = backup::audit_chains(&folder.database())?;
        if !report.broken.is_empty() {
            return Err(Failure::new(Ending::Damaged, report.broken.join("\n")));
        }
        for head in &report.whole {
            let hash = data_encoding::HEXLOWER.encode(&head.hash);
            println!("workspace {}: {} acts, head {hash}", head.workspace, head.seq);
        }
        println!("Every audit chain is whole.");
        Ok(())
    }
}
