//! What keeps strangers' forms from being misused.

use std::time::Duration;

use kantora::base::{Error, Fields};
use kantora::crm::forms::{self, Sent, State, Trace};
use kantora::crm::leads;
use poem::Request;
use poem::http::{Method, header};

use super::{all_leads, make, send, stored};
use crate::support::{Answer, App};

/// A form sent by the page of another site.
fn from_elsewhere(path: &str, cookies: &str) -> Request {
    let request = Request::builder()
        .method(Method::POST)
        .uri(path.parse().unwrap())
        .header(header::HOST, "localhost")
        .header("sec-fetch-site", "cross-site")
        .header(header::ORIGIN, "https://www.rila.example")
        .header(header::REFERER, "https://www.rila.example/")
        .content_type("application/x-www-form-urlencoded");
    let request = if cookies.is_empty() { request } else { request.header(header::COOKIE, cookies) };
    request.body("email=ana%40pirin.example")
}

#[tokio::test]
async fn only_the_sites_that_are_named_may_frame_a_form() {
    let app = App::start();
    let none = make(&app, &[]);
    let named = make(
        &app,
        &[
            ("sites", "https://www.rila.example http://localhost:8080"),
            ("leads_to", "https://www.rila.example/thanks"),
        ],
    );
    let policy = |answer: &Answer| answer.header("content-security-policy").unwrap().to_owned();
    let part = |policy: &str, name: &str| {
        let found = policy.split("; ").find(|part| part.starts_with(name));
        found.unwrap_or_default().trim().to_owned()
    };

    let closed = policy(&app.guest().get(&none.path()).await.expect(200));
    let open = app.guest().get(&named.path()).await.expect(200);
    let elsewhere = policy(&app.guest().get("/sign-in").await.expect(200));

    assert_eq!(part(&closed, "frame-ancestors"), "frame-ancestors 'none'");
    assert_eq!(
        part(&policy(&open), "frame-ancestors"),
        "frame-ancestors http://localhost:8080 https://www.rila.example"
    );
    assert_eq!(part(&policy(&open), "form-action"), "form-action 'self' https://www.rila.example");
    assert_eq!(part(&policy(&open), "script-src"), "script-src 'self'");
    assert_eq!(part(&elsewhere, "frame-ancestors"), "frame-ancestors 'none'");
    assert_eq!(part(&elsewhere, "form-action"), "form-action 'self'");
    // It could name no site, and browsers pass it over beside the policy.
    assert_eq!(open.header("x-frame-options"), None);
    assert_eq!(open.header("cache-control"), Some("no-store"));
    let refused = app.guest().post(&named.path(), &[]).await.expect(422);
    assert_eq!(policy(&refused), policy(&open));
}

#[tokio::test]
async fn the_way_on_is_the_companys_and_never_the_requests() {
    let app = App::start();
    let thanks = "https://www.rila.example/thanks";
    let form = make(&app, &[("leads_to", thanks)]);
    let evil =
        [("email", "ana@pirin.example"), ("leads_to", "https://evil.example"), ("next", "//evil.example")];

    let sent = send(&app.guest(), &form, &evil).await.expect(303);

    assert_eq!(sent.location(), thanks);
    let done = format!("{}/done?leads_to=https://evil.example", form.path());
    let done = app.guest().get(&done).await.expect(200).expect_no_text("evil");
    done.expect_text(&format!("href=\"{thanks}\" target=\"_top\""));
}

#[tokio::test]
async fn the_page_of_a_letter_stands_in_no_frame_and_leads_where_the_form_does() {
    let app = App::start();
    let more =
        [("confirms", "1"), ("sites", "www.rila.example"), ("leads_to", "https://www.rila.example/thanks")];
    let form = make(&app, &more);
    send(&app.guest(), &form, &[("email", "ana@pirin.example")]).await.expect(303);
    let link = app.letters().await[0].path();

    let page = app.guest().get(&link).await.expect(200);
    let confirmed = app.guest().post(&link, &[]).await.expect(303);

    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(policy.contains("form-action 'self' https://www.rila.example;"), "{policy}");
    assert_eq!(confirmed.location(), "https://www.rila.example/thanks");
}

#[tokio::test]
async fn another_sites_page_may_send_a_form_here_and_nowhere_else() {
    let app = App::start();
    let form = make(&app, &[]);
    let owner = app.owner();
    let cookies: Vec<String> =
        owner.cookies().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    let cookies = cookies.join("; ");

    app.ask(from_elsewhere(&form.path(), "")).await.expect(303);
    app.ask(from_elsewhere(&form.path(), &cookies)).await.expect(403);
    app.ask(from_elsewhere("/w/acme/leads/new", &cookies)).await.expect(403);
    app.ask(from_elsewhere("/sign-in", "")).await.expect(403);
    app.ask(from_elsewhere("/confirmation/aaaaaaaaaaaaaaaaaaaaaaaaaa", "")).await.expect(403);

    let lead = all_leads(&app)[0];
    owner.get(&format!("/w/acme/leads/{lead}")).await.expect(200).expect_text("www.rila.example");
    assert_eq!(all_leads(&app).len(), 1);
}

