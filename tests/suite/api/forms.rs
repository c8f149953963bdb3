//! Forms for programs.

use kantora::base::{Fields, Role};
use kantora::crm::forms::{self, FormInput};
use kantora::platform::Tx;
use serde_json::json;

use crate::support::App;

/// A form of that name.
fn make(tx: &Tx, name: &str) -> kantora::base::Result<()> {
    let fields = Fields::new()
        .with("name", name)
        .with("title", "Write to us")
        .with("button", "Send")
        .with("thanks", "Thank you.")
        .with("language", "bg")
        .with("ask_email", "must")
        .with("ask_message", "may")
        .with("consent", "Keep it.")
        .with("confirms", "1")
        .with("sites", "www.rila.example");
    forms::actions::create(tx, &FormInput::parse(&fields)?).map(|_| ())
}

#[tokio::test]
async fn a_program_walks_through_the_forms_and_reads_one() {
    let app = App::start();
    app.write(|tx| make(tx, "Website").and_then(|()| make(tx, "Fair"))).unwrap();
    app.write_as(app.other().actor(), |tx| make(tx, "Elsewhere")).unwrap();
    let program = app.program();

    let first = program.get("/api/v1/forms?limit=1").await.expect(200).json();
    let next = format!("/api/v1/forms?limit=1&cursor={}", first["next"].as_str().unwrap());
    let second = program.get(&next).await.expect(200).json();
    let form = program.get(&format!("/api/v1/forms/{}", first["data"][0]["id"])).await.expect(200).json();

    assert_eq!(second["data"][0]["name"], "Fair");
    assert!(second.get("next").is_none(), "{second}");
    assert_eq!(form, first["data"][0]);
    assert_eq!(
        (&form["name"], &form["language"], &form["open"]),
        (&json!("Website"), &json!("bg"), &json!(true))
    );
    assert_eq!(
        form["questions"],
        json!([{ "field": "email", "required": true }, { "field": "message", "required": false }])
    );
    assert_eq!((&form["double_opt_in"], &form["consent_version"]), (&json!(true), &json!(1)));
    assert_eq!(form["sites"], json!(["https://www.rila.example"]));
    assert_eq!((&form["leads"], &form["waiting"]), (&json!(0), &json!(0)));
    assert!(form["url"].as_str().unwrap().contains("/form/"), "{form}");
    app.program_of(Role::Viewer).get("/api/v1/forms").await.expect(403);
}
