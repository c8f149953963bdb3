//! One thing done to all records of a list.

use std::time::Duration;

use kantora::base::{ContactId, Fields, MemberId, Role};
use kantora::crm::contacts::{self, ContactInput};
use kantora::platform::queue::Holder;
use kantora::worker;

use crate::support::{App, Browser};

const FORM: &str = "/w/acme/lists/contacts/bulk";

fn contact(app: &App, fields: &[(&str, &str)]) -> ContactId {
    let fields: Fields =
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let input = ContactInput::parse(&fields, "BG".parse().unwrap()).unwrap();
    app.write(move |tx| contacts::actions::create(tx, input)).unwrap()
}

fn stored(app: &App, id: ContactId) -> contacts::Contact {
    app.write(move |tx| contacts::store::find(tx, id)).unwrap()
}

fn number(app: &App, role: Role) -> MemberId {
    let account = app.account(role);
    app.write(move |tx| kantora::workspace::members::maybe_find_of(tx, account)).unwrap().unwrap().id
}

async fn work(app: &App) {
    worker::run_due(&app.installation, Holder::Server).await.unwrap();
}

/// Asks for that to be done to the list with that query; gives the page of the act.
async fn begin(browser: &Browser<'_>, query: &[(&str, &str)], wish: &[(&str, &str)]) -> String {
    let asked: Vec<String> = query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let form = browser.get(&format!("{FORM}?{}", asked.join("&"))).await.expect(200);
    let own = ["act", "seen", "count"].map(|name| (name, form.hidden(name)));
    let own = own.iter().map(|(name, value)| (*name, value.as_str()));
    let fields: Vec<(&str, &str)> = own.chain(query.iter().copied()).chain(wish.iter().copied()).collect();
    browser.post(FORM, &fields).await.expect(303).location().to_owned()
}

#[tokio::test]
async fn all_records_of_a_filter_are_changed_and_taken_back_at_once() {
    let app = App::start();
    let owner = app.owner();
    let fair: Vec<ContactId> = (0..40)
        .map(|at| contact(&app, &[("first_name", &format!("Ana {at}")), ("source", "Fair")]))
        .collect();
    let other = contact(&app, &[("first_name", "Ben")]);

    let page = begin(&owner, &[("source", "Fair")], &[("verb", "tag"), ("to_tag", "oak")]).await;
    let waiting = owner.get(&page).await.expect(200);
    work(&app).await;
    let done = owner.get(&page).await.expect(200);
    let tagged = fair.iter().all(|id| stored(&app, *id).facts.tags == ["oak"]);
    owner.post(&format!("{page}/undo"), &[]).await.expect(303);
    work(&app).await;

    waiting.expect_text("Changing the records");
    done.expect_text("The records are changed").expect_text(">40<");
    assert!(tagged && stored(&app, other).facts.tags.is_empty());
    owner.get(&page).await.expect(200).expect_text("Taken back");
    assert!(fair.iter().all(|id| stored(&app, *id).facts.tags.is_empty()));
}

#[tokio::test]
async fn what_was_changed_since_the_list_was_seen_stays_and_is_named() {
    let app = App::start();
    let owner = app.owner();
    let (ana, ben) = (contact(&app, &[("first_name", "Ana")]), contact(&app, &[("first_name", "Ben")]));
    app.installation.pass(Duration::from_secs(60));

    let page = begin(&owner, &[], &[("verb", "source"), ("to_source", "Fair")]).await;
    app.installation.pass(Duration::from_secs(60));
    app.write(move |tx| contacts::actions::tag(tx, &[ben], "vip")).unwrap();
    work(&app).await;

    assert_eq!(
        (stored(&app, ana).facts.source.as_str(), stored(&app, ben).facts.source.as_str()),
        ("Fair", "")
    );
    let report = owner.get(&page).await.expect(200).expect_text("changed since you saw the list");
    report.expect_text(">Ben</a>");
}

#[tokio::test]
async fn what_is_not_theirs_stays_as_it_is() {
    let app = App::start();
    let sales = app.member(Role::Sales);
    let (mine, theirs) = (number(&app, Role::Sales).to_string(), number(&app, Role::Owner).to_string());
    let own = contact(&app, &[("first_name", "Ana"), ("owner", &mine)]);
    let other = contact(&app, &[("first_name", "Ben"), ("owner", &theirs)]);

    let page = begin(&sales, &[], &[("verb", "trash")]).await;
    work(&app).await;

    assert!(!stored(&app, own).is_live() && stored(&app, other).is_live());
    sales.get(&page).await.expect(200).expect_text("not yours to change");
    app.member(Role::Viewer).get(&page).await.expect(404);
    app.member(Role::Viewer).get(FORM).await.expect(403);
}

#[tokio::test]
async fn an_act_that_was_stopped_goes_no_further() {
    let app = App::start();
    let owner = app.owner();
    let ana = contact(&app, &[("first_name", "Ana")]);
    let page = begin(&owner, &[], &[("verb", "tag"), ("to_tag", "oak")]).await;

    owner.post(&format!("{page}/cancel"), &[]).await.expect(303);
    work(&app).await;

    assert!(stored(&app, ana).facts.tags.is_empty());
    owner.get(&page).await.expect(200).expect_text("Stopped");
    owner.post(&format!("{page}/cancel"), &[]).await.expect(409);
}

#[tokio::test]
async fn a_wish_without_a_value_or_after_a_day_is_refused() {
    let app = App::start();
    let owner = app.owner();
    contact(&app, &[("first_name", "Ana")]);
    let form = owner.get(FORM).await.expect(200);
    let (act, seen) = (form.hidden("act"), form.hidden("seen"));
    let fields =
        [("act", act.as_str()), ("seen", seen.as_str()), ("count", "1"), ("verb", "tag"), ("to_tag", "")];

    owner.post(FORM, &fields).await.expect(422).expect_text("id=\"to_tag\"");
    owner.post(FORM, &fields[..3]).await.expect(422).expect_text("Choose what to do.");
    app.installation.pass(Duration::from_secs(90_000));

    let later = app.owner();
    let fields = [("act", act.as_str()), ("seen", seen.as_str()), ("count", "1"), ("verb", "trash")];
    later.post(FORM, &fields).await.expect(409);
}
