//! What waits for somebody: short lists, each off an index in its order.

use rusqlite::named_params;

use super::model::{Still, Waiting};
use crate::base::{At, Day, DealId, Result};
use crate::platform::View;

/// So many of each kind are looked at.
const LIMIT: i64 = 6;

/// Whose records are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Everybody's.
    All,
    /// The reader's, and nobody's.
    Own,
}

/// The statement of [`late`].
pub const LATE: &str = "SELECT id
         FROM deal INDEXED BY deal_late
         WHERE workspace_id = :workspace
           AND live = 1
           AND state = 'open'
           AND close_sort < :today
           AND (held_until IS NULL OR held_until <= :today)
           AND (:is_all OR owner_id IS NULL OR owner_id = :member)
         ORDER BY close_sort
         LIMIT :limit";

/// Open deals that should have been won by now, the longest late first.
pub fn late(view: &View, today: Day, whose: Whose) -> Result<Vec<DealId>> {
    view.all(
        LATE,
        named_params! {
            ":workspace": view.workspace(),
            ":today": today,
            ":is_all": whose == Whose::All,
            ":member": view.member(),
            ":limit": LIMIT,
        },
        |row| row.get("id"),
    )
}

/// The statement of [`still`]; 86,400,000 milliseconds are a day.
pub const STILL: &str = "SELECT id, has_task
         FROM (
           SELECT deal.id, deal.fresh_at + stage.rot_days * 86400000 < :now AS is_rotten,
                  EXISTS (SELECT 1
                          FROM task INDEXED BY task_about
                          WHERE task.workspace_id = deal.workspace_id
                            AND task.about_id = deal.id
                            AND task.live = 1
                            AND task.done_at IS NULL) AS has_task
           FROM deal INDEXED BY deal_still
           CROSS JOIN stage ON stage.workspace_id = deal.workspace_id AND stage.id = deal.stage_id
           WHERE deal.workspace_id = :workspace
             AND deal.live = 1
             AND deal.state = 'open'
             AND deal.fresh_at < :yesterday
             AND (deal.held_until IS NULL OR deal.held_until <= :today)
             AND (:is_all OR deal.owner_id IS NULL OR deal.owner_id = :member)
           ORDER BY deal.fresh_at
         )
         WHERE is_rotten OR NOT has_task
         LIMIT :limit";

/// Open deals that have rested for a day at least and are too old for their stage, or have no task; the one that has
/// rested the longest first.
pub fn still(view: &View, (now, yesterday): (At, At), today: Day, whose: Whose) -> Result<Vec<Still>> {
    view.all(
        STILL,
        named_params! {
            ":workspace": view.workspace(),
            ":now": now,
            ":yesterday": yesterday,
            ":today": today,
            ":is_all": whose == Whose::All,
            ":member": view.member(),
            ":limit": LIMIT,
        },
        |row| Ok(Still { deal: row.get("id")?, has_task: row.get("has_task")? }),
    )
}

/// The statement of [`waiting`].
pub const WAITING: &str = "SELECT id, name, company, owner_id, created_at
         FROM lead INDEXED BY lead_unanswered
         WHERE workspace_id = :workspace
           AND live = 1
           AND open = 1
           AND answered_at IS NULL
           AND (:is_all OR owner_id IS NULL OR owner_id = :member)
         ORDER BY created_at
         LIMIT :limit";

/// Leads whom nobody has answered, the one that has waited the longest first.
pub fn waiting(view: &View, whose: Whose) -> Result<Vec<Waiting>> {
    view.all(
        WAITING,
        named_params! {
            ":workspace": view.workspace(),
            ":is_all": whose == Whose::All,
            ":member": view.member(),
            ":limit": LIMIT,
        },
        |row| {
            Ok(Waiting {
                lead: row.get("id")?,
                name: row.get("name")?,
                company: row.get("company")?,
                owner: row.get("owner_id")?,
                since: row.get("created_at")?,
            })
        },
    )
}
