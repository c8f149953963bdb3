//! What the server does with any request, before a page is asked.

use kantora::app;
use kantora::platform::Machines;
use poem::http::{StatusCode, header};
use poem::test::TestClient;
use poem::{Endpoint, Response};

use crate::support;

fn client(installation: &support::Installation) -> TestClient<impl Endpoint<Output = Response>> {
    TestClient::new(app::endpoint(Machines::clone(installation))).default_header(header::HOST, "localhost")
}

#[tokio::test]
async fn health_tells_name_version_and_each_check() {
    let installation = support::machines();
    let client = client(&installation);

    let answer = client.get("/health").send().await;

    answer.assert_status_is_ok();
    let state = answer.json().await;
    let state = state.value().object();
    state.get("name").assert_string("kantora");
    state.get("healthy").assert_bool(true);
}

#[tokio::test]
async fn an_unknown_address_is_a_page_with_the_request_id() {
    let installation = support::machines();
    let client = client(&installation);

    let answer = client.get("/nowhere").send().await;

    answer.assert_status(StatusCode::NOT_FOUND);
    answer.assert_header(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    let page = answer.0.into_body().into_string().await.unwrap();
    assert!(page.contains("<!DOCTYPE html>"), "{page}");
}

#[tokio::test]
async fn a_stranger_host_is_misdirected() {
    let installation = support::machines();
    let client = client(&installation);

    let answer = client.get("/livez").header(header::HOST, "evil.example").send().await;

    answer.assert_status(StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn another_sites_page_changes_nothing() {
    let installation = support::machines();
    let client = client(&installation);

    let foreign = client.post("/livez").header("sec-fetch-site", "cross-site").send().await;
    let silent = client.post("/livez").send().await;
    let own = client.post("/livez").header(header::ORIGIN, "http://localhost").send().await;

    foreign.assert_status(StatusCode::FORBIDDEN);
    silent.assert_status(StatusCode::FORBIDDEN);
    own.assert_status(StatusCode::METHOD_NOT_ALLOWED);
}
