//! Who did how much.

use rusqlite::named_params;

use super::super::model::{ActivityRow, Slots, Work};
use super::{slot, whose};
use crate::base::Result;
use crate::crm::owners::OwnerFilter;
use crate::platform::View;

/// The statement of [`work`].
pub const WORK: &str = "WITH slot AS MATERIALIZED (
           SELECT key, value ->> 0 AS first, value ->> 1 AS until FROM json_each(:slots)
         )
         SELECT slot.key AS slot, note.created_by AS member_id, note.kind AS kind, count(*) AS found
         FROM slot
         CROSS JOIN note INDEXED BY note_written
         WHERE note.workspace_id = :workspace
           AND note.live = 1
           AND note.created_at >= slot.first
           AND note.created_at < slot.until
           AND note.created_by IS NOT NULL
           AND (:is_any OR note.created_by IS :owner)
         GROUP BY slot.key, note.created_by, note.kind
         UNION ALL
         SELECT slot.key, mail.created_by, 'mail', count(*)
         FROM slot
         CROSS JOIN mail INDEXED BY mail_created_at
         WHERE mail.workspace_id = :workspace
           AND mail.created_at >= slot.first
           AND mail.created_at < slot.until
           AND mail.created_by IS NOT NULL
           AND (:is_any OR mail.created_by IS :owner)
         GROUP BY slot.key, mail.created_by
         UNION ALL
         SELECT slot.key, task.done_by, 'task', count(*)
         FROM slot
         CROSS JOIN task INDEXED BY task_finished
         WHERE task.workspace_id = :workspace
           AND task.live = 1
           AND task.done_at IS NOT NULL
           AND task.done_at >= slot.first
           AND task.done_at < slot.until
           AND task.done_by IS NOT NULL
           AND (:is_any OR task.done_by IS :owner)
         GROUP BY slot.key, task.done_by";

/// How often each member wrote a note of each kind or an e-mail, and did a task, in each part of a period.
pub fn work(view: &View, slots: &Slots, owner: OwnerFilter) -> Result<Vec<ActivityRow>> {
    let (is_any, owner) = whose(owner);
    let rows = view.all(
        WORK,
        named_params! {
            ":workspace": view.workspace(),
            ":slots": slots.json(),
            ":is_any": is_any,
            ":owner": owner,
        },
        |row| {
            let kind = row.get_ref("kind")?.as_str()?;
            let work = match kind {
                "task" => Some(Work::Task),
                kind => kind.parse().ok().map(Work::Noted),
            };
            let (slot, member) = (slot(row)?, row.get("member_id")?);
            let count = row.get("found")?;
            Ok(work.map(|work| ActivityRow { slot, member, work, count }))
        },
    )?;
    Ok(rows.into_iter().flatten().collect())
}
