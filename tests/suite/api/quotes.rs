//! Quotes for programs.

use kantora::base::Role;
use kantora::billing::{quotes, taxes};
use kantora::platform::crypto::MasterKey;
use poem::http::Method;
use serde_json::{Value, json};

use crate::support::{Answer, App, Program, bills};

#[tokio::test]
async fn an_accepted_quote_is_read_listed_and_invoiced_in_parts() {
    let app = App::start();
    let id = app.write(|tx| {
        let customer = bills::ready(tx)?;
        let facts = bills::offer(tx, customer, &[["item", "Advice", "2", "50", ""]])?;
        let id = quotes::actions::create(tx, &facts)?;
        quotes::actions::send(tx, id, 1, &MasterKey::new([7; 32]))?;
        quotes::actions::accept_for_customer(tx, id, 2, "By phone")?;
        Ok(id)
    });
    let path = format!("/api/v1/quotes/{}", id.unwrap());
    let program = app.program();
    let ask = async |version: &'static str, body| {
        let path = format!("{path}/invoices");
        program.send(Method::POST, &path, &[("If-Match", version)], Some(body)).await
    };

    let deposit = json!({ "stage": "deposit", "percent": "30" });
    let first = ask("\"3\"", deposit.clone()).await.expect(200).json();
    ask("\"3\"", deposit).await.expect(412);
    let wrong = ask("*", json!({ "stage": "milestone", "amount": "0", "title": "Roof" })).await;

    let billing = &first["billing"];
    assert_eq!((&billing["accepted"], &billing["rest"]), (&json!("120"), &json!("84")));
    assert_eq!(billing["invoices"][0]["stage"], "deposit");
    assert_eq!((&first["state"], &first["lines"][0]["taken"]), (&json!("accepted"), &json!("2")));
    assert_eq!(wrong.expect(422).json()["errors"][0]["field"], "amount");
    let list = program.get("/api/v1/quotes").await.expect(200).json();
    assert_eq!((&list["data"][0]["number"], &list["data"][0]["gross"]), (&json!("Q-0001"), &json!("120")));
    app.program_of(Role::Sales).get(&path).await.expect(200);
    let sales = app.program_of(Role::Sales);
    sales.send(Method::POST, &format!("{path}/invoices"), &[], Some(json!({}))).await.expect(403);
}

/// A program's draft over one thing and one that is optional.
async fn drafted(app: &App) -> Value {
    let (customer, class) =
        app.write(|tx| Ok((bills::ready(tx)?.number(), taxes::store::list(tx)?[0].id.number()))).unwrap();
    let sold = |part, name, price| json!({ "part": part, "name": name, "price": price, "tax_class_id": class, "unit": "H87", "kind": "service" });
    let mut oil = sold("optional", "Oil", "10");
    oil["choices"] = json!(["1", "2.5"]);
    let body = json!({
        "customer_id": customer, "currency": "EUR", "valid_until": "2999-12-31", "note": "Half ahead.",
        "lines": [{ "part": "heading", "name": "Kitchen" }, sold("item", "Worktop", "100"), oil],
    });
    app.program().send(Method::POST, "/api/v1/quotes", &[], Some(body)).await.expect(201).json()
}

fn path(quote: &Value) -> String {
    format!("/api/v1/quotes/{}", quote["id"])
}

/// Does that with a quote as it is now.
async fn act(program: &Program<'_>, path: &str, verb: &str, body: Option<Value>) -> Answer {
    program.send(Method::POST, &format!("{path}/{verb}"), &[("If-Match", "*")], body).await
}

#[tokio::test]
async fn a_program_writes_changes_and_sends_a_quote() {
    let app = App::start();
    let (quote, program) = (drafted(&app).await, app.program());
    let path = path(&quote);
    assert_eq!((&quote["state"], &quote["entry"]), (&json!("draft"), &json!("net")));
    assert_eq!(quote["lines"][2]["choices"], json!(["1", "2.5"]));
    program.get(&format!("{path}/pdf")).await.expect(404);

    let change = json!({ "note": "All ahead.", "terms": "days 7" });
    program.send(Method::PATCH, &path, &[], Some(change.clone())).await.expect(428);
    program.send(Method::PATCH, &path, &[("If-Match", "\"9\"")], Some(change.clone())).await.expect(412);
    let changed =
        program.send(Method::PATCH, &path, &[("If-Match", "\"1\"")], Some(change)).await.expect(200);
    let sent = act(&program, &path, "send", None).await.expect(200).json();

    let changed = changed.json();
    assert_eq!((&changed["note"], &changed["lines"]), (&json!("All ahead."), &quote["lines"]));
    assert_eq!((&sent["number"], &sent["state"]), (&json!("Q-0001"), &json!("sent")));
    let link = sent["link"].as_str().unwrap();
    app.guest().get(&format!("/q/{}", link.split("/q/").nth(1).unwrap())).await.expect(200);
    let viewer = app.program_of(Role::Viewer);
    assert_eq!(viewer.get(&path).await.expect(200).json().get("link"), None);
    let paper = viewer.get(&format!("{path}/pdf")).await.expect(200);
    assert!(paper.body.starts_with("%PDF"));
    assert!(paper.header("content-disposition").unwrap().contains("Q-0001.pdf"));
}

