//! Acts on chosen rows, and taking them back.

use super::{add, olga, press_undo, stored};
use crate::support::App;

#[tokio::test]
async fn chosen_contacts_are_tagged_and_untagged_again_by_undo() {
    let app = App::start();
    let browser = app.owner();
    let (ana, ben) =
        (add(&app, &[("first_name", "Ana"), ("tags", "old")]), add(&app, &[("first_name", "Ben")]));
    let before = (stored(&app, ana).facts, stored(&app, ben).facts);
    let chosen = [("contact", &*ana.to_string()), ("contact", &*ben.to_string())];
    let fields: Vec<(&str, &str)> = chosen
        .iter()
        .copied()
        .chain([("verb", "tag"), ("tag", "Fair"), ("back", "/w/acme/contacts?sort=-name")])
        .collect();

    let done = browser.post("/w/acme/contacts/bulk", &fields).await.expect(303);
    assert!(done.location().starts_with("/w/acme/contacts?sort=-name&"));
    assert_eq!(stored(&app, ana).facts.tags, ["Fair", "old"]);
    let undone = press_undo(&browser, &done).await.expect(303);

    browser.follow(&undone).await.expect_text("2 records are as they were before.");
    assert_eq!((stored(&app, ana).facts, stored(&app, ben).facts), before);
}

#[tokio::test]
async fn chosen_contacts_are_given_to_somebody() {
    let app = App::start();
    let id = add(&app, &[("first_name", "Ana")]);
    let (contact, owner) = (id.to_string(), olga(&app).to_string());

    let fields = [("contact", contact.as_str()), ("verb", "assign"), ("owner", owner.as_str())];
    app.owner().post("/w/acme/contacts/bulk", &fields).await.expect(303);

    assert_eq!(stored(&app, id).facts.owner, Some(olga(&app)));
}

#[tokio::test]
async fn undo_leaves_what_somebody_changed_since() {
    let app = App::start();
    let browser = app.owner();
    let (ana, ben) = (add(&app, &[("first_name", "Ana")]), add(&app, &[("first_name", "Ben")]));
    let fields =
        [("contact", &*ana.to_string()), ("contact", &*ben.to_string()), ("verb", "tag"), ("tag", "Fair")];
    let done = browser.post("/w/acme/contacts/bulk", &fields).await.expect(303);
    let edit = [("version", "2"), ("first_name", "Anastasia"), ("tags", "Fair")];
    browser.post(&format!("/w/acme/contacts/{ana}/edit"), &edit).await.expect(303);

    let page = press_undo(&browser, &done).await.expect(200);

    page.expect_text("Anastasia").expect_no_text(">Ben<");
    assert_eq!(stored(&app, ana).facts.tags, ["Fair"]);
    assert!(stored(&app, ben).facts.tags.is_empty());
}

#[tokio::test]
async fn an_undo_happens_once_and_only_for_whom_it_is() {
    let app = App::start();
    let browser = app.owner();
    let id = add(&app, &[("first_name", "Ana")]);
    let done = browser.post(&format!("/w/acme/contacts/{id}/trash"), &[]).await.expect(303);
    let set = done.location().split("undo=").nth(1).unwrap().to_owned();

    app.member(kantora::base::Role::Sales).post(&format!("/w/acme/undo/{set}"), &[]).await.expect(403);
    app.stranger().post(&format!("/w/other/undo/{set}"), &[]).await.expect(404);
    browser.post(&format!("/w/acme/undo/{set}"), &[]).await.expect(303);
    browser.post(&format!("/w/acme/undo/{set}"), &[]).await.expect(409);

    assert!(stored(&app, id).is_live());
}

#[tokio::test]
async fn nothing_chosen_is_said() {
    let app = App::start();

    let answer = app.owner().post("/w/acme/contacts/bulk", &[("verb", "trash")]).await.expect(303);

    app.owner().follow(&answer).await.expect_text("Choose at least one contact first.");
}
