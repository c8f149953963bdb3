//! Search, its fragment, and the page of the day.

use super::{add, add_company};
use crate::support::App;

#[tokio::test]
async fn people_are_found_in_either_alphabet_by_parts_and_by_digits() {
    let app = App::start();
    let browser = app.owner();
    add(&app, &[("first_name", "Стоян"), ("last_name", "Иванов"), ("phone", "0888 123 456")]);
    add(&app, &[("first_name", "Maria"), ("last_name", "Ivanova"), ("email", "m.ivanova@zdravets.example")]);

    for (asked, found, other) in [
        ("ivanov", "Стоян Иванов", ""),
        ("Иванова", "Maria Ivanova", "Стоян Иванов"),
        ("stoyan", "Стоян Иванов", "Maria Ivanova"),
        ("zdravets", "Maria Ivanova", "Стоян Иванов"),
        ("888 123", "Стоян Иванов", "Maria Ivanova"),
        ("+359888", "Стоян Иванов", "Maria Ivanova"),
        ("0888123456", "Стоян Иванов", "Maria Ivanova"),
    ] {
        let query = percent_encoding::utf8_percent_encode(asked, percent_encoding::NON_ALPHANUMERIC);
        let page = browser.get(&format!("/w/acme/search?q={query}")).await.expect(200).expect_text(found);
        if !other.is_empty() {
            page.expect_no_text(other);
        }
    }
}

#[tokio::test]
async fn the_fragment_holds_lines_of_every_kind() {
    let app = App::start();
    let browser = app.owner();
    let id = add(&app, &[("first_name", "Hart")]);
    add_company(&app, "Hart & Sons");
    let fields = [("about", &*id.to_string()), ("act", "a"), ("body", "Met hart at the fair")];
    browser.post("/w/acme/notes", &fields).await.expect(303);

    let part = browser.get("/w/acme/search?part=1&q=hart").await.expect(200);

    part.expect_no_text("<html")
        .expect_text(&format!("/w/acme/contacts/{id}"))
        .expect_text("Hart &amp; Sons")
        .expect_text("/w/acme/notes/")
        .expect_text("/w/acme/contacts/new?name=hart");
}

#[tokio::test]
async fn nothing_of_another_company_is_found() {
    let app = App::start();
    add(&app, &[("first_name", "Hidden")]);

    app.stranger().get("/w/other/search?q=hidden").await.expect(200).expect_no_text(">Hidden<");
    app.stranger().get("/w/other/contacts?q=hidden").await.expect(200).expect_no_text(">Hidden<");
}

#[tokio::test]
async fn the_list_finds_people_by_their_company() {
    let app = App::start();
    add(&app, &[("first_name", "Ana"), ("company", "Здравец")]);
    add(&app, &[("first_name", "Ben")]);

    app.owner()
        .get("/w/acme/contacts?q=zdrav")
        .await
        .expect(200)
        .expect_text(">Ana<")
        .expect_no_text(">Ben<");
}

#[tokio::test]
async fn the_page_of_the_day_tells_what_waits_and_what_was_done() {
    let app = App::start();
    let browser = app.owner();
    browser.get("/w/acme").await.expect(200).expect_text("Begin with the people you deal with");
    add(&app, &[("first_name", "Ana")]);

    let page = browser.get("/w/acme").await.expect(200);

    page.expect_text("Waiting for an owner").expect_text("added this").expect_text(">Ana<");
}
