//! What the directory of a zip file says; nothing is unpacked.
//!
//! Documents of offices are zip files. The directory stands at the end of the file and names each part with its place and
//! its sizes. Taken is only what is whole and plain: the file begins with the first part, the parts do not overlap, the
//! directory follows them and ends the file. So it is a zip file and nothing else at the same time.

use std::io::{Read, Seek, SeekFrom};

use crate::base::{Error, Result};

/// The record at the end, without its comment.
const END: usize = 22;
/// The longest comment.
const COMMENT: u64 = 65_535;
/// The most bytes that a directory may have.
const DIRECTORY: u32 = 4 << 20;
/// What an unpacked document may be at most, and how much larger than the file.
const UNPACKED: u64 = 1 << 30;
const TIMES: u64 = 200;
/// So large anything may become.
const SMALL: u64 = 16 << 20;

/// A part of a zip file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its path.
    pub name: String,
    /// How long that is in the file.
    name_length: u64,
    /// Its size in the file.
    packed: u64,
    /// Its size once unpacked, as the directory says.
    unpacked: u64,
    /// Where it begins.
    offset: u64,
    /// How it is packed: 0 not at all, 8 deflated.
    method: u16,
}

/// The parts of a zip file in the order of the file. `Invalid` on `file` if it is none, or none to be trusted.
pub fn parts(file: &mut (impl Read + Seek)) -> Result<Vec<Part>> {
    let length = file.seek(SeekFrom::End(0))?;
    let tail_length = length.min(END as u64 + COMMENT);
    let tail = read_at(file, length - tail_length, tail_length)?;
    let end = find_end(&tail).ok_or_else(broken)?;
    let record = &tail[end..];
    let (count, size, offset) = (short(record, 10), u64::from(long(record, 12)), u64::from(long(record, 16)));
    let is_one_volume = short(record, 4) == 0 && short(record, 6) == 0 && short(record, 8) == count;
    let ends_the_file = offset + size + (tail.len() - end) as u64 == length;
    if !is_one_volume || !ends_the_file || size > u64::from(DIRECTORY) {
        return Err(broken());
    }
    let mut parts = directory(&read_at(file, offset, size)?, count)?;
    parts.sort_by_key(|part| part.offset);
    require_plain(&parts, offset, length)?;
    Ok(parts)
}

/// The first bytes of a part that is not packed; nothing if it is packed or longer than `most`.
pub fn plain_text(file: &mut (impl Read + Seek), part: &Part, most: u64) -> Result<Vec<u8>> {
    if part.method != 0 || part.unpacked > most {
        return Ok(Vec::new());
    }
    let head = read_at(file, part.offset, 30)?;
    let begins = part.offset + 30 + u64::from(short(&head, 26)) + u64::from(short(&head, 28));
    read_at(file, begins, part.unpacked)
}

/// Where the record at the end begins: its comment must reach exactly to the end.
fn find_end(tail: &[u8]) -> Option<usize> {
    let last = tail.len().checked_sub(END)?;
    (0..=last).rev().find(|at| {
        tail[*at..].starts_with(b"PK\x05\x06")
            && *at + END + usize::from(short(&tail[*at..], 20)) == tail.len()
    })
}

fn directory(bytes: &[u8], count: u16) -> Result<Vec<Part>> {
    let (mut parts, mut at) = (Vec::new(), 0);
    for _ in 0..count {
        let entry = bytes.get(at..).filter(|rest| rest.len() >= 46 && rest.starts_with(b"PK\x01\x02"));
        let entry = entry.ok_or_else(broken)?;
        let name_length = usize::from(short(entry, 28));
        let length = 46 + name_length + usize::from(short(entry, 30)) + usize::from(short(entry, 32));
        let name = entry.get(46..46 + name_length).ok_or_else(broken)?;
        if short(entry, 8) & 1 != 0 {
            return Err(Error::field("file", "files-refused-locked"));
        }
        parts.push(Part {
            name: String::from_utf8_lossy(name).into_owned(),
            name_length: name_length as u64,
            packed: long(entry, 20).into(),
            unpacked: long(entry, 24).into(),
            offset: long(entry, 42).into(),
            method: short(entry, 10),
        });
        at += length;
    }
    if at == bytes.len() { Ok(parts) } else { Err(broken()) }
}

/// The parts follow each other from the beginning, lead nowhere, and do not blow up.
fn require_plain(parts: &[Part], directory: u64, length: u64) -> Result<()> {
    let mut free = 0;
    for part in parts {
        let is_first = free == 0;
        let leads_out = part.name.split(['/', '\\']).any(|step| step == "..")
            || part.name.starts_with(['/', '\\'])
            || part.name.contains(['\0', ':']);
        if part.offset < free || (is_first && part.offset != 0) || leads_out || ![0, 8].contains(&part.method)
        {
            return Err(broken());
        }
        free = part.offset + 30 + part.name_length + part.packed;
    }
    if free > directory {
        return Err(broken());
    }
    let unpacked: u64 = parts.iter().map(|part| part.unpacked).sum();
    let bound = UNPACKED.min(length.saturating_mul(TIMES).max(SMALL));
    if unpacked > bound { Err(Error::field("file", "files-refused-bomb")) } else { Ok(()) }
}

fn broken() -> Error {
    Error::field("file", "files-refused-content")
}

fn read_at(file: &mut (impl Read + Seek), at: u64, length: u64) -> Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(broken()) }
}

/// Two bytes, the low one first; 0 beyond the end.
fn short(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |pair| u16::from_le_bytes([pair[0], pair[1]]))
}

/// Four bytes, the low one first; 0 beyond the end.
fn long(bytes: &[u8], at: usize) -> u32 {
    u32::from(short(bytes, at)) | (u32::from(short(bytes, at + 2)) << 16)
}
