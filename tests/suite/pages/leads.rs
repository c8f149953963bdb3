//! Whoever may become a customer: noted, given to somebody, answered, given up, put aside.

use std::time::Duration;

use kantora::base::{Fields, LeadId, MemberId, Role, SubjectId};
use kantora::crm::contacts::{self, ContactInput};
use kantora::crm::leads::{self, LeadInput, State};
use kantora::platform::queue::Holder;
use kantora::worker;

use crate::support::{App, Browser};

const LIST: &str = "/w/acme/leads";

fn facts(fields: &[(&str, &str)]) -> LeadInput {
    let fields: Fields =
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    LeadInput::parse(&fields, "BG".parse().unwrap()).unwrap()
}

/// A lead that is nobody's yet; gives its page.
fn note(app: &App, fields: &[(&str, &str)]) -> (LeadId, String) {
    let facts = facts(fields);
    let id = app.write(move |tx| leads::actions::create(tx, facts)).unwrap();
    (id, format!("{LIST}/{id}"))
}

fn stored(app: &App, id: LeadId) -> leads::Lead {
    app.write(move |tx| leads::store::find(tx, id)).unwrap()
}

fn number(app: &App, role: Role) -> MemberId {
    let account = app.account(role);
    app.write(move |tx| kantora::workspace::members::maybe_find_of(tx, account)).unwrap().unwrap().id
}

/// Writes a note, call or meeting as the composer would.
async fn write(browser: &Browser<'_>, about: SubjectId, kind: &str) {
    let about = about.to_string();
    let fields = [("act", about.as_str()), ("about", &about), ("kind", kind), ("body", "Wants oak")];
    browser.post("/w/acme/notes", &fields).await.expect(303);
}

#[tokio::test]
async fn a_lead_is_noted_answered_given_up_and_taken_back() {
    let app = App::start();
    let owner = app.owner();
    let form = owner.get(&format!("{LIST}/new")).await.expect(200);
    let fields = [
        ("act", form.hidden("act")),
        ("first_name", "Ana".into()),
        ("last_name", "Petrova".into()),
        ("email", "ana@rila.example".into()),
        ("source", "Trade fair".into()),
        ("utm_source", "newsletter".into()),
        ("owner", number(&app, Role::Owner).to_string()),
    ];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));

    let added = owner.post(&format!("{LIST}/new"), &fields).await.expect(303);
    let page = owner.follow(&added).await.expect(200);

    page.expect_text("assigned").expect_text("Trade fair").expect_text("newsletter");
    let path = added.location().split('?').next().unwrap().to_owned();
    let id: LeadId = path.rsplit('/').next().unwrap().parse().unwrap();
    write(&owner, id.subject(), "call").await;
    owner.get(&path).await.expect(200).expect_text("in talks").expect_text("first answered");
    let gone = owner.post(&format!("{path}/disqualify"), &[("reason", "No budget")]).await.expect(303);
    owner.follow(&gone).await.expect(200).expect_text("given up").expect_text("No budget");
    owner.get(LIST).await.expect(200).expect_no_text("Ana Petrova");
    owner.get(&format!("{LIST}?state=dead")).await.expect(200).expect_text("Ana Petrova");
    let undo = gone.location().split("undo=").nth(1).unwrap().to_owned();
    owner.post(&format!("/w/acme/undo/{undo}"), &[]).await.expect(303);
    owner.get(LIST).await.expect(200).expect_text("Ana Petrova").expect_text("in talks");
}

#[tokio::test]
async fn new_leads_go_to_those_who_take_them_in_turn() {
    let app = App::start();
    let owner = app.owner();
    let takers = [number(&app, Role::Sales), number(&app, Role::Admin)].map(|member| member.to_string());

    let fields = takers.each_ref().map(|taker| ("taker", taker.as_str()));
    owner.post("/w/acme/settings/leads/takers", &fields).await.expect(303);
    let given: Vec<Option<MemberId>> = (0..4)
        .map(|_| {
            let (id, _) = note(&app, &[("company", "Acme")]);
            stored(&app, id).facts.owner
        })
        .collect();

    assert!(given.iter().all(Option::is_some), "{given:?}");
    assert_eq!((given[0], given[1]), (given[2], given[3]));
    assert_ne!(given[0], given[1]);
    owner.get("/w/acme/settings/leads").await.expect(200).expect_text("Next:");
    app.member(Role::Sales).post("/w/acme/settings/leads/takers", &[]).await.expect(403);
}

