//! Calls, meetings and letters: noted in two taps, with what is to be done next.

use kantora::base::{ContactId, DealId, Fields, LeadId, Role};
use kantora::crm::contacts::{self, ContactInput};
use kantora::crm::deals::{self, DealInput};
use kantora::crm::leads::{self, LeadInput, State};

use crate::support::{Answer, App, Browser, FORM, form};

/// Ana, a contact of `acme` that nobody looks after.
fn ana(app: &App) -> ContactId {
    let fields = Fields::new().with("first_name", "Ana").with("last_name", "Petrova");
    let input = ContactInput::parse(&fields, "BG".parse().unwrap()).unwrap();
    app.write(move |tx| contacts::actions::create(tx, input)).unwrap()
}

fn lead(app: &App) -> LeadId {
    let facts = LeadInput { company: "Rila Joinery".into(), ..LeadInput::default() };
    app.write(move |tx| leads::actions::create(tx, facts)).unwrap()
}

fn deal(app: &App) -> DealId {
    let add = |tx: &kantora::platform::Tx| {
        let pipelines = deals::store::pipelines(tx)?;
        let first = pipelines.in_use().next().unwrap().stages[0].id;
        deals::actions::add(tx, DealInput { name: "Counter".into(), ..DealInput::default() }, first)
    };
    app.write(add).unwrap()
}

fn stored(app: &App, id: LeadId) -> leads::Lead {
    app.write(move |tx| leads::store::find(tx, id)).unwrap()
}

/// Opens the form and presses an outcome; what else was typed stands in `fields`.
async fn log(browser: &Browser<'_>, about: &str, outcome: &str, fields: &[(&str, &str)]) -> Answer {
    let kind = fields.iter().find(|(name, _)| *name == "kind").map_or("call", |(_, kind)| kind);
    let form = browser.get(&format!("/w/acme/calls/new?about={about}&kind={kind}")).await.expect(200);
    let act = form.hidden("act");
    let mut sent = vec![("act", act.as_str()), ("about", about), ("outcome", outcome)];
    sent.extend(fields);
    if !fields.iter().any(|(name, _)| *name == "kind") {
        sent.push(("kind", kind));
    }
    browser.post("/w/acme/calls", &sent).await
}

async fn take_back(browser: &Browser<'_>, done: &Answer) {
    let undo = done.location().split("undo=").nth(1).unwrap().split('#').next().unwrap();
    browser.post(&format!("/w/acme/undo/{undo}"), &[]).await.expect(303);
}

#[tokio::test]
async fn a_call_takes_no_more_than_an_outcome() {
    let app = App::start();
    let owner = app.owner();
    let id = ana(&app).to_string();

    let done = log(&owner, &id, "not_reached", &[]).await.expect(303);

    assert!(done.location().starts_with(&format!("/w/acme/contacts/{id}?done=calls-logged")));
    owner.follow(&done).await.expect(200).expect_text("called; nobody answered");
}

#[tokio::test]
async fn a_call_tells_when_it_was_how_long_and_what_was_said() {
    let app = App::start();
    let owner = app.owner();
    let id = ana(&app).to_string();
    let typed = [
        ("held_on", "2020-03-04"),
        ("held_time", "09:30"),
        ("minutes", "12"),
        ("phone", "+35921234567"),
        ("body", "Wants **ash**"),
    ];

    let done = log(&owner, &id, "reached", &typed).await.expect(303);

    let page = owner.follow(&done).await.expect(200);
    let page = page.expect_text("12 minutes").expect_text("+35921234567").expect_text("<strong>ash</strong>");
    page.expect_text("2020");
}

#[tokio::test]
async fn what_is_next_becomes_a_task_and_goes_back_with_the_call() {
    let app = App::start();
    let owner = app.owner();
    let id = ana(&app).to_string();
    let next = [("follow_up", "3_days"), ("follow_up_title", "Call Ana with a price")];

    let done = log(&owner, &id, "left_message", &next).await.expect(303);

    owner.get("/w/acme/tasks").await.expect(200).expect_text("Call Ana with a price");
    take_back(&owner, &done).await;
    owner.get("/w/acme/tasks").await.expect(200).expect_no_text("Call Ana with a price");
    owner.get(&format!("/w/acme/contacts/{id}")).await.expect(200).expect_no_text("left a message");
}

#[tokio::test]
async fn a_call_sent_twice_is_one_call() {
    let app = App::start();
    let owner = app.owner();
    let id = ana(&app).to_string();
    let form = owner.get(&format!("/w/acme/calls/new?about={id}")).await.expect(200);
    let act = form.hidden("act");
    let sent = [("act", act.as_str()), ("about", id.as_str()), ("kind", "call"), ("outcome", "reached")];

    owner.post("/w/acme/calls", &sent).await.expect(303);
    owner.post("/w/acme/calls", &sent).await.expect(303);

    let page = owner.get(&format!("/w/acme/contacts/{id}")).await.expect(200);
    assert_eq!(page.body.matches("called and got through").count(), 1);
}

