//! From one state of an import to the next.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::super::model::{
    Analyse, Arriving, Clear, Counts, Ear, Event, Import, ImportId, ImportSet, ImportSetId, Made, Mapping,
    Plan, Reading, Rules, SetEvent, SetStatus, Status, Undo, UndoSet, Write, fingerprint, order_of,
};
use super::super::store;
use super::columns::{kind_of, mapping_of, own_fields, with_new};
use super::files::{self, Arrived};
use super::stages::make;
use super::workspace::{Office, office};
use crate::base::{Door, Error, Result, Right, SubjectKind};
use crate::crm::{deals, owners};
use crate::platform::queue::{self, Job, enqueue};
use crate::platform::{Tx, View};
use crate::workspace::audit::{self, Change};
use crate::workspace::changes;

/// How long an import can be taken back.
pub const UNDO: Duration = Duration::from_secs(30 * 86_400);

/// Takes a file in: it is read as it most likely is written, and mapped as such files were before. Looks at the file's
/// beginning only.
pub fn receive(tx: &Tx, path: &Path, arrived: &Arrived, arriving: &Arriving) -> Result<ImportId> {
    tx.actor().require(Right::Import)?;
    let reading = arrived.reading(path, office(tx)?.country)?;
    let glimpse = files::glimpse(path, reading, files::PREVIEW_ROWS * 4)?;
    let kind = arriving.kind.unwrap_or_else(|| kind_of(arrived, &glimpse, &arriving.file_name));
    let new = store::New {
        kind,
        set: arriving.set,
        file_name: arriving.file_name.clone(),
        file_key: arrived.key.clone(),
        file_size: arrived.size,
        file_hash: arrived.hash,
        leaves: arrived.leaves.clone(),
        mapping: mapping_of(tx, kind, &glimpse)?,
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
    let mapping = with_new(tx, import.kind, header, mapping)?;
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
        Status::Mapped => Event::Analyse,
        _ => Event::Plan,
    };
    let planned = store::counts(tx, import.id)?;
    store::save(tx, &Import { planned, ..import.clone().after(event)? })?;
    go_on_with_set(tx, import.set)
}

/// Notes that the file cannot be read on.
pub fn fail(tx: &Tx, import: &Import, key: &str) -> Result<()> {
    store::save(tx, &Import { problem: key.to_owned(), ..import.clone().after(Event::Fail)? })?;
    go_on_with_set(tx, import.set)
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
    let (set, until) = match import.set {
        None => (changes::begin(tx, "import", UNDO)?, tx.now().plus(UNDO)),
        Some(set) => store::sets::change_set(tx, set)?,
    };
    let made = match import.kind {
        SubjectKind::Deal => make(tx, &import, &store::reasons(tx, id)?)?,
        _ => Made::default(),
    };
    store::save(tx, &Import { change_set: Some(set), undo_until: Some(until), made, ..import })?;
    audit::record(tx, "import.run", None, &[Change::new("import", None::<String>, id)])?;
    hand_on(tx, &Write { import: id })
}

/// Notes that the last row is written.
pub fn run_done(tx: &Tx, import: &Import) -> Result<()> {
    let counted = store::counts(tx, import.id)?;
    let done = import.clone().after(Event::Finish)?;
    store::save(tx, &Import { counted, finished_at: Some(tx.now()), ..done })?;
    go_on_with_set(tx, import.set)
}

/// Begins to take back what was written. `Gone` when the time for that is over.
pub fn undo(tx: &Tx, id: ImportId) -> Result<()> {
    let import = mine(tx, id)?;
    if import.set.is_some() {
        return Err(Error::Conflict("transfer-conflict-set"));
    }
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
    unmake(tx, &import.made)?;
    enqueue(tx, &Clear {})
}

