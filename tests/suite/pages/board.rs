//! Deals in their stages, how they are moved, and what they may bring.

use kantora::base::{DealId, Fields, Role};
use kantora::crm::deals::{self, DealInput, Loss, Pipeline, StageInput};
use kantora::workspace::{members, rates};

use crate::support::{Answer, App, Browser};

/// The pipeline with which the company begins.
fn pipeline(app: &App) -> Pipeline {
    app.write(|tx| Ok(deals::store::pipelines(tx)?.0.remove(0))).unwrap()
}

fn stage(app: &App, name: &str) -> String {
    pipeline(app).stages.iter().find(|stage| stage.facts.name == name).unwrap().id.to_string()
}

/// A deal in the first stage.
fn deal(app: &App, fields: &[(&str, &str)]) -> DealId {
    let fields = fields.iter().fold(Fields::new(), |fields, (name, value)| fields.with(*name, *value));
    let input = DealInput::parse(&fields, "EUR".parse().unwrap()).unwrap();
    let first = pipeline(app).stages[0].id;
    app.write(move |tx| deals::actions::add(tx, input, first)).unwrap()
}

fn number(app: &App, role: Role) -> String {
    let account = app.account(role);
    app.write(move |tx| members::maybe_find_of(tx, account)).unwrap().unwrap().id.to_string()
}

fn version(app: &App, id: DealId) -> String {
    app.write(move |tx| deals::store::find(tx, id)).unwrap().version.to_string()
}

/// What stands between that text and the next one of its kind.
fn column(page: &Answer, stage: &str) -> String {
    let rest = page.body.split(&format!("data-stage=\"{stage}\"")).nth(1).unwrap();
    rest.split("</section>").next().unwrap().to_owned()
}

async fn put(browser: &Browser<'_>, id: DealId, fields: &[(&str, &str)]) -> Answer {
    browser.post(&format!("/w/acme/deals/{id}/put"), fields).await
}

#[tokio::test]
async fn every_stage_shows_its_deals_and_what_they_are_worth_together() {
    let app = App::start();
    let owner = app.owner();
    deal(&app, &[("name", "Counter"), ("amount", "1000"), ("company", "Hart & Sons")]);
    deal(&app, &[("name", "Shelves"), ("amount", "500"), ("currency", "USD")]);
    deal(&app, &[("name", "Sign"), ("amount", "70"), ("currency", "GBP")]);
    let rate = [("currency", "USD"), ("rate", "1.25"), ("valid_on", "2026-03-01")];
    owner.post("/w/acme/settings/rates/new", &rate).await.expect(303);

    let page = owner.get("/w/acme/deals/board").await.expect(200);

    let first = column(&page, &stage(&app, "New"));
    assert!(first.contains("3 · €1,400 + £70"), "{first}");
    assert!(first.contains("Counter") && first.contains("Hart &amp; Sons"), "{first}");
    assert!(column(&page, &stage(&app, "Negotiation")).contains("0 · €0"));
    page.expect_text("Sums in EUR").expect_no_text(">Lost</h2>");
}

