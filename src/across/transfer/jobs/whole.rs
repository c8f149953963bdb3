//! A whole import in one go, for the command line: the same verbs and steps as the pages and the worker.

use std::path::Path;

use super::super::actions::{self, Incoming, files};
use super::super::model::{Arriving, Counts, Encoding, ImportId, Mapping, Rules, Status, Target};
use super::super::store;
use super::{run_analyse, run_plan, run_undo, run_write};
use crate::base::{Actor, Error, Result, SubjectKind};
use crate::platform::{Lane, Machines};

/// What a whole import is to do.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Of what the file is a list.
    pub kind: SubjectKind,
    /// The encoding, if the guess is not to be trusted.
    pub encoding: Option<Encoding>,
    /// Columns by name, where the guess is not to be trusted: `Последно=keep`, `Firma=company`.
    pub columns: Vec<(String, Target)>,
    /// How it is to go about it.
    pub rules: Rules,
    /// Whether rows are written, or only counted.
    pub is_dry: bool,
}

/// How a whole import went.
#[derive(Debug, Clone)]
pub struct Report {
    /// Its number: the pages show it, and take it back.
    pub import: ImportId,
    /// Each column with where it went.
    pub columns: Vec<(String, Target)>,
    /// How many rows have which fate; of a dry run, would have.
    pub counts: Counts,
}

/// Takes a file in, reads, matches and counts it, and writes it unless the wish is dry. A dry run is discarded; the
/// import of a wet one can be taken back for 30 days. The actor needs `Right::Import`.
pub async fn bring_in(machines: &Machines, actor: &Actor, file: &Path, wish: Wish) -> Result<Report> {
    let id = take_in(machines, actor, file, wish.kind).await?;
    let (columns, mapping) = choose(machines, actor, id, &wish).await?;
    let header: Vec<String> = columns.iter().map(|(name, _)| name.clone()).collect();
    machines.db.write(actor, Lane::Interactive, move |tx| actions::map(tx, id, &header, mapping)).await?;
    run_analyse(machines.clone(), actor.clone(), super::Analyse { import: id }).await?;
    let rules = wish.rules.clone();
    let is_usual = rules == Rules::default();
    if !is_usual && status(machines, actor, id)? == Status::Analysed {
        machines.db.write(actor, Lane::Interactive, move |tx| actions::rule(tx, id, rules)).await?;
        run_plan(machines.clone(), actor.clone(), super::Plan { import: id }).await?;
    }
    if status(machines, actor, id)? == Status::Failed {
        let import = machines.db.read(actor, |view| store::find(view, id))?;
        tracing::warn!(problem = import.problem, "the file cannot be read");
        return Err(Error::field("file", "transfer-unreadable-file"));
    }
    let counts = if wish.is_dry {
        let counts = machines.db.read(actor, |view| store::find(view, id))?.planned;
        machines.db.write(actor, Lane::Interactive, move |tx| actions::discard(tx, id)).await?;
        counts
    } else {
        machines.db.write(actor, Lane::Interactive, move |tx| actions::run(tx, id)).await?;
        run_write(machines.clone(), actor.clone(), super::Write { import: id }).await?;
        machines.db.read(actor, |view| store::find(view, id))?.counted
    };
    Ok(Report { import: id, columns, counts })
}

/// Takes an import back. Gives how many of its records somebody changed since, so that they stay.
pub async fn take_back(machines: &Machines, actor: &Actor, id: ImportId) -> Result<i64> {
    machines.db.write(actor, Lane::Interactive, move |tx| actions::undo(tx, id)).await?;
    run_undo(machines.clone(), actor.clone(), super::Undo { import: id }).await?;
    machines.db.read(actor, |view| store::find(view, id)).map(|import| import.kept)
}

fn status(machines: &Machines, actor: &Actor, id: ImportId) -> Result<Status> {
    machines.db.read(actor, |view| store::find(view, id)).map(|import| import.status)
}

async fn take_in(machines: &Machines, actor: &Actor, file: &Path, kind: SubjectKind) -> Result<ImportId> {
    let data = machines.config.data.clone();
    let incoming = Incoming::begin(&data, actor.workspace)?;
    let arrived = files::copy_in(std::fs::File::open(file)?, incoming)?;
    let file_name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let path = files::path(&data, actor.workspace, &arrived.key)?;
    let arriving = Arriving { kind, file_name };
    machines
        .db
        .write(actor, Lane::Interactive, move |tx| actions::receive(tx, &path, &arrived, &arriving))
        .await
}

async fn choose(
    machines: &Machines,
    actor: &Actor,
    id: ImportId,
    wish: &Wish,
) -> Result<(Vec<(String, Target)>, Mapping)> {
    let data = machines.config.data.clone();
    if let Some(encoding) = wish.encoding {
        let (data, mut reading) =
            (data.clone(), machines.db.read(actor, |view| store::find(view, id))?.reading);
        reading.encoding = encoding;
        machines
            .db
            .write(actor, Lane::Interactive, move |tx| actions::reread(tx, id, &data, reading))
            .await?;
    }
    let import = machines.db.read(actor, |view| store::find(view, id))?;
    let path = files::path(&data, actor.workspace, &import.file_key)?;
    let header = actions::header_of(&files::glimpse(&path, import.reading, files::PREVIEW_ROWS)?);
    let columns: Vec<(String, Target)> = header
        .into_iter()
        .enumerate()
        .map(|(place, name)| {
            let wished = wish.columns.iter().find(|(column, _)| *column == name);
            let target = wished.map_or(import.mapping.target(place), |(_, target)| *target);
            (name, target)
        })
        .collect();
    let mapping = Mapping::new(columns.iter().map(|(_, target)| *target).collect());
    Ok((columns, mapping))
}
