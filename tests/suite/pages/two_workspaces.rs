//! One person in two companies: neither learns of the other, by page, letter, file or error.

use kantora::api;
use kantora::base::{AccountId, Actor, Door, Fields, Role};
use kantora::crm::contacts;
use kantora::routes;
use kantora::workspace::{accounts, members};
use poem::http::Method;
use serde_json::{Value, json};

use crate::support::{Answer, App};

/// What only `other` knows, and what would tell that it exists.
const SIGNS: [&str; 4] = ["Hidden Harbour", "/w/other", "owner@other.example", "Secretova"];

/// The sales of `acme` also sells at `other`, which has a name, a contact and a team of its own.
fn shared() -> (App, AccountId) {
    let app = App::start();
    let shared = app.account(Role::Sales);
    let other = app.other().actor();
    app.write_as(other.clone(), move |tx| {
        members::add(tx, shared, Role::Admin)?;
        tx.execute("UPDATE workspace SET name = 'Hidden Harbour' WHERE slug = 'other'", [])?;
        members::teams::add(tx, &members::NewTeam { name: "Hidden Harbour".into(), fellows: Vec::new() })?;
        let contact = contacts::ContactInput { last_name: "Secretova".into(), ..Default::default() };
        contacts::actions::create(tx, contact)
    })
    .unwrap();
    (app, shared)
}

fn quiet(what: &str, answer: &Answer) {
    let head = format!("{:?}", answer.headers);
    for sign in SIGNS {
        assert!(
            !answer.body.contains(sign) && !head.contains(sign),
            "{what} tells {sign:?}\n{}",
            answer.body
        );
    }
}

#[tokio::test]
async fn nobody_of_one_company_is_told_of_the_other_by_any_page() {
    let (app, _) = shared();
    let place = app
        .installation
        .db
        .read(&app.acme().actor(), |view| members::maybe_find_of(view, app.account(Role::Sales)))
        .unwrap()
        .unwrap();

    for role in [Role::Owner, Role::Admin, Role::Bookkeeper, Role::Viewer] {
        let reader = app.member(role);
        for line in routes::pages().0.iter().filter(|line| line.method == Method::GET) {
            let path =
                line.path.replace(":slug", "acme").replace(":topic", "roles").replace(":token", "aaaa");
            // The number of the shared person where pages take one, and numbers of records of the other company.
            for id in [place.id.number(), 1, 2, 3] {
                let path = path.replace(":id", &id.to_string());
                let path = path.replace(":issuer", "none").replace(":key", "none");
                quiet(&format!("{role} at {path}"), &reader.get(&path).await);
                if !line.path.contains(":id") {
                    break;
                }
            }
        }
    }
}

#[tokio::test]
async fn the_shared_person_sees_one_company_on_each_companys_pages() {
    let (app, shared) = shared();
    let person = app.signed_in(shared);

    for path in [
        "/w/acme",
        "/w/acme/contacts",
        "/w/acme/search?q=Secretova",
        "/w/acme/settings/people",
        "/w/acme/leave",
    ] {
        let page = person.get(path).await.expect(200);
        let page = Answer { body: page.body.replace("value=\"Secretova\"", ""), ..page };
        assert!(
            !page.body.contains("Hidden Harbour") && !page.body.contains("/w/other"),
            "{path}\n{}",
            page.body
        );
    }
    person.get("/account/data").await.expect(200).expect_text("acme").expect_text("Hidden Harbour");
}

#[tokio::test]
async fn what_happens_in_one_company_reaches_nobody_of_the_other_by_letter() {
    let (app, shared) = shared();
    let actor = app.acme().actor();
    let place =
        app.installation.db.read(&actor, |view| members::maybe_find_of(view, shared)).unwrap().unwrap();

    app.write(move |tx| members::change_role(tx, place.id, Role::Viewer)).unwrap();
    app.write(move |tx| members::remove(tx, place.id)).unwrap();

    let letters = app.letters().await;
    assert!(!letters.is_empty());
    for letter in &letters {
        assert_eq!(letter.to, "sales@acme.example");
        assert!(!letter.html.contains("Hidden Harbour") && !letter.html.contains("other"), "{}", letter.html);
    }
    let still = app.signed_in(shared);
    still.get("/w/acme").await.expect(404);
    still.get("/w/other").await.expect(200);
}

#[tokio::test]
async fn inviting_somebody_from_another_company_tells_nothing_of_it() {
    let (app, _) = shared();
    let page = |email: &'static str| {
        let owner = app.owner();
        async move {
            let fields = [("email", email), ("role", "viewer")];
            let sent = owner.post("/w/acme/settings/people/invite", &fields).await.expect(303);
            let people = owner.follow(&sent).await.expect(200);
            (sent.location().to_owned(), people.body.matches(email).count())
        }
    };

    let known = page("owner@other.example").await;
    let unknown = page("nobody@nowhere.example").await;

    assert_eq!(known, unknown);
    let letters = app.letters().await;
    assert!(letters.iter().all(|letter| !letter.html.contains("Hidden Harbour")));
    assert_eq!(letters[0].subject, letters[1].subject);
}

