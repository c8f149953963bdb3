//! A workspace's own fields: in the settings, in forms, on records, out and back.

use kantora::across::transfer::model::Format;
use kantora::across::transfer::{self, Export, Mark};
use kantora::base::{FieldId, Fields, Language, Role, SubjectKind};
use kantora::crm::fields::{self, NewField};
use kantora::platform::queue::Holder;
use kantora::worker;

use crate::support::{Answer, App, Browser};

/// Adds a field as its form would.
fn add(app: &App, typed: &[(&str, &str)]) -> FieldId {
    let typed: Fields = typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    app.write(move |tx| fields::actions::add(tx, &NewField::parse(&typed)?)).unwrap()
}

/// Sends the form of a new record with these fields.
async fn send(browser: &Browser<'_>, place: &str, typed: &[(&str, &str)]) -> Answer {
    let path = format!("/w/acme/{place}/new");
    let form = browser.get(&path).await.expect(200);
    let act = form.hidden("act");
    let sent: Vec<(&str, &str)> = [("act", act.as_str())].into_iter().chain(typed.iter().copied()).collect();
    browser.post(&path, &sent).await
}

/// The path of the record to which an answer leads.
fn path(answer: &Answer) -> String {
    answer.location().split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_field_is_added_filled_in_and_shown() {
    let app = App::start();
    let owner = app.owner();
    let typed = [("record", "company"), ("kind", "text"), ("label", "Customer number"), ("unique", "1")];

    let added = owner.post("/w/acme/settings/fields/new", &typed).await.expect(303);
    let list = owner.follow(&added).await.expect(200);
    let saved = send(&owner, "companies", &[("name", "Rila"), ("field.customer_number", " RJ-17 ")]).await;

    list.expect_text("Customer number").expect_text("customer_number").expect_text("no two the same");
    let page = owner.follow(&saved.expect(303)).await.expect(200);
    page.expect_text("Customer number").expect_text("RJ-17");
    owner.get("/w/acme/search?q=rj-17").await.expect(200).expect_text("Rila");
}

#[tokio::test]
async fn a_second_record_with_a_unique_value_is_refused_at_its_field() {
    let app = App::start();
    let owner = app.owner();
    add(&app, &[("record", "company"), ("kind", "text"), ("label", "Number"), ("unique", "1")]);
    let first = send(&owner, "companies", &[("name", "Rila"), ("field.number", "A-1")]).await.expect(303);

    let refused = send(&owner, "companies", &[("name", "Pirin"), ("field.number", "а-1")]).await;
    owner.post(&format!("{}/trash", path(&first)), &[]).await.expect(303);
    send(&owner, "companies", &[("name", "Pirin"), ("field.number", "a-1")]).await.expect(303);
    let restored = owner.post(&format!("{}/restore", path(&first)), &[]).await;

    refused.expect(422).expect_text("href=\"#field.number\"").expect_text("Another record has this value.");
    restored.expect(409).expect_text("no two may have");
}

#[tokio::test]
async fn a_needed_field_is_asked_for_by_every_form() {
    let app = App::start();
    let owner = app.owner();
    for (record, place, name) in [
        ("contact", "contacts", "last_name"),
        ("company", "companies", "name"),
        ("lead", "leads", "last_name"),
        ("deal", "deals", "name"),
    ] {
        add(&app, &[("record", record), ("kind", "yes_no"), ("label", "Checked"), ("needed", "1")]);
        let stage = owner.get("/w/acme/deals/new").await.hidden("stage");

        let without = send(&owner, place, &[(name, "Rila"), ("stage", &stage)]).await;
        let with = send(&owner, place, &[(name, "Rila"), ("stage", &stage), ("field.checked", "no")]).await;

        without.expect(422).expect_text("href=\"#field.checked\"").expect_text("Fill this in.");
        owner.follow(&with.expect(303)).await.expect(200).expect_text("Checked");
    }
}

#[tokio::test]
async fn every_kind_comes_back_into_its_form_as_it_was_typed() {
    let app = App::start();
    let owner = app.owner();
    for (kind, label) in [("number", "Height"), ("money", "Budget"), ("day", "Born"), ("link", "Site")] {
        add(&app, &[("record", "contact"), ("kind", kind), ("label", label), ("scale", "2")]);
    }
    let choices =
        [("record", "contact"), ("kind", "choices"), ("label", "Likes"), ("options", "Oak\nAsh\nElm")];
    add(&app, &choices);
    let typed = [
        ("last_name", "Petrova"),
        ("field.height", "1,284.5"),
        ("field.budget", "1,200.50"),
        ("field.budget.currency", "GBP"),
        ("field.born", "1984-05-17"),
        ("field.site", "example.com/ana"),
        ("field.likes", ""),
        ("field.likes", "Elm"),
        ("field.likes", "Oak"),
    ];

    let saved = send(&owner, "contacts", &typed).await.expect(303);
    let page = owner.get(&path(&saved)).await.expect(200);
    let form = owner.get(&format!("{}/edit", path(&saved))).await.expect(200);

    page.expect_text("1,284.50")
        .expect_text("£1,200.50")
        .expect_text("href=\"https://example.com/ana\" rel=\"noopener")
        .expect_text("Oak, Elm");
    form.expect_text("value=\"1284.50\"")
        .expect_text("value=\"1200.50\"")
        .expect_text("value=\"1984-05-17\"")
        .expect_text("value=\"https://example.com/ana\"")
        .expect_text("value=\"Elm\" checked");
}

#[tokio::test]
async fn a_link_that_would_run_a_script_is_refused() {
    let app = App::start();
    let owner = app.owner();
    add(&app, &[("record", "lead"), ("kind", "link"), ("label", "Site")]);

    let refused =
        send(&owner, "leads", &[("last_name", "Vale"), ("field.site", "javascript:alert(1)")]).await;

    refused.expect(422).expect_text("href=\"#field.site\"");
}

#[tokio::test]
async fn a_field_that_was_put_away_is_shown_no_more_and_keeps_its_values() {
    let app = App::start();
    let owner = app.owner();
    let field = add(&app, &[("record", "contact"), ("kind", "text"), ("label", "Badge"), ("needed", "1")]);
    let typed = [("last_name", "Petrova"), ("field.badge", "Blue heron")];
    let record = path(&send(&owner, "contacts", &typed).await.expect(303));

    owner.post(&format!("/w/acme/settings/fields/{field}/away"), &[]).await.expect(303);
    let away = owner.get(&record).await.expect(200);
    let form = owner.get(&format!("{record}/edit")).await.expect(200).expect_no_text("Badge");
    let version = form.hidden("version");
    let renamed = [("version", version.as_str()), ("last_name", "Koleva")];
    owner.post(&format!("{record}/edit"), &renamed).await.expect(303);
    owner.post(&format!("/w/acme/settings/fields/{field}/use"), &[]).await.expect(303);

    away.expect_no_text("Blue heron");
    owner.get(&record).await.expect(200).expect_text("Koleva").expect_text("Blue heron");
}

#[tokio::test]
async fn two_changes_of_one_value_meet_and_both_are_shown() {
    let app = App::start();
    let owner = app.owner();
    add(&app, &[("record", "contact"), ("kind", "choice"), ("label", "Tier"), ("options", "Gold\nSilver")]);
    let record = path(&send(&owner, "contacts", &[("last_name", "Petrova")]).await.expect(303));
    let edit = format!("{record}/edit");
    let gold = [("version", "1"), ("last_name", "Petrova"), ("field.tier", "Gold")];
    let silver = [("version", "1"), ("last_name", "Petrova"), ("field.tier", "Silver")];

    owner.post(&edit, &gold).await.expect(303);
    let clash = owner.post(&edit, &silver).await.expect(409);

    clash.expect_text("<td>Gold</td><td>Silver</td>");
    owner.get(&record).await.expect(200).expect_text("Gold").expect_text("Tier");
}

#[tokio::test]
async fn a_value_comes_back_with_the_record_from_the_trash() {
    let app = App::start();
    let owner = app.owner();
    add(&app, &[("record", "deal"), ("kind", "text"), ("label", "Number"), ("unique", "1")]);
    let stage = owner.get("/w/acme/deals/new").await.hidden("stage");
    let typed = [("name", "Counter"), ("stage", stage.as_str()), ("field.number", "K-9")];
    let record = path(&send(&owner, "deals", &typed).await.expect(303));

    let thrown = owner.post(&format!("{record}/trash"), &[]).await.expect(303);
    let undo = thrown.location().split("undo=").nth(1).unwrap().to_owned();
    owner.post(&format!("/w/acme/undo/{undo}"), &[]).await.expect(303);

    owner.get(&record).await.expect(200).expect_text("K-9");
    send(&owner, "deals", &typed).await.expect(422);
}

#[tokio::test]
async fn a_choice_is_added_moved_spelt_otherwise_and_put_away() {
    let app = App::start();
    let owner = app.owner();
    let field = add(&app, &[("record", "lead"), ("kind", "choice"), ("label", "Size"), ("options", "S\nM")]);
    let page = format!("/w/acme/settings/fields/{field}");
    let option = app.write(move |tx| Ok(fields::store::find(tx, field)?.options[0].id)).unwrap();
    let choice = format!("/w/acme/settings/field-options/{option}");

    owner.post(&format!("{page}/options"), &[("option", "s ")]).await.expect(422).expect_text("#option");
    owner.post(&format!("{page}/options"), &[("option", "L")]).await.expect(303);
    owner.post(&format!("{choice}/later"), &[]).await.expect(303);
    owner.post(&choice, &[("label", "M")]).await.expect(422);
    owner.post(&choice, &[("label", "Small")]).await.expect(303);
    owner.post(&format!("{choice}/away"), &[]).await.expect(303);

    let known = app.write(move |tx| fields::store::find(tx, field)).unwrap();
    let labels: Vec<(&str, bool)> =
        known.options.iter().map(|option| (option.label.as_str(), option.is_live)).collect();
    assert_eq!(labels, [("M", true), ("Small", false), ("L", true)]);
    let form = owner.get("/w/acme/leads/new").await.expect(200).expect_no_text("Small");
    assert!(form.body.find(">M</option>") < form.body.find(">L</option>"));
}

#[tokio::test]
async fn the_last_choice_stays_and_a_field_keeps_its_name_to_itself() {
    let app = App::start();
    let owner = app.owner();
    let field = add(&app, &[("record", "lead"), ("kind", "choice"), ("label", "Size"), ("options", "S")]);
    let option = app.write(move |tx| Ok(fields::store::find(tx, field)?.options[0].id)).unwrap();
    let twice = [("record", "lead"), ("kind", "text"), ("label", "size")];

    let kept = owner.post(&format!("/w/acme/settings/field-options/{option}/away"), &[]).await;
    let taken = owner.post("/w/acme/settings/fields/new", &twice).await;

    kept.expect(409).expect_text("At least one choice must stay.");
    taken.expect(422).expect_text("Another field here has this name.");
}

#[tokio::test]
async fn values_become_unique_only_if_they_are() {
    let app = App::start();
    let owner = app.owner();
    let field = add(&app, &[("record", "company"), ("kind", "number"), ("label", "Number")]);
    let page = format!("/w/acme/settings/fields/{field}");
    let first = send(&owner, "companies", &[("name", "Rila"), ("field.number", "7")]).await.expect(303);
    send(&owner, "companies", &[("name", "Pirin"), ("field.number", "7")]).await.expect(303);
    let unique = [("label", "Number"), ("unique", "1")];

    let refused = owner.post(&page, &unique).await;
    owner.post(&format!("{}/trash", path(&first)), &[]).await.expect(303);
    owner.post(&page, &unique).await.expect(303);

    refused.expect(422).expect_text("href=\"#unique\"");
    send(&owner, "companies", &[("name", "Vitosha"), ("field.number", "7.0")]).await.expect(422);
}

#[tokio::test]
async fn fields_are_for_those_who_keep_the_settings() {
    let app = App::start();
    let field = add(&app, &[("record", "deal"), ("kind", "text"), ("label", "Number")]);
    let sales = app.member(Role::Sales);

    let typed = [("record", "deal"), ("kind", "text"), ("label", "Other")];
    sales.post("/w/acme/settings/fields/new", &typed).await.expect(403);
    sales.post(&format!("/w/acme/settings/fields/{field}/away"), &[]).await.expect(403);

    sales.get("/w/acme/deals/new").await.expect(200).expect_text("field.number");
}

#[tokio::test]
async fn an_export_has_a_column_for_each_field() {
    let app = App::start();
    let owner = app.owner();
    add(&app, &[("record", "company"), ("kind", "text"), ("label", "Customer number")]);
    add(&app, &[("record", "company"), ("kind", "choices"), ("label", "Wood"), ("options", "Oak\nAsh")]);
    let typed =
        [("name", "Rila"), ("field.customer_number", "RJ-17"), ("field.wood", "Ash"), ("field.wood", "Oak")];
    send(&owner, "companies", &typed).await.expect(303);

    let out = app
        .write(|tx| {
            let export = Export {
                kind: SubjectKind::Company,
                chosen: Vec::new(),
                query: Fields::new(),
                language: Language::En,
                mark: Mark::Without,
                format: Format::Csv,
            };
            let mut bytes = Vec::new();
            transfer::export(tx, &export, &mut bytes)?;
            Ok(String::from_utf8(bytes).unwrap())
        })
        .unwrap();

    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[0].ends_with(",field:customer_number,field:wood"), "{out}");
    assert!(lines[1].ends_with(",RJ-17,Oak; Ash"), "{out}");
}

