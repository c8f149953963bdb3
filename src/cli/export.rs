//! `kantora export`: lists go out.

use std::fs::File;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::ending::Failure;
use super::place::Place;
use super::workplace::Workplace;
use crate::across::transfer::model::Format;
use crate::across::transfer::{self, Export, Mark};
use crate::base::{Fields, Language, SubjectKind};
use crate::platform::Lane;

/// Write a list as CSV or vCards: everything in use, formulas made harmless
///
/// The file comes back in with `kantora import` as it is. The export is written into the audit.
#[derive(Subcommand)]
pub enum ExportCommand {
    /// Write the people
    Contacts(Outgoing),
    /// Write the companies
    Companies(Outgoing),
    /// Write the leads
    Leads(Outgoing),
    /// Write the deals
    Deals(Outgoing),
    /// Write the tasks
    Tasks(Outgoing),
    /// Write the notes
    Notes(Outgoing),
}

/// Where to, and how.
#[derive(Args)]
pub struct Outgoing {
    /// The file to make, the owner's alone [default: standard output]
    #[arg(long, value_name = "FILE")]
    into: Option<PathBuf>,
    /// Rows, or cards of people in version 3.0 or 4.0
    #[arg(long, default_value = "csv", value_parser = Format::ALL.map(Format::code))]
    format: String,
    /// The language of the column names
    #[arg(long, default_value = "en", value_parser = Language::ALL.map(Language::code))]
    language: String,
    /// Only those that carry this text
    #[arg(long, default_value = "")]
    find: String,
    #[command(flatten)]
    workplace: Workplace,
}

impl ExportCommand {
    /// Runs it.
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        match self {
            ExportCommand::Contacts(outgoing) => outgoing.run(place, SubjectKind::Contact),
            ExportCommand::Companies(outgoing) => outgoing.run(place, SubjectKind::Company),
            ExportCommand::Leads(outgoing) => outgoing.run(place, SubjectKind::Lead),
            ExportCommand::Deals(outgoing) => outgoing.run(place, SubjectKind::Deal),
            ExportCommand::Tasks(outgoing) => outgoing.run(place, SubjectKind::Task),
            ExportCommand::Notes(outgoing) => outgoing.run(place, SubjectKind::Note),
        }
    }
}

impl Outgoing {
    fn run(self, place: &Place, kind: SubjectKind) -> Result<(), Failure> {
        let format = Format::of(&self.format).unwrap_or_default();
        if kind != SubjectKind::Contact && format != Format::Csv {
            return Err(Failure::refused(format!("{} go out as CSV only", kind.place())));
        }
        if !matches!(kind, SubjectKind::Contact | SubjectKind::Company) && !self.find.is_empty() {
            return Err(Failure::refused(format!(
                "{} go out whole: --find is for contacts and companies",
                kind.place()
            )));
        }
        let machines = place.open()?;
        let actor = self.workplace.actor(&machines)?;
        let query = match self.find.as_str() {
            "" => Fields::new(),
            text => Fields::new().with("q", text),
        };
        let language = self.language.parse()?;
        let export = Export { kind, query, chosen: Vec::new(), language, mark: Mark::Without, format };
        let noted = export.clone();
        machines
            .db
            .write_blocking(&actor, Lane::Interactive, move |tx| transfer::record_export(tx, &noted))?;
        let out: Box<dyn Write> = match &self.into {
            Some(path) => Box::new(File::options().write(true).create_new(true).mode(0o600).open(path)?),
            None => Box::new(std::io::stdout().lock()),
        };
        let count = machines.db.read_long_blocking(&actor, |view| transfer::export(view, &export, out))?;
        eprintln!("{count} written.");
        Ok(())
    }
}
