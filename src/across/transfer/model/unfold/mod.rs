//! Workbooks and cards, unfolded once when they arrive into tables as text: from then on a list is read in one way,
//! whatever it came out of.
//!
//! Every kind of file is one line of [`Shape`] and one file here. What a file says about its own size is never believed:
//! its parts are measured while they unpack, before anything is kept.

mod tables;
mod measure;
mod xlsx;
mod ods;
mod cards;

use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::encoding::Encoding;
use crate::base::{Language, SubjectKind};

use tables::Tables;
pub use tables::{Leaf, Part};

/// What kind of file a list arrives as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Rows of text: nothing to unfold.
    Text,
    /// A workbook of Excel.
    Xlsx,
    /// A workbook of LibreOffice.
    Ods,
    /// A file of vCards.
    Cards,
}

/// Why a file cannot be unfolded.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// Locked with a password.
    #[error("a workbook with a password")]
    Password,
    /// A workbook of Excel before 2007, or a binary one.
    #[error("an old workbook")]
    Old,
    /// A workbook without a single row.
    #[error("an empty workbook")]
    Empty,
    /// It unpacks to more than any list.
    #[error("a bomb")]
    Bomb,
    /// It is a workbook, but damaged.
    #[error("a damaged workbook")]
    Broken,
    /// A picture, a document, an archive.
    #[error("no list")]
    NoList,
    /// The disk.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl Unfit {
    /// The key of the message.
    pub fn key(&self) -> &'static str {
        match self {
            Unfit::Password => "transfer-workbook-password",
            Unfit::Old => "transfer-workbook-old",
            Unfit::Empty => "transfer-workbook-empty",
            Unfit::Bomb => "transfer-workbook-bomb",
            Unfit::Broken => "transfer-workbook-broken",
            Unfit::NoList => "transfer-no-list",
            Unfit::Io(_) => "transfer-unreadable-file",
        }
    }
}

/// How the old compound files of Office begin: old workbooks, and new ones behind a password.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// How archives begin, and with them new workbooks.
const ARCHIVE: &[u8] = b"PK\x03\x04";
/// How files begin that hold no list: PDF, PNG, JPEG, GIF, gzip, RAR, 7z.
const OTHERS: [&[u8]; 7] =
    [b"%PDF-", b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"\x1F\x8B", b"Rar!", b"7z\xBC\xAF\x27\x1C"];

impl Shape {
    /// The shape of a file, by what is in it: its name says nothing.
    pub fn of(mut source: impl Read + Seek, encoding: Encoding) -> Result<Shape, Unfit> {
        let mut head = Vec::new();
        source.by_ref().take(1024).read_to_end(&mut head)?;
        source.seek(SeekFrom::Start(0))?;
        if head.starts_with(COMPOUND) {
            let is_locked = contains(source, &utf16("EncryptedPackage"))?;
            return Err(if is_locked { Unfit::Password } else { Unfit::Old });
        }
        if head.starts_with(ARCHIVE) {
            return measure::shape_of_archive(source);
        }
        if OTHERS.iter().any(|begin| head.starts_with(begin)) {
            return Err(Unfit::NoList);
        }
        let (text, _) = encoding.table().decode_with_bom_removal(&head);
        let is_card =
            text.trim_start().get(..11).is_some_and(|begin| begin.eq_ignore_ascii_case("BEGIN:VCARD"));
        Ok(if is_card { Shape::Cards } else { Shape::Text })
    }
}

/// For whom a file is unfolded: cards become columns of that kind of record, named in that language.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Of what it is a list.
    pub kind: SubjectKind,
    /// The language of the column names.
    pub language: Language,
    /// In which letters it is written, as far as it does not say so itself.
    pub encoding: Encoding,
}

/// Unfolds a file of that shape into tables; nothing for text. Memory holds a row and the shared strings of a workbook.
pub fn unfold(
    shape: Shape,
    source: impl Read + Seek,
    wanted: Wanted,
    out: impl Write,
) -> Result<Vec<Leaf>, Unfit> {
    let mut tables = Tables::new(out);
    let mut source = BufReader::new(source);
    match shape {
        Shape::Text => return Ok(Vec::new()),
        Shape::Xlsx => {
            measure::workbook(&mut source)?;
            // A library that falls over a hostile file has said enough about the file.
            catch_unwind(AssertUnwindSafe(|| xlsx::unfold(source, &mut tables)))
                .unwrap_or(Err(Unfit::Broken))?;
        }
        Shape::Ods => {
            measure::workbook(&mut source)?;
            ods::unfold(source, &mut tables)?;
        }
        Shape::Cards => cards::unfold(source, wanted, &mut tables)?,
    }
    tables.finish()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Whether these bytes stand anywhere in a source; reads it piece by piece.
fn contains(mut source: impl Read, wanted: &[u8]) -> io::Result<bool> {
    let mut window = Vec::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        let length = source.read(&mut piece)?;
        if length == 0 {
            return Ok(false);
        }
        window.extend_from_slice(&piece[..length]);
        if window.windows(wanted.len()).any(|part| part == wanted) {
            return Ok(true);
        }
        window.drain(..window.len().saturating_sub(wanted.len()));
    }
}

#[cfg(test)]
mod tests;
