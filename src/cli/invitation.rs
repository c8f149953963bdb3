//! The address at which the first account is made.

use std::io::IsTerminal;
use std::path::PathBuf;

use super::ending::Failure;
use crate::base::{Actor, Door, WorkspaceId};
use crate::platform::config::Config;
use crate::platform::folder::{self, Folder};
use crate::platform::{Lane, Machines};
use crate::workspace::setup;

/// Makes an address and shows it: on a terminal, else in a file of the owner's alone.
pub fn invite(machines: &Machines, folder: &Folder) -> Result<(), Failure> {
    let installation = Actor::system(Door::Cli, WorkspaceId::NONE);
    let token = machines.db.write_blocking(&installation, Lane::Interactive, setup::make_token)?;
    let address = machines.config.address(&format!("/setup/{token}"));
    let path = file(folder);
    if std::io::stderr().is_terminal() {
        forget(folder)?;
        eprintln!("\n  Make the first account within 30 minutes at\n\n    {address}\n");
        if let Some(line) = tunnel(&machines.config) {
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
    folder.path().join("setup.txt")
}

/// The line that brings a page of this machine to another one; none where people reach it by its public address.
pub fn tunnel(config: &Config) -> Option<String> {
    let name = rustix::system::uname().nodename().to_string_lossy().into_owned();
    let (port, listen) = (config.listen.port(), config.listen);
    config.public_url.is_none().then(|| format!("ssh -L {port}:{listen} {name}"))
}
