//! The table of letters.

use rusqlite::named_params;

use super::model::{Ending, LetterId, MailAccount, Posted, Recipient, State, StoredAccount};
use crate::base::{AccountId, At, Error, Language, Result};
use crate::platform::config::MailEncryption;
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

/// A letter about to wait for its turn.
pub struct New<'n> {
    pub kind: &'static str,
    pub name: &'static str,
    pub is_kept: bool,
    pub to: &'n Recipient,
    pub payload: String,
}

/// The letter, or `NotFound`.
pub fn find(view: &View, id: LetterId) -> Result<Posted> {
    maybe_find(view, id)?.ok_or(Error::NotFound)
}

/// The letter, if it is not forgotten.
pub fn maybe_find(view: &View, id: LetterId) -> Result<Option<Posted>> {
    view.maybe(
        "SELECT id, kind, name, address, recipient, language, account_id, payload, state, tries, problem, said,
                message_id, created_at, sent_at
         FROM letter
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        posted,
    )
}

/// Those of the letters that are not forgotten, by number.
pub fn find_many(view: &View, ids: &[LetterId]) -> Result<Vec<Posted>> {
    view.all(
        "SELECT letter.id, letter.kind, letter.name, letter.address, letter.recipient, letter.language,
                letter.account_id, letter.payload, letter.state, letter.tries, letter.problem, letter.said,
                letter.message_id, letter.created_at, letter.sent_at
         FROM json_each(:ids) AS wanted
         CROSS JOIN letter ON letter.workspace_id = :workspace AND letter.id = wanted.value
         ORDER BY letter.id",
        named_params! { ":workspace": view.workspace(), ":ids": serde_json::to_string(ids)? },
        posted,
    )
}

/// The letters of the workspace, the newest first, at most 50 older than that one.
pub fn list(view: &View, before: LetterId) -> Result<Vec<Posted>> {
    view.all(
        "SELECT id, kind, name, address, recipient, language, account_id, payload, state, tries, problem, said,
                message_id, created_at, sent_at
         FROM letter
         WHERE workspace_id = :workspace
           AND id < :before
         ORDER BY id DESC
         LIMIT 50",
        named_params! { ":workspace": view.workspace(), ":before": before },
        posted,
    )
}

fn posted(row: &Row) -> rusqlite::Result<Posted> {
    Ok(Posted {
        id: row.get("id")?,
        kind: row.get("kind")?,
        name: row.get("name")?,
        to: Recipient {
            address: row.get("address")?,
            name: row.get("recipient")?,
            language: row.get("language")?,
            account: row.get("account_id")?,
        },
        payload: row.get("payload")?,
        state: coded(row, "state")?,
        tries: row.get("tries")?,
        problem: row.get("problem")?,
        said: row.get("said")?,
        message_id: row.get("message_id")?,
        created_at: row.get("created_at")?,
        sent_at: row.get("sent_at")?,
    })
}

/// A new letter that waits.
pub fn insert(tx: &Tx, new: &New) -> Result<LetterId> {
    let number = tx.insert(
        "INSERT INTO letter
           (workspace_id, kind, name, kept, address, recipient, language, account_id, payload, created_at, updated_at)
         VALUES
           (:workspace, :kind, :name, :kept, :address, :recipient, :language, :account, :payload, :now, :now)",
        named_params! {
            ":workspace": tx.workspace(),
            ":kind": new.kind,
            ":name": new.name,
            ":kept": new.is_kept,
            ":address": new.to.address,
            ":recipient": new.to.name,
            ":language": new.to.language,
            ":account": new.to.account,
            ":payload": new.payload,
            ":now": tx.now(),
        },
    )?;
    Ok(LetterId::new(number))
}

