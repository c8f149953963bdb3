//! What every answer and every log keeps to itself, whatever is sent.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use kantora::app;
use kantora::base::{Actor, Door, Role};
use kantora::crm::contacts;
use kantora::platform::{Machines, Tx};
use kantora::routes;
use kantora::workspace::{accounts, audit};
use poem::http::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tracing_subscriber::fmt::MakeWriter;

use crate::support::{self, App};

const OTTERS: &str = "seven lazy otters";

const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{1379*1379}}${1379*1379}";

#[tokio::test]
async fn a_hostile_text_is_shown_as_text_wherever_it_comes_back() {
    let app = App::start();
    let id = app
        .write(|tx: &Tx| {
            let contact = contacts::ContactInput { last_name: HOSTILE.into(), ..Default::default() };
            contacts::actions::create(tx, contact)
        })
        .unwrap();
    let owner = app.owner();

    for path in [
        "/w/acme/contacts".to_owned(),
        format!("/w/acme/contacts/{id}"),
        format!("/w/acme/contacts/{id}/edit"),
        "/w/acme/search?q=%3Cscript%3Ealert".to_owned(),
        "/w/acme/contacts?q=%22%3E%3Cscript%3E".to_owned(),
        "/w/acme/contacts?done=%3Cscript%3Ealert(1)%3C/script%3E".to_owned(),
    ] {
        let page = owner.get(&path).await.expect(200);
        assert!(!page.body.contains("<script>") && !page.body.contains("<img"), "{path}\n{}", page.body);
        page.expect_no_text("onerror=\"").expect_no_text("1901641");
    }
}

#[tokio::test]
async fn every_answer_says_its_type_and_its_alphabet_and_nothing_of_the_program() {
    let app = App::start();

    for line in
        routes::pages().0.iter().filter(|line| line.method == Method::GET && !line.path.contains(":id"))
    {
        let path = line.path.replace(":slug", "acme").replace(":topic", "keys").replace(":token", "none");
        let answer = app.owner().get(&path).await;

        let kind = answer.header("content-type").unwrap_or_default();
        let is_told = kind.contains("charset=utf-8") || kind.contains("json") || answer.body.is_empty();
        assert!(is_told, "{path}: {kind:?}");
        for name in ["server", "x-powered-by", "access-control-allow-origin"] {
            assert_eq!(answer.header(name), None, "{path} sends {name}");
        }
    }
}

#[tokio::test]
async fn looking_changes_nothing() {
    let app = App::start();
    let before =
        app.installation.db.read(&app.acme().actor(), |view| audit::head(view, app.acme().id)).unwrap();

    for line in
        routes::pages().0.iter().filter(|line| line.method == Method::GET && !line.path.contains(":id"))
    {
        let path = line.path.replace(":slug", "acme").replace(":topic", "keys").replace(":token", "none");
        if !path.ends_with("/export") {
            app.owner().get(&path).await;
        }
    }

    let after =
        app.installation.db.read(&app.acme().actor(), |view| audit::head(view, app.acme().id)).unwrap();
    assert_eq!(before, after);
}

