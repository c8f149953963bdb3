//! Quotes on paper and by mail, and the ways that the database knows.

use kantora::base::{Error, QuoteId};
use kantora::billing::quotes;
use kantora::platform::blobs::Blob;

use super::quotes::{AGREES, act, sent};
use crate::support::App;

/// The file that is kept of the live version.
fn kept(app: &App, page: &str) -> Option<Blob> {
    let id: QuoteId = page.rsplit('/').next().unwrap().parse().unwrap();
    let read = app
        .installation
        .db
        .read(&app.acme().actor(), |view| quotes::store::maybe_file(view, &quotes::store::find(view, id)?));
    read.unwrap()
}

#[tokio::test]
async fn a_quote_goes_by_mail_with_its_paper_and_its_link() {
    let app = App::start();
    let owner = app.owner();
    let (page, link) = sent(&app, &owner).await;

    let form = owner.get(&format!("{page}/mail")).await.expect(200);
    let form = form.expect_text("Offer Q-0001 from acme").expect_text("€240.00").expect_text(&link);
    let act_of = form.hidden("act");
    let typed = |to| [("act", act_of.as_str()), ("to", to), ("subject", "Your quote"), ("text", "Hello")];
    let wrong = owner.post(&format!("{page}/mail"), &typed("ana@shop.example, nobody")).await.expect(422);
    wrong.expect_text("not an e-mail address").expect_text("ana@shop.example, nobody");
    let both = typed("ana@shop.example, boss@shop.example");
    owner.post(&format!("{page}/mail"), &both).await.expect(303);
    owner.post(&format!("{page}/mail"), &both).await.expect(303);

    let letters = app.letters().await;
    let mine = letters.iter().filter(|letter| letter.subject == "Your quote");
    let told: Vec<(&str, &[String])> =
        mine.map(|letter| (letter.to.as_str(), letter.enclosures.as_slice())).collect();
    let file = ["Q-0001.pdf".to_owned()];
    assert_eq!(told, [("ana@shop.example", &file[..]), ("boss@shop.example", &file[..])]);
    owner.get(&page).await.expect(200).expect_text("Sent to").expect_text("boss@shop.example");
    app.guest().post(&link, &AGREES).await.expect(303);
    owner.get(&format!("{page}/mail")).await.expect(409);
    let late = [("act", "another"), ("to", "ana@shop.example"), ("subject", "Your quote"), ("text", "Hello")];
    owner.post(&format!("{page}/mail"), &late).await.expect(409);
}

#[tokio::test]
async fn the_paper_is_made_once_and_is_the_same_for_the_customer() {
    let app = App::start();
    let owner = app.owner();
    let (page, link) = sent(&app, &owner).await;
    assert_eq!(kept(&app, &page), None);

    app.letters().await;
    let made = kept(&app, &page).expect("the job makes it");
    let ours = owner.get(&format!("{page}/pdf")).await.expect(200);
    let theirs = app.guest().get(&format!("{link}/pdf")).await.expect(200);
    act(&owner, &page, "revise", &[]).await.expect(303);

    assert!(ours.body.starts_with("%PDF"));
    assert_eq!((ours.header("content-type"), ours.body == theirs.body), (Some("application/pdf"), true));
    assert!(made.size > 1_000);
    // A draft has no paper, the version before it keeps its own, and the customer is told to look elsewhere.
    owner.get(&format!("{page}/pdf")).await.expect(404);
    assert_eq!(owner.get(&format!("{page}/pdf?n=1")).await.expect(200).body, ours.body);
    app.guest().get(&format!("{link}/pdf")).await.expect(410);
    app.guest().get(&format!("/q/{}/pdf", "0".repeat(64))).await.expect(404);
    let id = page.rsplit('/').next().unwrap();
    app.stranger().get(&format!("/w/other/quotes/{id}/pdf?n=1")).await.expect(404);
    for change in ["UPDATE quote_document SET size = 1", "DELETE FROM quote_document"] {
        let change = format!("{change} WHERE workspace_id = ?1");
        let done = app.write(move |tx| tx.execute(&change, [tx.workspace()]));
        assert!(matches!(done, Err(Error::Internal(_))));
    }
}

#[tokio::test]
async fn a_member_declines_for_the_customer() {
    let app = App::start();
    let owner = app.owner();
    let (page, link) = sent(&app, &owner).await;

    act(&owner, &page, "decline", &[("why", "Said no by phone")]).await.expect(303);

    owner.get(&page).await.expect(200).expect_text("Said no by phone").expect_text("Declined");
    app.guest().post(&link, &AGREES).await.expect(303);
    let twice = owner.post(&format!("{page}/decline"), &[("version", "3")]).await;
    twice.expect(422).expect_text("cannot be answered any more");
}

#[tokio::test]
async fn the_database_knows_no_other_ways_than_the_machine() {
    let app = App::start();
    let (page, link) = sent(&app, &app.owner()).await;
    let id: i64 = page.rsplit('/').next().unwrap().parse().unwrap();
    let go = |state: &'static str| {
        app.write(move |tx| {
            let change = "UPDATE quote_version SET state = ?2 WHERE workspace_id = ?1 AND quote_id = ?3";
            tx.execute(change, rusqlite::params![tx.workspace(), state, id])
        })
    };

    assert!(matches!(go("draft"), Err(Error::Internal(_))));
    app.guest().post(&link, &AGREES).await.expect(303);

    for state in ["draft", "sent", "declined", "expired", "withdrawn", "superseded"] {
        assert!(matches!(go(state), Err(Error::Internal(_))), "accepted to {state}");
    }
    let begun = app.write(move |tx| {
        let second = "INSERT INTO quote_version
           (workspace_id, quote_id, n, state, currency, entry, valid_until, terms, buyer_order, buyer_reference, note,
            created_at)
         VALUES (?1, ?2, 9, 'withdrawn', 'EUR', 'net', '2999-12-31', '', '', '', '', 0)";
        tx.execute(second, rusqlite::params![tx.workspace(), id])
    });
    let Err(Error::Internal(cause)) = begun else { panic!("{begun:?}") };
    assert!(cause.to_string().contains("begins as a draft"), "{cause}");
}
