//! Adding, showing and changing a contact.

use kantora::base::Role;
use kantora::crm::contacts;
use kantora::workspace::audit;

use super::{add, add_company, send_new, stored};
use crate::support::App;

#[tokio::test]
async fn a_contact_is_added_with_its_company_and_shown() {
    let app = App::start();
    let browser = app.owner();

    let fields = [
        ("first_name", "Антон"),
        ("last_name", "Джамбазов"),
        ("company", "Джамбазов и син ЕООД"),
        ("email.0", "Anton@Djambazov.example"),
        ("phone.0", "0888 123 456"),
        ("phone.0.label", "mobile"),
        ("address.0.city", "Пловдив"),
        ("tags", "VIP, клиент"),
        ("basis", "contract"),
        ("basis_on", "2026-02-01"),
    ];
    let added = send_new(&browser, &fields).await.expect(303);

    let page = browser.follow(&added).await.expect(200);
    page.expect_text("The contact is added.")
        .expect_text("<h1>Антон Джамбазов</h1>")
        .expect_text("mailto:Anton@Djambazov.example")
        .expect_text("Джамбазов и син ЕООД")
        .expect_text("клиент")
        .expect_text("Пловдив");
    let entries = app.installation.db.read(&app.acme().actor(), |view| audit::list_latest(view, 10)).unwrap();
    let verbs: Vec<&str> = entries.iter().map(|entry| entry.verb.as_str()).collect();
    assert!(verbs.contains(&"contact.create") && verbs.contains(&"company.create"), "{verbs:?}");
}

