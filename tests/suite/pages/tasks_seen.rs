//! Tasks as a list: conditions, views, and one thing done to all that it shows.

use kantora::base::{Fields, Role, TaskId};
use kantora::crm::tasks::{self, Clocks, TaskInput};
use kantora::platform::queue::Holder;
use kantora::worker;

use crate::support::{App, Browser};

const FORM: &str = "/w/acme/lists/tasks/bulk";

/// A task written down by the owner, for that member.
fn task(app: &App, role: Role, fields: &[(&str, &str)]) -> TaskId {
    let account = app.account(role);
    let whose =
        app.write(move |tx| kantora::workspace::members::maybe_find_of(tx, account)).unwrap().unwrap().id;
    let fields: Fields =
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let zone = jiff::tz::TimeZone::get("Europe/Sofia").unwrap();
    let clocks = Clocks { day: zone.clone(), clock: zone };
    let input = TaskInput::parse(&fields.with("assignee", whose.to_string()), &clocks).unwrap();
    app.write(move |tx| tasks::actions::add(tx, &input)).unwrap()
}

fn stored(app: &App, id: TaskId) -> tasks::Task {
    app.write(move |tx| tasks::store::find(tx, id)).unwrap()
}

/// Asks for that to be done to all tasks that the query shows, and has it done; gives the page of the act.
async fn change(app: &App, browser: &Browser<'_>, query: &[(&str, &str)], wish: &[(&str, &str)]) -> String {
    let asked: Vec<String> = query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let form = browser.get(&format!("{FORM}?{}", asked.join("&"))).await.expect(200);
    let own = ["act", "seen", "count"].map(|name| (name, form.hidden(name)));
    let own = own.iter().map(|(name, value)| (*name, value.as_str()));
    let fields: Vec<(&str, &str)> = own.chain(query.iter().copied()).chain(wish.iter().copied()).collect();
    let page = browser.post(FORM, &fields).await.expect(303).location().to_owned();
    worker::run_due(&app.installation, Holder::Server).await.unwrap();
    page
}

#[tokio::test]
async fn conditions_narrow_the_agenda_and_a_view_keeps_them() {
    let app = App::start();
    let owner = app.owner();
    let clock = &app.installation.clock;
    let day = clock.now().day(&jiff::tz::TimeZone::get("Europe/Sofia").unwrap()).to_string();
    task(&app, Role::Owner, &[("title", "Call Ana"), ("kind", "call"), ("due_on", &day)]);
    task(&app, Role::Owner, &[("title", "Measure the stairs"), ("due_on", "2020-01-01")]);
    task(&app, Role::Owner, &[("title", "Oil the saw")]);
    task(&app, Role::Sales, &[("title", "Write to Ben"), ("kind", "call"), ("due_on", &day)]);
    let shown = async |query: &str| {
        let list = owner.get(&format!("/w/acme/tasks?{query}")).await.expect(200);
        let titles = ["Call Ana", "Measure the stairs", "Oil the saw", "Write to Ben"];
        titles.iter().filter(|title| list.body.contains(&format!(">{title}<"))).count()
    };

    assert_eq!(shown("").await, 3);
    assert_eq!(shown("where=kind.is.call").await, 1);
    assert_eq!(shown("where=kind.is.call&assignee=all").await, 2);
    assert_eq!(shown("where=due.next.7").await, 1);
    assert_eq!(shown("where=due.last.30").await, 1);
    assert_eq!(shown(&format!("where=due.before.{day}")).await, 1);
    assert_eq!(shown("where=due.empty.").await, 1);
    assert_eq!(shown("where=name.contains.STAIRS").await, 1);
    assert_eq!(shown("where=assignee.not.me").await, 1);
    assert_eq!(shown("match=any&where=due.empty.&where=kind.is.call").await, 2);

    let form = owner.get("/w/acme/lists/tasks/save?where=kind.is.call").await.expect(200);
    let act = form.hidden("act");
    let fields = [("act", act.as_str()), ("where", "kind.is.call"), ("name", "Calls"), ("shared", "1")];
    let saved = owner.post("/w/acme/lists/tasks/save", &fields).await.expect(303).location().to_owned();
    owner.get(&saved).await.expect(200).expect_text("Call Ana").expect_no_text("Oil the saw");
    let theirs = app.member(Role::Sales).get(&saved).await.expect(200);
    theirs.expect_text("Write to Ben").expect_no_text("Call Ana").expect_text("Kind is Call");
    owner.get("/w/acme/lists/tasks/columns").await.expect(404);
}

