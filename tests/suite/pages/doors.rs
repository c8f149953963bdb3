//! What the server does with any request, before a page is asked.

use kantora::app;
use kantora::platform::{Machines, assets};
use poem::http::{Method, StatusCode, header};
use poem::test::{TestClient, TestRequestBuilder};
use poem::{Body, Endpoint, Response};

use crate::support::{self, App};

fn client(installation: &support::Installation) -> TestClient<impl Endpoint<Output = Response>> {
    TestClient::new(app::endpoint(Machines::clone(installation))).default_header(header::HOST, "localhost")
}

/// As a page of our own sends it.
fn own<E>(request: TestRequestBuilder<'_, E>) -> TestRequestBuilder<'_, E> {
    request.header("sec-fetch-site", "same-origin")
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

#[tokio::test]
async fn a_page_is_small_and_not_sent_twice() {
    let installation = support::machines();
    let client = client(&installation);

    let first = client.get("/health").header(header::ACCEPT_ENCODING, "br, zstd").send().await;
    let tag = first.0.header(header::ETAG).unwrap().to_owned();
    let again = client.get("/health").header(header::IF_NONE_MATCH, tag).send().await;
    let missing = client.get("/nowhere").header(header::ACCEPT_ENCODING, "br, zstd").send().await;

    first.assert_header(header::VARY, "accept-encoding");
    again.assert_status(StatusCode::NOT_MODIFIED);
    missing.assert_header(header::CONTENT_ENCODING, "zstd");
    assert!(missing.0.header(header::ETAG).is_none());
}

#[tokio::test]
async fn head_answers_as_get_without_the_body() {
    let installation = support::machines();
    let client = client(&installation);

    let whole = client.get("/livez").send().await;
    let head = client.head("/livez").send().await;

    head.assert_status_is_ok();
    let length = head.0.header(header::CONTENT_LENGTH).unwrap().to_owned();
    assert_eq!(head.0.into_body().into_vec().await.unwrap(), b"");
    assert_eq!(length, whole.0.into_body().into_vec().await.unwrap().len().to_string());
}

#[tokio::test]
async fn assets_stay_in_the_browser_and_come_in_their_stored_form() {
    let installation = support::machines();
    let client = client(&installation);
    let url = assets::url("app.css");

    let answer = client.get(url).header(header::ACCEPT_ENCODING, "gzip, br").send().await;

    answer.assert_status_is_ok();
    answer.assert_header(header::CACHE_CONTROL, "public, max-age=31536000, immutable");
    let tag = answer.0.header(header::ETAG).unwrap().to_owned();
    client.get(url).header(header::IF_NONE_MATCH, tag).send().await.assert_status(StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn the_styles_stay_small() {
    let installation = support::machines();
    let client = client(&installation);

    let answer = client.get(assets::url("app.css")).send().await;

    let weight = answer.0.into_body().into_vec().await.unwrap().len();
    assert!(weight <= 24 * 1024, "{weight} bytes of CSS, at most 24 KB");
}

#[tokio::test]
async fn the_scripts_stay_small_as_they_are_sent() {
    let installation = support::machines();
    let client = client(&installation);

    let mut weight = 0;
    for name in assets::names().filter(|name| name.ends_with(".js")) {
        let answer = client.get(assets::url(name)).header(header::ACCEPT_ENCODING, "br").send().await;
        answer.assert_header(header::CONTENT_ENCODING, "br");
        weight += answer.0.into_body().into_vec().await.unwrap().len();
    }

    assert!((1..=25 * 1024).contains(&weight), "{weight} bytes of script, at most 25 KB");
}

#[tokio::test]
async fn methods_that_nothing_uses_are_refused_with_those_that_are_used() {
    let installation = support::machines();
    let client = client(&installation);

    let answer = client.request(Method::TRACE, "/livez").header("sec-fetch-site", "same-origin").send().await;

    answer.assert_status(StatusCode::METHOD_NOT_ALLOWED);
    answer.assert_header(header::ALLOW, "GET, HEAD");
}

#[tokio::test]
async fn a_body_in_an_encoding_is_not_taken() {
    let installation = support::machines();
    let client = client(&installation);

    let answer = client
        .post("/livez")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_ENCODING, "gzip")
        .send()
        .await;

    answer.assert_status(StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn an_unknown_address_of_a_workspace_tells_strangers_nothing() {
    let installation = support::machines();
    let client = client(&installation);

    let answer = client.get("/w/acme/nowhere?at=all").send().await;

    answer.assert_status(StatusCode::SEE_OTHER);
    answer.assert_header(header::LOCATION, "/sign-in?next=%2Fw%2Facme%2Fnowhere%3Fat%3Dall");
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused_whether_announced_or_not() {
    let installation = support::machines();
    let client = client(&installation);
    let large = "a=".to_owned() + &"x".repeat(2 * 1024 * 1024);

    let announced =
        own(client.post("/language")).header(header::CONTENT_LENGTH, large.len()).body(large.clone());
    let chunks = futures_util::stream::iter(vec![Ok::<_, std::io::Error>(large.into_bytes())]);
    let streamed = own(client.post("/language")).body(Body::from_bytes_stream(chunks));

    announced.send().await.assert_status(StatusCode::PAYLOAD_TOO_LARGE);
    streamed.send().await.assert_status(StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn what_is_missing_in_a_workspace_is_said_inside_it() {
    let app = App::start();

    let answer = app.owner().get("/w/acme/contacts/archive/none").await;

    answer.expect(404).expect_text("Nothing at this address").expect_text("Search everything");
}

#[tokio::test]
async fn nothing_of_a_signed_in_persons_page_stays_in_the_browser() {
    let app = App::start();

    let theirs = app.owner().get("/account").await.expect(200);
    let anybodys = app.guest().get("/sign-in").await.expect(200);

    assert_eq!(theirs.header("cache-control"), Some("no-store"));
    assert_eq!(anybodys.header("cache-control"), Some("private, no-cache"));
}

#[tokio::test]
async fn every_answer_carries_the_headers_of_a_careful_site() {
    let app = App::start();

    for path in ["/sign-in", "/nowhere", "/health", assets::url("app.js")] {
        let answer = app.guest().get(path).await;

        let policy = answer.header("content-security-policy").unwrap();
        for rule in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'"] {
            assert!(policy.contains(rule), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("x-xss-protection"), Some("0"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("same-origin"), "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), Some("same-origin"), "{path}");
        assert_eq!(answer.header("strict-transport-security"), None, "{path}: this site speaks no TLS");
    }
}

#[tokio::test]
async fn every_asset_that_a_page_names_is_there() {
    let app = App::start();

    let page = app.guest().get("/sign-in").await;
    let addresses: Vec<&str> = page.body.split('"').filter(|part| part.starts_with("/assets/")).collect();

    assert!(addresses.len() >= 4, "{addresses:?}");
    for address in addresses {
        app.guest().get(address).await.expect(200);
    }
}
