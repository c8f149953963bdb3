//! What people are told: the bell, its page, letters, and what each chose.

use std::time::Duration;

use kantora::base::listing::Paging;
use kantora::base::{Actor, ContactId, Door, Fields, MemberId, Role};
use kantora::crm::contacts::{self, ContactInput};
use kantora::platform::Tx;
use kantora::workspace::notices::{self, NoticeKind, UnreadFirst};

use crate::support::{Answer, App, Browser};

fn number(app: &App, role: Role) -> MemberId {
    let account = app.account(role);
    app.write(move |tx| kantora::workspace::members::maybe_find_of(tx, account)).unwrap().unwrap().id
}

/// The owner gives sales something to do.
async fn give(app: &App, title: &str) {
    let owner = app.owner();
    let (act, sales) =
        (owner.get("/w/acme/tasks/new").await.expect(200).hidden("act"), number(app, Role::Sales));
    let fields = [("act", act.as_str()), ("title", title), ("assignee", &sales.to_string())];
    owner.post("/w/acme/tasks/new", &fields).await.expect(303);
}

/// Kantora itself tells sales so many things about nothing.
fn tell(app: &App, count: usize) {
    let (itself, sales) = (Actor::system(Door::Job, app.acme().id), number(app, Role::Sales));
    let act = move |tx: &Tx| {
        (0..count).try_for_each(|place| {
            notices::tell(tx, sales, NoticeKind::Assigned, None, &format!("No. {place}"))
        })
    };
    app.write_as(itself, act).unwrap();
}

fn unread(app: &App) -> usize {
    let sales = number(app, Role::Sales);
    let page = app.write(move |tx| notices::list(tx, sales, &Paging::start(UnreadFirst))).unwrap();
    page.rows.iter().filter(|notice| !notice.is_read()).count()
}

async fn choose(browser: &Browser<'_>, way: &str) {
    browser.post("/account/letters", &[("assigned", way)]).await.expect(303);
}

