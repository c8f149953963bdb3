//! What pages cannot show: which index a list walks.

use super::store;
use crate::base::{AccountId, Actor, At, Door, MemberId, Role, WorkspaceId};
use crate::platform::{Clock, Db, migrate};

#[test]
fn the_lists_walk_an_index_in_their_own_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kantora.db");
    let clock = Clock::hand(At(0));
    migrate::run(&path, &clock).unwrap();
    let db = Db::open(&path, clock).unwrap();
    let actor =
        Actor::member(Door::Page, AccountId::new(1), WorkspaceId::new(1), MemberId::new(1), Role::Owner);

    for sql in [store::LIST, store::SUPPRESSIONS] {
        let names = [":workspace", ":about", ":after", ":before", ":limit"];
        let sql = names.iter().fold(sql.to_owned(), |sql, name| sql.replace(name, "1"));
        let sql = format!("EXPLAIN QUERY PLAN {sql}");
        let plan: Vec<String> = db.read(&actor, |view| view.all(&sql, [], |row| row.get("detail"))).unwrap();

        assert!(
            plan.iter().any(|step| step.contains("SEARCH") && step.contains("workspace_id=?")),
            "{plan:?}"
        );
        assert!(plan.iter().all(|step| !step.contains("TEMP B-TREE")), "{sql}\n{plan:?}");
    }
}