#[tokio::test]
async fn a_lead_put_aside_comes_back_by_itself_and_its_task_waits() {
    let app = App::start();
    let owner = app.owner();
    let (id, path) = note(&app, &[("first_name", "Ana"), ("last_name", "Petrova")]);
    write(&owner, id.subject(), "note").await;
    let today = app.installation.clock.now().day(&jiff::tz::TimeZone::UTC);
    let soon = today.0.saturating_add(jiff::SignedDuration::from_hours(24 * 3)).to_string();

    owner.post(&format!("{path}/recycle"), &[("back_on", &today.to_string())]).await.expect(422);
    let rests = [("back_on", soon.as_str()), ("task", "Ask Ana again")];
    owner.post(&format!("{path}/recycle"), &rests).await.expect(303);

    owner.get(&path).await.expect(200).expect_text("at rest until").expect_text("Ask Ana again");
    app.installation.pass(Duration::from_secs(4 * 86_400));
    app.write(|tx| kantora::platform::queue::enqueue(tx, &leads::BringBack {}).map(|_| ())).unwrap();
    worker::run_due(&app.installation, Holder::Server).await.unwrap();
    assert_eq!(stored(&app, id).state, State::Assigned);
    app.owner().get(&path).await.expect(200).expect_text("took this up again");
}

#[tokio::test]
async fn the_page_shows_who_may_be_the_same() {
    let app = App::start();
    let fields = Fields::new().with("first_name", "Ana").with("email", "ana@rila.example");
    let ana = ContactInput::parse(&fields, "BG".parse().unwrap()).unwrap();
    let contact = app.write(move |tx| contacts::actions::create(tx, ana)).unwrap();
    let (_, other) = note(&app, &[("company", "Rila"), ("phone", "0888 123 456")]);
    let lead = [("first_name", "Anna"), ("email", "ANA@rila.example"), ("phone", "+359 888 123456")];
    let (_, path) = note(&app, &lead);

    let page = app.owner().get(&path).await.expect(200);

    page.expect_text(&format!("/w/acme/contacts/{contact}"))
        .expect_text("same e-mail")
        .expect_text(&other)
        .expect_text("same phone");
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept() {
    let app = App::start();
    let owner = app.owner();
    let (_, path) = note(&app, &[("company", "Rila")]);

    let wrong = [("email", "nobody"), ("next_step_on", "soon"), ("interest", "Six tables")];
    let page = owner.post(&format!("{LIST}/new"), &wrong).await.expect(422);

    page.expect_text("href=\"#email\"").expect_text("href=\"#next_step_on\"").expect_text("Six tables");
    let empty = owner.post(&format!("{LIST}/new"), &[]).await.expect(422);
    empty.expect_text("href=\"#first_name\"");
    owner.post(&format!("{path}/disqualify"), &[]).await.expect(422).expect_text("href=\"#reason\"");
    owner.post(&format!("{path}/recycle"), &[]).await.expect(422).expect_text("href=\"#back_on\"");
    owner.post(&format!("{path}/take-up"), &[]).await.expect(409);
}

#[tokio::test]
async fn two_who_change_a_lead_at_once_lose_nothing() {
    let app = App::start();
    let owner = app.owner();
    let (_, path) = note(&app, &[("company", "Rila")]);
    let version = owner.get(&format!("{path}/edit")).await.expect(200).hidden("version");
    let edit = |interest: &'static str| {
        let fields = [("version", version.clone()), ("company", "Rila".to_owned())];
        let (owner, path) = (app.owner(), format!("{path}/edit"));
        async move {
            let mut sent: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            sent.push(("interest", interest));
            owner.post(&path, &sent).await
        }
    };

    edit("Six tables").await.expect(303);
    let clash = edit("Eight chairs").await.expect(409);

    clash.expect_text("Six tables").expect_text("value=\"Eight chairs\"");
}