#[tokio::test]
async fn a_card_moves_and_the_answer_holds_what_changed() {
    let app = App::start();
    let owner = app.owner();
    let id = deal(&app, &[("name", "Counter"), ("amount", "1000")]);
    let (first, next) = (stage(&app, "New"), stage(&app, "Qualified"));

    let fields = [("part", "1"), ("version", "1"), ("stage", &*next), ("before", "")];
    let answer = put(&owner, id, &fields).await.expect(200);

    let answer = answer.expect_text(&format!("id=\"deal-{id}\"")).expect_text("data-version=\"2\"");
    assert!(answer.body.contains(&format!("id=\"sum-{first}\">0 · €0")), "{}", answer.body);
    assert!(answer.body.contains(&format!("id=\"sum-{next}\">1 · €1,000")), "{}", answer.body);
    let undo = answer.body.split("/undo/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let page = owner.get("/w/acme/deals/board").await.expect(200);
    assert!(column(&page, &next).contains("Counter"));
    owner.post(&format!("/w/acme/undo/{undo}"), &[]).await.expect(303);
    let page = owner.get("/w/acme/deals/board").await.expect(200);
    assert!(column(&page, &first).contains("Counter"));
}

#[tokio::test]
async fn without_script_a_page_moves_a_card() {
    let app = App::start();
    let owner = app.owner();
    let id = deal(&app, &[("name", "Counter")]);
    let won = stage(&app, "Won");

    let form = owner.get(&format!("/w/acme/deals/{id}/put")).await.expect(200);
    let form = form.expect_text("Move to Won").expect_text(&format!("/w/acme/deals/{id}/lose"));
    let fields = [("version", form.hidden("version")), ("stage", won.clone()), ("before", "top".into())];
    let moved = put(&owner, id, &fields.each_ref().map(|(name, value)| (*name, value.as_str()))).await;

    let moved = moved.expect(303);
    assert!(moved.location().ends_with(&format!("#deal-{id}")), "{}", moved.location());
    let page = owner.follow(&moved).await.expect(200).expect_text("The deal is moved.");
    assert!(column(&page, &won).contains("Counter"));
}

#[tokio::test]
async fn cards_stand_where_they_were_put() {
    let app = App::start();
    let owner = app.owner();
    let one = deal(&app, &[("name", "One")]);
    let two = deal(&app, &[("name", "Two")]);
    let three = deal(&app, &[("name", "Three")]);
    let first = stage(&app, "New");

    let before = one.to_string();
    let fields = [("part", "1"), ("version", "1"), ("stage", &*first), ("before", &before)];
    put(&owner, three, &fields).await.expect(200).expect_no_text("board-said");

    let page = owner.get("/w/acme/deals/board").await.expect(200);
    let column = column(&page, &first);
    let places = [two, three, one].map(|id| column.find(&format!("id=\"deal-{id}\"")).unwrap());
    assert!(places.is_sorted(), "{column}");
}

#[tokio::test]
async fn a_refusal_says_why_and_changes_nothing() {
    let app = App::start();
    let (owner, sales) = (app.owner(), app.member(Role::Sales));
    let id = deal(&app, &[("name", "Counter"), ("owner", &number(&app, Role::Owner))]);
    let (first, next, lost) = (stage(&app, "New"), stage(&app, "Qualified"), stage(&app, "Lost"));
    let sent = |stage: &str, version: &str| {
        [("part", "1"), ("version", version), ("stage", stage)].map(|(name, value)| (name, value.to_owned()))
    };
    let cases = [
        (&owner, sent(&next, "7"), 409, "Somebody else changed this deal"),
        (&owner, sent(&lost, "1"), 422, "Choose why it is lost"),
        (&owner, sent("999999", "1"), 404, "not there any more"),
        (&sales, sent(&next, "1"), 403, "You may not move this deal"),
    ];

    for (browser, fields, status, said) in cases {
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        put(browser, id, &fields).await.expect(status).expect_text(said).expect_text("id=\"board-said\"");
    }

    assert_eq!(version(&app, id), "1");
    let page = sales.get("/w/acme/deals/board").await.expect(200);
    let column = column(&page, &first);
    assert!(column.contains("Counter") && !column.contains("data-version"), "{column}");
    let asked = put(&owner, id, &[("version", "1"), ("stage", &lost)]).await.expect(303);
    assert_eq!(asked.location(), format!("/w/acme/deals/{id}/lose"));
    app.stranger().get(&format!("/w/acme/deals/{id}/put")).await.expect(404);
}

#[tokio::test]
async fn what_a_stage_needs_is_asked_for_on_the_way() {
    let app = App::start();
    let owner = app.owner();
    let id = deal(&app, &[("name", "Counter")]);
    let next = stage(&app, "Qualified");
    let goal = next.parse().unwrap();
    let facts = Fields::new().with("name", "Qualified").with("probability", "25").with("need", "amount");
    let facts = StageInput::parse(&facts, None).unwrap();
    app.write(move |tx| deals::actions::edit_stage(tx, goal, facts)).unwrap();

    let fields = [("part", "1"), ("version", "1"), ("stage", &*next)];
    put(&owner, id, &fields)
        .await
        .expect(422)
        .expect_text("what the deal is worth")
        .expect_text("Fill it in");

    let form = put(&owner, id, &fields[1..]).await.expect(422);
    form.expect_text("href=\"#amount\"").expect_text(&format!("value=\"{next}\""));
}

#[tokio::test]
async fn a_long_column_comes_in_parts() {
    let app = App::start();
    let owner = app.owner();
    for number in 0..45 {
        deal(&app, &[("name", &format!("Deal number {number}.")), ("amount", "1")]);
    }

    let page = owner.get("/w/acme/deals/board").await.expect(200).expect_text("45 · €45");

    assert_eq!(page.body.matches("Deal number").count(), 80, "each stands in its link and in its menu");
    let more = page.body.split("data-more href=\"").nth(1).unwrap().split('"').next().unwrap();
    let more = more.replace("&amp;", "&");
    let (path, _) = more.split_once('#').unwrap();
    let rest = owner.get(&format!("{path}&part=1")).await.expect(200).expect_no_text("<html");
    assert_eq!(rest.body.matches("<li").count(), 5, "{}", rest.body);
    rest.expect_text("Deal number 0.").expect_no_text("data-more");
    owner.get(path).await.expect(200).expect_text("Deal number 0.").expect_text("<html");
}

#[tokio::test]
async fn the_board_is_somebodys_if_that_is_asked() {
    let app = App::start();
    let owner = app.owner();
    let mine = number(&app, Role::Owner);
    deal(&app, &[("name", "Mine"), ("owner", &mine), ("amount", "5")]);
    deal(&app, &[("name", "Nobody\u{2019}s"), ("amount", "7")]);

    let own = owner.get(&format!("/w/acme/deals/board?owner={mine}")).await.expect(200);
    own.expect_text("1 · €5").expect_no_text("Nobody\u{2019}s</a>");
    let nobodys = owner.get("/w/acme/deals/board?owner=nobody").await.expect(200);
    nobodys.expect_text("1 · €7").expect_no_text(">Mine</a>");
}

#[tokio::test]
async fn the_forecast_weighs_what_is_open_by_month() {
    let app = App::start();
    let owner = app.owner();
    deal(&app, &[("name", "April"), ("amount", "1000"), ("probability", "50"), ("close_on", "2026-04-10")]);
    deal(&app, &[("name", "As its stage says"), ("amount", "1000"), ("close_on", "2026-04-30")]);
    deal(&app, &[("name", "Late"), ("amount", "300"), ("probability", "100"), ("close_on", "2026-02-01")]);
    deal(&app, &[("name", "Some time"), ("probability", "50")]);
    let held = deal(&app, &[("name", "Held"), ("amount", "9999"), ("close_on", "2026-04-10")]);
    let lost = deal(&app, &[("name", "Lost"), ("amount", "9999"), ("close_on", "2026-04-10")]);
    app.write(move |tx| {
        deals::actions::hold(tx, held, 1, "2026-05-01".parse()?)?;
        let reason = deals::store::lost_reasons(tx)?.remove(0).id;
        deals::actions::lose(tx, lost, 1, Loss { reason, note: String::new() }).map(|_| ())
    })
    .unwrap();

    let page = owner.get("/w/acme/deals/forecast").await.expect(200);

    // Half of one thousand, and a tenth of another.
    let april = page.body.split("April 2026").nth(1).unwrap().split("</tr>").next().unwrap();
    assert!(april.contains("€600") && april.contains("€2,000"), "{april}");
    let page = page.expect_text("1 deal should have been won by now").expect_text("€300");
    page.expect_text("1 without an amount").expect_text("Without a day").expect_no_text("9,999");
    app.member(Role::Viewer).get("/w/acme/deals/forecast").await.expect(200);
}

#[tokio::test]
async fn an_amount_without_a_rate_stands_beside_the_sum_of_the_forecast() {
    let app = App::start();
    let owner = app.owner();
    let fields = [
        ("name", "Yen"),
        ("amount", "5000"),
        ("currency", "JPY"),
        ("probability", "50"),
        ("close_on", "2026-03-10"),
    ];
    deal(&app, &fields);

    owner.get("/w/acme/deals/forecast").await.expect(200).expect_text("¥2,500");

    app.write(|tx| {
        let rate = Fields::new().with("currency", "JPY").with("rate", "100").with("valid_on", "2026-03-01");
        rates::set(tx, &rates::NewRate::parse(&rate, "EUR".parse()?)?)
    })
    .unwrap();
    owner.get("/w/acme/deals/forecast").await.expect(200).expect_text("€25").expect_no_text("¥");
}
