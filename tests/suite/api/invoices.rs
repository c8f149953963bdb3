//! Invoices for programs.

use kantora::base::Role;
use kantora::billing::invoices;
use poem::http::Method;
use serde_json::json;

use crate::support::{App, bills};

#[tokio::test]
async fn a_draft_is_begun_changed_issued_credited_and_listed() {
    let app = App::start();
    let customer = app.write(bills::ready).unwrap().number();
    let program = app.program();
    let class = program.get("/api/v1/tax-classes").await.expect(200).json()["data"][0]["id"].clone();
    let line =
        json!({ "name": "Advice", "quantity": "2.5", "price": "40", "tax_class_id": class, "unit": "HUR" });
    let body = json!({ "customer_id": customer, "currency": "EUR", "lines": [line] });

    let draft = program.post("/api/v1/invoices", body).await.expect(201).json();
    let path = format!("/api/v1/invoices/{}", draft["id"]);
    let changed = program.patch(&path, "\"1\"", json!({ "order": "PO 7" })).await.expect(200).json();
    program.patch(&path, "\"1\"", json!({ "order": "PO 8" })).await.expect(412);
    let issued = program
        .send(Method::POST, &format!("{path}/issue"), &[("If-Match", "\"2\"")], Some(json!({})))
        .await
        .expect(200)
        .json();
    let credit = json!({
        "kind": "credit_note", "corrects_id": draft["id"], "reason": "Half was not done", "customer_id": customer,
        "currency": "EUR", "lines": [{ "name": "Advice", "price": "60", "tax_class_id": class }],
    });
    let note = program.post("/api/v1/invoices", credit).await.expect(201).json();
    let note_path = format!("/api/v1/invoices/{}/issue", note["id"]);
    let note = program
        .send(Method::POST, &note_path, &[("If-Match", "*")], Some(json!({})))
        .await
        .expect(200)
        .json();

    assert_eq!(
        (&draft["state"], &draft["kind"], draft.get("issued")),
        (&json!("draft"), &json!("invoice"), None)
    );
    assert_eq!((&changed["order"], &changed["lines"][0]["quantity"]), (&json!("PO 7"), &json!("2.5")));
    assert_eq!(
        (&issued["issued"]["number"], &issued["issued"]["gross"]),
        (&json!("0000000001"), &json!("120"))
    );
    assert_eq!((&note["issued"]["number"], &note["issued"]["gross"]), (&json!("0000000002"), &json!("72")));
    let left = program.get(&path).await.expect(200).json();
    assert_eq!((&left["state"], &left["issued"]["balance"]), (&json!("partly_paid"), &json!("48")));
    let list = program.get("/api/v1/invoices").await.expect(200).json();
    assert_eq!(list["data"].as_array().unwrap().len(), 2);
    program.patch(&path, "*", json!({ "order": "PO 9" })).await.expect(409);
    app.program_of(Role::Sales).get(&path).await.expect(200);
    app.program_of(Role::Sales).patch(&path, "*", json!({})).await.expect(403);
}

#[tokio::test]
async fn what_stands_in_the_way_is_named() {
    let app = App::start();
    let customer = app.write(bills::ready).unwrap().number();
    let program = app.program();

    let bare = json!({ "customer_id": customer, "currency": "EUR", "lines": [{ "name": "Advice", "price": "much" }] });
    let wrong = program.post("/api/v1/invoices", bare).await.expect(422).json();
    let fields: Vec<&str> =
        wrong["errors"].as_array().unwrap().iter().filter_map(|one| one["field"].as_str()).collect();
    assert_eq!(fields, ["lines.0.tax_class_id", "lines.0.price"]);

    let empty = json!({ "customer_id": customer, "currency": "EUR", "lines": [] });
    let draft = program.post("/api/v1/invoices", empty).await.expect(201).json();
    let issue = format!("/api/v1/invoices/{}/issue", draft["id"]);
    program.send(Method::POST, &issue, &[("If-Match", "*")], Some(json!({}))).await.expect(422);
    program.post(&issue, json!({})).await.expect(428);

    let path = format!("/api/v1/invoices/{}", draft["id"]);
    program.send(Method::DELETE, &path, &[("If-Match", "*")], None).await.expect(204);
    program.get(&path).await.expect(404);
}

#[tokio::test]
async fn a_program_makes_a_pro_forma_of_a_draft_and_takes_it_back() {
    let app = App::start();
    let program = app.program();
    let draft = app.write(|tx| {
        let customer = bills::ready(tx)?;
        invoices::actions::create(tx, bills::draft(tx, customer, &[["Advice", "1", "40"]])?)
    });
    let path = format!("/api/v1/invoices/{}/proformas", draft.unwrap());

    program.send(Method::POST, &path, &[], None).await.expect(428);
    let made = program.send(Method::POST, &path, &[("If-Match", "\"1\"")], None).await.expect(201);
    program.send(Method::POST, &path, &[("If-Match", "\"1\"")], None).await.expect(409);

    let (made, place) = (made.json(), made.header("location").unwrap().to_owned());
    assert_eq!(
        (&made["number"], &made["due"], &made["state"]),
        (&json!("PF-0001"), &json!("48"), &json!("open"))
    );
    assert!(program.get(&format!("{place}/pdf")).await.expect(200).body.starts_with("%PDF"));
    let back = program.send(Method::POST, &format!("{place}/withdraw"), &[], None).await.expect(200).json();
    assert_eq!(back["state"], "withdrawn");
    program.send(Method::POST, &format!("{place}/withdraw"), &[], None).await.expect(409);
    let list = program.get("/api/v1/proformas").await.expect(200).json();
    assert_eq!(list["data"][0]["number"], "PF-0001");
}
