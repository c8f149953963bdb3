//! Whether the bytes of a file are what the ending of its name says, and nothing else beside.

use std::io::{Read, Seek, SeekFrom};

use super::archive::{self, Part};
use super::kind::FileKind;
use crate::base::{Error, Result};

/// So much of the end of a file is searched for a second file hung on to it.
const TAIL: u64 = 66 << 10;
/// So much of the beginning tells what a text is.
const HEAD: usize = 4096;
/// Beginnings of texts that a browser or a shell would take for something to run or to draw.
const ACTIVE: [&str; 14] = [
    "<!doctype",
    "<html",
    "<head",
    "<body",
    "<script",
    "<svg",
    "<iframe",
    "<?xml",
    "<?php",
    "<!--",
    "#!",
    "%pdf",
    "%!ps",
    "{\\rtf",
];

/// `Invalid` on `file` with the reason, unless the bytes are those of that kind. Pictures are only looked at here; they
/// prove themselves when they are drawn anew.
pub fn check(kind: FileKind, file: &mut (impl Read + Seek)) -> Result<()> {
    file.seek(SeekFrom::Start(0))?;
    match kind {
        FileKind::Pdf => pdf(file),
        FileKind::Png => begins(file, &[b"\x89PNG\r\n\x1a\n"]),
        FileKind::Jpeg => begins(file, &[b"\xff\xd8\xff"]),
        FileKind::Gif => begins(file, &[b"GIF87a", b"GIF89a"]),
        FileKind::Webp => begins(file, &[b"RIFF"]),
        FileKind::Docx => office(file, "word/document.xml"),
        FileKind::Xlsx => office(file, "xl/workbook.xml"),
        FileKind::Pptx => office(file, "ppt/presentation.xml"),
        FileKind::Odt | FileKind::Ods | FileKind::Odp => open_document(kind, file),
        FileKind::Text | FileKind::Csv => text(file, |_| true),
        FileKind::Eml => text(file, is_letter),
        FileKind::Vcf => text(file, |head| head.starts_with("begin:vcard")),
        FileKind::Ics => text(file, |head| head.starts_with("begin:vcalendar")),
    }
}

fn other() -> Error {
    Error::field("file", "files-refused-content")
}

fn begins(file: &mut impl Read, magic: &[&[u8]]) -> Result<()> {
    let mut head = Vec::new();
    file.take(16).read_to_end(&mut head)?;
    if magic.iter().any(|magic| head.starts_with(magic)) { Ok(()) } else { Err(other()) }
}

/// A PDF from the first byte to the last line, with no zip file at its end.
fn pdf(file: &mut (impl Read + Seek)) -> Result<()> {
    begins(file, &[b"%PDF-"])?;
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    let last = tail.len().saturating_sub(1024);
    let has = |bytes: &[u8], text: &[u8]| bytes.windows(text.len()).any(|piece| piece == text);
    if has(&tail[last..], b"%%EOF") && !has(&tail, b"PK\x05\x06") { Ok(()) } else { Err(other()) }
}

fn office(file: &mut (impl Read + Seek), main: &str) -> Result<()> {
    let parts = archive::parts(file)?;
    let has = |name: &str| parts.iter().any(|part| part.name == name);
    if !has("[Content_Types].xml") || !has(main) {
        return Err(other());
    }
    require_no_macros(&parts)
}

/// The first part of an OpenDocument is its kind in plain letters.
fn open_document(kind: FileKind, file: &mut (impl Read + Seek)) -> Result<()> {
    let parts = archive::parts(file)?;
    let first = parts.first().filter(|part| part.name == "mimetype").ok_or_else(other)?;
    let said = archive::plain_text(file, first, 100)?;
    if said != kind.media_type().as_bytes() || !parts.iter().any(|part| part.name == "content.xml") {
        return Err(other());
    }
    require_no_macros(&parts)
}

fn require_no_macros(parts: &[Part]) -> Result<()> {
    let is_program = |name: &str| {
        let name = name.to_ascii_lowercase();
        name.ends_with("vbaproject.bin") || name.starts_with("basic/") || name.starts_with("scripts/")
    };
    match parts.iter().any(|part| is_program(&part.name)) {
        true => Err(Error::field("file", "files-refused-macros")),
        false => Ok(()),
    }
}

/// Letters from beginning to end, in any encoding, that nothing would run; `fits` sees the beginning in small letters.
fn text(file: &mut impl Read, fits: impl Fn(&str) -> bool) -> Result<()> {
    let (mut head, mut piece) = (Vec::new(), vec![0; 64 << 10]);
    let mut width = None;
    loop {
        let length = fill(file, &mut piece)?;
        let bytes = &piece[..length];
        if !width.get_or_insert_with(|| Width::of(bytes)).is_text(bytes) {
            return Err(other());
        }
        if head.is_empty() {
            head.extend(bytes.iter().copied().filter(|byte| *byte != 0).take(HEAD));
        }
        if length < piece.len() {
            break;
        }
    }
    let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
    let head = head
        .trim_start_matches(|sign: char| sign.is_whitespace() || sign == '\u{feff}' || sign == '\u{fffd}');
    let is_active = ACTIVE.iter().any(|active| head.starts_with(active));
    if fits(head) && !is_active { Ok(()) } else { Err(other()) }
}

/// Reads until the piece is full or the file ends.
fn fill(file: &mut impl Read, piece: &mut [u8]) -> Result<usize> {
    let mut length = 0;
    while length < piece.len() {
        match file.read(&mut piece[length..])? {
            0 => break,
            more => length += more,
        }
    }
    Ok(length)
}

/// How many bytes a letter has, and which of them comes first: what the mark at the beginning says.
enum Width {
    One,
    Low,
    High,
}

impl Width {
    fn of(beginning: &[u8]) -> Width {
        match beginning {
            [0xff, 0xfe, ..] => Width::Low,
            [0xfe, 0xff, ..] => Width::High,
            _ => Width::One,
        }
    }

    /// Whether there is no control sign in it but tab, line feed, form feed, carriage return and escape.
    fn is_text(&self, bytes: &[u8]) -> bool {
        let is_letter = |sign: u16| (sign >= 0x20 && sign != 0x7f) || matches!(sign, 9 | 10 | 12 | 13 | 27);
        let mut pairs = bytes.chunks(2);
        match self {
            Width::One => bytes.iter().all(|byte| is_letter((*byte).into())),
            Width::Low => {
                pairs.all(|pair| pair.len() == 2 && is_letter(u16::from_le_bytes([pair[0], pair[1]])))
            }
            Width::High => {
                pairs.all(|pair| pair.len() == 2 && is_letter(u16::from_be_bytes([pair[0], pair[1]])))
            }
        }
    }
}

/// A letter begins with the lines of its head.
fn is_letter(head: &str) -> bool {
    const FIELDS: [&str; 5] = ["from:", "date:", "subject:", "received:", "message-id:"];
    let mut lines = head.lines().take_while(|line| !line.is_empty());
    let first = lines.clone().next().unwrap_or_default();
    let name = first.split(':').next().unwrap_or_default();
    let begins = first.starts_with("from ")
        || (first.contains(':') && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
    begins && lines.any(|line| FIELDS.iter().any(|field| line.starts_with(field)))
}
