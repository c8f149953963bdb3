//! `kantora database`: its shape and its health.

use clap::Subcommand;

use super::ending::{Ending, Failure};
use super::place::Place;
use crate::across::backup;
use crate::platform::folder::Folder;
use crate::platform::{Clock, log, migrate};

/// Migrate the database, or check it
#[derive(Subcommand)]
pub enum DatabaseCommand {
    /// Bring the database to the shape that this program knows; `serve` does the same when it starts
    ///
    /// Nobody else may run on it meanwhile. A database that is in use is copied beside itself first.
    Migrate,
    /// Check pages, references and the audit chains, beside the running server
    ///
    /// Ends with 5 and names what is damaged.
    Check,
}

impl DatabaseCommand {
    /// Runs it.
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        log::start_quietly();
        let folder = place.folder()?;
        match self {
            DatabaseCommand::Migrate => migrated(&folder),
            DatabaseCommand::Check => checked(&folder),
        }
    }
}

fn migrated(folder: &Folder) -> Result<(), Failure> {
    let _lock = folder.lock()?;
    let done = migrate::run(&folder.database(), &Clock::system())?;
    match done.steps.as_slice() {
        [] => println!("The database is current."),
        steps => println!("Migrated: {}.", steps.join(", ")),
    }
    if let Some(snapshot) = done.snapshot {
        println!("The database as it was before: {}", snapshot.display());
    }
    Ok(())
}

fn checked(folder: &Folder) -> Result<(), Failure> {
    migrate::check(&folder.database())?;
    let damage = backup::inspect(&folder.database())?;
    if !damage.is_empty() {
        return Err(Failure::new(Ending::Damaged, damage.join("\n")));
    }
    println!("The database is whole: pages, references and audit chains agree.");
    Ok(())
}
