//! Files and folders that are whole or not there.

use std::fs::File;
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::model::Fault;
use crate::base::Error;
use crate::platform::folder;

/// The length and the SHA-256 of a file, in hexadecimal.
pub fn measure(path: &Path) -> std::io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let (mut hasher, mut bytes) = (Sha256::new(), 0);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((bytes, data_encoding::HEXLOWER.encode(&hasher.finalize())));
        }
        hasher.update(&buffer[..read]);
        bytes += read as u64;
    }
}

/// Copies a file into a new one of the owner's alone, and onto the disk.
pub fn copy(from: &Path, to: &Path) -> Result<(), Fault> {
    if let Some(folder) = to.parent() {
        private(folder)?;
    }
    let mut source = File::open(from).map_err(at(from))?;
    let mut target = create(to)?;
    std::io::copy(&mut source, &mut target).and_then(|_| target.sync_all()).map_err(at(to))
}

/// A new file that only the owner may read.
pub fn create(path: &Path) -> Result<File, Fault> {
    File::options().write(true).create_new(true).mode(0o600).open(path).map_err(at(path))
}

/// A folder that only the owner may enter.
pub fn private(folder: &Path) -> Result<(), Fault> {
    folder::private_folder(folder).map_err(|blocked| Fault::Database(Error::internal(blocked)))
}

/// Refuses before anything is written if the disk is too small; a tenth and 16 MB stay free.
pub fn room(folder: &Path, bytes: u64) -> Result<(), Fault> {
    let disk =
        rustix::fs::statvfs(folder).map_err(|error| Fault::Machine(folder.to_owned(), error.into()))?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let needed = bytes + bytes / 10 + (16 << 20);
    if free >= needed {
        return Ok(());
    }
    Err(Fault::NoRoom { folder: folder.to_owned(), free: free >> 20, needed: needed >> 20 })
}

/// A folder under a name that says that it is not finished; it goes away unless it is.
pub struct Draft(Option<PathBuf>);

impl Draft {
    /// Makes the folder; what an interrupted run left there goes.
    pub fn make(path: PathBuf) -> Result<Draft, Fault> {
        if path.exists() {
            std::fs::remove_dir_all(&path).map_err(at(&path))?;
        }
        private(&path)?;
        Ok(Draft(Some(path)))
    }

    /// Where it is now.
    pub fn path(&self) -> &Path {
        self.0.as_deref().unwrap_or(Path::new("."))
    }

    /// Gives it its name, with everything on the disk before and after.
    pub fn finish(mut self, name: &Path) -> Result<PathBuf, Fault> {
        sync_tree(self.path())?;
        if let Err(error) = std::fs::rename(self.path(), name) {
            return Err(Fault::Machine(name.to_owned(), error));
        }
        self.0 = None;
        if let Some(parent) = name.parent() {
            sync(parent)?;
        }
        Ok(name.to_owned())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Some(path) = &self.0
            && let Err(error) = std::fs::remove_dir_all(path)
        {
            tracing::warn!(folder = %path.display(), %error, "an unfinished folder stays behind");
        }
    }
}

fn sync_tree(folder: &Path) -> Result<(), Fault> {
    for entry in std::fs::read_dir(folder).map_err(at(folder))? {
        let path = entry.map_err(at(folder))?.path();
        if path.is_dir() { sync_tree(&path)? } else { sync(&path)? }
    }
    sync(folder)
}

fn sync(path: &Path) -> Result<(), Fault> {
    File::open(path).and_then(|file| file.sync_all()).map_err(at(path))
}

/// The machine's refusal, with the place where it was met.
pub fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Fault + '_ {
    move |error| Fault::Machine(path.to_owned(), error)
}
