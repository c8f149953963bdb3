//! Packs for accountants: made in the background, every figure in them, and taken by whoever may.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::time::Duration;

use kantora::base::{Actor, Door, Fields, InvoiceId, Language, PackId, Result, Role};
use kantora::billing::invoices::{self, DraftInput};
use kantora::billing::packs;
use kantora::billing::payments::{self, PaymentInput};
use kantora::platform::Tx;
use kantora::platform::blobs::Blobs;
use kantora::platform::queue::{self, Holder};
use kantora::worker;
use sha2::{Digest, Sha256};

use crate::support::{App, Browser, bills};

const DAYS: [(&str, &str); 2] = [("from", "2026-01-01"), ("to", "2026-12-31")];

/// Two invoices and a credit note of today with a payment of a part; gives the first.
fn fill(tx: &Tx) -> Result<InvoiceId> {
    let customer = bills::ready(tx)?;
    let today = invoices::actions::today(tx)?;
    let lines = [["=Advice, at length", "1.5", "33.33"], ["Oak", "1", "0.05"]];
    let first = invoices::actions::create(tx, bills::draft(tx, customer, &lines)?)?;
    invoices::actions::issue(tx, first, 1, today)?;
    bills::issue(tx, customer, "100")?;
    let note = DraftInput {
        kind: invoices::Kind::CreditNote,
        of: Some(first),
        reason: "Half was not done".into(),
        ..bills::draft(tx, customer, &[["Advice", "1", "10"]])?
    };
    let note = invoices::actions::create(tx, note)?;
    invoices::actions::issue(tx, note, 1, today)?;
    let typed =
        Fields::new().with("kind", "bank").with("received_on", today.to_string()).with("reference", "+7");
    let typed = typed.with("invoice", first.to_string()).with("amount", "20.06");
    payments::actions::record(tx, &PaymentInput::parse(&typed, Language::En, "EUR".parse()?)?)?;
    Ok(first)
}

async fn start(app: &App, browser: &Browser<'_>) -> PackId {
    browser.post("/w/acme/packs", &DAYS).await.expect(303);
    worker::run_due(&app.installation, Holder::Cli).await.unwrap();
    app.installation.db.read(&app.acme().actor(), packs::actions::list).unwrap()[0].id
}

/// The files of a made pack by name.
fn files(app: &App, id: PackId) -> BTreeMap<String, Vec<u8>> {
    let pack = app.installation.db.read(&app.acme().actor(), |view| packs::store::find(view, id)).unwrap();
    assert_eq!(pack.state, packs::State::Made);
    let blobs = Blobs::new(app.installation.folder(), app.acme().id);
    let mut zip = zip::ZipArchive::new(blobs.open(pack.blob.unwrap().hash).unwrap()).unwrap();
    let count = zip.len();
    let read = |place| {
        let mut file = zip.by_index(place).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(read).collect()
}

/// The rows of a table by the names of its columns.
fn table(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut csv = csv::Reader::from_reader(files[name].as_slice());
    csv.deserialize().map(|row| row.unwrap()).collect()
}

/// The cents of a column.
fn sum<'r>(rows: impl IntoIterator<Item = &'r BTreeMap<String, String>>, column: &str) -> i64 {
    rows.into_iter().map(|row| row[column].replace('.', "").parse::<i64>().unwrap_or(0)).sum()
}

#[tokio::test]
async fn the_file_holds_every_paper_with_its_proof_and_hash() {
    let app = App::start();
    app.write(fill).unwrap();

    let id = start(&app, &app.owner()).await;

    let files = files(&app, id);
    let papers: Vec<&str> = files.keys().filter_map(|name| name.strip_prefix("papers/")).collect();
    assert_eq!(
        papers,
        [
            "0000000001-invoice-2.pdf",
            "0000000001-invoice-2.xml",
            "0000000002-invoice-3.pdf",
            "0000000002-invoice-3.xml",
            "0000000003-credit_note-4.pdf",
            "0000000003-credit_note-4.xml",
        ]
    );
    assert!(files["papers/0000000002-invoice-3.pdf"].starts_with(b"%PDF"));
    assert!(String::from_utf8_lossy(&files["papers/0000000003-credit_note-4.xml"]).contains("CreditNote"));
    for line in String::from_utf8(files["SHA256SUMS"].clone()).unwrap().lines() {
        let (hash, name) = line.split_once("  ").unwrap();
        assert_eq!(data_encoding::HEXLOWER.encode(&Sha256::digest(&files[name])), hash, "{name}");
    }
    let proof = String::from_utf8(files["verify.txt"].clone()).unwrap();
    assert!(proof.contains("3 papers") && proof.contains("Every issued paper is whole."), "{proof}");
    assert!(proof.contains("The chain ends with paper 3 (0000000003): "), "{proof}");
    assert!(String::from_utf8_lossy(&files["README.txt"]).contains("from 2026-01-01 to 2026-12-31"));
}

