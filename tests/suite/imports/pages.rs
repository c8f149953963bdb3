//! The pages of an import, from the file to its columns: who may, how a file is read, what is remembered.

use encoding_rs::WINDOWS_1251;
use kantora::base::Role;

use super::desk::{bring_in, check, contacts, count, send, step, targets, upload};
use crate::support::App;

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_shown_as_it_will_be_before_anything_is_written() {
    let app = App::start();

    let path = upload(&app.owner(), "First name,E-mail\nAmelia,amelia@hart.example\n").await;
    let page = app.owner().get(&path).await.expect(200);

    assert_eq!(targets(&page), ["first-name", "email.work"]);
    page.expect_text("Amelia").expect_text("amelia@hart.example").expect_text("Nothing is written yet.");
    assert_eq!(contacts(&app).await.lines().count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_a_file_or_with_an_empty_one_says_so() {
    let app = App::start();

    let none = send(&app.owner(), "contact", "", b"").await.expect(422);
    let empty = send(&app.owner(), "contact", "people.csv", b"").await.expect(422);

    none.expect_text("Choose the file");
    empty.expect_text("The file is empty");
}

#[tokio::test(flavor = "multi_thread")]
async fn encoding_and_delimiter_are_changed_until_the_preview_is_right() {
    let app = App::start();
    let file =
        WINDOWS_1251.encode("Име;Фамилия;E-mail\nКалина;Василева;kalina@reka.example\n").0.into_owned();
    let path = upload(&app.owner(), file).await;
    let reading = |encoding: &'static str, delimiter: &'static str| {
        [("encoding", encoding), ("delimiter", delimiter), ("dates", "day-first"), ("header", "1")]
    };

    let right = app.owner().get(&path).await.expect(200);
    let letters = step(&app, &path, "reading", &reading("windows-1252", "semicolon")).await;
    let columns = step(&app, &path, "reading", &reading("windows-1251", "comma")).await;
    let again = step(&app, &path, "reading", &reading("windows-1251", "semicolon")).await;

    assert_eq!(targets(&right), ["full-name", "last-name", "email.work"]);
    right.expect_text("Калина").expect_text("Windows-1251");
    letters.expect_text("Êàëèíà").expect_no_text("Калина");
    assert_eq!(targets(&columns).len(), 1);
    assert_eq!(targets(&again), ["full-name", "last-name", "email.work"]);
    again.expect_text("Калина");
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_once_chosen_are_chosen_again_for_a_file_of_the_same_header() {
    let app = App::start();
    let path = upload(&app.owner(), "Ref,Nick\n7,Amelia\n").await;
    let first = targets(&app.owner().get(&path).await.expect(200));

    step(&app, &path, "columns", &[("column", "external-id"), ("column", "first-name")]).await;
    let path = upload(&app.owner(), "REF,Nick\n8,Owen\n").await;
    let page = app.owner().get(&path).await.expect(200);
    let other = upload(&app.owner(), "Nick,Ref\nOwen,8\n").await;
    let other = targets(&app.owner().get(&other).await.expect(200));

    assert_ne!(first, ["external-id", "first-name"]);
    assert_eq!(targets(&page), ["external-id", "first-name"]);
    assert_ne!(other, ["first-name", "external-id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_imported_before_warns() {
    let app = App::start();
    let file = "First name,E-mail\nAmelia,amelia@hart.example\n";
    const WARNING: &str = "The rows of this file were imported before.";

    let before = upload(&app.owner(), file).await;
    let before = app.owner().get(&before).await.expect(200);
    bring_in(&app, file).await;
    let path = upload(&app.owner(), file).await;
    let after = app.owner().get(&path).await.expect(200);
    let checked = check(&app, &path).await;

    before.expect_no_text(WARNING);
    after.expect_text(WARNING);
    assert_eq!((count(&checked, "new"), count(&checked, "unchanged")), (0, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_without_a_name_or_an_address_is_sent_back_to_its_columns() {
    let app = App::start();
    let path = upload(&app.owner(), "First name,Tags\nAmelia,VIP\n").await;
    let fields = [("column", "ignore"), ("column", "tags")];

    let page = app.owner().post(&format!("{path}/columns"), &fields).await.expect(422);

    page.expect_text("Choose a column with a name or an e-mail address");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_shown_while_its_file_is_being_cleared_away() {
    let app = App::start();
    let path =
        upload(&app.owner(), "First name,E-mail\nAmelia,amelia@hart.example\nOwen,not-an-address\n").await;
    check(&app, &path).await;
    let before = step(&app, &path, "run", &[]).await;
    let folder = app.installation.config.data.join("files").join(app.acme().id.to_string()).join("imports");

    for file in std::fs::read_dir(folder).unwrap() {
        std::fs::remove_file(file.unwrap().path()).unwrap();
    }
    let after = app.owner().get(&path).await.expect(200);

    before.expect_text("This is not an e-mail address").expect_text("/errors.csv");
    assert_eq!(count(&after, "new"), 1);
    after.expect_no_text("/errors.csv");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_no_right_to_import_is_refused_at_every_step() {
    let app = App::start();
    let path = upload(&app.owner(), "First name,E-mail\nAmelia,amelia@hart.example\n").await;
    let viewer = app.member(Role::Viewer);

    send(&viewer, "contact", "people.csv", b"First name\nOwen\n").await.expect(403);
    for page in ["", "/errors.csv", "/progress"] {
        viewer.get(&format!("{path}{page}")).await.expect(403);
    }
    for verb in ["reading", "columns", "rules", "reopen", "run", "undo", "discard"] {
        viewer.post(&format!("{path}/{verb}"), &[]).await.expect(403);
    }
    assert_eq!(contacts(&app).await.lines().count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_of_another_workspace_is_not_there() {
    let app = App::start();
    let path = upload(&app.owner(), "First name,E-mail\nAmelia,amelia@hart.example\n").await;
    let there = path.replace("/w/acme/", "/w/other/");
    let stranger = app.stranger();

    for page in ["", "/errors.csv", "/progress"] {
        stranger.get(&format!("{path}{page}")).await.expect(404);
        stranger.get(&format!("{there}{page}")).await.expect(404);
    }
    for verb in ["reading", "columns", "rules", "reopen", "run", "undo", "discard"] {
        stranger.post(&format!("{path}/{verb}"), &[]).await.expect(404);
        stranger.post(&format!("{there}/{verb}"), &[]).await.expect(404);
    }
}
