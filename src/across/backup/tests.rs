use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::*;
use crate::base::At;
use crate::platform::folder::Folder;
use crate::platform::{Clock, migrate};

struct Installation {
    home: TempDir,
    folder: Folder,
}

/// A data folder with a database, a key, a configuration and an uploaded file.
fn installation() -> Installation {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::make(&home.path().join("data")).unwrap();
    folder.master_key().unwrap();
    migrate::run(&folder.database(), &Clock::hand(At(0))).unwrap();
    std::fs::create_dir_all(folder.files().join("1/ab")).unwrap();
    std::fs::write(folder.files().join("1/ab/abcdef"), "an uploaded file").unwrap();
    std::fs::write(folder.path().join("kantora.toml"), "listen = \"127.0.0.1:1\"\n").unwrap();
    Installation { home, folder }
}

impl Installation {
    fn backup(&self) -> Backup {
        let config = self.folder.path().join("kantora.toml");
        let source = Source { folder: &self.folder, config: Some(&config), now: At(1_772_445_600_000) };
        make(&source, &self.path("backups")).unwrap()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }
}

fn said(backup: &Path) -> String {
    verify(backup).expect_err("this backup must be refused").to_string()
}

#[test]
fn a_backup_comes_back_as_it_was() {
    let installation = installation();

    let backup = installation.backup();
    let restored = installation.path("restored");
    let manifest = restore(&backup.folder, &restored).unwrap();

    assert_eq!(backup.folder, installation.path("backups/kantora-2026-03-02T10-00-00Z"));
    assert_eq!(manifest, backup.manifest);
    assert_eq!(manifest.schema, migrate::latest());
    for path in ["files/1/ab/abcdef", "secrets/master.key", "kantora.toml"] {
        let (before, after) = (installation.folder.path().join(path), restored.join(path));
        assert_eq!(std::fs::read(before).unwrap(), std::fs::read(after).unwrap(), "{path}");
    }
    assert!(inspect(&restored.join("kantora.db")).unwrap().is_empty());
}

#[test]
fn one_flipped_byte_in_any_part_is_named() {
    let installation = installation();
    let backup = installation.backup();

    for part in &backup.manifest.parts {
        let path = backup.folder.join(&part.path);
        let whole = std::fs::read(&path).unwrap();
        let mut flipped = whole.clone();
        flipped[whole.len() / 2] ^= 1;
        std::fs::write(&path, flipped).unwrap();
        assert_eq!(said(&backup.folder), format!("{} is not what was backed up", part.path));
        std::fs::write(&path, whole).unwrap();
    }
    assert!(verify(&backup.folder).is_ok());
}

#[test]
fn a_missing_and_a_shortened_part_are_named_together() {
    let installation = installation();
    let backup = installation.backup();

    std::fs::remove_file(backup.folder.join("secrets/master.key")).unwrap();
    let database = std::fs::OpenOptions::new().write(true).open(backup.folder.join("kantora.db")).unwrap();
    database.set_len(4096).unwrap();

    let said = said(&backup.folder);
    assert!(said.contains("kantora.db has 4096 bytes, and "), "{said}");
    assert!(said.contains("secrets/master.key is missing"), "{said}");
}

#[test]
fn a_changed_manifest_is_named() {
    let installation = installation();
    let backup = installation.backup();
    let path = backup.folder.join("manifest.json");

    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("2026", "2025")).unwrap();
    assert_eq!(said(&backup.folder), "manifest.json is not the one that manifest.sha256 was made for");

    std::fs::remove_file(&path).unwrap();
    assert_eq!(said(&backup.folder), "manifest.json is missing");
}

#[test]
fn a_damaged_backup_is_not_restored_and_leaves_nothing() {
    let installation = installation();
    let backup = installation.backup();
    std::fs::remove_file(backup.folder.join("files/1/ab/abcdef")).unwrap();

    let refused = restore(&backup.folder, &installation.path("restored"));

    assert!(matches!(refused, Err(Fault::Damaged(_))));
    assert!(!installation.path("restored").exists());
    assert!(!installation.path("restored.partial").exists());
}

#[test]
fn a_folder_that_holds_something_is_never_restored_into() {
    let installation = installation();
    let backup = installation.backup();

    let refused = restore(&backup.folder, installation.folder.path());

    assert!(matches!(refused, Err(Fault::Occupied(_))));
}

#[test]
fn a_row_that_went_missing_shows_against_the_manifest() {
    let installation = installation();
    let backup = installation.backup();

    // A forger who renews every sum but not the counts.
    let mut manifest = backup.manifest.clone();
    *manifest.rows.values_mut().next().unwrap() += 1;
    let text = serde_json::to_string_pretty(&manifest).unwrap() + "\n";
    let sum = data_encoding::HEXLOWER.encode(&crate::platform::crypto::hash(&text));
    std::fs::write(backup.folder.join("manifest.json"), &text).unwrap();
    std::fs::write(backup.folder.join("manifest.sha256"), format!("{sum}  manifest.json\n")).unwrap();

    assert!(said(&backup.folder).contains("are in the manifest"));
}

#[test]
fn two_backups_of_one_second_stand_side_by_side() {
    let installation = installation();

    let (one, two) = (installation.backup(), installation.backup());

    assert_ne!(one.folder, two.folder);
    assert!(verify(&one.folder).is_ok() && verify(&two.folder).is_ok());
}
