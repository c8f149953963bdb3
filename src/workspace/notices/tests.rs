//! What pages cannot show: which index the list walks.

use super::model::UnreadFirst;
use super::store;
use crate::base::listing::{Mark, Paging, Turn, Value};
use crate::base::{Actor, At, Door};
use crate::platform::{Clock, Db, migrate};

#[test]
fn the_list_walks_its_index_and_sorts_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kantora.db");
    let clock = Clock::hand(At(0));
    migrate::run(&path, &clock).unwrap();
    let db = Db::open(&path, clock).unwrap();
    let mark = Mark { value: Value::Number(1), id: 1 };

    for turn in [Turn::First, Turn::Older(mark.clone()), Turn::Newer(mark)] {
        let mut paging = Paging::start(UnreadFirst);
        paging.turn = turn;
        let names = [":workspace", ":member", ":limit", ":value", ":id"];
        let sql = names.into_iter().fold(store::statement(&paging), |sql, name| sql.replace(name, "1"));
        let plan = db.read(&Actor::guest(Door::Job), |view| {
            view.all(&format!("EXPLAIN QUERY PLAN {sql}"), [], |row| row.get::<_, String>("detail"))
        });
        let plan = plan.unwrap().join("\n");
        assert!(plan.contains("SEARCH notice USING INDEX notice_of_member"), "{sql}\n{plan}");
        assert!(!plan.contains("ORDER BY"), "{sql}\n{plan}");
    }
}
