//! Second factors: setting them up, signing in with them, losing them.

use std::time::Duration;

use data_encoding::BASE32_NOPAD;
use kantora::base::{AccountId, Actor, Door, Role, WorkspaceId};
use kantora::platform::Tx;
use kantora::workspace::accounts::{self, NewAccount};
use kantora::workspace::{factors, members};
use totp_rs::Builder;

use crate::support::{Answer, App, Browser};

const PASSWORD: &str = "seven lazy otters";
const STEP: Duration = Duration::from_secs(30);
const HOUR: Duration = Duration::from_secs(3600);

/// Nadya, an administrator of `acme` with a password.
fn nadya(app: &App) -> AccountId {
    let password = accounts::choose_blocking(&app.installation, "password", PASSWORD, &[]).unwrap();
    let new = NewAccount {
        email: "nadya@acme.example".parse().unwrap(),
        name: "Nadya Ilieva".parse().unwrap(),
        password,
        language: None,
    };
    app.write_as(Actor::system(Door::Cli, app.acme().id), move |tx| {
        let account = accounts::create(tx, &new)?;
        members::add(tx, account, Role::Admin)?;
        Ok(account)
    })
    .unwrap()
}

async fn type_password<'a>(app: &'a App, next: &str) -> (Browser<'a>, Answer) {
    let browser = app.guest();
    let fields = [("email", "nadya@acme.example"), ("password", PASSWORD), ("next", next)];
    let answer = browser.post("/sign-in", &fields).await;
    (browser, answer)
}

/// What an authenticator app does with a secret.
struct Phone(Vec<u8>);

impl Phone {
    /// Scans the page that sets the app up.
    fn scan(page: &Answer) -> Phone {
        let secret = page.body.split("<code>").nth(1).unwrap().split("</code>").next().unwrap();
        Phone(BASE32_NOPAD.decode(secret.as_bytes()).unwrap())
    }

    fn code(&self, app: &App) -> String {
        let seconds = u64::try_from(app.installation.clock.now().0 / 1000).unwrap();
        Builder::new().with_secret(self.0.clone()).build().unwrap().generate(seconds).to_string()
    }
}

