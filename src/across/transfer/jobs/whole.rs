//! A whole import in one go, for the command line: the same verbs and steps as the pages and the worker.

use std::path::Path;

use super::super::actions::{self, Incoming, files};
use super::super::model::{
    Analyse, Arriving, Counts, Encoding, Import, ImportId, Mapping, Plan, Reading, Rules, Status, Target,
    Undo, Write,
};
use super::super::store;
use super::{run_analyse, run_plan, run_undo, run_write};
use crate::base::{Actor, Error, Language, Result, SubjectKind};
use crate::platform::{Lane, Machines, i18n};

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
    let import = take_in(machines, actor, file, &wish).await?;
    let columns = columns(machines, actor, import)?;
    let counts = match wish.is_dry {
        false => go_on(machines, actor, import).await?,
        true => {
            let counts = count(machines, actor, import).await?;
            machines.db.write(actor, Lane::Interactive, move |tx| actions::discard(tx, import)).await?;
            counts
        }
    };
    Ok(Report { import, columns, counts })
}

/// Takes an import back. Gives how many of its records somebody changed since, so that they stay.
pub async fn take_back(machines: &Machines, actor: &Actor, id: ImportId) -> Result<i64> {
    machines.db.write(actor, Lane::Interactive, move |tx| actions::undo(tx, id)).await?;
    run_undo(machines.clone(), actor.clone(), Undo { import: id }).await?;
    machines.db.read(actor, |view| store::find(view, id)).map(|import| import.kept)
}

/// Takes a file in and chooses its columns and rules as wished.
pub async fn take_in(machines: &Machines, actor: &Actor, file: &Path, wish: &Wish) -> Result<ImportId> {
    let id = keep_file(machines, actor, file, wish.kind).await?;
    let (header, mapping) = choose(machines, actor, id, wish).await?;
    let rules = wish.rules.clone();
    machines
        .db
        .write(actor, Lane::Interactive, move |tx| actions::map_with(tx, id, (&header, mapping), rules))
        .await?;
    Ok(id)
}

/// Goes on with an import that was taken in, from wherever it stands to its end; gives what the run counted.
pub async fn go_on(machines: &Machines, actor: &Actor, id: ImportId) -> Result<Counts> {
    count(machines, actor, id).await?;
    if matches!(find(machines, actor, id)?.status, Status::Analysed | Status::Ready) {
        machines.db.write(actor, Lane::Interactive, move |tx| actions::run(tx, id)).await?;
    }
    run_write(machines.clone(), actor.clone(), Write { import: id }).await?;
    Ok(find(machines, actor, id)?.counted)
}

/// Reads, matches and counts every row, if that is not done.
async fn count(machines: &Machines, actor: &Actor, id: ImportId) -> Result<Counts> {
    run_analyse(machines.clone(), actor.clone(), Analyse { import: id }).await?;
    run_plan(machines.clone(), actor.clone(), Plan { import: id }).await?;
    let import = find(machines, actor, id)?;
    if import.status == Status::Failed {
        return Err(Error::field(
            "file",
            i18n::known(Language::En, &import.problem).unwrap_or("transfer-unreadable-file"),
        ));
    }
    Ok(import.planned)
}

fn find(machines: &Machines, actor: &Actor, id: ImportId) -> Result<Import> {
    machines.db.read(actor, |view| store::find(view, id))
}

async fn keep_file(machines: &Machines, actor: &Actor, file: &Path, kind: SubjectKind) -> Result<ImportId> {
    let data = machines.config.data.clone();
    let incoming = Incoming::begin(&data, actor.workspace)?;
    let arrived = files::copy_in(std::fs::File::open(file)?, incoming)?.finish(kind, Language::En)?;
    let file_name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let path = files::path(&data, actor.workspace, &arrived.key)?;
    let arriving = Arriving { kind: Some(kind), set: None, file_name };
    machines
        .db
        .write(actor, Lane::Interactive, move |tx| actions::receive(tx, &path, &arrived, &arriving))
        .await
}

/// Each column with where it goes.
fn columns(machines: &Machines, actor: &Actor, id: ImportId) -> Result<Vec<(String, Target)>> {
    let import = find(machines, actor, id)?;
    let path = files::path(&machines.config.data, actor.workspace, &import.file_key)?;
    let header = actions::header_of(&files::glimpse(&path, import.reading, files::PREVIEW_ROWS)?);
    Ok(header.into_iter().enumerate().map(|(place, name)| (name, import.mapping.target(place))).collect())
}

async fn choose(
    machines: &Machines,
    actor: &Actor,
    id: ImportId,
    wish: &Wish,
) -> Result<(Vec<String>, Mapping)> {
    if let Some(encoding) = wish.encoding {
        let data = machines.config.data.clone();
        let reading = Reading { encoding, ..find(machines, actor, id)?.reading };
        machines
            .db
            .write(actor, Lane::Interactive, move |tx| actions::reread(tx, id, &data, reading))
            .await?;
    }
    let guessed = columns(machines, actor, id)?;
    let wished =
        |name: &str| wish.columns.iter().find(|(column, _)| column == name).map(|(_, target)| *target);
    let targets = guessed.iter().map(|(name, target)| wished(name).unwrap_or(*target)).collect();
    Ok((guessed.into_iter().map(|(name, _)| name).collect(), Mapping::new(targets)))
}
