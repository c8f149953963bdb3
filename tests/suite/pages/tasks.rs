//! What somebody has to do, by when, about whom.

use std::time::Duration;

use kantora::across::trash;
use kantora::base::{ContactId, Fields, MemberId, Role};
use kantora::crm::contacts::{self, ContactInput};
use kantora::crm::tasks;
use serde_json::json;

use crate::support::{Answer, App, Browser};

/// Ana, a contact of `acme` that nobody looks after.
fn ana(app: &App) -> ContactId {
    let fields = Fields::new().with("first_name", "Ana").with("last_name", "Petrova");
    let input = ContactInput::parse(&fields, "BG".parse().unwrap()).unwrap();
    app.write(move |tx| contacts::actions::create(tx, input)).unwrap()
}

/// Writes a task down as a form would; gives its path.
async fn plan(browser: &Browser<'_>, fields: &[(&str, &str)]) -> String {
    let form = browser.get("/w/acme/tasks/new").await.expect(200);
    let (act, assignee) = (form.hidden("act"), form.body.split("selected>").nth(1).map(|_| ()));
    assert!(assignee.is_some(), "nobody is chosen: {}", form.body);
    let sent: Vec<(&str, &str)> = [("act", act.as_str())].into_iter().chain(fields.iter().copied()).collect();
    browser.post("/w/acme/tasks/new", &sent).await.expect(303);
    let list = browser.get("/w/acme/tasks?assignee=all").await.expect(200);
    path_of(&list, fields.iter().find(|(name, _)| *name == "title").unwrap().1)
}

/// The path of the task of that title in a list.
fn path_of(list: &Answer, title: &str) -> String {
    let before = list.body.split(&format!("\">{title}</a>")).next().unwrap();
    let path = before.rsplit("href=\"").next().unwrap();
    assert!(path.starts_with("/w/acme/tasks/"), "{title} is not in the list: {}", list.body);
    path.to_owned()
}

fn number(app: &App, role: Role) -> MemberId {
    let account = app.account(role);
    app.write(move |tx| kantora::workspace::members::maybe_find_of(tx, account)).unwrap().unwrap().id
}

#[tokio::test]
async fn a_task_is_written_down_done_and_taken_back() {
    let app = App::start();
    let owner = app.owner();
    let mine = number(&app, Role::Owner).to_string();
    let path =
        plan(&owner, &[("title", "Send the drawing"), ("assignee", &mine), ("details", "In **oak**")]).await;

    owner.get(&path).await.expect(200).expect_text("Send the drawing").expect_text("<strong>oak</strong>");
    let done = owner.post(&format!("{path}/finish"), &[]).await.expect(303);
    owner.get("/w/acme/tasks").await.expect(200).expect_no_text("Send the drawing");
    owner.get("/w/acme/tasks/done").await.expect(200).expect_text("Send the drawing");
    owner.post(&format!("{path}/finish"), &[]).await.expect(409);
    let undo = done.location().split("undo=").nth(1).unwrap().to_owned();
    owner.post(&format!("/w/acme/undo/{undo}"), &[]).await.expect(303);

    owner.get("/w/acme/tasks").await.expect(200).expect_text("Send the drawing");
    owner.post(&format!("{path}/reopen"), &[]).await.expect(409);
}

#[tokio::test]
async fn the_agenda_shows_ones_own_tasks_under_their_heads() {
    let app = App::start();
    let owner = app.owner();
    let (mine, sales) = (number(&app, Role::Owner).to_string(), number(&app, Role::Sales).to_string());
    let today = app.installation.clock.now().day(&jiff::tz::TimeZone::UTC);
    let on = |days: i64| today.0.saturating_add(jiff::SignedDuration::from_hours(days * 24)).to_string();
    plan(&owner, &[("title", "Too late"), ("assignee", &mine), ("due_on", &on(-3))]).await;
    plan(&owner, &[("title", "Much later"), ("assignee", &mine), ("due_on", &on(30))]).await;
    plan(&owner, &[("title", "Some day"), ("assignee", &mine)]).await;
    plan(&owner, &[("title", "Not mine"), ("assignee", &sales)]).await;

    let page = owner.get("/w/acme/tasks").await.expect(200).expect_no_text("Not mine");

    let places = ["Overdue</h2>", "Too late", "Later</h2>", "Much later", "Some time</h2>", "Some day"]
        .map(|text| page.body.find(text).unwrap_or_else(|| panic!("{text} is not on {}", page.body)));
    assert!(places.is_sorted(), "{places:?}");
    app.member(Role::Sales).get("/w/acme/tasks").await.expect(200).expect_text("Not mine");
    let all = owner.get("/w/acme/tasks?assignee=all").await.expect(200);
    all.expect_text("Not mine").expect_text("Too late");
}

