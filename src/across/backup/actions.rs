//! Make, verify, restore.

use std::io::{ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use super::disk::{Draft, at, copy, create, measure, private, room};
use super::model::{Backup, Chains, DATABASE, FORMAT, Fault, MANIFEST, Manifest, Papers, Part, SEAL};
use super::store;
use crate::base::{Actor, At, Door, Error, WorkspaceId};
use crate::billing::{invoices, payments, returns};
use crate::platform::folder::Folder;
use crate::platform::{Clock, Db, View, crypto, migrate};
use crate::workspace::{audit, settings};

/// What a backup is made of.
pub struct Source<'s> {
    /// The data folder.
    pub folder: &'s Folder,
    /// The configuration file that holds, if there is one.
    pub config: Option<&'s Path>,
    /// When.
    pub now: At,
}

/// Makes a backup in a new folder under `into`, and gives it once all of it is on the disk.
pub fn make(source: &Source, into: &Path) -> Result<Backup, Fault> {
    private(into)?;
    let others = others(source)?;
    room(into, length(&source.folder.database())? + total(&others)?)?;
    let name = format!("kantora-{}", source.now.timestamp().strftime("%Y-%m-%dT%H-%M-%SZ"));
    let draft = Draft::make(into.join(format!("{name}.{}.partial", crypto::token())))?;
    let database = draft.path().join(DATABASE);
    Db::open_beside(&source.folder.database(), Clock::system())?.copy_into(&database)?;
    let mut parts = vec![seal_part(draft.path(), DATABASE)?];
    for (path, from) in &others {
        copy(from, &draft.path().join(path))?;
        parts.push(seal_part(draft.path(), path)?);
    }
    let manifest = Manifest {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").into(),
        made_at: source.now.to_string(),
        schema: store::schema(&database)?,
        rows: store::rows(&database)?,
        parts,
    };
    write_manifest(draft.path(), &manifest)?;
    let folder = draft.finish(&free_name(into, &name))?;
    Ok(Backup { folder, manifest })
}

/// Compares every byte with the manifest, then checks a copy of the database. Gives the manifest of a whole backup.
pub fn verify(backup: &Path) -> Result<Manifest, Fault> {
    let manifest = read_manifest(backup)?;
    let damage: Vec<String> = manifest.parts.iter().filter_map(|part| compare(backup, part).err()).collect();
    if !damage.is_empty() {
        return Err(Fault::Damaged(damage));
    }
    let scratch = Draft::make(std::env::temp_dir().join(format!("kantora-verify-{}", crypto::token())))?;
    let copied = scratch.path().join(DATABASE);
    copy(&backup.join(DATABASE), &copied)?;
    check_database(&copied, &manifest)?;
    Ok(manifest)
}

/// Verifies the backup and brings it back into a new folder, where it is proved again. Live data is never touched.
pub fn restore(backup: &Path, into: &Path) -> Result<Manifest, Fault> {
    let is_free = match std::fs::read_dir(into) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == ErrorKind::NotFound,
    };
    if !is_free {
        return Err(Fault::Occupied(into.to_owned()));
    }
    let manifest = verify(backup)?;
    let into = std::path::absolute(into).map_err(at(into))?;
    let parent = into.parent().unwrap_or(Path::new("/"));
    private(parent)?;
    room(parent, manifest.bytes())?;
    let mut name = into.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    let draft = Draft::make(parent.join(name))?;
    for part in &manifest.parts {
        copy(&backup.join(&part.path), &draft.path().join(&part.path))?;
    }
    // What was read a second time may differ from what was verified.
    let damage: Vec<String> =
        manifest.parts.iter().filter_map(|part| compare(draft.path(), part).err()).collect();
    if !damage.is_empty() {
        return Err(Fault::Damaged(damage));
    }
    check_database(&draft.path().join(DATABASE), &manifest)?;
    draft.finish(&into)?;
    Ok(manifest)
}

/// What is wrong with a database file: pages, references, audit chains, issued papers. Nothing if it is whole.
pub fn inspect(database: &Path) -> Result<Vec<String>, Fault> {
    let mut found = store::damage(database)?;
    if found.is_empty() {
        found.extend(audit_chains(database)?.broken);
        found.extend(papers(database)?.broken);
    }
    Ok(found)
}

/// Walks the chain of issued papers of every workspace, and reckons each of them again.
pub fn papers(database: &Path) -> Result<Papers, Fault> {
    let db = Db::open_beside(database, Clock::system())?;
    let installation = Actor::system(Door::Cli, WorkspaceId::NONE);
    let mut papers = Papers::default();
    for workspace in db.read_long_blocking(&installation, settings::list)?.into_iter().map(|one| one.id) {
        let reader = Actor::system(Door::Cli, workspace);
        let (whole, mut damages) = db.read_long_blocking(&reader, invoices::store::verify)?;
        damages.extend(db.read_long_blocking(&reader, payments::store::verify)?);
        damages.extend(db.read_long_blocking(&reader, returns::store::verify)?);
        papers.whole.push((workspace, whole));
        let told =
            |damage: invoices::Damage| format!("workspace {workspace}: {}: {}", damage.place, damage.reason);
        papers.broken.extend(damages.into_iter().map(told));
    }
    Ok(papers)
}

/// Walks the audit chain of every workspace.
pub fn audit_chains(database: &Path) -> Result<Chains, Fault> {
    let db = Db::open_beside(database, Clock::system())?;
    let installation = Actor::system(Door::Cli, WorkspaceId::NONE);
    let heads = db.read_long_blocking(&installation, audit::heads)?;
    let mut chains = Chains::default();
    for workspace in heads.into_iter().map(|head| head.workspace) {
        match db.read_long_blocking(&installation, |view| proved(view, workspace))? {
            Ok(head) => chains.whole.push(head),
            Err(fault) => {
                let sentence = format!("audit of workspace {workspace}: row {}: {}", fault.seq, fault.reason);
                chains.broken.push(sentence);
            }
        }
    }
    Ok(chains)
}

