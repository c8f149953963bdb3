//! Views for programs.

use kantora::base::{Fields, Role, ViewId};
use kantora::crm::views::{self, List, Names, State};
use serde_json::json;

use crate::support::App;

/// A view of the owner's.
fn view(app: &App, list: List, query: &[(&str, &str)], is_shared: bool) -> ViewId {
    let fields: Fields =
        query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let names = Names { name: "Some".into(), is_shared, is_first: false };
    app.write(move |tx| views::actions::create(tx, list, &names, &State::parse(list, &fields))).unwrap()
}

#[tokio::test]
async fn a_program_reads_views_and_walks_a_list_by_one() {
    let app = App::start();
    let program = app.program();
    for (name, city) in [("Ana", "Sofia"), ("Ben", "Varna"), ("Clara", "София")] {
        let body = json!({ "first_name": name, "addresses": [{ "city": city }] });
        program.post("/api/v1/contacts", body).await.expect(201);
    }
    let id = view(&app, List::Contacts, &[("where", "city.is.sofia"), ("cols", "city")], true);

    let views = program.get("/api/v1/views").await.expect(200).json();
    let first = program.get(&format!("/api/v1/contacts?view={id}&limit=1")).await.expect(200).json();
    let next = first["next"].as_str().unwrap();
    let second = program.get(&format!("/api/v1/contacts?view={id}&limit=1&cursor={next}")).await.expect(200);

    let condition = json!({ "column": "city", "operator": "is", "value": "sofia" });
    assert_eq!(views["data"][0]["conditions"], json!([condition]));
    assert_eq!(views["data"][0]["columns"], json!(["city"]));
    assert_eq!(first["data"][0]["first_name"], "Ana");
    assert_eq!(second.json()["data"][0]["first_name"], "Clara");
    program.get(&format!("/api/v1/contacts?cursor={next}")).await.expect(400);
}

#[tokio::test]
async fn a_view_of_another_list_or_of_somebody_else_is_none() {
    let app = App::start();
    let (own, shared) =
        (view(&app, List::Leads, &[], false), view(&app, List::Deals, &[("state", "all")], true));
    let sales = app.program_of(Role::Sales);

    sales.get(&format!("/api/v1/leads?view={own}")).await.expect(404);
    sales.get(&format!("/api/v1/contacts?view={shared}")).await.expect(404);
    sales.get(&format!("/api/v1/deals?view={shared}")).await.expect(200);
    let listed = sales.get("/api/v1/views").await.expect(200).json();
    assert_eq!(listed["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_view_of_tasks_shows_the_open_ones_of_whoever_asks() {
    let app = App::start();
    let program = app.program();
    for (title, kind) in [("Call Ana", "call"), ("Oil the saw", "todo"), ("Call Ben", "call")] {
        let body = json!({ "title": title, "kind": kind });
        program.post("/api/v1/tasks", body).await.expect(201);
    }
    let id = view(&app, List::Tasks, &[("where", "kind.is.call"), ("assignee", "nobody")], true);
    let own = view(&app, List::Tasks, &[("where", "kind.is.call")], true);

    let listed = program.get(&format!("/api/v1/tasks?view={id}")).await.expect(200).json();
    let titles: Vec<&str> =
        listed["data"].as_array().unwrap().iter().filter_map(|task| task["title"].as_str()).collect();
    let first = listed["data"][0]["id"].as_i64().unwrap();
    program.post(&format!("/api/v1/tasks/{first}/finish"), json!({})).await.expect(200);

    assert_eq!(titles, ["Call Ana", "Call Ben"]);
    let left = program.get(&format!("/api/v1/tasks?view={id}")).await.expect(200).json();
    assert_eq!(left["data"].as_array().unwrap().len(), 1);
    let mine = program.get(&format!("/api/v1/tasks?view={own}")).await.expect(200).json();
    assert!(mine["data"].as_array().unwrap().is_empty());
    program.get(&format!("/api/v1/contacts?view={id}")).await.expect(404);
}
