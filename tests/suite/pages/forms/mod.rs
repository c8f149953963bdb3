//! Forms on the web: made by a company, filled in by strangers, and what becomes of that.

mod confirming;
mod safety;

use kantora::base::listing::Paging;
use kantora::base::{Fields, LeadId, Role, WebFormId};
use kantora::crm::forms::{self, FormInput, WebForm};
use kantora::crm::leads::{self, Filter};
use kantora::platform::Tx;

use crate::support::{Answer, App, Browser};

const SETTINGS: &str = "/w/acme/settings/forms";

/// What a form of ours is made of; what comes later counts.
fn choices(more: &[(&str, &str)]) -> Fields {
    let usual = Fields::new()
        .with("name", "Website")
        .with("title", "Write to us")
        .with("button", "Send")
        .with("thanks", "Thank you.")
        .with("source", "Website")
        .with("language", "en")
        .with("ask_first_name", "may")
        .with("ask_email", "must")
        .with("ask_message", "may");
    more.iter().fold(usual, |fields, (name, value)| fields.without(name).with(*name, *value))
}

fn make(app: &App, more: &[(&str, &str)]) -> WebForm {
    let input = FormInput::parse(&choices(more)).unwrap();
    let make = move |tx: &Tx| {
        let id = forms::actions::create(tx, &input)?;
        forms::store::find(tx, id)
    };
    app.write(make).unwrap()
}

fn stored(app: &App, id: WebFormId) -> WebForm {
    app.write(move |tx| forms::store::find(tx, id)).unwrap()
}

/// Every open lead, the newest first.
fn all_leads(app: &App) -> Vec<LeadId> {
    let list = |tx: &Tx| leads::store::list(tx, &Filter::default(), &Paging::start(leads::SortBy::Added));
    app.write(list).unwrap().rows.into_iter().map(|line| line.id).collect()
}

/// Fills the form in, as a browser without script would.
async fn send(guest: &Browser<'_>, form: &WebForm, answers: &[(&str, &str)]) -> Answer {
    let page = guest.get(&form.path()).await.expect(200);
    let act = page.hidden("act");
    let fields: Vec<(&str, &str)> =
        [("act", act.as_str())].into_iter().chain(answers.iter().copied()).collect();
    guest.post(&form.path(), &fields).await
}

#[tokio::test]
async fn a_stranger_fills_a_form_in_and_a_lead_is_there() {
    let app = App::start();
    let owner = app.owner();
    let new = owner.get(&format!("{SETTINGS}/new")).await.expect(200);
    let choices =
        choices(&[("act", &new.hidden("act")), ("sites", "www.rila.example"), ("consent", "Keep it.")]);
    let choices: Vec<(&str, &str)> = choices.pairs().collect();
    let made = owner.post(&format!("{SETTINGS}/new"), &choices).await.expect(303);
    let shown = owner.follow(&made).await.expect(200).expect_text("&lt;iframe");
    let path = shown.body.split("href=\"/form/").nth(1).unwrap().split('"').next().unwrap();
    let path = format!("/form/{path}");

    let guest = app.guest();
    let page = guest.get(&format!("{path}?utm_source=newsletter&ref=x")).await.expect(200);
    let act = page.hidden("act");
    let answers = [
        ("act", act.as_str()),
        ("utm_source", "newsletter"),
        ("site", "www.rila.example"),
        ("first_name", "Ana"),
        ("email", "ana@pirin.example"),
        ("message", "Six *oak* tables"),
        ("consent", "1"),
    ];
    assert_eq!(page.hidden("utm_source"), "newsletter");
    let sent = guest.post(&path, &answers).await.expect(303);

    assert_eq!(sent.location(), format!("{path}/done"));
    guest.follow(&sent).await.expect(200).expect_text("Thank you.");
    let lead = all_leads(&app)[0];
    let page = owner.get(&format!("/w/acme/leads/{lead}")).await.expect(200);
    page.expect_text("ana@pirin.example")
        .expect_text("newsletter")
        .expect_text("took this in by the form: Website")
        .expect_text("Six *oak* tables")
        .expect_text("By a web form")
        .expect_text("www.rila.example")
        .expect_text("Version 1");
    owner.get(SETTINGS).await.expect(200).expect_text("one lead");
}

#[tokio::test]
async fn what_is_sent_twice_is_one_lead_and_what_was_changed_is_another() {
    let app = App::start();
    let form = make(&app, &[]);
    let guest = app.guest();
    let act = guest.get(&form.path()).await.expect(200).hidden("act");
    let fields = |email: &'static str| [("act", act.clone()), ("email", email.to_owned())];
    let post = async |email: &'static str| {
        let fields = fields(email);
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        guest.post(&form.path(), &fields).await.expect(303)
    };

    post("ana@pirin.example").await;
    post("ana@pirin.example").await;
    assert_eq!(all_leads(&app).len(), 1);
    post("ivan@pirin.example").await;

    assert_eq!(all_leads(&app).len(), 2);
    assert_eq!(stored(&app, form.id).taken, 2);
}

