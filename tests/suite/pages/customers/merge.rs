//! Two records become one through their pages, and two again.

use kantora::base::{Role, SubjectId, SubjectKind};
use kantora::crm::duplicates::{self, Why};

use super::{add, add_company, press_undo, stored};
use crate::support::{App, Browser, bills};

/// Sends the form that compares the two, with these fields instead of what stands in it.
async fn merge(
    browser: &Browser<'_>,
    page: &str,
    with: &str,
    fields: &[(&str, &str)],
) -> crate::support::Answer {
    let form = browser.get(&format!("{page}?with={with}")).await.expect(200);
    let (version, with_version) = (form.hidden("version"), form.hidden("with_version"));
    let mut sent = vec![("with", with), ("version", &*version), ("with_version", &*with_version)];
    sent.extend(fields);
    browser.post(page, &sent).await
}

#[tokio::test]
async fn two_contacts_are_compared_merged_and_taken_apart() {
    let app = App::start();
    let browser = app.owner();
    let ana = add(&app, &[("first_name", "Ana"), ("job_title", "Buyer"), ("email", "ana@example.com")]);
    let anna = add(&app, &[("first_name", "Anna"), ("job_title", "Head of buying"), ("source", "Fair")]);
    let (page, other) = (format!("/w/acme/contacts/{ana}/merge"), anna.to_string());
    let (record, gone) = (format!("/w/acme/contacts/{ana}"), format!("/w/acme/contacts/{anna}"));
    browser.get(&record).await.expect_text(&format!("href=\"{page}\""));
    browser.get(&format!("{page}?q=anna")).await.expect(200).expect_text(&format!("{page}?with={anna}"));
    let form = browser.get(&format!("{page}?with={anna}")).await.expect(200);
    let chosen = format!("name=\"take.source\" value=\"{anna}\" checked");
    let form = form.expect_text("Head of buying").expect_text("Entries in the timeline");
    form.expect_text(&chosen);

    let merged =
        merge(&browser, &page, &other, &[("keep", &ana.to_string()), ("take.job_title", &other)]).await;

    assert!(merged.expect(303).location().starts_with(&record));
    let facts = stored(&app, ana).facts;
    assert_eq!(
        (facts.first_name.as_str(), facts.job_title.as_str(), facts.source.as_str()),
        ("Ana", "Head of buying", "Fair")
    );
    let led = browser.get(&gone).await.expect(303);
    assert!(led.location().starts_with(&record), "{}", led.location());
    browser.follow(&led).await.expect(200).expect_text("part of this one by now");
    browser.post(&format!("{gone}/tags"), &[("tag", "vip")]).await.expect(410).expect_text(&record);
    browser.get("/w/acme/contacts/trash").await.expect(200).expect_no_text(">Anna<");
    browser.get("/w/acme/search?q=anna").await.expect(200).expect_no_text(&gone);

    let page = browser.get(&record).await.expect(200).expect_text("Merged into this").body;
    let undo = page.split("action=\"").find(|part| part.starts_with("/w/acme/undo/")).unwrap();
    let undo = undo[..undo.find('"').unwrap()].to_owned();
    browser.post(&undo, &[("back", &record)]).await.expect(303);

    browser.get(&gone).await.expect(200).expect_text("Head of buying");
    assert_eq!(stored(&app, ana).facts.job_title, "Buyer");
}

#[tokio::test]
async fn the_other_can_be_the_one_that_stays() {
    let app = App::start();
    let browser = app.owner();
    let (one, other) = (add_company(&app, "Hart"), add_company(&app, "Hart & Sons"));
    let (page, with) = (format!("/w/acme/companies/{one}/merge"), other.to_string());

    let merged = merge(&browser, &page, &with, &[("keep", &with), ("take.name", &with)]).await.expect(303);

    assert!(merged.location().starts_with(&format!("/w/acme/companies/{other}?")));
    press_undo(&browser, &merged).await.expect(303);
    browser.get(&format!("/w/acme/companies/{one}")).await.expect(200).expect_text("<h1>Hart");
}

