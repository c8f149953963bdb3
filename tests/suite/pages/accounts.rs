//! A person's own account.

use std::time::Duration;

use kantora::base::{Actor, Door, Role};
use kantora::workspace::accounts::{self, NewAccount};

use crate::support::{App, Browser};

const PASSWORD: &str = "seven lazy otters";

fn give_password(app: &App) {
    let password = accounts::choose_blocking(&app.installation, "password", PASSWORD, &[]).unwrap();
    let owner = app.account(Role::Owner);
    app.write_as(Actor::guest(Door::Cli), move |tx| accounts::reset_password(tx, owner, &password)).unwrap();
}

async fn change(browser: &Browser<'_>, old: &str, new: &str) -> crate::support::Answer {
    browser.post("/account/password", &[("old_password", old), ("new_password", new)]).await
}

#[tokio::test]
async fn choices_are_saved_and_hold_on_the_next_page() {
    let app = App::start();
    let browser = app.owner();
    let version = browser.get("/account").await.expect(200).hidden("version");

    let fields = [
        ("version", version.as_str()),
        ("name", " Олга  Петрова "),
        ("language", "bg"),
        ("zone", "Europe/London"),
        ("theme", "dark"),
        ("density", "compact"),
    ];
    let saved = browser.post("/account", &fields).await.expect(303);

    let page = browser.follow(&saved).await.expect(200).expect_text("Изборът Ви е запазен.");
    page.expect_text("lang=\"bg\" data-theme=\"dark\" data-density=\"compact\" data-keys=\"off\"")
        .expect_text("Олга Петрова");
}

#[tokio::test]
async fn choices_made_meanwhile_elsewhere_are_not_overwritten() {
    let app = App::start();
    let browser = app.owner();
    let version = browser.get("/account").await.hidden("version");
    browser.post("/account/look", &[("theme", "dark"), ("back", "/account")]).await.expect(303);

    let answer = browser.post("/account", &[("version", &version), ("name", "Olga")]).await;

    answer.expect(409);
}

#[tokio::test]
async fn one_choice_of_the_menu_leaves_the_others() {
    let app = App::start();
    let browser = app.owner();

    for (name, value) in [("theme", "dark"), ("density", "compact"), ("language", "bg"), ("shortcuts", "0")] {
        let answer =
            browser.post("/account/look", &[(name, value), ("back", "/w/acme/settings")]).await.expect(303);
        assert_eq!(answer.location(), "/w/acme/settings");
    }

    browser
        .get("/account")
        .await
        .expect_text("lang=\"bg\" data-theme=\"dark\" data-density=\"compact\" data-keys=\"off\"");
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays() {
    let app = App::start();
    let browser = app.owner();
    let version = browser.get("/account").await.hidden("version");

    let answer =
        browser.post("/account", &[("version", &version), ("name", " "), ("zone", "Europe/Plovdiv")]).await;

    answer
        .expect(422)
        .expect_text("href=\"#name\"")
        .expect_text("href=\"#zone\"")
        .expect_text("<title>Error: ");
}

#[tokio::test]
async fn a_new_password_ends_every_other_session() {
    let app = App::start();
    give_password(&app);
    let (here, elsewhere) = (app.owner(), app.owner());
    let before = here.cookies();

    change(&here, PASSWORD, "eight busy beavers").await.expect(303);

    assert_ne!(here.cookies(), before);
    here.get("/account").await.expect(200);
    elsewhere.get("/account").await.expect(303);
    app.guest_with(before).get("/account").await.expect(303);
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_must_not_be_guessed() {
    let app = App::start();
    give_password(&app);
    let browser = app.owner();

    change(&browser, "wrong", "eight busy beavers").await.expect(422).expect_text("href=\"#old_password\"");
    for weak in ["short", "password123", "owner@acme.example", &"x".repeat(1025)] {
        change(&browser, PASSWORD, weak).await.expect(422).expect_text("href=\"#new_password\"");
    }
}

#[tokio::test]
async fn sessions_are_listed_and_can_be_taken_back() {
    let app = App::start();
    let (here, elsewhere, third) = (app.owner(), app.owner(), app.owner());

    let page = here.get("/account").await.expect(200).expect_text("Firefox, Linux");
    let (_, rest) = page.body.split_once("action=\"/account/sessions/").unwrap();
    let (id, _) = rest.split_once('/').unwrap();
    here.post(&format!("/account/sessions/{id}/end"), &[]).await.expect(303);
    let open = [elsewhere.get("/account").await.status, third.get("/account").await.status];
    assert_eq!(open.iter().filter(|status| status.is_success()).count(), 1);

    let ended = here.post("/account/sessions/end", &[]).await.expect(303);
    here.follow(&ended).await.expect_text("One other device is signed out.");
    elsewhere.get("/account").await.expect(303);
    third.get("/account").await.expect(303);
}

#[tokio::test]
async fn nobody_ends_the_session_of_somebody_else() {
    let app = App::start();
    let stranger = app.stranger();
    let page = app.owner().get("/account").await;
    assert!(!page.body.contains("/account/sessions/1/end"), "{}", page.body);

    for id in 1..=2 {
        app.member(Role::Viewer).post(&format!("/account/sessions/{id}/end"), &[]).await.expect(404);
    }

    stranger.get("/account").await.expect(200);
}

#[tokio::test]
async fn an_address_belongs_to_one_account_in_any_spelling() {
    let app = App::start();
    let password = accounts::choose_blocking(&app.installation, "password", PASSWORD, &[]).unwrap();
    let new = NewAccount {
        email: "OWNER@acme.example".parse().unwrap(),
        name: "Another".parse().unwrap(),
        password,
        language: None,
    };

    let made = app.write_as(Actor::guest(Door::Cli), move |tx| accounts::create(tx, &new));

    assert_eq!(made.unwrap_err().to_string(), "invalid input: email: accounts-email-taken");
}

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test]
async fn an_act_of_weight_asks_for_proof_an_hour_after_sign_in_and_then_goes_on() {
    let app = App::start();
    give_password(&app);
    let browser = app.owner();
    browser.get("/w/acme/contacts/export").await.expect(200);

    app.installation.pass(HOUR);
    let asked = browser.get("/w/acme/contacts/export?sort=name").await.expect(303);
    assert_eq!(asked.location(), "/account/confirm?next=%2Fw%2Facme%2Fcontacts%2Fexport%3Fsort%3Dname");
    let next = browser.follow(&asked).await.expect(200).hidden("next");
    let before = browser.cookies();
    let wrong = [("next", next.as_str()), ("password", "eight busy beavers")];
    browser.post("/account/confirm", &wrong).await.expect(422).expect_text("href=\"#password\"");
    browser.get("/w/acme/contacts/export").await.expect(303);
    let right = [("next", next.as_str()), ("password", PASSWORD)];
    let on = browser.post("/account/confirm", &right).await.expect(303);

    assert_eq!(on.location(), "/w/acme/contacts/export?sort=name");
    browser.follow(&on).await.expect(200);
    app.guest_with(before).get("/account").await.expect(303);
}

#[tokio::test]
async fn proof_anew_leads_nowhere_else_and_belongs_to_one_browser() {
    let app = App::start();
    give_password(&app);
    let (here, elsewhere) = (app.owner(), app.owner());
    app.installation.pass(HOUR);

    let away = here.post("/account/confirm", &[("next", "//evil.example"), ("password", PASSWORD)]).await;

    assert_eq!(away.expect(303).location(), "/");
    here.get("/w/acme/contacts/export").await.expect(200);
    elsewhere.get("/w/acme/contacts/export").await.expect(303);
}