#[tokio::test]
async fn whoever_sells_changes_their_own_leads_and_those_of_nobody() {
    let app = App::start();
    let sales = app.member(Role::Sales);
    let mine = number(&app, Role::Owner).to_string();
    let theirs = number(&app, Role::Sales).to_string();
    let (_, foreign) = note(&app, &[("company", "Rila"), ("owner", &mine)]);
    let (_, own) = note(&app, &[("company", "Pirin"), ("owner", &theirs)]);
    let (free, free_path) = note(&app, &[("company", "Vitosha")]);

    sales.get(&foreign).await.expect(200);
    sales.get(&format!("{foreign}/edit")).await.expect(403);
    sales.post(&format!("{foreign}/disqualify"), &[("reason", "Silent")]).await.expect(403);
    sales.post(&format!("{own}/disqualify"), &[("reason", "Silent")]).await.expect(303);
    write(&sales, free.subject(), "call").await;
    assert_eq!(stored(&app, free).facts.owner, Some(number(&app, Role::Sales)));
    app.member(Role::Viewer).post(&format!("{free_path}/trash"), &[]).await.expect(403);
    app.stranger().get(&free_path).await.expect(404);
}

#[tokio::test]
async fn chosen_leads_are_given_away_and_thrown_away_together() {
    let app = App::start();
    let owner = app.owner();
    let (one, _) = note(&app, &[("company", "Rila")]);
    let (two, _) = note(&app, &[("company", "Pirin")]);
    let (first, second, to) = (one.to_string(), two.to_string(), number(&app, Role::Sales).to_string());

    let chosen = [("lead", first.as_str()), ("lead", &second)];
    let give: Vec<(&str, &str)> =
        chosen.into_iter().chain([("verb", "assign"), ("owner", to.as_str())]).collect();
    let throw: Vec<(&str, &str)> = chosen.into_iter().chain([("verb", "trash")]).collect();
    let given = owner.post(&format!("{LIST}/bulk"), &give).await.expect(303);
    owner.follow(&given).await.expect(200).expect_text("2 leads have a new owner");
    let thrown = owner.post(&format!("{LIST}/bulk"), &throw).await.expect(303);

    owner.follow(&thrown).await.expect(200).expect_no_text("Rila</a>");
    owner.get(&format!("{LIST}/trash")).await.expect(200).expect_text("Rila").expect_text("Pirin");
    owner.post(&format!("{LIST}/{one}/restore"), &[]).await.expect(303);
    assert_eq!(stored(&app, one).facts.owner, Some(number(&app, Role::Sales)));
    app.installation.pass(leads::actions::UNDO + Duration::from_secs(1));
    app.write(|tx| kantora::across::trash::empty_trash(tx).map(|_| ())).unwrap();
    assert!(app.write(move |tx| leads::store::maybe_find(tx, two)).unwrap().is_none());
}

#[tokio::test]
async fn a_word_that_is_spelt_otherwise_changes_on_every_lead() {
    let app = App::start();
    let owner = app.owner();
    let (id, path) = note(&app, &[("company", "Rila"), ("source", "Fair")]);
    let label = stored(&app, id).facts.source_id.unwrap();
    let place = format!("/w/acme/settings/leads/{label}");

    owner.post("/w/acme/settings/leads", &[("kind", "source"), ("source", "Website")]).await.expect(303);
    owner.post(&place, &[("name", "website")]).await.expect(422).expect_text("href=\"#name\"");
    owner.post(&place, &[("name", "Fair in Plovdiv")]).await.expect(303);

    owner.get(&path).await.expect(200).expect_text("Fair in Plovdiv");
    owner.post(&format!("{place}/remove"), &[]).await.expect(303);
    owner.get(&path).await.expect(200).expect_text("Fair in Plovdiv");
    let form = owner.get(&format!("{LIST}/new")).await.expect(200);
    form.expect_text("value=\"Website\"").expect_no_text("Fair in Plovdiv");
}

#[tokio::test]
async fn a_lead_is_found_by_its_words_for_whoever_may_see_it() {
    let app = App::start();
    let (id, path) = note(&app, &[("first_name", "Ana"), ("interest", "Chapel staircase")]);
    write(&app.owner(), id.subject(), "note").await;

    app.owner().get("/w/acme/search?q=staircase").await.expect(200).expect_text(&path);
    app.owner().get("/w/acme/search?q=Wants+oak").await.expect(200).expect_text("/w/acme/notes/");
}