#[tokio::test]
async fn a_task_about_a_record_stands_on_its_page_and_in_its_timeline() {
    let app = App::start();
    let owner = app.owner();
    let ana = ana(&app);
    let record = format!("/w/acme/contacts/{ana}");
    let page = owner.get(&record).await.expect(200).expect_text("Nothing is to be done.");

    let act = page.body.rsplit("name=\"act\" value=\"").next().unwrap().split('"').next().unwrap().to_owned();
    let about = ana.to_string();
    let fields = [("act", act.as_str()), ("about", &about), ("back", &record), ("title", "Call Ana")];
    let added = owner.post("/w/acme/tasks/new", &fields).await.expect(303);

    assert!(added.location().starts_with(&record), "{}", added.location());
    let page = owner.follow(&added).await.expect(200).expect_text("planned a task").expect_text("Call Ana");
    let path = path_of(&page, "Call Ana");
    owner.post(&format!("{path}/finish"), &[("back", &record)]).await.expect(303);
    owner.get(&record).await.expect(200).expect_text("did a task").expect_text("Nothing is to be done.");
    owner.get("/w/acme/search?q=Call+Ana").await.expect(200).expect_text(&path);
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept() {
    let app = App::start();
    let owner = app.owner();

    let wrong = [("title", ""), ("due_time", "14:30"), ("details", "All of it")];
    let page = owner.post("/w/acme/tasks/new", &wrong).await.expect(422);

    page.expect_text("href=\"#title\"").expect_text("href=\"#due_on\"").expect_text("All of it");
    let unknown = [("act", "x"), ("title", "Call"), ("about", "999999"), ("assignee", "999999")];
    owner.post("/w/acme/tasks/new", &unknown).await.expect(422);
    let elsewhere =
        owner.post("/w/acme/tasks/new", &[("act", "y"), ("title", "Go"), ("back", "//evil.example")]).await;
    assert!(elsewhere.location().starts_with("/w/acme/tasks"), "{}", elsewhere.location());
}

#[tokio::test]
async fn whoever_sells_changes_their_own_tasks_and_what_they_wrote_down() {
    let app = App::start();
    let (owner, sales) = (app.owner(), app.member(Role::Sales));
    let (mine, theirs) = (number(&app, Role::Owner).to_string(), number(&app, Role::Sales).to_string());
    let foreign = plan(&owner, &[("title", "The owner's"), ("assignee", &mine)]).await;
    let handed = plan(&owner, &[("title", "For sales"), ("assignee", &theirs)]).await;
    let asked = plan(&sales, &[("title", "Asked of the owner"), ("assignee", &mine)]).await;

    sales.post(&format!("{foreign}/finish"), &[]).await.expect(403);
    sales.get(&format!("{foreign}/edit")).await.expect(403);
    sales.get(&foreign).await.expect(200);
    sales.post(&format!("{handed}/finish"), &[]).await.expect(303);
    sales.post(&format!("{asked}/remove"), &[]).await.expect(303);
    app.member(Role::Viewer).post(&format!("{foreign}/finish"), &[]).await.expect(403);
    app.stranger().get(&foreign).await.expect(404);
}

#[tokio::test]
async fn two_who_change_a_task_at_once_lose_nothing() {
    let app = App::start();
    let owner = app.owner();
    let mine = number(&app, Role::Owner).to_string();
    let path = plan(&owner, &[("title", "Order hinges"), ("assignee", &mine)]).await;
    let version = owner.get(&format!("{path}/edit")).await.expect(200).hidden("version");
    let edit = |title: &'static str| {
        let fields = [("version", version.clone()), ("title", title.to_owned()), ("assignee", mine.clone())];
        let (owner, path) = (app.owner(), format!("{path}/edit"));
        async move {
            let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
            owner.post(&path, &fields).await
        }
    };

    edit("Order brass hinges").await.expect(303);
    let clash = edit("Order six hinges").await.expect(409);

    clash.expect_text("Order brass hinges").expect_text("value=\"Order six hinges\"");
}

