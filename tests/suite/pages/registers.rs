//! Numbers that registers are asked about: what they say counts, what they do not say is told.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kantora::base::{CompanyId, Role};
use kantora::billing::customers;
use kantora::platform::queue::Holder;
use kantora::worker;

use super::customers::add_company;
use crate::support::{App, Browser};

const FACTS: [(&str, &str); 8] = [
    ("version", "0"),
    ("kind", "business"),
    ("entry", "net"),
    ("legal_name", ""),
    ("street", "ul. Shipka 1"),
    ("city", "Sofia"),
    ("country", "BG"),
    ("company_number", "175074752"),
];
const VALID: &str = r#"{"countryCode":"BG","vatNumber":"175074752","valid":true,"requestIdentifier":"WAPI7",
    "name":"ZDRAVETS AD","address":"ul. Rakovski 2\n1000 Sofia"}"#;

/// A register on this machine, whose next answers a test chooses.
struct Double {
    address: String,
    state: Arc<Mutex<State>>,
}

/// The answers, the last of which stays, and what was asked: head and body.
type State = (Vec<(u16, String)>, Vec<String>);

impl Double {
    fn open() -> Double {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new((vec![(200, VALID.to_owned())], Vec::new())));
        let answers = state.clone();
        std::thread::spawn(move || {
            for line in listener.incoming() {
                let mut line = line.unwrap();
                let asked = whole(&mut line);
                let mut state = answers.lock().unwrap();
                state.1.push(asked);
                let (status, body) = if state.0.len() > 1 { state.0.remove(0) } else { state.0[0].clone() };
                // Status 0: the line is cut.
                if status > 0 {
                    let answer =
                        format!("HTTP/1.1 {status} Said\r\ncontent-length: {}\r\n\r\n{body}", body.len());
                    line.write_all(answer.as_bytes()).unwrap();
                }
            }
        });
        Double { address, state }
    }

    fn says(&self, answers: &[(u16, &str)]) {
        let answers = answers.iter().map(|(status, body)| (*status, (*body).to_owned()));
        self.state.lock().unwrap().0 = answers.collect();
    }

    fn asked(&self) -> Vec<String> {
        self.state.lock().unwrap().1.clone()
    }
}

/// A whole request: the body is as long as its head says.
fn whole(line: &mut std::net::TcpStream) -> String {
    let (mut asked, mut buffer) = (String::new(), [0; 4096]);
    loop {
        let length = line.read(&mut buffer).unwrap();
        asked.push_str(&String::from_utf8_lossy(&buffer[..length]));
        let Some((head, body)) = asked.split_once("\r\n\r\n") else { continue };
        let named = head
            .lines()
            .find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
        if length == 0 || body.len() >= named.unwrap_or(0) {
            return asked;
        }
    }
}

fn app(double: &Double) -> App {
    let address = double.address.clone();
    App::configured(move |config| {
        config.registers.vies = format!("{address}/vies");
        config.registers.hmrc = format!("{address}/hmrc");
        config.registers.companies = format!("{address}/companies");
    })
}

async fn work(app: &App) {
    worker::run_due(&app.installation, Holder::Server).await.unwrap();
}

fn form<'f>(pairs: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let kept = FACTS.iter().filter(|(name, _)| pairs.iter().all(|(other, _)| other != name));
    kept.chain(pairs).copied().collect()
}

/// A company whose VAT number was saved: its number, and its page.
async fn saved(app: &App, pairs: &[(&str, &str)]) -> (CompanyId, String) {
    let id = add_company(app, "Zdravets");
    let page = format!("/w/acme/customers/{id}");
    app.owner().post(&page, &form(pairs)).await.expect(303);
    (id, page)
}

async fn ask(owner: &Browser<'_>, page: &str, register: &str) {
    owner.post(&format!("{page}/ask"), &[("register", register)]).await.expect(303);
}

/// What counts for papers: the word, and where it comes from.
fn checked(app: &App, id: CompanyId) -> (String, String) {
    let question = |view: &kantora::platform::View| customers::facts(view, id.subject());
    let facts = app.installation.db.read(&app.acme().actor(), question).unwrap().unwrap();
    (facts.checked.code().to_owned(), facts.check_reason)
}

