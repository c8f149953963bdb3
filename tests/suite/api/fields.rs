//! A workspace's own fields for programs.

use kantora::base::Fields;
use kantora::crm::fields::{self, NewField};
use serde_json::{Value, json};

use crate::support::{App, Program};

/// A field of each kind on that kind of record.
fn add_all(app: &App, record: &'static str) {
    let add = move |tx: &kantora::platform::Tx| {
        for (kind, label) in [
            ("text", "Number"),
            ("number", "Height"),
            ("money", "Budget"),
            ("day", "Begins"),
            ("yes_no", "Checked"),
            ("choice", "Size"),
            ("choices", "Woods"),
            ("link", "Site"),
            ("person", "Drawn by"),
        ] {
            let typed = Fields::new()
                .with("record", record)
                .with("kind", kind)
                .with("label", label)
                .with("scale", "2")
                .with("options", "Oak\nAsh\nElm");
            fields::actions::add(tx, &NewField::parse(&typed)?)?;
        }
        Ok(())
    };
    app.write(add).unwrap();
}

fn whole(person: i64) -> Value {
    json!({
        "number": "A-17",
        "height": "-12.50",
        "budget": { "amount_minor": 120_050, "currency": "GBP" },
        "begins": "2026-11-22",
        "checked": false,
        "size": "Ash",
        "woods": ["Oak", "Elm"],
        "site": "https://example.com/a",
        "drawn_by": person,
    })
}

async fn add(program: &Program<'_>, place: &str, body: Value) -> String {
    let answer = program.post(&format!("/api/v1/{place}"), body).await.expect(201);
    answer.header("location").unwrap().to_owned()
}

#[tokio::test]
async fn every_kind_of_record_gives_back_what_was_sent() {
    let app = App::start();
    let program = app.program();
    let members = program.get("/api/v1/members").await.expect(200).json();
    let person = members["data"][0]["id"].as_i64().unwrap();
    for (record, place, name) in [
        ("contact", "contacts", "last_name"),
        ("company", "companies", "name"),
        ("lead", "leads", "last_name"),
        ("deal", "deals", "name"),
    ] {
        add_all(&app, record);

        let path = add(&program, place, json!({ name: "Rila", "fields": whole(person) })).await;

        let shown = program.get(&path).await.expect(200).json();
        assert_eq!(shown["fields"], whole(person), "{place}");
        let list = program.get(&format!("/api/v1/{place}")).await.expect(200).json();
        assert_eq!(list["data"][0]["fields"], whole(person), "{place}");
    }
}

#[tokio::test]
async fn what_is_left_out_stays_and_null_takes_a_value_away() {
    let app = App::start();
    let program = app.program();
    add_all(&app, "contact");
    let body =
        json!({ "last_name": "Petrova", "fields": { "number": "A-17", "woods": ["Oak"], "size": "Elm" } });
    let path = add(&program, "contacts", body).await;

    let change = json!({ "fields": { "woods": [], "number": null } });
    let changed = program.patch(&path, "\"1\"", change).await.expect(200).json();
    let renamed = program.patch(&path, "\"2\"", json!({ "last_name": "Koleva" })).await.expect(200).json();

    assert_eq!(changed["fields"], json!({ "size": "Elm" }));
    assert_eq!(renamed["fields"], json!({ "size": "Elm" }));
}

#[tokio::test]
async fn what_cannot_be_is_told_at_the_key() {
    let app = App::start();
    let program = app.program();
    add_all(&app, "company");

    for (fields, at) in [
        (json!({ "nowhere": "x" }), "fields.nowhere"),
        (json!({ "number": true }), "fields.number"),
        (json!({ "height": "1.234" }), "fields.height"),
        (json!({ "height": "tall" }), "fields.height"),
        (json!({ "budget": "12.50" }), "fields.budget"),
        (json!({ "budget": { "amount_minor": 5, "currency": "ZZZ" } }), "fields.budget"),
        (json!({ "begins": "2026-02-30" }), "fields.begins"),
        (json!({ "checked": "yes" }), "fields.checked"),
        (json!({ "size": "Birch" }), "fields.size"),
        (json!({ "woods": ["Oak", "Birch"] }), "fields.woods"),
        (json!({ "site": "javascript:alert(1)" }), "fields.site"),
        (json!({ "drawn_by": 999_999 }), "fields.drawn_by"),
    ] {
        let body = json!({ "name": "Rila", "fields": fields });
        let refused = program.post("/api/v1/companies", body).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], at, "{refused}");
    }
    for broken in [json!([]), json!({ "number": 1.5 }), json!({ "woods": [1] }), json!({ "budget": {} })] {
        let body = json!({ "name": "Rila", "fields": broken });
        program.post("/api/v1/companies", body).await.expect(400);
    }
}

#[tokio::test]
async fn a_needed_value_is_asked_of_new_records_and_a_unique_one_is_refused_twice() {
    let app = App::start();
    let program = app.program();
    let old = add(&program, "companies", json!({ "name": "Rila" })).await;
    let typed = Fields::new()
        .with("record", "company")
        .with("kind", "text")
        .with("label", "Number")
        .with("needed", "1")
        .with("unique", "1");
    app.write(move |tx| fields::actions::add(tx, &NewField::parse(&typed)?)).unwrap();
    add(&program, "companies", json!({ "name": "Pirin", "fields": { "number": "A-1" } })).await;

    let without = program.post("/api/v1/companies", json!({ "name": "Vitosha" })).await.expect(422).json();
    let renamed = program.patch(&old, "\"1\"", json!({ "name": "Rila Joinery" })).await;
    let taken =
        program.patch(&old, "\"2\"", json!({ "fields": { "number": "a-1" } })).await.expect(422).json();
    let emptied = program.patch(&old, "\"2\"", json!({ "fields": { "number": null } })).await;

    assert_eq!(without["errors"][0]["field"], "fields.number");
    renamed.expect(200);
    assert_eq!(taken["errors"][0]["field"], "fields.number");
    emptied.expect(422);
}

#[tokio::test]
async fn a_record_of_another_system_is_added_and_changed_with_its_fields() {
    let app = App::start();
    let program = app.program();
    add_all(&app, "contact");
    let path = "/api/v1/contacts/external/shop/17";

    program.put(path, json!({ "last_name": "Petrova", "fields": { "size": "Oak" } })).await.expect(201);
    let changed = program.put(path, json!({ "fields": { "height": "3" } })).await.expect(200).json();

    assert_eq!(changed["fields"], json!({ "size": "Oak", "height": "3.00" }));
}

#[tokio::test]
async fn the_fields_in_use_are_listed_with_what_they_offer() {
    let app = App::start();
    let program = app.program();
    add_all(&app, "lead");
    let away = |tx: &kantora::platform::Tx| {
        let first = fields::store::list(tx, kantora::base::SubjectKind::Lead)?[0].id;
        fields::actions::put_away(tx, first)
    };
    app.write(away).unwrap();

    let list = program.get("/api/v1/fields").await.expect(200).json();

    let keys: Vec<&str> =
        list["data"].as_array().unwrap().iter().map(|field| field["key"].as_str().unwrap()).collect();
    assert_eq!(keys, ["height", "budget", "begins", "checked", "size", "woods", "site", "drawn_by"]);
    assert_eq!(list["data"][0]["scale"], 2);
    assert_eq!(list["data"][4]["options"], json!(["Oak", "Ash", "Elm"]));
}
