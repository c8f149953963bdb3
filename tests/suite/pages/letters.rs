//! From the act that causes a letter to the letter, whatever happens on the way.

use kantora::base::{Actor, Door, Language};
use kantora::platform::Tx;
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
