//! Letters to customers for programs.

use kantora::base::{ContactId, Fields};
use kantora::crm::contacts::{self, ContactInput};
use kantora::crm::mails::{self, TemplateInput};
use poem::http::Method;
use serde_json::json;

use crate::support::App;

fn ana(app: &App) -> ContactId {
    let fields = Fields::new().with("first_name", "Ana").with("email", "ana@hart.example");
    let input = ContactInput::parse(&fields, "BG".parse().unwrap()).unwrap();
    app.write(move |tx| contacts::actions::create(tx, input)).unwrap()
}

#[tokio::test]
async fn a_program_writes_with_a_template_and_reads_what_became_of_it() {
    let app = App::start();
    let (program, ana) = (app.program(), ana(&app).number());
    let fields =
        Fields::new().with("name", "Offer").with("subject", "An offer").with("text", "Dear {first_name}");
    let template = TemplateInput::parse(&fields).unwrap();
    app.write(move |tx| mails::actions::add_template(tx, &template)).unwrap();
    let templates = program.get("/api/v1/mail-templates").await.expect(200).json();
    let template = &templates["data"][0];
    assert_eq!((&template["name"], &template["text"]), (&json!("Offer"), &json!("Dear {first_name}")));

    let body = json!({ "to_id": ana, "template_id": template["id"] });
    let sent = program.post("/api/v1/mails", body).await.expect(201);

    let path = sent.header("location").unwrap().to_owned();
    let mail = sent.json();
    assert_eq!((&mail["address"], &mail["text"]), (&json!("ana@hart.example"), &json!("Dear Ana")));
    assert_eq!((&mail["state"], &mail["reach"]), (&json!("waiting"), &json!("one")));
    let letters = app.letters().await;
    assert!(letters.iter().any(|letter| letter.subject == "An offer" && letter.plain.trim() == "Dear Ana"));
    let mail = program.get(&path).await.expect(200).json();
    assert_eq!(mail["state"], json!("sent"));
    let list = program.get(&format!("/api/v1/mails?about_id={ana}")).await.expect(200).json();
    assert_eq!(list["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_letter_that_cannot_leave_is_a_problem_of_its_field() {
    let app = App::start();
    let (program, ana) = (app.program(), ana(&app).number());
    let problem = async |body| program.post("/api/v1/mails", body).await.expect(422).body;

    let gap = problem(json!({ "to_id": ana, "subject": "Oak", "text": "At {company}" })).await;
    let address =
        problem(json!({ "to_id": ana, "address": "eve@evil.example", "subject": "a", "text": "b" })).await;
    app.write(|tx| mails::actions::note_asked(tx, "ana@hart.example")).unwrap();
    let unsubscribed = problem(json!({ "to_id": ana, "subject": "Oak", "text": "Hello" })).await;

    assert!(gap.contains("writing-gaps") && address.contains("writing-no-address"), "{gap} {address}");
    assert!(unsubscribed.contains("writing-unsubscribed"), "{unsubscribed}");
    let anyway = json!({ "to_id": ana, "subject": "Oak", "text": "Hello", "although_unsubscribed": true });
    program.post("/api/v1/mails", anyway).await.expect(201);
}

#[tokio::test]
async fn letters_go_along_when_two_become_one() {
    let app = App::start();
    let (program, ana) = (app.program(), ana(&app).number());
    let other = json!({ "last_name": "Petrova", "emails": [{ "value": "petrova@hart.example" }] });
    let other = program.post("/api/v1/contacts", other).await.expect(201).json()["id"].clone();
    let letter = json!({ "to_id": ana, "subject": "Oak", "text": "Two tables" });
    let path = program.post("/api/v1/mails", letter).await.expect(201).header("location").unwrap().to_owned();

    let body = json!({ "into": other, "into_version": 1 });
    let merge = format!("/api/v1/contacts/{ana}/merge");
    program.send(Method::POST, &merge, &[("if-match", "*")], Some(body)).await.expect(200);

    let mail = program.get(&path).await.expect(200).json();
    assert_eq!((&mail["to_id"], &mail["about_id"]), (&other, &other));
    assert_eq!(app.letters().await.iter().filter(|letter| letter.subject == "Oak").count(), 1);
}
