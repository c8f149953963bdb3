//! `kantora import`: lists come in.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::ending::Failure;
use super::place::Place;
use super::serve;
use super::workplace::Workplace;
use crate::across::transfer::model::{Encoding, Fate, Givens, ImportId, Mode, Rules, Target};
use crate::across::transfer::{self, Report, Wish};
use crate::base::{Day, SubjectKind};
use crate::crm::contacts::Basis;

/// Bring a list in from a file, or take an import back
///
/// CSV, Excel (.xlsx), LibreOffice (.ods) and vCards are read. Encoding, delimiter and columns are recognised; exports of
/// Google Contacts, Outlook, HubSpot, Pipedrive, EspoCRM and Kantora map themselves. Of a workbook, the first sheet with
/// a column that is known is taken. An unknown column is kept as a note. Begin with --dry-run: it writes nothing and counts what the
/// import would do. An import can be taken back for 30 days. One that was cut off goes on where it stood: by the server
/// within an hour, or at once with `kantora jobs run`, by the number that `kantora jobs list` gives.
#[derive(Subcommand)]
pub enum ImportCommand {
    /// Bring people in
    #[command(after_long_help = "\
Example:
  kantora import contacts customers.csv --source 'Trade fair' --basis interest --dry-run
  kantora import contacts customers.csv --source 'Trade fair' --basis interest --column 'Ref=external_id'")]
    Contacts(Incoming),
    /// Bring companies in
    Companies(Incoming),
    /// Bring leads in
    Leads(Incoming),
    /// Bring deals in: those whose stage is new bring it along
    Deals(Incoming),
    /// Bring tasks in, or another product's activities
    Tasks(Incoming),
    /// Bring notes in
    Notes(Incoming),
    /// Take an import back: what it added goes, what it changed is as before
    Undo {
        /// The number of the import
        import: ImportId,
        #[command(flatten)]
        workplace: Workplace,
    },
}

/// The file, and how to go about it.
#[derive(Args)]
pub struct Incoming {
    /// The file
    file: PathBuf,
    /// Write nothing, only count
    #[arg(long)]
    dry_run: bool,
    /// The encoding, where the guess is wrong
    #[arg(long, value_parser = Encoding::ALL.map(Encoding::code))]
    encoding: Option<String>,
    /// Where a column goes, where the guess is wrong: the field's name, keep (as a note) or ignore; may be given
    /// several times
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = column)]
    column: Vec<(String, Target)>,
    /// Which records are touched
    #[arg(long, default_value = "both", value_parser = Mode::ALL.map(Mode::code))]
    mode: String,
    /// Where they come from
    #[arg(long, default_value = "")]
    source: String,
    /// Why the law lets us keep their data
    #[arg(long, value_parser = bases())]
    basis: Option<String>,
    /// Since when, as YYYY-MM-DD
    #[arg(long, value_name = "DAY", requires = "basis", value_parser = |text: &str| text.parse::<Day>().map_err(|_| "YYYY-MM-DD is needed"))]
    basis_on: Option<Day>,
    /// A tag for all of them; may be given several times
    #[arg(long)]
    tag: Vec<String>,
    #[command(flatten)]
    workplace: Workplace,
}

fn column(text: &str) -> Result<(String, Target), String> {
    let (name, field) = text.rsplit_once('=').ok_or("COLUMN=FIELD is needed")?;
    let target = field.parse().map_err(|()| format!("there is no field {field:?}"))?;
    Ok((name.to_owned(), target))
}

fn bases() -> clap::builder::PossibleValuesParser {
    Basis::ALL.iter().map(|basis| basis.code()).collect::<Vec<_>>().into()
}

impl ImportCommand {
    /// Runs it.
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        match self {
            ImportCommand::Contacts(incoming) => incoming.run(place, SubjectKind::Contact),
            ImportCommand::Companies(incoming) => incoming.run(place, SubjectKind::Company),
            ImportCommand::Leads(incoming) => incoming.run(place, SubjectKind::Lead),
            ImportCommand::Deals(incoming) => incoming.run(place, SubjectKind::Deal),
            ImportCommand::Tasks(incoming) => incoming.run(place, SubjectKind::Task),
            ImportCommand::Notes(incoming) => incoming.run(place, SubjectKind::Note),
            ImportCommand::Undo { import, workplace } => undo(place, import, &workplace),
        }
    }
}

impl Incoming {
    fn run(self, place: &Place, kind: SubjectKind) -> Result<(), Failure> {
        let machines = place.open()?;
        let actor = self.workplace.actor(&machines)?;
        let wish = self.wish(kind);
        let is_dry = wish.is_dry;
        let coming = transfer::bring_in(&machines, &actor, &self.file, wish);
        let report = serve::runtime()?.block_on(coming)?;
        print!("{}", told(&report));
        if is_dry {
            println!("Nothing was written. Without --dry-run it is.");
        } else {
            println!("To take it back within 30 days: kantora import undo {}", report.import);
        }
        Ok(())
    }

    fn wish(&self, kind: SubjectKind) -> Wish {
        Wish {
            kind,
            encoding: self.encoding.as_deref().and_then(Encoding::of),
            columns: self.column.clone(),
            rules: Rules {
                mode: Mode::of(&self.mode).unwrap_or_default(),
                givens: Givens {
                    tags: self.tag.clone(),
                    source: self.source.clone(),
                    basis: self.basis.clone().unwrap_or_default(),
                    basis_on: self.basis_on,
                    ..Givens::default()
                },
                ..Rules::default()
            },
            is_dry: self.dry_run,
        }
    }
}

/// The columns, and how many rows have which fate.
fn told(report: &Report) -> String {
    let columns = report.columns.iter().map(|(name, target)| format!("  {name} -> {}\n", target.code()));
    let fates = Fate::ALL.into_iter().filter(|fate| report.counts.of(*fate) > 0);
    let counts = fates.map(|fate| format!("  {}: {}\n", fate.code(), report.counts.of(fate)));
    let rows = format!("{} rows:\n", report.counts.all());
    std::iter::once("Columns:\n".to_owned()).chain(columns).chain([rows]).chain(counts).collect()
}

fn undo(place: &Place, import: ImportId, workplace: &Workplace) -> Result<(), Failure> {
    let machines = place.open()?;
    let actor = workplace.actor(&machines)?;
    let kept =
        serve::runtime()?.block_on(transfer::take_back(&machines, &actor, import)).map_err(|error| {
            match error {
                crate::base::Error::NotFound => Failure::refused(format!("there is no import {import}")),
                other => other.into(),
            }
        })?;
    match kept {
        0 => println!("The import was taken back."),
        kept => println!("The import was taken back, but for {kept} records that somebody changed since."),
    }
    Ok(())
}
