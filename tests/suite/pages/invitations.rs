//! Being asked to work somewhere.

use std::time::Duration;

use kantora::base::Role;
use kantora::workspace::members;

use crate::support::{Answer, App, Browser, Letter};

const DAY: Duration = Duration::from_secs(86_400);

/// An installation without mail: the inviter hands the link over.
fn by_hand() -> App {
    App::configured(|config| config.mail = None)
}

async fn invite(app: &App, email: &str, role: &str) -> String {
    let fields = [("email", email), ("role", role)];
    link(&app.owner().post("/w/acme/settings/people/invite", &fields).await.expect(200))
}

/// The path of the link that the page shows.
fn link(page: &Answer) -> String {
    let from = page.body.find("/invitation/").unwrap_or_else(|| panic!("no link in\n{}", page.body));
    page.body[from..].split('<').next().unwrap().to_owned()
}

async fn join(browser: &Browser<'_>, link: &str) -> Answer {
    browser.post(link, &[("name", "Nadia Nova"), ("password", "seven lazy otters")]).await
}

#[tokio::test]
async fn somebody_without_an_account_makes_one_and_is_in() {
    let app = by_hand();
    let link = invite(&app, "nadia@new.example", "sales").await;
    let nadia = app.guest();

    nadia.get(&link).await.expect(200).expect_text("Olga Owner invites you").expect_text("nadia@new.example");
    let joined = join(&nadia, &link).await.expect(303);

    nadia.follow(&joined).await.expect(200).expect_text("Welcome. You can begin.").expect_text("Nadia Nova");
    nadia.get("/w/acme/contacts/new").await.expect(200);
    nadia.get("/w/acme/settings").await.expect(403);
    app.guest().get(&link).await.expect(410).expect_text("This invitation was accepted");
}

#[tokio::test]
async fn whoever_has_an_account_accepts_only_after_signing_in_as_that_address() {
    let app = by_hand();
    let link = invite(&app, "OWNER@other.example", "viewer").await;

    let page = app.guest().get(&link).await.expect(200);
    page.expect_text("/sign-in?next=%2Finvitation%2F");
    join(&app.guest(), &link).await.expect(422);
    let another = app.member(Role::Viewer);
    another.get(&link).await.expect(200).expect_text("You are signed in as viewer@acme.example");
    another.post(&link, &[]).await.expect(403);
    let meant = app.stranger();
    meant.get(&link).await.expect(200).expect_text("Accept");
    meant.get("/w/acme").await.expect(404);
    meant.post(&link, &[]).await.expect(303);
    meant.get("/w/acme").await.expect(200);
}

#[tokio::test]
async fn inviting_says_the_same_for_known_and_unknown_addresses() {
    let app = by_hand();
    let owner = app.owner();
    let page = |email: &'static str| {
        let fields = [("email", email), ("role", "sales")];
        let owner = &owner;
        async move {
            let page = owner.post("/w/acme/settings/people/invite", &fields).await.expect(200);
            let invited = app_less(&page.body, email);
            (link(&page), invited)
        }
    };

    let (known_link, known) = page("owner@other.example").await;
    let (new_link, new) = page("nobody@other.example").await;

    assert_eq!(known, new);
    let known = app.guest().get(&known_link).await.expect(200).body;
    let new = app.guest().get(&new_link).await.expect(200).body;
    assert_eq!(app_less(&known, "owner@other.example"), app_less(&new, "nobody@other.example"));
}

/// The page without what must differ: the address and the token.
fn app_less(page: &str, email: &str) -> String {
    let page = page.replace(email, "ADDRESS");
    let is_token =
        |word: &&str| word.len() == 26 && word.chars().all(|letter| letter.is_ascii_alphanumeric());
    let tokens: Vec<String> = page
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(is_token)
        .map(str::to_owned)
        .collect();
    let with_prefix =
        |page: String, token: &String| page.replace(&format!("2F{token}"), "").replace(token, "");
    let page = tokens.iter().fold(page.clone(), with_prefix);
    let escaped =
        page.split("next=%2Finvitation%2F").map(|part| part.split_once('"').map_or(part, |(_, rest)| rest));
    escaped.collect()
}

#[tokio::test]
async fn a_link_ends_after_seven_days_when_withdrawn_and_when_sent_again() {
    let app = by_hand();
    let (late, taken, sent) = (
        invite(&app, "late@new.example", "viewer").await,
        invite(&app, "taken@new.example", "viewer").await,
        invite(&app, "sent@new.example", "viewer").await,
    );
    let list = app.owner().get("/w/acme/settings/people").await.expect(200);
    let path = |email: &str| {
        let at = list.body.find(email).unwrap();
        let from = at + list.body[at..].find("/w/acme/settings/invitations/").unwrap();
        list.body[from..].split("/send").next().unwrap().to_owned()
    };

    app.owner().post(&format!("{}/withdraw", path("taken@")), &[]).await.expect(303);
    let again = link(&app.owner().post(&format!("{}/send", path("sent@")), &[]).await.expect(200));

    app.guest().get(&taken).await.expect(410).expect_text("This invitation was withdrawn");
    join(&app.guest(), &taken).await.expect(410);
    app.guest().get(&sent).await.expect(404);
    app.guest().get(&again).await.expect(200);
    app.installation.pass(7 * DAY);
    app.guest().get(&late).await.expect(410).expect_text("The time of this invitation is over");
    join(&app.guest(), &late).await.expect(410);
    app.owner().post(&format!("{}/withdraw", path("taken@")), &[]).await.expect(410);
}

