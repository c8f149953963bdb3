//! One thing done to all records of a list.

use std::time::Duration;

use kantora::base::{ContactId, FieldId, Fields, MemberId, Role};
use kantora::crm::contacts::{self, ContactInput};
use kantora::crm::fields::{self, NewField};
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

/// A field of the workspace's own on contacts, as its form makes it.
fn field(app: &App, typed: &[(&str, &str)]) -> FieldId {
    let typed: Fields = typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    app.write(move |tx| fields::actions::add(tx, &NewField::parse(&typed.with("record", "contact"))?))
        .unwrap()
}

fn told(app: &App, contact: ContactId, field: FieldId) -> String {
    stored(app, contact).facts.values.get(field).map(|value| value.told()).unwrap_or_default()
}

#[tokio::test]
async fn own_fields_of_a_whole_filter_are_filled_in_and_taken_back() {
    let app = App::start();
    let owner = app.owner();
    let wood = field(&app, &[("kind", "text"), ("label", "Wood")]);
    let stars = field(&app, &[("kind", "number"), ("label", "Stars")]);
    let old = contact(&app, &[("first_name", "Ana"), ("source", "Fair")]);
    let other = contact(&app, &[("first_name", "Ben")]);
    let own = [("verb", "fields"), ("field.wood", "Oak"), ("field.stars", "3")];

    let page = begin(&owner, &[("source", "Fair")], &own).await;
    work(&app).await;
    let filled = (told(&app, old, wood), told(&app, old, stars), told(&app, other, wood));
    let again = begin(&owner, &[], &[("verb", "fields"), ("to_clear", "stars"), ("field.wood", "Ash")]).await;
    work(&app).await;
    let cleared = (told(&app, old, wood), told(&app, old, stars), told(&app, other, wood));
    owner.post(&format!("{again}/undo"), &[]).await.expect(303);
    owner.post(&format!("{page}/undo"), &[]).await.expect(303);
    work(&app).await;

    assert_eq!(filled, ("Oak".to_owned(), "3".to_owned(), String::new()));
    assert_eq!(cleared, ("Ash".to_owned(), String::new(), "Ash".to_owned()));
    assert_eq!((told(&app, other, wood), told(&app, old, wood)), (String::new(), String::new()));
    owner.get(&format!("/w/acme/contacts/{old}")).await.expect(200).expect_text("Wood");
}

#[tokio::test]
async fn own_fields_that_cannot_be_the_same_or_empty_are_refused_beside_them() {
    let app = App::start();
    let owner = app.owner();
    field(&app, &[("kind", "number"), ("label", "Stars"), ("needed", "1")]);
    field(&app, &[("kind", "text"), ("label", "Customer number"), ("unique", "1")]);
    let ana = contact(&app, &[("first_name", "Ana")]);

    let form = owner.get(FORM).await.expect(200);
    let own = ["act", "seen", "count"].map(|name| (name, form.hidden(name)));
    let own: Vec<(&str, &str)> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let post = async |wish: &[(&str, &str)]| owner.post(FORM, &[&own[..], wish].concat()).await;

    form.expect_text("field.stars").expect_no_text("field.customer_number");
    post(&[("verb", "fields")]).await.expect(422).expect_text("Fill in at least one");
    let many = post(&[("verb", "fields"), ("field.stars", "many")]).await;
    many.expect(422).expect_text("href=\"#field.stars\"").expect_text("many");
    post(&[("verb", "fields"), ("to_clear", "stars")]).await.expect(422).expect_text("href=\"#to_clear\"");
    let sneaked = [("verb", "fields"), ("field.customer_number", "7")];
    post(&sneaked).await.expect(422);
    work(&app).await;
    assert!(stored(&app, ana).facts.values.is_empty());
}

