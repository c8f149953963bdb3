//! Two people at one record, and one person in two records.

use super::{add, send_new, stored};
use crate::support::App;

#[tokio::test]
async fn somebody_faster_is_shown_beside_what_was_typed() {
    let app = App::start();
    let browser = app.owner();
    let id = add(&app, &[("first_name", "Ana"), ("last_name", "Kos")]);
    let path = format!("/w/acme/contacts/{id}/edit");
    browser
        .post(&path, &[("version", "1"), ("first_name", "Ana"), ("last_name", "Theirs")])
        .await
        .expect(303);

    let mine = [("version", "1"), ("first_name", "Ana"), ("last_name", "Mine")];
    let page = browser.post(&path, &mine).await.expect(409);

    assert_eq!(page.hidden("version"), "2");
    page.expect_text("<td>Theirs</td>").expect_text("<td>Mine</td>").expect_text("value=\"Mine\"");
    assert_eq!(stored(&app, id).facts.last_name, "Theirs");
    browser.post(&path, &[("version", "2"), ("first_name", "Ana"), ("last_name", "Mine")]).await.expect(303);
    assert_eq!(stored(&app, id).facts.last_name, "Mine");
}

#[tokio::test]
async fn a_taken_address_is_opened_changed_or_shared() {
    let app = App::start();
    let browser = app.owner();
    let other = add(&app, &[("first_name", "Oliver"), ("email", "office@example.com")]);
    let typed = [("first_name", "Ana"), ("email.0", "OFFICE@example.com")];

    let asked = send_new(&browser, &typed).await.expect(422);
    asked.expect_text(&format!("/w/acme/contacts/{other}\"")).expect_text("value=\"email.0\"");
    let anyway: Vec<(&str, &str)> = typed.iter().copied().chain([("anyway", "1")]).collect();
    send_new(&browser, &anyway).await.expect(422);

    let shared: Vec<(&str, &str)> = typed.iter().copied().chain([("share", "email.0")]).collect();
    let added = send_new(&browser, &shared).await.expect(303);

    browser.follow(&added).await.expect(200).expect_text("shared");
}

#[tokio::test]
async fn a_like_name_asks_once_and_can_be_added_anyway() {
    let app = App::start();
    let browser = app.owner();
    add(&app, &[("first_name", "Иван"), ("last_name", "Петров"), ("company", "Здравец")]);
    let typed = [("first_name", "Petrov"), ("last_name", "Ivan")];

    send_new(&browser, &typed).await.expect(422).expect_text("similar name").expect_text("Add anyway");

    let anyway: Vec<(&str, &str)> = typed.iter().copied().chain([("anyway", "1")]).collect();
    send_new(&browser, &anyway).await.expect(303);
}

#[tokio::test]
async fn an_edit_may_not_take_anothers_address() {
    let app = App::start();
    add(&app, &[("first_name", "Oliver"), ("email", "o@example.com")]);
    let id = add(&app, &[("first_name", "Ana")]);

    let fields = [("version", "1"), ("first_name", "Ana"), ("email.0", "o@example.com")];
    let page = app.owner().post(&format!("/w/acme/contacts/{id}/edit"), &fields).await.expect(422);

    page.expect_text("Oliver").expect_text("value=\"email.0\"");
}
