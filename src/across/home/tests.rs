//! What the page cannot show: that its lists come off their indexes in order.

use super::store;
use crate::base::{Actor, At, Door, WorkspaceId};
use crate::platform::{Clock, Db, migrate};

#[test]
fn every_list_walks_its_index_and_sorts_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (path, clock) = (folder.path().join("kantora.db"), Clock::hand(At(0)));
    migrate::run(&path, &clock).unwrap();
    let db = Db::open(&path, clock).unwrap();
    let names = [":workspace", ":today", ":yesterday", ":now", ":is_all", ":member", ":limit"];
    let lists = [
        (store::LATE, "deal_late (workspace_id=? AND live=? AND state=? AND close_sort<?)"),
        (store::STILL, "deal_still (workspace_id=? AND live=? AND state=? AND fresh_at<?)"),
        (store::WAITING, "lead_unanswered (workspace_id=?)"),
    ];

    for (sql, index) in lists {
        let bound = names.iter().fold(sql.to_owned(), |sql, name| sql.replace(name, "1"));
        let plan = db.read(&Actor::system(Door::Cli, WorkspaceId::new(1)), |view| {
            view.all(&format!("EXPLAIN QUERY PLAN {bound}"), [], |row| row.get::<_, String>("detail"))
        });
        let plan = plan.unwrap().join("\n");

        assert!(plan.contains(index) && !plan.contains("ORDER BY"), "{sql}\n{plan}");
        assert!(!plan.contains("SCAN deal") && !plan.contains("SCAN task"), "{sql}\n{plan}");
    }
}