#[tokio::test]
async fn what_a_lead_has_goes_along_when_it_is_converted() {
    let app = App::start();
    let program = app.program();
    for record in ["lead", "deal"] {
        let typed = [("record", record), ("kind", "choice"), ("label", "Size"), ("options", "Small\nLarge")];
        add(&app, &typed);
    }
    add(&app, &[("record", "lead"), ("kind", "text"), ("label", "Mood")]);
    let lead = serde_json::json!({ "last_name": "Vale", "fields": { "size": "Large", "mood": "Keen" } });
    let lead = program.post("/api/v1/leads", lead).await.expect(201).header("location").unwrap().to_owned();

    let wish = serde_json::json!({ "deal": { "name": "Counter" } });
    let converted = program.post(&format!("{lead}/convert"), wish).await.expect(200).json();

    let deal = converted["converted_deal_id"].as_i64().unwrap();
    let deal = program.get(&format!("/api/v1/deals/{deal}")).await.expect(200).json();
    assert_eq!(deal["fields"], serde_json::json!({ "size": "Large" }));
}

#[tokio::test]
async fn a_choice_that_is_called_otherwise_is_found_by_its_new_name() {
    let app = App::start();
    let owner = app.owner();
    let field =
        add(&app, &[("record", "company"), ("kind", "choice"), ("label", "Wood"), ("options", "Ash\nBeech")]);
    send(&owner, "companies", &[("name", "Rila"), ("field.wood", "Ash")]).await.expect(303);
    send(&owner, "companies", &[("name", "Pirin"), ("field.wood", "Beech")]).await.expect(303);
    let ash = app.write(move |tx| fields::store::find(tx, field)).unwrap().options[0].id;

    owner.post(&format!("/w/acme/settings/field-options/{ash}"), &[("label", "Wenge")]).await.expect(303);
    worker::run_due(&app.installation, Holder::Server).await.unwrap();

    let found = owner.get("/w/acme/search?q=wenge").await.expect(200);
    found.expect_text("Rila").expect_no_text("Pirin");
    owner.get("/w/acme/search?q=ash").await.expect(200).expect_no_text("Rila");
    owner.get("/w/acme/search?q=beech").await.expect(200).expect_text("Pirin");
}