#[tokio::test]
async fn whoever_is_given_a_task_hears_the_bell_until_they_have_read_it() {
    let app = App::start();
    let sales = app.member(Role::Sales);
    sales.get("/w/acme/tasks").await.expect(200).expect_text("aria-label=\"Notices\"");

    give(&app, "Send the drawing").await;

    sales.get("/w/acme/tasks").await.expect(200).expect_text("aria-label=\"Notices: 1 unread\"");
    let page = sales.get("/w/acme/notices").await.expect(200);
    let page = page.expect_text("Send the drawing").expect_text("gave you this").expect_text("Unread</h2>");
    let path = page.body.split("data-read=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    sales.post(&path, &[]).await.expect(303);
    sales.post(&path, &[]).await.expect(303);
    let page = sales.get("/w/acme/notices").await.expect(200).expect_text("aria-label=\"Notices\"");
    page.expect_text("Send the drawing").expect_no_text("Unread</h2>");
    app.owner().get("/w/acme/notices").await.expect(200).expect_no_text("Send the drawing");
}

#[tokio::test]
async fn a_task_that_changes_hands_is_told_once_and_nobody_hears_of_their_own_acts() {
    let app = App::start();
    let sales = app.member(Role::Sales);
    let form = sales.get("/w/acme/tasks/new").await.expect(200);
    let mine = number(&app, Role::Sales).to_string();
    let fields = [("act", form.hidden("act")), ("title", "Mine".to_owned()), ("assignee", mine.clone())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    sales.post("/w/acme/tasks/new", &fields).await.expect(303);
    give(&app, "Given").await;
    let list = app.owner().get("/w/acme/tasks?assignee=all").await.expect(200).body;
    let before = list.split("\">Given</a>").next().unwrap();
    let path = format!("{}/edit", before.rsplit("href=\"").next().unwrap());

    let version = app.owner().get(&path).await.expect(200).hidden("version");
    let edited = [("version", version.as_str()), ("title", "Given anew"), ("assignee", mine.as_str())];
    app.owner().post(&path, &edited).await.expect(303);

    assert_eq!(unread(&app), 1);
}

#[tokio::test]
async fn a_letter_goes_after_five_minutes_unless_the_notice_was_read() {
    let app = App::start();
    give(&app, "Send the drawing").await;
    give(&app, "Order hinges").await;
    assert!(app.letters().await.is_empty());
    let sales = app.member(Role::Sales);
    let page = sales.get("/w/acme/notices").await.expect(200);
    // The newest stands first.
    let path = page.body.split("data-read=\"").nth(1).unwrap().split('"').next().unwrap();
    sales.post(path, &[]).await.expect(303);

    app.installation.pass(Duration::from_secs(5 * 60));
    let letters = app.letters().await;

    assert_eq!(letters.len(), 1, "{letters:?}");
    assert_eq!(letters[0].to, "sales@acme.example");
    assert!(letters[0].subject.ends_with("gave you: Send the drawing"), "{}", letters[0].subject);
    assert!(letters[0].path().starts_with("/w/acme/tasks/"), "{}", letters[0].path());
    sales.get(&letters[0].path()).await.expect(200).expect_text("Send the drawing");
}

#[tokio::test]
async fn each_says_how_they_are_told() {
    let app = App::start();
    let sales = app.member(Role::Sales);
    choose(&sales, "bell").await;
    give(&app, "First").await;
    choose(&sales, "off").await;
    give(&app, "Second").await;

    app.installation.pass(Duration::from_secs(5 * 60));

    assert!(app.letters().await.is_empty());
    sales.get("/w/acme/notices").await.expect(200).expect_text("First").expect_no_text("Second");
    let page = sales.get("/account/letters").await.expect(200);
    page.expect_text("<option value=\"off\" selected>Not at all</option>");
}

#[tokio::test]
async fn whoever_has_left_is_told_nothing_and_gets_no_letter() {
    let app = App::start();
    give(&app, "Before").await;
    let sales = number(&app, Role::Sales);
    app.write(move |tx| kantora::workspace::members::remove(tx, sales)).unwrap();
    tell(&app, 1);

    app.installation.pass(Duration::from_secs(5 * 60));

    let letters = app.letters().await;
    assert!(letters.iter().all(|letter| !letter.subject.contains("gave you")), "{letters:?}");
    assert_eq!(unread(&app), 1);
}

#[tokio::test]
async fn to_mark_all_as_read_loses_nothing_that_came_since() {
    let app = App::start();
    let sales = app.member(Role::Sales);
    tell(&app, 2);
    let until = sales.get("/w/acme/notices").await.expect(200).hidden("until");
    tell(&app, 1);

    let done = sales.post("/w/acme/notices/read", &[("until", &until)]).await.expect(303);

    sales.follow(&done).await.expect(200).expect_text("All is read.").expect_text("1 unread");
    sales.post("/w/acme/notices/read", &[]).await.expect(404);
}

#[tokio::test]
async fn a_long_list_has_pages_and_an_empty_one_says_so() {
    let app = App::start();
    let sales = app.member(Role::Sales);
    sales.get("/w/acme/notices").await.expect(200).expect_text("Nothing new");

    tell(&app, 120);

    let page = sales.get("/w/acme/notices").await.expect(200).expect_text("99+").expect_text("No. 119");
    let older = page.body.split("rel=\"next\"").next().unwrap().rsplit("href=\"").next().unwrap();
    let older = older.split('"').next().unwrap().replace("&amp;", "&");
    sales.get(&older).await.expect(200).expect_text("No. 69").expect_no_text("No. 119");
}

#[tokio::test]
async fn what_somebody_was_told_is_theirs_alone() {
    let app = App::start();
    give(&app, "Send the drawing").await;
    let page = app.member(Role::Sales).get("/w/acme/notices").await.expect(200);
    let path = page.body.split("data-read=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();

    app.owner().post(&path, &[]).await.expect(404);
    app.stranger().post(&path, &[]).await.expect(404);

    assert_eq!(unread(&app), 1);
}

#[tokio::test]
async fn old_notices_go_and_those_of_a_deleted_record_go_with_it() {
    let app = App::start();
    let (itself, sales) = (Actor::system(Door::Job, app.acme().id), number(&app, Role::Sales));
    let ana: ContactId = app
        .write(|tx| {
            let fields = Fields::new().with("last_name", "Petrova");
            contacts::actions::create(tx, ContactInput::parse(&fields, "BG".parse()?)?)
        })
        .unwrap();
    let about = ana.subject();
    let act = move |tx: &Tx| notices::tell(tx, sales, NoticeKind::Assigned, Some(about), "Petrova");
    app.write_as(itself, act).unwrap();
    app.write(move |tx| contacts::actions::trash(tx, &[ana])).unwrap();

    app.installation.pass(contacts::actions::UNDO + Duration::from_secs(1));
    app.write(|tx| kantora::across::trash::empty_trash(tx).map(|_| ())).unwrap();
    assert_eq!(unread(&app), 0);
    tell(&app, 1);
    app.write(|tx| notices::sweep(tx).map(|_| ())).unwrap();
    assert_eq!(unread(&app), 1);
    app.installation.pass(Duration::from_secs(91 * 86_400));
    app.write(|tx| notices::sweep(tx).map(|_| ())).unwrap();

    assert_eq!(unread(&app), 0);
}

/// Ana, a contact of `acme` that nobody looks after; gives her path.
fn ana(app: &App) -> String {
    let fields = Fields::new().with("first_name", "Ana").with("last_name", "Petrova");
    let input = ContactInput::parse(&fields, "BG".parse().unwrap()).unwrap();
    let id = app.write(move |tx| contacts::actions::create(tx, input)).unwrap();
    format!("/w/acme/contacts/{id}")
}

/// The owner writes a note on that page; gives the page.
async fn write(app: &App, record: &str, body: &str) -> Answer {
    let owner = app.owner();
    let page = owner.get(record).await.expect(200);
    let about = record.rsplit('/').next().unwrap();
    let fields = [("about", about), ("act", &page.hidden("act")), ("kind", "note"), ("body", body)];
    let written = owner.post("/w/acme/notes", &fields).await.expect(303);
    owner.follow(&written).await.expect(200)
}

#[tokio::test]
async fn whoever_is_mentioned_is_told_and_follows() {
    let app = App::start();
    let (sales, record) = (app.member(Role::Sales), ana(&app));

    let page = write(&app, &record, "Ask @the sales, not info@the.example").await;

    page.expect_text("<span class=\"tag\">@The sales</span>, not info@the.example")
        .expect_text("Followed by");
    let told = sales.get("/w/acme/notices").await.expect(200);
    let told = told.expect_text("Ana Petrova").expect_text("mentioned you in a note");
    let path = told.body.split("href=\"/w/acme/notes/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let there = sales.get(&format!("/w/acme/notes/{path}")).await.expect(303);
    assert!(there.location().starts_with(&record), "{}", there.location());
    write(&app, &record, "Something new").await;
    sales.get("/w/acme/notices").await.expect(200).expect_text("wrote a note");
    app.owner().get("/w/acme/notices").await.expect(200).expect_text("Nothing new");
}

#[tokio::test]
async fn a_note_that_changes_tells_only_whom_it_mentions_anew() {
    let app = App::start();
    let record = ana(&app);
    let page = write(&app, &record, "Ask @the sales").await;
    let path = page.body.split("/w/acme/notes/").skip(1).find(|part| part.contains("/edit\"")).unwrap();
    let path = format!("/w/acme/notes/{}/edit", path.split('/').next().unwrap());
    let owner = app.owner();
    let version = owner.get(&path).await.expect(200).expect_text("@The sales").hidden("version");

    let body = "Ask @The sales and @the viewer";
    owner.post(&path, &[("version", version.as_str()), ("kind", "note"), ("body", body)]).await.expect(303);

    assert_eq!(unread(&app), 1);
    let viewer = app.member(Role::Viewer).get("/w/acme/notices").await.expect(200);
    viewer.expect_text("mentioned you in a note");
}

#[tokio::test]
async fn whoever_follows_is_told_until_they_stop() {
    let app = App::start();
    let (sales, record) = (app.member(Role::Sales), ana(&app));
    sales.get(&record).await.expect(200).expect_text(&format!("action=\"{record}/follow\""));

    let done = sales.post(&format!("{record}/follow"), &[]).await.expect(303);
    sales.post(&format!("{record}/follow"), &[]).await.expect(303);
    sales.follow(&done).await.expect(200).expect_text("Stop following").expect_text("The sales</dd>");
    write(&app, &record, "First").await;
    sales.post(&format!("{record}/unfollow"), &[]).await.expect(303);
    write(&app, &record, "Second").await;

    assert_eq!(unread(&app), 1);
    app.stranger().post(&format!("{record}/follow"), &[]).await.expect(404);
}

#[tokio::test]
async fn a_letter_names_the_record_and_not_what_was_written() {
    let app = App::start();
    let record = ana(&app);
    write(&app, &record, "@the sales: the price is 4,200").await;

    app.installation.pass(Duration::from_secs(5 * 60));
    let letters = app.letters().await;

    assert_eq!(letters.len(), 1, "{letters:?}");
    assert!(letters[0].subject.ends_with("mentioned you: Ana Petrova"), "{}", letters[0].subject);
    assert!(
        !letters[0].plain.contains("4,200") && !letters[0].html.contains("4,200"),
        "{}",
        letters[0].plain
    );
}

#[tokio::test]
async fn what_is_deleted_for_good_takes_its_followers_along() {
    let app = App::start();
    let record = ana(&app);
    let id: ContactId = record.rsplit('/').next().unwrap().parse().unwrap();
    app.member(Role::Sales).post(&format!("{record}/follow"), &[]).await.expect(303);
    app.write(move |tx| contacts::actions::trash(tx, &[id])).unwrap();

    app.installation.pass(contacts::actions::UNDO + Duration::from_secs(1));
    app.write(|tx| kantora::across::trash::empty_trash(tx).map(|_| ())).unwrap();

    let left = app.write(move |tx| kantora::crm::followers::store::list(tx, id.subject())).unwrap();
    assert!(left.is_empty(), "{left:?}");
}
