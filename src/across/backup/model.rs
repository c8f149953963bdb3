//! What a backup says about itself.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::base::{Error, WorkspaceId};
use crate::workspace::audit::Head;

/// The layout of the folder; a newer one is refused.
pub const FORMAT: u32 = 1;
/// The manifest's name.
pub const MANIFEST: &str = "manifest.json";
/// The name of the manifest's own sum.
pub const SEAL: &str = "manifest.sha256";
/// The database's name, in the data folder too.
pub const DATABASE: &str = "kantora.db";

/// Everything that a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The layout of the folder.
    pub format: u32,
    /// The program that made it.
    pub program: String,
    /// When, in UTC.
    pub made_at: String,
    /// The number of the database's newest migration.
    pub schema: i64,
    /// Rows by table.
    pub rows: BTreeMap<String, i64>,
    /// Every part but the manifest, by path.
    pub parts: Vec<Part>,
}

/// One file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its path, in the backup and in the data folder.
    pub path: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// The SHA-256 of its content, in hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// Bytes of all parts.
    pub fn bytes(&self) -> u64 {
        self.parts.iter().map(|part| part.bytes).sum()
    }

    /// Rows of all tables.
    pub fn row_count(&self) -> i64 {
        self.rows.values().sum()
    }
}

/// A finished backup.
#[derive(Debug)]
pub struct Backup {
    /// Its folder.
    pub folder: PathBuf,
    /// What it holds.
    pub manifest: Manifest,
}

/// How the audit chains of an installation are.
#[derive(Debug, Default)]
pub struct Chains {
    /// The heads of those that are whole.
    pub whole: Vec<Head>,
    /// A sentence for each that is not.
    pub broken: Vec<String>,
}

/// How the issued papers of an installation are.
#[derive(Debug, Default)]
pub struct Papers {
    /// How many of each workspace are whole.
    pub whole: Vec<(WorkspaceId, usize)>,
    /// A sentence for each that is not.
    pub broken: Vec<String>,
}

/// Why a backup was not made, not believed or not restored.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// It is not what it was; each sentence names a part.
    #[error("{}", .0.join("\n"))]
    Damaged(Vec<String>),
    /// There is something where it should go.
    #[error("{0} exists and is not empty: choose another folder")]
    Occupied(PathBuf),
    /// The disk is too small.
    #[error("{folder} has {free} MB left, and {needed} MB are needed")]
    NoRoom {
        /// Where it should go.
        folder: PathBuf,
        /// Megabytes that are free.
        free: u64,
        /// Megabytes that it takes.
        needed: u64,
    },
    /// It comes from a newer program.
    #[error("the backup comes from a newer program ({0}): restore it with that one")]
    Newer(String),
    /// The machine said no.
    #[error("{0}: {1}")]
    Machine(PathBuf, std::io::Error),
    /// The database said no.
    #[error(transparent)]
    Database(#[from] Error),
}
