//! A data folder that has been set up, opened beside no server.

use std::path::{Path, PathBuf};

use kantora::base::{AccountId, Actor, Door, Fields, Id, MemberId, Role, WorkspaceId};
use kantora::crm::contacts::{ContactInput, actions};
use kantora::platform::{Clock, Db, Tx};
use rusqlite::Connection;

/// The database file of a data folder.
pub fn file(folder: &Path) -> PathBuf {
    folder.join("kantora.db")
}

/// The database with its writer.
pub fn open(folder: &Path) -> Db {
    Db::open(&file(folder), Clock::system()).expect("a database that has been set up")
}

/// The owner of the oldest workspace.
pub fn owner(folder: &Path) -> Actor {
    let connection = Connection::open(file(folder)).expect("the database");
    let found = connection.query_row(
        "SELECT account_id, workspace_id, id FROM member ORDER BY id LIMIT 1",
        [],
        |row| Ok((row.get::<_, AccountId>(0)?, row.get::<_, WorkspaceId>(1)?, row.get::<_, MemberId>(2)?)),
    );
    let (account, workspace, member) = found.expect("a workspace");
    Actor::member(Door::Cli, account, workspace, member, Role::Owner)
}

/// More workspaces of the same owner.
pub fn others(folder: &Path, owner: &Actor, count: usize) -> Vec<Actor> {
    let connection = Connection::open(file(folder)).expect("the database");
    let account = owner.account.expect("an account");
    (0..count).map(|number| other(&connection, account, number)).collect()
}

fn other(connection: &Connection, account: AccountId, number: usize) -> Actor {
    connection
        .execute(
            "INSERT INTO workspace (slug, name, country, currency, zone, language, phone_country, created_at, updated_at)
             SELECT ?1, ?1, country, currency, zone, language, phone_country, created_at, updated_at
             FROM workspace ORDER BY id LIMIT 1",
            [format!("other-{number}")],
        )
        .expect("a workspace");
    let workspace: WorkspaceId = Id::new(connection.last_insert_rowid());
    connection
        .execute(
            "INSERT INTO member (workspace_id, account_id, role, created_at) VALUES (?1, ?2, 'owner', 0)",
            (workspace, account),
        )
        .expect("a member");
    let member: MemberId = Id::new(connection.last_insert_rowid());
    Actor::member(Door::Cli, account, workspace, member, Role::Owner)
}

/// Creates the contact of that number, as the page does; `mark` keeps its address apart from those of other fillers.
pub fn create(tx: &Tx, mark: &str, number: usize) -> kantora::base::Result<()> {
    let (first, last) = (FIRST_NAMES[number % FIRST_NAMES.len()], last_name(number));
    let fields = Fields::new()
        .with("first_name", first)
        .with("last_name", &last)
        .with("job_title", "Buyer")
        .with("email", format!("{last}.{mark}{number}@example{}.org", number % 997))
        .with("phone", format!("+35988{:07}", number % 10_000_000));
    let input = ContactInput::parse(&fields, "BG".parse()?)?;
    actions::create(tx, input).map(drop)
}

const FIRST_NAMES: [&str; 8] = ["Ana", "Борис", "Clara", "Димитър", "Elena", "Филип", "Grace", "Христо"];

/// One of 20,480 names, as different from each other as people's are.
fn last_name(number: usize) -> String {
    const STARTS: [&str; 16] =
        ["Ba", "Cho", "De", "Fe", "Go", "Ha", "Kra", "Lu", "Ma", "Ni", "Pe", "Ro", "Sta", "Tu", "Ve", "Zla"];
    const MIDDLES: [&str; 16] =
        ["ba", "cke", "da", "fo", "gi", "ka", "li", "mo", "ne", "pu", "ra", "sse", "to", "ve", "xi", "zhu"];
    const ENDS: [&str; 5] = ["nov", "rson", "ska", "tti", "mann"];
    // 7,919 is a prime, so that neighbours in the file are none in the alphabet.
    let pick = number * 7_919;
    let middles = [MIDDLES[pick / 16 % 16], MIDDLES[pick / 256 % 16]].concat();
    [STARTS[pick % 16], &middles, ENDS[pick / 4_096 % 5]].concat()
}