#[tokio::test]
async fn a_closed_form_takes_nothing_and_an_unused_one_can_be_deleted() {
    let app = App::start();
    let owner = app.owner();
    let form = make(&app, &[]);
    let path = format!("{SETTINGS}/{}", form.id);
    send(&app.guest(), &form, &[("email", "ana@pirin.example")]).await.expect(303);

    owner.post(&format!("{path}/close"), &[]).await.expect(303);

    app.guest().get(&form.path()).await.expect(410).expect_text("takes nothing");
    app.guest().post(&form.path(), &[("email", "ivan@pirin.example")]).await.expect(410);
    owner.post(&format!("{path}/remove"), &[]).await.expect(409);
    let copied = owner.post(&format!("{path}/copy"), &[]).await.expect(303);
    owner.follow(&copied).await.expect(200).expect_text("Website (copy)").expect_text("Delete form");
    let copy = copied.location().split('?').next().unwrap().to_owned();
    owner.post(&format!("{copy}/remove"), &[]).await.expect(303);
    owner.get(&copy).await.expect(404);
    owner.post(&format!("{path}/open"), &[]).await.expect(303);
    app.guest().get(&form.path()).await.expect(200);
}

#[tokio::test]
async fn a_lead_keeps_the_wording_that_its_sender_read() {
    let app = App::start();
    let owner = app.owner();
    let form = make(&app, &[("consent", "Keep it a year.")]);
    let edit = format!("{SETTINGS}/{}/edit", form.id);
    let version = owner.get(&edit).await.expect(200).hidden("version");
    let choices = choices(&[("consent", "Keep it two years."), ("version", &version)]);
    let choices: Vec<(&str, &str)> = choices.pairs().collect();
    owner.post(&edit, &choices).await.expect(303);
    let answers = |consent: &'static str| [("email", "ana@pirin.example"), ("consent", consent)];

    let old = send(&app.guest(), &form, &answers("1")).await.expect(422);
    let none = send(&app.guest(), &form, &[("email", "ana@pirin.example")]).await.expect(422);
    send(&app.guest(), &form, &answers("2")).await.expect(303);

    old.expect_text("These words have changed").expect_text("Keep it two years.");
    none.expect_text("Tick this to agree");
    owner.post(&edit, &choices).await.expect(409);
    let lead = all_leads(&app)[0];
    owner
        .get(&format!("/w/acme/leads/{lead}"))
        .await
        .expect(200)
        .expect_text("Version 2")
        .expect_text("Keep it two years.");
}

#[tokio::test]
async fn a_lead_goes_to_whom_the_form_names_and_they_are_told() {
    let app = App::start();
    let account = app.account(Role::Sales);
    let member =
        app.write(move |tx| kantora::workspace::members::maybe_find_of(tx, account)).unwrap().unwrap().id;
    let form = make(&app, &[("owner", &member.to_string())]);

    send(&app.guest(), &form, &[("email", "ana@pirin.example")]).await.expect(303);

    let lead = all_leads(&app)[0];
    let owner = app.write(move |tx| leads::store::find(tx, lead)).unwrap().facts.owner;
    assert_eq!(owner, Some(member));
    let notices = app.member(Role::Sales).get("/w/acme/notices").await.expect(200);
    notices.expect_text("ana@pirin.example");
}

#[tokio::test]
async fn what_is_wrong_with_a_form_stands_at_its_field() {
    let app = App::start();
    let owner = app.owner();

    let wrong = [
        ("act", "1"),
        ("language", "en"),
        ("title", "Ours"),
        ("sites", "https://a.example/b"),
        ("confirms", "1"),
    ];
    let page = owner.post(&format!("{SETTINGS}/new"), &wrong).await.expect(422);

    page.expect_text("href=\"#name\"")
        .expect_text("href=\"#sites\"")
        .expect_text("href=\"#ask_email\"")
        .expect_text("value=\"Ours\"");
}

#[tokio::test]
async fn a_lead_that_goes_for_good_takes_along_how_it_came() {
    let app = App::start();
    let form = make(&app, &[]);
    send(&app.guest(), &form, &[("email", "ana@pirin.example")]).await.expect(303);
    let lead = all_leads(&app)[0];

    app.write(move |tx| leads::actions::forget(tx, lead)).unwrap();

    let (id, origin) = (form.id, app.write(move |tx| forms::store::entries::maybe_origin(tx, lead)).unwrap());
    assert_eq!(origin, None);
    app.write(move |tx| forms::actions::remove(tx, id)).unwrap();
}