#[tokio::test]
async fn only_who_was_reached_is_answered() {
    let app = App::start();
    let owner = app.owner();
    let id = lead(&app);

    log(&owner, &id.to_string(), "not_reached", &[]).await.expect(303);
    let before = stored(&app, id).state;
    let done = log(&owner, &id.to_string(), "reached", &[]).await.expect(303);
    let after = stored(&app, id);
    take_back(&owner, &done).await;

    assert_eq!((before, after.state), (State::New, State::Working));
    assert!(after.answered_at.is_some());
    let back = stored(&app, id);
    assert_eq!((back.state, back.answered_at), (State::New, None));
}

#[tokio::test]
async fn a_meeting_stands_with_a_deal_and_is_corrected_and_taken_back() {
    let app = App::start();
    let owner = app.owner();
    let id = deal(&app);
    let done = log(&owner, &id.to_string(), "held", &[("kind", "meeting"), ("minutes", "45")]).await;
    let page = owner.follow(&done.expect(303)).await.expect(200).expect_text("had a meeting");
    let note = page
        .body
        .split("/w/acme/calls/")
        .find_map(|part| part.split_once("/edit").filter(|(id, _)| id.parse::<i64>().is_ok()));
    let note = note.unwrap().0;
    let edit = format!("/w/acme/calls/{note}/edit");

    let form = owner.get(&edit).await.expect(200);
    let sent =
        [("version", form.hidden("version")), ("outcome", "no_show".into()), ("minutes", String::new())];
    let sent = sent.each_ref().map(|(name, value)| (*name, value.as_str()));
    let changed = owner.post(&edit, &sent).await.expect(303);
    owner.post(&edit, &sent).await.expect(409);

    owner.follow(&changed).await.expect(200).expect_text("nobody came").expect_no_text("45 minutes");
    take_back(&owner, &changed).await;
    owner.get(&format!("/w/acme/deals/{id}")).await.expect(200).expect_text("45 minutes");
}

#[tokio::test]
async fn what_cannot_be_is_asked_for_again() {
    let app = App::start();
    let owner = app.owner();
    let id = ana(&app).to_string();

    let unfit = log(&owner, &id, "held", &[("minutes", "soon"), ("body", "Kept words")]).await.expect(422);
    let later = log(&owner, &id, "reached", &[("held_on", "2999-01-01")]).await.expect(422);
    let none = log(&owner, &id, "", &[]).await.expect(422);

    unfit.expect_text("href=\"#outcome\"").expect_text("href=\"#minutes\"").expect_text("Kept words");
    later.expect_text("href=\"#held_on\"");
    none.expect_text("href=\"#body\"");
}

#[tokio::test]
async fn only_who_may_change_the_record_notes_a_call_about_it() {
    let app = App::start();
    let id = ana(&app).to_string();
    let viewer = app.member(Role::Viewer);

    viewer.get(&format!("/w/acme/calls/new?about={id}")).await.expect(403);
    let sent = [("about", id.as_str()), ("kind", "call"), ("outcome", "reached")];

    viewer.post("/w/acme/calls", &sent).await.expect(403);
    app.stranger().get(&format!("/w/acme/calls/new?about={id}")).await.expect(404);
    app.owner().get("/w/acme/calls/new?about=999999").await.expect(404);
}

const MAIL: &str = "From: Ana Petrova <ana@rila.example>\r\nTo: office@acme.example\r\n\
                    Subject: The counter\r\nMessage-ID: <1@rila.example>\r\n\
                    Content-Type: multipart/mixed; boundary=cut\r\n\r\n--cut\r\nContent-Type: text/plain\r\n\r\n\
                    Ash, please. Not @Olga\r\n--cut\r\nContent-Type: text/plain\r\n\
                    Content-Disposition: attachment; filename=\"sizes.txt\"\r\n\r\nTwo by one\r\n--cut\r\n\
                    Content-Type: text/html\r\nContent-Disposition: attachment; filename=\"run.html\"\r\n\r\n\
                    <script>alert(1)</script>\r\n--cut--\r\n";

/// Files that e-mail as a file, with what is attached.
async fn file(browser: &Browser<'_>, about: &str, source: &[u8]) -> Answer {
    let act = kantora::platform::crypto::token();
    let mut body = form(&act, &[("mail.eml", source)]);
    let attachments = b"--b\r\nContent-Disposition: form-data; name=\"attachments\"\r\n\r\n1\r\n";
    body.splice(0..0, attachments.iter().copied());
    browser.post_body(&format!("/w/acme/calls/mail?about={about}"), FORM, body).await
}

