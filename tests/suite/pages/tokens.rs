//! Making, showing and revoking API tokens.

use std::time::Duration;

use kantora::base::{Fields, Role};
use kantora::workspace::audit;

use crate::support::App;

const HERE: &str = "/w/acme/settings/tokens";

fn form(act: &str) -> Vec<(&str, &str)> {
    vec![("act", act), ("name", "Web shop"), ("grant", "customers:read"), ("life", "90")]
}

/// The token on the page that shows it.
fn shown(page: &str) -> String {
    let at = page.find("kantora_").unwrap();
    page[at..at + 44].to_owned()
}

#[tokio::test]
async fn a_token_is_shown_once_and_opens_the_door() {
    let app = App::start();
    let owner = app.owner();
    let act = owner.get(&format!("{HERE}/new")).await.expect(200).hidden("act");

    let made = owner.post(&format!("{HERE}/new"), &form(&act)).await.expect(200);
    let again = owner.post(&format!("{HERE}/new"), &form(&act)).await.expect(303);

    let secret = shown(&made.body);
    assert_eq!(made.header("cache-control"), Some("no-store"));
    app.program_with(&secret).get("/api/v1/contacts").await.expect(200);
    app.program_with(&secret).get("/api/v1/members").await.expect(403);
    owner.follow(&again).await.expect(200).expect_no_text(&secret).expect_text(&secret[40..]);
    let database = std::fs::read(app.installation.database()).unwrap();
    assert!(!database.windows(secret.len()).any(|part| part == secret.as_bytes()));
}

#[tokio::test]
async fn a_letter_tells_the_member_of_a_token_in_their_name_and_not_the_token() {
    let app = App::start();
    let act = app.member(Role::Sales).get(&format!("{HERE}/new")).await.expect(200).hidden("act");
    let made = app.member(Role::Sales).post(&format!("{HERE}/new"), &form(&act)).await.expect(200);
    let gone = app.key(Role::Viewer, Fields::new());
    app.member(Role::Viewer).post(&format!("{HERE}/{}/revoke", gone.id), &[]).await.expect(303);

    let letters = app.letters().await;

    let [letter] = &letters[..] else { panic!("{letters:?}") };
    assert_eq!((letter.to.as_str(), letter.subject.as_str()), ("sales@acme.example", "A new token for acme"));
    assert_eq!(letter.path(), HERE);
    assert!(
        letter.plain.contains("“Web shop”") && !letter.plain.contains(&shown(&made.body)),
        "{}",
        letter.plain
    );
}

#[tokio::test]
async fn making_and_revoking_are_audited_without_the_token() {
    let app = App::start();
    let owner = app.owner();
    owner.post(&format!("{HERE}/new"), &form("once")).await.expect(200);
    let id = owner.get(HERE).await.expect(200).body;
    let id =
        id.split("/settings/tokens/").find_map(|rest| rest.split('/').next()?.parse::<i64>().ok()).unwrap();

    owner.post(&format!("{HERE}/{id}/revoke"), &[]).await.expect(303);

    let acts = app.installation.db.read(&app.acme().actor(), |view| audit::list_latest(view, 2)).unwrap();
    assert_eq!(acts[0].verb, "token.revoke");
    assert_eq!(acts[1].verb, "token.create");
    owner.get(HERE).await.expect(200).expect_no_text("Web shop");
}

#[tokio::test]
async fn members_see_their_own_tokens_and_whoever_looks_after_people_all() {
    let app = App::start();
    let of_sales = app.key(Role::Sales, Fields::new());
    let path = format!("{HERE}/{}/revoke", of_sales.id);

    app.member(Role::Sales).get(HERE).await.expect(200).expect_text(&of_sales.secret[40..]);
    app.member(Role::Viewer).get(HERE).await.expect(200).expect_no_text(&of_sales.secret[40..]);
    app.member(Role::Admin).get(HERE).await.expect(200).expect_text("The sales");
    app.member(Role::Viewer).post(&path, &[]).await.expect(404);
    app.member(Role::Admin).post(&path, &[]).await.expect(303);
}

#[tokio::test]
async fn a_token_is_made_only_by_somebody_who_proved_who_they_are_lately() {
    let app = App::start();
    let owner = app.owner();

    app.installation.pass(Duration::from_secs(2 * 3600));

    let asked = owner.get(&format!("{HERE}/new")).await.expect(303);
    assert!(asked.location().starts_with("/account/confirm"));
    owner.post(&format!("{HERE}/new"), &form("once")).await.expect(403);
}

#[tokio::test]
async fn what_is_wrong_is_told_beside_its_field() {
    let app = App::start();

    let typed = [("act", "once"), ("name", ""), ("addresses", "the office")];
    let page = app.owner().post(&format!("{HERE}/new"), &typed).await.expect(422);

    page.expect_text("Type a name, so that you know")
        .expect_text("Choose at least one thing")
        .expect_text("Type addresses or networks");
}

#[tokio::test]
async fn nobody_is_offered_more_than_they_may_do() {
    let app = App::start();

    let page = app.member(Role::Viewer).get(&format!("{HERE}/new")).await.expect(200);

    page.expect_text("See contacts, companies, notes and files").expect_no_text("Add and change contacts");
}

#[tokio::test]
async fn a_used_token_tells_when() {
    let app = App::start();
    let key = app.key(Role::Owner, Fields::new());
    app.owner().get(HERE).await.expect(200).expect_text("not used yet");

    app.program_with(&key.secret).get("/api/v1/tags").await.expect(200);
    // Written behind the request's back, in the order of the writer's line: this act comes after it.
    tokio::task::yield_now().await;
    app.write(|_| Ok(())).unwrap();

    app.owner().get(HERE).await.expect(200).expect_text("last used");
}