#[tokio::test]
async fn what_is_gone_takes_its_tasks_along_and_removed_tasks_go_after_a_month() {
    let app = App::start();
    let owner = app.owner();
    let ana = ana(&app);
    let (about, mine) = (ana.to_string(), number(&app, Role::Owner).to_string());
    plan(&owner, &[("title", "About Ana"), ("assignee", &mine), ("about", &about)]).await;
    let path = plan(&owner, &[("title", "Alone"), ("assignee", &mine)]).await;
    owner.post(&format!("{path}/remove"), &[]).await.expect(303);
    app.write(move |tx| contacts::actions::trash(tx, &[ana])).unwrap();

    app.installation.pass(tasks::actions::UNDO + Duration::from_secs(1));
    app.write(|tx| trash::empty_trash(tx).map(|_| ())).unwrap();

    let gone = app.write(move |tx| contacts::store::maybe_find(tx, ana)).unwrap();
    let left = app.write(|tx| tasks::store::ids_after(tx, None, kantora::base::TaskId::NONE, 10)).unwrap();
    let removed = app.write(|tx| tasks::store::list_removed(tx, tx.now(), 10)).unwrap();
    assert!(gone.is_none() && left.is_empty() && removed.is_empty(), "{gone:?} {left:?} {removed:?}");
}

/// A task that is due in two hours, with a reminder an hour before; gives its path for programs.
async fn remind_in_an_hour(app: &App) -> String {
    let due = app.installation.clock.now().plus(Duration::from_secs(7_200));
    let body = json!({ "title": "Call Ana", "due_at": due.to_string(), "remind": "1_hour" });
    let added = app.program().post("/api/v1/tasks", body).await.expect(201);
    added.header("location").unwrap().to_owned()
}

/// Does what is due after so many minutes; gives how many reminders ever came by letter.
async fn reminded_after(app: &App, minutes: u64) -> usize {
    app.installation.pass(Duration::from_secs(minutes * 60));
    app.letters().await.iter().filter(|letter| letter.subject == "Reminder: Call Ana").count()
}

#[tokio::test]
async fn somebody_is_reminded_once_in_time_at_the_bell_and_by_letter() {
    let app = App::start();
    let path = remind_in_an_hour(&app).await;
    let id: kantora::base::TaskId = path.rsplit('/').next().unwrap().parse().unwrap();
    let set = app.write(move |tx| tasks::store::find(tx, id)).unwrap().remind_at.unwrap();

    assert_eq!(reminded_after(&app, 59).await, 0);
    assert_eq!(reminded_after(&app, 1).await, 1);
    // The same job once more, as after a crash.
    app.write(move |tx| tasks::actions::remind(tx, id, set)).unwrap();
    assert_eq!(reminded_after(&app, 120).await, 1);

    let page = app.owner().get("/w/acme/notices").await.expect(200);
    page.expect_text("Call Ana").expect_text("reminds you of this").expect_text("1 unread");
}

#[tokio::test]
async fn a_reminder_moves_with_its_task_and_is_not_given_twice() {
    let app = App::start();
    let path = remind_in_an_hour(&app).await;
    let later = app.installation.clock.now().plus(Duration::from_secs(4 * 3_600)).to_string();
    app.program().patch(&path, "*", json!({ "due_at": later })).await.expect(200);

    assert_eq!(reminded_after(&app, 60).await, 0);
    assert_eq!(reminded_after(&app, 120).await, 1);
    app.program().patch(&path, "*", json!({ "details": "About oak" })).await.expect(200);

    assert_eq!(reminded_after(&app, 120).await, 1);
}

