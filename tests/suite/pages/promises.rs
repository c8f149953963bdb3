//! What the standard of safety asks of every page and every answer, so that no single page's tests would notice.

use kantora::api;
use kantora::base::{Fields, Role};
use kantora::platform::Tx;
use kantora::routes;
use kantora::web::{Line, Need};
use kantora::workspace::accounts;
use poem::http::Method;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, named_params};
use serde_json::json;

use super::customers::{add, send_new};
use crate::support::{Answer, App};

/// Looks at every page behind the door that needs no number, as the owner of `acme` or as whoever runs the installation.
async fn look_around(app: &App) -> Vec<(String, Answer)> {
    let (owner, operator) = (app.owner(), app.signed_in(app.operator()));
    let is_inside =
        |line: &Line| line.method == Method::GET && !matches!(line.need, Need::Public | Need::Stranger);
    let mut answers = Vec::new();
    for line in routes::pages().0.into_iter().filter(is_inside) {
        let path = line.path.replace(":slug", "acme").replace(":topic", "keys");
        if !path.contains(':') {
            let reader = if line.need == Need::Operator { &operator } else { &owner };
            answers.push((path.clone(), reader.get(&path).await));
        }
    }
    answers
}

/// Asks every operation that reads and whose address needs no number; notes and files are those about a new company.
async fn ask_around(app: &App) -> Vec<(String, Answer)> {
    let program = app.program();
    let company = program.post("/api/v1/companies", json!({ "name": "Petrova & Co" })).await.expect(201);
    let about = format!("?about_id={}", company.json()["id"]);
    let mut answers = Vec::new();
    for ask in api::OPERATIONS.iter().filter(|ask| ask.method == "GET" && !ask.path.contains('{')) {
        let query = match ask.path {
            "/api/v1/search" => "?q=Petrova",
            "/api/v1/notes" | "/api/v1/files" | "/api/v1/mails" => &about,
            _ => "",
        };
        answers.push((ask.path.to_owned(), program.get(&format!("{}{query}", ask.path)).await.expect(200)));
    }
    answers
}

#[tokio::test]
async fn every_page_behind_the_door_has_the_way_out() {
    let app = App::start();

    let pages: Vec<(String, Answer)> = look_around(&app)
        .await
        .into_iter()
        .filter(|(_, answer)| answer.status == 200 && answer.body.starts_with("<!DOCTYPE html>"))
        .collect();

    assert!(pages.len() > 30, "only {} pages were seen", pages.len());
    for (path, page) in pages {
        assert!(page.body.contains("action=\"/sign-out\""), "{path} has no way out\n{}", page.body);
    }
}

#[tokio::test]
async fn nothing_about_people_may_be_kept_by_whoever_passes_it_on() {
    let app = App::start();
    add(&app, &[("last_name", "Petrova")]);

    let mut answers = look_around(&app).await;
    answers.extend(ask_around(&app).await);

    assert!(answers.len() > 40, "only {} answers were seen", answers.len());
    for (path, answer) in answers {
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
    }
}

/// Gives the owner of `acme` one of everything that only the machine may know.
fn arm(app: &App) {
    let account = app.acme().account;
    let password =
        accounts::choose_blocking(&app.installation, "password", "seven lazy otters", &[]).unwrap();
    app.write(move |tx: &Tx| {
        tx.execute(
            "INSERT INTO recovery_code (account_id, code_hash, created_at) VALUES (:account, :hash, :now)",
            named_params! { ":account": account, ":hash": [7_u8; 32], ":now": tx.now() },
        )?;
        tx.execute(
            "INSERT INTO totp (account_id, secret, last_step, created_at) VALUES (:account, :secret, 0, :now)",
            named_params! { ":account": account, ":secret": [8_u8; 60], ":now": tx.now() },
        )?;
        tx.execute(
            "INSERT INTO mail_account
               (workspace_id, host, port, encryption, user, password, address, name, updated_at)
             VALUES
               (:workspace, 'smtp.acme.example', 587, 'tls', 'acme', :password, 'office@acme.example', '', :now)",
            named_params! { ":workspace": tx.workspace(), ":password": [9_u8; 60], ":now": tx.now() },
        )?;
        Ok(())
    })
    .unwrap();
    let reset = kantora::base::Actor::guest(kantora::base::Door::Cli);
    app.write_as(reset, move |tx| accounts::reset_password(tx, account, &password)).unwrap();
    app.key(Role::Owner, Fields::new());
}

