//! The address at which the first account is made.

use std::io::IsTerminal;

use super::ending::Failure;
use crate::base::{Actor, Door, WorkspaceId};
use crate::platform::config::Config;
use crate::platform::folder;
use crate::platform::{Lane, Machines};
use crate::workspace::setup;

/// Makes an address and shows it: on a terminal, else in a file of the owner's alone.
pub fn invite(machines: &Machines) -> Result<(), Failure> {
    let installation = Actor::system(Door::Cli, WorkspaceId::NONE);
    let token = machines.db.write_blocking(&installation, Lane::Interactive, setup::make_token)?;
    let address = machines.config.address(&format!("/setup/{token}"));
    let path = machines.config.setup_file();
    if std::io::stderr().is_terminal() {
        folder::remove(&path)?;
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

/// The line that brings a page of this machine to another one; none where people reach it by its public address.
pub fn tunnel(config: &Config) -> Option<String> {
    let name = rustix::system::uname().nodename().to_string_lossy().into_owned();
    let (port, listen) = (config.listen.port(), config.listen);
    config.public_url.is_none().then(|| format!("ssh -L {port}:{listen} {name}"))
}
