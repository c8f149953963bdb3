//! Every workspace from outside: counts and times, no record.

use rusqlite::named_params;

use super::model::{Choice, Dispatch, Standing, Tenant, masked};
use crate::base::{At, Result, WorkspaceId};
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};
use crate::workspace::email::LetterId;

/// Every workspace, by slug.
pub fn list(view: &View) -> Result<Vec<Tenant>> {
    view.all(
        "SELECT workspace.id, workspace.slug, workspace.name, workspace.suspended_at, workspace.created_at,
                (SELECT COUNT(*)
                 FROM member
                 WHERE member.workspace_id = workspace.id
                   AND member.disabled_at IS NULL) AS members,
                (SELECT COUNT(*)
                 FROM subject
                 WHERE subject.workspace_id = workspace.id) AS records,
                (SELECT audit.at
                 FROM audit
                 WHERE audit.workspace_id = workspace.id
                 ORDER BY audit.seq DESC
                 LIMIT 1) AS acted_at,
                (SELECT MAX(session.seen_at)
                 FROM account
                 JOIN session ON session.account_id = account.id
                 WHERE account.last_workspace_id = workspace.id) AS seen_at
         FROM workspace
         ORDER BY workspace.slug",
        [],
        tenant,
    )
}

/// One of them, or `NotFound`.
pub fn find(view: &View, id: WorkspaceId) -> Result<Tenant> {
    view.one(
        "SELECT workspace.id, workspace.slug, workspace.name, workspace.suspended_at, workspace.created_at,
                (SELECT COUNT(*)
                 FROM member
                 WHERE member.workspace_id = workspace.id
                   AND member.disabled_at IS NULL) AS members,
                (SELECT COUNT(*)
                 FROM subject
                 WHERE subject.workspace_id = workspace.id) AS records,
                (SELECT audit.at
                 FROM audit
                 WHERE audit.workspace_id = workspace.id
                 ORDER BY audit.seq DESC
                 LIMIT 1) AS acted_at,
                (SELECT MAX(session.seen_at)
                 FROM account
                 JOIN session ON session.account_id = account.id
                 WHERE account.last_workspace_id = workspace.id) AS seen_at
         FROM workspace
         WHERE workspace.id = :id",
        named_params! { ":id": id },
        tenant,
    )
}

/// The one of that slug, or `NotFound`: for the command line, which names it so.
pub fn find_by_slug(view: &View, slug: &str) -> Result<WorkspaceId> {
    view.one(
        "SELECT id
         FROM workspace
         WHERE slug = :slug",
        named_params! { ":slug": slug },
        |row| row.get("id"),
    )
}

fn tenant(row: &Row) -> rusqlite::Result<Tenant> {
    let (acted, seen): (Option<At>, Option<At>) = (row.get("acted_at")?, row.get("seen_at")?);
    Ok(Tenant {
        id: row.get("id")?,
        slug: row.get("slug")?,
        name: row.get("name")?,
        standing: row.get::<_, Option<At>>("suspended_at")?.map_or(Standing::Open, Standing::Suspended),
        created_at: row.get("created_at")?,
        members: row.get("members")?,
        records: row.get("records")?,
        used_at: acted.max(seen),
    })
}

/// The letters of all workspaces, the newest first, at most 50 older than that one.
pub fn list_letters(view: &View, choice: Choice, before: LetterId) -> Result<Vec<Dispatch>> {
    let sql = match choice {
        Choice::All => {
            "SELECT id, workspace_id, name, address, state, tries, problem, created_at
             FROM letter
             WHERE id < :before
             ORDER BY id DESC
             LIMIT 50"
        }
        Choice::Unwell => {
            "SELECT id, workspace_id, name, address, state, tries, problem, created_at
             FROM letter
             WHERE id < :before
               AND state IN ('held', 'failed', 'bounced', 'unclear')
             ORDER BY id DESC
             LIMIT 50"
        }
    };
    view.all(sql, named_params! { ":before": before }, |row| {
        Ok(Dispatch {
            id: row.get("id")?,
            workspace: row.get("workspace_id")?,
            name: row.get("name")?,
            to: masked(&row.get::<_, String>("address")?),
            state: coded(row, "state")?,
            tries: row.get("tries")?,
            problem: row.get("problem")?,
            created_at: row.get("created_at")?,
        })
    })
}

/// When the last backup was finished, if one was within a year.
pub fn last_backup_at(view: &View) -> Result<Option<At>> {
    view.one(
        "SELECT MAX(at) AS at
         FROM security_event
         WHERE event = 'backup.make'
           AND at > :year_ago",
        named_params! { ":year_ago": view.now().minus(std::time::Duration::from_secs(366 * 86_400)) },
        |row| row.get("at"),
    )
}

/// Notes since when nobody enters; none: everybody may again.
pub fn save_suspended(tx: &Tx, since: Option<At>) -> Result<()> {
    tx.execute(
        "UPDATE workspace
         SET suspended_at = :since, changes = changes + 1
         WHERE id = :workspace",
        named_params! { ":workspace": tx.workspace(), ":since": since },
    )?;
    Ok(())
}
