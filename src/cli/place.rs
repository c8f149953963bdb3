//! Which installation is meant, and how a subcommand gets hold of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::ending::Failure;
use crate::platform::config::{Flag, Loaded, Sources, load};
use crate::platform::folder::Folder;
use crate::platform::{Clock, Db, Machines, log, migrate};

/// Flags that every subcommand takes.
#[derive(Args, Clone)]
pub struct Place {
    /// The folder that holds everything [default: KANTORA_DATA, STATE_DIRECTORY, then the system's place]
    #[arg(long, global = true, value_name = "DIR", help_heading = "Which installation")]
    data: Option<PathBuf>,
    /// The configuration file [default: KANTORA_CONFIG, then kantora.toml in the data folder]
    #[arg(long, global = true, value_name = "FILE", help_heading = "Which installation")]
    config: Option<PathBuf>,
    /// Sets a key of the configuration, like --set mail.host=smtp.example.com; may be given several times
    #[arg(long, global = true, value_name = "KEY=VALUE", value_parser = pair, help_heading = "Which installation")]
    set: Vec<(String, String)>,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("KEY=VALUE is needed")?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

impl Place {
    /// The same flags over another data folder.
    pub fn over(&self, data: &Path) -> Place {
        Place { data: Some(data.to_owned()), ..self.clone() }
    }

    /// The configuration that holds.
    pub fn load(&self) -> Result<Loaded, Failure> {
        self.load_with(Vec::new())
    }

    /// The configuration that holds with the subcommand's own flags.
    pub fn load_with(&self, own: Vec<Flag>) -> Result<Loaded, Failure> {
        let set = self.set.iter().map(|(key, value)| Flag {
            name: format!("--set {key}"),
            key: key.clone(),
            value: value.clone(),
        });
        let flags = set.chain(own).collect();
        let sources = Sources::gather(self.data.as_deref(), self.config.as_deref(), flags)?;
        Ok(load(&sources)?)
    }

    /// The folder of an installation that is already there.
    pub fn folder(&self) -> Result<Folder, Failure> {
        Ok(Folder::existing(&self.load()?.config.data)?)
    }

    /// The installation, to work on it beside a running server.
    pub fn open(&self) -> Result<Machines, Failure> {
        log::start_quietly();
        let loaded = self.load()?;
        let folder = Folder::existing(&loaded.config.data)?;
        migrate::check(&folder.database())?;
        let clock = Clock::system();
        let db = Db::open_beside(&folder.database(), clock.clone())?;
        let key = folder.master_key()?;
        Ok(Machines::new(db, clock, Arc::new(loaded.config), key))
    }
}