#[tokio::test]
async fn nobody_is_reminded_of_what_is_done_or_removed() {
    let app = App::start();
    let (done, removed) = (remind_in_an_hour(&app).await, remind_in_an_hour(&app).await);
    let program = app.program();
    program.send(poem::http::Method::POST, &format!("{done}/finish"), &[], None).await.expect(200);
    program.delete(&removed).await.expect(204);

    assert_eq!(reminded_after(&app, 60).await, 0);
    program.send(poem::http::Method::POST, &format!("{done}/reopen"), &[], None).await.expect(200);

    assert_eq!(reminded_after(&app, 60).await, 0);
}

#[tokio::test]
async fn a_reminder_needs_a_day_and_stands_on_the_page() {
    let app = App::start();
    let owner = app.owner();
    let mine = number(&app, Role::Owner).to_string();

    let refused = [("act", "x"), ("title", "Call"), ("remind", "1_day")];
    owner.post("/w/acme/tasks/new", &refused).await.expect(422).expect_text("A reminder needs a day");
    let fields = [("title", "Call"), ("due_on", "2099-01-05"), ("remind", "1_day"), ("assignee", &mine)];
    let path = plan(&owner, &fields).await;

    owner.get(&path).await.expect(200).expect_text("1 day before, ");
    owner.get(&format!("{path}/edit")).await.expect(200).expect_text("<option value=\"1_day\" selected>");
}

/// The open tasks of `acme`, by title and day.
fn open(app: &App) -> Vec<(kantora::base::TaskId, String)> {
    let read = |tx: &kantora::platform::Tx| {
        let ids = tasks::store::ids_after(tx, None, kantora::base::TaskId::NONE, 50)?;
        tasks::store::find_many(tx, &ids)
    };
    let all = app.write(read).unwrap().into_iter().filter(|task| task.done_at.is_none());
    all.map(|task| (task.id, task.facts.due.told())).collect()
}

#[tokio::test]
async fn what_comes_back_does_so_when_it_is_done_and_to_undo_that_takes_it_away() {
    let app = App::start();
    let owner = app.owner();
    let mine = number(&app, Role::Owner).to_string();
    let fields =
        [("title", "Water the ash"), ("due_on", "2099-01-31"), ("repeat", "month"), ("assignee", &mine)];
    let path = plan(&owner, &fields).await;
    owner.get(&path).await.expect(200).expect_text("Every month");

    let done = owner.post(&format!("{path}/finish"), &[]).await.expect(303);

    let [(next, day)] = &open(&app)[..] else { panic!("{:?}", open(&app)) };
    assert_eq!(day, "2099-02-28");
    owner.get(&format!("/w/acme/tasks/{next}")).await.expect(200).expect_text("Every month");
    owner.get(&path).await.expect(200).expect_no_text("Every month");
    let undo = done.location().split("undo=").nth(1).unwrap().to_owned();
    owner.post(&format!("/w/acme/undo/{undo}"), &[]).await.expect(303);
    assert_eq!(open(&app).iter().map(|(_, day)| day.as_str()).collect::<Vec<_>>(), ["2099-01-31"]);
    owner.get(&path).await.expect(200).expect_text("Every month");
}

#[tokio::test]
async fn a_next_one_that_somebody_has_changed_stays_after_an_undo() {
    let app = App::start();
    let owner = app.owner();
    let mine = number(&app, Role::Owner).to_string();
    let fields = [("title", "Order oil"), ("due_on", "2099-01-05"), ("repeat", "week"), ("assignee", &mine)];
    let path = plan(&owner, &fields).await;
    let done = owner.post(&format!("{path}/finish"), &[]).await.expect(303);
    let next = format!("/api/v1/tasks/{}", open(&app)[0].0);
    app.program().patch(&next, "*", json!({ "details": "The dark one" })).await.expect(200);

    let undo = done.location().split("undo=").nth(1).unwrap().to_owned();
    owner.post(&format!("/w/acme/undo/{undo}"), &[]).await;

    let days: Vec<String> = open(&app).into_iter().map(|(_, day)| day).collect();
    assert_eq!(days, ["2099-01-05", "2099-01-12"]);
}

