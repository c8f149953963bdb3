//! Files of another product come in together, find each other, and go again without a trace.

use std::path::PathBuf;

use kantora::across::transfer::model::KINDS;
use kantora::platform::queue::Holder;
use kantora::worker;

use super::run::exported;
use crate::support::{Answer, App, Browser};

const NAMES: [&str; 5] = ["notes.csv", "deals.csv", "activities.csv", "people.csv", "organizations.csv"];

fn fixture(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/imports/pipedrive-set");
    std::fs::read(folder.join(name)).unwrap()
}

/// Sends several files in one form, in the wrong order.
async fn send(browser: &Browser<'_>, files: &[(&str, Vec<u8>)]) -> Answer {
    let mut body = b"--b\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nany\r\n".to_vec();
    for (name, file) in files {
        body.extend(
            format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n")
                .into_bytes(),
        );
        body.extend(file);
        body.extend(b"\r\n");
    }
    body.extend(b"--b--\r\n");
    browser.post_body("/w/acme/import", "multipart/form-data; boundary=b", body).await
}

async fn upload_set(app: &App) -> String {
    let files: Vec<(&str, Vec<u8>)> = NAMES.iter().map(|name| (*name, fixture(name))).collect();
    let answer = send(&app.owner(), &files).await.expect(303);
    answer.location().split('?').next().unwrap().to_owned()
}

/// Does a step, and the work behind it; gives the page on which the set then stands.
async fn step(app: &App, path: &str, verb: &str) -> Answer {
    app.owner().post(&format!("{path}/{verb}"), &[]).await.expect(303);
    worker::run_due(&app.installation, Holder::Cli).await.unwrap();
    app.owner().get(path).await.expect(200)
}

/// Every list as its export.
async fn everything(app: &App) -> Vec<String> {
    let mut lists = Vec::new();
    for kind in KINDS {
        lists.push(exported(&app.installation, app.acme(), kind).await);
    }
    lists
}

