//! What papers say of companies and contacts.

use kantora::base::Role;
use kantora::billing::customers;

use super::customers::{add, add_company, press_undo};
use crate::support::App;

const FACTS: [(&str, &str); 9] = [
    ("version", "0"),
    ("kind", "business"),
    ("legal_name", "Rila Joinery EOOD"),
    ("street", "ul. Shipka 1"),
    ("city", "Sofia"),
    ("country", "BG"),
    ("company_number", "175074752"),
    ("vat_number", "BG 175 074 752"),
    ("entry", "net"),
];

/// The facts with some of them otherwise.
fn but(others: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let rest = FACTS.into_iter().filter(|(name, _)| !others.iter().any(|(other, _)| other == name));
    rest.chain(others.iter().copied()).collect()
}

#[tokio::test]
async fn a_company_says_what_is_missing_until_its_facts_are_saved() {
    let app = App::start();
    let owner = app.owner();
    let id = add_company(&app, "Rila");
    let (record, page) = (format!("/w/acme/companies/{id}"), format!("/w/acme/customers/{id}"));
    owner.get(&record).await.expect(200).expect_text("From the record").expect_text("Street and number");

    owner.post(&page, &FACTS).await.expect(303);

    let shown = owner.get(&record).await.expect(200).expect_text("Rila Joinery EOOD");
    shown.expect_text("BG175074752").expect_no_text("From the record").expect_no_text("this is still needed");
    let facts = app
        .installation
        .db
        .read(&app.acme().actor(), |view| customers::facts(view, id.subject()))
        .unwrap()
        .expect("nothing is missing");
    assert_eq!(facts.legal_name, "Rila Joinery EOOD");
}

#[tokio::test]
async fn wrong_facts_are_told_beside_their_fields_and_kept() {
    let app = App::start();
    let page = format!("/w/acme/customers/{}", add_company(&app, "Rila"));
    let typed = but(&[("vat_number", "BG175074751"), ("invoice_emails", "nobody")]);

    let again = app.owner().post(&page, &typed).await.expect(422);

    again
        .expect_text("check digits do not fit")
        .expect_text("no e-mail address")
        .expect_text("BG175074751")
        .expect_text("Rila Joinery EOOD");
}

#[tokio::test]
async fn whoever_is_slower_sees_what_was_saved_beside_what_they_typed() {
    let app = App::start();
    let owner = app.owner();
    let page = format!("/w/acme/customers/{}", add_company(&app, "Rila"));
    owner.post(&page, &FACTS).await.expect(303);

    let clash = owner.post(&page, &but(&[("city", "Plovdiv"), ("kind", "public")])).await.expect(409);

    assert_eq!(clash.hidden("version"), "1");
    clash.expect_text("Sofia").expect_text("Plovdiv").expect_text("Other changes were saved meanwhile");
}

#[tokio::test]
async fn a_number_that_was_looked_up_counts_until_another_one_is_saved() {
    let app = App::start();
    let owner = app.owner();
    let id = add_company(&app, "Rila");
    let (record, page) = (format!("/w/acme/companies/{id}"), format!("/w/acme/customers/{id}"));
    owner.post(&page, &FACTS).await.expect(303);
    let check = format!("{page}/check");
    owner.get(&record).await.expect(200).expect_text("Not checked yet");

    owner.post(&check, &[("version", "1"), ("result", "valid")]).await.expect(422).expect_text("Say where");
    let found = [("version", "1"), ("result", "valid"), ("reason", "VIES WAPI7")];
    owner.post(&check, &found).await.expect(303);

    owner.get(&record).await.expect(200).expect_text("VIES WAPI7");
    owner.post(&check, &found).await.expect(409);
    owner.post(&page, &but(&[("version", "2"), ("city", "Ruse")])).await.expect(303);
    owner.get(&record).await.expect(200).expect_text("VIES WAPI7");
    let other = [("version", "3"), ("vat_number", "BG121880341")];
    owner.post(&page, &but(&other)).await.expect(303);
    owner.get(&record).await.expect(200).expect_no_text("VIES WAPI7");
}

#[tokio::test]
async fn only_whoever_keeps_the_books_changes_them_and_nothing_in_the_trash() {
    let app = App::start();
    let owner = app.owner();
    let id = add_company(&app, "Rila");
    let (record, page) = (format!("/w/acme/companies/{id}"), format!("/w/acme/customers/{id}"));
    app.member(Role::Bookkeeper).post(&page, &FACTS).await.expect(303);

    for role in [Role::Sales, Role::Viewer] {
        let member = app.member(role);
        member.get(&page).await.expect(403);
        member.post(&page, &FACTS).await.expect(403);
        let shown = member.get(&record).await.expect(200).expect_text("Rila Joinery EOOD");
        shown.expect_no_text(&format!("href=\"{page}\""));
    }
    owner.post(&format!("{record}/trash"), &[]).await.expect(303);
    owner.post(&page, &but(&[("version", "1")])).await.expect(409);
    owner.get(&record).await.expect(200).expect_no_text(&format!("href=\"{page}\""));
}

#[tokio::test]
async fn facts_come_along_when_two_become_one_and_go_back() {
    let app = App::start();
    let owner = app.owner();
    let ana = add(&app, &[("first_name", "Ana"), ("source", "Fair")]);
    let anna = add(&app, &[("first_name", "Anna"), ("source", "Web")]);
    owner.post(&format!("/w/acme/customers/{anna}"), &FACTS).await.expect(303);
    let before = stored(&app, anna.subject());
    let (page, with, keep) = (format!("/w/acme/contacts/{ana}/merge"), anna.to_string(), ana.to_string());
    let sent = [("with", &*with), ("version", "1"), ("with_version", "1"), ("keep", &*keep)];

    let merged = owner.post(&page, &sent).await.expect(303);

    owner.get(&format!("/w/acme/contacts/{ana}")).await.expect(200).expect_text("Rila Joinery EOOD");
    press_undo(&owner, &merged).await.expect(303);
    assert_eq!(stored(&app, anna.subject()), before);
    assert_eq!(stored(&app, ana.subject()), None);
}

fn stored(app: &App, id: kantora::base::SubjectId) -> Option<customers::Stored> {
    app.installation.db.read(&app.acme().actor(), |view| customers::store::find(view, id)).unwrap().stored
}
