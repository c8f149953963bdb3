//! Notes, calls and meetings of another product come to the people whom they are about.

use std::path::PathBuf;

use super::desk::{bring_in, check, contacts, count, step, targets, upload};
use crate::support::{Answer, App};

const PEOPLE: &str =
    "External id,First name,Last name,E-mail,Company\n31,Grace,Okafor,grace@okafor.example,Okafor Tiles\n";

fn notes() -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/imports/pipedrive-notes.csv");
    std::fs::read(path).unwrap()
}

/// Brings the notes to people who are known; gives the path, the dry run and the report.
async fn bring_notes(app: &App) -> (String, Answer, Answer) {
    let path = upload(&app.owner(), notes()).await;
    check(app, &path).await;
    let planned = step(app, &path, "rules", &[("mode", "update-only")]).await;
    let done = step(app, &path, "run", &[]).await;
    (path, planned, done)
}

/// The page of the one contact.
async fn grace(app: &App) -> Answer {
    let list = app.owner().get("/w/acme/contacts").await.expect(200);
    let links = list.body.split("/w/acme/contacts/").skip(1);
    let numbers = links.map(|link| link.chars().take_while(char::is_ascii_digit).collect::<String>());
    let number = numbers.filter(|digits| !digits.is_empty()).last().unwrap();
    app.owner().get(&format!("/w/acme/contacts/{number}")).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn each_note_comes_with_its_kind_and_day_to_whom_it_is_about() {
    let app = App::start();
    bring_in(&app, PEOPLE).await;
    let before = contacts(&app).await;

    let columns = upload(&app.owner(), notes()).await;
    let columns = targets(&app.owner().get(&columns).await.expect(200));
    let (_, planned, done) = bring_notes(&app).await;
    let page = grace(&app).await;

    let wanted = [
        "ignore",
        "note",
        "note-kind",
        "ignore",
        "full-name",
        "external-id",
        "company",
        "ignore",
        "note-on",
        "ignore",
    ];
    assert_eq!(columns, wanted, "the number of the note is not that of the person");
    for counted in [&planned, &done] {
        assert_eq!(
            (count(counted, "update"), count(counted, "merged"), count(counted, "left out")),
            (1, 1, 1)
        );
    }
    page.expect_text("Asked for the price list")
        .expect_text("<strong>samples</strong>")
        .expect_text("2025-03-04");
    assert_eq!(contacts(&app).await, before, "nothing else changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_that_are_there_do_not_come_twice_and_go_with_the_undo() {
    let app = App::start();
    bring_in(&app, PEOPLE).await;
    let (path, _, _) = bring_notes(&app).await;

    let (_, again, _) = bring_notes(&app).await;
    let written = grace(&app).await;
    step(&app, &path, "undo", &[]).await;
    let undone = grace(&app).await;

    assert_eq!((count(&again, "unchanged"), count(&again, "update")), (1, 0));
    assert_eq!(written.body.matches("Asked for the price list").count(), 1);
    undone.expect_no_text("Asked for the price list").expect_no_text("samples");
}
