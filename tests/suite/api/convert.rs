//! Converting for programs.

use kantora::base::{Fields, Role};
use kantora::crm::fields::{self, NewField};
use poem::http::Method;
use serde_json::{Value, json};

use crate::support::{Answer, App, Program};

async fn add(program: &Program<'_>, body: Value) -> String {
    let added = program.post("/api/v1/leads", body).await.expect(201);
    added.header("location").unwrap().to_owned()
}

async fn convert(program: &Program<'_>, path: &str, body: Value) -> Answer {
    program.send(Method::POST, &format!("{path}/convert"), &[], Some(body)).await
}

fn ana() -> Value {
    json!({ "first_name": "Ana", "email": "ana@rila.example", "job_title": "Buyer", "company": "Rila" })
}

#[tokio::test]
async fn a_lead_becomes_a_customer_once_and_the_second_sees_what_the_first_made() {
    let app = App::start();
    let program = app.program();
    let path = add(&program, ana()).await;
    let body = json!({ "deal": { "name": "Six tables", "amount_minor": 120_050, "close_on": "2100-01-01" } });

    let done = convert(&program, &path, body.clone()).await.expect(200).json();
    let again = convert(&program, &path, body).await.expect(200).json();

    assert_eq!(done["state"], "converted");
    assert!(done["converted_deal_id"].is_number() && done["converted_company_id"].is_number(), "{done}");
    assert_eq!(done["converted_contact_id"], again["converted_contact_id"]);
    assert_eq!(program.get("/api/v1/contacts").await.json()["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn leads_of_one_person_become_one_contact_however_many_ask_at_once() {
    let app = App::start();
    let program = app.program();
    let paths = [add(&program, ana()).await, add(&program, ana()).await, add(&program, ana()).await];
    let [one, two, three] =
        paths.each_ref().map(|path| convert(&program, path, json!({ "company_id": null })));

    let (one, two, three) = tokio::join!(one, two, three);

    let became = [one, two, three].map(|answer| answer.expect(200).json()["converted_contact_id"].clone());
    assert!(became.iter().all(|contact| *contact == became[0]), "{became:?}");
    assert_eq!(program.get("/api/v1/contacts").await.json()["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_stored_stays_unless_the_program_prefers_the_lead() {
    let app = App::start();
    let program = app.program();
    let body =
        json!({ "first_name": "Anna", "job_title": "Director", "emails": [{ "value": "ana@rila.example" }] });
    let contact =
        program.post("/api/v1/contacts", body).await.expect(201).header("location").unwrap().to_owned();
    let path = add(&program, ana()).await;

    let prefer = json!({ "prefer": ["contact.job_title"], "company_id": null });
    convert(&program, &path, prefer).await.expect(200);

    let stored = program.get(&contact).await.json();
    assert_eq!((&stored["first_name"], &stored["job_title"]), (&json!("Anna"), &json!("Buyer")));
    let id = &stored["id"];
    let notes = program.get(&format!("/api/v1/notes?about_id={id}")).await.json();
    let kept = notes["data"][0]["body"].as_str().unwrap_or_default();
    assert!(kept.contains("Ana") && kept.contains("Director"), "{notes}");
}

#[tokio::test]
async fn what_cannot_be_is_a_field_to_mend() {
    let app = App::start();
    let program = app.program();
    let path = add(&program, ana()).await;

    for (body, field) in [
        (json!({ "contact_id": null, "company_id": null }), "contact_id"),
        (json!({ "deal": { "name": "" } }), "deal.name"),
        (json!({ "deal": { "name": "Tables", "amount_minor": -5 } }), "deal.amount_minor"),
        (json!({ "deal": { "name": "Tables" }, "deal_id": 1 }), "deal"),
    ] {
        let refused = convert(&program, &path, body.clone()).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], field, "{body}: {refused}");
    }
    assert_eq!(program.get(&path).await.json()["state"], "new");
    app.program_of(Role::Viewer).get(&path).await.expect(200);
    convert(&app.program_of(Role::Viewer), &path, json!({})).await.expect(403);
}

#[tokio::test]
async fn what_new_records_need_is_taken_and_what_is_missing_is_named() {
    let app = App::start();
    let program = app.program();
    for (record, kind, label) in [("contact", "yes_no", "Newsletter"), ("deal", "number", "Size")] {
        let pairs = [("record", record), ("kind", kind), ("label", label), ("needed", "1")];
        let typed: Fields =
            pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        app.write(move |tx| fields::actions::add(tx, &NewField::parse(&typed)?)).unwrap();
    }
    let path = add(&program, ana()).await;
    let deal = json!({ "name": "Six tables" });

    let missing = convert(&program, &path, json!({ "deal": deal })).await.expect(422).json();
    let body = json!({ "contact_fields": { "newsletter": "perhaps" } });
    let wrong = convert(&program, &path, body).await.expect(422).json();
    let body = json!({ "company_fields": { "newsletter": true } });
    let unknown = convert(&program, &path, body).await.expect(422).json();
    let deal = json!({ "name": "Six tables", "fields": { "size": "12" } });
    let body = json!({ "contact_fields": { "newsletter": true }, "deal": deal });
    let done = convert(&program, &path, body).await.expect(200).json();

    let named = |refused: &Value| -> Vec<String> {
        let errors = refused["errors"].as_array().unwrap().iter();
        errors.map(|error| error["field"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(named(&missing), ["contact_fields.newsletter", "deal.fields.size"]);
    assert_eq!(named(&wrong), ["contact_fields.newsletter"]);
    assert_eq!(named(&unknown), ["company_fields.newsletter"]);
    let contact = program.get(&format!("/api/v1/contacts/{}", done["converted_contact_id"])).await.json();
    assert_eq!(contact["fields"]["newsletter"], true);
    let deal = program.get(&format!("/api/v1/deals/{}", done["converted_deal_id"])).await.json();
    assert_eq!(deal["fields"]["size"], "12");
}
