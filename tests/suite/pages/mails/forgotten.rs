//! Letters are kept as long as their person, and not longer.

use std::time::Duration;

use kantora::base::ContactId;
use kantora::crm::{contacts, deals, mails};
use kantora::workspace::email;

use super::{contact, sent, write_to_many};
use crate::support::App;

#[tokio::test]
async fn letters_go_with_their_person_for_good_and_stay_when_a_deal_goes() {
    let app = App::start();
    let (ana, boris) =
        (contact(&app, "Ana", "ana@hart.example"), contact(&app, "Boris", "boris@hart.example"));
    let (deal, _) = write_to_many(&app, (ana, boris)).await;
    let count = |app: &App, person: ContactId| {
        app.write(move |tx| mails::store::ids_of_person(tx, person.subject())).unwrap().len()
    };

    app.write(move |tx| {
        deals::actions::forget(tx, deal)?;
        contacts::actions::forget(tx, ana)
    })
    .unwrap();

    assert_eq!((count(&app, ana), count(&app, boris)), (0, 1));
    let left: i64 = app
        .write(|tx| {
            tx.one("SELECT count(*) AS left_over FROM letter WHERE kept = 1", [], |row| row.get("left_over"))
        })
        .unwrap();
    assert_eq!(left, 1, "their letters are forgotten, too");
    app.owner().get(&format!("/w/acme/contacts/{boris}")).await.expect(200).expect_text("wrote a letter");
}

#[tokio::test]
async fn what_is_forgotten_before_it_leaves_does_not_leave() {
    let app = App::start();
    let ana = contact(&app, "Ana", "ana@hart.example");
    let to = format!("{ana}:ana@hart.example");
    let fields = [("act", "a"), ("to", &*to), ("subject", "Oak"), ("text", "Two tables")];
    app.owner().post(&format!("/w/acme/mails/send?about={ana}"), &fields).await.expect(303);

    app.write(move |tx| contacts::actions::forget(tx, ana)).unwrap();

    assert!(sent(&app).await.is_empty());
}

#[tokio::test]
async fn a_letter_is_remembered_for_as_long_as_its_person() {
    let app = App::start();
    let ana = contact(&app, "Ana", "ana@hart.example");
    let to = format!("{ana}:ana@hart.example");
    let fields = [("act", "a"), ("to", &*to), ("subject", "Oak"), ("text", "Two tables")];
    app.owner().post(&format!("/w/acme/mails/send?about={ana}"), &fields).await.expect(303);
    assert_eq!(sent(&app).await.len(), 1);

    app.installation.pass(email::KEPT_FOR + Duration::from_secs(1));
    app.write(|tx| email::sweep(tx).map(|_| ())).unwrap();

    let state = app.write(move |tx| {
        let mail = mails::store::ids_of_person(tx, ana.subject())?[0];
        Ok(email::find(tx, mails::store::find(tx, mail)?.letter)?.state)
    });
    assert_eq!(state.unwrap(), email::State::Sent);
}
