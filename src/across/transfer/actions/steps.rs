//! From one state of an import to the next.

use std::path::Path;
use std::time::Duration;

use super::super::model::{
    Analyse, Arriving, Clear, Counts, Ear, Event, Import, ImportId, Mapping, Plan, Reading, Rules, Undo,
    Write, fingerprint,
};
use super::super::store;
use super::files::{self, Arrived, Glimpse};
use super::workspace::{Office, office};
use crate::base::{Door, Error, Result, Right};
use crate::platform::queue::{self, Job, enqueue};
use crate::platform::{Tx, View};
use crate::workspace::audit::{self, Change};
use crate::workspace::changes;

/// How long an import can be taken back.
pub const UNDO: Duration = Duration::from_secs(30 * 86_400);

/// The column names by which a file is mapped; made up where it has none.
pub fn header_of(glimpse: &Glimpse) -> Vec<String> {
    match glimpse.header.is_empty() {
        false => glimpse.header.clone(),
        true => {
            let width = glimpse.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
            (1..=width).map(|number| format!("#{number}")).collect()
        }
    }
}

/// How such a file was mapped the last time, or the likeliest way.
fn mapping_of(view: &View, kind: crate::base::SubjectKind, glimpse: &Glimpse) -> Result<Mapping> {
    if glimpse.header.is_empty() {
        let rows: Vec<Vec<String>> = glimpse.rows.iter().map(|row| row.cells.clone()).collect();
        return Ok(Mapping::guess_by_values(&rows, kind));
    }
    let remembered = store::recall(view, kind, fingerprint(&glimpse.header, kind))?;
    Ok(remembered.unwrap_or_else(|| Mapping::guess(&glimpse.header, kind)))
}

/// Takes a file in: it is read as it most likely is written, and mapped as such files were before. Looks at the file's
/// beginning only.
pub fn receive(tx: &Tx, path: &Path, arrived: &Arrived, arriving: &Arriving) -> Result<ImportId> {
    tx.actor().require(Right::Import)?;
    let reading = arrived.reading(path, office(tx)?.country)?;
    let glimpse = files::glimpse(path, reading, files::PREVIEW_ROWS * 4)?;
    let new = store::New {
        kind: arriving.kind,
        file_name: arriving.file_name.clone(),
        file_key: arrived.key.clone(),
        file_size: arrived.size,
        file_hash: arrived.hash,
        leaves: arrived.leaves.clone(),
        mapping: mapping_of(tx, arriving.kind, &glimpse)?,
        reading,
    };
    let id = store::insert(tx, &new)?;
    audit::record(tx, "import.upload", None, &[Change::new("file", None::<String>, &arriving.file_name)])?;
    Ok(id)
}

/// Reads the file in another way; the columns are guessed anew.
pub fn reread(tx: &Tx, id: ImportId, data: &Path, reading: Reading) -> Result<()> {
    let mut import = mine(tx, id)?.after(Event::Reread)?;
    let path = files::path(data, tx.workspace(), &import.file_key)?;
    let is_other_table = Reading { dates: reading.dates, ..import.reading } != reading;
    if is_other_table {
        let glimpse = files::glimpse(&path, reading, files::PREVIEW_ROWS * 4)?;
        import.mapping = mapping_of(tx, import.kind, &glimpse)?;
    }
    import.reading = reading;
    import.problem.clear();
    store::save(tx, &import)
}

/// Goes back to the columns; the dry run is forgotten when they are chosen anew.
pub fn reopen(tx: &Tx, id: ImportId) -> Result<()> {
    let mut import = mine(tx, id)?.after(Event::Reread)?;
    import.problem.clear();
    store::save(tx, &import)
}

/// Chooses where the columns go, remembers it for files of that header, and has every row read.
pub fn map(tx: &Tx, id: ImportId, header: &[String], mapping: Mapping) -> Result<()> {
    let mut import = mine(tx, id)?.after(Event::Map)?;
    if let Some(key) = mapping.problem(import.kind) {
        return Err(Error::field("columns", key));
    }
    if import.reading.dialect.has_header {
        store::remember(tx, import.kind, fingerprint(header, import.kind), &mapping)?;
    }
    import.mapping = mapping;
    import.row_count = 0;
    import.planned = Counts::default();
    store::save(tx, &import)?;
    hand_on(tx, &Analyse { import: id })
}

