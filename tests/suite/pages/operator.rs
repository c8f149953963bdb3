//! The installation's own pages, suspension, and support that looks in.

use std::time::Duration;

use kantora::across::operator;
use kantora::base::{Actor, Door, Right, Role, WorkspaceId};
use kantora::platform::Tx;
use kantora::platform::queue::{self, Job, Lane as Line, Outcome};
use kantora::routes;
use kantora::web::Need;
use kantora::workspace::{audit, support};
use poem::http::Method;

use crate::support::{App, Browser};

#[tokio::test]
async fn whoever_runs_the_installation_sees_its_machine_and_everybody_else_nothing() {
    let app = App::start();
    let operator = app.signed_in(app.operator());

    for line in routes::pages().0.iter().filter(|line| line.need == Need::Operator) {
        let path = line.path.replace(":id", "1");
        let shown = |answer: crate::support::Answer| answer.status.as_u16();
        match line.method {
            Method::GET if path.ends_with("/1") => {}
            Method::GET => assert_eq!(shown(operator.get(&path).await), 200, "{path}"),
            _ => assert_ne!(shown(operator.post(&path, &[]).await), 403, "{path}"),
        }
        let answer = match line.method {
            Method::GET => app.owner().get(&path).await,
            _ => app.owner().post(&path, &[]).await,
        };
        assert_eq!(shown(answer), 404, "{path}");
    }
}

#[tokio::test]
async fn a_workspace_is_shown_by_its_size_and_never_by_what_is_in_it() {
    let app = App::start();
    app.write(people).unwrap();
    let operator = app.signed_in(app.operator());

    let list = operator.get("/operator/workspaces").await.expect(200);
    let one = operator.get(&format!("/operator/workspaces/{}", app.acme().id)).await.expect(200);

    list.expect_text("/w/acme · 5 people · one record").expect_no_text("Petrova");
    one.expect_text("/w/acme").expect_no_text("Petrova").expect_no_text("owner@acme.example");
    operator.get("/w/acme").await.expect(404);
}

#[tokio::test]
async fn a_company_is_made_for_somebody_who_has_an_account_or_is_invited() {
    let app = App::start();
    let operator = app.signed_in(app.operator());
    let mut fields = vec![
        ("company", "Iskar Sawmill"),
        ("email", "viewer@acme.example"),
        ("country", "BG"),
        ("currency", "EUR"),
        ("zone", "Europe/Sofia"),
        ("language", "bg"),
    ];

    let made = operator.post("/operator/workspaces/new", &fields).await.expect(303);
    fields[1].1 = "nobody@acme.example";
    operator.post("/operator/workspaces/new", &fields).await.expect(303);
    fields[1].1 = "nobody";
    let refused = operator.post("/operator/workspaces/new", &fields).await;

    operator.follow(&made).await.expect(200).expect_text("/w/iskar-sawmill");
    app.member(Role::Viewer).get("/w/iskar-sawmill/settings").await.expect(200);
    refused.expect(422);
    let letters = app.letters().await;
    let link = letters.iter().find(|letter| letter.to == "nobody@acme.example").unwrap().path();
    let page = app.guest().get(&link).await.expect(200);
    page.expect_text("nobody@acme.example").expect_text("Iskar Sawmill");
}

#[tokio::test]
async fn a_suspended_workspace_lets_nobody_in_until_it_is_resumed() {
    let app = App::start();
    let (operator, path) = (app.signed_in(app.operator()), format!("/operator/workspaces/{}", app.acme().id));

    operator.post(&format!("{path}/suspend"), &[]).await.expect(303);
    let shut = app.owner().get("/w/acme/contacts").await;
    let act = app.owner().post("/w/acme/contacts/new", &[("last_name", "Petrova")]).await;
    let stranger = app.stranger().get("/w/acme/contacts").await;
    let twice = operator.post(&format!("{path}/suspend"), &[]).await;
    operator.get(&path).await.expect(200).expect_text("suspended");
    operator.post(&format!("{path}/resume"), &[]).await.expect(303);

    shut.expect(403).expect_text("workspace is suspended");
    act.expect(403);
    stranger.expect(404);
    twice.expect(409);
    app.owner().get("/w/acme/contacts").await.expect(200);
    assert_eq!(verbs(&app)[..2], ["workspace.resume", "workspace.suspend"]);
}

