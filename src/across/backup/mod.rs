//! Backups: a folder that holds everything an installation is, and the proof that it can come back.
//!
//! A backup is made beside the running server: the database through SQLite's online backup in one step, which is one
//! consistent snapshot and holds nobody up, then the files that it names, the master key and the configuration. Files
//! are taken after the database: they are written before their rows and swept days after them, so that no row lacks
//! its file. `manifest.json` names every part with its size and SHA-256, the schema and the number of rows of each
//! table; `manifest.sha256` seals the manifest itself.
//!
//! Nothing is believed: [`verify`] compares every byte, then opens a copy and checks pages, references, the audit
//! chains and the counts. [`restore`] does all of that before it writes, and never touches live data.
//!
//! The folder is as precious as the data folder: it holds the master key, and is not encrypted.

mod model;
mod disk;
mod store;
mod actions;
#[cfg(test)]
mod tests;

pub use actions::{Source, audit_chains, inspect, make, papers, restore, verify};
pub use model::{Backup, Chains, Fault, Manifest, Papers};
