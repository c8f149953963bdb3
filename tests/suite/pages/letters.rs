//! From the act that causes a letter to the letter, whatever happens on the way.

use std::time::Duration;

use kantora::base::{Actor, Door, Language, WorkspaceId};
use kantora::platform::Tx;
use kantora::platform::config::{Mail, Way};
use kantora::platform::queue::Holder;
use kantora::worker;
use kantora::workspace::email::{self, LetterId, Recipient, TestLetter};

use crate::support::App;

fn amelia() -> Recipient {
    Recipient {
        address: "amelia@example.com".into(),
        name: "Amelia Ford".into(),
        language: Language::En,
        account: None,
    }
}

fn send(app: &App, to: Recipient) -> LetterId {
    app.write(move |tx: &Tx| email::send(tx, &to, &TestLetter {})).unwrap()
}

#[tokio::test]
async fn a_letter_goes_once_in_the_language_of_its_reader_and_in_the_name_of_the_company() {
    let app = App::start();
    send(&app, amelia());
    send(&app, Recipient { language: Language::Bg, address: "boris@example.com".into(), ..amelia() });

    let first = app.letters().await;
    let again = app.letters().await;

    assert_eq!(
        first.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(),
        ["amelia@example.com", "boris@example.com"]
    );
    assert_eq!(first[0].from, "acme");
    assert_eq!(first[0].subject, "A test letter");
    assert!(first[0].plain.contains("acme can send letters"), "{}", first[0].plain);
    assert_eq!(first[0].path(), "/w/acme");
    assert!(first[0].html.contains("/w/acme"), "{}", first[0].html);
    assert_eq!(first[1].subject, "Пробно писмо");
    assert_eq!(again.len(), 2);
}

#[tokio::test]
async fn a_letter_of_an_account_belongs_to_no_company() {
    let app = App::start();
    let account = app.account(kantora::base::Role::Sales);
    let act = move |tx: &Tx| email::send(tx, &amelia(), &TestLetter {});
    app.write_as(Actor::account(Door::Page, account), act).unwrap();

    let letters = app.letters().await;

    assert_eq!(letters[0].from, "Kantora");
    assert!(!letters[0].html.contains("/w/"), "{}", letters[0].html);
}

#[tokio::test]
async fn an_act_that_fails_sends_nothing() {
    let app = App::start();
    let act = |tx: &Tx| {
        email::send(tx, &amelia(), &TestLetter {})?;
        Err::<(), _>(kantora::base::Error::Forbidden)
    };
    app.write(act).unwrap_err();

    assert!(app.letters().await.is_empty());
}

#[tokio::test]
async fn an_address_that_is_none_is_refused_and_the_rest_goes_on() {
    let app = App::start();
    let wrong = send(&app, Recipient { address: "amelia".into(), ..amelia() });
    send(&app, amelia());

    let letters = app.letters().await;

    assert_eq!(letters.len(), 1);
    let read = app.installation.db.read(&app.acme().actor(), |view| email::find(view, wrong)).unwrap();
    assert_eq!((read.state.code(), read.problem.as_str()), ("bounced", "email-problem-address"));
}

#[tokio::test]
async fn the_page_of_mail_sends_a_test_letter_and_says_what_became_of_it() {
    let app = App::start();
    let owner = app.owner();

    let sent = owner.post("/w/acme/settings/mail/test", &[]).await;
    let before = owner.get("/w/acme/settings/mail").await;
    let letters = app.letters().await;
    let after = owner.get("/w/acme/settings/mail").await;

    assert_eq!(sent.status.as_u16(), 303);
    assert!(before.body.contains("waiting") && after.body.contains("Test letter"), "{}", after.body);
    assert!(after.body.contains("state paid"), "{}", after.body);
    assert_eq!(letters.len(), 1);
}

#[tokio::test]
async fn a_company_sends_through_its_own_server_whose_password_nobody_can_read() {
    let app = App::start();
    let owner = app.owner();
    let account = |version: &'static str, host: &'static str, password: &'static str| {
        [
            ("version", version),
            ("host", host),
            ("port", "587"),
            ("encryption", "starttls"),
            ("user", "office"),
            ("password", password),
            ("address", "office@acme.example"),
            ("name", ""),
        ]
    };

    let saved = owner.post("/w/acme/settings/mail", &account("0", "127.0.0.1", "correct horse")).await;
    let page = owner.get("/w/acme/settings/mail").await;
    let kept = owner.post("/w/acme/settings/mail", &account("1", "127.0.0.1", "")).await;
    let elsewhere = owner.post("/w/acme/settings/mail", &account("2", "mail.evil.example", "")).await;
    owner.post("/w/acme/settings/mail/test", &[]).await;
    app.letters().await;
    let refused = owner.get("/w/acme/settings/mail").await;

    assert_eq!((saved.status.as_u16(), kept.status.as_u16(), elsewhere.status.as_u16()), (303, 303, 422));
    assert!(
        page.body.contains("office@acme.example") && !page.body.contains("correct horse"),
        "{}",
        page.body
    );
    assert!(elsewhere.body.contains("for another server"), "{}", elsewhere.body);
    assert!(refused.body.contains("may not be used here"), "{}", refused.body);
    let bytes = std::fs::read(app.installation.database()).unwrap();
    assert!(!bytes.windows(13).any(|part| part == b"correct horse"));
}