#[tokio::test]
async fn an_unknown_company_and_a_strange_one_are_refused_alike() {
    let (app, _) = shared();
    let owner = app.owner();

    let strange = owner.get("/w/other/contacts").await.expect(404);
    let unknown = owner.get("/w/nowhere/contacts").await.expect(404);

    assert_eq!(plain(&strange, "other"), plain(&unknown, "nowhere"));
}

/// The page without what must differ: what was asked for, and the number of the request.
fn plain(answer: &Answer, asked: &str) -> String {
    let body = answer.body.replace(asked, "");
    let request = body.find("Request ").unwrap();
    body[..request].to_owned() + &body[request + "Request XXXX-XXXX-XXXX".len()..]
}

#[tokio::test]
async fn a_record_of_the_other_company_is_refused_like_one_that_never_was() {
    let (app, _) = shared();
    let other = app.other().actor();
    let add = |name: &'static str| {
        let contact = contacts::ContactInput { last_name: name.into(), ..Default::default() };
        app.write_as(other.clone(), move |tx| contacts::actions::create(tx, contact)).unwrap().to_string()
    };
    // Numbers of as many digits: one is a record of the other company, one is none at all.
    let (strange, never) = (add("Secretova"), "9".to_owned());
    assert_eq!(strange.len(), never.len());
    let (owner, program) = (app.owner(), app.program());

    for place in ["contacts", "companies", "notes", "import", "settings/teams", "settings/people"] {
        let asked = |id: &str| format!("/w/acme/{place}/{id}");
        let (theirs, nobodys) = (owner.get(&asked(&strange)).await, owner.get(&asked(&never)).await);
        assert_eq!(theirs.status, nobodys.status, "{place}");
        if theirs.status == 404 {
            assert_eq!(plain(&theirs, &asked(&strange)), plain(&nobodys, &asked(&never)), "{place}");
        }
    }
    for place in ["contacts", "companies", "notes"] {
        let asked = |id: &str| format!("/api/v1/{place}/{id}");
        let told = |answer: Answer| {
            let mut problem = answer.expect(404).json();
            problem["instance"] = Value::Null;
            problem
        };
        let theirs = told(program.get(&asked(&strange)).await);
        assert_eq!(theirs, told(program.get(&asked(&never)).await), "{place}");
        let change = json!({ "name": "x" });
        let theirs = program.patch(&asked(&strange), "\"1\"", change.clone()).await;
        let nobodys = program.patch(&asked(&never), "\"1\"", change).await;
        assert_eq!(theirs.status, nobodys.status, "{place}");
    }
}

#[tokio::test]
async fn programs_of_one_person_in_two_companies_stay_apart() {
    let (app, shared) = shared();
    let here = app.program_with(&app.key_of(app.acme(), shared, Fields::new()).secret);
    let there = app.program_with(&app.key_of(app.other(), shared, Fields::new()).secret);
    let external = "/api/v1/contacts/external/web-shop/17";
    let mila =
        json!({ "last_name": "Secretova", "emails": [{ "value": "mila@secret.example" }], "tags": ["oak"] });
    let once = [("idempotency-key", "one-and-the-same")];

    // What stands in the other company is no obstacle here: names, addresses, keys of programs.
    there.put(external, mila.clone()).await.expect(201);
    let added =
        here.put(external, json!({ "last_name": "Kolev", "emails": [{ "value": "mila@secret.example" }] }));
    added.await.expect(201);
    let note = |name: &str| json!({ "name": name });
    there.send(Method::POST, "/api/v1/companies", &once, Some(note("Secretova Ltd"))).await.expect(201);
    here.send(Method::POST, "/api/v1/companies", &once, Some(note("Rila Joinery"))).await.expect(201);

    for ask in api::OPERATIONS.iter().filter(|ask| ask.method == "GET") {
        for id in 1..=6 {
            let path = ask.path.replace("{id}", &id.to_string());
            let path = if path.ends_with("/search") { format!("{path}?q=Secretova") } else { path };
            let answer = here.get(&path).await;
            assert!(answer.status.as_u16() < 500, "{path}: {}", answer.body);
            quiet(&path, &answer);
            if !ask.path.contains("{id}") {
                break;
            }
        }
    }
    // The feed of changes speaks of our records only.
    let ours = [here.get("/api/v1/contacts").await, here.get("/api/v1/companies").await]
        .map(|list| list.json()["data"][0]["id"].clone());
    let feed = here.get("/api/v1/changes").await.expect(200).json();
    let acts = feed["data"].as_array().unwrap();
    assert!(acts.len() >= 2 && acts.iter().all(|act| ours.contains(&act["id"])), "{feed}");
}

