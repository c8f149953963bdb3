//! The uploaded file in the data folder: `files/<workspace>/imports/<key>`.

use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Take, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::super::model::{
    DateOrder, Detector, Dialect, Encoding, Leaf, Reading, Row, Rows, Shape, Unfit, Unreadable, Wanted,
    is_known, unfold,
};
use crate::base::{Country, Error, Language, Result, SubjectKind, WorkspaceId};
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
    /// The tables that it was unfolded into; none: it is text as it came.
    pub leaves: Vec<Leaf>,
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

    /// Whether nothing came but blanks, if anything.
    pub fn is_blank(&self) -> bool {
        self.size <= BEGINNING as i64 && self.beginning.iter().all(u8::is_ascii_whitespace)
    }

    /// Unfolds the file if it is a workbook or holds cards, makes it safe on the disk, and says how it is written.
    /// Blocks until the disk has it.
    pub fn finish(mut self, kind: SubjectKind, language: Language) -> Result<Arrived> {
        let encoding = std::mem::take(&mut self.detector).finish();
        let leaves = match self.settle(Wanted { kind, language, encoding }) {
            Ok(leaves) => leaves,
            Err(error) => {
                self.give_up();
                return Err(error);
            }
        };
        let dialect = Dialect::detect(&self.beginning, encoding);
        Ok(Arrived {
            key: self.key,
            size: self.size,
            hash: self.hash.finalize().into(),
            leaves,
            encoding,
            dialect,
        })
    }

    fn settle(&mut self, wanted: Wanted) -> Result<Vec<Leaf>> {
        if self.size == 0 {
            return Err(Error::field("file", "transfer-file-empty"));
        }
        let leaves = self.unfold(wanted).map_err(unfit)?;
        self.file.sync_all()?;
        if let Some(folder) = self.path.parent() {
            File::open(folder)?.sync_all()?;
        }
        Ok(leaves)
    }

    /// Puts the tables of a workbook or of cards in the place of the file.
    fn unfold(&mut self, wanted: Wanted) -> std::result::Result<Vec<Leaf>, Unfit> {
        let mut source = File::open(&self.path)?;
        let shape = Shape::of(&mut source, wanted.encoding)?;
        if shape == Shape::Text {
            return Ok(Vec::new());
        }
        let unfolded = self.path.with_extension("unfolded");
        let out = File::create_new(&unfolded)?;
        match unfold(shape, source, wanted, BufWriter::new(&out)) {
            Ok(leaves) => {
                std::fs::rename(&unfolded, &self.path)?;
                self.file = out;
                Ok(leaves)
            }
            Err(error) => {
                // What stays behind is swept with the files that belong to nobody.
                let _ = std::fs::remove_file(&unfolded);
                Err(error)
            }
        }
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
        let as_it_came = Reading {
            encoding: self.encoding,
            dialect: self.dialect,
            dates: DateOrder::YearFirst,
            part: None,
        };
        let reading = self.likely_leaf(path, as_it_came).map_or(as_it_came, |leaf| as_it_came.of_leaf(leaf));
        let rows = glimpse(path, reading, DATE_ROWS)?.rows;
        let cells = rows.iter().flat_map(|row| row.cells.iter().map(String::as_str));
        Ok(Reading { dates: DateOrder::detect(cells, country), ..reading })
    }
}

impl Arrived {
    /// The first table with a column that we know, or just the first: many workbooks begin with an explanation.
    fn likely_leaf(&self, path: &Path, reading: Reading) -> Option<&Leaf> {
        let is_known = |leaf: &&Leaf| {
            let beginning = glimpse(path, reading.of_leaf(leaf), 1);
            beginning.is_ok_and(|beginning| beginning.header.iter().any(|name| is_known(name)))
        };
        self.leaves.iter().find(is_known).or(self.leaves.first())
    }
}

/// The rows of a file from its beginning.
pub fn open(path: &Path, reading: Reading) -> Result<Rows<Take<File>>> {
    let mut file = File::open(path).map_err(|_| Error::Gone)?;
    let length = match reading.part {
        Some(part) => {
            file.seek(SeekFrom::Start(part.from))?;
            part.length
        }
        None => u64::MAX,
    };
    Rows::open(file.take(length), reading.encoding, reading.dialect).map_err(unreadable)
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

/// What a file that cannot be unfolded means for whoever brought it.
fn unfit(error: Unfit) -> Error {
    match error {
        Unfit::Io(error) => error.into(),
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
pub fn copy_in(mut source: impl Read, mut incoming: Incoming) -> Result<Incoming> {
    let mut piece = vec![0; 64 * 1024];
    loop {
        match source.read(&mut piece) {
            Ok(0) => return Ok(incoming),
            Ok(length) => incoming.take(&piece[..length])?,
            Err(error) => {
                incoming.give_up();
                return Err(error.into());
            }
        }
    }
}