#[tokio::test]
async fn all_tasks_of_a_filter_are_put_off_given_done_or_removed_and_taken_back() {
    let app = App::start();
    let owner = app.owner();
    let late: Vec<TaskId> = (0..20)
        .map(|at| task(&app, Role::Owner, &[("title", &format!("Late {at}")), ("due_on", "2020-01-01")]))
        .collect();
    let other = task(&app, Role::Owner, &[("title", "Some time")]);
    let due = |id| stored(&app, id).facts.due.told();
    let query = [("where", "due.before.2021-01-01")];

    let page = change(&app, &owner, &query, &[("verb", "due"), ("to_day", "2030-05-06")]).await;
    owner.get(&page).await.expect(200).expect_text("The records are changed").expect_text(">20<");
    assert!(late.iter().all(|id| due(*id) == "2030-05-06") && due(other).is_empty());
    owner.post(&format!("{page}/undo"), &[]).await.expect(303);
    worker::run_due(&app.installation, Holder::Server).await.unwrap();
    assert!(late.iter().all(|id| due(*id) == "2020-01-01"));

    let page = change(&app, &owner, &query, &[("verb", "finish")]).await;
    assert!(
        late.iter().all(|id| stored(&app, *id).done_at.is_some()) && stored(&app, other).done_at.is_none()
    );
    owner.post(&format!("{page}/undo"), &[]).await.expect(303);
    worker::run_due(&app.installation, Holder::Server).await.unwrap();
    assert!(late.iter().all(|id| stored(&app, *id).done_at.is_none()));

    change(&app, &owner, &query, &[("verb", "assign"), ("to_owner", "")]).await;
    assert!(late.iter().all(|id| stored(&app, *id).facts.assignee.is_none()));
    change(&app, &owner, &[("assignee", "nobody")], &[("verb", "remove")]).await;
    assert!(late.iter().all(|id| !stored(&app, *id).is_live) && stored(&app, other).is_live);
}

#[tokio::test]
async fn what_comes_back_when_it_is_done_is_not_done_with_the_rest() {
    let app = App::start();
    let owner = app.owner();
    let id = task(&app, Role::Owner, &[("title", "Sweep"), ("due_on", "2020-01-01"), ("repeat", "week")]);

    let page = change(&app, &owner, &[("where", "name.is.sweep")], &[("verb", "finish")]).await;

    assert!(stored(&app, id).done_at.is_some());
    owner
        .get(&page)
        .await
        .expect(200)
        .expect_text("The records are changed")
        .expect_no_text("changed since you saw");
    owner.get("/w/acme/tasks").await.expect(200).expect_text(">Sweep<");
}

#[tokio::test]
async fn a_day_that_is_none_is_refused_and_what_is_not_theirs_stays() {
    let app = App::start();
    let (owner, sales) = (app.owner(), app.member(Role::Sales));
    let id = task(&app, Role::Owner, &[("title", "Sharpen")]);

    let form = owner.get(FORM).await.expect(200);
    let own = ["act", "seen", "count"].map(|name| (name, form.hidden(name)));
    let mut fields: Vec<(&str, &str)> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend([("verb", "due"), ("to_day", "soon")]);
    owner.post(FORM, &fields).await.expect(422).expect_text("Give the day as year-month-day");
    let page = change(&app, &sales, &[("assignee", "all")], &[("verb", "remove")]).await;

    sales.get(&page).await.expect(200).expect_text("not yours to change");
    assert!(stored(&app, id).is_live);
}
