//! The frame around every page, the switch of languages, and help.

use std::net::{IpAddr, Ipv4Addr};

use kantora::app;
use kantora::base::{AccountId, Actor, Door, Role};
use kantora::platform::{Lane, Machines};
use kantora::workspace::sessions::{self, Browser, CookieKind, Stay};
use poem::http::{StatusCode, header};
use poem::test::TestClient;
use poem::{Endpoint, Response};

use crate::support::{self, Installation};

fn client(installation: &Installation) -> TestClient<impl Endpoint<Output = Response>> {
    TestClient::new(app::endpoint(Machines::clone(installation)))
        .default_header(header::HOST, "localhost")
        .default_header("sec-fetch-site", "same-origin")
}

/// The cookie of a browser in which that account is signed in.
async fn cookie(installation: &Installation, account: AccountId) -> String {
    let browser =
        Browser::new(IpAddr::V4(Ipv4Addr::LOCALHOST), "test", Stay::Visit, &installation.config.session);
    let begun = installation
        .db
        .write(&Actor::guest(Door::Cli), Lane::Interactive, move |tx| sessions::begin(tx, account, &browser))
        .await
        .unwrap();
    let whole = CookieKind::of(&installation.config).set(&begun, None);
    whole.split(';').next().unwrap().to_owned()
}

/// The text of a page, asked by the holder of that cookie.
async fn page(installation: &Installation, path: &str, cookie: &str) -> String {
    let answer = client(installation).get(path).header(header::COOKIE, cookie).send().await;
    answer.0.into_body().into_string().await.unwrap()
}

#[tokio::test]
async fn a_guest_chooses_a_language_and_comes_back_to_the_page() {
    let installation = support::machines();
    let client = client(&installation);
    let form = [("language", "bg"), ("back", "/sign-in?next=%2F")];

    let answer = client.post("/language").form(&form).send().await;
    let chosen = answer.0.header(header::SET_COOKIE).unwrap().split(';').next().unwrap().to_owned();
    let again = page(&installation, "/sign-in", &chosen).await;

    answer.assert_status(StatusCode::SEE_OTHER);
    answer.assert_header(header::LOCATION, "/sign-in?next=%2F");
    assert!(again.contains(r#"<html lang="bg""#), "{again}");
    assert!(again.contains("Парола"), "{again}");
}

#[tokio::test]
async fn a_browser_is_spoken_to_in_its_own_language() {
    let installation = support::machines();

    let answer =
        client(&installation).get("/sign-in").header(header::ACCEPT_LANGUAGE, "de, bg;q=0.7").send().await;

    let text = answer.0.into_body().into_string().await.unwrap();
    assert!(text.contains(r#"<html lang="bg""#), "{text}");
}

#[tokio::test]
async fn a_page_knows_its_place_and_its_company() {
    let installation = support::machines();
    let acme = support::workspace(&installation);
    let owner = cookie(&installation, acme.account).await;

    let help = page(&installation, "/w/acme/help", &owner).await;

    assert!(help.contains("<title>Help · acme</title>"), "{help}");
    assert!(help.contains(r#"<a href="/w/acme/help" aria-current="page">"#), "{help}");
    assert!(!help.contains(r#"<a href="/w/acme/contacts" aria-current"#), "{help}");
}

#[tokio::test]
async fn a_viewer_sees_only_the_places_that_are_open_to_them() {
    let installation = support::machines();
    let acme = support::workspace(&installation);
    let other = support::workspace_named(&installation, "other");
    let (workspace, account) = (acme.id, other.account);
    installation
        .db
        .write(&Actor::guest(Door::Cli), Lane::Interactive, move |tx| {
            support::add_member(tx, workspace, account, Role::Viewer)
        })
        .await
        .unwrap();
    let viewer = cookie(&installation, account).await;

    let help = page(&installation, "/w/acme/help", &viewer).await;

    assert!(help.contains(r#"href="/w/acme/contacts""#), "{help}");
    assert!(!help.contains(r#"href="/w/acme/import""#), "{help}");
    assert!(!help.contains(r#"href="/w/acme/settings""#), "{help}");
}

#[tokio::test]
async fn a_notice_says_only_words_of_our_own() {
    let installation = support::machines();
    let acme = support::workspace(&installation);
    let owner = cookie(&installation, acme.account).await;

    let told = page(&installation, "/w/acme/help?done=settings-saved&undo=7", &owner).await;
    let strange = page(&installation, "/w/acme/help?done=%3Cb%3Ewin%3C%2Fb%3E&undo=7", &owner).await;

    assert!(told.contains("The settings are saved."), "{told}");
    assert!(told.contains(r#"action="/w/acme/undo/7""#), "{told}");
    assert!(!strange.contains(r#"class="notice""#), "{strange}");
}

#[tokio::test]
async fn the_keys_come_alone_for_a_dialog() {
    let installation = support::machines();
    let acme = support::workspace(&installation);
    let owner = cookie(&installation, acme.account).await;

    let part = page(&installation, "/w/acme/help/keys?part=1", &owner).await;
    let missing =
        client(&installation).get("/w/acme/help/nothing").header(header::COOKIE, owner.as_str()).send().await;

    assert!(part.contains(">Keys</h2>"), "{part}");
    assert!(part.contains("<kbd>Ctrl</kbd>"), "{part}");
    missing.assert_status(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn wrong_fields_are_summed_up_with_links_and_keep_what_was_typed() {
    let installation = support::machines();
    let acme = support::workspace(&installation);
    let owner = cookie(&installation, acme.account).await;
    let form = [("version", "1"), ("name", ""), ("country", "BG"), ("city", "Пловдив")];

    let answer =
        client(&installation).post("/w/acme/settings").header(header::COOKIE, owner).form(&form).send().await;

    answer.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.0.into_body().into_string().await.unwrap();
    assert!(text.contains("<title>Error: Company"), "{text}");
    assert!(text.contains(r##"<a href="#name">"##), "{text}");
    assert!(text.contains(r#"aria-describedby="name-help name-wrong""#), "{text}");
    assert!(text.contains(r#"value="Пловдив""#), "{text}");
}
