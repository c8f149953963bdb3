//! How large a workbook really is: each part is unpacked and counted before a reader of workbooks sees it.

use std::io::{Read, Seek, SeekFrom};

use zip::ZipArchive;

use super::{Shape, Unfit};

/// The most parts of a workbook.
const MOST_PARTS: u16 = 5_000;
/// The most bytes of all parts that are read.
const MOST_BYTES: u64 = 1024 * 1024 * 1024;
/// The most bytes of texts that sheets share: they stay in memory.
const MOST_SHARED: u64 = 64 * 1024 * 1024;
/// The most tags of the same: each empty text takes room, too.
const MOST_SHARED_TAGS: u64 = 6_000_000;
/// The most digits of a number in the head of the same: a reader makes room for as many texts as it says.
const MOST_DIGITS: u32 = 7;
/// The most bytes of styles, names, pictures and the like, each.
const MOST_OTHER: u64 = 16 * 1024 * 1024;
/// The most that one tag, or the text between two, may have.
const LONGEST_TEXT: u64 = 1024 * 1024;
/// The most that one cell with everything in it may have.
const LONGEST_CELL: u64 = 16 * 1024 * 1024;
/// More than so many bytes out of one is no list.
const MOST_RATIO: u64 = 250;
/// Small files may have any ratio.
const RATIO_FROM: u64 = 32 * 1024 * 1024;
/// The end of an archive stands within so many bytes from its end.
const TAIL: i64 = 66_000;

/// What is in an archive.
pub fn shape_of_archive(mut source: impl Read + Seek) -> Result<Shape, Unfit> {
    require_few_parts(&mut source)?;
    let mut archive = ZipArchive::new(source).map_err(|_| Unfit::Broken)?;
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
    let has = |name: &str| names.iter().any(|known| known == name);
    if has("xl/workbook.bin") {
        return Err(Unfit::Old);
    }
    if names.iter().any(|name| name.starts_with("xl/")) {
        return Ok(Shape::Xlsx);
    }
    if !has("content.xml") && !has("encrypted-package") {
        return Err(Unfit::NoList);
    }
    let is_locked = match archive.by_name("META-INF/manifest.xml") {
        Ok(manifest) => super::contains(manifest.take(MOST_OTHER), b"encryption-data")?,
        Err(_) => false,
    };
    if is_locked { Err(Unfit::Password) } else { Ok(Shape::Ods) }
}

/// Unpacks every part that will be read, and refuses what no list has.
pub fn workbook(source: &mut (impl Read + Seek)) -> Result<(), Unfit> {
    let packed = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(0))?;
    let mut archive = ZipArchive::new(&mut *source).map_err(|_| Unfit::Broken)?;
    let mut all = 0;
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).map_err(|_| Unfit::Broken)?;
        let kind = part.name().map(|name| Kind::of(&name)).map_err(|_| Unfit::Broken)?;
        let mut scale = Scale::default();
        let mut piece = vec![0; 64 * 1024];
        loop {
            // What cannot be unpacked is a damaged file, not a fault of this machine.
            let length = part.read(&mut piece).map_err(|_| Unfit::Broken)?;
            if length == 0 {
                break;
            }
            all += length as u64;
            scale.weigh(&piece[..length]);
            if scale.is_odd && kind != Kind::Other {
                return Err(Unfit::Broken);
            }
            if all > MOST_BYTES || scale.is_too_much(kind) || is_bomb(all, packed) {
                return Err(Unfit::Bomb);
            }
        }
    }
    source.seek(SeekFrom::Start(0))?;
    Ok(())
}

fn is_bomb(unpacked: u64, packed: u64) -> bool {
    unpacked > RATIO_FROM && unpacked / packed.max(1) > MOST_RATIO
}

/// A directory of millions of parts would fill memory before any of them is read.
fn require_few_parts(source: &mut (impl Read + Seek)) -> Result<(), Unfit> {
    let length = source.seek(SeekFrom::End(0))?;
    let tail = i64::try_from(length).unwrap_or(TAIL).min(TAIL);
    source.seek(SeekFrom::End(-tail))?;
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes)?;
    source.seek(SeekFrom::Start(0))?;
    let has = |mark: &[u8]| bytes.windows(4).any(|part| part == mark);
    // The mark of a directory for archives of more than 4 GB.
    if has(b"PK\x06\x06") || has(b"PK\x06\x07") {
        return Err(Unfit::Bomb);
    }
    // Where there are several ends, any may be taken for the true one.
    let ends = bytes.windows(12).filter(|end| end.starts_with(b"PK\x05\x06"));
    match ends.map(|end| u16::from_le_bytes([end[10], end[11]])).max() {
        None => Err(Unfit::Broken),
        Some(parts) if parts > MOST_PARTS => Err(Unfit::Bomb),
        Some(_) => Ok(()),
    }
}

