//! Which tokens are accepted, from where, how often, and in what manner.

use std::time::Duration;

use kantora::across::operator;
use kantora::base::{Actor, Door, Fields, Role};
use kantora::workspace::tokens;
use poem::http::{Method, header};
use serde_json::json;

use crate::support::App;

const CONTACTS: &str = "/api/v1/contacts";
const DAY: Duration = Duration::from_secs(86_400);

#[tokio::test]
async fn without_a_token_nothing_is_told() {
    let app = App::start();

    let answer = app.nobody().get(CONTACTS).await.expect(401);

    assert_eq!(answer.problem(), "unauthenticated");
    assert_eq!(answer.header("www-authenticate"), Some("Bearer realm=\"Kantora\""));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn invented_mistyped_and_forgotten_tokens_are_refused_alike() {
    let app = App::start();
    let key = app.key(Role::Owner, Fields::new());
    let mut mistyped = key.secret.clone();
    let last = if mistyped.ends_with('a') { "b" } else { "a" };
    mistyped.replace_range(43.., last);
    let unknown = tokens::Secret::generate();

    for secret in [mistyped.as_str(), unknown.reveal(), "kantora_", "", "x y"] {
        let answer = app.program_with(secret).get(CONTACTS).await.expect(401);
        assert_eq!(answer.problem(), "unauthenticated");
    }
    app.program_with(&key.secret).get(CONTACTS).await.expect(200);
}

#[tokio::test]
async fn a_token_ends_by_itself_after_ninety_days() {
    let app = App::start();
    let usual = app.key(Role::Owner, Fields::new());
    let endless = app.key(Role::Owner, Fields::new().with("life", "endless"));

    app.installation.pass(90 * DAY);

    app.program_with(&usual.secret).get(CONTACTS).await.expect(401);
    app.program_with(&endless.secret).get(CONTACTS).await.expect(200);
}

#[tokio::test]
async fn a_revoked_token_is_refused_at_the_next_request() {
    let app = App::start();
    let key = app.key(Role::Owner, Fields::new());
    app.program_with(&key.secret).get(CONTACTS).await.expect(200);

    app.write(move |tx| tokens::revoke(tx, key.id)).unwrap();

    app.program_with(&key.secret).get(CONTACTS).await.expect(401);
}

#[tokio::test]
async fn a_token_held_to_a_network_is_refused_elsewhere() {
    let app = App::start();
    let elsewhere = app.key(Role::Owner, Fields::new().with("addresses", "192.0.2.0/24"));
    let here = app.key(Role::Owner, Fields::new().with("addresses", "127.0.0.1 192.0.2.0/24"));

    app.program_with(&elsewhere.secret).get(CONTACTS).await.expect(401);
    app.program_with(&here.secret).get(CONTACTS).await.expect(200);
}

#[tokio::test]
async fn who_no_longer_works_here_has_no_token_either() {
    let app = App::start();
    let (account, acme) = (app.account(Role::Sales), app.acme().id);
    let program = app.program_of(Role::Sales);
    program.get(CONTACTS).await.expect(200);

    app.write(move |tx| {
        tx.execute(
            "UPDATE member SET disabled_at = 1 WHERE workspace_id = :workspace AND account_id = :account",
            rusqlite::named_params! { ":workspace": acme, ":account": account },
        )
    })
    .unwrap();

    program.get(CONTACTS).await.expect(401);
}

#[tokio::test]
async fn a_suspended_company_answers_no_program_until_it_is_resumed() {
    let app = App::start();
    let (program, inside) = (app.program(), Actor::support(Door::Page, app.operator(), app.acme().id));
    let others = app.program_with(&app.key_of(app.other(), app.other().account, Fields::new()).secret);

    app.write_as(inside.clone(), operator::suspend).unwrap();
    let read = program.get(CONTACTS).await.expect(403);
    let written = program.post(CONTACTS, json!({ "last_name": "Petrova" })).await.expect(403);
    others.get(CONTACTS).await.expect(200);
    app.write_as(inside, operator::resume).unwrap();

    assert_eq!((read.problem(), written.problem()), ("suspended".to_owned(), "suspended".to_owned()));
    let after = program.get(CONTACTS).await.expect(200).json();
    assert_eq!(after["data"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn a_smaller_role_narrows_the_token_at_once() {
    let app = App::start();
    let (account, acme) = (app.account(Role::Admin), app.acme().id);
    let program = app.program_of(Role::Admin);
    program.post(CONTACTS, json!({ "last_name": "Petrova" })).await.expect(201);

    app.write(move |tx| {
        tx.execute(
            "UPDATE member SET role = 'viewer' WHERE workspace_id = :workspace AND account_id = :account",
            rusqlite::named_params! { ":workspace": acme, ":account": account },
        )
    })
    .unwrap();

    program.get(CONTACTS).await.expect(200);
    program.post(CONTACTS, json!({ "last_name": "Petrova" })).await.expect(403);
    program.get("/api/v1/workspace").await.expect(403);
}

#[tokio::test]
async fn a_token_does_what_it_was_made_for_and_nothing_else() {
    let app = App::start();
    let reading = app.key(Role::Owner, Fields::new().with("grant", "customers:read"));
    let program = app.program_with(&reading.secret);

    program.get(CONTACTS).await.expect(200);
    let refused = program.post(CONTACTS, json!({ "last_name": "Petrova" })).await.expect(403);
    assert_eq!(refused.problem(), "forbidden");
    program.get("/api/v1/members").await.expect(403);
    program.get("/api/v1/workspace").await.expect(403);
}

#[tokio::test]
async fn a_cookie_opens_no_operation_and_a_token_no_page() {
    let app = App::start();
    let key = app.key(Role::Owner, Fields::new());

    app.owner().get(CONTACTS).await.expect(401);
    let answer = app.program_with(&key.secret).get("/w/acme/contacts").await.expect(303);
    assert!(answer.location().starts_with("/sign-in"));
}

#[tokio::test]
async fn a_token_in_an_address_is_refused_even_beside_a_good_one() {
    let app = App::start();
    let key = app.key(Role::Owner, Fields::new());
    let path = format!("{CONTACTS}?cursor={}", key.secret);

    let answer = app.program_with(&key.secret).get(&path).await.expect(400);

    assert_eq!(answer.problem(), "token-in-url");
}

#[tokio::test]
async fn two_tokens_at_once_are_none() {
    let app = App::start();
    let key = app.key(Role::Owner, Fields::new());
    let second = format!("Bearer {}", key.secret);

    let answer =
        app.program_with(&key.secret).send(Method::GET, CONTACTS, &[("authorization", &second)], None).await;

    answer.expect(401);
}

#[tokio::test]
async fn unknown_paths_and_methods_are_told_as_problems() {
    let app = App::start();
    let program = app.program();

    assert_eq!(program.get("/api/v1/dragons").await.expect(404).problem(), "not-found");
    let answer = program.send(Method::PUT, CONTACTS, &[], None).await.expect(405);
    assert_eq!(answer.header("allow"), Some("GET, POST, HEAD"));
    program.send(Method::TRACE, CONTACTS, &[], None).await.expect(405);
    program.send(Method::HEAD, CONTACTS, &[], None).await.expect(200);
}

#[tokio::test]
async fn a_quota_is_told_and_held_for_each_token() {
    let app = App::start();
    let (one, other) = (app.program(), app.program());

    let first = one.get(CONTACTS).await.expect(200);
    assert_eq!(first.header("ratelimit-limit"), Some("1000"));
    assert_eq!(first.header("ratelimit-remaining"), Some("999"));
    assert_eq!(first.header("ratelimit-reset"), Some("4"));
    for _ in 0..999 {
        one.get("/api/v1/tags").await.expect(200);
    }

    let refused = one.get(CONTACTS).await.expect(429);
    assert_eq!(refused.problem(), "limited");
    assert_eq!(refused.header("ratelimit-remaining"), Some("0"));
    assert_eq!(refused.header("retry-after"), Some("4"));
    other.get(CONTACTS).await.expect(200);
    app.installation.pass(Duration::from_secs(4));
    one.get(CONTACTS).await.expect(200);
}

#[tokio::test]
async fn an_address_that_tries_tokens_is_slowed_down_and_locks_nobody_out() {
    let app = App::start();
    let good = app.program();

    for _ in 0..100 {
        app.program_with("kantora_guess").get(CONTACTS).await.expect(401);
    }

    app.program_with("kantora_guess").get(CONTACTS).await.expect(429);
    good.get(CONTACTS).await.expect(200);
}

#[tokio::test]
async fn an_answer_that_nobody_takes_is_not_made() {
    let app = App::start();

    let answer = app.program().send(Method::GET, CONTACTS, &[("accept", "text/html")], None).await;

    assert_eq!(answer.expect(406).problem(), "not-acceptable");
}

#[tokio::test]
async fn bodies_that_are_no_json_or_too_large_are_refused() {
    let app = App::start();
    let key = app.key(Role::Owner, Fields::new());
    let send = async |kind: &str, body: String| {
        let request = poem::Request::builder()
            .method(Method::POST)
            .uri(CONTACTS.parse().unwrap())
            .header(header::HOST, "localhost")
            .header(header::AUTHORIZATION, format!("Bearer {}", key.secret))
            .content_type(kind)
            .body(body);
        app.ask(request).await
    };

    assert_eq!(send("text/plain", "{}".into()).await.expect(415).problem(), "unsupported-kind");
    assert_eq!(send("application/json", "{".into()).await.expect(400).problem(), "malformed");
    let large = format!("{{\"last_name\": \"{}\"}}", "a".repeat(2_000_000));
    assert_eq!(send("application/json", large).await.expect(413).problem(), "too-large");
}

#[tokio::test]
async fn pages_of_other_origins_ask_only_where_the_operator_named_them() {
    let app = App::configured(|config| config.api.cors_origins = vec!["https://app.example.com".into()]);
    let program = app.program();
    let ask = |origin: &'static str| {
        let headers = [("origin", origin), ("access-control-request-method", "GET")];
        let program = app.nobody();
        async move { program.send(Method::OPTIONS, CONTACTS, &headers, None).await }
    };

    let known = ask("https://app.example.com").await.expect(204);
    assert_eq!(known.header("access-control-allow-origin"), Some("https://app.example.com"));
    assert_eq!(known.header("access-control-allow-credentials"), None);
    let other = ask("https://app.example.com.evil.example").await.expect(405);
    assert_eq!(other.header("access-control-allow-origin"), None);
    let headers = [("origin", "https://app.example.com")];
    let answer = program.send(Method::GET, CONTACTS, &headers, None).await.expect(200);
    assert_eq!(answer.header("access-control-allow-origin"), Some("https://app.example.com"));
    assert_eq!(answer.header("vary"), Some("origin"));
}

#[tokio::test]
async fn by_default_no_other_origin_may_read_an_answer() {
    let app = App::start();
    let headers = [("origin", "https://app.example.com")];

    let answer = app.program().send(Method::GET, CONTACTS, &headers, None).await.expect(200);

    assert_eq!(answer.header("access-control-allow-origin"), None);
}

#[tokio::test]
async fn in_clear_under_the_public_name_is_refused_and_not_led_on() {
    let app = App::configured(|config| config.public_url = Some("https://localhost".into()));
    let program = app.program();

    let plain = program.send(Method::GET, CONTACTS, &[("x-forwarded-proto", "http")], None).await.expect(403);
    assert_eq!(plain.problem(), "insecure");
    let secure = [("x-forwarded-proto", "https")];
    program.send(Method::GET, CONTACTS, &secure, None).await.expect(200);
}