#[tokio::test]
async fn nobody_but_an_operator_suspends_by_any_door() {
    let app = App::start();
    let owner = Actor::support(Door::Page, app.account(Role::Owner), app.acme().id);

    let by_the_owner = app.write_as(owner, operator::suspend);
    let by_a_token = app.write_as(Actor::guest(Door::Api), operator::suspend);

    assert!(by_the_owner.is_err() && by_a_token.is_err());
}

#[tokio::test]
async fn support_looks_in_only_while_an_owner_lets_it_and_everybody_sees_it() {
    let app = App::start();
    app.write(people).unwrap();
    let operator = app.signed_in(app.operator());
    let path = format!("/operator/workspaces/{}", app.acme().id);

    operator.post(&format!("{path}/ask"), &[("reason", "The import hangs")]).await.expect(303);
    operator.get("/w/acme/contacts").await.expect(404);
    let letters = app.letters().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(
        (letters[0].to.as_str(), letters[0].path().as_str()),
        ("acme@acme.example", "/w/acme/settings/support")
    );
    assert!(letters[0].plain.contains("The import hangs"), "{}", letters[0].plain);
    let page = app.owner().get("/w/acme").await.expect(200).expect_text("asks to look in");
    page.expect_text("/w/acme/settings/support");
    app.member(Role::Admin).get("/w/acme").await.expect(200).expect_no_text("asks to look in");
    let asked = app.owner().get("/w/acme/settings/support").await.expect(200);
    let grant = action(&asked.expect_text("The import hangs").body, "grant");
    app.member(Role::Admin).post(&grant, &[("hours", "4")]).await.expect(403);
    app.owner().post(&grant, &[("hours", "25")]).await.expect(400);
    app.owner().post(&grant, &[("hours", "4")]).await.expect(303);

    let seen = operator.get("/w/acme/contacts").await.expect(200).expect_text("Petrova");
    seen.expect_text("You look in as support").expect_no_text("/w/acme/contacts/new");
    operator.get("/w/acme/contacts/new").await.expect(403);
    operator.get("/w/acme/contacts/export").await.expect(403);
    operator.get("/w/acme/settings/support").await.expect(403);
    operator.post("/w/acme/contacts/new", &[]).await.expect(403);
    app.member(Role::Viewer).get("/w/acme/contacts").await.expect(200).expect_text("Support looks in");
    app.stranger().get("/w/other").await.expect(200).expect_no_text("Support looks in");
    let owners =
        app.owner().get("/w/acme/settings/support").await.expect(200).expect_text("/w/acme/contacts");
    app.owner().post(&action(&owners.body, "end"), &[]).await.expect(303);

    operator.get("/w/acme/contacts").await.expect(404);
    let now: Vec<String> = verbs(&app);
    assert_eq!(now[..4], ["support.end", "support.view", "support.grant", "support.ask"]);
}

#[tokio::test]
async fn support_ends_by_itself_and_its_end_is_written_down() {
    let app = App::start();
    let operator = granted(&app, "1").await;
    operator.get("/w/acme").await.expect(200);

    app.installation.pass(Duration::from_secs(3_601));

    operator.get("/w/acme").await.expect(404);
    app.owner().get("/w/acme").await.expect(200).expect_no_text("Support looks in");
    let acme = Actor::system(Door::Job, app.acme().id);
    assert_eq!(app.write_as(acme.clone(), support::close_expired).unwrap(), 1);
    assert_eq!(app.write_as(acme, support::close_expired).unwrap(), 0);
    assert_eq!(verbs(&app)[0], "support.end");
    let path = format!("/operator/workspaces/{}/ask", app.acme().id);
    operator.post(&path, &[("reason", "Once more")]).await.expect(303);
}

#[tokio::test]
async fn letting_support_in_asks_the_owner_for_proof() {
    let app = App::start();
    let owner = app.owner();
    let operator = app.signed_in(app.operator());
    let path = format!("/operator/workspaces/{}/ask", app.acme().id);
    app.installation.pass(Duration::from_secs(2 * 3_600));
    operator.post(&path, &[("reason", "The import hangs")]).await.expect(303);
    let page = owner.get("/w/acme/settings/support").await.expect(200);

    owner.post(&action(&page.body, "grant"), &[("hours", "4")]).await.expect(403);
    owner.post(&action(&page.body, "end"), &[]).await.expect(303);
}

