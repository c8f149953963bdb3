//! All SQL on `follower`.

use rusqlite::named_params;

use crate::base::{MemberId, Result, SubjectId};
use crate::platform::{Tx, View};

/// Who follows the subject, in the order in which they began to.
pub fn list(view: &View, subject: SubjectId) -> Result<Vec<MemberId>> {
    view.all(
        "SELECT member_id
         FROM follower
         WHERE workspace_id = :workspace
           AND subject_id = :subject
         ORDER BY id",
        named_params! { ":workspace": view.workspace(), ":subject": subject },
        |row| row.get("member_id"),
    )
}

/// The member follows the subject, as they may already.
pub fn insert(tx: &Tx, subject: SubjectId, member: MemberId) -> Result<()> {
    tx.execute(
        "INSERT INTO follower (workspace_id, subject_id, member_id, at)
         VALUES (:workspace, :subject, :member, :now)
         ON CONFLICT (workspace_id, subject_id, member_id) DO NOTHING",
        named_params! {
            ":workspace": tx.workspace(),
            ":subject": subject,
            ":member": member,
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// The member follows the subject no more.
pub fn delete(tx: &Tx, subject: SubjectId, member: MemberId) -> Result<()> {
    tx.execute(
        "DELETE FROM follower
         WHERE workspace_id = :workspace
           AND subject_id = :subject
           AND member_id = :member",
        named_params! { ":workspace": tx.workspace(), ":subject": subject, ":member": member },
    )?;
    Ok(())
}

/// Nobody follows the subject any more.
pub fn delete_all(tx: &Tx, subject: SubjectId) -> Result<()> {
    tx.execute(
        "DELETE FROM follower
         WHERE workspace_id = :workspace
           AND subject_id = :subject",
        named_params! { ":workspace": tx.workspace(), ":subject": subject },
    )?;
    Ok(())
}