#[tokio::test]
async fn the_figures_of_all_tables_agree_to_the_cent() {
    let app = App::start();
    app.write(fill).unwrap();

    let id = start(&app, &app.owner()).await;

    let files = files(&app, id);
    let invoices = table(&files, "invoices.csv");
    // 1.5 at 33.33 is 49.995, rounded 50.00; with 0.05 it is 50.05 and 10.01 of VAT. The note takes 10.00 and 2.00.
    let told: Vec<[&str; 5]> = invoices
        .iter()
        .map(|row| ["number", "kind", "net", "vat", "gross"].map(|name| row[name].as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ["0000000001", "invoice", "50.05", "10.01", "60.06"],
            ["0000000002", "invoice", "100.00", "20.00", "120.00"],
            ["0000000003", "credit_note", "-10.00", "-2.00", "-12.00"],
        ]
    );
    assert_eq!(invoices[2]["corrects"], "0000000001");
    let lines = table(&files, "lines.csv");
    assert_eq!((lines.len(), sum(&lines, "net")), (4, 14_005));
    assert_eq!((lines[0]["name"].as_str(), lines[0]["quantity"].as_str()), ("'=Advice, at length", "1.5"));
    let vat = table(&files, "vat.csv");
    assert_eq!((sum(&vat, "base"), sum(&vat, "vat"), sum(&vat, "home_vat")), (14_005, 2_801, 2_801));
    let paid = table(&files, "payments.csv");
    assert_eq!(
        (paid.len(), paid[0]["number"].as_str(), paid[0]["part"].as_str()),
        (1, "0000000001", "20.06")
    );
    assert_eq!(paid[0]["reference"], "'+7");

    let journal = table(&files, "journal.csv");
    let entries: Vec<&str> = journal.iter().map(|row| row["entry"].as_str()).collect();
    for entry in ["1", "2", "3", "4"] {
        let rows: Vec<_> = journal.iter().filter(|row| row["entry"] == entry).collect();
        assert!(rows.len() > 1 && entries.contains(&entry));
        assert_eq!(sum(rows.iter().copied(), "debit"), sum(rows, "credit"), "entry {entry}");
    }
    let account = |name: &str| {
        let rows: Vec<_> = journal.iter().filter(|row| row["account"] == name).collect();
        sum(rows.iter().copied(), "debit") - sum(rows, "credit")
    };
    assert_eq!((account("revenue"), account("output_vat")), (-14_005, -2_801));
    // 168.06 were asked for, 20.06 came.
    assert_eq!((account("receivable"), account("bank")), (14_800, 2_006));
    assert_eq!(sum(&journal, "home_debit"), sum(&journal, "home_credit"));
}

#[tokio::test]
async fn other_days_and_what_came_later_are_not_in_it() {
    let app = App::start();
    app.write(fill).unwrap();
    let before = [("from", "2025-01-01"), ("to", "2025-12-31")];
    app.owner().post("/w/acme/packs", &before).await.expect(303);
    app.owner().post("/w/acme/packs", &DAYS).await.expect(303);
    app.installation.pass(Duration::from_secs(1));
    app.write(|tx| {
        let customer = bills::customer(tx, "Later")?;
        bills::issue(tx, customer, "7")
    })
    .unwrap();

    worker::run_due(&app.installation, Holder::Cli).await.unwrap();

    let found = app.installation.db.read(&app.acme().actor(), packs::actions::list).unwrap();
    let (last_year, this_year) = (files(&app, found[1].id), files(&app, found[0].id));
    assert!(table(&last_year, "invoices.csv").is_empty() && table(&last_year, "journal.csv").is_empty());
    assert_eq!(table(&this_year, "invoices.csv").len(), 3);
    let proof = String::from_utf8(this_year["verify.txt"].clone()).unwrap();
    assert!(proof.contains("The chain ends with paper 3"), "{proof}");
}