/// The same with rules that are chosen beforehand: one dry run is enough.
pub fn map_with(tx: &Tx, id: ImportId, (header, mapping): (&[String], Mapping), rules: Rules) -> Result<()> {
    store::save(tx, &Import { rules, ..mine(tx, id)? })?;
    map(tx, id, header, mapping)
}

/// Notes that every row was read, matched and counted.
pub fn plan_done(tx: &Tx, import: &Import) -> Result<()> {
    let event = match import.status {
        super::super::model::Status::Mapped => Event::Analyse,
        _ => Event::Plan,
    };
    let planned = store::counts(tx, import.id)?;
    store::save(tx, &Import { planned, ..import.clone().after(event)? })
}

/// Notes that the file cannot be read on.
pub fn fail(tx: &Tx, import: &Import, key: &str) -> Result<()> {
    store::save(tx, &Import { problem: key.to_owned(), ..import.clone().after(Event::Fail)? })
}

/// Chooses the rules, and has the dry run counted anew under them.
pub fn rule(tx: &Tx, id: ImportId, rules: Rules) -> Result<()> {
    let import = mine(tx, id)?.after(Event::Rule)?;
    store::save(tx, &Import { rules, ..import })?;
    hand_on(tx, &Plan { import: id })
}

/// Begins to write the rows.
pub fn run(tx: &Tx, id: ImportId) -> Result<()> {
    let import = mine(tx, id)?.after(Event::Run)?;
    let set = changes::begin(tx, "import", UNDO)?;
    store::save(tx, &Import { change_set: Some(set), undo_until: Some(tx.now().plus(UNDO)), ..import })?;
    audit::record(tx, "import.run", None, &[Change::new("import", None::<String>, id)])?;
    hand_on(tx, &Write { import: id })
}

/// Notes that the last row is written.
pub fn run_done(tx: &Tx, import: &Import) -> Result<()> {
    let counted = store::counts(tx, import.id)?;
    let done = import.clone().after(Event::Finish)?;
    store::save(tx, &Import { counted, finished_at: Some(tx.now()), ..done })
}

/// Begins to take back what was written. `Gone` when the time for that is over.
pub fn undo(tx: &Tx, id: ImportId) -> Result<()> {
    let import = mine(tx, id)?;
    let set = import.change_set.ok_or(Error::Conflict("transfer-conflict-status"))?;
    let undoing = import.after(Event::Undo)?;
    changes::mark_undone(tx, set)?;
    store::save(tx, &undoing)?;
    audit::record(tx, "import.undo", None, &[Change::new("import", None::<String>, id)])?;
    hand_on(tx, &Undo { import: id })
}

/// Notes that the last record was taken back, or left as somebody made it since.
pub fn undo_done(tx: &Tx, import: &Import) -> Result<()> {
    let event = if import.kept == 0 { Event::FinishUndo } else { Event::FinishUndoPartly };
    store::save(tx, &import.clone().after(event)?)?;
    enqueue(tx, &Clear {})
}

/// Gives an import up before anything was written; file and rows go.
pub fn discard(tx: &Tx, id: ImportId) -> Result<()> {
    let import = mine(tx, id)?.after(Event::Discard)?;
    store::save(tx, &import)?;
    audit::record(tx, "import.discard", None, &[Change::new("import", None::<String>, id)])?;
    enqueue(tx, &Clear {})
}

/// The import, for somebody who may bring lists in.
fn mine(tx: &Tx, id: ImportId) -> Result<Import> {
    tx.actor().require(Right::Import)?;
    store::find(tx, id)
}

/// What is needed to understand the rows of an import.
pub fn ear(import: &Import, header: Vec<String>, office: &Office) -> Ear {
    Ear {
        mapping: import.mapping.clone(),
        header,
        dates: import.reading.dates,
        country: office.phone_country,
        members: office.members.clone(),
    }
}

/// If the command line dies on its import, the server goes on with it after so long.
const CLI_GRACE: Duration = Duration::from_secs(3600);

/// Leaves the next step to the worker. The command line takes its steps itself, beside a server whose worker would
/// otherwise take them, too.
fn hand_on<J: Job>(tx: &Tx, job: &J) -> Result<()> {
    match tx.actor().door {
        Door::Cli => queue::enqueue_at(tx, job, tx.now().plus(CLI_GRACE)),
        _ => enqueue(tx, job),
    }
}
