//! The settings of the workspace.

use kantora::base::{Error, Role};
use kantora::workspace::{audit, members, settings};

use crate::support::{App, Browser};

#[tokio::test]
async fn the_company_is_saved_audited_and_shown_in_the_frame() {
    let app = App::start();
    let browser = app.owner();
    let version = browser.get("/w/acme/settings").await.expect(200).hidden("version");
    let before = app.installation.db.read(&app.acme().actor(), settings::of).unwrap();

    let fields = [
        ("version", version.as_str()),
        ("name", "Рила Дограма"),
        ("legal_name", "Рила Дограма ООД"),
        ("city", "Самоков"),
        ("country", "BG"),
        ("vat_number", "BG 204 345 678"),
    ];
    let saved = browser.post("/w/acme/settings", &fields).await.expect(303);

    browser
        .follow(&saved)
        .await
        .expect(200)
        .expect_text("The settings are saved.")
        .expect_text("Рила Дограма ООД");
    let after = app.installation.db.read(&app.acme().actor(), settings::of).unwrap();
    assert_eq!(after.company.vat_number, "BG204345678");
    assert_eq!((after.version, after.changes), (before.version + 1, before.changes + 1));
    let entries = app.installation.db.read(&app.acme().actor(), |view| audit::list_latest(view, 10)).unwrap();
    assert_eq!(entries[0].verb, "workspace.edit");
}

#[tokio::test]
async fn settings_changed_meanwhile_are_not_overwritten() {
    let app = App::start();
    let browser = app.owner();
    let version = browser.get("/w/acme/settings").await.hidden("version");
    let fields = [("version", version.as_str()), ("name", "Acme"), ("country", "GB")];
    browser.post("/w/acme/settings", &fields).await.expect(303);

    browser.post("/w/acme/settings", &fields).await.expect(409);
}

#[tokio::test]
async fn a_wrong_vat_number_is_said_beside_its_field() {
    let app = App::start();
    let browser = app.owner();
    let version = browser.get("/w/acme/settings").await.hidden("version");

    let fields = [("version", version.as_str()), ("name", "Acme"), ("country", "BG"), ("vat_number", "12")];
    let page = browser.post("/w/acme/settings", &fields).await.expect(422);

    page.expect_text("href=\"#vat_number\"").expect_text("value=\"12\"");
}

#[tokio::test]
async fn days_and_money_are_saved() {
    let app = App::start();
    let browser = app.owner();
    let version = browser.get("/w/acme/settings/regional").await.expect(200).hidden("version");

    let fields = [
        ("version", version.as_str()),
        ("currency", "GBP"),
        ("zone", "Europe/London"),
        ("week_start", "sunday"),
        ("language", "en"),
        ("phone_country", "GB"),
    ];
    browser.post("/w/acme/settings/regional", &fields).await.expect(303);

    let after = app.installation.db.read(&app.acme().actor(), settings::of).unwrap().regional;
    assert_eq!((after.currency.code(), after.zone.as_str()), ("GBP", "Europe/London"));
    assert_eq!(after.week_start, settings::WeekStart::Sunday);
}

#[tokio::test]
async fn a_bookkeeper_looks_and_has_no_button() {
    let app = App::start();

    let page = app.member(Role::Bookkeeper).get("/w/acme/settings").await.expect(200);

    page.expect_text("<fieldset class=\"form\" disabled").expect_no_text("Save settings");
}

#[tokio::test]
async fn everybody_who_works_here_is_listed_with_their_role() {
    let app = App::start();

    let page = app.member(Role::Viewer).get("/w/acme/settings/people").await.expect(200);

    page.expect_text("5 people work here.")
        .expect_text("Bookkeeper")
        .expect_text("owner@acme.example")
        .expect_no_text("owner@other.example");
}

#[tokio::test]
async fn an_account_has_one_place_in_a_company() {
    let app = App::start();
    let (viewer, stranger) = (app.account(Role::Viewer), app.other().account);

    let again = app.write(move |tx| members::add(tx, viewer, Role::Sales));
    let added = app.write(move |tx| members::add(tx, stranger, Role::Sales));

    assert!(matches!(again, Err(Error::Conflict("members-already"))));
    added.unwrap();
    app.stranger().get("/w/acme/settings/people").await.expect(200).expect_text("6 people work here.");
}

#[tokio::test]
async fn only_a_form_is_a_form() {
    let app = App::start();

    let answer = app.owner().post_body("/w/acme/settings", "application/json", b"{}".to_vec()).await;

    answer.expect(415);
}

#[tokio::test]
async fn a_changed_setting_holds_with_the_next_request() {
    let app = App::start();
    let browser = app.owner();
    add_with_phone(&browser, "Ivanova").await;
    let version = browser.get("/w/acme/settings/regional").await.hidden("version");
    let fields = [
        ("version", version.as_str()),
        ("currency", "GBP"),
        ("zone", "Europe/London"),
        ("week_start", "monday"),
        ("language", "en"),
        ("phone_country", "GB"),
    ];
    browser.post("/w/acme/settings/regional", &fields).await.expect(303);

    add_with_phone(&browser, "Petrova").await;

    let page = browser.get("/w/acme/search?q=441174960000").await.expect(200);
    page.expect_text("Petrova").expect_no_text("Ivanova");
}

/// Adds somebody with a British number, written as in Britain.
async fn add_with_phone(browser: &Browser<'_>, name: &str) {
    let act = browser.get("/w/acme/contacts/new").await.expect(200).hidden("act");
    let fields = [("act", act.as_str()), ("last_name", name), ("phone.0", "0117 496 0000")];
    browser.post("/w/acme/contacts/new", &fields).await.expect(303);
}