/// What a part of a workbook is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Cells.
    Sheet,
    /// Texts that sheets share.
    Shared,
    /// Styles, names, relations, pictures: small.
    Other,
}

impl Kind {
    /// What the part of that name is for.
    fn of(name: &str) -> Kind {
        let name = name.to_ascii_lowercase();
        match name.rsplit(['/', '\\']).next().unwrap_or_default() {
            "content.xml" => Kind::Sheet,
            file if file.starts_with("sharedstrings") => Kind::Shared,
            file if name.contains("sheets/") && file.ends_with(".xml") => Kind::Sheet,
            _ => Kind::Other,
        }
    }
}

/// Where in a part the scale stands: it must cut tags exactly as the reader behind it.
#[derive(Default)]
enum Place {
    /// Between tags.
    #[default]
    Text,
    /// In the name of a tag, without its prefix.
    Name(Vec<u8>),
    /// Behind the name of a tag, in quotes of that kind or outside.
    Tag(Option<u8>),
    /// In an instruction, up to `?>`.
    Instruction,
}

/// Counts the bytes of XML: all, between two tags, and since the last cell began.
#[derive(Default)]
struct Scale {
    all: u64,
    tags: u64,
    text: u64,
    longest_text: u64,
    cell: u64,
    longest_cell: u64,
    place: Place,
    last: u8,
    /// In the head of the shared texts.
    is_head: bool,
    digits: u32,
    /// A letter that XML does not have, a comment, a section or a declaration that no office program writes.
    is_odd: bool,
}

impl Scale {
    fn weigh(&mut self, piece: &[u8]) {
        self.all += piece.len() as u64;
        for byte in piece {
            self.text += 1;
            self.cell += 1;
            self.is_odd |= *byte < b' ' && !matches!(byte, b'\t' | b'\r' | b'\n');
            self.read(*byte);
            self.last = *byte;
            self.longest_text = self.longest_text.max(self.text);
        }
        self.longest_cell = self.longest_cell.max(self.cell);
    }

    fn read(&mut self, byte: u8) {
        match (&mut self.place, byte) {
            (Place::Text, b'<') => {
                (self.tags, self.text, self.place) = (self.tags + 1, 0, Place::Name(Vec::new()));
            }
            (Place::Text, _) => {}
            (Place::Name(name), b'!') if name.is_empty() => self.is_odd = true,
            (Place::Name(name), b'?') if name.is_empty() => self.place = Place::Instruction,
            (Place::Name(name), b':') => name.clear(),
            (Place::Name(name), byte)
                if (byte.is_ascii_alphanumeric() || byte == b'-') && name.len() < 20 =>
            {
                name.push(byte);
            }
            (Place::Name(_), byte) if byte.is_ascii_alphanumeric() || byte == b'-' => {}
            (Place::Name(name), _) => {
                let name = std::mem::take(name);
                self.begin(&name);
                self.place = Place::Tag(None);
                self.read(byte);
            }
            (Place::Tag(None), b'>') => self.place = Place::Text,
            (Place::Tag(None), b'"' | b'\'') => self.place = Place::Tag(Some(byte)),
            (Place::Tag(Some(quote)), byte) if *quote == byte => self.place = Place::Tag(None),
            (Place::Tag(_), byte) => {
                self.digits = if byte.is_ascii_digit() { self.digits + 1 } else { 0 };
                self.is_odd |= self.is_head && self.digits > MOST_DIGITS;
            }
            (Place::Instruction, _) => {
                if byte == b'>' && self.last == b'?' {
                    self.place = Place::Text;
                }
            }
        }
    }

    fn begin(&mut self, name: &[u8]) {
        (self.is_head, self.digits) = (name == b"sst", 0);
        if matches!(name, b"c" | b"row" | b"si" | b"table-cell" | b"table-row") {
            self.longest_cell = self.longest_cell.max(self.cell);
            self.cell = 0;
        }
    }

    fn is_too_much(&self, kind: Kind) -> bool {
        let is_long = self.longest_text > LONGEST_TEXT;
        match kind {
            Kind::Sheet => is_long || self.longest_cell > LONGEST_CELL,
            Kind::Shared => is_long || self.all > MOST_SHARED || self.tags > MOST_SHARED_TAGS,
            Kind::Other => self.all > MOST_OTHER,
        }
    }
}