#[tokio::test]
async fn an_e_mail_is_filed_once_with_what_came_with_it() {
    let app = App::start();
    let owner = app.owner();
    let (id, other) = (ana(&app).to_string(), deal(&app).to_string());

    let filed = file(&owner, &id, MAIL.as_bytes()).await.expect(303);
    let again = file(&owner, &other, MAIL.as_bytes()).await.expect(303);

    assert!(filed.location().contains("done=calls-mail-filed-without&count=1"), "{}", filed.location());
    assert!(again.location().starts_with(&format!("/w/acme/contacts/{id}?done=calls-mail-known")));
    let page = owner.follow(&filed).await.expect(200);
    let page = page.expect_text("filed an e-mail that came in: The counter").expect_text("Ash, please.");
    let page = page.expect_text("sizes.txt").expect_no_text("run.html");
    let mut links = page.body.split("href=\"").filter_map(|part| part.split('"').next());
    let whole = |link: &&str| link.strip_prefix("/w/acme/calls/").is_some_and(|id| id.parse::<i64>().is_ok());
    let path = links.find(whole).unwrap();
    owner.get(path).await.expect(200).expect_text("The counter").expect_text("ana@");
    owner.get(&format!("/w/acme/deals/{other}")).await.expect(200).expect_no_text("The counter");
    take_back(&owner, &filed).await;
    let page = owner.get(&format!("/w/acme/contacts/{id}")).await.expect(200);
    page.expect_no_text("The counter").expect_no_text("sizes.txt");
    file(&owner, &other, MAIL.as_bytes()).await.expect(303);
    owner.get(&format!("/w/acme/deals/{other}")).await.expect(200).expect_text("The counter");
}

#[tokio::test]
async fn an_e_mail_of_a_lead_answers_it() {
    let app = App::start();
    let id = lead(&app);

    file(&app.owner(), &id.to_string(), MAIL.as_bytes()).await.expect(303);

    assert_eq!(stored(&app, id).state, State::Working);
}

#[tokio::test]
async fn what_is_no_e_mail_is_not_filed() {
    let app = App::start();
    let owner = app.owner();
    let id = ana(&app).to_string();

    let wrong = file(&owner, &id, b"Just words").await.expect(422);
    let none = file(&owner, &id, b"").await.expect(422);
    let forbidden = file(&app.member(Role::Viewer), &id, MAIL.as_bytes()).await;

    wrong.expect_text("This is not an e-mail");
    none.expect_text("Choose a file or paste");
    forbidden.expect(403);
}

#[tokio::test]
async fn an_e_mail_that_was_removed_can_be_filed_again() {
    let app = App::start();
    let owner = app.owner();
    let id = ana(&app).to_string();
    let filed = file(&owner, &id, MAIL.as_bytes()).await.expect(303);
    let note = filed.location().split("#note-").nth(1).unwrap().to_owned();

    owner.post(&format!("/w/acme/notes/{note}/remove"), &[]).await.expect(303);
    let again = file(&owner, &id, MAIL.as_bytes()).await.expect(303);

    assert!(again.location().contains("done=calls-mail-filed"), "{}", again.location());
    owner.get(&format!("/w/acme/notes/{note}")).await.expect(404);
}

#[tokio::test]
async fn leads_and_deals_are_followed() {
    let app = App::start();
    let owner = app.owner();
    for path in [format!("/w/acme/leads/{}", lead(&app)), format!("/w/acme/deals/{}", deal(&app))] {
        owner.post(&format!("{path}/follow"), &[]).await.expect(303);
        owner.get(&path).await.expect(200).expect_text("Stop following");
        owner.post(&format!("{path}/unfollow"), &[]).await.expect(303);
        owner.get(&path).await.expect(200).expect_no_text("Stop following");
    }
}

#[tokio::test]
async fn a_timeline_shows_only_calls_when_asked() {
    let app = App::start();
    let owner = app.owner();
    let id = ana(&app).to_string();
    log(&owner, &id, "reached", &[("body", "Wants oak")]).await.expect(303);
    log(&owner, &id, "held", &[("kind", "meeting"), ("body", "Wants ash")]).await.expect(303);

    let calls = owner.get(&format!("/w/acme/contacts/{id}?show=calls")).await.expect(200);
    let all = owner.get(&format!("/w/acme/contacts/{id}?show=anything")).await.expect(200);

    calls.expect_text("Wants oak").expect_no_text("Wants ash");
    all.expect_text("Wants oak").expect_text("Wants ash");
}
