//! `kantora backup`: make one, prove one.

use std::path::PathBuf;

use clap::Subcommand;

use super::ending::Failure;
use super::place::Place;
use crate::across::backup::{self, Manifest, Source};
use crate::base::{Actor, Door, WorkspaceId};
use crate::platform::{Clock, Lane, Tx, folder::Folder, log};
use crate::workspace::audit;

/// Make a backup, or prove one
///
/// A backup is a folder with the database, the uploaded files, the master key, the configuration and a manifest of
/// their SHA-256 sums. It is not encrypted: keep it as safe as the data folder, and on another machine.
#[derive(Subcommand)]
pub enum BackupCommand {
    /// Make a backup now, beside the running server
    #[command(after_long_help = "\
Example, every night from cron:
  kantora backup now --into /mnt/backup")]
    Now {
        /// The folder in which the backup's own folder is made [default: backups/ in the data folder]
        #[arg(long, value_name = "DIR")]
        into: Option<PathBuf>,
    },
    /// Compare every byte with the manifest, then check a copy of the database
    ///
    /// Ends with 5 and names each part that is not what it was.
    Verify {
        /// The backup's folder
        backup: PathBuf,
    },
}

impl BackupCommand {
    /// Runs it.
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        log::start_quietly();
        match self {
            BackupCommand::Now { into } => now(place, into),
            BackupCommand::Verify { backup } => {
                let manifest = backup::verify(&backup)?;
                println!("The backup is whole: {}.", summary(&manifest));
                Ok(())
            }
        }
    }
}

fn now(place: &Place, into: Option<PathBuf>) -> Result<(), Failure> {
    let loaded = place.load()?;
    let folder = Folder::existing(&loaded.config.data)?;
    let into = into.unwrap_or_else(|| folder.path().join("backups"));
    let source = Source { folder: &folder, config: loaded.file.as_deref(), now: Clock::system().now() };
    let made = backup::make(&source, &into)?;
    note(place)?;
    println!("{}", made.folder.display());
    eprintln!("{}. It holds the master key: keep it as safe as the data folder.", summary(&made.manifest));
    Ok(())
}

/// Writes down that a backup was finished, for the page of the installation.
fn note(place: &Place) -> Result<(), Failure> {
    let installation = Actor::system(Door::Cli, WorkspaceId::NONE);
    let noted = |tx: &Tx| audit::security(tx, "backup.make", None, None, "");
    Ok(place.open()?.db.write_blocking(&installation, Lane::Interactive, noted)?)
}

/// What a backup holds, in one line.
pub fn summary(manifest: &Manifest) -> String {
    let size = match manifest.bytes() {
        bytes if bytes < 1 << 20 => format!("{} KB", bytes.div_ceil(1 << 10)),
        bytes => format!("{} MB", bytes.div_ceil(1 << 20)),
    };
    let (parts, rows, schema) = (manifest.parts.len(), manifest.row_count(), manifest.schema);
    format!("{parts} files, {size}, {rows} rows, schema {schema}, made at {}", manifest.made_at)
}
