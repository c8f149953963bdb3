//! Notes and the timeline.

use super::{add, press_undo};
use crate::support::App;

#[tokio::test]
async fn a_note_is_written_changed_removed_and_taken_back() {
    let app = App::start();
    let browser = app.owner();
    let id = add(&app, &[("first_name", "Ana")]);
    let record = format!("/w/acme/contacts/{id}");
    let act = browser.get(&record).await.expect(200).hidden("act");

    let about = id.to_string();
    let fields =
        [("act", act.as_str()), ("about", about.as_str()), ("kind", "call"), ("body", "Wants **oak**.")];
    let added = browser.post("/w/acme/notes", &fields).await.expect(303);
    let page = browser.follow(&added).await.expect(200);
    page.expect_text("Wants <strong>oak</strong>.");
    let page = browser.get(&record).await;
    let note = page.body.split("id=\"note-").nth(1).expect("a note").split('"').next().unwrap().to_owned();
    let edit = [("version", "1"), ("kind", "call"), ("body", "Wants pine.")];
    let edited = browser.post(&format!("/w/acme/notes/{note}/edit"), &edit).await.expect(303);
    assert!(edited.location().starts_with(&record));
    browser.post(&format!("/w/acme/notes/{note}/edit"), &edit).await.expect(409);
    let removed = browser.post(&format!("/w/acme/notes/{note}/remove"), &[]).await.expect(303);
    browser.get(&record).await.expect_no_text("pine");

    press_undo(&browser, &removed).await.expect(303);

    browser.get(&record).await.expect_text("Wants pine.");
}

#[tokio::test]
async fn a_note_sent_twice_is_one_note() {
    let app = App::start();
    let browser = app.owner();
    let id = add(&app, &[("first_name", "Ana")]).to_string();
    let act = browser.get(&format!("/w/acme/contacts/{id}")).await.hidden("act");
    let fields = [("act", act.as_str()), ("about", id.as_str()), ("body", "once")];

    browser.post("/w/acme/notes", &fields).await.expect(303);
    browser.post("/w/acme/notes", &fields).await.expect(303);

    let page = browser.get(&format!("/w/acme/contacts/{id}")).await;
    assert_eq!(page.body.matches("<p>once</p>").count(), 1);
}

#[tokio::test]
async fn an_empty_note_is_asked_for_again() {
    let app = App::start();
    let id = add(&app, &[("first_name", "Ana")]).to_string();

    let page = app.owner().post("/w/acme/notes", &[("about", &id), ("body", " ")]).await.expect(422);

    page.expect_text("href=\"#body\"").expect_text("<h1>Ana</h1>");
}

#[tokio::test]
async fn a_note_about_another_company_s_record_is_not_found() {
    let app = App::start();
    let id = add(&app, &[("first_name", "Ana")]).to_string();

    app.stranger().post("/w/other/notes", &[("about", &id), ("body", "x")]).await.expect(404);
}