#[tokio::test]
async fn a_form_sent_twice_adds_one_contact() {
    let app = App::start();
    let browser = app.owner();
    let act = browser.get("/w/acme/contacts/new").await.hidden("act");
    let fields = [("act", act.as_str()), ("first_name", "Ana"), ("last_name", "Kos")];

    let first = browser.post("/w/acme/contacts/new", &fields).await.expect(303);
    let second = browser
        .post("/w/acme/contacts/new", &[("anyway", "1")].iter().chain(&fields).copied().collect::<Vec<_>>())
        .await;

    assert!(second.status.as_u16() == 422 || second.location() == first.location(), "{}", second.body);
    let list = browser.get("/w/acme/contacts").await.expect(200);
    assert_eq!(list.body.matches("Ana Kos</a>").count(), 1);
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept() {
    let app = App::start();

    let fields = [("first_name", "Ana"), ("email.0", "ana"), ("phone.0", "12"), ("basis_on", "soon")];
    let page = send_new(&app.owner(), &fields).await.expect(422);

    page.expect_text("<title>Error: New contact")
        .expect_text("href=\"#email.0\"")
        .expect_text("href=\"#phone.0\"")
        .expect_text("href=\"#basis_on\"")
        .expect_text("value=\"ana\"");
}

#[tokio::test]
async fn rows_are_added_and_removed_without_script() {
    let app = App::start();
    let browser = app.owner();
    let fields = [("email.0", "a@example.com"), ("email.1", "b@example.com")];

    let more: Vec<(&str, &str)> =
        fields.iter().copied().chain([("add", "email"), ("add", "address")]).collect();
    let fewer: Vec<(&str, &str)> = fields.iter().copied().chain([("remove", "email.0")]).collect();

    send_new(&browser, &more).await.expect(200).expect_text("id=\"email.2\"");
    send_new(&browser, &fewer)
        .await
        .expect(200)
        .expect_text("value=\"b@example.com\"")
        .expect_no_text("a@example.com");
}

#[tokio::test]
async fn a_change_is_told_in_the_timeline() {
    let app = App::start();
    let browser = app.owner();
    let id = add(&app, &[("first_name", "Ana"), ("last_name", "Kos"), ("email", "ana@example.com")]);
    let form = browser.get(&format!("/w/acme/contacts/{id}/edit")).await.expect(200);
    form.expect_text("value=\"ana@example.com\"");

    let fields = [("version", "1"), ("first_name", "Ana"), ("last_name", "Kosova"), ("job_title", "Buyer")];
    let saved = browser.post(&format!("/w/acme/contacts/{id}/edit"), &fields).await.expect(303);

    browser.follow(&saved).await.expect(200).expect_text("changed: last name, job title, e-mail addresses");
    let contact = stored(&app, id);
    assert_eq!((contact.facts.name(), contact.version), ("Ana Kosova".to_owned(), 2));
}

#[tokio::test]
async fn a_company_of_that_name_in_any_spelling_is_not_added_again() {
    let app = App::start();
    let company = add_company(&app, "Джамбазов и син");

    let id = add(&app, &[("first_name", "Ana"), ("company", "dzhambazov I SIN")]);

    assert_eq!(stored(&app, id).facts.company_id, Some(company));
}

#[tokio::test]
async fn sales_change_their_own_contacts_and_nobodys_only() {
    let app = App::start();
    let nobodys = add(&app, &[("first_name", "Nobodys")]);
    let others = add(&app, &[("first_name", "Others"), ("owner", &super::olga(&app).to_string())]);
    let sales = app.member(Role::Sales);

    sales.get(&format!("/w/acme/contacts/{others}")).await.expect(200).expect_no_text("/edit\"");
    sales.get(&format!("/w/acme/contacts/{others}/edit")).await.expect(403);
    sales.post(&format!("/w/acme/contacts/{others}/trash"), &[]).await.expect(403);
    sales.get(&format!("/w/acme/contacts/{nobodys}/edit")).await.expect(200);
    let bulk = [("verb", "trash"), ("contact", &*nobodys.to_string()), ("contact", &*others.to_string())];
    sales.post("/w/acme/contacts/bulk", &bulk).await.expect(403);

    assert!(stored(&app, nobodys).is_live(), "a refused act leaves nothing half done");
}

#[tokio::test]
async fn an_owner_from_elsewhere_is_refused() {
    let app = App::start();
    let stranger = app.other().owner.to_string();

    let page = send_new(&app.owner(), &[("first_name", "Ana"), ("owner", &stranger)]).await.expect(422);

    page.expect_text("href=\"#owner\"");
}

#[tokio::test]
async fn the_list_is_turned_filtered_and_sorted_by_its_address() {
    let app = App::start();
    let browser = app.owner();
    let owner = super::olga(&app).to_string();
    for number in 0..60 {
        let name = format!("Person {number:02}");
        let owner = if number % 2 == 0 { owner.as_str() } else { "" };
        add(
            &app,
            &[("first_name", &name), ("owner", owner), ("tags", if number < 3 { "first" } else { "" })],
        );
    }

    let first = browser.get("/w/acme/contacts").await.expect(200);
    let older = first.body.split("href=\"").find(|part| part.contains("after=")).expect("an older page");
    let older = older[..older.find('"').unwrap()].replace("&amp;", "&");
    let second = browser.get(&older).await.expect(200);

    assert_eq!(first.body.matches("scope=\"row\"").count(), 50);
    assert_eq!(second.body.matches("scope=\"row\"").count(), 10);
    second.expect_text("Person 59").expect_text("before=");
    let down = browser.get("/w/acme/contacts?sort=-name").await.expect(200);
    assert!(down.body.find("Person 59") < down.body.find("Person 58"));
    let mine = browser.get(&format!("/w/acme/contacts?owner={owner}")).await.expect(200);
    mine.expect_text("<span class=\"count\">30</span>").expect_no_text("Person 01");
    let count = app
        .installation
        .db
        .read(&app.acme().actor(), |view| contacts::store::count(view, &contacts::Filter::default()));
    assert_eq!(count.unwrap(), kantora::base::listing::Count::Exactly(60));
}

#[tokio::test]
async fn nobody_yet_is_an_invitation() {
    let app = App::start();

    let page = app.owner().get("/w/acme/contacts").await.expect(200);
    page.expect_text("The people you deal with").expect_text("Add a contact");
    app.member(Role::Viewer).get("/w/acme/contacts").await.expect(200).expect_no_text("Add a contact");
}
