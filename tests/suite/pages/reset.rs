//! A forgotten password: a letter, a link, another password.

use std::time::Duration;

use kantora::base::{AccountId, Actor, Door, Role, SessionId};
use kantora::workspace::accounts;

use crate::support::{Answer, App, Browser, Letter};

const PASSWORD: &str = "nine patient herons";
const SALES: &str = "sales@acme.example";
/// Longer than any job waits.
const MOMENT: Duration = Duration::from_secs(3);

async fn ask(browser: &Browser<'_>, email: &str) -> Answer {
    browser.post("/reset", &[("email", email)]).await
}

/// The link of the letter that went to that address.
async fn link(app: &App) -> String {
    let known = links(app).await;
    ask(&app.guest(), SALES).await.expect(303);
    app.installation.pass(MOMENT);
    links(app).await.into_iter().find(|link| !known.contains(link)).unwrap()
}

async fn links(app: &App) -> Vec<String> {
    let letters = app.letters().await;
    letters.iter().filter(|letter| letter.subject == "Set another password").map(Letter::path).collect()
}

async fn set(app: &App, link: &str, password: &str) -> Answer {
    app.guest().post(link, &[("password", password)]).await
}

fn sales(app: &App) -> AccountId {
    app.account(Role::Sales)
}

#[tokio::test]
async fn the_link_of_the_letter_sets_another_password_once_and_ends_every_session() {
    let app = App::start();
    let before = app.signed_in(sales(&app));
    let link = link(&app).await;

    app.guest().get(&link).await.expect(200).expect_text(SALES);
    set(&app, &link, "password").await.expect(422);
    let done = set(&app, &link, PASSWORD).await.expect(303);

    app.guest().follow(&done).await.expect(200).expect_text("Your password is set.");
    assert!(before.get("/account").await.expect(303).location().starts_with("/sign-in"));
    app.guest().post("/sign-in", &[("email", SALES), ("password", PASSWORD)]).await.expect(303);
    app.guest().get(&link).await.expect(410);
    set(&app, &link, "eleven hungry badgers").await.expect(410);
    let told = app.letters().await;
    assert!(told.iter().any(|letter| letter.to == SALES && letter.subject == "Your password is changed"));
}

#[tokio::test]
async fn a_link_ends_after_half_an_hour_and_a_guess_opens_nothing() {
    let app = App::start();
    let first = link(&app).await;

    app.installation.pass(Duration::from_secs(30 * 60));

    app.guest().get(&first).await.expect(410);
    set(&app, &first, PASSWORD).await.expect(410);
    app.guest().get("/reset/aaaaaaaaaaaaaaaaaaaaaaaaaa").await.expect(404);
}

#[tokio::test]
async fn another_password_or_another_address_ends_links_that_were_asked_for_before() {
    let app = App::start();
    let (first, second) = (link(&app).await, link(&app).await);

    set(&app, &second, PASSWORD).await.expect(303);
    app.guest().get(&first).await.expect(410);

    let third = link(&app).await;
    let actor = Actor::account(Door::Page, sales(&app));
    let moved = "sales@rila.example".parse().unwrap();
    app.write_as(actor, move |tx| accounts::change_address(tx, &moved, SessionId::new(0))).unwrap();
    app.guest().get(&third).await.expect(410);
}

#[tokio::test]
async fn an_unknown_address_gets_the_same_answer_and_no_letter() {
    let app = App::start();
    let (one, other) = (app.guest(), app.guest());

    let known = ask(&one, SALES).await.expect(303);
    let unknown = ask(&other, "nobody@acme.example").await.expect(303);
    app.installation.pass(MOMENT);

    assert_eq!(known.location(), unknown.location());
    let letters = app.letters().await;
    assert_eq!(letters.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), [SALES]);
}

#[tokio::test]
async fn whoever_asks_too_often_waits_and_an_account_gets_five_letters_a_day() {
    let app = App::start();

    for _ in 0..5 {
        ask(&app.guest(), SALES).await.expect(303);
    }
    ask(&app.guest(), SALES).await.expect(429);
    app.installation.pass(Duration::from_secs(60));
    ask(&app.guest(), SALES).await.expect(303);
    app.installation.pass(MOMENT);

    assert_eq!(app.letters().await.len(), 5);
}

#[tokio::test]
async fn without_a_way_for_letters_the_page_says_who_can_help() {
    let app = App::configured(|config| config.mail = None);

    let page = app.guest().get("/reset").await.expect(200).expect_text("kantora account reset");

    page.expect_no_text("name=\"email\"");
    ask(&app.guest(), SALES).await.expect(200).expect_text("kantora account reset");
}
