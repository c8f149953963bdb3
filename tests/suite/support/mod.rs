//! What every test stands on: an installation of its own, a clock set by hand, a workspace with its owner.

mod app;
mod dns;
mod letters;
mod program;
mod papers;
pub mod bills;

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use kantora::base::{AccountId, Actor, At, Door, MemberId, Result, Role, WorkspaceId};
use kantora::platform::config::{Config, Mail, Way};
use kantora::platform::crypto::MasterKey;
use kantora::platform::{Clock, Db, Lane, Machines, Tx, migrate};
use tempfile::TempDir;

pub use app::{Answer, App, Browser};
pub use dns::{broken_dns, dns, empty_dns};
pub use letters::Letter;
pub use papers::{FORM, form, picture};
pub use program::Program;

/// The time at which every test begins: Monday 2 March 2026, 10:00 UTC.
pub const MORNING: At = At(1_772_445_600_000);

/// Whose letters leave from every installation.
pub const SENDER: &str = "office@kantora.example";

/// An installation in a folder that goes with it.
pub struct Installation {
    machines: Machines,
    folder: TempDir,
}

impl Deref for Installation {
    type Target = Machines;

    fn deref(&self) -> &Machines {
        &self.machines
    }
}

impl Installation {
    /// The data folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The database file.
    pub fn database(&self) -> PathBuf {
        self.folder.path().join("kantora.db")
    }

    /// Lets that much time pass.
    pub fn pass(&self, time: std::time::Duration) {
        self.clock.set(self.clock.now().plus(time));
    }
}

/// A migrated, empty installation with a clock that stands at [`MORNING`].
pub fn machines() -> Installation {
    machines_with(|_| {})
}

/// The same where the operator chose something.
pub fn machines_with(choose: impl FnOnce(&mut Config)) -> Installation {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("kantora.db");
    std::fs::copy(template(), &database).unwrap();
    let clock = Clock::hand(MORNING);
    let mut config = Config::defaults(folder.path());
    config.mail = Some(Mail { way: Way::Folder(folder.path().join("letters")), from: SENDER.to_owned() });
    config.dns_server = Some(empty_dns());
    choose(&mut config);
    let config = Arc::new(config);
    let db = Db::open(&database, clock.clone()).unwrap();
    let machines = Machines::new(db, clock, config, MasterKey::new([7; 32]));
    Installation { machines, folder }
}

/// A database with every migration and no row, made once for the whole run.
fn template() -> &'static Path {
    static TEMPLATE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = TEMPLATE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("template.db");
        migrate::run(&database, &Clock::hand(MORNING)).unwrap();
        (folder, database)
    });
    path
}

/// A workspace and the account that owns it.
#[derive(Debug, Clone)]
pub struct Workspace {
    pub id: WorkspaceId,
    pub slug: String,
    pub account: AccountId,
    pub owner: MemberId,
}

impl Workspace {
    /// The owner at work in the browser.
    pub fn actor(&self) -> Actor {
        Actor::member(Door::Page, self.account, self.id, self.owner, Role::Owner)
    }
}

/// A workspace `acme` with its owner, by plain statements.
pub fn workspace(machines: &Machines) -> Workspace {
    workspace_named(machines, "acme")
}

/// A workspace with that slug and an owner of its own, by plain statements.
pub fn workspace_named(machines: &Machines, slug: &str) -> Workspace {
    let name = slug.to_owned();
    let insert = || {
        machines
            .db
            .write_blocking(&Actor::guest(Door::Cli), Lane::Interactive, move |tx| insert_workspace(tx, name))
    };
    // On a thread of its own: a test may run inside a runtime, whose threads must not wait.
    std::thread::scope(|scope| scope.spawn(insert).join()).unwrap().unwrap()
}

fn insert_workspace(tx: &Tx, slug: String) -> Result<Workspace> {
    let id = WorkspaceId::new(tx.insert(
        "INSERT INTO workspace (slug, name, country, currency, zone, language, phone_country, created_at, updated_at)
         VALUES (:slug, :slug, 'BG', 'EUR', 'Europe/Sofia', 'en', 'BG', :now, :now)",
        rusqlite::named_params! { ":slug": slug, ":now": tx.now() },
    )?);
    let email = format!("owner@{slug}.example");
    let account = AccountId::new(tx.insert(
        "INSERT INTO account (email, email_norm, name, password_hash, created_at, updated_at)
         VALUES (:email, :email, 'Olga Owner', '', :now, :now)",
        rusqlite::named_params! { ":email": email, ":now": tx.now() },
    )?);
    let owner = add_member(tx, id, account, Role::Owner)?;
    Ok(Workspace { id, slug, account, owner })
}

/// Makes the account a member with that role.
pub fn add_member(tx: &Tx, workspace: WorkspaceId, account: AccountId, role: Role) -> Result<MemberId> {
    let id = tx.insert(
        "INSERT INTO member (workspace_id, account_id, role, created_at)
         VALUES (:workspace, :account, :role, :now)",
        rusqlite::named_params! {
            ":workspace": workspace,
            ":account": account,
            ":role": role,
            ":now": tx.now(),
        },
    )?;
    Ok(MemberId::new(id))
}
