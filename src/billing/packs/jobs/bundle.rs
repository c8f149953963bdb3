//! A zip under way: each of its files is hashed while it is written.

use std::io::{self, Write};

use sha2::{Digest, Sha256};
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

use crate::base::{Error, Result};
use crate::platform::blobs::Draft;

/// Files are compressed so hard: most of them are compressed within already.
const LEVEL: i64 = 3;

/// A zip that is written from its beginning to its end.
pub struct Bundle<'d> {
    zip: ZipWriter<StreamWriter<&'d mut Draft>>,
    sums: String,
}

impl<'d> Bundle<'d> {
    /// Begins one.
    pub fn begin(draft: &'d mut Draft) -> Bundle<'d> {
        Bundle { zip: ZipWriter::new_stream(draft), sums: String::new() }
    }

    /// Writes the next file.
    pub fn add(&mut self, name: &str, fill: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL));
        self.zip.start_file(name, options).map_err(broken)?;
        let mut hashed = Hashed { out: &mut self.zip, hash: Sha256::new() };
        fill(&mut hashed)?;
        let hash = data_encoding::HEXLOWER.encode(&hashed.hash.finalize());
        self.sums.push_str(&format!("{hash}  {name}\n"));
        Ok(())
    }

    /// Writes the hashes of all files, as `sha256sum -c` reads them, and ends the zip.
    pub fn finish(mut self) -> Result<()> {
        let sums = std::mem::take(&mut self.sums);
        self.add("SHA256SUMS", |out| Ok(out.write_all(sums.as_bytes())?))?;
        self.zip.finish().map_err(broken)?;
        Ok(())
    }
}

struct Hashed<'z, W: Write> {
    out: &'z mut W,
    hash: Sha256,
}

impl<W: Write> Write for Hashed<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn broken(error: ZipError) -> Error {
    match error {
        ZipError::Io(error) => error.into(),
        other => Error::internal(other),
    }
}