#[tokio::test]
async fn whoever_is_signed_in_is_a_stranger_to_a_form_and_gets_no_cookie() {
    let app = App::start();
    let form = make(&app, &[("language", "bg")]);
    let owner = app.owner();

    let page = owner.get(&form.path()).await.expect(200);
    let sent = send(&owner, &form, &[("email", "ana@pirin.example")]).await.expect(303);

    assert_eq!(page.header("set-cookie"), None);
    assert_eq!(sent.header("set-cookie"), None);
    page.expect_no_text("/w/acme").expect_text("lang=\"bg\"").expect_text("Съобщение");
    let lead = all_leads(&app)[0];
    let made_by = app.write(move |tx| leads::store::find(tx, lead)).unwrap().created_by;
    assert_eq!(made_by, None);
}

#[tokio::test]
async fn what_only_a_machine_fills_in_is_thanked_for_and_dropped() {
    let app = App::start();
    let form = make(&app, &[]);

    let sent =
        send(&app.guest(), &form, &[("email", "a@b.example"), ("homepage", "https://spam.example")]).await;

    assert_eq!(sent.expect(303).location(), format!("{}/done", form.path()));
    assert_eq!(all_leads(&app), []);
    assert_eq!(stored(&app, form.id).taken, 0);
}

#[tokio::test]
async fn whoever_sends_often_without_work_waits_and_keeps_what_they_typed() {
    let app = App::start();
    let (form, other) = (make(&app, &[]), make(&app, &[]));
    let guest = app.guest();
    for number in 0..5 {
        send(&guest, &form, &[("email", &format!("a{number}@pirin.example"))]).await.expect(303);
    }

    let sixth =
        send(&guest, &form, &[("email", "a6@pirin.example"), ("message", "Tables")]).await.expect(429);

    assert_eq!(sixth.header("retry-after"), Some("15"));
    sixth.expect_text("Wait 15 seconds").expect_text("a6@pirin.example").expect_text("data-proof=");
    send(&guest, &other, &[("email", "a6@pirin.example")]).await.expect(303);
    app.installation.pass(Duration::from_secs(15));
    send(&guest, &form, &[("email", "a6@pirin.example")]).await.expect(303);
}

#[tokio::test]
async fn senders_without_work_share_a_budget_and_those_with_work_do_not() {
    let app = App::start();
    let form = make(&app, &[]);
    let receive = |number: i64, is_proven: bool| {
        let fields = Fields::new().with("email", format!("a{number}@pirin.example"));
        let sent = Sent::parse(&form, &fields, "BG".parse().unwrap()).unwrap();
        let (id, trace) = (form.id, Trace { address: [7; 32], email: None, is_proven });
        app.write_as(forms::actions::sender(&form), move |tx| forms::actions::receive(tx, id, &sent, &trace))
    };

    for number in 0..30 {
        assert_eq!(receive(number, false).unwrap(), State::Taken);
    }

    assert!(matches!(receive(30, false), Err(Error::Limited(_))));
    assert_eq!(receive(31, true).unwrap(), State::Taken);
    app.installation.pass(Duration::from_secs(3_601));
    assert_eq!(receive(32, false).unwrap(), State::Taken);
}

#[tokio::test]
async fn what_is_broken_oversized_or_meant_for_nobody_is_refused() {
    let app = App::start();
    let form = make(&app, &[]);
    let guest = app.guest();
    let post = async |kind: &str, body: Vec<u8>| app.guest().post_body(&form.path(), kind, body).await;
    let plain = "application/x-www-form-urlencoded";

    post(plain, b"email=%ff%fe".to_vec()).await.expect(400);
    post(plain, [b"message=".to_vec(), vec![b'x'; 3_000_000]].concat()).await.expect(413);
    post("multipart/form-data; boundary=b", b"--b--".to_vec()).await.expect(415);
    post("application/json", b"{}".to_vec()).await.expect(415);
    guest.get("/form/aaaaaaaaaaaaaaaaaaaaaaaaaa").await.expect(404);
    guest.post("/form/aaaaaaaaaaaaaaaaaaaaaaaaaa", &[("email", "a@b.example")]).await.expect(404);
    guest.get("/confirmation/aaaaaaaaaaaaaaaaaaaaaaaaaa").await.expect(404);
    let long = "x".repeat(5_001);
    let refused = send(&guest, &form, &[("email", "nobody"), ("message", &long)]).await.expect(422);
    refused.expect_text("href=\"#email\"").expect_text("href=\"#message\"");

    assert_eq!(all_leads(&app), []);
}