#[tokio::test]
async fn a_letter_that_came_to_rest_is_forgotten_after_ninety_days() {
    let app = App::start();
    let account = Actor::account(Door::Page, app.acme().account);
    let waiting = send(&app, amelia());
    app.write(|tx: &Tx| tx.execute("DELETE FROM job WHERE kind = 'email.deliver'", [])).unwrap();
    let old = send(&app, amelia());
    let refused = send(&app, Recipient { address: "amelia".into(), ..amelia() });
    let own = app.write_as(account, |tx: &Tx| email::send(tx, &amelia(), &TestLetter {})).unwrap();
    app.letters().await;
    app.installation.pass(Duration::from_secs(60 * 86_400));
    let recent = send(&app, amelia());
    app.letters().await;

    app.installation.pass(Duration::from_secs(31 * 86_400));
    let installation = Actor::system(Door::Job, WorkspaceId::NONE);
    app.write_as(installation.clone(), email::sweep_everywhere).unwrap();
    app.letters().await;

    let is_there = |actor: &Actor, id| app.installation.db.read(actor, |view| email::find(view, id)).is_ok();
    let acme = app.acme().actor();
    assert!(!is_there(&acme, old) && !is_there(&acme, refused) && !is_there(&installation, own));
    assert!(is_there(&acme, recent) && is_there(&acme, waiting));
}

#[tokio::test]
async fn letters_are_forgotten_a_thousand_at_a_time_and_those_of_others_stay() {
    let app = App::start();
    let fill = |tx: &Tx| {
        tx.execute(
            "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 1001)
             INSERT INTO letter
               (workspace_id, kind, name, address, recipient, language, payload, state, created_at, updated_at, sent_at)
             SELECT ?1, 'email.test', 'email-test', 'a@b.example', '', 'en', '{}', 'sent', 0, 0, 0
             FROM number",
            [tx.workspace()],
        )
    };
    app.write(fill).unwrap();
    app.write_as(app.other().actor(), fill).unwrap();

    let steps: Vec<usize> = (0..3).map(|_| app.write(email::sweep).unwrap()).collect();

    assert_eq!(steps, [1000, 1, 0]);
    let others =
        app.installation.db.read(&app.other().actor(), |view| email::list(view, LetterId::new(9_999)));
    assert_eq!(others.unwrap().len(), 50);
}

#[tokio::test]
async fn a_letter_that_waits_for_its_next_try_goes_at_once_if_somebody_wants_it() {
    let app = App::configured(|config| {
        let from = crate::support::SENDER.to_owned();
        std::fs::write(config.data.join("letters"), "a file where the folder should be").unwrap();
        config.mail = Some(Mail { way: Way::Folder(config.data.join("letters")), from });
    });
    let owner = app.owner();
    let id = send(&app, amelia());
    let retry = format!("/w/acme/settings/mail/{id}/retry");
    let state = || {
        let letter = app.installation.db.read(&app.acme().actor(), |view| email::find(view, id)).unwrap();
        (letter.state.code(), letter.tries, letter.message_id)
    };

    let too_early = owner.post(&retry, &[]).await;
    run(&app).await;
    let waits = state();
    run(&app).await;
    let still = state();
    let page = owner.get("/w/acme/settings/mail").await;
    std::fs::remove_file(app.installation.folder().join("letters")).unwrap();
    owner.post(&retry, &[]).await.expect(303);
    run(&app).await;
    let sent = state();

    too_early.expect(409);
    page.expect(200).expect_text("Try now").expect_text("cannot be written to");
    assert_eq!((waits.0, waits.1), ("waiting", 1));
    assert_eq!(still, waits);
    assert_eq!(sent, ("sent", 2, waits.2));
    owner.post(&retry, &[]).await.expect(409);
}

/// Does the work that is due.
async fn run(app: &App) {
    worker::run_due(&app.installation, Holder::Server).await.unwrap();
}
