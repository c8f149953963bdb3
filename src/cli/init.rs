//! `kantora init`: a fresh address at which the first account is made.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::Args;

use super::ending::Failure;
use super::place::Place;
use super::serve;
use crate::base::{Actor, Door, WorkspaceId};
use crate::platform::folder::{self, Folder};
use crate::platform::{Lane, Machines, log};
use crate::workspace::setup;

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
        invite(&machines, &folder)
    }
}

/// Makes an address and shows it: on a terminal, else in a file of the owner's alone.
pub fn invite(machines: &Machines, folder: &Folder) -> Result<(), Failure> {
    let installation = Actor::system(Door::Cli, WorkspaceId::NONE);
    let token = machines.db.write_blocking(&installation, Lane::Interactive, setup::make_token)?;
    let address = machines.config.address(&format!("/setup/{token}"));
    let path = file(folder);
    if std::io::stderr().is_terminal() {
        forget(folder)?;
        eprintln!("\n  Make the first account within 30 minutes at\n\n    {address}\n");
        if let Some(line) = serve::tunnel(&machines.config) {
            eprintln!("  From another machine, first type there: {line}\n");
        }
    } else {
        folder::write_secret(&path, &format!("{address}\n"))?;
        eprintln!(
            "The address at which the first account is made, for 30 minutes, stands in {}",
            path.display()
        );
    }
    Ok(())
}

/// Removes the file with an address that nobody needs any more.
pub fn forget(folder: &Folder) -> Result<(), Failure> {
    match std::fs::remove_file(file(folder)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

fn file(folder: &Folder) -> PathBuf {
    folder.path().join("setup-address")
}
