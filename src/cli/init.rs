//! `kantora init`: a fresh address at which the first account is made.

use clap::Args;

use super::ending::Failure;
use super::invitation::invite;
use super::place::Place;
use super::serve;
use crate::platform::folder::Folder;
use crate::platform::log;

/// Prepare a new installation: print a fresh address at which its first account is made
///
/// Makes the data folder, the database and the master key if they are missing. The address is valid for 30 minutes and
/// once, and earlier ones end. It works before the first start and beside a running server, as long as nobody owns a
/// company yet.
#[derive(Args)]
pub struct Init {}

impl Init {
    /// Runs it.
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        log::start_quietly();
        let loaded = place.load()?;
        let folder = Folder::make(&loaded.config.data)?;
        if !folder.database().exists() {
            let _lock = folder.lock()?;
            serve::open(&folder, &loaded)?.db.stop();
        }
        let machines = place.open()?;
        invite(&machines)
    }
}
