//! What came of the work, in figures that were worked out by hand, and the page of the day.

use std::time::Duration;

use kantora::base::{DealId, Fields, LostReasonId, Role, StageId};
use kantora::crm::activities::{NoteInput, NoteKind, actions as notes};
use kantora::crm::contacts::{self, ContactInput};
use kantora::crm::deals::{self, DealInput, Loss, Place};
use kantora::crm::leads::{self, LeadInput};
use kantora::crm::tasks::{self, Clocks, TaskInput};

use crate::support::{Answer, App};

fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn deal(app: &App, pairs: &[(&str, &str)]) -> DealId {
    let input = DealInput::parse(&fields(pairs), "EUR".parse().unwrap()).unwrap();
    let first = stage(app, 0);
    app.write(move |tx| deals::actions::add(tx, input, first)).unwrap()
}

fn stage(app: &App, place: usize) -> StageId {
    app.write(move |tx| Ok(deals::store::pipelines(tx)?.0[0].stages[place].id)).unwrap()
}

fn version(app: &App, id: DealId) -> i64 {
    app.write(move |tx| deals::store::find(tx, id)).unwrap().version
}

fn win(app: &App, id: DealId) {
    let version = version(app, id);
    app.write(move |tx| deals::actions::win(tx, id, version).map(|_| ())).unwrap();
}

fn lose(app: &App, id: DealId) {
    let version = version(app, id);
    let lose = move |tx: &kantora::platform::Tx| {
        let reason: LostReasonId = deals::store::lost_reasons(tx)?[0].id;
        deals::actions::lose(tx, id, version, Loss { reason, note: String::new() }).map(|_| ())
    };
    app.write(lose).unwrap();
}

fn pass_days(app: &App, days: u64) {
    let clock = &app.installation.clock;
    clock.set(clock.now().plus(Duration::from_secs(days * 86_400)));
}

/// Three deals of March 2026, one won that month, one the next month in dollars, one lost then.
async fn spring(app: &App) {
    let owner = app.owner();
    let rate = [("currency", "USD"), ("rate", "1.25"), ("valid_on", "2026-03-01")];
    owner.post("/w/acme/settings/rates/new", &rate).await.expect(303);
    let counter = deal(app, &[("name", "Counter"), ("amount", "1000"), ("source", "Website")]);
    let shelves = deal(app, &[("name", "Shelves"), ("amount", "500"), ("currency", "USD")]);
    let sign = deal(app, &[("name", "Sign"), ("amount", "70")]);
    pass_days(app, 2);
    let qualified = stage(app, 1);
    app.write(move |tx| deals::actions::move_to(tx, counter, 1, qualified, Place::Top)).unwrap();
    pass_days(app, 4);
    win(app, counter);
    pass_days(app, 24);
    win(app, shelves);
    lose(app, sign);
    pass_days(app, 1);
}

/// The texts of the cells behind that name of a row, one blank between.
fn row(page: &Answer, name: &str) -> String {
    let rest = page.body.split(&format!("{name}</th>")).nth(1).expect("the row");
    let row = rest.split("</tr>").next().unwrap();
    let texts = row.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text.trim()));
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn won_and_lost_deals_stand_in_the_month_in_which_they_ended() {
    let app = App::start();
    spring(&app).await;
    let owner = app.owner();

    let page = owner.get("/w/acme/reports/sales").await.expect(200);

    assert_eq!(row(&page, "March 2026"), "1 €1,000 0 €0 100%");
    assert_eq!(row(&page, "April 2026"), "1 €400 1 €70 50%");
    assert_eq!(row(&page, "Together"), "2 €1,400 1 €70 66.7%");
    assert_eq!(row(&page, "Too expensive"), "1 €70");
    let page = page.expect_text("2 deals won with €1,400, 1 lost with €70.").expect_text("role=\"img\"");
    page.expect_text("charts.").expect_text("Sums in EUR").expect_no_text("style=");
    let april = owner.get("/w/acme/reports/sales?period=month").await.expect(200);
    assert_eq!(row(&april, "April 2026"), "1 €400 1 €70 50%");
    april.expect_no_text("March 2026");
    let before = "/w/acme/reports/sales?from=2025-01-01&to=2025-12-31";
    owner.get(before).await.expect(200).expect_text("Nothing happened in this time");
    owner.get("/w/acme/reports/sales?owner=999").await.expect(200).expect_text("Nothing happened");
}

#[tokio::test]
async fn deals_count_in_each_stage_that_they_passed_or_jumped_over() {
    let app = App::start();
    spring(&app).await;
    let owner = app.owner();

    let page = owner.get("/w/acme/reports/conversion").await.expect(200);

    assert_eq!(row(&page, ">New"), "3 – 100%");
    assert_eq!(row(&page, ">Qualified"), "2 66.7% 66.7%");
    assert_eq!(row(&page, ">Negotiation"), "2 100% 66.7%");
    assert_eq!(row(&page, ">Won"), "2 100% 66.7%");
}