#[tokio::test]
async fn ticked_rows_are_changed_as_they_were_seen_and_no_others() {
    let app = App::start();
    let owner = app.owner();
    let wood = field(&app, &[("kind", "text"), ("label", "Wood")]);
    let [ana, ben, eve] = ["Ana", "Ben", "Eve"].map(|name| contact(&app, &[("first_name", name)]));
    let ticked = [ana, ben].map(|id| format!("{id}.1"));
    let ticked: Vec<(&str, &str)> = ticked.iter().map(|row| ("contact", row.as_str())).collect();
    let rows = [&ticked[..], &[("verb", "change"), ("back", "/w/acme/contacts?q=n")]].concat();

    let gone = owner.post("/w/acme/contacts/bulk", &rows).await.expect(303);
    let form = owner.follow(&gone).await.expect(200).expect_text("Change the 2 records that you ticked");
    let own = ["act", "seen", "count"].map(|name| (name, form.hidden(name)));
    let own: Vec<(&str, &str)> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let rows: Vec<(&str, &str)> = ticked.iter().map(|(_, row)| ("row", *row)).collect();
    app.write(move |tx| contacts::actions::tag(tx, &[ben], "vip")).unwrap();
    let wish = [&own[..], &rows, &[("verb", "fields"), ("field.wood", "Oak")]].concat();
    let page = owner.post(FORM, &wish).await.expect(303).location().to_owned();
    work(&app).await;

    let woods = [ana, ben, eve].map(|id| told(&app, id, wood));
    assert_eq!(woods, ["Oak", "", ""]);
    let report = owner.get(&page).await.expect(200).expect_text("changed since you saw the list");
    report.expect_text(">Ben</a>");
}

#[tokio::test]
async fn leads_deals_and_companies_have_their_own_fields_filled_in_too() {
    let app = App::start();
    let owner = app.owner();
    for (record, list, name) in
        [("company", "companies", "name"), ("lead", "leads", "last_name"), ("deal", "deals", "name")]
    {
        let typed: Fields = [("record", record), ("kind", "yes_no"), ("label", "Checked")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into_iter()
            .collect();
        app.write(move |tx| fields::actions::add(tx, &NewField::parse(&typed)?)).unwrap();
        let form = owner.get(&format!("/w/acme/{list}/new")).await.expect(200);
        let mut typed = vec![("act", form.hidden("act")), (name, "Rila".to_owned())];
        if record == "deal" {
            typed.push(("stage", form.hidden("stage")));
        }
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let made = owner.post(&format!("/w/acme/{list}/new"), &typed).await.expect(303);

        let place = format!("/w/acme/lists/{list}/bulk");
        let form = owner.get(&place).await.expect(200);
        let own = ["act", "seen", "count"].map(|name| (name, form.hidden(name)));
        let own = own.iter().map(|(name, value)| (*name, value.as_str()));
        let wish: Vec<(&str, &str)> = own.chain([("verb", "fields"), ("field.checked", "yes")]).collect();
        let page = owner.post(&place, &wish).await.expect(303).location().to_owned();
        work(&app).await;

        owner.get(&page).await.expect(200).expect_text("The records are changed").expect_text(">1<");
        owner.follow(&made).await.expect(200).expect_text("Checked");
    }
}

#[tokio::test]
async fn ticked_rows_go_out_as_a_file_of_their_own() {
    let app = App::start();
    let owner = app.owner();
    let [ana, ben] = ["Ana", "Ben"].map(|name| contact(&app, &[("first_name", name)]));
    let ticked = format!("{ana}.1");
    let rows = [("contact", ticked.as_str()), ("verb", "export"), ("back", "/w/acme/contacts?q=n")];

    let gone = owner.post("/w/acme/contacts/bulk", &rows).await.expect(303);
    let file = owner.get(gone.location()).await.expect(200);
    let all = owner.get("/w/acme/contacts/export").await.expect(200);

    file.expect_text("Ana").expect_no_text("Ben");
    all.expect_text("Ana").expect_text("Ben");
    let other = owner.get(&format!("/w/acme/contacts/export?row={ben}.1")).await.expect(200);
    other.expect_text("Ben").expect_no_text("Ana");
    app.member(Role::Viewer).get(gone.location()).await.expect(403);
}