#[tokio::test]
async fn an_undone_payment_is_told_and_not_booked() {
    let app = App::start();
    app.write(fill).unwrap();
    app.write(|tx| {
        let id = tx.one(
            "SELECT max(id) AS id FROM payment WHERE workspace_id = :w",
            rusqlite::named_params! { ":w": tx.workspace() },
            |row| row.get("id"),
        )?;
        payments::actions::undo(tx, id)
    })
    .unwrap();

    let id = start(&app, &app.owner()).await;

    let files = files(&app, id);
    assert_eq!(table(&files, "payments.csv")[0]["is_undone"], "yes");
    assert!(table(&files, "journal.csv").iter().all(|row| row["source"] != "payment"));
}

#[tokio::test]
async fn the_page_shows_how_far_it_is_and_gives_the_file_to_whoever_may() {
    let app = App::start();
    app.write(fill).unwrap();
    let owner = app.owner();
    owner
        .get("/w/acme/packs?days=year")
        .await
        .expect(200)
        .expect_text("2025-12-31")
        .expect_text("No files yet");
    owner
        .post("/w/acme/packs", &[("from", "2026-02-01"), ("to", "2026-01-01")])
        .await
        .expect(422)
        .expect_text("The last day lies before the first.")
        .expect_text("2026-02-01");
    owner.post("/w/acme/packs", &DAYS).await.expect(303);
    let id = app.installation.db.read(&app.acme().actor(), packs::actions::list).unwrap()[0].id;
    let download = format!("/w/acme/packs/{id}/download");

    owner.get("/w/acme/packs").await.expect(200).expect_text("0 of 0 papers");
    owner.get(&format!("/w/acme/packs/{id}/progress")).await.expect(200).expect_text("data-live");
    owner.get(&download).await.expect(409);
    worker::run_due(&app.installation, Holder::Cli).await.unwrap();

    owner.get("/w/acme/packs").await.expect(200).expect_text("Ready").expect_text(&download);
    owner.get(&format!("/w/acme/packs/{id}/progress")).await.expect(200).expect_no_text("data-live");
    let file = app.member(Role::Bookkeeper).get(&download).await.expect(200);
    let name = format!("pack-2026-01-01-2026-12-31-{id}.zip");
    assert!(file.header("content-disposition").unwrap().contains(&name));
    assert!(file.body.starts_with("PK"));
    for role in [Role::Sales, Role::Viewer] {
        app.member(role).get("/w/acme/packs").await.expect(403);
        app.member(role).get(&download).await.expect(403);
    }
    app.stranger().get(&download).await.expect(404);
    let verbs: Vec<String> = app
        .installation
        .db
        .read(&app.acme().actor(), |view| {
            view.all(
                "SELECT verb FROM audit WHERE workspace_id = :w AND verb LIKE 'pack.%' ORDER BY id",
                rusqlite::named_params! { ":w": view.workspace() },
                |row| row.get("verb"),
            )
        })
        .unwrap();
    assert_eq!(verbs, ["pack.start", "pack.export"]);
}

#[tokio::test]
async fn a_pack_that_cannot_be_made_says_so_and_after_a_week_all_are_gone() {
    let app = App::start();
    app.write(fill).unwrap();
    let made = start(&app, &app.owner()).await;
    let blobs = Blobs::new(app.installation.folder(), app.acme().id);
    let blob = app
        .installation
        .db
        .read(&app.acme().actor(), |view| packs::store::find(view, made))
        .unwrap()
        .blob
        .unwrap();
    // The file of a paper has gone from the disk.
    let paper = app
        .installation
        .db
        .read(&app.acme().actor(), |view| invoices::store::files_of(view, InvoiceId::new(2)))
        .unwrap();
    blobs.remove(paper[0].blob.hash).unwrap();

    let failed = start(&app, &app.owner()).await;

    app.owner().get("/w/acme/packs").await.expect(200).expect_text("Failed");
    app.owner().get(&format!("/w/acme/packs/{failed}/download")).await.expect(409);
    app.installation.pass(packs::actions::KEPT + Duration::from_secs(1));
    app.write_as(Actor::system(Door::Job, app.acme().id), |tx| queue::enqueue(tx, &packs::Clear {})).unwrap();
    worker::run_due(&app.installation, Holder::Cli).await.unwrap();
    app.owner().get("/w/acme/packs").await.expect(200).expect_text("No files yet");
    assert!(blobs.has(blob.hash), "it is swept with the other files, a week later");
}