/// Everything that left by mail: head and body of each letter as it travels, and to whom it went.
async fn posted(app: &App) -> Vec<(String, String)> {
    app.letters().await;
    let files = std::fs::read_dir(app.installation.folder().join("letters")).unwrap();
    let read = files.map(|file| String::from_utf8(std::fs::read(file.unwrap().path()).unwrap()).unwrap());
    let to = |text: &str| {
        let line = text.lines().find(|line| line.starts_with("To:")).unwrap();
        line.to_owned()
    };
    read.map(|text| (to(&text), text)).collect()
}

#[tokio::test]
async fn a_letter_names_the_company_that_sends_it_and_no_other_in_head_and_foot() {
    let (app, shared) = shared();
    let place =
        app.installation.db.read(&app.acme().actor(), |view| members::maybe_find_of(view, shared)).unwrap();
    let place = place.unwrap().id;
    let password =
        accounts::choose_blocking(&app.installation, "password", "seven lazy otters", &[]).unwrap();

    // One letter of this company, one of the other, one of the account.
    app.write(move |tx| members::change_role(tx, place, Role::Viewer)).unwrap();
    app.key_of(app.other(), shared, Fields::new());
    app.write_as(Actor::guest(Door::Cli), move |tx| accounts::reset_password(tx, shared, &password)).unwrap();
    let letters = app.letters().await;
    let heads = posted(&app).await;

    let [account, ours, theirs] = ["Your password is changed", "acme", "Hidden Harbour"].map(|word| {
        let found = letters.iter().find(|letter| letter.subject.contains(word));
        found.unwrap_or_else(|| panic!("nothing about {word} in {letters:?}"))
    });
    assert_eq!([&*account.from, &*ours.from, &*theirs.from], ["Kantora", "acme", "Hidden Harbour"]);
    for (letter, strange) in [(ours, "Hidden Harbour"), (ours, "/w/other"), (theirs, "/w/acme")] {
        assert!(!letter.html.contains(strange) && !letter.plain.contains(strange), "{}", letter.plain);
    }
    for strange in ["Hidden Harbour", "/w/", "other"] {
        assert!(!account.html.replace("Every other device", "").contains(strange), "{}", account.html);
    }
    let strangers: Vec<&String> = heads
        .iter()
        .filter(|(_, text)| {
            text.lines().take_while(|line| !line.is_empty()).any(|line| line.contains("Hidden"))
        })
        .map(|(to, _)| to)
        .collect();
    assert_eq!(strangers.len(), 1, "only the other company's own letter bears its name: {strangers:?}");
}

/// Without letters the link is handed over: whoever uses it has not shown that the address is theirs.
#[tokio::test]
async fn whoever_took_an_address_by_a_link_handed_over_learns_of_no_other_company() {
    let app = App::configured(|config| config.mail = None);
    let invite = |email: &'static str, slug: &'static str| {
        let inviter = if slug == "acme" { app.owner() } else { app.stranger() };
        async move {
            let fields = [("email", email), ("role", "viewer")];
            let page = inviter.post(&format!("/w/{slug}/settings/people/invite"), &fields).await.expect(200);
            let from = page.body.find("/invitation/").unwrap();
            page.body[from..].split('<').next().unwrap().to_owned()
        }
    };
    app.write_as(app.other().actor(), |tx| {
        tx.execute("UPDATE workspace SET name = 'Hidden Harbour' WHERE slug = 'other'", [])
    })
    .unwrap();
    invite("nadia@new.example", "other").await;
    let link = invite("nadia@new.example", "acme").await;
    let somebody = app.guest();

    somebody.post(&link, &[("name", "Nadia Nova"), ("password", "seven lazy otters")]).await.expect(303);
    let held = somebody.get("/account/data.json").await.expect(200);

    quiet("what is held", &held);
    assert_eq!(held.json()["invitations"].as_array().unwrap().len(), 1);
}

/// The one answer that must differ, as somebody either comes in or does not: it is slow, and its owner is told.
#[tokio::test]
async fn whoever_tries_taken_addresses_by_links_handed_over_is_slowed_down_and_noted() {
    let app = App::configured(|config| config.mail = None);
    let fields = [("email", "owner@other.example"), ("role", "viewer")];
    let page = app.owner().post("/w/acme/settings/people/invite", &fields).await.expect(200);
    let from = page.body.find("/invitation/").unwrap();
    let link = page.body[from..].split('<').next().unwrap().to_owned();
    let join = [("name", "Nadia Nova"), ("password", "seven lazy otters")];

    for _ in 0..5 {
        app.guest().post(&link, &join).await.expect(422);
    }
    app.guest().post(&link, &join).await.expect(429);

    let held = app.stranger().get("/account/data.json").await.expect(200).json();
    let events = held["events"].as_array().unwrap();
    assert_eq!(events.iter().filter(|event| event["event"] == "invitation.refuse").count(), 5, "{held}");
}
