//! The table of tokens.

use ipnet::IpNet;
use rusqlite::named_params;
use rusqlite::types::Type;
use serde::de::DeserializeOwned;

use super::model::{NewToken, Pass, Secret, Token};
use crate::base::{At, MemberId, Result, TokenId};
use crate::platform::db::{Column, Row};
use crate::platform::{Tx, View};

/// The token of that hash, whatever state it is in, with the member behind it and the workspace that it is for.
pub fn maybe_find_pass(view: &View, token_hash: &[u8; 32]) -> Result<Option<Pass>> {
    view.maybe(
        "SELECT token.id, token.member_id, account.name AS member_name, token.name, token.ending, token.grants,
                token.addresses, token.created_at, token.used_at, token.ends_at,
                account.id AS account_id, member.role,
                token.revoked_at IS NULL AND member.disabled_at IS NULL AND account.disabled_at IS NULL AS stands,
                workspace.id AS workspace_id, workspace.slug, workspace.name AS workspace_name, workspace.zone,
                workspace.language, workspace.changes, workspace.suspended_at IS NOT NULL AS is_suspended
         FROM token
         JOIN member ON member.workspace_id = token.workspace_id AND member.id = token.member_id
         JOIN account ON account.id = member.account_id
         JOIN workspace ON workspace.id = token.workspace_id
         WHERE token.token_hash = :token_hash",
        named_params! { ":token_hash": token_hash },
        |row| {
            Ok(Pass {
                token: token(row)?,
                account: row.get("account_id")?,
                role: row.get("role")?,
                led: Vec::new(),
                stands: row.get("stands")?,
                workspace: row.get("workspace_id")?,
                slug: row.get("slug")?,
                workspace_name: row.get("workspace_name")?,
                zone: row.get("zone")?,
                language: row.get("language")?,
                changes: row.get("changes")?,
                is_suspended: row.get("is_suspended")?,
            })
        },
    )
}

/// Every token of the workspace that was not revoked, the newest first.
pub fn list_all(view: &View) -> Result<Vec<Token>> {
    view.all(
        "SELECT token.id, token.member_id, account.name AS member_name, token.name, token.ending, token.grants,
                token.addresses, token.created_at, token.used_at, token.ends_at
         FROM token
         JOIN member ON member.workspace_id = token.workspace_id AND member.id = token.member_id
         JOIN account ON account.id = member.account_id
         WHERE token.workspace_id = :workspace
           AND token.revoked_at IS NULL
         ORDER BY token.id DESC
         LIMIT 500",
        named_params! { ":workspace": view.workspace() },
        token,
    )
}

/// Those of one member.
pub fn list_of(view: &View, member: MemberId) -> Result<Vec<Token>> {
    Ok(list_all(view)?.into_iter().filter(|token| token.member == member).collect())
}

/// How many tokens of that member stand.
pub fn count_of(view: &View, member: MemberId) -> Result<i64> {
    view.one(
        "SELECT count(*) AS standing
         FROM token
         WHERE workspace_id = :workspace
           AND member_id = :member
           AND revoked_at IS NULL",
        named_params! { ":workspace": view.workspace(), ":member": member },
        |row| row.get("standing"),
    )
}

/// A token that was not revoked, or `NotFound`.
pub fn find(view: &View, id: TokenId) -> Result<Token> {
    view.one(
        "SELECT token.id, token.member_id, account.name AS member_name, token.name, token.ending, token.grants,
                token.addresses, token.created_at, token.used_at, token.ends_at
         FROM token
         JOIN member ON member.workspace_id = token.workspace_id AND member.id = token.member_id
         JOIN account ON account.id = member.account_id
         WHERE token.workspace_id = :workspace
           AND token.id = :id
           AND token.revoked_at IS NULL",
        named_params! { ":workspace": view.workspace(), ":id": id },
        token,
    )
}

/// A new token of that member.
pub fn insert(tx: &Tx, member: MemberId, new: &NewToken, secret: &Secret) -> Result<TokenId> {
    let number = tx.insert(
        "INSERT INTO token
           (workspace_id, member_id, name, token_hash, ending, grants, addresses, created_at, ends_at)
         VALUES
           (:workspace, :member, :name, :token_hash, :ending, :grants, :addresses, :now, :ends_at)",
        named_params! {
            ":workspace": tx.workspace(),
            ":member": member,
            ":name": new.name,
            ":token_hash": secret.hash(),
            ":ending": secret.ending(),
            ":grants": serde_json::to_string(&new.grants)?,
            ":addresses": serde_json::to_string(&written(&new.addresses))?,
            ":now": tx.now(),
            ":ends_at": new.life.end(tx.now()),
        },
    )?;
    Ok(TokenId::new(number))
}

/// Notes that the token was used.
pub fn save_used(tx: &Tx, id: TokenId) -> Result<()> {
    tx.execute(
        "UPDATE token
         SET used_at = :now
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":now": tx.now() },
    )?;
    Ok(())
}

/// Ends the token for good.
pub fn save_revoked(tx: &Tx, id: TokenId) -> Result<()> {
    tx.execute(
        "UPDATE token
         SET revoked_at = :now
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":now": tx.now() },
    )?;
    Ok(())
}

fn written(addresses: &[IpNet]) -> Vec<String> {
    addresses.iter().map(ToString::to_string).collect()
}

fn token(row: &Row) -> rusqlite::Result<Token> {
    let addresses: Vec<String> = listed(row, "addresses")?;
    Ok(Token {
        id: row.get("id")?,
        member: row.get("member_id")?,
        member_name: row.get("member_name")?,
        name: row.get("name")?,
        ending: row.get("ending")?,
        grants: listed(row, "grants")?,
        addresses: addresses.iter().filter_map(|net| net.parse().ok()).collect(),
        created_at: row.get("created_at")?,
        used_at: row.get::<_, Option<At>>("used_at")?,
        ends_at: row.get("ends_at")?,
    })
}

/// A column that holds a list as JSON.
fn listed<T: DeserializeOwned>(row: &Row, column: &'static str) -> rusqlite::Result<Vec<T>> {
    let number = column.place(row)?;
    let text: String = row.get(number)?;
    serde_json::from_str(&text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(number, Type::Text, Box::new(error)))
}
