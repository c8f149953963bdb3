//! A lead becomes a customer.

mod along;

use std::time::Duration;

use kantora::base::{ContactId, Fields, LeadId, MemberId, Role};
use kantora::crm::contacts::{self, ContactInput};
use kantora::crm::deals;
use kantora::crm::leads::{self, LeadInput, State};
use kantora::crm::points::Kind;
use kantora::crm::{activities, companies, tasks};

use crate::support::{Answer, App, Browser, FORM, form};

const ANA: [(&str, &str); 6] = [
    ("first_name", "Ana"),
    ("last_name", "Petrova"),
    ("email", "ana@rila.example"),
    ("job_title", "Buyer"),
    ("company", "Rila"),
    ("interest", "Six tables"),
];

fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// A lead of the owner's that somebody has written about; gives its page.
fn note(app: &App, facts: &[(&str, &str)]) -> (LeadId, String) {
    let facts = LeadInput::parse(&fields(facts), "BG".parse().unwrap()).unwrap();
    let written = move |tx: &kantora::platform::Tx| {
        let id = leads::actions::create(tx, facts)?;
        let note =
            activities::NoteInput::parse(&Fields::new().with("kind", "call").with("body", "Wants oak"))?;
        activities::actions::add(tx, id.subject(), &note)?;
        leads::actions::answer(tx, id)?;
        Ok(id)
    };
    let id = app.write(written).unwrap();
    (id, format!("/w/acme/leads/{id}"))
}

fn contact(app: &App, facts: &[(&str, &str)]) -> ContactId {
    let facts = ContactInput::parse(&fields(facts), "BG".parse().unwrap()).unwrap();
    app.write(move |tx| contacts::actions::create(tx, facts)).unwrap()
}

fn stored(app: &App, id: LeadId) -> leads::Lead {
    app.write(move |tx| leads::store::find(tx, id)).unwrap()
}

fn person(app: &App, id: ContactId) -> contacts::Contact {
    app.write(move |tx| contacts::store::find(tx, id)).unwrap()
}

fn number(app: &App, role: Role) -> MemberId {
    let account = app.account(role);
    app.write(move |tx| kantora::workspace::members::maybe_find_of(tx, account)).unwrap().unwrap().id
}

/// What the form would send as it stands, with some of it changed.
fn filled(page: &Answer, instead: &[(&str, &str)]) -> Vec<(String, String)> {
    let attribute = |tag: &str, name: &str| {
        tag.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned)
    };
    let tags = page.body.split("<input ").skip(1).filter_map(|rest| rest.split('>').next());
    let sent = tags.filter(|tag| !tag.contains("type=\"radio\"") || tag.contains(" checked"));
    let mut sent: Vec<(String, String)> = sent
        .filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default())))
        .filter(|(name, _)| instead.iter().all(|(other, _)| other != name))
        .collect();
    sent.extend(instead.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    sent
}

async fn send(browser: &Browser<'_>, path: &str, sent: &[(String, String)]) -> Answer {
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&format!("{path}/convert"), &sent).await
}

/// Keeps a file with the lead.
async fn keep(browser: &Browser<'_>, id: LeadId) {
    let act = kantora::platform::crypto::token();
    let sent = form(&act, &[("plan.txt", b"Six tables of oak")]);
    browser.post_body(&format!("/w/acme/files?about={id}"), FORM, sent).await.expect(303);
}

/// Converts with what the form proposes, but for some of it.
async fn convert(browser: &Browser<'_>, path: &str, instead: &[(&str, &str)]) -> Answer {
    let page = browser.get(&format!("{path}/convert")).await.expect(200);
    send(browser, path, &filled(&page, instead)).await
}

/// Everything that leaves the house in a file, and everything that a program reads, without the versions.
async fn exported(app: &App) -> Vec<String> {
    let (owner, program) = (app.owner(), app.program());
    let mut all = vec![
        owner.get("/w/acme/contacts/export").await.expect(200).body,
        owner.get("/w/acme/companies/export").await.expect(200).body,
    ];
    for list in ["contacts", "companies", "leads", "tasks"] {
        let mut data = program.get(&format!("/api/v1/{list}")).await.expect(200).json();
        for record in data["data"].as_array_mut().unwrap() {
            record.as_object_mut().unwrap().remove("version");
        }
        all.push(data.to_string());
    }
    all
}