#[tokio::test(flavor = "multi_thread")]
async fn each_file_is_recognised_and_put_in_its_place() {
    let app = App::start();

    let path = upload_set(&app).await;
    let page = app.owner().get(&path).await.expect(200);

    let places: Vec<usize> = ["organizations.csv", "people.csv", "deals.csv", "activities.csv", "notes.csv"]
        .iter()
        .map(|name| page.body.find(name).unwrap_or_else(|| panic!("{name} is not there")))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    page.expect_text("5 files together").expect_text("Companies").expect_text("Deals").expect_text("Notes");
    let page = app.owner().get(&path).await.expect(200);
    page.expect_text("find a place").expect_text("Left out: ").expect_text("Deal - Weighted value");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_of_pipedrive_becomes_a_working_pipeline_and_its_undo_leaves_no_trace() {
    let app = App::start();
    let before = everything(&app).await;
    let path = upload_set(&app).await;

    let done = step(&app, &path, "run").await;
    let lists = everything(&app).await;
    let board = app.owner().get("/w/acme/settings/pipelines").await.expect(200);
    let undone = step(&app, &path, "undo").await;

    done.expect_text("Imported");
    let [contacts, companies, _, deals, tasks, notes] = &lists[..] else { panic!("{} lists", lists.len()) };
    assert!(contacts.contains("Grace") && contacts.contains("grace@okafor.example"), "{contacts}");
    assert!(companies.contains("Okafor Tiles") && companies.contains("Пекарна Липа"), "{companies}");
    assert!(deals.contains("402,Shelves for the back room,Shops,Won,won,"), "{deals}");
    assert!(deals.contains("403,Counter of oak,Shops,Lost,lost,Went to a neighbour,1800.50,EUR"), "{deals}");
    assert!(deals.contains("401,Floor for the showroom,Shops,Proposal Made,open,,12500,GBP"), "{deals}");
    assert!(deals.contains("Okafor Tiles,Grace Okafor,grace@okafor.example"), "{deals}");
    assert!(tasks.contains("702,Send the offer,letter,2027-01-12,,0,"), "{tasks}");
    assert!(!tasks.contains("Call about the tiles") && !tasks.contains("Measure the room"), "{tasks}");
    let call =
        "activity 701,\"Call about the tiles\n\nWants a sample of the grey ones\",call,2025-04-10 10:30,";
    assert!(notes.contains(&format!("{call}Floor for the showroom")), "{notes}");
    assert!(notes.contains("activity 703,Measure the room,meeting,2025-04-20 14:00,Shelves"), "{notes}");
    assert!(notes.contains("901,\"by Mara Ilieva\n\nPays within a week\",note,"), "{notes}");
    assert!(
        notes.contains("902,Asked for oak from the same forest,note,2025-04-15 12:00,Counter of oak"),
        "{notes}"
    );
    board.expect_text("Shops").expect_text("Negotiations Started");
    undone.expect_text("Undone");
    assert_eq!(everything(&app).await, before);
    app.owner().get("/w/acme/settings/pipelines").await.expect(200).expect_no_text("Negotiations Started");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_set_again_changes_nothing() {
    let app = App::start();
    let first = upload_set(&app).await;
    step(&app, &first, "run").await;
    let before = everything(&app).await;

    let second = upload_set(&app).await;
    step(&app, &second, "run").await;

    assert_eq!(everything(&app).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_a_set_is_neither_written_nor_taken_back_alone() {
    let app = App::start();
    let path = upload_set(&app).await;
    let page = app.owner().get(&path).await.expect(200);
    let number =
        page.body.split("/w/acme/import/").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let file = format!("/w/acme/import/{number}");
    super::desk::check(&app, &file).await;

    app.owner().post(&format!("{file}/run"), &[]).await.expect(409);
    let done = step(&app, &path, "run").await;
    app.owner().post(&format!("{file}/undo"), &[]).await.expect(409);

    done.expect_text("Imported");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_list_of_anything_does_not_stop_the_others() {
    let app = App::start();
    let files = [("people.csv", fixture("people.csv")), ("notes.csv", b"Content\nAbout nobody\n".to_vec())];

    let answer = send(&app.owner(), &files).await.expect(303);
    let path = answer.location().split('?').next().unwrap().to_owned();
    let done = step(&app, &path, "run").await;

    done.expect_text("The file could not be read");
    assert!(
        exported(&app.installation, app.acme(), kantora::base::SubjectKind::Contact).await.contains("Grace")
    );
}

/// Two deals of one name, at two companies; one is lost for no reason that is told. A note names the deal and the company,
/// another the deal alone.
const NAMESAKES: [(&str, &str); 3] = [
    ("organizations.csv", "Organization - ID,Organization - Name\n1,Okafor Tiles\n2,Harbour Books\n"),
    (
        "deals.csv",
        "Deal - ID,Deal - Title,Deal - Organization,Deal - Pipeline,Deal - Stage,Deal - Status,Deal - Deal created\n\
         5,Website,Okafor Tiles,Shops,Idea,Open,2025-04-01 09:00:00\n\
         6,Website,Harbour Books,Shops,Idea,Lost,2025-04-02 09:00:00\n",
    ),
    (
        "notes.csv",
        "ID,Content,Deal,Organization,Add time\n\
         8,In blue please,Website,Harbour Books,2025-04-03 09:00:00\n\
         9,In any colour,Website,,2025-04-03 09:00:00\n",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn namesakes_are_told_apart_by_their_company_and_what_cannot_be_is_listed() {
    let app = App::start();
    let files = NAMESAKES.map(|(name, text)| (name, text.as_bytes().to_vec()));
    let answer = send(&app.owner(), &files).await.expect(303);
    let path = answer.location().split('?').next().unwrap().to_owned();

    let page = step(&app, &path, "run").await;
    let lists = everything(&app).await;
    let reports = page.body.split("/w/acme/import/").skip(1).filter_map(|rest| rest.split('"').next());
    let mut told = String::new();
    for report in reports.filter(|report| report.chars().all(|sign| sign.is_ascii_digit())) {
        told += &app.owner().get(&format!("/w/acme/import/{report}")).await.expect(200).body;
    }

    let lost = app.owner().get("/w/acme/deals?state=lost").await.expect(200).body;
    let lost = lost.split("/w/acme/deals/").filter_map(|rest| rest.split('"').next());
    let lost = lost.map(str::to_owned).find(|rest| rest.parse::<i64>().is_ok()).unwrap();

    let [_, _, _, deals, _, notes] = &lists[..] else { panic!("{} lists", lists.len()) };
    assert!(deals.contains("6,Website,Shops,Lost,lost,Not given,"), "{deals}");
    assert!(notes.contains("8,In blue please,note,2025-04-03 09:00,Website,"), "{notes}");
    app.owner().get(&format!("/w/acme/deals/{lost}")).await.expect(200).expect_text("In blue please");
    assert!(told.contains("Came in with something left out") && told.contains("In any colour"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_that_is_given_up_writes_nothing() {
    let app = App::start();
    let before = everything(&app).await;
    let path = upload_set(&app).await;

    app.owner().post(&format!("{path}/discard"), &[]).await.expect(303);

    worker::run_due(&app.installation, Holder::Cli).await.unwrap();
    assert_eq!(everything(&app).await, before);
    app.owner().post(&format!("{path}/run"), &[]).await.expect(409);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_takes_a_set_back_is_asked_once() {
    let app = App::start();
    let path = upload_set(&app).await;
    step(&app, &path, "run").await;
    let after = everything(&app).await;

    let page = app.owner().get(&path).await.expect(200);
    let asked = app.owner().get(&format!("{path}?undo=1")).await.expect(200);

    page.expect_text(&format!("href=\"{path}?undo=1\"")).expect_no_text("Take it all back");
    asked.expect_text("Everything that these 5 files brought is taken back.").expect_text("Take it all back");
    assert_eq!(everything(&app).await, after);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_a_set_is_not_said_to_name_strangers_whom_an_earlier_one_brings() {
    let app = App::start();
    let path = upload_set(&app).await;
    let page = app.owner().get(&path).await.expect(200);
    let row = page.body.split("/w/acme/import/").find(|part| part.contains(">notes.csv<")).unwrap();
    let file = format!("/w/acme/import/{}", row.split('"').next().unwrap());

    let checked = super::desk::check(&app, &file).await;
    step(&app, &path, "run").await;

    checked.expect_no_text("is not known here").expect_text("may come with an earlier file of the set");
    let [.., notes] = &everything(&app).await[..] else { panic!("no lists") };
    assert!(notes.contains("Grace Okafor"), "{notes}");
}