/// Every hash, secret and locked password that the tables of people hold: as it is, in hexadecimal digits, in base64.
fn secrets(app: &App) -> Vec<(String, Vec<String>)> {
    let file = app.installation.database();
    let file = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let columns = "SELECT sqlite_schema.name, columns.name
         FROM sqlite_schema
         JOIN pragma_table_info(sqlite_schema.name) AS columns
         WHERE sqlite_schema.type = 'table'
           AND (columns.name LIKE '%hash%' OR columns.name LIKE '%secret%' OR columns.name = 'password')
           AND sqlite_schema.name NOT IN ('audit', 'audit_value', 'idempotency', 'import')";
    let mut columns = file.prepare(columns).unwrap();
    let columns = columns.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
    let mut found = Vec::new();
    for (table, column) in columns.unwrap().map(Result::unwrap) {
        let mut rows = file.prepare(&format!("SELECT {column} FROM {table}")).unwrap();
        for value in rows.query_map([], |row| row.get::<_, Value>(0)).unwrap() {
            let shapes = match value.unwrap() {
                Value::Text(text) if !text.is_empty() => vec![text],
                Value::Blob(bytes) => vec![
                    data_encoding::HEXLOWER.encode(&bytes),
                    data_encoding::HEXUPPER.encode(&bytes),
                    data_encoding::BASE64_NOPAD.encode(&bytes),
                    data_encoding::BASE64URL_NOPAD.encode(&bytes),
                ],
                _ => continue,
            };
            found.push((format!("{table}.{column}"), shapes));
        }
    }
    found
}

#[tokio::test]
async fn what_only_the_machine_may_know_stands_in_no_answer() {
    let app = App::start();
    arm(&app);

    let mut answers = look_around(&app).await;
    answers.extend(ask_around(&app).await);
    let secrets = secrets(&app);

    let held: Vec<&str> = secrets.iter().map(|(place, _)| place.as_str()).collect();
    for place in [
        "account.password_hash",
        "session.token_hash",
        "token.token_hash",
        "recovery_code.code_hash",
        "totp.secret",
        "mail_account.password",
    ] {
        assert!(held.contains(&place), "{place} is not among {held:?}");
    }
    for (path, answer) in answers {
        for (place, shapes) in &secrets {
            let is_told = shapes.iter().any(|shape| answer.body.contains(shape.as_str()));
            assert!(!is_told, "{path} tells {place}");
        }
    }
}

#[tokio::test]
async fn what_is_typed_is_decoded_once_and_no_more() {
    let app = App::start();
    let owner = app.owner();

    let saved = send_new(&owner, &[("last_name", "%41 &amp; %2525")]).await.expect(303);
    let searched = owner.get("/w/acme/search?q=%2541").await.expect(200);

    owner.follow(&saved).await.expect(200).expect_text("%41 &amp;amp; %2525");
    searched.expect_text("value=\"%41\"").expect_text("%41 &amp;amp; %2525");
}

#[tokio::test]
async fn a_hostile_text_stays_one_text_in_json_too() {
    let app = App::start();
    let program = app.program();
    let hostile = "\"},\"role\":\"owner\",\"x\":{\"\\\u{2028}</script><!--";

    let added = program.post("/api/v1/contacts", json!({ "last_name": hostile })).await.expect(201);
    let listed = program.get("/api/v1/contacts").await.expect(200);

    assert_eq!(added.header("content-type"), Some("application/json; charset=utf-8"));
    let record = &listed.json()["data"][0];
    assert_eq!(record["role"], serde_json::Value::Null);
    let kept = record["last_name"].as_str().unwrap();
    assert!(
        kept.starts_with("\"},\"role\":\"owner\",\"x\":{\"\\") && kept.ends_with("</script><!--"),
        "{kept}"
    );
}