/// Sets an app up; gives the phone, and the recovery codes.
async fn set_up(app: &App, browser: &Browser<'_>) -> (Phone, Vec<String>) {
    let page = browser.get("/account/factors/app").await.expect(200);
    let phone = Phone::scan(&page);
    let fields = [("secret", page.hidden("secret")), ("code", phone.code(app))];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let shown = browser.post("/account/factors/app", &fields).await.expect(200);
    let codes = shown.body.split("<code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned());
    (phone, codes.collect())
}

/// Nadya with an app; time has passed since its first code.
async fn enrolled(app: &App) -> (Phone, Vec<String>) {
    let account = nadya(app);
    let made = set_up(app, &app.signed_in(account)).await;
    app.installation.pass(STEP);
    made
}

async fn type_code(browser: &Browser<'_>, code: &str) -> Answer {
    browser.post("/sign-in/second", &[("code", code), ("next", "/w/acme/contacts")]).await
}

#[tokio::test]
async fn an_app_becomes_the_second_factor_by_its_first_code_and_ten_codes_come_with_it() {
    let app = App::start();
    let account = nadya(&app);
    let (here, elsewhere) = (app.signed_in(account), app.signed_in(account));

    let page = here.get("/account/factors/app").await.expect(200).expect_text("role=\"img\"");
    let wrong = [("secret", page.hidden("secret")), ("code", "000000".to_owned())];
    let wrong = wrong.each_ref().map(|(name, value)| (*name, value.as_str()));
    here.post("/account/factors/app", &wrong).await.expect(422).expect_text("href=\"#code\"");
    let (_, codes) = set_up(&app, &here).await;

    assert_eq!(codes.len(), 10);
    here.get("/account/factors").await.expect(200).expect_text("10 recovery codes are left.");
    elsewhere.get("/account").await.expect(303);
}

#[tokio::test]
async fn the_right_password_alone_opens_only_the_page_that_asks_for_the_code() {
    let app = App::start();
    let (phone, _) = enrolled(&app).await;

    let (browser, answer) = type_password(&app, "/w/acme/contacts").await;
    let asked = browser.follow(&answer.expect(303)).await.expect(200);
    assert_eq!(answer_path(&asked), "/w/acme/contacts");
    for path in ["/account", "/w/acme", "/account/factors", "/w/acme/contacts/export"] {
        assert!(browser.get(path).await.expect(303).location().starts_with("/sign-in"), "{path}");
    }
    let before = browser.cookies();
    let answer = type_code(&browser, &phone.code(&app)).await.expect(303);

    assert_eq!(answer.location(), "/w/acme/contacts");
    assert_ne!(browser.cookies(), before);
    browser.follow(&answer).await.expect(200);
    app.guest_with(before).get("/sign-in/second").await.expect(303);
}

fn answer_path(page: &Answer) -> String {
    page.hidden("next")
}

#[tokio::test]
async fn a_code_counts_once_and_in_its_own_half_minute_only() {
    let app = App::start();
    let (phone, _) = enrolled(&app).await;
    let code = phone.code(&app);
    let (first, _) = type_password(&app, "").await;
    type_code(&first, &code).await.expect(303);

    let (second, _) = type_password(&app, "").await;
    type_code(&second, &code).await.expect(422).expect_text("Wait for the next code");
    app.installation.pass(STEP);
    let late = phone.code(&app);
    app.installation.pass(STEP);

    type_code(&second, &late).await.expect(422).expect_text("Wait for the next code");
    type_code(&second, &phone.code(&app)).await.expect(303);
}

#[tokio::test]
async fn a_recovery_code_opens_once_and_shows_what_is_left() {
    let app = App::start();
    let (_, codes) = enrolled(&app).await;

    let (browser, _) = type_password(&app, "").await;
    let answer = type_code(&browser, &codes[3].to_uppercase().replace('-', " ")).await.expect(303);
    assert_eq!(answer.location(), "/account/factors");
    browser.follow(&answer).await.expect(200).expect_text("9 recovery codes are left.");
    let (again, _) = type_password(&app, "").await;

    type_code(&again, &codes[3]).await.expect(422);
    type_code(&again, &codes[4]).await.expect(303);
}

#[tokio::test]
async fn guesses_are_slowed_down_wherever_they_come_from_and_half_a_sign_in_ends() {
    let app = App::start();
    let (phone, _) = enrolled(&app).await;
    let (browser, _) = type_password(&app, "").await;

    for _ in 0..5 {
        type_code(&browser, "000000").await.expect(422);
    }
    type_code(&browser, &phone.code(&app)).await.expect(429);
    app.installation.pass(Duration::from_secs(10 * 60));

    assert_eq!(type_code(&browser, &phone.code(&app)).await.expect(303).location(), "/sign-in");
}

#[tokio::test]
async fn proof_anew_asks_for_the_factor_and_not_for_the_password() {
    let app = App::start();
    let (phone, _) = enrolled(&app).await;
    let (browser, _) = type_password(&app, "").await;
    type_code(&browser, &phone.code(&app)).await.expect(303);
    app.installation.pass(HOUR);

    let asked = browser.get("/account/factors/app").await.expect(303);
    let page = browser.follow(&asked).await.expect(200);
    browser.post("/account/confirm", &[("password", PASSWORD)]).await.expect(422);
    let fields = [("next", page.hidden("next")), ("code", phone.code(&app))];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let on = browser.post("/account/confirm", &fields).await.expect(303);

    page.expect_no_text("type=\"password\"");
    assert_eq!(on.location(), "/account/factors/app");
    browser.follow(&on).await.expect(200);
}

#[tokio::test]
async fn without_a_factor_there_are_no_codes_and_the_password_is_enough_again() {
    let app = App::start();
    let (phone, codes) = enrolled(&app).await;
    let (browser, _) = type_password(&app, "").await;
    type_code(&browser, &phone.code(&app)).await.expect(303);

    let fresh = browser.post("/account/factors/codes", &[]).await.expect(200);
    assert!(!fresh.body.contains(&codes[0]));
    browser.post("/account/factors/app/remove", &[]).await.expect(303);

    browser.get("/account/factors").await.expect_no_text("recovery codes are left");
    browser.post("/account/factors/codes", &[]).await.expect(409);
    let (_, answer) = type_password(&app, "").await;
    assert_eq!(answer.expect(303).location(), "/w/acme");
}

#[tokio::test]
async fn another_password_keeps_the_second_factor_and_only_the_command_line_forgets_it() {
    let app = App::start();
    enrolled(&app).await;
    let account = app.write(|tx| accounts::find_by_email(tx, &"nadya@acme.example".parse()?)).unwrap().id;
    let password = accounts::choose_blocking(&app.installation, "password", PASSWORD, &[]).unwrap();
    let cli = Actor::guest(Door::Cli);

    app.write_as(cli.clone(), move |tx| accounts::reset_password(tx, account, &password)).unwrap();
    let (_, answer) = type_password(&app, "").await;
    assert!(answer.expect(303).location().starts_with("/sign-in/second"));
    app.write(move |tx| factors::forget(tx, account)).unwrap_err();
    app.write_as(cli, move |tx| factors::forget(tx, account)).unwrap();

    let (_, answer) = type_password(&app, "").await;
    assert_eq!(answer.expect(303).location(), "/w/acme");
}

#[tokio::test]
async fn a_company_that_asks_for_a_factor_lets_nobody_in_without() {
    let app = App::start();
    let account = nadya(&app);
    let (owner, admin, seller) = (app.owner(), app.signed_in(account), app.member(Role::Sales));
    let version = owner.get("/w/acme/settings/security").await.expect(200).hidden("version");

    owner
        .post("/w/acme/settings/security", &[("version", &version), ("second_factor", "admins")])
        .await
        .expect(303);
    let sent = admin.get("/w/acme/contacts").await.expect(303);
    admin.post("/w/acme/settings", &[]).await.expect(303);
    seller.get("/w/acme/contacts").await.expect(200);

    assert_eq!(sent.location(), "/account/factors?done=factors-asked");
    admin.follow(&sent).await.expect(200).expect_text("asks its people for a second factor");
    set_up(&app, &admin).await;
    admin.get("/w/acme/contacts").await.expect(200);
}

#[tokio::test]
async fn a_made_up_passkey_proves_nobody() {
    let app = App::start();
    let account = nadya(&app);
    let question = app.guest().post("/sign-in/passkey/begin", &[]).await.expect(200);
    let ticket = question.body.split("\"ticket\":\"").nth(1).unwrap().split('"').next().unwrap();

    for credential in ["", "{}", "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\"}"] {
        let fields = [("ticket", ticket), ("credential", credential)];
        app.guest().post("/sign-in/passkey", &fields).await.expect(422);
        let fields = [("name", "Key"), ("ticket", ticket), ("credential", credential)];
        app.signed_in(account).post("/account/factors/passkeys", &fields).await.expect(422);
    }
}

#[tokio::test]
async fn nobody_changes_the_factors_of_another() {
    let app = App::start();
    enrolled(&app).await;
    let stranger = app.member(Role::Viewer);

    stranger.post("/account/factors/app/remove", &[]).await.expect(404);
    stranger.post("/account/factors/passkeys/1/remove", &[]).await.expect(404);

    let (_, answer) = type_password(&app, "").await;
    assert!(answer.expect(303).location().starts_with("/sign-in/second"));
}

/// What Nadya was told, the subjects alone.
async fn told(app: &App) -> Vec<String> {
    let letters = app.letters().await;
    letters
        .into_iter()
        .filter(|letter| letter.to == "nadya@acme.example")
        .map(|letter| letter.subject)
        .collect()
}

#[tokio::test]
async fn a_letter_tells_of_each_change_of_the_factors_and_of_a_used_recovery_code() {
    let app = App::start();
    let (_, codes) = enrolled(&app).await;
    let after_adding = told(&app).await.len();

    let (browser, _) = type_password(&app, "").await;
    type_code(&browser, &codes[0]).await.expect(303);
    let after_code = told(&app).await.len();
    browser.post("/account/factors/codes", &[]).await.expect(200);
    browser.post("/account/factors/app/remove", &[]).await.expect(303);
    let account = accounts_of(&app, "nadya@acme.example");
    app.write_as(Actor::system(Door::Cli, WorkspaceId::NONE), move |tx| factors::forget(tx, account))
        .unwrap();

    assert_eq!((after_adding, after_code, told(&app).await.len()), (1, 2, 5));
}

fn accounts_of(app: &App, email: &str) -> AccountId {
    let email = email.parse().unwrap();
    let found = app.installation.db.read(&app.acme().actor(), |view| accounts::find_by_email(view, &email));
    found.unwrap().id
}

#[tokio::test]
async fn what_is_held_about_factors_is_in_the_file_without_secrets_and_goes_with_the_account() {
    let app = App::start();
    let account = nadya(&app);
    let browser = app.signed_in(account);
    let (_, codes) = set_up(&app, &browser).await;

    let file = browser.get("/account/data.json").await.expect(200).expect_no_text(&codes[0]);
    browser.post("/account/close", &[("password", PASSWORD)]).await.expect(303);

    let held: serde_json::Value = serde_json::from_str(&file.body).unwrap();
    assert_eq!(held["factors"]["recovery_codes_left"], 10);
    assert!(held["factors"]["app_since"].is_i64(), "{held}");
    file.expect_no_text("secret").expect_no_text("hash");
    let left =
        app.installation.db.read(&app.acme().actor(), |view| factors::enrolled(view, account)).unwrap();
    assert_eq!((left.is_any(), left.codes), (false, 0));
}

#[tokio::test]
async fn secrets_and_recovery_codes_are_long_and_no_two_are_alike() {
    let app = App::start();
    let (one, other) = (app.signed_in(nadya(&app)), app.member(Role::Viewer));

    let (phone, mut codes) = set_up(&app, &one).await;
    let (other_phone, other_codes) = set_up(&app, &other).await;
    codes.extend(other_codes);

    assert_eq!((phone.0.len(), other_phone.0.len()), (20, 20));
    assert_ne!(phone.0, other_phone.0);
    assert!(codes.iter().all(|code| code.replace('-', "").len() == 24), "{codes:?}");
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 20);
}

