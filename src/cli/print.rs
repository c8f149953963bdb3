//! `kantora print`: descriptions that the program gives of itself.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use clap_complete::Shell;

use super::ending::Failure;
use crate::platform::{Clock, config, migrate};

/// Print a description of the program: its API, database, manual, configuration
#[derive(Subcommand)]
pub enum Print {
    /// The JSON API as OpenAPI
    Openapi,
    /// The database as SQL
    Schema,
    /// The manual pages: one to standard output, or all of them into a folder
    Man {
        /// Write kantora.1 and a page for each subcommand there
        #[arg(long, value_name = "DIR")]
        into: Option<PathBuf>,
    },
    /// Completions for a shell: source them in its start file
    Completions {
        /// The shell
        shell: Shell,
    },
    /// The configuration file with every key and its default
    Config,
}

impl Print {
    /// Runs it.
    pub fn run(self) -> Result<(), Failure> {
        match self {
            Print::Openapi => print!("{}", crate::api::description()),
            Print::Schema => print!("{}", schema()?),
            Print::Man { into: None } => {
                clap_mangen::Man::new(super::command()).render(&mut std::io::stdout())?
            }
            Print::Man { into: Some(folder) } => manual(&folder)?,
            Print::Completions { shell } => {
                clap_complete::generate(shell, &mut super::command(), "kantora", &mut std::io::stdout());
            }
            Print::Config => print!("{}", config::example()),
        }
        Ok(())
    }
}

/// The database that this binary makes, made in a scratch folder.
fn schema() -> Result<String, Failure> {
    let scratch = super::scratch::Scratch::make()?;
    let database = config::database_of(scratch.path());
    migrate::run(&database, &Clock::system())?;
    Ok(migrate::schema(&database)?)
}

fn manual(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(super::command(), folder)?;
    Ok(())
}
