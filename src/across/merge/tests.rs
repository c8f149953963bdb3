//! What pages cannot show: which index each question walks.

use super::model::{MOVES, Rows};
use super::store::records_statement;
use crate::base::{AccountId, Actor, At, Door, MemberId, Role, WorkspaceId};
use crate::platform::{Clock, Db, migrate};

#[test]
fn whatever_moves_is_found_by_an_index_of_its_link() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kantora.db");
    let clock = Clock::hand(At(0));
    migrate::run(&path, &clock).unwrap();
    let db = Db::open(&path, clock).unwrap();
    let actor =
        Actor::member(Door::Page, AccountId::new(1), WorkspaceId::new(1), MemberId::new(1), Role::Owner);

    for hanging in MOVES {
        let sql = match hanging.rows {
            Rows::Records(..) => {
                records_statement(hanging).replace(":workspace", "1").replace(":subject", "1")
            }
            Rows::Parts => {
                format!("SELECT id FROM {} WHERE workspace_id = 1 AND {} = 1", hanging.table, hanging.link)
            }
        };
        let sql = format!("EXPLAIN QUERY PLAN {sql}");
        let plan: Vec<String> = db.read(&actor, |view| view.all(&sql, [], |row| row.get("detail"))).unwrap();
        let wanted = format!("(workspace_id=? AND {}=?)", hanging.link);
        assert!(plan.iter().any(|step| step.contains(&wanted)), "{sql}\n{plan:?}");
    }
}