#[tokio::test]
async fn whoever_edits_a_task_keeps_its_rule_and_one_that_is_opened_again_does_not_come_back_twice() {
    let app = App::start();
    let owner = app.owner();
    let mine = number(&app, Role::Owner).to_string();
    let fields = [("title", "Rent"), ("due_on", "2099-01-31"), ("repeat", "month"), ("assignee", &mine)];
    let path = plan(&owner, &fields).await;
    owner.post(&format!("{path}/finish"), &[]).await.expect(303);
    let february = format!("/api/v1/tasks/{}", open(&app)[0].0);
    app.program().patch(&february, "*", json!({ "title": "Rent of the yard" })).await.expect(200);

    app.program().send(poem::http::Method::POST, &format!("{february}/finish"), &[], None).await.expect(200);
    owner.post(&format!("{path}/reopen"), &[]).await.expect(303);
    owner.post(&format!("{path}/finish"), &[]).await.expect(303);

    assert_eq!(open(&app).iter().map(|(_, day)| day.as_str()).collect::<Vec<_>>(), ["2099-03-31"]);
    let missing = [("act", "x"), ("title", "Rent"), ("repeat", "month")];
    owner.post("/w/acme/tasks/new", &missing).await.expect(422).expect_text("What comes back needs a day");
}

/// Looks, as each hour, for whom it is morning; gives the letters of all mornings so far.
async fn mornings_after(app: &App, minutes: u64) -> Vec<crate::support::Letter> {
    app.installation.pass(Duration::from_secs(minutes * 60));
    app.write(|tx| kantora::platform::queue::enqueue(tx, &tasks::Summarize {})).unwrap();
    let letters = app.letters().await.into_iter();
    letters.filter(|letter| letter.subject.ends_with("for today")).collect()
}

/// The owner has to do something on Tuesday 3 March; it is Monday noon in Sofia.
async fn due_tomorrow(app: &App) {
    let mine = number(app, Role::Owner).number();
    let body = json!({ "title": "Send the drawing", "due_on": "2026-03-03", "assignee_id": mine });
    app.program().post("/api/v1/tasks", body).await.expect(201);
}

#[tokio::test]
async fn at_seven_a_letter_says_once_what_is_due_and_what_is_late() {
    let app = App::start();
    due_tomorrow(&app).await;

    assert_eq!(mornings_after(&app, 18 * 60 + 30).await.len(), 0);
    let first = mornings_after(&app, 30).await;
    assert_eq!(mornings_after(&app, 60).await.len(), 1);
    let second = mornings_after(&app, 23 * 60).await;

    assert_eq!(
        (first[0].to.as_str(), first[0].subject.as_str()),
        ("owner@acme.example", "One task for today")
    );
    assert!(first[0].plain.contains("Send the drawing"), "{}", first[0].plain);
    assert!(!first[0].plain.contains("overdue"), "{}", first[0].plain);
    assert_eq!(first[0].path(), "/w/acme/tasks");
    assert_eq!(second.len(), 2);
    let late = "Send the drawing, overdue since yesterday";
    assert!(second.iter().any(|letter| letter.plain.contains(late)), "{second:?}");
}

#[tokio::test]
async fn seven_is_seven_by_ones_own_clock() {
    let app = App::start();
    due_tomorrow(&app).await;
    let (account, zone) = (app.account(Role::Owner), "America/New_York");
    let act = move |tx: &kantora::platform::Tx| {
        let params = rusqlite::named_params! { ":id": account, ":zone": zone };
        tx.execute("UPDATE account SET zone = :zone WHERE id = :id", params)
    };
    app.write(act).unwrap();

    assert_eq!(mornings_after(&app, 19 * 60).await.len(), 0);
    assert_eq!(mornings_after(&app, 7 * 60).await.len(), 1);
}

#[tokio::test]
async fn no_letter_goes_in_the_morning_to_whom_does_not_want_it_or_has_nothing_to_do() {
    let app = App::start();
    assert_eq!(mornings_after(&app, 19 * 60).await.len(), 0);
    let mine = number(&app, Role::Owner).number();
    let body = json!({ "title": "Send the drawing", "due_on": "2026-03-04", "assignee_id": mine });
    app.program().post("/api/v1/tasks", body).await.expect(201);

    app.owner().post("/account/letters", &[("wanted", "joined")]).await.expect(303);

    assert_eq!(mornings_after(&app, 24 * 60).await.len(), 0);
    app.owner().get("/account/letters").await.expect(200).expect_text("each morning at 7");
}
