//! `kantora serve`: the server.

use std::io::IsTerminal;
use std::sync::Arc;

use clap::Args;

use super::config::warnings;
use super::ending::{Ending, Failure};
use super::invitation::{invite, tunnel};
use super::place::Place;
use crate::app;
use crate::base::{Actor, Door, WorkspaceId};
use crate::platform::config::{Config, Flag, Loaded};
use crate::platform::folder::{self, Folder};
use crate::platform::{Clock, Db, Machines, log, migrate};
use crate::workspace::setup;

/// Run the server
///
/// The first start makes the data folder, the database and the master key, and says at which address the first
/// account is made. A later start brings the database to the shape that this program knows, after copying it.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  kantora serve
      on this machine only; from elsewhere: ssh -L 8460:127.0.0.1:8460 you@server
  kantora serve --public-url https://crm.example.com
      behind a proxy that speaks TLS, such as Caddy

SIGTERM and Ctrl-C end it after the requests under way.")]
pub struct Serve {
    /// Where to listen, like 127.0.0.1:8460
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// The address that people type, like https://crm.example.com
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
}

impl Serve {
    /// Runs it.
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        let loaded = place.load_with(self.flags())?;
        let folder = Folder::make(&loaded.config.data)?;
        let _lock = folder.lock()?;
        folder::private_folder(&folder.logs())?;
        let _writing = log::start(&loaded.config.log, &folder.logs())
            .map_err(|error| Failure::new(Ending::Failed, error.to_string()))?;
        let machines = open(&folder, &loaded)?;
        for line in warnings(&loaded) {
            tracing::warn!("{line}");
        }
        let installation = Actor::system(Door::Cli, WorkspaceId::NONE);
        let is_new = machines.db.read(&installation, setup::is_needed)?;
        runtime()?.block_on(async {
            let listener = app::listen(&machines.config)?;
            if is_new {
                let machines = machines.clone();
                tokio::task::spawn_blocking(move || invite(&machines))
                    .await
                    .map_err(|error| Failure::new(Ending::Failed, error.to_string()))??;
            } else {
                folder::remove(&machines.config.setup_file())?;
                greet(&machines.config);
            }
            Ok(app::serve(listener, machines).await?)
        })
    }

    fn flags(&self) -> Vec<Flag> {
        let flag = |name: &str, key: &str, value: &Option<String>| {
            let value = value.clone()?;
            Some(Flag { name: name.into(), key: key.into(), value })
        };
        let all =
            [flag("--listen", "listen", &self.listen), flag("--public-url", "public_url", &self.public_url)];
        all.into_iter().flatten().collect()
    }
}

/// Makes what a first start needs, migrates, and opens the installation for this process alone.
pub fn open(folder: &Folder, loaded: &Loaded) -> Result<Machines, Failure> {
    let clock = Clock::system();
    let key = folder.master_key()?;
    let migrated = migrate::run(&folder.database(), &clock)?;
    if let Some(snapshot) = &migrated.snapshot {
        tracing::info!(steps = ?migrated.steps, snapshot = %snapshot.display(), "database migrated");
    }
    let db = Db::open(&folder.database(), clock.clone())?;
    Ok(Machines::new(db, clock, Arc::new(loaded.config.clone()), key))
}

/// The runtime on which the server lives.
pub fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// Says to whoever watches the start where Kantora is.
fn greet(config: &Config) {
    if !std::io::stderr().is_terminal() {
        return;
    }
    eprintln!("\n  Kantora is at {}", config.address("/"));
    if let Some(line) = tunnel(config) {
        eprintln!("  From another machine, first type there: {line}");
    }
    eprintln!();
}