#[tokio::test]
async fn over_https_browsers_are_told_to_stay_with_it_and_the_cookie_is_bound() {
    let app = App::configured(|config| {
        config.public_url = Some("https://localhost".into());
        config.hsts_subdomains = true;
    });
    let fields = [("email", "nobody@acme.example"), ("password", "wrong")];

    let page = app.guest().get("/sign-in").await.expect(200);
    let out = app.owner().post("/sign-out", &[]).await.expect(303);
    let refused = app.guest().post("/sign-in", &fields).await.expect(422);

    assert_eq!(page.header("strict-transport-security"), Some("max-age=31536000; includeSubDomains"));
    let cookie = out.header("set-cookie").unwrap();
    for part in ["__Host-kantora=", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert_eq!(out.header("clear-site-data"), Some("\"cache\", \"storage\""));
    assert_eq!(refused.header("set-cookie"), None, "who is refused gets no session");
}

#[tokio::test]
async fn a_field_that_the_form_does_not_have_is_not_written() {
    let app = App::start();
    let viewer = app.member(Role::Viewer);
    let version = viewer.get("/account").await.expect(200).hidden("version");

    let fields = [
        ("version", version.as_str()),
        ("name", "Vera"),
        ("is_operator", "1"),
        ("role", "owner"),
        ("workspace_id", "2"),
        ("password_hash", "x"),
    ];
    viewer.post("/account", &fields).await.expect(303);

    viewer.get("/operator").await.expect(404);
    viewer.get("/w/acme/settings").await.expect(403);
    viewer.get("/w/other").await.expect(404);
}

#[tokio::test]
async fn a_value_counts_only_where_it_belongs_and_the_first_one_counts() {
    let app = App::start();
    let owner = app.owner();
    let act = owner.get("/w/acme/contacts/new").await.expect(200).hidden("act");

    let none = owner.post("/w/acme/contacts/new?last_name=Query", &[("act", &act)]).await;
    let twice = [("act", act.as_str()), ("last_name", "First"), ("last_name", "Second")];
    let both = owner.post("/w/acme/contacts/new?last_name=Query", &twice).await.expect(303);

    none.expect(422);
    let page = owner.follow(&both).await.expect(200).expect_text("First");
    page.expect_no_text("Second").expect_no_text("Query");
}

#[tokio::test]
async fn what_is_not_a_page_is_not_there() {
    let app = App::start();

    for path in [
        "/.git/config",
        "/.env",
        "/assets/",
        "/assets/../Cargo.toml",
        "/kantora.db",
        "/debug",
        "/metrics",
        "/server-status",
    ] {
        let answer = app.guest().get(path).await;
        assert!([400, 404].contains(&answer.status.as_u16()), "{path}: {}", answer.status);
    }
}

#[tokio::test]
async fn a_fault_tells_its_reader_a_number_and_nothing_else() {
    let app = App::start();

    let answer = app.owner().get("/w/acme/contacts/99999999999999999999").await.expect(404);
    let odd = app.owner().get("/w/acme/contacts?after=%27%20OR%201=1--").await;

    for page in [answer, odd] {
        for word in ["SELECT", "rusqlite", "panicked", "src/", "SQLITE", "no such"] {
            assert!(!page.body.contains(word), "{word} in\n{}", page.body);
        }
    }
}

#[tokio::test]
async fn password_fields_are_masked_and_open_to_managers() {
    let app = App::start();

    let page = app.guest().get("/sign-in").await.expect(200);

    let field = page.body.split("<input").find(|field| field.contains("name=\"password\"")).unwrap();
    assert!(field.contains("type=\"password\"") && field.contains("autocomplete=\"current-password\""));
    assert!(!page.body.contains("onpaste") && !field.contains("maxlength"), "{field}");
}

/// Runs on one thread, so that the subscriber of this test hears it.
#[tokio::test]
async fn the_log_of_sign_ins_and_refusals_names_who_what_and_when_and_cannot_be_forged() {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt().with_writer(lines.clone()).with_ansi(false).finish();
    let _hearing = tracing::subscriber::set_default(subscriber);
    let app = App::start();
    let forged = "ana@acme.example\nINFO security: event=\"session.begin\" forged";
    let (account, cli) = (app.account(Role::Sales), Actor::guest(Door::Cli));
    let password = accounts::choose_blocking(&app.installation, "password", OTTERS, &[]).unwrap();
    app.write_as(cli, move |tx| accounts::reset_password(tx, account, &password)).unwrap();

    app.guest().post("/sign-in", &[("email", "sales@acme.example"), ("password", OTTERS)]).await.expect(303);
    app.guest().post("/sign-in", &[("email", forged), ("password", "hunter2-secret")]).await.expect(422);
    app.member(Role::Viewer).get("/w/acme/settings").await.expect(403);
    let lost = app.guest().get("/nowhere/%0aINFO%20security:%20forged").await.expect(404);

    let log = lines.text();
    assert!(log.contains("session.refuse"), "{log}");
    assert!(log.contains(&format!("event=\"session.begin\" account={account} by=\"password\"")), "{log}");
    assert!(log.contains("access.refuse"), "{log}");
    assert!(log.lines().all(|line| line.contains('Z') && !line.starts_with("INFO")), "{log}");
    for secret in ["hunter2-secret", OTTERS, "ana@acme.example", "sales@acme.example", "The viewer"] {
        assert!(!log.contains(secret), "{secret} in\n{log}");
    }
    let request = lost.body.split("Request ").nth(1).unwrap()[..14].to_owned();
    assert!(log.contains(&format!("request={request}")), "{request} is not in\n{log}");
}

#[tokio::test]
async fn a_fault_stands_in_the_log_with_its_cause_and_on_the_page_with_its_number() {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt().with_writer(lines.clone()).with_ansi(false).finish();
    let _hearing = tracing::subscriber::set_default(subscriber);
    let app = App::start();
    app.write(|tx| tx.execute("ALTER TABLE contact RENAME TO contact_gone", []).map(|_| ())).unwrap();

    let page = app.owner().get("/w/acme/contacts").await.expect(500);
    let told = app.program().get("/api/v1/contacts").await.expect(500);

    assert_eq!(told.problem(), "internal");
    let request = page.body.split("Request ").nth(1).unwrap()[..14].to_owned();
    for answer in [&page, &told] {
        for word in ["SELECT", "rusqlite", "panicked", "src/", "SQLITE", "no such", "contact_gone"] {
            assert!(!answer.body.contains(word), "{word} in\n{}", answer.body);
        }
    }
    let log = lines.text();
    let line = log.lines().find(|line| line.contains("ERROR") && line.contains(&request));
    assert!(line.is_some_and(|line| line.contains("no such table")), "{log}");
}

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Lines {
    type Writer = Lines;

    fn make_writer(&'w self) -> Lines {
        self.clone()
    }
}

#[tokio::test]
async fn a_request_whose_end_is_disputed_is_refused() {
    let installation = support::machines();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let machines = Machines::clone(&installation);
    let server = tokio::spawn(app::serve_on(listener, machines, async {
        let _ = stopped.await;
    }));

    for (head, body) in [
        ("Content-Length: 4\r\nContent-Length: 40", "a=b&"),
        ("Transfer-Encoding: chunked, identity", "0\r\n\r\n"),
        ("Transfer-Encoding: xchunked", "0\r\n\r\n"),
    ] {
        let mut line = TcpStream::connect(address).await.unwrap();
        let text = format!(
            "POST /language HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n{head}\r\n\r\n{body}GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n"
        );
        line.write_all(text.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        let _ = line.read_to_end(&mut answer).await;

        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(!answer.contains("alive"), "{head}: the second request was answered\n{answer}");
    }
    stop.send(()).unwrap();
    server.await.unwrap().unwrap();
}