#[tokio::test]
async fn a_register_is_asked_when_somebody_wishes_it_and_its_answer_counts() {
    let double = Double::open();
    let app = app(&double);
    let owner = app.owner();
    let (id, page) = saved(&app, &[("vat_number", "BG175074752")]).await;
    work(&app).await;
    assert_eq!(double.asked(), Vec::<String>::new(), "nobody wished it yet");

    ask(&owner, &page, "vies").await;
    owner.get(&page).await.expect(200).expect_text("VIES is being asked");
    work(&app).await;

    let asked = double.asked().pop().unwrap();
    assert!(asked.starts_with("POST /vies/check-vat-number "), "{asked}");
    assert!(
        asked.contains(r#""countryCode":"BG""#) && asked.contains(r#""vatNumber":"175074752""#),
        "{asked}"
    );
    assert_eq!(checked(&app, id), ("valid".into(), "VIES WAPI7".into()));
    let shown = owner.get(&page).await.expect(200).expect_text("ZDRAVETS AD").expect_text("WAPI7");
    shown.expect_no_text("is being asked");
    let other = form(&[("version", "2"), ("vat_number", "BG121880341"), ("company_number", "121880341")]);
    owner.post(&page, &other).await.expect(303);
    assert_eq!(checked(&app, id).0, "unchecked");
    owner.get(&page).await.expect(200).expect_text("WAPI7");
}

#[tokio::test]
async fn what_a_register_does_not_say_is_told_and_asked_again() {
    let double = Double::open();
    let app = app(&double);
    let owner = app.owner();
    let (id, page) = saved(&app, &[("vat_number", "BG175074752")]).await;
    let closed = r#"{"actionSucceed":false,"errorWrappers":[{"error":"MS_UNAVAILABLE"}]}"#;
    let lie = VALID.replace("175074752", "121880341");
    ask(&owner, &page, "vies").await;

    for (status, body, said) in [
        (200, closed, "it is busy"),
        (503, "", "it is busy"),
        (0, "", "nobody answered"),
        (200, "<html>", "makes no sense"),
        (200, &*lie, "makes no sense"),
    ] {
        double.says(&[(status, body)]);
        work(&app).await;
        let shown = owner.get(&page).await.expect(200).expect_text("VIES could not be asked");
        shown.expect_text(said).expect_text("tried again by itself");
        assert_eq!(checked(&app, id).0, "unchecked");
        app.installation.pass(Duration::from_secs(3600));
    }

    double.says(&[(200, &VALID.replace("true", "false"))]);
    work(&app).await;
    assert_eq!(checked(&app, id).0, "invalid");
    owner.get(&page).await.expect(200).expect_no_text("could not be asked");
}

#[tokio::test]
async fn who_refuses_is_not_asked_again_by_itself_and_two_days_are_enough() {
    let double = Double::open();
    let app = app(&double);
    let (_, page) = saved(&app, &[("vat_number", "BG175074752")]).await;
    double.says(&[(200, r#"{"actionSucceed":false,"errorWrappers":[{"error":"INVALID_REQUESTER_INFO"}]}"#)]);
    ask(&app.owner(), &page, "vies").await;
    work(&app).await;
    app.owner().get(&page).await.expect(200).expect_text("not tried again by itself");
    app.installation.pass(Duration::from_secs(24 * 3600));
    work(&app).await;
    assert_eq!(double.asked().len(), 1);

    double.says(&[(503, "")]);
    ask(&app.owner(), &page, "vies").await;
    for _ in 0..15 {
        work(&app).await;
        app.installation.pass(Duration::from_secs(24 * 3600));
    }
    app.owner().get(&page).await.expect(200).expect_text("not tried again by itself");
    assert_eq!(double.asked().len(), 12);
}

#[tokio::test]
async fn the_form_is_filled_in_and_keeps_what_the_register_does_not_say() {
    let double = Double::open();
    let app = app(&double);
    let owner = app.owner();
    let id = add_company(&app, "Zdravets");
    let page = format!("/w/acme/customers/{id}");
    let typed = form(&[("vat_number", "BG 175 074 752"), ("reference", "Dept 7"), ("city", "Ruse")]);

    let filled = owner.post(&format!("{page}/fill"), &typed).await.expect(200);

    filled
        .expect_text("Filled in as the register says")
        .expect_text("value=\"ZDRAVETS AD\"")
        .expect_text("value=\"ul. Rakovski 2\"")
        .expect_text("value=\"1000\"")
        .expect_text("value=\"Dept 7\"");
    let kept = form(&[("vat_number", "BG175074752"), ("legal_name", "ZDRAVETS AD")]);
    owner.post(&page, &kept).await.expect(303);
    assert_eq!(checked(&app, id), ("valid".into(), "VIES WAPI7".into()));
}

#[tokio::test]
async fn a_form_that_cannot_be_filled_says_why_and_loses_nothing() {
    let double = Double::open();
    let app = app(&double);
    let owner = app.owner();
    let fill = format!("/w/acme/customers/{}/fill", add_company(&app, "Zdravets"));
    let typed = |pairs: &[(&'static str, &'static str)]| form(&[&[("reference", "Dept 7")], pairs].concat());

    for (pairs, said) in [
        (&[("vat_number", "")][..], "VAT number"),
        (&[("vat_number", "BG175074751")], "check digits do not fit"),
        (&[("vat_number", "GB310884275"), ("country", "GB"), ("company_number", "")], "wants a key"),
        (&[("vat_number", "CHE123456788"), ("country", "CH"), ("company_number", "")], "Nobody can be asked"),
    ] {
        let again = owner.post(&fill, &typed(pairs)).await.expect(422);
        again.expect_text(said).expect_text("value=\"Dept 7\"");
    }
    assert_eq!(double.asked(), Vec::<String>::new());
    double.says(&[(0, "")]);
    let again = owner.post(&fill, &typed(&[("vat_number", "BG175074752")])).await.expect(422);
    again.expect_text("nobody answered").expect_text("value=\"Dept 7\"");
    double.says(&[(200, &VALID.replace("true", "false"))]);
    let again = owner.post(&fill, &typed(&[("vat_number", "BG175074752")])).await.expect(422);
    again.expect_text("not valid").expect_text("value=\"Dept 7\"");
}

#[tokio::test]
async fn a_register_that_wants_a_key_is_asked_once_it_is_set() {
    let double = Double::open();
    let app = app(&double);
    let owner = app.owner();
    let british = [
        ("vat_number", "GB310884275"),
        ("country", "GB"),
        ("company_number", "04418237"),
        ("postcode", "BA1 1DB"),
    ];
    let (id, page) = saved(&app, &british).await;
    owner.post(&format!("{page}/ask"), &[("register", "hmrc")]).await.expect(409);
    owner.get(&page).await.expect(200).expect_text("HMRC wants a key first");

    let settings = "/w/acme/settings/registers";
    owner.post(settings, &[("register", "hmrc"), ("client_id", "a b")]).await.expect(422);
    let key = [("register", "hmrc"), ("client_id", "our-id"), ("client_secret", "s3cret-word")];
    owner.post(settings, &key).await.expect(303);
    owner.post(settings, &[("register", "companies"), ("api_key", "k3y")]).await.expect(303);
    owner.get(settings).await.expect(200).expect_text("Key set").expect_no_text("s3cret-word");
    double.says(&[
        (200, r#"{"access_token":"t0ken"}"#),
        (200, r#"{"target":{"name":"HART LTD","vatNumber":"310884275","address":{"line1":"14 Milsom Street"}}}"#),
        (404, r#"{"errors":[{"error":"company-profile-not-found"}]}"#),
    ]);
    ask(&owner, &page, "hmrc").await;
    work(&app).await;
    ask(&owner, &page, "companies").await;
    work(&app).await;

    let asked = double.asked();
    assert!(asked[0].starts_with("POST /hmrc/oauth/token "), "{}", asked[0]);
    assert!(asked[0].contains("client_id=our-id&client_secret=s3cret-word"), "{}", asked[0]);
    assert!(
        asked[1].starts_with("GET /hmrc/organisations/vat/check-vat-number/lookup/310884275 "),
        "{}",
        asked[1]
    );
    assert!(asked[1].contains("Bearer t0ken"), "{}", asked[1]);
    assert!(asked[2].starts_with("GET /companies/company/04418237 "), "{}", asked[2]);
    assert!(asked[2].contains("Basic azN5Og=="), "{}", asked[2]);
    assert_eq!(checked(&app, id), ("valid".into(), "HMRC".into()));
    owner.get(&page).await.expect(200).expect_text("HART LTD").expect_text("not valid");

    owner.post(&format!("{settings}/remove"), &[("register", "hmrc")]).await.expect(303);
    owner.post(&format!("{settings}/remove"), &[("register", "hmrc")]).await.expect(404);
    owner.post(&format!("{page}/ask"), &[("register", "hmrc")]).await.expect(409);
}

#[tokio::test]
async fn who_asks_too_much_waits_and_whom_the_operator_took_out_is_not_offered() {
    let double = Double::open();
    let app = app(&double);
    let owner = app.owner();
    let (_, page) = saved(&app, &[("vat_number", "BG175074752")]).await;
    for _ in 0..100 {
        ask(&owner, &page, "vies").await;
        work(&app).await;
    }
    owner.post(&format!("{page}/ask"), &[("register", "vies")]).await.expect(429);
    app.installation.pass(Duration::from_secs(3601));
    ask(&owner, &page, "vies").await;

    let without = App::configured(|config| config.registers.vies.clear());
    let (_, page) = saved(&without, &[("vat_number", "BG175074752")]).await;
    without.owner().get(&page).await.expect(200).expect_no_text("Ask VIES");
    without
        .owner()
        .get("/w/acme/settings/registers")
        .await
        .expect(200)
        .expect_text("switched this register off");
}

#[tokio::test]
async fn only_whoever_keeps_the_books_asks_and_only_whoever_sets_up_has_keys() {
    let double = Double::open();
    let app = app(&double);
    let (id, page) = saved(&app, &[("vat_number", "BG175074752")]).await;
    for role in [Role::Sales, Role::Viewer] {
        let member = app.member(role);
        member.post(&format!("{page}/ask"), &[("register", "vies")]).await.expect(403);
        member.post(&format!("{page}/fill"), &FACTS).await.expect(403);
    }
    let key = [("register", "companies"), ("api_key", "k3y")];
    app.member(Role::Bookkeeper).post("/w/acme/settings/registers", &key).await.expect(403);
    let there = format!("/w/other/customers/{id}/ask");
    app.owner().post(&there, &[("register", "vies")]).await.expect(404);
    app.owner().post(&format!("{page}/ask"), &[("register", "hmrc")]).await.expect(409);
    work(&app).await;
    assert_eq!(double.asked(), Vec::<String>::new());
}

#[tokio::test]
async fn what_was_found_out_comes_along_when_two_become_one_and_never_changes() {
    let double = Double::open();
    let app = app(&double);
    let owner = app.owner();
    let (gone, page) = saved(&app, &[("vat_number", "BG175074752")]).await;
    ask(&owner, &page, "vies").await;
    work(&app).await;
    let kept = add_company(&app, "Zdravets AD");
    let (with, keep) = (gone.to_string(), kept.to_string());
    let sent = [("with", &*with), ("version", "1"), ("with_version", "1"), ("keep", &*keep)];

    owner.post(&format!("/w/acme/companies/{kept}/merge"), &sent).await.expect(303);

    owner.get(&format!("/w/acme/customers/{kept}")).await.expect(200).expect_text("ZDRAVETS AD");
    let changed = app.write(|tx| {
        tx.execute(
            "UPDATE number_check SET is_valid = 0 WHERE workspace_id = :workspace",
            rusqlite::named_params! { ":workspace": tx.workspace() },
        )
    });
    assert!(changed.is_err());
}