#[tokio::test]
async fn the_time_in_a_stage_is_told_by_median_and_mean() {
    let app = App::start();
    spring(&app).await;
    let open = deal(&app, &[("name", "Door")]);
    let owner = app.owner();

    let page = owner.get("/w/acme/reports/stages").await.expect(200);

    // Two days, and twice thirty; the stage rots after seven; one deal stands there.
    assert_eq!(row(&page, ">New"), "30 20.7 3 7 1");
    assert_eq!(row(&page, ">Qualified"), "4 4 1 14 0");
    assert_eq!(row(&page, ">Negotiation"), "– – 0 14 0");
    let list = page.body.split("href=\"/w/acme/deals?stage=").nth(1).unwrap().split('"').next().unwrap();
    let list = owner.get(&format!("/w/acme/deals?stage={list}")).await.expect(200);
    list.expect_text(&format!("/deals/{open}")).expect_text("Door");
}

#[tokio::test]
async fn leads_are_followed_to_the_deal_that_they_become() {
    let app = App::start();
    let add = |pairs: &[(&str, &str)]| {
        let facts = LeadInput::parse(&fields(pairs), "BG".parse().unwrap()).unwrap();
        app.write(move |tx| leads::actions::create(tx, facts)).unwrap()
    };
    add(&[("last_name", "Ilieva"), ("source", "Website")]);
    let answered = add(&[("last_name", "Petrova"), ("source", "Website")]);
    let dead = add(&[("last_name", "Ruseva"), ("source", "Trade fair")]);
    app.write(move |tx| leads::actions::answer(tx, answered)).unwrap();
    app.write(move |tx| leads::actions::disqualify(tx, dead, "No budget").map(|_| ())).unwrap();
    let path = format!("/api/v1/leads/{answered}/convert");
    app.program().post(&path, serde_json::json!({})).await.expect(200);
    let owner = app.owner();

    let page = owner.get("/w/acme/reports/conversion").await.expect(200);
    let sources = owner.get("/w/acme/reports/sources").await.expect(200);

    assert_eq!(row(&page, "Came in"), "3 – 100%");
    assert_eq!(row(&page, "Answered"), "1 33.3% 33.3%");
    assert_eq!(row(&page, "Became customers"), "1 100% 33.3%");
    assert_eq!(row(&page, "Bought"), "0 0% 0%");
    assert_eq!(row(&page, "Nothing came of it"), "1 – 33.3%");
    assert_eq!(row(&sources, "Website"), "€0 0 2 1 50%");
    assert_eq!(row(&sources, "Trade fair"), "€0 0 1 0 0%");
}

#[tokio::test]
async fn work_is_counted_for_whoever_did_it() {
    let app = App::start();
    let add = |tx: &kantora::platform::Tx| {
        let ana = ContactInput { last_name: "Petrova".into(), ..Default::default() };
        let ana = contacts::actions::create(tx, ana)?.subject();
        for kind in [NoteKind::Note, NoteKind::Call, NoteKind::Call] {
            notes::add(tx, ana, &NoteInput::new(kind, "Wants oak".into()))?;
        }
        let utc = jiff::tz::TimeZone::UTC;
        let clocks = Clocks { day: utc.clone(), clock: utc };
        let task = TaskInput::parse(&Fields::new().with("title", "Call"), &clocks)?;
        let task = tasks::actions::add(tx, &task)?;
        tasks::actions::finish(tx, task).map(|_| ())
    };
    app.write(add).unwrap();
    let (owner, program) = (app.owner(), app.program());
    let boris = serde_json::json!({ "last_name": "Borisov", "emails": [{ "value": "boris@hart.example" }] });
    let boris = program.post("/api/v1/contacts", boris).await.expect(201).json();
    let letter = serde_json::json!({ "to_id": boris["id"], "subject": "Oak", "text": "Two tables" });
    program.post("/api/v1/mails", letter).await.expect(201);
    app.letters().await;

    let page = owner.get("/w/acme/reports/activity?period=month").await.expect(200);
    let file = owner.get("/w/acme/reports/activity/export?period=month").await.expect(200);

    // The second of March was a Monday; the first, a Sunday, ends the week before.
    assert_eq!(row(&page, "Mon 2 Mar"), "1 2 0 0 1 1 5");
    assert_eq!(row(&page, "Sun 1 Mar"), "0 0 0 0 0 0 0");
    assert!(file.body.contains("2026-03-02,"), "{}", file.body);
    assert!(file.body.contains(",1,2,0,0,1,1,5"), "{}", file.body);
}

