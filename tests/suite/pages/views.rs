//! What a list shows: conditions, columns, views.

use kantora::base::{Fields, Role};
use kantora::crm::contacts::{self, ContactInput};
use kantora::crm::fields::{self, NewField};
use kantora::crm::views::{self, List, Names, State};
use poem::http::StatusCode;

use crate::support::{App, Browser};

const LIST: &str = "/w/acme/contacts";
const FILTER: &str = "/w/acme/lists/contacts/filter";

fn contact(app: &App, fields: &[(&str, &str)]) {
    let fields: Fields =
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let input = ContactInput::parse(&fields, "BG".parse().unwrap()).unwrap();
    app.write(move |tx| contacts::actions::create(tx, input)).unwrap();
}

/// Ana of Sofia, Борис of Plovdiv who came from a fair, and Clara of whom nothing else is known.
fn three(app: &App) {
    contact(app, &[("first_name", "Ana"), ("email", "ana@rila.example"), ("address.0.city", "София")]);
    contact(app, &[("first_name", "Борис"), ("source", "Fair"), ("address.0.city", "Пловдив")]);
    contact(app, &[("first_name", "Clara")]);
}

/// Keeps the list with that query as a view; gives its number.
async fn keep(browser: &Browser<'_>, query: &str, names: &[(&str, &str)]) -> String {
    let form = browser.get(&format!("/w/acme/lists/contacts/save?{query}")).await.expect(200);
    let act = form.hidden("act");
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let fields: Vec<(&str, &str)> =
        [("act", act.as_str())].into_iter().chain(pairs).chain(names.iter().copied()).collect();
    let saved = browser.post("/w/acme/lists/contacts/save", &fields).await.expect(303);
    let number = saved.location().split("view=").nth(1).unwrap();
    number.split('&').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_condition_is_written_row_by_row_and_narrows_the_list() {
    let app = App::start();
    let owner = app.owner();
    three(&app);

    let row = owner.get(&format!("{FILTER}?begun=1&act=add&new=city")).await.expect(200);
    let wrong =
        owner.get(&format!("{FILTER}?begun=1&act=show&column=city&op=is&value=&second=&group=0")).await;
    let shown = format!("{FILTER}?begun=1&act=show&column=city&op=is&value=sofia&second=&group=0");
    let shown = owner.get(&shown).await.expect(303);

    row.expect_text("name=\"column\" value=\"city\"");
    wrong.expect(200).expect_text("Say with what to compare.");
    assert_eq!(shown.location(), "/w/acme/contacts?where=city.is.sofia");
    let list = owner.get(shown.location()).await.expect(200);
    list.expect_text(">Ana<")
        .expect_no_text(">Борис<")
        .expect_no_text(">Clara<")
        .expect_text("Town is sofia");
}

#[tokio::test]
async fn any_of_and_groups_hold_as_they_say() {
    let app = App::start();
    let owner = app.owner();
    three(&app);

    let any =
        owner.get(&format!("{LIST}?match=any&where=source.is.fair&where=email.filled.")).await.expect(200);
    let grouped = "where=name.contains.a&where=1~city.is.plovdiv&where=1~email.filled.";
    let grouped = owner.get(&format!("{LIST}?{grouped}")).await.expect(200);
    let none = owner.get(&format!("{LIST}?where=email.empty.&where=source.empty.")).await.expect(200);

    any.expect_text(">Ana<").expect_text(">Борис<").expect_no_text(">Clara<");
    grouped.expect_text(">Ana<").expect_no_text(">Борис<").expect_no_text(">Clara<");
    none.expect_text(">Clara<").expect_no_text(">Ana<");
}

#[tokio::test]
async fn what_nobody_knows_asks_nothing() {
    let app = App::start();
    let owner = app.owner();
    three(&app);

    for query in [
        "where=moon.is.full",
        "where=name.after.2026-01-01",
        "where=stage.is.1",
        "where=owner.is.'--",
        "where=",
    ] {
        owner.get(&format!("{LIST}?{query}")).await.expect(200).expect_text(">Clara<");
    }
}

#[tokio::test]
async fn chosen_columns_stand_in_their_order() {
    let app = App::start();
    let owner = app.owner();
    three(&app);

    let chosen = owner.get("/w/acme/lists/contacts/columns?act=show&col=city&col=&col=email&col=city").await;
    let chosen = chosen.expect(303);

    assert_eq!(chosen.location(), "/w/acme/contacts?cols=city%2Cemail");
    let list = owner.get(chosen.location()).await.expect(200).expect_text("София");
    let heads: Vec<usize> = ["Town</th>", "E-mail</th>"].map(|head| list.body.find(head).unwrap()).to_vec();
    assert!(heads.is_sorted());
}

#[tokio::test]
async fn a_view_keeps_what_the_list_shows_and_tells_when_it_is_changed() {
    let app = App::start();
    let owner = app.owner();
    three(&app);

    let id = keep(&owner, "where=city.is.sofia&cols=city", &[("name", "In Sofia")]).await;
    let view = owner.get(&format!("{LIST}?view={id}")).await.expect(200);
    let changed = owner.get(&format!("{LIST}?of={id}&where=city.is.plovdiv&cols=city")).await.expect(200);
    let fields = [("version", "1"), ("where", "city.is.plovdiv"), ("cols", "city")];
    owner.post(&format!("/w/acme/views/{id}/save"), &fields).await.expect(303);

    view.expect_text("In Sofia").expect_text(">Ana<").expect_no_text(">Борис<").expect_no_text("is changed");
    changed.expect_text("“In Sofia” is changed").expect_text(">Борис<");
    owner.get(&format!("{LIST}?view={id}")).await.expect(200).expect_text(">Борис<").expect_no_text(">Ana<");
    owner.post(&format!("/w/acme/views/{id}/save"), &fields).await.expect(409);
}

#[tokio::test]
async fn a_list_begins_with_the_view_that_somebody_chose() {
    let app = App::start();
    let owner = app.owner();
    three(&app);
    let id = keep(&owner, "where=city.is.sofia", &[("name", "In Sofia"), ("first", "1")]).await;

    owner.get(LIST).await.expect(200).expect_text(">Ana<").expect_no_text(">Clara<");
    owner.get(&format!("{LIST}?view=all")).await.expect(200).expect_text(">Clara<");
    app.member(Role::Sales).get(LIST).await.expect(200).expect_text(">Clara<");
    owner.post(&format!("/w/acme/views/{id}/remove"), &[]).await.expect(303);

    owner.get(LIST).await.expect(200).expect_text(">Clara<");
    owner.get(&format!("{LIST}?view={id}")).await.expect(404);
}

#[tokio::test]
async fn a_shared_view_is_for_all_and_changed_by_its_author_and_admins_only() {
    let app = App::start();
    let (owner, sales, viewer) = (app.owner(), app.member(Role::Sales), app.member(Role::Viewer));
    let own = keep(&sales, "owner=nobody", &[("name", "Free")]).await;
    let shared = keep(&owner, "owner=nobody", &[("name", "Nobody's"), ("shared", "1")]).await;
    let rename = |version: &'static str| [("name", "Mine now"), ("shared", "1"), ("version", version)];

    owner.get(&format!("{LIST}?view={own}")).await.expect(404);
    viewer.get(&format!("{LIST}?view={shared}")).await.expect(200).expect_text("Nobody");
    sales.post(&format!("/w/acme/views/{shared}"), &rename("1")).await.expect(403);
    sales.post(&format!("/w/acme/views/{own}"), &rename("1")).await.expect(303);
    owner.post(&format!("/w/acme/views/{own}"), &rename("2")).await.expect(303);
    let hidden = owner.post(&format!("/w/acme/views/{own}"), &[("name", "Mine"), ("version", "3")]).await;
    let copied = viewer.post(&format!("/w/acme/views/{shared}/duplicate"), &[]).await.expect(303);

    assert_eq!(hidden.status, StatusCode::CONFLICT);
    assert!(copied.location().contains("/w/acme/views/"), "{}", copied.location());
    viewer
        .post("/w/acme/lists/contacts/save", &[("act", "a"), ("name", "All"), ("shared", "1")])
        .await
        .expect(403);
}

#[tokio::test]
async fn a_view_asks_by_who_looks() {
    let app = App::start();
    let (owner, sales) = (app.owner(), app.member(Role::Sales));
    three(&app);
    let account = app.account(Role::Sales);
    let theirs =
        app.write(move |tx| kantora::workspace::members::maybe_find_of(tx, account)).unwrap().unwrap();
    contact(&app, &[("first_name", "Dora"), ("owner", &theirs.id.to_string())]);
    let names = Names { name: "Mine".into(), is_shared: true, is_first: false };
    let state = State::parse(List::Contacts, &Fields::new().with("where", "owner.is.me"));
    let id = app.write(move |tx| views::actions::create(tx, List::Contacts, &names, &state)).unwrap();

    sales.get(&format!("{LIST}?view={id}")).await.expect(200).expect_text(">Dora<").expect_no_text(">Ana<");
    owner.get(&format!("{LIST}?view={id}")).await.expect(200).expect_no_text(">Dora<");
}

#[tokio::test]
async fn a_condition_on_the_state_looks_at_leads_and_deals_in_any_state() {
    let app = App::start();
    let owner = app.owner();

    let leads = owner.get("/w/acme/leads?where=state.is.dead").await.expect(200);
    let deals = owner.get("/w/acme/deals?where=state.is.won").await.expect(200);

    leads.expect_text("value=\"all\" selected");
    deals.expect_text("value=\"all\" selected");
}

#[tokio::test]
async fn a_workspace_s_own_fields_are_asked_for_and_shown() {
    let app = App::start();
    let owner = app.owner();
    let field = Fields::new().with("record", "contact").with("kind", "day").with("label", "Birthday");
    let id = app.write(move |tx| fields::actions::add(tx, &NewField::parse(&field)?)).unwrap();
    for (name, day) in [("Ana", "1990-03-01"), ("Ben", "1999-03-01")] {
        let form = owner.get("/w/acme/contacts/new").await.expect(200);
        let act = form.hidden("act");
        let typed = [("act", act.as_str()), ("first_name", name), ("field.birthday", day)];
        owner.post("/w/acme/contacts/new", &typed).await.expect(303);
    }

    let row = owner.get(&format!("{FILTER}?begun=1&act=add&new=own-{id}-day-0")).await.expect(200);
    let column = format!("own-{id}-day-0");
    let list = owner.get(&format!("{LIST}?where={column}.before.1995-01-01&cols={column}")).await.expect(200);
    let empty = owner.get(&format!("{LIST}?where={column}.empty.")).await.expect(200);

    row.expect_text("Birthday");
    list.expect_text(">Ana<")
        .expect_no_text(">Ben<")
        .expect_text("Birthday</th>")
        .expect_text("Birthday before");
    empty.expect_no_text(">Ana<").expect_no_text(">Ben<");
}
