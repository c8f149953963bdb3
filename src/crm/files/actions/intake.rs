//! A file on its way in: looked at, drawn anew if it is a picture, and made safe on the disk.

use std::io::BufReader;

use super::super::model::{FileName, Picture, check};
use crate::base::{Error, Result};
use crate::platform::blobs::{Blob, Blobs, Draft};

/// A file that lies on the disk and that no row names yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// Its name.
    pub name: FileName,
    /// Its bytes.
    pub blob: Blob,
    /// The small picture of it.
    pub thumbnail: Option<Blob>,
}

impl Arrived {
    /// Everything that lies on the disk for it.
    pub(super) fn blobs(&self) -> impl Iterator<Item = Blob> {
        std::iter::once(self.blob).chain(self.thumbnail)
    }
}

/// Looks at a file that came whole, and keeps it. `Invalid` on `file` with the reason if it is not taken. Blocks until
/// the disk has it; a large picture takes a second.
pub fn examine(blobs: &Blobs, name: FileName, draft: Draft) -> Result<Arrived> {
    if draft.size() == 0 {
        return Err(Error::field("file", "files-refused-empty"));
    }
    let mut file = draft.open()?;
    check(name.kind(), &mut file)?;
    match Picture::read(name.kind(), BufReader::new(draft.open()?))? {
        Some(picture) => {
            // Without loss a picture may become larger than it came.
            let mut drawn = blobs.begin(draft.size().saturating_mul(8).max(LEAST))?;
            picture.draw(&mut drawn)?;
            let mut small = blobs.begin(LEAST)?;
            picture.draw_small(&mut small)?;
            let name = name.with_kind(picture.format().kind());
            Ok(Arrived { name, blob: blobs.keep(drawn)?, thumbnail: Some(blobs.keep(small)?) })
        }
        None => Ok(Arrived { name, blob: blobs.keep(draft)?, thumbnail: None }),
    }
}

/// So large a picture drawn anew may be, however small it came.
const LEAST: u64 = 64 << 20;
