//! Companies: changed, clashing, chosen by the dozen, thrown away.

use kantora::base::CompanyId;
use kantora::crm::companies::{self, Company};

use super::{add, add_company, olga, press_undo};
use crate::support::App;

#[tokio::test]
async fn a_company_is_changed_and_the_change_stands_in_its_timeline() {
    let app = App::start();
    let browser = app.owner();
    let id = add_company(&app, "Kiln");
    let path = format!("/w/acme/companies/{id}/edit");
    browser.get(&path).await.expect(200).expect_text("value=\"Kiln\"");

    let fields = [("version", "1"), ("name", "Kiln & Sons"), ("vat_number", "BG831641791"), ("tags", "Fair")];
    let saved = browser.post(&path, &fields).await.expect(303);

    let page = browser.follow(&saved).await.expect(200);
    page.expect_text("<h1>Kiln &amp; Sons</h1>").expect_text("BG831641791").expect_text("Fair");
    assert_eq!(stored(&app, id).version, 2);
}

#[tokio::test]
async fn somebody_faster_is_shown_beside_what_was_typed() {
    let app = App::start();
    let browser = app.owner();
    let id = add_company(&app, "Kiln");
    let path = format!("/w/acme/companies/{id}/edit");
    browser.post(&path, &[("version", "1"), ("name", "Theirs")]).await.expect(303);

    let page = browser.post(&path, &[("version", "1"), ("name", "Mine")]).await.expect(409);

    assert_eq!(page.hidden("version"), "2");
    page.expect_text("<td>Theirs</td>").expect_text("<td>Mine</td>").expect_text("value=\"Mine\"");
    assert_eq!(stored(&app, id).facts.name, "Theirs");
}

#[tokio::test]
async fn a_company_without_a_name_is_not_saved() {
    let app = App::start();
    let id = add_company(&app, "Kiln");

    let fields = [("version", "1"), ("name", " "), ("street", "Harbour Street")];
    let page = app.owner().post(&format!("/w/acme/companies/{id}/edit"), &fields).await.expect(422);

    page.expect_text("href=\"#name\"");
    assert_eq!(stored(&app, id).facts.name, "Kiln");
}

#[tokio::test]
async fn chosen_companies_are_tagged_given_away_and_thrown_away_and_each_act_is_undone() {
    let app = App::start();
    let browser = app.owner();
    let ids = [add_company(&app, "Kiln"), add_company(&app, "Loom")];
    let (kiln, loom, owner) = (ids[0].to_string(), ids[1].to_string(), olga(&app).to_string());
    let before = ids.map(|id| stored(&app, id).facts);

    for (verb, field, value) in
        [("tag", "tag", "Fair"), ("assign", "owner", owner.as_str()), ("trash", "tag", "")]
    {
        let fields = [("company", kiln.as_str()), ("company", loom.as_str()), ("verb", verb), (field, value)];
        let done = browser.post("/w/acme/companies/bulk", &fields).await.expect(303);
        for id in ids {
            let company = stored(&app, id);
            match verb {
                "tag" => assert_eq!(company.facts.tags, ["Fair"]),
                "assign" => assert_eq!(company.facts.owner, Some(olga(&app))),
                _ => assert!(!company.is_live()),
            }
        }
        press_undo(&browser, &done).await.expect(303);
        assert_eq!(ids.map(|id| stored(&app, id).facts), before, "{verb}");
    }
}

#[tokio::test]
async fn a_company_in_the_trash_is_found_nowhere_but_there_and_comes_back_with_its_people() {
    let app = App::start();
    let browser = app.owner();
    let person = add(&app, &[("first_name", "Ana"), ("company", "Kiln")]);
    let id = super::stored(&app, person).facts.company_id.expect("a company");

    browser.post(&format!("/w/acme/companies/{id}/trash"), &[]).await.expect(303);
    browser.get("/w/acme/companies").await.expect_no_text(">Kiln<");
    browser.get("/w/acme/companies/trash").await.expect_text(">Kiln<");
    browser.get(&format!("/w/acme/companies/{id}/edit")).await.expect(409);
    browser.post(&format!("/w/acme/companies/{id}/restore"), &[]).await.expect(303);

    browser.get("/w/acme/companies").await.expect_text(">Kiln<");
    browser.get(&format!("/w/acme/companies/{id}")).await.expect(200).expect_text(">Ana<");
}

#[tokio::test]
async fn a_contact_is_found_by_the_new_name_of_its_company() {
    let app = App::start();
    let browser = app.owner();
    let person = add(&app, &[("first_name", "Ana"), ("company", "Kiln")]);
    let id = super::stored(&app, person).facts.company_id.expect("a company");
    let path = format!("/w/acme/companies/{id}/edit");

    browser.post(&path, &[("version", "1"), ("name", "Loom")]).await.expect(303);

    browser.get("/w/acme/contacts?q=loom").await.expect_text(">Ana<");
    browser.get("/w/acme/contacts?q=kiln").await.expect_no_text(">Ana<");
}

fn stored(app: &App, id: CompanyId) -> Company {
    app.installation.db.read(&app.acme().actor(), |view| companies::store::find(view, id)).unwrap()
}
