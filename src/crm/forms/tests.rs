//! What pages cannot show: which index a list walks.

use super::store;
use crate::base::{Actor, At, Door};
use crate::platform::{Clock, Db, migrate};

#[test]
fn the_lists_walk_their_indexes_and_sort_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kantora.db");
    let clock = Clock::hand(At(0));
    migrate::run(&path, &clock).unwrap();
    let db = Db::open(&path, clock).unwrap();

    for (sql, index) in [
        (store::BY_NAME, "USING INDEX web_form_by_name"),
        (store::BY_NUMBER, "SEARCH web_form USING"),
        (store::entries::UNPROVEN, "USING INDEX web_form_entry_form"),
    ] {
        let names = [":workspace", ":after", ":limit", ":form", ":since"];
        let bound = names.into_iter().fold(sql.to_owned(), |sql, name| sql.replace(name, "1"));
        let plan = db.read(&Actor::guest(Door::Job), |view| {
            view.all(&format!("EXPLAIN QUERY PLAN {bound}"), [], |row| row.get::<_, String>("detail"))
        });
        let plan = plan.unwrap().join("\n");
        assert!(plan.contains(index), "{sql}\n{plan}");
        assert!(!plan.contains("ORDER BY") && !plan.contains("SCAN"), "{sql}\n{plan}");
    }
}
