//! The first run: one address, once, for half an hour.

use std::time::Duration;

use kantora::base::{Actor, Door, Error};
use kantora::workspace::setup;

use crate::support::{Answer, App, Browser};

fn address(app: &App) -> String {
    let token = app.write_as(Actor::guest(Door::Cli), setup::make_token).unwrap();
    format!("/setup/{token}")
}

async fn send(browser: &Browser<'_>, address: &str) -> Answer {
    let fields = [
        ("company", "Рила Дограма ООД"),
        ("country", "BG"),
        ("currency", "EUR"),
        ("zone", "Europe/Sofia"),
        ("language", "bg"),
        ("name", "Мара Илиева"),
        ("email", "mara@rila.example"),
        ("password", "седем мързеливи видри"),
    ];
    browser.post(address, &fields).await
}

#[tokio::test]
async fn the_first_run_makes_company_and_owner_and_signs_in() {
    let app = App::empty();
    let address = address(&app);
    let browser = app.guest();

    browser.get(&address).await.expect(200);
    let done = send(&browser, &address).await.expect(303);

    let home = browser.follow(&done).await.expect(303);
    assert!(home.location().starts_with("/w/rila-dograma-ood"), "{}", home.location());
    browser
        .get("/w/rila-dograma-ood/settings")
        .await
        .expect(200)
        .expect_text("Мара Илиева")
        .expect_text("lang=\"bg\"");
}

#[tokio::test]
async fn the_address_works_once() {
    let app = App::empty();
    let address = address(&app);
    send(&app.guest(), &address).await.expect(303);

    app.guest().get(&address).await.expect(410);
    send(&app.guest(), &address).await.expect(410);
}

#[tokio::test]
async fn looking_and_mistakes_use_nothing_up() {
    let app = App::empty();
    let address = address(&app);
    let browser = app.guest();

    for _ in 0..3 {
        browser.get(&address).await.expect(200);
    }
    browser.post(&address, &[("company", "Rila")]).await.expect(422).expect_text("href=\"#email\"");

    send(&browser, &address).await.expect(303);
}

#[tokio::test]
async fn the_address_ends_after_half_an_hour_or_when_a_new_one_is_made() {
    let app = App::empty();
    let first = address(&app);
    let second = address(&app);

    app.guest().get(&first).await.expect(410);
    app.guest().get(&second).await.expect(200);
    app.installation.pass(Duration::from_secs(30 * 60));
    app.guest().get(&second).await.expect(410);
    send(&app.guest(), &second).await.expect(410);
}

#[tokio::test]
async fn a_wrong_address_is_refused_and_guessing_is_slowed_down() {
    let app = App::empty();
    address(&app);

    for _ in 0..5 {
        app.guest().get("/setup/aaaaaaaaaaaaaaaaaaaaaaaaaa").await.expect(404);
    }

    app.guest().get("/setup/aaaaaaaaaaaaaaaaaaaaaaaaaa").await.expect(429);
}

#[tokio::test]
async fn there_is_no_second_set_up() {
    let app = App::start();

    let made = app.write_as(Actor::guest(Door::Cli), setup::make_token);

    assert!(matches!(made, Err(Error::Conflict("setup-done"))));
}