#[tokio::test]
async fn a_lead_becomes_a_contact_a_company_and_a_deal() {
    let app = App::start();
    let owner = app.owner();
    let (id, path) = note(&app, &ANA);
    let about = id.to_string();
    let task = [("act", "t"), ("about", about.as_str()), ("title", "Send samples")];
    owner.post("/w/acme/tasks/new", &task).await.expect(303);
    keep(&owner, id).await;

    let page = owner.get(&format!("{path}/convert")).await.expect(200);
    page.expect_text("New contact: Ana Petrova").expect_text("New company: Rila");
    let done = convert(&owner, &path, &[("amount", "1200")]).await.expect(303);

    let into = stored(&app, id).converted.unwrap();
    let contact = person(&app, into.contact.unwrap());
    assert_eq!(
        (contact.facts.company_id, contact.facts.points.first(Kind::Email)),
        (into.company, "ana@rila.example")
    );
    let page = owner.follow(&done).await.expect(200).expect_text("converted").expect_no_text("Wants oak");
    page.expect_text(&format!("/w/acme/contacts/{}", contact.id)).expect_text("Six tables");
    let record = owner.get(&format!("/w/acme/contacts/{}", contact.id)).await.expect(200);
    record.expect_text("Wants oak").expect_text("Send samples").expect_text("plan.txt");
    let deal = into.deal.unwrap();
    let deal = app.write(move |tx| deals::store::find(tx, deal)).unwrap();
    assert_eq!((deal.facts.name.as_str(), deal.facts.amount.unwrap().minor), ("Six tables", 120_000));
    assert_eq!(deal.facts.people[0].contact, contact.id);
}

#[tokio::test]
async fn a_known_person_is_shown_before_anything_is_written_and_stays_as_stored() {
    let app = App::start();
    let owner = app.owner();
    let ana =
        contact(&app, &[("first_name", "Ana"), ("email", "ANA@rila.example"), ("job_title", "Director")]);
    let (id, path) = note(&app, &ANA);

    let page = owner.get(&format!("{path}/convert")).await.expect(200);
    page.expect_text("same e-mail").expect_text("Director").expect_text("wins.contact.job_title");
    convert(&owner, &path, &[("deal", "")]).await.expect(303);

    let facts = person(&app, ana).facts;
    assert_eq!(
        (facts.job_title.as_str(), facts.last_name.as_str(), facts.company.as_str()),
        ("Director", "Petrova", "Rila")
    );
    assert_eq!(stored(&app, id).converted.unwrap().contact, Some(ana));
    owner.get(&format!("/w/acme/contacts/{ana}")).await.expect(200).expect_text("Buyer");
}

#[tokio::test]
async fn the_lead_is_right_where_somebody_says_so() {
    let app = App::start();
    let owner = app.owner();
    let ana =
        contact(&app, &[("first_name", "Ana"), ("email", "ana@rila.example"), ("job_title", "Director")]);
    let (_, path) = note(&app, &ANA);

    convert(&owner, &path, &[("deal", ""), ("wins.contact.job_title", "lead")]).await.expect(303);

    assert_eq!(person(&app, ana).facts.job_title, "Buyer");
    owner.get(&format!("/w/acme/contacts/{ana}")).await.expect(200).expect_text("Director");
}

#[tokio::test]
async fn who_is_chosen_anew_is_compared_before_anything_is_written() {
    let app = App::start();
    let owner = app.owner();
    let alike = contact(&app, &[("first_name", "Ana"), ("last_name", "Petrova"), ("job_title", "Director")]);
    let (id, path) = note(&app, &ANA);

    let page = convert(&owner, &path, &[("contact", &alike.to_string()), ("deal", "")]).await.expect(200);
    assert_eq!(stored(&app, id).state, State::Working);
    page.expect_text("wins.contact.job_title");
    let page = owner.get(&format!("{path}/convert")).await.expect(200);
    let looked = filled(&page, &[("contact", &alike.to_string()), ("deal", ""), ("look", "1")]);
    let compared = send(&owner, &path, &looked).await.expect(200);
    send(&owner, &path, &filled(&compared, &[])).await.expect(303);

    assert_eq!(stored(&app, id).converted.unwrap().contact, Some(alike));
}

