//! What was done, by whom: append-only, one chain of hashes per workspace.
//!
//! Each row holds verb, ids, names of the changed fields and a salted hash of each value, and its own hash covers all
//! of that and the hash of the row before it. Values and salts stand beside the chain in `audit_value`; erasing them
//! leaves the chain whole. Acts on an account outside any workspace are `security_event`s.
//!
//! Tables: `audit`, `audit_value`, `security_event`.

mod model;
mod store;
mod jobs;
pub mod api;

use std::net::IpAddr;

use crate::base::{AccountId, Result, SubjectId, WorkspaceId};
use crate::platform::{Tx, View};

pub use jobs::{LogHeads, log_heads};
pub use model::{Change, Entry, Fault, Head, Value};
pub use store::{erase_values, head, heads, list_after, list_latest, list_of_subject};

/// Writes an act of the workspace into its chain, in the act's own transaction.
pub fn record(tx: &Tx, verb: &'static str, subject: Option<SubjectId>, changes: &[Change]) -> Result<()> {
    let salted: Vec<model::Salted> = changes.iter().map(model::Salted::new).collect();
    let head = store::head(tx, tx.workspace())?;
    let link = model::Link {
        workspace: tx.workspace(),
        seq: head.seq + 1,
        at: tx.now(),
        door: tx.actor().door.code().to_owned(),
        account: tx.actor().account,
        member: tx.member(),
        verb: verb.to_owned(),
        subject,
        fields: model::fields(&salted)?,
        previous: head.hash,
    };
    let id = store::insert(tx, &link)?;
    for value in &salted {
        store::insert_value(tx, id, value)?;
    }
    Ok(())
}

/// Writes an act on an account outside any workspace: sign-in, refusal, change of password. `detail` is for the
/// operator and holds no secret.
pub fn security(
    tx: &Tx,
    event: &'static str,
    account: Option<AccountId>,
    address: Option<IpAddr>,
    detail: &str,
) -> Result<()> {
    store::insert_security_event(tx, event, account, address, detail)
}

/// Walks the chain of one workspace from its first row: gives its head, or the first row that was tampered with. What
/// was cut off its end shows only against a head noted elsewhere: the log has one a day.
pub fn verify(view: &View, workspace: WorkspaceId) -> Result<Result<Head, Fault>> {
    let mut head = Head::start(workspace);
    loop {
        let links = store::links_after(view, workspace, head.seq)?;
        if links.is_empty() {
            return Ok(Ok(head));
        }
        for (link, hash) in links {
            match head.followed_by(&link, hash) {
                Ok(next) => head = next,
                Err(fault) => return Ok(Err(fault)),
            }
        }
    }
}

/// Compares the values that still stand beside the chain with their hashes in it: gives the first row with another.
pub fn verify_values(view: &View, workspace: WorkspaceId) -> Result<Result<(), Fault>> {
    let mut after = 0;
    loop {
        let values = store::values_after(view, workspace, after)?;
        let Some(last) = values.last() else {
            return Ok(Ok(()));
        };
        after = last.id;
        if let Some(wrong) = values.iter().find(|value| !value.is_in_chain()) {
            return Ok(Err(Fault { seq: wrong.seq, reason: "a value is not the one that was recorded" }));
        }
    }
}
