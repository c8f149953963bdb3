//! A person's own affairs: another address, letters, what is held, the end.

use std::time::Duration;

use kantora::base::{Actor, Door, Role};
use kantora::workspace::{accounts, members};

use crate::support::{Answer, App, Browser, Letter};

const PASSWORD: &str = "seven lazy otters";

fn give_password(app: &App, role: Role) {
    let account = app.account(role);
    let password = accounts::choose_blocking(&app.installation, "password", PASSWORD, &[]).unwrap();
    let installation = Actor::system(Door::Cli, kantora::base::WorkspaceId::NONE);
    app.write_as(installation, move |tx| accounts::reset_password(tx, account, &password)).unwrap();
}

async fn ask(browser: &Browser<'_>, email: &str, password: &str) -> Answer {
    browser.post("/account/address", &[("email", email), ("password", password)]).await
}

fn link(letters: &[Letter], to: &str) -> String {
    letters
        .iter()
        .find(|letter| letter.to == to)
        .unwrap_or_else(|| panic!("no letter to {to}: {letters:?}"))
        .path()
}

#[tokio::test]
async fn another_address_counts_after_the_button_behind_its_link_and_the_old_one_is_told() {
    let app = App::start();
    give_password(&app, Role::Viewer);
    let (here, elsewhere) = (app.member(Role::Viewer), app.member(Role::Viewer));

    ask(&here, "new@acme.example", "wrong").await.expect(422);
    ask(&here, "new@acme.example", PASSWORD).await.expect(303);
    let link = link(&app.letters().await, "new@acme.example");
    here.get(&link).await.expect(200).expect_text("new@acme.example");
    here.get("/account").await.expect_text("viewer@acme.example");
    elsewhere.get("/account").await.expect(200);
    let changed = here.post(&link, &[]).await.expect(303);

    here.follow(&changed)
        .await
        .expect(200)
        .expect_text("new@acme.example")
        .expect_no_text("viewer@acme.example");
    assert!(elsewhere.get("/account").await.expect(303).location().starts_with("/sign-in"));
    app.owner().get("/w/acme/settings/people").await.expect_text("new@acme.example");
    let told = app.letters().await;
    assert!(told.iter().any(
        |letter| letter.to == "viewer@acme.example" && letter.subject == "Your e-mail address is changed"
    ));
    here.post(&link, &[]).await.expect(410);
}

#[tokio::test]
async fn the_link_to_another_address_is_its_owners_alone_and_ends_after_half_an_hour() {
    let app = App::start();
    give_password(&app, Role::Viewer);
    let viewer = app.member(Role::Viewer);
    ask(&viewer, "new@acme.example", PASSWORD).await.expect(303);
    let link = link(&app.letters().await, "new@acme.example");

    app.owner().get(&link).await.expect(404);
    app.owner().post(&link, &[]).await.expect(404);
    assert!(app.guest().post(&link, &[]).await.location().starts_with("/sign-in"));
    app.installation.pass(Duration::from_secs(30 * 60));
    viewer.get(&link).await.expect(410);
    viewer.post(&link, &[]).await.expect(410);
}

#[tokio::test]
async fn a_taken_address_is_answered_like_a_free_one_and_gets_no_letter() {
    let app = App::start();
    give_password(&app, Role::Viewer);
    let viewer = app.member(Role::Viewer);

    let free = ask(&viewer, "new@acme.example", PASSWORD).await.expect(303);
    let taken = ask(&viewer, "owner@other.example", PASSWORD).await.expect(303);

    assert_eq!(free.location(), taken.location());
    assert!(app.letters().await.iter().all(|letter| letter.to != "owner@other.example"));
    for _ in 0..3 {
        ask(&viewer, "new@acme.example", PASSWORD).await.expect(303);
    }
    ask(&viewer, "new@acme.example", PASSWORD).await.expect(429);
}

#[tokio::test]
async fn letters_that_are_not_wanted_are_not_sent_and_those_about_safety_are() {
    let app = App::start();
    let viewer = app.member(Role::Viewer);
    viewer.get("/account/letters").await.expect(200).expect_text("value=\"place\" checked");

    let saved = viewer.post("/account/letters", &[("wanted", "joined")]).await.expect(303);

    viewer.follow(&saved).await.expect(200).expect_no_text("value=\"place\" checked");
    let (actor, account) = (app.acme().actor(), app.account(Role::Viewer));
    let member =
        app.installation.db.read(&actor, |view| members::maybe_find_of(view, account)).unwrap().unwrap();
    app.write(move |tx| members::change_role(tx, member.id, Role::Sales)).unwrap();
    assert!(app.letters().await.is_empty());
    give_password(&app, Role::Viewer);
    assert_eq!(app.letters().await[0].subject, "Your password is changed");
}

#[tokio::test]
async fn everything_held_about_the_account_is_in_the_file_and_no_secret() {
    let app = App::start();
    give_password(&app, Role::Viewer);
    let viewer = app.member(Role::Viewer);

    let file = viewer.get("/account/data.json").await.expect(200);

    assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"kantora-account.json\""));
    let held: serde_json::Value = serde_json::from_str(&file.body).unwrap();
    assert_eq!(held["account"]["email"], "viewer@acme.example");
    assert_eq!(held["companies"][0]["name"], "acme");
    assert_eq!(held["sessions"][0]["browser"], "Firefox/140.0 Linux");
    assert!(held["events"].as_array().unwrap().iter().any(|event| event["event"] == "account.export"));
    file.expect_no_text("argon2").expect_no_text("hash").expect_no_text("other");
}

#[tokio::test]
async fn a_closed_account_is_gone_and_what_it_wrote_stays() {
    let app = App::start();
    give_password(&app, Role::Sales);
    let sales = app.member(Role::Sales);
    let act = sales.get("/w/acme/contacts/new").await.hidden("act");
    sales.post("/w/acme/contacts/new", &[("act", &act), ("last_name", "Petrova")]).await.expect(303);

    sales.post("/account/close", &[("password", "wrong")]).await.expect(422);
    let closed = sales.post("/account/close", &[("password", PASSWORD)]).await.expect(303);

    sales.follow(&closed).await.expect(200).expect_text("Your account is closed.");
    assert!(sales.get("/account").await.location().starts_with("/sign-in"));
    let people = app.owner().get("/w/acme/settings/people").await.expect(200);
    people.expect_text("Former member").expect_no_text("sales@acme.example").expect_no_text("The sales");
    app.owner().get("/w/acme/contacts").await.expect(200).expect_text("Petrova").expect_text("Former member");
    let account = app.account(Role::Sales);
    let row = app.installation.db.read(&app.acme().actor(), |view| accounts::find(view, account)).unwrap();
    assert_eq!((row.email.as_str(), row.disabled_at.is_some()), ("", true));
    let signed_in = [("email", "sales@acme.example"), ("password", PASSWORD)];
    app.guest().post("/sign-in", &signed_in).await.expect(422);
}

#[tokio::test]
async fn the_last_owner_of_a_company_does_not_close_their_account() {
    let app = App::start();
    give_password(&app, Role::Owner);
    let owner = app.owner();

    let refused = owner.post("/account/close", &[("password", PASSWORD)]).await.expect(409);

    refused.expect_text("A company keeps at least one owner.");
    owner.get("/w/acme").await.expect(200);
}