#[tokio::test]
async fn two_who_convert_a_lead_at_once_make_one_customer() {
    let app = App::start();
    let owner = app.owner();
    let (id, path) = note(&app, &ANA);
    let admin = app.member(Role::Admin);
    let one = filled(&owner.get(&format!("{path}/convert")).await.expect(200), &[]);
    let other = filled(&admin.get(&format!("{path}/convert")).await.expect(200), &[]);

    let (one, other) = tokio::join!(send(&owner, &path, &one), send(&admin, &path, &other));

    let said = [one.expect(303).location().to_owned(), other.expect(303).location().to_owned()];
    let count = |word: &str| said.iter().filter(|place| place.contains(word)).count();
    assert_eq!((count("convert-done"), count("convert-already")), (1, 1), "{said:?}");
    let people = app.program().get("/api/v1/contacts").await.json();
    assert_eq!(people["data"].as_array().unwrap().len(), 1, "{people}");
    assert!(stored(&app, id).converted.is_some());
}

#[tokio::test]
async fn two_leads_of_one_person_make_no_duplicate() {
    let app = App::start();
    let owner = app.owner();
    let (_, first) = note(&app, &ANA);
    let (id, second) = note(&app, &ANA);
    let sent = filled(&owner.get(&format!("{second}/convert")).await.expect(200), &[]);

    convert(&owner, &first, &[]).await.expect(303);
    let page = send(&owner, &second, &sent).await.expect(409);

    page.expect_text("has come up meanwhile").expect_text("same e-mail");
    assert_eq!(stored(&app, id).state, State::Working);
    convert(&owner, &second, &[("deal", "")]).await.expect(303);
    let people = app.program().get("/api/v1/contacts").await.json();
    assert_eq!(people["data"].as_array().unwrap().len(), 1, "{people}");
}

#[tokio::test]
async fn undo_within_a_day_gives_everything_back_as_it_was() {
    let app = App::start();
    let owner = app.owner();
    contact(&app, &[("first_name", "Ana"), ("email", "ana@rila.example"), ("job_title", "Director")]);
    let (known, known_path) = note(&app, &ANA);
    let (new, new_path) =
        note(&app, &[("first_name", "Ben"), ("email", "ben@pirin.example"), ("company", "Pirin")]);
    keep(&owner, known).await;
    let before = exported(&app).await;

    let mut undos = Vec::new();
    for path in [&known_path, &new_path] {
        let done = convert(&owner, path, &[("wins.contact.job_title", "lead")]).await.expect(303);
        undos.push(done.location().split("undo=").nth(1).unwrap().to_owned());
    }
    assert_ne!(exported(&app).await, before);
    for undo in undos.iter().rev() {
        owner.post(&format!("/w/acme/undo/{undo}"), &[]).await.expect(303);
    }

    assert_eq!(exported(&app).await, before);
    for (id, path) in [(known, &known_path), (new, &new_path)] {
        assert_eq!(stored(&app, id).state, State::Working);
        owner.get(path).await.expect(200).expect_text("Wants oak");
    }
    owner.get(&known_path).await.expect(200).expect_text("plan.txt");
}

#[tokio::test]
async fn after_a_day_nothing_is_given_back() {
    let app = App::start();
    let (_, path) = note(&app, &ANA);
    let done = convert(&app.owner(), &path, &[]).await.expect(303);
    let undo = done.location().split("undo=").nth(1).unwrap().to_owned();

    app.installation.pass(Duration::from_secs(86_400 + 1));

    app.owner().post(&format!("/w/acme/undo/{undo}"), &[]).await.expect(410);
}

#[tokio::test]
async fn what_somebody_wrote_about_the_new_contact_is_not_undone() {
    let app = App::start();
    let owner = app.owner();
    let (id, path) = note(&app, &ANA);
    let done = convert(&owner, &path, &[]).await.expect(303);
    let undo = done.location().split("undo=").nth(1).unwrap().to_owned();
    let contact = stored(&app, id).converted.unwrap().contact.unwrap();
    let about = contact.to_string();
    let said = [("act", "n"), ("about", about.as_str()), ("kind", "note"), ("body", "Written since")];
    owner.post("/w/acme/notes", &said).await.expect(303);

    owner.post(&format!("/w/acme/undo/{undo}"), &[]).await.expect(200);

    let record = owner.get(&format!("/w/acme/contacts/{contact}")).await.expect(200);
    record.expect_text("Written since").expect_no_text("Wants oak");
    assert_eq!(stored(&app, id).state, State::Working);
}

