//! The description of the API says what there is.

use kantora::api;
use serde_json::Value;

use crate::support::App;

/// `kantora print openapi > schema/openapi.json` writes it anew.
#[test]
fn the_description_of_the_api_is_current() {
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write("schema/openapi.json", api::description()).unwrap();
    }
    let kept = std::fs::read_to_string("schema/openapi.json").unwrap_or_default();

    assert!(kept == api::description(), "schema/openapi.json is not what `kantora print openapi` prints");
}

#[test]
fn every_operation_stands_in_the_table_and_every_line_of_it_is_described() {
    let description: Value = serde_json::from_str(&api::description()).unwrap();
    let mut described = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        let methods = methods.as_object().unwrap().keys();
        described.extend(methods.map(|method| format!("{} {path}", method.to_uppercase())));
    }
    described.retain(|line| line.contains(" /api/v1/"));

    let mut listed: Vec<String> =
        api::OPERATIONS.iter().map(|ask| format!("{} {}", ask.method, ask.path)).collect();

    described.sort();
    listed.sort();
    assert_eq!(described, listed);
}

#[test]
fn every_operation_says_its_scope_its_refusals_and_what_it_is() {
    let description: Value = serde_json::from_str(&api::description()).unwrap();

    for ask in api::OPERATIONS {
        let operation = &description["paths"][ask.path][ask.method.to_lowercase()];

        assert!(operation["summary"].is_string(), "{} {}", ask.method, ask.path);
        assert_eq!(operation["x-scope"].is_string(), ask.right.is_some(), "{} {}", ask.method, ask.path);
        assert_eq!(operation["security"].is_array(), ask.right.is_some(), "{} {}", ask.method, ask.path);
        assert!(operation["responses"]["429"].is_object(), "{} {}", ask.method, ask.path);
    }
}

#[tokio::test]
async fn the_page_shows_every_operation_and_asks_nothing_of_others() {
    let app = App::start();

    let page = app.guest().get("/api").await.expect(200);

    for ask in api::OPERATIONS {
        assert!(page.body.contains(ask.path), "{}", ask.path);
    }
    page.expect_no_text("src=\"http").expect_no_text("href=\"http").expect_text("428");
}

#[tokio::test]
async fn machines_read_it_without_a_token() {
    let app = App::start();

    let answer = app.nobody().get("/api/v1/openapi.json").await.expect(200);

    assert_eq!(answer.json(), serde_json::from_str::<Value>(&api::description()).unwrap());
}
