//! Into the trash, out of it, and gone.

use std::time::Duration;

use kantora::across::trash;
use kantora::base::{Actor, CompanyId, Door, Error};
use kantora::billing::quotes;
use kantora::crm::companies;
use kantora::crm::contacts;
use kantora::crm::deals::{self, DealInput};
use kantora::platform::Tx;

use super::{add, add_company, press_undo, stored};
use crate::support::{App, bills};

const MONTH: Duration = Duration::from_secs(30 * 86_400);

#[tokio::test]
async fn what_is_thrown_away_lies_in_the_trash_and_comes_back() {
    let app = App::start();
    let browser = app.owner();
    let id = add(&app, &[("first_name", "Ana"), ("email", "ana@example.com")]);
    browser.post(&format!("/w/acme/contacts/{id}/trash"), &[]).await.expect(303);
    browser.get("/w/acme/contacts").await.expect_no_text(">Ana<");
    browser.get("/w/acme/search?q=ana").await.expect_no_text(">Ana<");
    browser.get("/w/acme/contacts/trash").await.expect_text(">Ana<");
    browser.get(&format!("/w/acme/contacts/{id}")).await.expect(200).expect_text("lies in the trash");

    browser.post(&format!("/w/acme/contacts/{id}/restore"), &[]).await.expect(303);

    browser.get("/w/acme/contacts").await.expect_text(">Ana<");
    browser.get("/w/acme/search?q=ana").await.expect_text(">Ana<");
}

#[tokio::test]
async fn an_address_taken_meanwhile_asks_before_somebody_comes_back() {
    let app = App::start();
    let browser = app.owner();
    let ana = add(&app, &[("first_name", "Ana"), ("email", "one@example.com")]);
    let thrown = browser.post(&format!("/w/acme/contacts/{ana}/trash"), &[]).await.expect(303);
    add(&app, &[("first_name", "Ben"), ("email", "one@example.com")]);

    let restore = format!("/w/acme/contacts/{ana}/restore");
    browser.post(&restore, &[]).await.expect(409).expect_text(">Ben<");
    press_undo(&browser, &thrown).await.expect(409).expect_text(">Ben<");
    assert!(!stored(&app, ana).is_live());
    browser.post(&restore, &[("share", "1")]).await.expect(303);

    let contact = stored(&app, ana);
    assert!(contact.is_live() && contact.facts.points.points[0].shared);
}

#[tokio::test]
async fn the_trash_is_emptied_after_thirty_days() {
    let app = App::start();
    let id = add(&app, &[("first_name", "Ana"), ("email", "ana@example.com"), ("tags", "x")]);
    app.owner().post(&format!("/w/acme/contacts/{id}/trash"), &[]).await.expect(303);
    let system = Actor::system(Door::Job, app.acme().id);
    let sweep = || app.write_as(system.clone(), trash::empty_trash).unwrap();
    assert_eq!(sweep(), 0);

    app.installation.pass(MONTH + Duration::from_secs(1));

    assert_eq!(sweep(), 1);
    let found = app.installation.db.read(&system, |view| contacts::store::find(view, id));
    assert!(matches!(found, Err(Error::NotFound)));
}

#[tokio::test]
async fn whom_papers_name_stays_in_the_trash() {
    let app = App::start();
    let facts = DealInput { name: "Counter".into(), ..Default::default() };
    let add = move |tx: &Tx| deals::actions::add(tx, facts, deals::store::pipelines(tx)?.0[0].stages[0].id);
    let deal = app.write(add).unwrap();
    let (billed, offered) = app
        .write(move |tx| {
            let billed = bills::ready(tx)?;
            bills::issue(tx, billed, "10")?;
            let offered = bills::customer(tx, "Rila")?;
            let mut offer = bills::offer(tx, offered, &[["item", "Table", "1", "20", ""]])?;
            offer.head.deal = Some(deal);
            quotes::actions::create(tx, &offer)?;
            Ok((CompanyId::of(billed), CompanyId::of(offered)))
        })
        .unwrap();
    let plain = add_company(&app, "Pirin");
    app.write(move |tx| companies::actions::trash(tx, &[billed, offered, plain])).unwrap();
    app.write(move |tx| deals::actions::trash(tx, deal)).unwrap();
    app.installation.pass(MONTH + Duration::from_secs(1));

    let swept = app.write_as(Actor::system(Door::Job, app.acme().id), trash::empty_trash).unwrap();

    assert_eq!(swept, 1);
    let read = |id| app.installation.db.read(&app.acme().actor(), |view| companies::store::find(view, id));
    assert!(matches!(read(plain), Err(Error::NotFound)));
    assert!(read(billed).is_ok() && read(offered).is_ok());
    app.write(move |tx| deals::actions::restore(tx, deal)).unwrap();
}
