//! Who wants no letters: how they say so, and what they get nevertheless.

use kantora::base::Role;
use kantora::crm::mails;
use poem::Request;
use poem::http::Method;

use super::{contact, deal, press, send, sent, write_to_many};
use crate::support::App;

#[tokio::test]
async fn one_click_unsubscribes_from_anywhere_and_to_look_does_not() {
    let app = App::start();
    let owner = app.owner();
    let (ana, boris) =
        (contact(&app, "Ana", "ana@hart.example"), contact(&app, "Boris", "boris@hart.example"));
    let (deal, path) = write_to_many(&app, (ana, boris)).await;
    let record = format!("/w/acme/contacts/{ana}");

    app.guest().get(&path).await.expect(200).expect_text("a…@hart.example");
    owner.get(&record).await.expect(200).expect_no_text("unsubscribed");
    let one_click = || {
        Request::builder()
            .method(Method::POST)
            .uri(path.parse().unwrap())
            .header("host", "localhost")
            .header("origin", "https://mail.example.org")
            .header("sec-fetch-site", "cross-site")
            .content_type("application/x-www-form-urlencoded")
            .body("List-Unsubscribe=One-Click")
    };
    app.ask(one_click()).await.expect(200).expect_text("You are unsubscribed");
    app.ask(one_click()).await.expect(200);
    app.guest().get(&path).await.expect(200).expect_text("You are unsubscribed");
    app.guest().get("/unsubscribe/aaaaaaaaaaaaaaaaaaaaaaaaaa").await.expect(404);

    owner.get(&record).await.expect(200).expect_text("unsubscribed").expect_text("ana@hart.example");
    let (one, other) = (format!("{ana}:ana@hart.example"), format!("{boris}:boris@hart.example"));
    let fields = [
        ("act", "b"),
        ("to", one.as_str()),
        ("to", &other),
        ("subject", "Ash"),
        ("text", "More"),
        ("do", "preview"),
    ];
    let preview = press(&owner, deal, &fields).await.expect(200);
    send(&owner, deal, &preview.expect_text("1 of 2 will not get it")).await.expect(303);
    let to: Vec<String> = sent(&app)
        .await
        .into_iter()
        .filter(|letter| letter.subject == "Ash")
        .map(|letter| letter.to)
        .collect();
    assert_eq!(to, ["boris@hart.example"]);
}

#[tokio::test]
async fn one_person_who_unsubscribed_is_written_to_only_on_purpose() {
    let app = App::start();
    let owner = app.owner();
    let ana = contact(&app, "Ana", "ana@hart.example");
    app.write(|tx| mails::actions::note_asked(tx, "Ana@Hart.example")).unwrap();
    let to = format!("{ana}:ana@hart.example");
    let fields =
        [("act", "a"), ("to", &*to), ("subject", "Your bill"), ("text", "Here it is"), ("do", "preview")];

    owner
        .post(&format!("/w/acme/mails/send?about={ana}"), &fields)
        .await
        .expect(422)
        .expect_text("Here it is");
    let preview = press(&owner, ana, &fields).await.expect(200).expect_text("about their own matter");
    send(&owner, ana, &preview).await.expect(303);

    let [letter] = &sent(&app).await[..] else { panic!("one letter was to leave") };
    assert_eq!(letter.subject, "Your bill");
}

#[tokio::test]
async fn whoever_unsubscribes_between_writing_and_leaving_gets_nothing() {
    let app = App::start();
    let (ana, boris) =
        (contact(&app, "Ana", "ana@hart.example"), contact(&app, "Boris", "boris@hart.example"));
    let deal = deal(&app, &[ana, boris]);
    let (one, other) = (format!("{ana}:ana@hart.example"), format!("{boris}:boris@hart.example"));
    let fields = [("act", "many"), ("to", &*one), ("to", &other), ("subject", "Oak"), ("text", "Two tables")];
    app.owner().post(&format!("/w/acme/mails/send?about={deal}"), &fields).await.expect(303);

    app.write(|tx| mails::actions::note_asked(tx, "ana@hart.example")).unwrap();

    let to: Vec<String> = sent(&app).await.into_iter().map(|letter| letter.to).collect();
    assert_eq!(to, ["boris@hart.example"]);
    let page = app.owner().get(&format!("/w/acme/contacts/{ana}")).await.expect(200);
    page.expect_text("no longer needed");
}

#[tokio::test]
async fn a_suppressed_address_is_lifted_with_a_reason_by_whoever_may_change_settings() {
    let app = App::start();
    let owner = app.owner();
    let here = "/w/acme/settings/unsubscribed";
    owner.get(here).await.expect(200).expect_text("Nobody has unsubscribed");

    owner.post(here, &[("address", "nonsense")]).await.expect(422);
    owner.post(here, &[("address", "ana@hart.example")]).await.expect(303);
    owner.post(here, &[("address", "ANA@hart.example")]).await.expect(422).expect_text("noted already");
    let page = owner.get(here).await.expect(200).expect_text("a…@hart.example").expect_no_text("ana@hart");
    let path = page.body.split(&format!("href=\"{here}/")).nth(1).unwrap().split('"').next().unwrap();
    let path = format!("{here}/{path}");
    owner.post(&path, &[("why", " ")]).await.expect(422);
    app.member(Role::Bookkeeper).post(&path, &[("why", "x")]).await.expect(403);
    owner.post(&path, &[("why", "asked for it by telephone")]).await.expect(303);

    owner.get(here).await.expect(200).expect_text("Nobody has unsubscribed");
}
