//! Double opt-in: what waits for a letter's link.

use std::time::Duration;

use kantora::base::Fields;
use kantora::crm::{forms, leads};
use kantora::platform::queue::{self, Holder};
use kantora::worker;

use super::{all_leads, make, send, stored};
use crate::support::App;

const DAY: Duration = Duration::from_secs(86_400);

#[tokio::test]
async fn a_lead_comes_once_its_sender_has_confirmed_and_the_letter_says_nothing_of_theirs() {
    let app = App::start();
    let form = make(&app, &[("confirms", "1")]);
    let guest = app.guest();
    let answers =
        [("email", "ana@pirin.example"), ("first_name", "Buy"), ("message", "https://evil.example")];

    let sent = send(&guest, &form, &answers).await.expect(303);

    guest.follow(&sent).await.expect(200).expect_text("One more step");
    assert_eq!(all_leads(&app), []);
    let letters = app.letters().await;
    assert_eq!(letters.len(), 1);
    let letter = &letters[0];
    assert_eq!(letter.to, "ana@pirin.example");
    for word in ["Buy", "evil.example"] {
        assert!(!letter.plain.contains(word) && !letter.html.contains(word), "{}", letter.plain);
    }
    let link = letter.path();
    guest.get(&link).await.expect(200).expect_text("Did you write to");
    guest.get(&link).await.expect(200);
    assert_eq!(all_leads(&app), []);
    let confirmed = guest.post(&link, &[]).await.expect(303);
    guest.follow(&confirmed).await.expect(200).expect_text("Thank you.");
    guest.post(&link, &[]).await.expect(303);
    assert_eq!(all_leads(&app).len(), 1);
    let form = stored(&app, form.id);
    assert_eq!((form.taken, form.waiting), (1, 0));
}

#[tokio::test]
async fn an_address_gets_one_letter_a_day_and_confirms_all_that_waits() {
    let app = App::start();
    let form = make(&app, &[("confirms", "1")]);
    let guest = app.guest();
    for message in ["Tables", "And chairs"] {
        send(&guest, &form, &[("email", "ana@pirin.example"), ("message", message)]).await.expect(303);
    }
    send(&guest, &form, &[("email", "ANA@pirin.example"), ("message", "And a door")]).await.expect(303);

    let letters = app.letters().await;
    guest.post(&letters[0].path(), &[]).await.expect(303);

    assert_eq!(letters.len(), 1);
    assert_eq!(all_leads(&app).len(), 3);
    app.installation.pass(DAY + Duration::from_secs(1));
    send(&app.guest(), &form, &[("email", "ana@pirin.example")]).await.expect(303);
    assert_eq!(app.letters().await.len(), 2);
}

#[tokio::test]
async fn what_nobody_confirms_is_gone_after_a_week() {
    let app = App::start();
    let form = make(&app, &[("confirms", "1")]);
    send(&app.guest(), &form, &[("email", "ana@pirin.example")]).await.expect(303);
    let link = app.letters().await[0].path();
    let clear = |app: &App| app.write(|tx| queue::enqueue(tx, &forms::Clear {}).map(|_| ())).unwrap();

    app.installation.pass(DAY * 6);
    clear(&app);
    worker::run_due(&app.installation, Holder::Server).await.unwrap();
    app.guest().get(&link).await.expect(200);
    app.installation.pass(DAY + Duration::from_secs(1));
    app.guest().get(&link).await.expect(404).expect_text("This link is over");
    app.guest().post(&link, &[]).await.expect(404);
    assert_eq!(stored(&app, form.id).waiting, 1);
    clear(&app);
    worker::run_due(&app.installation, Holder::Server).await.unwrap();

    assert_eq!(stored(&app, form.id).waiting, 0);
    assert_eq!(all_leads(&app), []);
}

#[tokio::test]
async fn the_answer_is_the_same_whoever_is_known_here() {
    let app = App::start();
    let form = make(&app, &[("confirms", "1")]);
    let known = Fields::new().with("first_name", "Ana").with("email", "ana@pirin.example");
    let known = leads::LeadInput::parse(&known, "BG".parse().unwrap()).unwrap();
    app.write(move |tx| leads::actions::create(tx, known)).unwrap();
    let guest = app.guest();

    let one = send(&guest, &form, &[("email", "ana@pirin.example")]).await.expect(303);
    let again = send(&guest, &form, &[("email", "ana@pirin.example"), ("message", "x")]).await.expect(303);
    let other = send(&guest, &form, &[("email", "nobody@pirin.example")]).await.expect(303);

    assert_eq!(one.location(), other.location());
    assert_eq!(again.location(), other.location());
    assert_eq!(guest.follow(&one).await.body, guest.follow(&other).await.body);
}
