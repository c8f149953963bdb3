//! Signing in and out, how sessions end, and where people are led.

use std::time::Duration;

use kantora::base::{AccountId, Actor, Door, Role};
use kantora::workspace::accounts::{self, NewAccount};
use kantora::workspace::{members, sessions};

use crate::support::{Answer, App, Browser};

const PASSWORD: &str = "seven lazy otters";
const HOUR: Duration = Duration::from_secs(60 * 60);

/// Mara, who has a password and is a member of `acme`.
fn mara(app: &App) -> AccountId {
    let machines = app.installation.clone();
    let password = accounts::choose_blocking(&machines, "password", PASSWORD, &[]).unwrap();
    let acme = app.acme().id;
    let new = NewAccount {
        email: "Mara@Acme.example".parse().unwrap(),
        name: "Mara Ilieva".parse().unwrap(),
        password,
        language: None,
    };
    app.write_as(Actor::system(Door::Cli, acme), move |tx| {
        let account = accounts::create(tx, &new)?;
        members::add(tx, account, Role::Admin)?;
        Ok(account)
    })
    .unwrap()
}

async fn sign_in(browser: &Browser<'_>, password: &str) -> Answer {
    browser.post("/sign-in", &[("email", "mara@acme.EXAMPLE"), ("password", password)]).await
}

#[tokio::test]
async fn the_right_password_leads_into_the_company() {
    let app = App::start();
    mara(&app);
    let browser = app.guest();

    let answer = sign_in(&browser, PASSWORD).await.expect(303);

    assert_eq!(answer.location(), "/w/acme");
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-kantora="), "{cookie}");
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
    browser.get("/w/acme/settings").await.expect(200).expect_text("Mara Ilieva");
}

#[tokio::test]
async fn a_password_is_good_for_years_and_nobody_asks_for_another() {
    let app = App::start();
    mara(&app);
    app.installation.pass(HOUR * 24 * 365 * 5);
    let browser = app.guest();

    let answer = sign_in(&browser, PASSWORD).await.expect(303);

    assert_eq!(answer.location(), "/w/acme");
    browser.follow(&answer).await.expect(200);
}

#[tokio::test]
async fn a_guest_comes_back_to_the_page_they_wanted() {
    let app = App::start();
    mara(&app);
    let browser = app.guest();

    let sent = browser.get("/w/acme/settings?a=1").await.expect(303);
    let next = browser.follow(&sent).await.expect(200).hidden("next");
    let fields = [("email", "mara@acme.example"), ("password", PASSWORD), ("next", &next)];
    let back = browser.post("/sign-in", &fields).await.expect(303);

    assert_eq!(back.location(), "/w/acme/settings?a=1");
}

#[tokio::test]
async fn nobody_is_sent_to_another_host_after_sign_in() {
    let app = App::start();
    mara(&app);

    for next in ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"] {
        let fields = [("email", "mara@acme.example"), ("password", PASSWORD), ("next", next)];
        let answer = app.guest().post("/sign-in", &fields).await.expect(303);

        assert_eq!(answer.location(), "/w/acme");
    }
}

#[tokio::test]
async fn known_and_unknown_people_are_refused_with_the_same_words_and_work() {
    let app = App::start();
    mara(&app);
    let work = || app.installation.passwords.work();

    let before = work();
    let known = sign_in(&app.guest(), "wrong").await.expect(422);
    let for_known = work() - before;
    let fields = [("email", "nobody@acme.example"), ("password", "wrong")];
    let unknown = app.guest().post("/sign-in", &fields).await.expect(422);
    let for_unknown = work() - before - for_known;

    assert_eq!((for_known, for_unknown), (1, 1));
    let words = |answer: Answer| answer.body.replace("nobody@acme.example", "mara@acme.EXAMPLE");
    assert_eq!(words(known), words(unknown));
}

#[tokio::test]
async fn whoever_fails_often_waits_and_others_do_not() {
    let app = App::start();
    mara(&app);
    for _ in 0..5 {
        sign_in(&app.guest(), "wrong").await.expect(422);
    }

    let work = app.installation.passwords.work();
    let answer = sign_in(&app.guest(), PASSWORD).await.expect(429);

    assert_eq!(answer.header("retry-after"), Some("15"));
    assert_eq!(app.installation.passwords.work(), work, "a limited try is not worth a hash");
    app.installation.pass(Duration::from_secs(15));
    sign_in(&app.guest(), PASSWORD).await.expect(303);
}

