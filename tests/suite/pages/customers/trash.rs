//! Into the trash, out of it, and gone.

use std::time::Duration;

use kantora::across::trash;
use kantora::base::{Actor, Door, Error};
use kantora::crm::contacts;

use super::{add, press_undo, stored};
use crate::support::App;

const MONTH: Duration = Duration::from_secs(30 * 86_400);

#[tokio::test]
async fn what_is_thrown_away_lies_in_the_trash_and_comes_back() {
    let app = App::start();
    let browser = app.owner();
    let id = add(&app, &[("first_name", "Ana"), ("email", "ana@example.com")]);
    browser.post(&format!("/w/acme/contacts/{id}/trash"), &[]).await.expect(303);
    browser.get("/w/acme/contacts").await.expect_no_text(">Ana<");
    browser.get("/w/acme/search?q=ana").await.expect_no_text(">Ana<");
    browser.get("/w/acme/contacts/trash").await.expect_text(">Ana<");
    browser.get(&format!("/w/acme/contacts/{id}")).await.expect(200).expect_text("lies in the trash");

    browser.post(&format!("/w/acme/contacts/{id}/restore"), &[]).await.expect(303);

    browser.get("/w/acme/contacts").await.expect_text(">Ana<");
    browser.get("/w/acme/search?q=ana").await.expect_text(">Ana<");
}

#[tokio::test]
async fn an_address_taken_meanwhile_asks_before_somebody_comes_back() {
    let app = App::start();
    let browser = app.owner();
    let ana = add(&app, &[("first_name", "Ana"), ("email", "one@example.com")]);
    let thrown = browser.post(&format!("/w/acme/contacts/{ana}/trash"), &[]).await.expect(303);
    add(&app, &[("first_name", "Ben"), ("email", "one@example.com")]);

    let restore = format!("/w/acme/contacts/{ana}/restore");
    browser.post(&restore, &[]).await.expect(409).expect_text(">Ben<");
    press_undo(&browser, &thrown).await.expect(409).expect_text(">Ben<");
    assert!(!stored(&app, ana).is_live());
    browser.post(&restore, &[("share", "1")]).await.expect(303);

    let contact = stored(&app, ana);
    assert!(contact.is_live() && contact.facts.points.points[0].shared);
}

#[tokio::test]
async fn the_trash_is_emptied_after_thirty_days() {
    let app = App::start();
    let id = add(&app, &[("first_name", "Ana"), ("email", "ana@example.com"), ("tags", "x")]);
    app.owner().post(&format!("/w/acme/contacts/{id}/trash"), &[]).await.expect(303);
    let system = Actor::system(Door::Job, app.acme().id);
    let sweep = || app.write_as(system.clone(), trash::empty_trash).unwrap();
    assert_eq!(sweep(), 0);

    app.installation.pass(MONTH + Duration::from_secs(1));

    assert_eq!(sweep(), 1);
    let found = app.installation.db.read(&system, |view| contacts::store::find(view, id));
    assert!(matches!(found, Err(Error::NotFound)));
}