#[tokio::test]
async fn what_is_wrong_with_a_quote_is_named_as_programs_know_it() {
    let app = App::start();
    let customer = app.write(bills::ready).unwrap().number();
    let body = json!({
        "customer_id": customer, "currency": "EUR",
        "lines": [{ "name": "Oil", "price": "dear", "choices": ["many"] }],
    });

    let wrong = app.program().send(Method::POST, "/api/v1/quotes", &[], Some(body)).await.expect(422).json();

    let fields: Vec<&str> =
        wrong["errors"].as_array().unwrap().iter().map(|one| one["field"].as_str().unwrap()).collect();
    for field in ["valid_until", "lines.0.price", "lines.0.tax_class_id", "lines.0.choices"] {
        assert!(fields.contains(&field), "{field} is not in {fields:?}");
    }
}

#[tokio::test]
async fn each_answer_is_taken_once_and_no_other_way_is_gone() {
    let app = App::start();
    let program = app.program();
    let first = path(&drafted(&app).await);

    // Nobody can answer a draft.
    let reason = || Some(json!({ "reason": "Order 77" }));
    act(&program, &first, "accept", reason()).await.expect(409);
    act(&program, &first, "decline", Some(json!({}))).await.expect(409);
    act(&program, &first, "revise", None).await.expect(409);
    act(&program, &first, "send", None).await.expect(200);
    act(&program, &first, "send", None).await.expect(409);
    let next = act(&program, &first, "revise", None).await.expect(200).json();
    assert_eq!((&next["n"], &next["state"]), (&json!(2), &json!("draft")));
    act(&program, &first, "send", None).await.expect(200);
    act(&program, &first, "accept", Some(json!({ "reason": "" }))).await.expect(422);
    let accepted = act(&program, &first, "accept", reason()).await.expect(200).json();
    assert_eq!((&accepted["state"], &accepted["billing"]["rest"]), (&json!("accepted"), &json!("120")));
    for verb in ["send", "revise", "withdraw"] {
        act(&program, &first, verb, None).await.expect(409);
    }
    let note = json!({ "note": "Late" });
    program.send(Method::PATCH, &first, &[("If-Match", "*")], Some(note)).await.expect(409);

    let second = path(&drafted(&app).await);
    act(&program, &second, "send", None).await.expect(200);
    let declined = act(&program, &second, "decline", reason()).await.expect(200).json();
    assert_eq!(declined["state"], "declined");
    act(&program, &second, "accept", reason()).await.expect(409);
    let third = path(&drafted(&app).await);
    let withdrawn = act(&program, &third, "withdraw", None).await.expect(200).json();
    assert_eq!(withdrawn["state"], "withdrawn");
    app.program_of(Role::Viewer)
        .send(Method::POST, &format!("{third}/send"), &[("If-Match", "*")], None)
        .await
        .expect(403);
}

#[tokio::test]
async fn the_same_request_under_its_key_is_done_once() {
    let app = App::start();
    let program = app.program();
    let path = path(&drafted(&app).await);
    act(&program, &path, "send", None).await.expect(200);
    let accepted = act(&program, &path, "accept", Some(json!({ "reason": "By phone" }))).await.expect(200);
    let etag = accepted.header("etag").unwrap().to_owned();
    let ask = async |key: &'static str, percent: &'static str| {
        let headers = [("If-Match", etag.as_str()), ("Idempotency-Key", key)];
        let body = json!({ "stage": "deposit", "percent": percent });
        program.send(Method::POST, &format!("{path}/invoices"), &headers, Some(body)).await
    };

    let first = ask("k1", "30").await.expect(200).json();
    let again = ask("k1", "30").await.expect(200).json();
    ask("k2", "30").await.expect(412);
    let question = json!({ "name": "Ana", "question": "Is it oak?" });
    for _ in 0..2 {
        let headers = [("Idempotency-Key", "q1")];
        let questions = format!("{path}/questions");
        program.send(Method::POST, &questions, &headers, Some(question.clone())).await.expect(200);
    }

    assert_eq!(first["billing"]["invoices"].as_array().unwrap().len(), 1);
    assert_eq!(first["billing"], again["billing"]);
    let notes = app.write(|tx| {
        tx.one("SELECT count(*) AS n FROM note WHERE workspace_id = ?1", [tx.workspace()], |row| {
            row.get::<_, i64>("n")
        })
    });
    assert_eq!(notes.unwrap(), 1);
}