/// The chain itself, then the values beside it.
fn proved(view: &View, workspace: WorkspaceId) -> crate::base::Result<Result<audit::Head, audit::Fault>> {
    match audit::verify(view, workspace)? {
        Ok(head) => Ok(audit::verify_values(view, workspace)?.map(|()| head)),
        Err(fault) => Ok(Err(fault)),
    }
}

fn check_database(database: &Path, manifest: &Manifest) -> Result<(), Fault> {
    let mut damage = inspect(database)?;
    if store::schema(database)? != manifest.schema {
        damage.push(format!("{DATABASE}: it is not of schema {}, as the manifest says", manifest.schema));
    }
    let rows = store::rows(database)?;
    for (table, count) in manifest.rows.iter().filter(|(table, count)| rows.get(*table) != Some(count)) {
        let there = rows.get(table).copied().unwrap_or(0);
        damage.push(format!("{DATABASE}: {table} holds {there} rows, and {count} are in the manifest"));
    }
    if damage.is_empty() { Ok(()) } else { Err(Fault::Damaged(damage)) }
}

/// Every part but the database: its path in the data folder, and where it is now.
fn others(source: &Source) -> Result<Vec<(String, PathBuf)>, Fault> {
    let mut found = Vec::new();
    for (path, at) in [("files", source.folder.files()), ("secrets", source.folder.secrets())] {
        walk(path, &at, &mut found)?;
    }
    if let Some(config) = source.config {
        found.push(("kantora.toml".into(), config.to_owned()));
    }
    found.sort();
    Ok(found)
}

fn walk(path: &str, folder: &Path, found: &mut Vec<(String, PathBuf)>) -> Result<(), Fault> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Fault::Machine(folder.to_owned(), error)),
    };
    for entry in entries {
        let entry = entry.map_err(at(folder))?;
        let inner = format!("{path}/{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type().map_err(at(&entry.path()))?;
        if kind.is_dir() {
            walk(&inner, &entry.path(), found)?;
        } else if kind.is_file() {
            found.push((inner, entry.path()));
        }
    }
    Ok(())
}

fn write_manifest(folder: &Path, manifest: &Manifest) -> Result<(), Fault> {
    let text = serde_json::to_string_pretty(manifest).map_err(Error::from)? + "\n";
    let sum = data_encoding::HEXLOWER.encode(&crypto::hash(&text));
    // The form that `sha256sum --check` reads.
    for (name, text) in [(MANIFEST, text), (SEAL, format!("{sum}  {MANIFEST}\n"))] {
        let path = folder.join(name);
        let mut file = create(&path)?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(at(&path))?;
    }
    Ok(())
}

fn read_manifest(backup: &Path) -> Result<Manifest, Fault> {
    let read = |name: &str| match std::fs::read(backup.join(name)) {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(Fault::Damaged(vec![format!("{name} is missing")]))
        }
        Err(error) => Err(Fault::Machine(backup.join(name), error)),
    };
    let (text, seal) = (read(MANIFEST)?, read(SEAL)?);
    let sum = data_encoding::HEXLOWER.encode(&crypto::hash(&text));
    if seal != format!("{sum}  {MANIFEST}\n").into_bytes() {
        return Err(Fault::Damaged(vec![format!("{MANIFEST} is not the one that {SEAL} was made for")]));
    }
    let manifest: Manifest = serde_json::from_slice(&text)
        .map_err(|error| Fault::Damaged(vec![format!("{MANIFEST} cannot be read: {error}")]))?;
    if manifest.format > FORMAT || manifest.schema > migrate::latest() {
        return Err(Fault::Newer(manifest.program));
    }
    let outside =
        |part: &&Part| Path::new(&part.path).components().any(|step| !matches!(step, Component::Normal(_)));
    match manifest.parts.iter().find(outside) {
        Some(part) => Err(Fault::Damaged(vec![format!("{} points out of the backup", part.path)])),
        None => Ok(manifest),
    }
}

/// A sentence about the part if it is not what the manifest says.
fn compare(folder: &Path, part: &Part) -> Result<(), String> {
    let name = &part.path;
    match measure(&folder.join(name)) {
        Ok((bytes, _)) if bytes != part.bytes => {
            Err(format!("{name} has {bytes} bytes, and {} are in the manifest", part.bytes))
        }
        Ok((_, sha256)) if sha256 != part.sha256 => Err(format!("{name} is not what was backed up")),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(format!("{name} is missing")),
        Err(error) => Err(format!("{name} cannot be read: {error}")),
    }
}

fn seal_part(folder: &Path, path: &str) -> Result<Part, Fault> {
    let full = folder.join(path);
    let (bytes, sha256) = measure(&full).map_err(at(&full))?;
    Ok(Part { path: path.to_owned(), bytes, sha256 })
}

fn length(path: &Path) -> Result<u64, Fault> {
    Ok(std::fs::metadata(path).map_err(at(path))?.len())
}

fn total(files: &[(String, PathBuf)]) -> Result<u64, Fault> {
    files.iter().map(|(_, path)| length(path)).sum()
}

/// A name that is not taken: two backups of one second stand side by side.
fn free_name(into: &Path, name: &str) -> PathBuf {
    let plain = into.join(name);
    let numbered = (2..).map(|number| into.join(format!("{name}-{number}")));
    std::iter::once(plain).chain(numbered).find(|path| !path.exists()).unwrap_or_else(|| into.join(name))
}