/// Takes away what deals needed and nobody had, unless something else came to need it.
fn unmake(tx: &Tx, made: &Made) -> Result<()> {
    deals::actions::unmake(tx, &made.pipelines, &made.stages, &made.reasons)
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
pub fn ear(view: &View, import: &Import, header: Vec<String>, office: &Office) -> Result<Ear> {
    Ok(Ear {
        mapping: import.mapping.clone(),
        header,
        dates: import.reading.dates,
        country: office.phone_country,
        currency: office.currency,
        own: own_fields(view, import.kind)?,
        owners: owners::store::list(view)?,
        language: office.language,
        members: office.members.clone(),
    })
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

/// Takes several files in as one set: written one after another, taken back in one go.
pub fn receive_set(tx: &Tx, files: &[(PathBuf, Arrived, Arriving)]) -> Result<ImportSetId> {
    tx.actor().require(Right::Import)?;
    let set = store::sets::insert(tx)?;
    for (path, arrived, arriving) in files {
        receive(tx, path, arrived, &Arriving { set: Some(set), ..arriving.clone() })?;
    }
    Ok(set)
}

/// Takes a file for a list of another kind; its columns are guessed anew.
pub fn take_for(tx: &Tx, id: ImportId, data: &Path, kind: SubjectKind) -> Result<()> {
    let import = mine(tx, id)?.after(Event::Reread)?;
    let glimpse = files::glimpse(
        &files::path(data, tx.workspace(), &import.file_key)?,
        import.reading,
        files::PREVIEW_ROWS * 4,
    )?;
    let mapping = mapping_of(tx, kind, &glimpse)?;
    store::save(tx, &Import { kind, mapping, problem: String::new(), rules: Rules::default(), ..import })
}

/// Begins to write the files of a set.
pub fn run_set(tx: &Tx, id: ImportSetId) -> Result<()> {
    let set = my_set(tx, id)?.after(SetEvent::Run)?;
    let changes = changes::begin(tx, "import", UNDO)?;
    let until = tx.now().plus(UNDO);
    store::sets::save(tx, &ImportSet { change_set: Some(changes), undo_until: Some(until), ..set })?;
    audit::record(tx, "import.run_set", None, &[Change::new("set", None::<String>, id)])?;
    go_on_with_set(tx, Some(id))
}

/// The next step of a running set: the file whose turn it is, as it was looked at or as suggested; after the last one
/// the set is done.
fn go_on_with_set(tx: &Tx, id: Option<ImportSetId>) -> Result<()> {
    let Some(id) = id else { return Ok(()) };
    let set = store::sets::find(tx, id)?;
    if set.status != SetStatus::Running {
        return Ok(());
    }
    for import in files_of(tx, id)? {
        match import.status {
            Status::Uploaded => match import.mapping.problem(import.kind) {
                None => return map_as_suggested(tx, import),
                Some(key) => {
                    let failed = import.after(Event::Fail)?;
                    store::save(tx, &Import { problem: key.to_owned(), ..failed })?;
                }
            },
            Status::Analysed | Status::Ready => return run(tx, import.id),
            status if status.is_busy() => return Ok(()),
            _ => {}
        }
    }
    let done = set.after(SetEvent::Finish)?;
    store::sets::save(tx, &ImportSet { finished_at: Some(tx.now()), ..done })
}

/// The files of a set in the order in which they are written.
pub fn files_of(view: &View, id: ImportSetId) -> Result<Vec<Import>> {
    let mut files = store::list_of_set(view, id)?;
    files.sort_by_key(|import| (order_of(import.kind), import.id));
    Ok(files)
}

/// The kinds of records that files of the same set, which are written before this one, are yet to bring.
pub fn awaited(view: &View, import: &Import) -> Result<Vec<SubjectKind>> {
    let Some(set) = import.set else { return Ok(Vec::new()) };
    let before = files_of(view, set)?.into_iter().take_while(|file| file.id != import.id);
    let is_over = |status| {
        matches!(
            status,
            Status::Done | Status::Discarded | Status::Failed | Status::Undone | Status::PartlyUndone
        )
    };
    Ok(before.filter(|file| !is_over(file.status)).map(|file| file.kind).collect())
}

fn map_as_suggested(tx: &Tx, import: Import) -> Result<()> {
    let id = import.id;
    let mapped = import.after(Event::Map)?;
    store::save(tx, &Import { row_count: 0, planned: Counts::default(), ..mapped })?;
    hand_on(tx, &Analyse { import: id })
}

/// Begins to take back what the files of a set wrote.
pub fn undo_set(tx: &Tx, id: ImportSetId) -> Result<()> {
    let set = my_set(tx, id)?;
    let changes = set.change_set.ok_or(Error::Conflict("transfer-conflict-status"))?;
    let undoing = set.after(SetEvent::Undo)?;
    changes::mark_undone(tx, changes)?;
    store::sets::save(tx, &undoing)?;
    for import in store::list_of_set(tx, id)? {
        if import.status == Status::Done {
            store::save(tx, &import.after(Event::Undo)?)?;
        }
    }
    audit::record(tx, "import.undo_set", None, &[Change::new("set", None::<String>, id)])?;
    hand_on(tx, &UndoSet { set: id })
}

/// Notes that the last record of a set was taken back, or left as somebody made it since.
pub fn undo_set_done(tx: &Tx, set: ImportSet) -> Result<()> {
    let is_whole = set.kept == 0;
    for import in store::list_of_set(tx, set.id)? {
        unmake(tx, &import.made)?;
        if import.status == Status::Undoing {
            let event = if is_whole { Event::FinishUndo } else { Event::FinishUndoPartly };
            store::save(tx, &import.after(event)?)?;
        }
    }
    let event = if is_whole { SetEvent::FinishUndo } else { SetEvent::FinishUndoPartly };
    store::sets::save(tx, &set.after(event)?)?;
    enqueue(tx, &Clear {})
}

/// Gives a set up before anything was written; its files go.
pub fn discard_set(tx: &Tx, id: ImportSetId) -> Result<()> {
    let set = my_set(tx, id)?.after(SetEvent::Discard)?;
    for import in store::list_of_set(tx, id)? {
        if let Ok(discarded) = import.after(Event::Discard) {
            store::save(tx, &discarded)?;
        }
    }
    store::sets::save(tx, &set)?;
    audit::record(tx, "import.discard_set", None, &[Change::new("set", None::<String>, id)])?;
    enqueue(tx, &Clear {})
}

/// The set, for somebody who may bring lists in.
fn my_set(tx: &Tx, id: ImportSetId) -> Result<ImportSet> {
    tx.actor().require(Right::Import)?;
    store::sets::find(tx, id)
}
