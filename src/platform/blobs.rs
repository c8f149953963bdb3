//! The files of a workspace in the data folder, each under the SHA-256 of its bytes: `files/<workspace>/<aa>/<sha256>`.
//!
//! A file on its way in is a [`Draft`] in `incoming/`, which no backup takes, measured while it streams by. Once whole it
//! is made safe (the file, then its folder) under its own name; its row comes after that. A draft that is dropped goes.

use std::fmt;
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use sha2::{Digest, Sha256};

use super::crypto;
use super::folder::{self, free_bytes, private_folder};
use crate::base::{Error, Result, WorkspaceId};

/// So much room the database keeps for itself: no upload may take the last of the disk.
const RESERVE: u64 = 256 << 20;

/// The SHA-256 by which bytes are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BlobHash([u8; 32]);

/// Bytes that lie in the data folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blob {
    /// Their name.
    pub hash: BlobHash,
    /// How many they are.
    pub size: u64,
}

/// The files of one workspace.
#[derive(Debug, Clone)]
pub struct Blobs {
    data: PathBuf,
    workspace: WorkspaceId,
}

/// A file on its way in; gone when dropped.
pub struct Draft {
    path: PathBuf,
    file: File,
    hash: Sha256,
    size: u64,
    most: u64,
}

impl Blobs {
    /// Those of that workspace in that data folder.
    pub fn new(data: &Path, workspace: WorkspaceId) -> Blobs {
        Blobs { data: data.to_owned(), workspace }
    }

    /// Makes room for a file of at most so many bytes; `Unavailable` if the disk is nearly full.
    pub fn begin(&self, most: u64) -> Result<Draft> {
        if free_bytes(&self.data).is_some_and(|free| free < RESERVE) {
            return Err(Error::Unavailable("error-disk-full"));
        }
        let folder = incoming(&self.data);
        private_folder(&folder).map_err(Error::internal)?;
        let path = folder.join(crypto::token());
        let file = File::options().read(true).write(true).create_new(true).open(&path)?;
        Ok(Draft { path, file, hash: Sha256::new(), size: 0, most })
    }

    /// Makes a whole file safe on the disk under its own name. Blocks until the disk has it. What is there already is
    /// written over with the same bytes.
    pub fn keep(&self, draft: Draft) -> Result<Blob> {
        draft.file.sync_all()?;
        let blob = Blob { hash: BlobHash(draft.hash.clone().finalize().into()), size: draft.size };
        let path = self.path(blob.hash);
        let folder = path.parent().unwrap_or(&self.data);
        private_folder(folder).map_err(Error::internal)?;
        std::fs::rename(&draft.path, &path)?;
        for folder in folder.ancestors().take_while(|folder| *folder != self.data) {
            File::open(folder)?.sync_all()?;
        }
        Ok(blob)
    }

    /// Opens the bytes of that name; `Gone` if they are not there.
    pub fn open(&self, hash: BlobHash) -> Result<File> {
        File::open(self.path(hash)).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Error::Gone,
            _ => error.into(),
        })
    }

    /// Whether there are bytes of that name.
    pub fn has(&self, hash: BlobHash) -> bool {
        self.path(hash).exists()
    }

    /// Takes the bytes of that name away; nothing happens if they are gone.
    pub fn remove(&self, hash: BlobHash) -> Result<()> {
        Ok(folder::remove(&self.path(hash))?)
    }

    /// The names of all bytes that were written longer ago than that.
    pub fn list_older(&self, age: Duration) -> Result<Vec<BlobHash>> {
        let mut found = Vec::new();
        for (_, shelf) in entries(&self.root())?.into_iter().filter(|(name, _)| name.len() == 2) {
            let old = entries(&shelf)?.into_iter().filter(|(_, path)| is_older(path, age));
            found.extend(old.filter_map(|(name, _)| BlobHash::of_name(&name)));
        }
        Ok(found)
    }

    fn root(&self) -> PathBuf {
        self.data.join("files").join(self.workspace.to_string())
    }

    fn path(&self, hash: BlobHash) -> PathBuf {
        let name = hash.to_string();
        self.root().join(&name[..2]).join(name)
    }
}

