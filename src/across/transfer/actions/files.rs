//! The uploaded file in the data folder: `files/<workspace>/imports/<key>`.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::super::model::{DateOrder, Detector, Dialect, Encoding, Reading, Row, Rows, Unreadable};
use crate::base::{Country, Error, Result, WorkspaceId};
use crate::platform::crypto;

/// So much of a file is looked at to guess its delimiter.
const BEGINNING: usize = 128 * 1024;
/// So many rows are shown before anything is decided.
pub const PREVIEW_ROWS: usize = 5;
/// So many rows are looked at for the order of their days.
const DATE_ROWS: usize = 200;

/// A file on its way in, measured while it streams by.
pub struct Incoming {
    path: PathBuf,
    key: String,
    file: File,
    size: i64,
    hash: Sha256,
    detector: Detector,
    beginning: Vec<u8>,
}

/// A file that has arrived and is safe on the disk.
pub struct Arrived {
    /// Its name in the data folder.
    pub key: String,
    /// Its size in bytes.
    pub size: i64,
    /// Its SHA-256.
    pub hash: [u8; 32],
    encoding: Encoding,
    dialect: Dialect,
}

/// The first rows of a file.
pub struct Glimpse {
    /// The names of the columns; empty if the file has none.
    pub header: Vec<String>,
    /// The first rows below.
    pub rows: Vec<Row>,
}

fn folder(data: &Path, workspace: WorkspaceId) -> PathBuf {
    data.join("files").join(workspace.to_string()).join("imports")
}

/// The path of an uploaded file. `Gone` if its time is over.
pub fn path(data: &Path, workspace: WorkspaceId, key: &str) -> Result<PathBuf> {
    if key.is_empty() { Err(Error::Gone) } else { Ok(folder(data, workspace).join(key)) }
}

impl Incoming {
    /// Makes room for a file.
    pub fn begin(data: &Path, workspace: WorkspaceId) -> Result<Incoming> {
        let folder = folder(data, workspace);
        std::fs::create_dir_all(&folder)?;
        let key = crypto::token();
        let path = folder.join(&key);
        let file = File::create_new(&path)?;
        Ok(Incoming {
            path,
            key,
            file,
            size: 0,
            hash: Sha256::new(),
            detector: Detector::default(),
            beginning: Vec::new(),
        })
    }

    /// Takes the next piece.
    pub fn take(&mut self, piece: &[u8]) -> Result<()> {
        self.file.write_all(piece)?;
        self.size += piece.len() as i64;
        self.hash.update(piece);
        self.detector.feed(piece);
        let room = BEGINNING - self.beginning.len();
        self.beginning.extend_from_slice(&piece[..piece.len().min(room)]);
        Ok(())
    }

    /// Makes the file safe on the disk, and says how it is written. Blocks until the disk has it.
    pub fn finish(self) -> Result<Arrived> {
        if self.size == 0 {
            self.give_up();
            return Err(Error::field("file", "transfer-file-empty"));
        }
        self.file.sync_all()?;
        if let Some(folder) = self.path.parent() {
            File::open(folder)?.sync_all()?;
        }
        let encoding = self.detector.finish();
        let dialect = Dialect::detect(&self.beginning, encoding);
        Ok(Arrived { key: self.key, size: self.size, hash: self.hash.finalize().into(), encoding, dialect })
    }

    /// Forgets a file that did not come whole.
    pub fn give_up(self) {
        // What stays behind is swept with the files that belong to nobody.
        let _ = std::fs::remove_file(&self.path);
    }
}

impl Arrived {
    /// How the file is most likely read.
    pub fn reading(&self, path: &Path, country: Country) -> Result<Reading> {
        let reading = Reading { encoding: self.encoding, dialect: self.dialect, dates: DateOrder::YearFirst };
        let rows = glimpse(path, reading, DATE_ROWS)?.rows;
        let cells = rows.iter().flat_map(|row| row.cells.iter().map(String::as_str));
        Ok(Reading { dates: DateOrder::detect(cells, country), ..reading })
    }
}

/// The rows of a file from its beginning.
pub fn open(path: &Path, reading: Reading) -> Result<Rows<File>> {
    let file = File::open(path).map_err(|_| Error::Gone)?;
    Rows::open(file, reading.encoding, reading.dialect).map_err(unreadable)
}

/// The first rows of a file.
pub fn glimpse(path: &Path, reading: Reading, most: usize) -> Result<Glimpse> {
    let rows = open(path, reading)?;
    let header = rows.header().unwrap_or_default().to_vec();
    Ok(Glimpse { header, rows: rows.take(most).map_while(std::result::Result::ok).collect() })
}

/// What a file that cannot be read on means for whoever brought it.
pub fn unreadable(error: Unreadable) -> Error {
    match error {
        Unreadable::Io(error) => error.into(),
        other => Error::field("file", other.key()),
    }
}

/// Takes an uploaded file away; nothing happens if it is gone.
pub fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// The names of the uploaded files of a workspace, with how long ago each was written.
pub fn list(data: &Path, workspace: WorkspaceId) -> Result<Vec<(String, std::time::Duration)>> {
    let folder = folder(data, workspace);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let age = entry.metadata()?.modified()?.elapsed().unwrap_or_default();
        files.push((entry.file_name().to_string_lossy().into_owned(), age));
    }
    Ok(files)
}

/// Reads a whole source into a file of the data folder.
pub fn copy_in(mut source: impl Read, mut incoming: Incoming) -> Result<Arrived> {
    let mut piece = vec![0; 64 * 1024];
    loop {
        match source.read(&mut piece) {
            Ok(0) => return incoming.finish(),
            Ok(length) => incoming.take(&piece[..length])?,
            Err(error) => {
                incoming.give_up();
                return Err(error.into());
            }
        }
    }
}
