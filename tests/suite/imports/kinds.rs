//! Kinds of files beside CSV: workbooks, cards, pasted rows.

use std::path::PathBuf;

use kantora::base::SubjectKind;

use super::desk::{check, contacts, count, send, step, targets};
use super::run::{bring_in, exported, wish};
use crate::support::{self, Answer, App};

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/imports").join(name)
}

/// Sends the form with pasted rows; gives the answer.
async fn paste(app: &App, rows: &str) -> Answer {
    let body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\ncontact\r\n\
         --b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n\
         --b\r\nContent-Disposition: form-data; name=\"rows\"\r\n\r\n{rows}\r\n--b--\r\n"
    );
    app.owner().post_body("/w/acme/import", "multipart/form-data; boundary=b", body.into_bytes()).await
}

/// The path of the import that an answer leads to.
fn path(answer: Answer) -> String {
    answer.expect(303).location().split('?').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_in_a_workbook_is_found_behind_its_explanation_and_comes_in() {
    for name in ["workbook.xlsx", "workbook.ods"] {
        let app = App::start();
        let file = std::fs::read(fixture(name)).unwrap();

        let path = path(send(&app.owner(), "contact", name, &file).await);
        let page = app.owner().get(&path).await.expect(200);
        let checked = check(&app, &path).await;
        step(&app, &path, "run", &[]).await;

        let wanted =
            ["first-name", "last-name", "email.work", "phone.mobile", "company", "created-on", "external-id"];
        assert_eq!(targets(&page), wanted, "{name}");
        page.expect_text("sheet Контакти").expect_text("2024-03-12").expect_no_text("UTF-8");
        assert_eq!(count(&checked, "new"), 3, "{name}");
        let list = contacts(&app).await;
        assert!(list.contains("1001,Amelia,,Hart,Hart & Sons Booksellers"), "{list}");
        assert!(list.contains("2003,Owen,,Pike"), "{list}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_sheet_is_chosen_on_the_page() {
    let app = App::start();
    let file = std::fs::read(fixture("workbook.xlsx")).unwrap();
    let path = path(send(&app.owner(), "contact", "workbook.xlsx", &file).await);

    let page = app.owner().get(&path).await.expect(200);
    let other = step(&app, &path, "reading", &[("sheet", "0"), ("header", "1")]).await;
    let back = step(&app, &path, "reading", &[("sheet", "1"), ("header", "1")]).await;

    page.expect_text("Read me").expect_no_text("Unseen codes");
    assert_eq!(targets(&other).len(), 1);
    other.expect_text("Customers of the Leeds office");
    assert_eq!(targets(&back).len(), 7);
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_rows_of_a_workbook_come_back_as_csv() {
    let app = App::start();
    let file = std::fs::read(fixture("workbook.xlsx")).unwrap();
    let path = path(send(&app.owner(), "contact", "workbook.xlsx", &file).await);
    let fields: Vec<(&str, &str)> =
        ["email.work", "last-name", "ignore", "ignore", "ignore", "ignore", "ignore"]
            .map(|target| ("column", target))
            .into();

    step(&app, &path, "columns", &fields).await;
    let bad = app.owner().get(&format!("{path}/errors.csv")).await.expect(200);

    assert!(bad.header("content-disposition").unwrap().contains("errors-workbook.csv"));
    bad.expect_text("First name,Last name,E-mail").expect_text("Reason");
}

#[tokio::test(flavor = "multi_thread")]
async fn cards_come_in_as_people_with_all_that_they_say() {
    let app = App::start();
    let cards = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=93=D0=B5=D0=BD=D0=BE=D0=B2=D0=B0;=D0=A0=D0=B0=D0=B4=D0=BA=D0=B0\r\n\
        TEL;CELL:0888 404 190\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Owen Pike\r\nEMAIL;TYPE=home:owen@pike.example\r\nORG:Pike Chandlery\r\nNOTE:met in Leeds\r\n\
        ADR;TYPE=work:;;8 Mill Lane;Leeds;;LS1 4XX;United Kingdom\r\nEND:VCARD\r\n";

    let path = path(send(&app.owner(), "contact", "cards.vcf", cards.as_bytes()).await);
    let page = app.owner().get(&path).await.expect(200);
    let checked = check(&app, &path).await;
    let done = step(&app, &path, "run", &[]).await;
    let list = contacts(&app).await;

    page.expect_text("vCard").expect_no_text("Encoding").expect_no_text("Between columns");
    assert_eq!((count(&checked, "new"), count(&done, "new")), (2, 2));
    assert!(list.contains("Радка,,Генова"), "{list}");
    assert!(list.contains("Owen,,Pike,Pike Chandlery"), "{list}");
    assert!(list.contains("work,8 Mill Lane,Leeds,,LS1 4XX,GB"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_pasted_from_a_spreadsheet_are_a_list_like_any_other() {
    let app = App::start();

    let path = path(
        paste(&app, "First name\tE-mail\tNotes\r\nAmelia\tamelia@hart.example\t\"two\nlines\"\r\n").await,
    );
    let page = app.owner().get(&path).await.expect(200);
    let checked = check(&app, &path).await;

    assert_eq!(targets(&page), ["first-name", "email.work", "note"]);
    page.expect_text("Pasted rows").expect_text("tab");
    assert_eq!(count(&checked, "new"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_and_pasted_rows_at_once_are_asked_about() {
    let app = App::start();
    let body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nName\nOwen\n\r\n\
         --b\r\nContent-Disposition: form-data; name=\"rows\"\r\n\r\nName\nOwen\r\n--b--\r\n";

    let both = app.owner().post_body("/w/acme/import", "multipart/form-data; boundary=b", body.into()).await;
    let none = paste(&app, " \r\n\t").await;

    both.expect(422).expect_text("not both");
    none.expect(422).expect_text("Choose the file");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_hold_no_list_are_refused_in_plain_words_and_leave_nothing_behind() {
    let app = App::start();
    let old = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600]].concat();
    let locked =
        [old.as_slice(), &"EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()]
            .concat();

    for (file, told) in [
        (old.as_slice(), "save it as .xlsx"),
        (&locked, "locked with a password"),
        (b"PK\x03\x04 and so on", "damaged"),
        (b"%PDF-1.7 and so on", "This is no list"),
        (b"BEGIN:VCARD\nKIND:group\nEND:VCARD\n", "There are no rows in it"),
    ] {
        send(&app.owner(), "contact", "people.xlsx", file).await.expect(422).expect_text(told);
    }
    let folder = app.installation.config.data.join("files").join(app.acme().id.to_string()).join("imports");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_takes_workbooks_and_cards_too() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);

    for name in ["workbook.xlsx", "workbook.ods"] {
        let report = bring_in(&machines, &workspace, &fixture(name), wish(SubjectKind::Contact)).await;
        assert_eq!(report.counts.all(), 3);
    }

    let list = exported(&machines, &workspace, SubjectKind::Contact).await;
    assert_eq!(list.lines().count(), 1 + 3, "the second file brings nobody new");
}