#[tokio::test]
async fn a_table_goes_out_harmless_and_the_audit_says_so() {
    let app = App::start();
    let bad = deal(&app, &[("name", "Counter"), ("amount", "1000"), ("source", "=1+1")]);
    win(&app, bad);
    let owner = app.owner();

    let file = owner.get("/w/acme/reports/sources/export").await.expect(200);

    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    assert!(file.header("content-disposition").unwrap().starts_with("attachment; filename=\"sources-"));
    assert!(file.body.starts_with("\u{FEFF}Source,Won (EUR),Deals won,"), "{}", file.body);
    assert!(file.body.contains("\r\n'=1+1,1000,1,0,0,\r\n"), "{}", file.body);
    let told = app.write(|tx| {
        let sql = "SELECT count(*) AS found FROM audit WHERE workspace_id = ?1 AND verb = 'report.export'";
        tx.one(sql, [tx.workspace()], |row| row.get::<_, i64>("found"))
    });
    assert_eq!(told.unwrap(), 1);
}

#[tokio::test]
async fn whoever_may_not_take_lists_out_reads_them_only() {
    let app = App::start();
    spring(&app).await;
    let (sales, stranger) = (app.member(Role::Sales), app.stranger());

    let page = sales.get("/w/acme/reports/sales").await.expect(200);

    page.expect_text("€1,400").expect_no_text("Download the table");
    sales.get("/w/acme/reports/sales/export").await.expect(403);
    stranger.get("/w/acme/reports/sales").await.expect(404);
}

#[tokio::test]
async fn the_page_of_the_day_tells_what_is_at_risk_who_waits_and_what_was_won() {
    let app = App::start();
    spring(&app).await;
    deal(&app, &[("name", "Late door"), ("amount", "900"), ("close_on", "2026-04-01")]);
    deal(&app, &[("name", "Idle bench")]);
    let facts = LeadInput::parse(&fields(&[("last_name", "Waiting Ana")]), "BG".parse().unwrap()).unwrap();
    app.write(move |tx| leads::actions::create(tx, facts)).unwrap();
    pass_days(&app, 2);
    let owner = app.owner();

    let page = owner.get("/w/acme").await.expect(200);

    let page = page.expect_text("Deals at risk").expect_text("Late door").expect_text("Idle bench");
    let page = page.expect_text("nothing planned").expect_text("Leads to answer").expect_text("2 days");
    assert_eq!(row(&page, "April 2026"), "€400");
    assert_eq!(row(&page, "March 2026"), "€1,000");
    // The deal of March was won on the eighth; today is the fourth.
    page.expect_text("By this day last month: €0.").expect_text("Nothing is due today.");
}

/// Every figure of a page that opens a list: how much it says, and where it leads.
fn figures(page: &Answer) -> Vec<(usize, String)> {
    let cells = page.body.split("<td class=\"num\"").skip(1).filter_map(|rest| {
        let cell = rest.split("</td>").next()?;
        let href = cell.split("href=\"").nth(1)?.split('"').next()?;
        let said = cell.split("</a>").next()?.rsplit('>').next()?;
        Some((said.parse().expect("a number"), href.replace("&amp;", "&")))
    });
    cells.collect()
}

#[tokio::test]
async fn each_figure_opens_exactly_the_records_that_it_counts() {
    let app = App::start();
    spring(&app).await;
    let (back, other) =
        (deal(&app, &[("name", "Back")]), deal(&app, &[("name", "Other"), ("source", "Fair")]));
    win(&app, back);
    let again = version(&app, back);
    app.write(move |tx| deals::actions::reopen(tx, back, again).map(|_| ())).unwrap();
    win(&app, other);
    let add = |pairs: &[(&str, &str)]| {
        let facts = LeadInput::parse(&fields(pairs), "BG".parse().unwrap()).unwrap();
        app.write(move |tx| leads::actions::create(tx, facts)).unwrap()
    };
    add(&[("last_name", "Ilieva"), ("source", "Website")]);
    let bought = add(&[("last_name", "Petrova"), ("source", "Website")]);
    let dead = add(&[("last_name", "Ruseva")]);
    app.write(move |tx| leads::actions::answer(tx, bought)).unwrap();
    app.write(move |tx| leads::actions::disqualify(tx, dead, "No budget").map(|_| ())).unwrap();
    let path = format!("/api/v1/leads/{bought}/convert");
    app.program().post(&path, serde_json::json!({ "deal": { "name": "Stairs" } })).await.expect(200);
    let stairs = app.write(|tx| Ok(deals::store::named(tx, &["stairs"])?[0].1)).unwrap();
    win(&app, stairs);
    let owner = app.owner();

    let mut opened = 0;
    for (report, least) in [("sales", 6), ("conversion", 6), ("sources", 3), ("stages", 1)] {
        let page = owner.get(&format!("/w/acme/reports/{report}")).await.expect(200);
        let figures = figures(&page);
        assert!(figures.len() >= least, "{report}: {figures:?}");
        for (said, href) in figures {
            let list = owner.get(&href).await.expect(200);
            let kind = if href.contains("/leads?") { "lead" } else { "deal" };
            let rows = list.body.matches(&format!("type=\"checkbox\" name=\"{kind}\"")).count();
            assert_eq!(rows, said, "{report}: {href}");
            opened += 1;
        }
    }
    assert!(opened >= 16);
}