/// Takes drafts away that a crash left behind longer ago than that.
pub fn clear_incoming(data: &Path, age: Duration) -> Result<()> {
    for (_, path) in entries(&incoming(data))?.into_iter().filter(|(_, path)| is_older(path, age)) {
        folder::remove(&path)?;
    }
    Ok(())
}

fn incoming(data: &Path) -> PathBuf {
    data.join("incoming")
}

/// The name and the path of everything in a folder; nothing where there is no folder.
fn entries(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let named = entries.map(|entry| {
        let entry = entry?;
        Ok((entry.file_name().to_string_lossy().into_owned(), entry.path()))
    });
    named.collect()
}

/// Whether the file is there and was written longer ago than that.
fn is_older(path: &Path, age: Duration) -> bool {
    let written = std::fs::metadata(path).and_then(|facts| facts.modified());
    written.is_ok_and(|at| at.elapsed().is_ok_and(|passed| passed > age))
}

impl Draft {
    /// How many bytes came so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The same bytes, to be read from their beginning.
    pub fn open(&self) -> Result<File> {
        Ok(File::open(&self.path)?)
    }

    /// Takes the next piece; `TooLarge` once it is more than was said.
    pub fn take(&mut self, piece: &[u8]) -> Result<()> {
        self.size += piece.len() as u64;
        if self.size > self.most {
            return Err(Error::TooLarge);
        }
        self.file.write_all(piece)?;
        self.hash.update(piece);
        Ok(())
    }
}

impl Write for Draft {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.take(piece).map_err(io::Error::other)?;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Once kept it has another name; what cannot be removed is cleared a day later.
        let _ = folder::remove(&self.path);
    }
}

impl BlobHash {
    fn of_name(name: &str) -> Option<BlobHash> {
        let bytes = data_encoding::HEXLOWER.decode(name.as_bytes()).ok()?;
        bytes.try_into().ok().map(BlobHash)
    }
}

impl fmt::Display for BlobHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

impl ToSql for BlobHash {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(&self.0)))
    }
}

impl FromSql for BlobHash {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<BlobHash> {
        let bytes = value.as_blob()?;
        bytes.try_into().map(BlobHash).map_err(|_| FromSqlError::InvalidType)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn blobs(folder: &Path) -> Blobs {
        Blobs::new(folder, WorkspaceId::new(1))
    }

    fn draft(blobs: &Blobs, bytes: &[u8]) -> Draft {
        let mut draft = blobs.begin(100).unwrap();
        draft.take(bytes).unwrap();
        draft
    }

    #[test]
    fn bytes_lie_under_their_hash_and_only_once() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = blobs(folder.path());

        let first = blobs.keep(draft(&blobs, b"oak")).unwrap();
        let second = blobs.keep(draft(&blobs, b"oak")).unwrap();

        let mut text = String::new();
        blobs.open(first.hash).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!((first, text.as_str()), (second, "oak"));
        assert_eq!(blobs.list_older(Duration::ZERO).unwrap(), [first.hash]);
        blobs.remove(first.hash).unwrap();
        assert!(!blobs.has(first.hash));
        assert!(matches!(blobs.open(first.hash), Err(Error::Gone)));
    }

    #[test]
    fn a_draft_that_is_dropped_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = blobs(folder.path());

        drop(draft(&blobs, b"half a letter"));

        assert_eq!(entries(&incoming(folder.path())).unwrap(), []);
        assert_eq!(blobs.list_older(Duration::ZERO).unwrap(), []);
    }

    #[test]
    fn more_than_was_said_is_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        let mut draft = blobs(folder.path()).begin(3).unwrap();

        draft.take(b"oak").unwrap();

        assert!(matches!(draft.take(b"s"), Err(Error::TooLarge)));
    }
}
