//! The dry run counts what the run then does, in every encoding.

use std::path::Path;

use kantora::across::transfer::model::{Counts, Fate, Format, Rules};
use kantora::across::transfer::{self, Export, Mark, Report, Wish};
use kantora::base::{Fields, Language, SubjectKind};
use kantora::platform::Machines;

use super::files::{self, Script};
use crate::support::{self, Workspace};

pub fn wish(kind: SubjectKind) -> Wish {
    Wish { kind, encoding: None, columns: Vec::new(), rules: Rules::default(), is_dry: false }
}

pub async fn bring_in(machines: &Machines, workspace: &Workspace, file: &Path, wish: Wish) -> Report {
    transfer::bring_in(machines, &workspace.actor(), file, wish).await.unwrap()
}

/// The whole list as its export.
pub async fn exported(machines: &Machines, workspace: &Workspace, kind: SubjectKind) -> String {
    let export = Export {
        kind,
        chosen: Vec::new(),
        query: Fields::new(),
        language: Language::En,
        mark: Mark::Without,
        format: Format::Csv,
    };
    let actor = workspace.actor();
    let read = machines.db.read_long(&actor, move |view| {
        let mut bytes = Vec::new();
        transfer::export(view, &export, &mut bytes)?;
        Ok(bytes)
    });
    String::from_utf8(read.await.unwrap()).unwrap()
}

fn told(counts: &Counts) -> Vec<(Fate, u64)> {
    Fate::ALL.into_iter().map(|fate| (fate, counts.of(fate))).filter(|(_, count)| *count > 0).collect()
}

async fn dry_run_equals_run(rows: usize, encoding: &'static encoding_rs::Encoding, script: Script) {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let known = files::write(machines.folder(), &files::contacts(300, &script), encoding);
    bring_in(&machines, &workspace, &known, wish(SubjectKind::Contact)).await;
    let before = exported(&machines, &workspace, SubjectKind::Contact).await;
    let file = files::write(machines.folder(), &files::contacts(rows, &script), encoding);

    let dry =
        bring_in(&machines, &workspace, &file, Wish { is_dry: true, ..wish(SubjectKind::Contact) }).await;
    let untouched = exported(&machines, &workspace, SubjectKind::Contact).await;
    let run = bring_in(&machines, &workspace, &file, wish(SubjectKind::Contact)).await;

    assert_eq!(before, untouched, "a dry run writes nothing");
    assert_eq!(told(&dry.counts), told(&run.counts));
    let hundreds = rows as u64 / 100;
    assert_eq!(run.counts.of(Fate::Invalid), hundreds * files::BAD as u64);
    assert_eq!(run.counts.of(Fate::Merged), hundreds * files::REPEATS as u64);
    assert_eq!(run.counts.of(Fate::Same), 87 * 3, "what the first file brought is so already");
    assert_eq!(run.counts.of(Fate::Create), 87 * (hundreds - 3));
    assert_eq!(run.counts.all(), rows as u64);
}

#[tokio::test(flavor = "multi_thread")]
async fn thousands_of_rows_of_utf8_do_what_the_dry_run_counted() {
    dry_run_equals_run(3_000, encoding_rs::UTF_8, Script::Both).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn windows_1251_does_what_the_dry_run_counted() {
    dry_run_equals_run(2_000, encoding_rs::WINDOWS_1251, Script::Bulgarian).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn windows_1252_does_what_the_dry_run_counted() {
    dry_run_equals_run(1_000, encoding_rs::WINDOWS_1252, Script::Western).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn utf_16_does_what_the_dry_run_counted() {
    dry_run_equals_run(1_000, encoding_rs::UTF_16LE, Script::Both).await;
    dry_run_equals_run(1_000, encoding_rs::UTF_16BE, Script::Both).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_export_comes_back_as_what_is_known_already() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let file = files::write(machines.folder(), &files::contacts(300, &Script::Both), encoding_rs::UTF_8);
    bring_in(&machines, &workspace, &file, wish(SubjectKind::Contact)).await;

    for kind in [SubjectKind::Company, SubjectKind::Contact] {
        let text = exported(&machines, &workspace, kind).await;
        let again = files::write(machines.folder(), &text, encoding_rs::UTF_8);
        let report = bring_in(&machines, &workspace, &again, wish(kind)).await;

        assert_eq!(report.counts.of(Fate::Same), report.counts.all(), "{:?}", report.counts);
        assert!(report.counts.all() > 30);
    }
}
