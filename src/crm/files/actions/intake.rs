//! A file on its way in: looked at, drawn anew if it is a picture, and made safe on the disk.

use std::io::BufReader;

use super::super::model::{Arrived, FileName, Picture, check};
use super::super::store;
use crate::base::{Error, Result};
use crate::platform::Tx;
use crate::platform::blobs::{Blobs, Draft};

/// So large a picture drawn anew may be, however small it came.
const LEAST: u64 = 64 << 20;

/// A file that can be taken; it goes by itself if nobody keeps it.
pub struct Examined {
    name: FileName,
    draft: Draft,
    small: Option<Draft>,
}

/// Looks at a file that came whole. `Invalid` on `file` with the reason if it is not taken. Blocks; a large picture takes
/// a second.
pub fn examine(blobs: &Blobs, name: FileName, draft: Draft) -> Result<Examined> {
    if draft.size() == 0 {
        return Err(Error::field("file", "files-refused-empty"));
    }
    let mut file = draft.open()?;
    check(name.kind(), &mut file)?;
    let Some(picture) = Picture::read(name.kind(), BufReader::new(draft.open()?))? else {
        return Ok(Examined { name, draft, small: None });
    };
    // Without loss a picture may become larger than it came.
    let mut drawn = blobs.begin(draft.size().saturating_mul(8).max(LEAST))?;
    picture.draw(&mut drawn)?;
    let mut small = blobs.begin(LEAST)?;
    picture.draw_small(&mut small)?;
    Ok(Examined { name: name.with_kind(picture.format().kind()), draft: drawn, small: Some(small) })
}

impl Examined {
    /// Its name and its size, by which the same file that comes twice is told.
    pub fn told(&self) -> String {
        format!("{} {}", self.name, self.draft.size())
    }

    /// Makes it safe. Blocks until the disk has it.
    pub fn keep(self, blobs: &Blobs) -> Result<Arrived> {
        let blob = blobs.keep(self.draft)?;
        let thumbnail = self.small.map(|small| blobs.keep(small)).transpose()?;
        Ok(Arrived { name: self.name, blob, thumbnail })
    }
}

/// Takes away what lies there for files that could not be added, but for bytes that other files have.
pub fn give_up(tx: &Tx, arrived: &[Arrived], blobs: &Blobs) -> Result<()> {
    for blob in arrived.iter().flat_map(Arrived::blobs) {
        if !store::is_known(tx, blob.hash)? {
            blobs.remove(blob.hash)?;
        }
    }
    Ok(())
}
