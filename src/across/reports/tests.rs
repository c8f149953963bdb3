//! What pages cannot show: which indexes the statements walk.

use super::store;
use crate::base::{Actor, At, Door, WorkspaceId};
use crate::platform::{Clock, Db, migrate};

/// Each statement with the indexes on which it leans.
const STATEMENTS: [(&str, &[&str]); 8] = [
    (
        store::CLOSED,
        &[
            "deal USING COVERING INDEX deal_ended (workspace_id=? AND live=? AND state=? AND closed_at>? AND closed_at<?)",
        ],
    ),
    (
        store::LOST,
        &[
            "deal USING INDEX deal_ended (workspace_id=? AND live=? AND state=? AND closed_at>? AND closed_at<?)",
        ],
    ),
    (
        store::SOLD,
        &[
            "deal USING INDEX deal_ended (workspace_id=? AND live=? AND state=? AND closed_at>? AND closed_at<?)",
        ],
    ),
    (
        store::LEADS,
        &[
            "lead USING INDEX lead_by_age (workspace_id=? AND live=? AND open=? AND created_at>? AND created_at<?)",
        ],
    ),
    (
        store::LEAD_SOURCES,
        &[
            "lead USING INDEX lead_by_age (workspace_id=? AND live=? AND open=? AND created_at>? AND created_at<?)",
        ],
    ),
    (
        store::FURTHEST,
        &[
            "deal USING INDEX deal_by_age (workspace_id=? AND live=? AND created_at>? AND created_at<?)",
            "SEARCH deal_stay",
            "SEARCH stage",
        ],
    ),
    (
        store::STOOD,
        &[
            "SEARCH stage",
            "deal_stay USING COVERING INDEX deal_stay_left (workspace_id=? AND stage_id=? AND left_at>? AND left_at<?)",
            "deal USING COVERING INDEX deal_brief (workspace_id=? AND id=? AND live=?)",
        ],
    ),
    (
        store::WORK,
        &[
            "note USING COVERING INDEX note_written (workspace_id=? AND live=? AND created_at>? AND created_at<?)",
            "mail USING INDEX mail_created_at (workspace_id=? AND created_at>? AND created_at<?)",
            "task USING COVERING INDEX task_finished (workspace_id=? AND live=? AND done_at>? AND done_at<?)",
        ],
    ),
];

#[test]
fn no_report_scans_beyond_its_workspace_and_its_time() {
    let folder = tempfile::tempdir().unwrap();
    let (path, clock) = (folder.path().join("kantora.db"), Clock::hand(At(0)));
    migrate::run(&path, &clock).unwrap();
    let db = Db::open(&path, clock).unwrap();
    let names = [":workspace", ":slots", ":pipeline", ":is_any", ":owner", ":from", ":until"];

    for (sql, expected) in STATEMENTS {
        let bound = names.iter().fold(sql.to_owned(), |sql, name| sql.replace(name, "1"));
        let plan = db.read(&Actor::system(Door::Cli, WorkspaceId::new(1)), |view| {
            view.all(&format!("EXPLAIN QUERY PLAN {bound}"), [], |row| row.get::<_, String>("detail"))
        });
        let plan = plan.unwrap();

        for part in expected {
            assert!(plan.iter().any(|step| step.contains(part)), "{part}\n{sql}\n{}", plan.join("\n"));
        }
        let scans = plan.iter().filter(|step| step.starts_with("SCAN"));
        let foreign: Vec<&String> = scans
            .filter(|step| {
                !["SCAN json_each", "SCAN slot", "SCAN reached"].iter().any(|own| step.starts_with(own))
            })
            .collect();
        assert!(foreign.is_empty(), "{sql}\n{}", plan.join("\n"));
    }
}