#[tokio::test]
async fn whoever_is_slower_sees_both_as_they_are_now() {
    let app = App::start();
    let browser = app.owner();
    let ana = add(&app, &[("first_name", "Ana"), ("source", "Fair")]);
    let anna = add(&app, &[("first_name", "Anna"), ("source", "Website")]);
    let page = format!("/w/acme/contacts/{ana}/merge");
    let form = browser.get(&format!("{page}?with={anna}")).await.expect(200);
    let version = form.hidden("version");
    app.write(move |tx| kantora::crm::contacts::actions::tag(tx, &[anna], "vip")).unwrap();

    let other = anna.to_string();
    let sent = [("with", &*other), ("version", &*version), ("with_version", "1"), ("take.source", &*other)];
    let refused = browser.post(&page, &sent).await.expect(409).expect_text("Nothing is merged yet");

    assert_eq!(refused.hidden("with_version"), "2");
    refused.expect_text(&format!("name=\"take.source\" value=\"{anna}\" checked"));
    assert!(stored(&app, anna).is_live());
}

#[tokio::test]
async fn pairs_are_listed_counted_and_decided_on() {
    let app = App::start();
    let browser = app.owner();
    let ana = add(&app, &[("first_name", "Ana"), ("last_name", "Petrova")]);
    let anna = add(&app, &[("first_name", "Anna"), ("last_name", "Petrova")]);
    app.write(move |tx| {
        let others = [(anna.subject(), Why::Phone)];
        duplicates::store::replace(tx, SubjectKind::Contact, ana.subject(), &others)
    })
    .unwrap();
    let list = "/w/acme/contacts/duplicates";
    browser.get("/w/acme/contacts").await.expect_text("Likely duplicates (1)");
    let page = browser.get(list).await.expect(200).expect_text("same phone");
    let page = page.expect_text(&format!("/w/acme/contacts/{ana}/merge?with={anna}"));
    let refuse = page.body.split("action=\"").find(|part| part.contains("/refuse\"")).unwrap();
    let refuse = refuse[..refuse.find('"').unwrap()].to_owned();

    browser.post(&refuse, &[]).await.expect(303);

    browser.get(list).await.expect(200).expect_text("Nothing to decide");
    browser.get("/w/acme/contacts").await.expect_no_text("Likely duplicates (1)");
    browser.get(&format!("{list}?refused=1")).await.expect(200).expect_text("They may be one");
    browser.post(&refuse.replace("/refuse", "/reopen"), &[]).await.expect(303);
    browser.get(list).await.expect(200).expect_text("They are two");
    browser.post(&refuse.replace("/contacts/", "/companies/"), &[]).await.expect(404);
}

#[tokio::test]
async fn only_whoever_may_change_both_merges_them() {
    let app = App::start();
    let owner = super::olga(&app).to_string();
    let ana = add(&app, &[("first_name", "Ana"), ("owner", &owner)]);
    let anna = add(&app, &[("first_name", "Anna"), ("owner", &owner)]);
    let page = format!("/w/acme/contacts/{ana}/merge");

    app.member(Role::Sales).get(&format!("{page}?with={anna}")).await.expect(403);
    app.member(Role::Viewer).get(&page).await.expect(403);
    let other = anna.to_string();
    let sent = [("with", &*other), ("version", "1"), ("with_version", "1")];
    app.member(Role::Sales).post(&page, &sent).await.expect(403);
    app.stranger().get(&page).await.expect(404);

    let found = app.installation.db.read(&app.acme().actor(), |view| {
        kantora::crm::subjects::store::present(view, SubjectId::new(anna.number()))
    });
    assert_eq!(found.unwrap(), anna.subject());
}

#[tokio::test]
async fn whom_papers_name_stays_and_two_with_papers_stay_two() {
    let app = App::start();
    let browser = app.owner();
    let plain = add_company(&app, "Zdravets Ltd").to_string();
    let (billed, other) = app
        .write(|tx| {
            let (billed, other) = (bills::ready(tx)?, bills::customer(tx, "Rila")?);
            bills::issue(tx, billed, "10")?;
            bills::issue(tx, other, "20")?;
            Ok((billed.to_string(), other.to_string()))
        })
        .unwrap();

    let page = format!("/w/acme/companies/{plain}/merge");
    let form = browser.get(&format!("{page}?with={billed}")).await.expect(200).expect_text("1 paper");
    let form = form.expect_text(&format!("name=\"keep\" value=\"{billed}\" checked"));
    form.expect_text(&format!("name=\"keep\" value=\"{plain}\" disabled"));
    merge(&browser, &page, &billed, &[("keep", &plain)]).await.expect(409).expect_text("Keep that one");
    merge(&browser, &page, &billed, &[("keep", &billed)]).await.expect(303);

    let page = format!("/w/acme/companies/{other}/merge");
    let form = browser.get(&format!("{page}?with={billed}")).await.expect(200);
    form.expect_text("cannot become one").expect_no_text(">Merge</button>");
    merge(&browser, &page, &billed, &[("keep", &other)]).await.expect(409);
}
