//! What somebody may buy, where it stands and how it ends.

use std::time::Duration;

use kantora::base::{DealId, Fields, Role};
use kantora::crm::companies::{self, CompanyInput};
use kantora::crm::contacts::{self, ContactInput};
use kantora::crm::deals::{self, Pipeline};

use crate::support::{Answer, App, Browser};

/// The pipeline with which `acme` begins.
fn way(app: &App) -> Pipeline {
    app.write(|tx| deals::store::pipelines(tx)).unwrap().0.remove(0)
}

/// Adds a deal as a form would; gives its path.
async fn add(browser: &Browser<'_>, fields: &[(&str, &str)]) -> String {
    let form = browser.get("/w/acme/deals/new").await.expect(200);
    let (act, stage) = (form.hidden("act"), form.hidden("stage"));
    let sent = [("act", act.as_str()), ("stage", &stage)].into_iter().chain(fields.iter().copied());
    let added = browser.post("/w/acme/deals/new", &sent.collect::<Vec<_>>()).await.expect(303);
    added.location().split('?').next().unwrap().to_owned()
}

/// Presses a button of the deal's page; gives what follows.
async fn act(browser: &Browser<'_>, path: &str, verb: &str, fields: &[(&str, &str)]) -> Answer {
    let version = browser.get(&format!("{path}/edit")).await.expect(200).hidden("version");
    let sent = [("version", version.as_str())].into_iter().chain(fields.iter().copied());
    browser.post(&format!("{path}/{verb}"), &sent.collect::<Vec<_>>()).await
}

/// Presses Undo in what the act said.
async fn undo(browser: &Browser<'_>, done: &Answer) {
    let set = done.location().split("undo=").nth(1).unwrap();
    browser.post(&format!("/w/acme/undo/{set}"), &[]).await.expect(303);
}

