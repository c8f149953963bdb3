//! What an operator sees.

use std::path::Path;

use crate::base::{At, WorkspaceId};
use crate::workspace::email::{self, LetterId};

/// Whether people can enter a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They can.
    Open,
    /// Nobody can since then.
    Suspended(At),
}

impl Standing {
    /// For lists of the command line.
    pub fn code(self) -> &'static str {
        match self {
            Standing::Open => "open",
            Standing::Suspended(_) => "suspended",
        }
    }
}

/// A workspace from outside.
#[derive(Debug, Clone)]
pub struct Tenant {
    /// Its number.
    pub id: WorkspaceId,
    /// The first part of its paths.
    pub slug: String,
    /// The company's name.
    pub name: String,
    /// Whether people can enter.
    pub standing: Standing,
    /// When it was made.
    pub created_at: At,
    /// How many people work there.
    pub members: u32,
    /// How many records it has: contacts, companies, notes.
    pub records: i64,
    /// When something was last done or looked at there, to a few minutes.
    pub used_at: Option<At>,
}

/// Which letters are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// All of them.
    All,
    /// Those that did not leave, or may not have.
    Unwell,
}

impl Choice {
    /// From the address of the page.
    pub fn of(code: &str) -> Choice {
        if code == "unwell" { Choice::Unwell } else { Choice::All }
    }

    /// The list's address.
    pub fn path(self) -> &'static str {
        match self {
            Choice::All => "/operator/mail",
            Choice::Unwell => "/operator/mail?show=unwell",
        }
    }
}

/// A letter from outside: what became of it, never what it says.
#[derive(Debug, Clone)]
pub struct Dispatch {
    /// Its number.
    pub id: LetterId,
    /// Whose it is; `NONE`: of an account, outside any workspace.
    pub workspace: WorkspaceId,
    /// The key of what it is called.
    pub name: String,
    /// To whom, by [`masked`].
    pub to: String,
    /// Where it stands.
    pub state: email::State,
    /// How often it was tried.
    pub tries: u32,
    /// The key of why the last try did not end well; empty: it did, or there was none.
    pub problem: String,
    /// Since when it waits.
    pub created_at: At,
}

/// Enough of an address to find the letter by, not enough to write to somebody: its first letter and its domain.
pub fn masked(address: &str) -> String {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let first = local.chars().next().map(String::from).unwrap_or_default();
    if domain.is_empty() { format!("{first}…") } else { format!("{first}…@{domain}") }
}

/// The machine under the installation.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk {
    /// Bytes that are still free.
    pub free: Option<u64>,
    /// Bytes of the database.
    pub database: u64,
    /// Bytes of its write-ahead log.
    pub log: u64,
    /// Bytes of uploaded files.
    pub files: u64,
    /// Bytes of the copies in the data folder itself.
    pub backups: u64,
}

/// The bytes of every file below; what cannot be read counts nothing.
pub fn bytes_below(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let sizes = entries.filter_map(Result::ok).map(|entry| match entry.metadata() {
        Ok(meta) if meta.is_dir() => bytes_below(&entry.path()),
        Ok(meta) => meta.len(),
        Err(_) => 0,
    });
    sizes.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_address_one_letter_and_the_domain_are_shown() {
        assert_eq!(masked("amelia@example.com"), "a…@example.com");
        assert_eq!(masked("ж@фирма.example"), "ж…@фирма.example");
        assert_eq!(masked("\"a@b\"@example.com"), "\"…@example.com");
        assert_eq!((masked("amelia").as_str(), masked("").as_str()), ("a…", "…"));
    }

    #[test]
    fn a_folder_weighs_what_lies_below_it() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("a/b")).unwrap();
        std::fs::write(folder.path().join("one"), "12").unwrap();
        std::fs::write(folder.path().join("a/b/two"), "345").unwrap();

        assert_eq!(bytes_below(folder.path()), 5);
        assert_eq!(bytes_below(&folder.path().join("none")), 0);
    }
}
