//! `kantora config`: what holds, and where it came from.

use clap::Subcommand;

use super::ending::Failure;
use super::place::Place;
use crate::platform::config::Loaded;

/// Look at the configuration
#[derive(Subcommand)]
pub enum ConfigCommand {
    /// Say whether the configuration can be used, and name every fault
    Check,
    /// Print each value with where it came from; secrets are masked
    ///
    /// A value comes from the default, then from the file, then from the environment (KANTORA_MAIL__HOST sets
    /// mail.host), then from flags; the last one holds.
    Show,
}

impl ConfigCommand {
    /// Runs it.
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        let loaded = place.load()?;
        match self {
            ConfigCommand::Check => println!("{}", checked(&loaded)),
            ConfigCommand::Show => print!("{}", shown(&loaded)),
        }
        Ok(())
    }
}

fn checked(loaded: &Loaded) -> String {
    let source = match &loaded.file {
        Some(path) => format!("The configuration can be used; its file is {}.", path.display()),
        None => "The configuration can be used; there is no file.".into(),
    };
    let mut lines = vec![source];
    lines.extend(warnings(loaded));
    lines.join("\n")
}

/// What will not work, or not safely.
pub fn warnings(loaded: &Loaded) -> Vec<String> {
    let mut lines = Vec::new();
    if loaded.config.mail.is_none() {
        lines.push(
            "mail.host is not set: letters of the installation wait, and companies need a mail account of their own. A \
             forgotten password is reset with `kantora account reset`."
                .into(),
        );
    }
    if !loaded.config.is_secure() {
        lines.push(
            "insecure_http is on: passwords and customers' data cross the network readable to anybody on the way."
                .into(),
        );
    }
    lines
}

fn shown(loaded: &Loaded) -> String {
    let data = ("data", format!("{:?}", loaded.config.data), loaded.data_origin.to_string());
    let values =
        loaded.values.iter().map(|(name, found)| (name.as_str(), found.shown(), found.origin.to_string()));
    let lines: Vec<(&str, String, String)> = std::iter::once(data).chain(values).collect();
    let width = |length: fn(&(&str, String, String)) -> usize| lines.iter().map(length).max().unwrap_or(0);
    let (name_width, value_width) =
        (width(|line| line.0.len()), width(|line| line.1.chars().count().min(40)));
    let line = |(name, value, origin): &(&str, String, String)| {
        format!("{name:name_width$}  {value:value_width$}  {origin}\n")
    };
    lines.iter().map(line).collect()
}