#[tokio::test]
async fn somebody_in_the_trash_comes_back_and_goes_there_again_by_undo() {
    let app = App::start();
    let owner = app.owner();
    let ana = contact(&app, &[("first_name", "Ana"), ("email", "ana@rila.example")]);
    app.write(move |tx| contacts::actions::trash(tx, &[ana]).map(|_| ())).unwrap();
    let (id, path) = note(&app, &ANA);

    let page = owner.get(&format!("{path}/convert")).await.expect(200);
    page.expect_text("in the trash, comes back");
    let done = convert(&owner, &path, &[("deal", "")]).await.expect(303);

    assert!(person(&app, ana).is_live());
    assert_eq!(stored(&app, id).converted.unwrap().contact, Some(ana));
    let undo = done.location().split("undo=").nth(1).unwrap();
    owner.post(&format!("/w/acme/undo/{undo}"), &[]).await.expect(303);
    assert!(!person(&app, ana).is_live());
}

#[tokio::test]
async fn the_company_is_found_by_its_domain_but_not_by_anybodys() {
    let app = App::start();
    let owner = app.owner();
    let rila = fields(&[("name", "Rila Joinery Ltd"), ("domain", "rila.example"), ("domain", "gmail.com")]);
    let rila = companies::CompanyInput::parse(&rila, "BG".parse().unwrap()).unwrap();
    let rila = app.write(move |tx| companies::actions::create(tx, rila)).unwrap();
    let (own, own_path) = note(&app, &ANA);
    let free = [("first_name", "Ben"), ("email", "ben@gmail.com"), ("company", "Pirin")];
    let (anybodys, anybodys_path) = note(&app, &free);

    convert(&owner, &own_path, &[("deal", "")]).await.expect(303);
    convert(&owner, &anybodys_path, &[("deal", "")]).await.expect(303);

    assert_eq!(stored(&app, own).converted.unwrap().company, Some(rila));
    assert_ne!(stored(&app, anybodys).converted.unwrap().company, Some(rila));
}

#[tokio::test]
async fn a_person_joins_the_open_deal_of_their_company() {
    let app = App::start();
    let owner = app.owner();
    let (first, first_path) = note(&app, &ANA);
    convert(&owner, &first_path, &[]).await.expect(303);
    let deal = stored(&app, first).converted.unwrap().deal.unwrap();
    let (second, path) = note(&app, &[("first_name", "Ben"), ("email", "ben@pirin.example")]);
    let company = stored(&app, first).converted.unwrap().company.unwrap().to_string();

    let page = owner.get(&format!("{path}/convert")).await.expect(200);
    let looked = filled(&page, &[("company", &company), ("look", "1")]);
    let page = send(&owner, &path, &looked).await.expect(200).expect_text("Add to: Six tables");
    send(&owner, &path, &filled(&page, &[("deal", &deal.to_string())])).await.expect(303);

    let joined = app.write(move |tx| deals::store::find(tx, deal)).unwrap().facts.people;
    assert_eq!(joined.len(), 2);
    assert_eq!(stored(&app, second).converted.unwrap().deal, Some(deal));
}

#[tokio::test]
async fn what_cannot_be_converted_is_refused() {
    let app = App::start();
    let (owner, sales) = (app.owner(), app.member(Role::Sales));
    let mine = number(&app, Role::Owner).to_string();
    let theirs = number(&app, Role::Sales).to_string();
    contact(&app, &[("first_name", "Ana"), ("email", "ana@rila.example"), ("owner", &mine)]);
    let facts: Vec<(&str, &str)> = ANA.into_iter().chain([("owner", theirs.as_str())]).collect();
    let (id, path) = note(&app, &facts);
    let (dead, dead_path) = note(&app, &ANA);
    app.write(move |tx| leads::actions::disqualify(tx, dead, "Silent").map(|_| ())).unwrap();

    convert(&sales, &path, &[("deal", "")]).await.expect(409);
    owner.get(&format!("{dead_path}/convert")).await.expect(409);
    convert(&owner, &path, &[("contact", ""), ("company", "")]).await.expect(422);
    convert(&owner, &path, &[("deal", "new"), ("amount", "much")]).await.expect(422);

    assert_eq!(stored(&app, id).state, State::Working);
    let left = app.write(move |tx| tasks::store::ids_about(tx, id.subject())).unwrap();
    assert!(left.is_empty());
}