fn number(path: &str) -> DealId {
    path.rsplit('/').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_deal_is_added_and_found_by_name_and_by_company() {
    let app = App::start();
    let owner = app.owner();

    let fields = [("name", "Counter"), ("amount", "12,500"), ("currency", "EUR"), ("company", "Hart & Sons")];
    let path = add(&owner, &fields).await;

    let page = owner.get(&path).await.expect(200);
    page.expect_text("Counter")
        .expect_text("€12,500")
        .expect_text("Hart &amp; Sons")
        .expect_text("added this");
    for list in ["/w/acme/deals", "/w/acme/deals?q=count", "/w/acme/deals?q=hart", "/w/acme/search?q=counter"]
    {
        owner.get(list).await.expect(200).expect_text(&path);
    }
    owner.get("/w/acme/deals?state=won").await.expect(200).expect_no_text(&path);
    owner.get("/w/acme/companies").await.expect(200).expect_text("Hart &amp; Sons");
}

#[tokio::test]
async fn a_deal_goes_along_its_stages_and_each_step_can_be_taken_back() {
    let app = App::start();
    let (owner, way) = (app.owner(), way(&app));
    let path = add(&owner, &[("name", "Counter")]).await;
    let stage = |place: usize| way.stages[place].id.to_string();

    act(&owner, &path, "move", &[("stage", &stage(1))]).await.expect(303);
    let moved = act(&owner, &path, "move", &[("stage", &stage(2))]).await.expect(303);
    owner.get(&path).await.expect(200).expect_text("moved this to Proposal sent");
    undo(&owner, &moved).await;

    let deal = app.write({
        let id = number(&path);
        move |tx| Ok((deals::store::find(tx, id)?, deals::store::stays(tx, id)?))
    });
    let (deal, stays) = deal.unwrap();
    assert_eq!(deal.stage, way.stages[1].id);
    let told: Vec<_> = stays.iter().map(|stay| (stay.stage, stay.left_at.is_none())).collect();
    assert_eq!(told, [(way.stages[0].id, false), (way.stages[1].id, true)]);
}

#[tokio::test]
async fn a_deal_is_won_or_lost_once_and_opened_where_it_stood() {
    let app = App::start();
    let (owner, way) = (app.owner(), way(&app));
    let path = add(&owner, &[("name", "Counter")]).await;
    let third = way.stages[2].id;
    act(&owner, &path, "move", &[("stage", &third.to_string())]).await.expect(303);

    act(&owner, &path, "win", &[]).await.expect(303);
    act(&owner, &path, "win", &[]).await.expect(409);
    act(&owner, &path, "move", &[("stage", &third.to_string())]).await.expect(409);
    act(&owner, &path, "hold", &[("until", "2126-01-01")]).await.expect(409);
    act(&owner, &path, "reopen", &[]).await.expect(303);
    act(&owner, &path, "reopen", &[]).await.expect(409);
    let form = owner.get(&format!("{path}/lose")).await.expect(200).expect_text("Too expensive");
    act(&owner, &path, "lose", &[]).await.expect(422).expect_text("href=\"#reason\"");
    let reason =
        form.body.split("name=\"reason\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let lost = act(&owner, &path, "lose", &[("reason", &reason), ("note", "By a third")]).await.expect(303);

    owner.get(&path).await.expect(200).expect_text("Too expensive").expect_text("By a third");
    undo(&owner, &lost).await;
    let id = number(&path);
    let deal = app.write(move |tx| deals::store::find(tx, id)).unwrap();
    assert_eq!((deal.stage, deal.state, deal.loss), (third, deals::State::Open, None));
}

#[tokio::test]
async fn a_stage_asks_for_what_it_needs_and_takes_the_deal_once_it_is_typed() {
    let app = App::start();
    let (owner, way) = (app.owner(), way(&app));
    let stage = way.stages[1].id.to_string();
    let form = [("name", "Qualified"), ("kind", "ongoing"), ("probability", "25"), ("need", "amount")];
    owner.post(&format!("/w/acme/settings/stages/{stage}"), &form).await.expect(303);
    let path = add(&owner, &[("name", "Counter")]).await;

    let asked = act(&owner, &path, "move", &[("stage", &stage)]).await.expect(422);
    let asked = asked.expect_text("href=\"#amount\"").expect_text("“Qualified”");
    let (version, goal) = (asked.hidden("version"), asked.hidden("stage"));
    let fields = [("version", version.as_str()), ("stage", &goal), ("name", "Counter"), ("amount", "900")];
    owner.post(&format!("{path}/edit"), &fields).await.expect(303);

    let id = number(&path);
    let deal = app.write(move |tx| deals::store::find(tx, id)).unwrap();
    assert_eq!((deal.stage, goal), (way.stages[1].id, stage));
    let version = deal.version.to_string();
    let emptied = [("version", version.as_str()), ("name", "Counter")];
    owner.post(&format!("{path}/edit"), &emptied).await.expect(422).expect_text("href=\"#amount\"");
}

#[tokio::test]
async fn a_deal_on_hold_leaves_a_reminder_and_undo_takes_both_back() {
    let app = App::start();
    let owner = app.owner();
    let path = add(&owner, &[("name", "Counter")]).await;

    act(&owner, &path, "hold", &[("until", "1970-01-01")]).await.expect(422).expect_text("href=\"#until\"");
    let held = act(&owner, &path, "hold", &[("until", "2126-01-01")]).await.expect(303);

    owner.get("/w/acme/deals?state=held").await.expect(200).expect_text(&path);
    owner.get(&path).await.expect(200).expect_text("Back to: Counter").expect_text("on hold until");
    undo(&owner, &held).await;
    owner.get("/w/acme/deals?state=held").await.expect(200).expect_no_text(&path);
    owner.get("/w/acme/tasks?assignee=all").await.expect(200).expect_no_text("Back to: Counter");
    act(&owner, &path, "resume", &[]).await.expect(409);
}

#[tokio::test]
async fn a_deal_that_stands_too_long_is_marked() {
    let app = App::start();
    let owner = app.owner();
    add(&owner, &[("name", "Counter")]).await;

    owner.get("/w/acme/deals").await.expect(200).expect_no_text("here for");
    app.installation.pass(Duration::from_secs(9 * 86_400));

    app.owner().get("/w/acme/deals").await.expect(200).expect_text("here for 9 days");
}

#[tokio::test]
async fn people_come_onto_a_deal_by_name_or_address_and_it_stands_on_their_page() {
    let app = App::start();
    let owner = app.owner();
    let person = |first: &str, email: &str| {
        let fields = Fields::new().with("first_name", first).with("last_name", "Hart").with("email", email);
        let input = ContactInput::parse(&fields, "GB".parse().unwrap()).unwrap();
        app.write(move |tx| contacts::actions::create(tx, input)).unwrap()
    };
    let ana = person("Ana", "ana@hart.example");
    person("Ben", "ben@hart.example");
    person("Ben", "benjamin@hart.example");
    let path = add(&owner, &[("name", "Counter"), ("person", "ana@hart.example")]).await;

    let people = format!("{path}/people");
    owner.post(&people, &[("person", "Ben Hart")]).await.expect(422).expect_text("href=\"#person\"");
    owner.post(&people, &[("person", "Nobody")]).await.expect(422);
    owner.post(&people, &[("person", "benjamin@hart.example"), ("role", "pays")]).await.expect(303);

    owner.get(&path).await.expect(200).expect_text("Ana Hart").expect_text("benjamin@hart.example");
    let record = format!("/w/acme/contacts/{ana}");
    owner.get(&record).await.expect(200).expect_text(&path);
    let off = [("contact", ana.to_string())];
    let off = off.each_ref().map(|(name, value)| (*name, value.as_str()));
    owner.post(&format!("{people}/remove"), &off).await.expect(303);
    owner.get(&record).await.expect(200).expect_no_text(&path);
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept() {
    let app = App::start();
    let owner = app.owner();
    let form = owner.get("/w/acme/deals/new").await.expect(200);
    let (act, stage) = (form.hidden("act"), form.hidden("stage"));

    let wrong = [("act", act.as_str()), ("stage", &stage), ("amount", "a lot"), ("source", "The fair")];
    let page = owner.post("/w/acme/deals/new", &wrong).await.expect(422);

    page.expect_text("href=\"#name\"").expect_text("href=\"#amount\"").expect_text("The fair");
}

#[tokio::test]
async fn two_who_change_a_deal_at_once_lose_nothing() {
    let app = App::start();
    let (owner, way) = (app.owner(), way(&app));
    let path = add(&owner, &[("name", "Counter"), ("amount", "100")]).await;
    let version = owner.get(&format!("{path}/edit")).await.expect(200).hidden("version");
    let second = way.stages[1].id.to_string();

    let fields = [("version", version.as_str()), ("name", "Counter, oak"), ("amount", "100")];
    owner.post(&format!("{path}/edit"), &fields).await.expect(303);
    let fields = [("version", version.as_str()), ("name", "Counter, ash"), ("amount", "120")];
    let clash = owner.post(&format!("{path}/edit"), &fields).await.expect(409);

    clash.expect_text("Counter, oak").expect_text("value=\"Counter, ash\"");
    let late = [("version", version.as_str()), ("stage", &second)];
    owner.post(&format!("{path}/move"), &late).await.expect(409);
    owner.post(&format!("{path}/win"), &[("version", &version)]).await.expect(409);
}

#[tokio::test]
async fn whoever_sells_changes_their_own_deals_and_reads_all() {
    let app = App::start();
    let (owner, sales) = (app.owner(), app.member(Role::Sales));
    let account = app.account(Role::Owner);
    let mine =
        app.write(move |tx| kantora::workspace::members::maybe_find_of(tx, account)).unwrap().unwrap().id;
    let foreign = add(&owner, &[("name", "The owner's"), ("owner", &mine.to_string())]).await;
    let free = add(&owner, &[("name", "Nobody's")]).await;

    sales.get(&foreign).await.expect(200).expect_no_text("/win\"");
    sales.post(&format!("{foreign}/win"), &[("version", "1")]).await.expect(403);
    sales.get(&format!("{foreign}/edit")).await.expect(403);
    sales.post(&format!("{foreign}/trash"), &[]).await.expect(403);
    sales.post(&format!("{free}/win"), &[("version", "1")]).await.expect(303);
    sales.get("/w/acme/settings/pipelines").await.expect(403);
    app.member(Role::Viewer).post(&format!("{foreign}/win"), &[("version", "1")]).await.expect(403);
    app.stranger().get(&foreign).await.expect(404);
}

#[tokio::test]
async fn a_deal_lies_in_the_trash_for_a_month_and_goes_with_all_that_hangs_on_it() {
    let app = App::start();
    let owner = app.owner();
    let path = add(&owner, &[("name", "Counter")]).await;
    let id = number(&path);

    owner.post(&format!("{path}/trash"), &[]).await.expect(303);
    owner.get("/w/acme/deals?state=all").await.expect(200).expect_no_text(&path);
    owner.post(&format!("{path}/win"), &[("version", "2")]).await.expect(409);
    owner.get("/w/acme/deals/trash").await.expect(200).expect_text("Counter");
    owner.post(&format!("{path}/restore"), &[]).await.expect(303);
    owner.get("/w/acme/deals").await.expect(200).expect_text(&path);
    let held = act(&owner, &path, "hold", &[("until", "2126-01-01")]).await.expect(303);
    assert!(held.location().contains("undo="));
    owner.post(&format!("{path}/trash"), &[]).await.expect(303);
    app.installation.pass(deals::actions::UNDO + Duration::from_secs(1));
    app.write(|tx| kantora::across::trash::empty_trash(tx).map(|_| ())).unwrap();

    assert_eq!(app.write(move |tx| deals::store::maybe_find(tx, id)).unwrap(), None);
}

#[tokio::test]
async fn contacts_and_companies_go_for_good_and_their_deals_stay() {
    let app = App::start();
    let company = CompanyInput { name: "Hart & Sons".into(), ..Default::default() };
    let company = app.write(move |tx| companies::actions::create(tx, company)).unwrap();
    let ana = ContactInput { first_name: "Ana".into(), last_name: "Hart".into(), ..Default::default() };
    let ana = app.write(move |tx| contacts::actions::create(tx, ana)).unwrap();
    let path =
        add(&app.owner(), &[("name", "Counter"), ("company", "Hart & Sons"), ("person", "Ana Hart")]).await;
    let id = number(&path);

    app.write(move |tx| {
        companies::actions::trash(tx, &[company])?;
        contacts::actions::trash(tx, &[ana])
    })
    .unwrap();
    app.installation.pass(deals::actions::UNDO + Duration::from_secs(1));
    app.write(|tx| kantora::across::trash::empty_trash(tx).map(|_| ())).unwrap();

    let deal = app.write(move |tx| deals::store::find(tx, id)).unwrap();
    assert_eq!((deal.facts.company_id, deal.facts.people.len()), (None, 0));
    app.owner().get(&path).await.expect(200);
}

#[tokio::test]
async fn a_pipeline_is_added_shaped_and_put_away() {
    let app = App::start();
    let owner = app.owner();

    let added = owner.post("/w/acme/settings/pipelines", &[("name", "Fairs")]).await.expect(303);
    let path = added.location().split('?').next().unwrap().to_owned();
    owner.post("/w/acme/settings/pipelines", &[("name", "fairs")]).await.expect(422);
    let wrong = [("name", ""), ("kind", "ongoing"), ("probability", "200")];
    let page = owner.post(&format!("{path}/stages/new"), &wrong).await.expect(422);
    page.expect_text("href=\"#name\"").expect_text("href=\"#probability\"");
    let stage = [("name", "Measured"), ("kind", "ongoing"), ("probability", "40"), ("rot_days", "5")];
    owner.post(&format!("{path}/stages/new"), &stage).await.expect(303);

    owner.get(&path).await.expect(200).expect_text("Measured").expect_text("rots after 5 days");
    owner.get("/w/acme/deals/new").await.expect(200).expect_text("Fairs: New");
    owner.post(&format!("{path}/away"), &[]).await.expect(303);
    owner.get("/w/acme/deals/new").await.expect(200).expect_no_text("Fairs: New");
    let first = format!("/w/acme/settings/pipelines/{}", way(&app).id);
    owner.post(&format!("{first}/away"), &[]).await.expect(409);
    add(&owner, &[("name", "Counter")]).await;
    owner.post(&format!("{path}/use"), &[]).await.expect(303);
    owner.post(&format!("{first}/away"), &[]).await.expect(409);
}

#[tokio::test]
async fn stages_are_shifted_and_put_away_when_nothing_stands_in_them() {
    let app = App::start();
    let (owner, before) = (app.owner(), way(&app));
    let stage = |place: usize| format!("/w/acme/settings/stages/{}", before.stages[place].id);
    add(&owner, &[("name", "Counter")]).await;

    owner.post(&format!("{}/later", stage(1)), &[]).await.expect(303);
    owner.post(&format!("{}/away", stage(3)), &[]).await.expect(303);
    owner.post(&format!("{}/later", stage(1)), &[]).await.expect(303);
    owner.post(&format!("{}/away", stage(0)), &[]).await.expect(409);
    owner.post(&format!("{}/away", stage(4)), &[]).await.expect(409);
    let only = [("name", "New"), ("kind", "ongoing"), ("probability", "10")];
    owner.post(&stage(0), &only).await.expect(422);

    let names: Vec<String> = way(&app).path().map(|stage| stage.facts.name.clone()).collect();
    assert_eq!(names, ["New", "Proposal sent", "Qualified", "Won", "Lost"]);
}

#[tokio::test]
async fn reasons_are_added_renamed_and_offered_no_more() {
    let app = App::start();
    let owner = app.owner();
    let reasons = "/w/acme/settings/lost-reasons";
    let path = add(&owner, &[("name", "Counter")]).await;

    owner.post(reasons, &[("name", "Wanted pine")]).await.expect(303);
    owner.post(reasons, &[("name", "wanted pine")]).await.expect(422);
    owner.get(&format!("{path}/lose")).await.expect(200).expect_text("Wanted pine");
    let added = app.write(|tx| deals::store::lost_reasons(tx)).unwrap().pop().unwrap().id;
    owner.post(&format!("{reasons}/{added}"), &[("name", "Wanted ash")]).await.expect(303);
    owner.post(&format!("{reasons}/{added}/away"), &[]).await.expect(303);

    owner.get(&format!("{path}/lose")).await.expect(200).expect_no_text("Wanted ash");
    owner.get(reasons).await.expect(200).expect_text("Wanted ash").expect_text("put away");
    let id = added.to_string();
    act(&owner, &path, "lose", &[("reason", &id)]).await.expect(422);
    owner.post(&format!("{reasons}/{added}/use"), &[]).await.expect(303);
    act(&owner, &path, "lose", &[("reason", &id)]).await.expect(303);
}

#[tokio::test]
async fn the_list_turns_its_pages_in_order() {
    let app = App::start();
    let first = way(&app).stages[0].id;
    app.write(move |tx| {
        for number in 0..70 {
            let name = format!("Deal {number:02}");
            let facts = deals::DealInput { name, ..Default::default() };
            deals::actions::add(tx, facts, first)?;
        }
        Ok(())
    })
    .unwrap();
    let owner = app.owner();

    let page = owner.get("/w/acme/deals?sort=name").await.expect(200);
    let page = page.expect_text("Deal 49</a>").expect_no_text("Deal 50</a>").expect_text("50 of 70");
    let next = page.body.split("rel=\"next\"").next().unwrap().rsplit("href=\"").next().unwrap();
    let next = next.split('"').next().unwrap().replace("&amp;", "&");

    owner.get(&next).await.expect(200).expect_text("Deal 50</a>").expect_text("Deal 69</a>");
}
