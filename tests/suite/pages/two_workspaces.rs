//! One person in two companies: neither learns of the other, by page, letter, file or error.

use kantora::base::{AccountId, Role};
use kantora::crm::contacts;
use kantora::routes;
use kantora::workspace::members;
use poem::http::Method;

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

    let plain = |answer: &Answer, slug: &str| {
        let body = answer.body.replace(slug, "");
        let request = body.find("Request ").unwrap();
        body[..request].to_owned() + &body[request + "Request XXXX-XXXX-XXXX".len()..]
    };
    assert_eq!(plain(&strange, "other"), plain(&unknown, "nowhere"));
}