#[tokio::test]
async fn signing_in_makes_a_new_token_and_ends_the_old_session() {
    let app = App::start();
    let account = mara(&app);
    let browser = app.signed_in(account);
    let before = browser.cookies();
    let old = app.guest();

    sign_in(&browser, PASSWORD).await.expect(303);

    assert_ne!(browser.cookies(), before);
    assert_eq!(sessions_of(&app, account), 1);
    old.get("/account").await.expect(303);
}

fn sessions_of(app: &App, account: AccountId) -> usize {
    app.installation.db.read(&Actor::guest(Door::Cli), |view| sessions::list(view, account)).unwrap().len()
}

#[tokio::test]
async fn a_session_ends_when_idle_or_old() {
    let app = App::start();
    let idle = app.owner();
    let busy = app.owner();

    for _ in 0..47 {
        app.installation.pass(HOUR * 7);
        use_it(&app, &busy).await;
    }
    app.installation.pass(HOUR * 6);
    idle.get("/account").await.expect(303);
    use_it(&app, &busy).await;
    app.installation.pass(HOUR * 2);

    busy.get("/account").await.expect(303);
}

/// Opens a page and waits until the use is noted, which happens behind the request's back.
async fn use_it(app: &App, browser: &Browser<'_>) {
    browser.get("/account").await.expect(200);
    let guest = Actor::guest(Door::Cli);
    let account = app.account(Role::Owner);
    let last_seen =
        || app.installation.db.read(&guest, |view| sessions::list(view, account)).unwrap()[0].seen_at;
    while last_seen() < app.installation.clock.now() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn staying_signed_in_lasts_for_30_days_on_this_device() {
    let app = App::start();
    mara(&app);
    let browser = app.guest();
    let fields = [("email", "mara@acme.example"), ("password", PASSWORD), ("stay", "1")];

    let answer = browser.post("/sign-in", &fields).await.expect(303);

    assert!(answer.header("set-cookie").unwrap().ends_with("; Max-Age=2592000"));
    app.installation.pass(HOUR * 24 * 29);
    browser.get("/account").await.expect(200);
    app.installation.pass(HOUR * 24);
    browser.get("/account").await.expect(303);
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let app = App::start();
    let browser = app.owner();
    let stolen = browser.cookies();

    let answer = browser.post("/sign-out", &[]).await.expect(303);

    assert_eq!(answer.header("clear-site-data"), Some("\"cache\", \"storage\""));
    assert!(browser.cookies().is_empty());
    app.guest_with(stolen).get("/account").await.expect(303);
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once_and_cannot_come_back() {
    let app = App::start();
    let account = mara(&app);
    let browser = app.signed_in(account);

    app.write_as(Actor::guest(Door::Cli), move |tx| accounts::disable(tx, account)).unwrap();

    browser.get("/w/acme/settings").await.expect(303);
    sign_in(&app.guest(), PASSWORD).await.expect(422);
    app.write_as(Actor::guest(Door::Cli), move |tx| accounts::enable(tx, account)).unwrap();
    browser.get("/w/acme/settings").await.expect(303);
    sign_in(&app.guest(), PASSWORD).await.expect(303);
}

#[tokio::test]
async fn a_short_path_leads_to_the_same_page_of_the_last_company() {
    let app = App::start();
    let browser = app.owner();

    let answer = browser.get("/settings/people").await.expect(303);

    assert_eq!(answer.location(), "/w/acme/settings/people");
    assert_eq!(browser.get("/").await.expect(303).location(), "/w/acme");
    assert_eq!(app.guest().get("/").await.expect(303).location(), "/sign-in?next=%2F");
}

#[tokio::test]
async fn a_forged_or_foreign_cookie_is_nobody() {
    let app = App::start();
    let forged = [("__Host-kantora".to_owned(), "x".repeat(43))].into();
    let plain = [("kantora".to_owned(), app.owner().cookies().into_values().next().unwrap())].into();

    app.guest_with(forged).get("/account").await.expect(303);
    app.guest_with(plain).get("/account").await.expect(303);
}
