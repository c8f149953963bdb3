//! Every row of the file is read, understood, and compared with the rows before it. Nothing live is written.

use tokio::sync::mpsc;

use super::super::actions::{self, Live, files};
use super::super::model::{Ear, Fate, Flaw, Groups, Heard, Import, Meeting, Row, Staged};
use super::super::store;
use super::plan;
use crate::base::{Actor, Error, Result};
use crate::platform::{Lane, Machines};

/// So many rows go into one closure.
const BATCH: usize = 400;
/// So many rows are taken away in one closure.
const REMOVED: u32 = 4_000;

/// Stages the rows, then counts what would become of them.
pub async fn run<F: Live>(machines: &Machines, actor: &Actor, import: Import) -> Result<()> {
    // An earlier, broken run, or other columns: the rows are read anew.
    let id = import.id;
    while machines.db.write(actor, Lane::Bulk, move |tx| store::remove(tx, id, REMOVED)).await? > 0 {}
    let import = machines.db.write(actor, Lane::Bulk, move |tx| restart(tx, &import)).await?;
    match stage::<F>(machines, actor, import.clone()).await {
        Ok(import) => plan::run::<F>(machines, actor, import).await,
        Err(Error::Invalid(problems)) => {
            let key =
                problems.iter().next().map_or("transfer-unreadable-file".into(), |first| first.key.clone());
            let broken = machines.db.read(actor, |view| store::find(view, id))?;
            machines.db.write(actor, Lane::Bulk, move |tx| actions::fail(tx, &broken, &key)).await
        }
        Err(error) => Err(error),
    }
}

fn restart(tx: &crate::platform::Tx, import: &Import) -> Result<Import> {
    let fresh = Import { row_count: 0, ..import.clone() };
    store::advance(tx, &fresh, 0)?;
    Ok(Import { step_at_row: 0, ..fresh })
}

async fn stage<F: Live>(machines: &Machines, actor: &Actor, mut import: Import) -> Result<Import> {
    let path = files::path(&machines.config.data, actor.workspace, &import.file_key)?;
    let glimpse = files::glimpse(&path, import.reading, files::PREVIEW_ROWS)?;
    let ear = machines.db.read(actor, |view| {
        actions::ear(view, &import, actions::header_of(&glimpse), &actions::office(view)?)
    })?;
    let reading = import.reading;
    let (sender, mut batches) = mpsc::channel::<Vec<Staged>>(2);
    let reader = tokio::task::spawn_blocking(move || -> Result<()> {
        let mut groups = Groups::default();
        let mut batch = Vec::with_capacity(BATCH);
        for row in files::open(&path, reading)? {
            batch.push(hear::<F>(&ear, &row.map_err(files::unreadable)?, &mut groups)?);
            if batch.len() == BATCH && sender.blocking_send(std::mem::take(&mut batch)).is_err() {
                return Ok(());
            }
        }
        // If nobody listens any more, the import has gone on without us.
        let _ = sender.blocking_send(batch);
        Ok(())
    });
    while let Some(batch) = batches.recv().await {
        let before = import.clone();
        import = machines.db.write(actor, Lane::Bulk, move |tx| keep(tx, before, &batch)).await?;
    }
    reader.await.map_err(Error::internal)??;
    Ok(import)
}

fn keep(tx: &crate::platform::Tx, import: Import, batch: &[Staged]) -> Result<Import> {
    store::stage(tx, import.id, batch)?;
    let to = batch.last().map_or(import.step_at_row, |row| i64::from(row.number));
    let counted = Import { row_count: import.row_count + batch.len() as i64, ..import };
    store::advance(tx, &counted, to)?;
    Ok(Import { step_at_row: to, ..counted })
}

fn hear<F: Live>(ear: &Ear, row: &Row, groups: &mut Groups) -> Result<Staged> {
    let Heard { said, mut flaws } = ear.hear::<F>(row);
    let number = u32::try_from(row.number).unwrap_or(u32::MAX);
    let mut staged = Staged {
        number,
        said: serde_json::to_string(&said)?,
        flaws: Vec::new(),
        fate: Fate::Staged,
        head: None,
        target: None,
        met_by: String::new(),
        alike: None,
    };
    if flaws.iter().any(|flaw| flaw.is_fatal) {
        staged.fate = Fate::Invalid;
    } else {
        match groups.add(number, F::KIND, &said.facts.tiers()) {
            Meeting::Nobody => {}
            Meeting::One(head, _) => (staged.fate, staged.head) = (Fate::Merged, Some(head)),
            Meeting::Several(_) => {
                flaws.push(Flaw::fatal(None, "transfer-flaw-two-rows"));
                staged.fate = Fate::Invalid;
            }
        }
    }
    staged.flaws = flaws;
    Ok(staged)
}
