//! The data folder: who may look into it, its master key, and the lock of the one who runs it.
//!
//! Everything that must not be lost lies here: `kantora.db`, `files/`, `secrets/`. The folder is 0700 and what lies in
//! `secrets/` is 0600, whatever the umask says.

use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::io::{ErrorKind, Read, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::FlockOperation;

use super::crypto::MasterKey;

/// Why the data folder cannot be used, with what to do.
#[derive(Debug, thiserror::Error)]
pub enum Blocked {
    /// There is no installation in it.
    #[error(
        "there is no installation in {0}: start one with `kantora serve`, or say where it is with --data DIR"
    )]
    Missing(PathBuf),
    /// Another process runs on it.
    #[error("{folder} is in use by process {holder}: stop it first")]
    Locked {
        /// The folder.
        folder: PathBuf,
        /// The number of the process.
        holder: String,
    },
    /// It belongs to somebody else, whose files we would leave behind unreadable.
    #[error(
        "{folder} belongs to user {owner}, and you are user {caller}. Type:\n  sudo -u '#{owner}' {line}"
    )]
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// Its owner's number.
        owner: u32,
        /// The caller's number.
        caller: u32,
        /// What was typed.
        line: String,
    },
    /// The master key's file is there, but no key.
    #[error(
        "{0} does not hold a key of 64 hexadecimal digits: bring it back from a backup, it cannot be made anew"
    )]
    Key(PathBuf),
    /// The machine said no.
    #[error("{0}: {1}")]
    Machine(PathBuf, std::io::Error),
}

/// A data folder that the caller may use.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

/// Held as long as the process runs on the folder; given back when dropped, even by a kill.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "the open file is the lock")] File);

impl Folder {
    /// Makes the folder if need be.
    pub fn make(path: &Path) -> Result<Folder, Blocked> {
        private_folder(path)?;
        let folder = Folder::check_owner(path)?;
        std::fs::set_permissions(path, Permissions::from_mode(0o700)).map_err(at(path))?;
        Ok(folder)
    }

    /// A folder that must already hold a database.
    pub fn existing(path: &Path) -> Result<Folder, Blocked> {
        if !path.is_dir() {
            return Err(Blocked::Missing(path.to_owned()));
        }
        let folder = Folder::check_owner(path)?;
        if folder.database().exists() { Ok(folder) } else { Err(Blocked::Missing(path.to_owned())) }
    }

    fn check_owner(path: &Path) -> Result<Folder, Blocked> {
        let owner = std::fs::metadata(path).map_err(at(path))?.uid();
        let caller = rustix::process::geteuid().as_raw();
        if owner == caller {
            return Ok(Folder(path.to_owned()));
        }
        let line = std::env::args().collect::<Vec<_>>().join(" ");
        Err(Blocked::Foreign { folder: path.to_owned(), owner, caller, line })
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        super::config::database_of(&self.0)
    }

    /// Log files.
    pub fn logs(&self) -> PathBuf {
        self.0.join("logs")
    }

    /// Uploaded files, by workspace.
    pub fn files(&self) -> PathBuf {
        self.0.join("files")
    }

    /// What nobody but us may read.
    pub fn secrets(&self) -> PathBuf {
        self.0.join("secrets")
    }

    /// Where the master key lies.
    pub fn key_file(&self) -> PathBuf {
        self.secrets().join("master.key")
    }

    /// The master key, made at the first start; from a systemd credential called `master-key` if there is one.
    pub fn master_key(&self) -> Result<MasterKey, Blocked> {
        if let Some(folder) = std::env::var_os("CREDENTIALS_DIRECTORY") {
            let path = Path::new(&folder).join("master-key");
            if path.exists() {
                return read_key(&path);
            }
        }
        let path = self.key_file();
        if path.exists() {
            return read_key(&path);
        }
        private_folder(&self.secrets())?;
        let key = MasterKey::generate();
        write_secret(&path, &(data_encoding::HEXLOWER.encode(key.bytes()) + "\n"))?;
        Ok(key)
    }

    /// Takes the folder for this process alone; refused while another one holds it.
    pub fn lock(&self) -> Result<Lock, Blocked> {
        let path = self.0.join("kantora.lock");
        let open =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(&path);
        let mut file = open.map_err(at(&path))?;
        if rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
            let mut holder = String::new();
            file.read_to_string(&mut holder).map_err(at(&path))?;
            return Err(Blocked::Locked { folder: self.0.clone(), holder: holder.trim().to_owned() });
        }
        let note = |file: &mut File| {
            file.set_len(0)?;
            file.rewind()?;
            writeln!(file, "{}", std::process::id())
        };
        note(&mut file).map_err(at(&path))?;
        Ok(Lock(file))
    }
}

/// How many bytes there is still room for.
pub fn free_bytes(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    disk.f_bavail.checked_mul(disk.f_frsize)
}

/// Makes a folder that only its owner may enter; an existing one stays as it is.
pub fn private_folder(path: &Path) -> Result<(), Blocked> {
    DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(at(path))
}

/// Removes a file that may be gone already.
pub fn remove(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Writes a file that only its owner may read, whole or not at all, and onto the disk.
pub fn write_secret(path: &Path, text: &str) -> Result<(), Blocked> {
    let write = || {
        let mut draft = path.as_os_str().to_owned();
        draft.push(".new");
        let draft = PathBuf::from(draft);
        remove(&draft)?;
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&draft, path)?;
        path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
    };
    write().map_err(at(path))
}

fn read_key(path: &Path) -> Result<MasterKey, Blocked> {
    let text = std::fs::read_to_string(path).map_err(at(path))?;
    let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(text.trim().as_bytes()).ok();
    let key: Option<[u8; 32]> = bytes.and_then(|bytes| bytes.try_into().ok());
    key.map(MasterKey::new).ok_or_else(|| Blocked::Key(path.to_owned()))
}

fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Blocked + '_ {
    move |error| Blocked::Machine(path.to_owned(), error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().mode() & 0o777
    }

    #[test]
    fn the_folder_and_its_secrets_are_the_owners_alone() {
        let home = tempfile::tempdir().unwrap();

        let folder = Folder::make(&home.path().join("one/two")).unwrap();
        let key = folder.master_key().unwrap();

        assert_eq!(mode(folder.path()), 0o700);
        assert_eq!(mode(&home.path().join("one/two/secrets")), 0o700);
        assert_eq!(mode(&folder.key_file()), 0o600);
        assert_eq!(folder.master_key().unwrap().bytes(), key.bytes(), "the key is made once");
    }

    #[test]
    fn a_damaged_key_is_never_replaced() {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::make(home.path()).unwrap();
        folder.master_key().unwrap();
        std::fs::write(folder.key_file(), "abc").unwrap();

        assert!(matches!(folder.master_key(), Err(Blocked::Key(_))));
    }

    #[test]
    fn one_process_at_a_time_holds_the_lock() {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::make(home.path()).unwrap();

        let lock = folder.lock().unwrap();
        let refused = folder.lock().unwrap_err().to_string();
        drop(lock);

        assert!(refused.contains(&std::process::id().to_string()), "{refused}");
        assert!(folder.lock().is_ok());
    }
}