#[tokio::test]
async fn somebody_who_was_removed_comes_back_by_invitation_in_the_new_role() {
    let app = by_hand();
    let account = app.account(Role::Viewer);
    let actor = app.acme().actor();
    let member =
        app.installation.db.read(&actor, |view| members::maybe_find_of(view, account)).unwrap().unwrap();
    app.write(move |tx| members::remove(tx, member.id)).unwrap();
    let link = invite(&app, "viewer@acme.example", "sales").await;
    let viewer = app.member(Role::Viewer);

    viewer.post(&link, &[]).await.expect(303);

    let back = app.installation.db.read(&actor, |view| members::find(view, member.id)).unwrap();
    assert!(back.is_active);
    assert_eq!(back.role, Role::Sales);
}

#[tokio::test]
async fn whoever_works_here_is_not_invited() {
    let app = by_hand();

    let fields = [("email", "Viewer@ACME.example"), ("role", "sales")];
    let page = app.owner().post("/w/acme/settings/people/invite", &fields).await.expect(422);

    page.expect_text("Somebody with this address works here already.");
}

#[tokio::test]
async fn a_company_invites_fifty_a_day_and_nobody_more_than_ten_times() {
    let app = by_hand();
    for _ in 0..10 {
        invite(&app, "often@new.example", "viewer").await;
    }
    let fields = [("email", "often@new.example"), ("role", "viewer")];
    app.owner().post("/w/acme/settings/people/invite", &fields).await.expect(429);
    for number in 1..50 {
        invite(&app, &format!("new{number}@new.example"), "viewer").await;
    }

    let fields = [("email", "last@new.example"), ("role", "viewer")];
    app.owner().post("/w/acme/settings/people/invite", &fields).await.expect(429);
    app.installation.pass(DAY + DAY);
    app.owner().post("/w/acme/settings/people/invite", &fields).await.expect(200);
}

#[tokio::test]
async fn guessing_a_link_is_slowed_down() {
    let app = by_hand();

    for _ in 0..5 {
        app.guest().get("/invitation/aaaaaaaaaaaaaaaaaaaaaaaaaa").await.expect(404);
    }

    app.guest().get("/invitation/aaaaaaaaaaaaaaaaaaaaaaaaaa").await.expect(429);
}

#[tokio::test]
async fn a_token_is_stored_hashed_and_never_in_an_address_of_the_log() {
    let app = by_hand();

    let link = invite(&app, "nadia@new.example", "viewer").await;

    let token = link.rsplit('/').next().unwrap();
    let file = std::fs::read(app.installation.database()).unwrap();
    let wal = std::fs::read(app.installation.database().with_extension("db-wal")).unwrap_or_default();
    let is_in = |bytes: &[u8]| bytes.windows(token.len()).any(|window| window == token.as_bytes());
    assert!(!is_in(&file) && !is_in(&wal));
}

#[tokio::test]
async fn the_letter_brings_the_link_in_the_language_of_the_company_to_known_and_unknown_alike() {
    let app = App::start();
    for email in ["owner@other.example", "nobody@new.example"] {
        let fields = [("email", email), ("role", "sales")];
        let sent = app.owner().post("/w/acme/settings/people/invite", &fields).await.expect(303);
        app.owner().follow(&sent).await.expect(200).expect_text("The invitation is on its way.");
    }

    let letters = app.letters().await;

    let [unknown, known] = &letters[..] else { panic!("{letters:?}") };
    let plain = |letter: &Letter| letter.plain.replace(&letter.path(), "");
    assert_eq!((known.to.as_str(), &known.subject), ("owner@other.example", &unknown.subject));
    assert_eq!(plain(known), plain(unknown));
    assert!(known.plain.contains("Olga Owner invites you. Your role: Sales."), "{}", known.plain);
    app.guest().get(&known.path()).await.expect(200);
    join(&app.guest(), &unknown.path()).await.expect(303);
    let told = app.letters().await;
    assert!(told.iter().any(|letter| letter.subject == "Nadia Nova works at acme now"), "{told:?}");
}

#[tokio::test]
async fn a_letter_of_a_withdrawn_invitation_is_not_written() {
    let app = App::start();
    let fields = [("email", "nadia@new.example"), ("role", "sales")];
    app.owner().post("/w/acme/settings/people/invite", &fields).await.expect(303);
    let open = app.installation.db.read(&app.acme().actor(), members::list_invitations).unwrap();

    app.owner().post(&format!("/w/acme/settings/invitations/{}/withdraw", open[0].id), &[]).await.expect(303);

    assert!(app.letters().await.is_empty());
}