#[tokio::test]
async fn another_password_by_letter_keeps_the_second_factor() {
    let app = App::start();
    let (phone, _) = enrolled(&app).await;
    app.guest().post("/reset", &[("email", "nadya@acme.example")]).await.expect(303);
    app.installation.pass(STEP);
    let letters = app.letters().await;
    let link = letters.iter().find(|letter| letter.subject == "Set another password").unwrap().path();

    app.guest().post(&link, &[("password", "nine patient herons")]).await.expect(303);
    let browser = app.guest();
    let fields = [("email", "nadya@acme.example"), ("password", "nine patient herons"), ("next", "")];
    let answer = browser.post("/sign-in", &fields).await.expect(303);

    assert!(answer.location().starts_with("/sign-in/second"), "{}", answer.location());
    browser.get("/account").await.expect(303);
    type_code(&browser, &phone.code(&app)).await.expect(303);
    browser.get("/account").await.expect(200);
}

#[tokio::test]
async fn a_letter_tells_of_a_way_in_that_was_unlinked() {
    let app = App::start();
    let account = nadya(&app);
    let link = move |tx: &Tx| {
        tx.insert(
            "INSERT INTO identity (account_id, issuer, subject, email, created_at)
             VALUES (:account, 'https://issuer.example', 'nadya', 'nadya@acme.example', :now)",
            rusqlite::named_params! { ":account": account, ":now": tx.now() },
        )
    };
    let id = app.write(link).unwrap();

    app.signed_in(account).post(&format!("/account/identities/{id}/unlink"), &[]).await.expect(303);

    assert_eq!(told(&app).await.len(), 1);
}
