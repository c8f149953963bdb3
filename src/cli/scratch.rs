//! A folder that goes away with the one who made it.

use std::path::{Path, PathBuf};

use super::ending::Failure;
use crate::platform::{crypto, folder};

/// A folder of our own among the system's temporary ones.
pub struct Scratch(PathBuf);

impl Scratch {
    /// Makes one that only the caller may enter.
    pub fn make() -> Result<Scratch, Failure> {
        let path = std::env::temp_dir().join(format!("kantora-{}", crypto::token()));
        folder::private_folder(&path)?;
        Ok(Scratch(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(folder = %self.0.display(), %error, "a scratch folder stays behind");
        }
    }
}