#[tokio::test]
async fn who_no_longer_runs_the_installation_looks_in_no_more() {
    let app = App::start();
    let operator = granted(&app, "8").await;
    operator.get("/w/acme").await.expect(200);

    let account = app.operator();
    let unmake = move |tx: &Tx| kantora::workspace::accounts::unmake_operator(tx, account);
    app.write_as(Actor::system(Door::Cli, WorkspaceId::NONE), unmake).unwrap();

    operator.get("/w/acme").await.expect(404);
    operator.get("/operator").await.expect(404);
}

#[test]
fn only_an_owner_lets_support_in() {
    for role in Role::ALL {
        assert_eq!(role.scope(Right::Support) == kantora::base::Scope::All, role == Role::Owner);
    }
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Wash {}

impl Job for Wash {
    const KIND: &'static str = "test.wash";
    const LANE: Line = Line::Bulk;
    const LIMIT: Duration = Duration::from_secs(1);
}

#[tokio::test]
async fn companies_take_turns_in_the_queue() {
    let app = App::start();
    let (acme, other) = (app.acme().id, app.other().id);
    for company in [acme, acme, acme, other] {
        app.write_as(Actor::system(Door::Job, company), |tx| queue::enqueue(tx, &Wash {})).unwrap();
    }

    let served = app.write_as(Actor::system(Door::Job, WorkspaceId::NONE), |tx| {
        let mut served = vec![WorkspaceId::NONE];
        for _ in 0..4 {
            let last = served[served.len() - 1];
            let job = queue::claim(tx, Line::Bulk, last, queue::Holder::Server, |_| Duration::from_secs(9))?;
            served.push(job.map(|job| job.workspace).unwrap_or_default());
        }
        Ok(served)
    });

    assert_eq!(served.unwrap()[1..], [acme, other, acme, acme]);
}

#[tokio::test]
async fn a_failed_job_says_why_and_is_tried_again_or_removed() {
    let app = App::start();
    let operator = app.signed_in(app.operator());
    let system = Actor::system(Door::Job, app.acme().id);
    let fail = |tx: &Tx| {
        queue::enqueue(tx, &Wash {})?;
        let job = queue::claim(tx, Line::Bulk, WorkspaceId::NONE, queue::Holder::Server, |_| {
            Duration::from_secs(9)
        })?
        .unwrap();
        queue::settle(tx, &job, &Outcome::Fail("the tub is broken".into()))?;
        Ok(job.id)
    };
    let id = app.write_as(system, fail).unwrap();

    let page = operator.get("/operator/jobs").await.expect(200);
    operator.post(&format!("/operator/jobs/{id}/retry"), &[]).await.expect(303);
    let again = operator.get("/operator/jobs").await.expect(200);
    operator.post(&format!("/operator/jobs/{id}/drop"), &[]).await.expect(303);

    page.expect_text("the tub is broken").expect_text("test.wash").expect_text("acme");
    again.expect_text("waits");
    operator.get("/operator/jobs").await.expect(200).expect_text("No job waits");
    operator.post(&format!("/operator/jobs/{id}/retry"), &[]).await.expect(404);
}

/// The operator, let into `acme` for so many hours.
async fn granted<'a>(app: &'a App, hours: &str) -> Browser<'a> {
    let operator = app.signed_in(app.operator());
    let path = format!("/operator/workspaces/{}/ask", app.acme().id);
    operator.post(&path, &[("reason", "The import hangs")]).await.expect(303);
    let page = app.owner().get("/w/acme/settings/support").await.expect(200);
    app.owner().post(&action(&page.body, "grant"), &[("hours", hours)]).await.expect(303);
    operator
}

/// The first address on the page that ends with that verb.
fn action(page: &str, verb: &str) -> String {
    let ending = format!("/{verb}");
    let mut parts = page.split('"').filter(|part| part.starts_with("/w/acme/settings/support/"));
    parts.find(|part| part.ends_with(&ending)).unwrap_or_else(|| panic!("no {verb} in\n{page}")).to_owned()
}

fn verbs(app: &App) -> Vec<String> {
    let entries = app.installation.db.read(&app.acme().actor(), |view| audit::list_latest(view, 10)).unwrap();
    entries.into_iter().map(|entry| entry.verb).collect()
}

fn people(tx: &Tx) -> kantora::base::Result<()> {
    let contact = kantora::crm::contacts::ContactInput { last_name: "Petrova".into(), ..Default::default() };
    kantora::crm::contacts::actions::create(tx, contact).map(|_| ())
}