/// Counts a try and gives the letter its name in the world.
pub fn save_begun(tx: &Tx, letter: &Posted) -> Result<()> {
    tx.execute(
        "UPDATE letter
         SET state = :state, tries = :tries, message_id = :message_id, updated_at = :now
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": letter.id,
            ":state": letter.state.code(),
            ":tries": letter.tries,
            ":message_id": letter.message_id,
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Notes that the server is about to get it.
pub fn save_state(tx: &Tx, id: LetterId, state: State) -> Result<()> {
    tx.execute(
        "UPDATE letter
         SET state = :state, updated_at = :now
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":state": state.code(), ":now": tx.now() },
    )?;
    Ok(())
}

/// Notes how a try ended.
pub fn save_ended(tx: &Tx, id: LetterId, state: State, ending: &Ending) -> Result<()> {
    tx.execute(
        "UPDATE letter
         SET state = :state, problem = :problem, said = :said, updated_at = :now,
             sent_at = iif(:state = 'sent', :now, NULL)
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": id,
            ":state": state.code(),
            ":problem": ending.problem(),
            ":said": ending.said(),
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// The letters without a way out that wait since before that time, the oldest first, at most 100.
pub fn list_held(view: &View, before: At) -> Result<Vec<LetterId>> {
    view.all(
        "SELECT id
         FROM letter
         WHERE workspace_id = :workspace
           AND state = 'held'
           AND created_at < :before
         ORDER BY id
         LIMIT 100",
        named_params! { ":workspace": view.workspace(), ":before": before },
        |row| row.get("id"),
    )
}

/// Deletes letters that came to rest before that time, the oldest first, at most 1,000; gives how many.
pub fn delete_rested(tx: &Tx, before: At) -> Result<usize> {
    tx.execute(
        "DELETE FROM letter
         WHERE workspace_id = :workspace
           AND id IN (
             SELECT id
             FROM letter
             WHERE workspace_id = :workspace
               AND kept = 0
               AND state IN ('sent', 'failed', 'bounced', 'unclear', 'needless')
               AND updated_at < :before
             ORDER BY updated_at
             LIMIT 1000
           )",
        named_params! { ":workspace": tx.workspace(), ":before": before },
    )
}

/// Deletes the letter.
pub fn delete(tx: &Tx, id: LetterId) -> Result<()> {
    tx.execute(
        "DELETE FROM letter
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(())
}

/// Puts a letter back to its beginning, under a new name.
pub fn save_again(tx: &Tx, id: LetterId, state: State) -> Result<()> {
    tx.execute(
        "UPDATE letter
         SET state = :state, tries = 0, problem = '', said = '', message_id = '', updated_at = :now
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":state": state.code(), ":now": tx.now() },
    )?;
    Ok(())
}

/// The account as somebody to write to.
pub fn find_person(view: &View, account: AccountId, language: Language) -> Result<Recipient> {
    view.one(
        "SELECT email, name
         FROM account
         WHERE id = :account",
        named_params! { ":account": account },
        |row| {
            Ok(Recipient {
                address: row.get("email")?,
                name: row.get("name")?,
                language,
                account: Some(account),
            })
        },
    )
}

/// The workspace's own mail account, if it has one.
pub fn maybe_account(view: &View) -> Result<Option<StoredAccount>> {
    view.maybe(
        "SELECT host, port, encryption, user, password, address, name, version
         FROM mail_account
         WHERE workspace_id = :workspace",
        named_params! { ":workspace": view.workspace() },
        |row| {
            let account = MailAccount {
                host: row.get("host")?,
                port: row.get("port")?,
                encryption: MailEncryption::of(&row.get::<_, String>("encryption")?),
                user: row.get("user")?,
                address: row.get("address")?,
                name: row.get("name")?,
            };
            Ok(StoredAccount { account, password: row.get("password")?, version: row.get("version")? })
        },
    )
}

/// Saves the account; whoever calls it has compared the version.
pub fn save_account(tx: &Tx, account: &MailAccount, password: Option<&[u8]>) -> Result<()> {
    tx.execute(
        "INSERT INTO mail_account
           (workspace_id, host, port, encryption, user, password, address, name, updated_at)
         VALUES
           (:workspace, :host, :port, :encryption, :user, :password, :address, :name, :now)
         ON CONFLICT (workspace_id)
         DO UPDATE SET
           host = excluded.host, port = excluded.port, encryption = excluded.encryption, user = excluded.user,
           password = excluded.password, address = excluded.address, name = excluded.name,
           version = version + 1, updated_at = excluded.updated_at",
        named_params! {
            ":workspace": tx.workspace(),
            ":host": account.host,
            ":port": account.port,
            ":encryption": account.encryption.code(),
            ":user": account.user,
            ":password": password,
            ":address": account.address,
            ":name": account.name,
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Removes the account.
pub fn delete_account(tx: &Tx) -> Result<()> {
    tx.execute(
        "DELETE FROM mail_account
         WHERE workspace_id = :workspace",
        named_params! { ":workspace": tx.workspace() },
    )?;
    Ok(())
}
