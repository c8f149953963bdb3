//! An import that is taken back leaves no trace in the lists; one that was killed ends as if it had not been.

use std::time::Duration;

use kantora::across::transfer;
use kantora::across::transfer::model::{Analyse, Area, Choice, Fate, Rules};
use kantora::base::{Error, SubjectKind};

use super::files::{self, Script};
use super::run::{bring_in, exported, wish};
use crate::support;

const KINDS: [SubjectKind; 2] = [SubjectKind::Company, SubjectKind::Contact];

#[tokio::test(flavor = "multi_thread")]
async fn undo_gives_byte_equal_exports_also_of_what_was_updated() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let first = files::write(machines.folder(), &files::contacts(300, &Script::Both), encoding_rs::UTF_8);
    bring_in(&machines, &workspace, &first, wish(SubjectKind::Contact)).await;
    let mut before = Vec::new();
    for kind in KINDS {
        before.push(exported(&machines, &workspace, kind).await);
    }
    let text = files::contacts(600, &Script::Both).replace(" ООД", " АД").replace("0888", "0878");
    let second = files::write(machines.folder(), &text, encoding_rs::UTF_8);
    let rules = Rules { choices: [(Area::Phones, Choice::Overwrite)].into(), ..Rules::default() };

    let report =
        bring_in(&machines, &workspace, &second, transfer::Wish { rules, ..wish(SubjectKind::Contact) })
            .await;
    let changed = exported(&machines, &workspace, SubjectKind::Contact).await;
    let kept = transfer::take_back(&machines, &workspace.actor(), report.import).await.unwrap();

    assert_eq!(kept, 0);
    assert!(report.counts.of(Fate::Update) > 200 && report.counts.of(Fate::Create) > 200);
    assert_ne!(changed, before[1]);
    for (kind, before) in KINDS.into_iter().zip(before) {
        assert_eq!(exported(&machines, &workspace, kind).await, before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_is_killed_again_and_again_ends_with_the_same_result() {
    let (whole, broken) = (support::machines(), support::machines());
    let text = files::contacts(1_500, &Script::Both);
    let wanted = {
        let workspace = support::workspace(&whole);
        let file = files::write(whole.folder(), &text, encoding_rs::UTF_8);
        let report = bring_in(&whole, &workspace, &file, wish(SubjectKind::Contact)).await;
        (report.counts, exported(&whole, &workspace, SubjectKind::Contact).await)
    };
    let workspace = support::workspace(&broken);
    let file = files::write(broken.folder(), &text, encoding_rs::UTF_8);
    let import =
        transfer::take_in(&broken, &workspace.actor(), &file, &wish(SubjectKind::Contact)).await.unwrap();

    let actor = workspace.actor();
    transfer::run_analyse(broken.clone(), actor.clone(), Analyse { import }).await.unwrap();
    let mut kills = 0;
    let counts = loop {
        let work = transfer::go_on(&broken, &actor, import);
        match tokio::time::timeout(Duration::from_millis(150), work).await {
            // A closure that had begun when its caller was killed ends after the next one has looked: that one stops.
            Ok(Err(Error::Conflict(_))) | Err(_) => kills += 1,
            Ok(counts) => break counts.unwrap(),
        }
    };

    assert!(kills > 2, "killed only {kills} times");
    assert_eq!(counts, wanted.0);
    assert_eq!(exported(&broken, &workspace, SubjectKind::Contact).await, wanted.1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_analysis_that_is_killed_again_and_again_starts_over_and_counts_the_same() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let text = files::contacts(1_500, &Script::Both);
    let file = files::write(machines.folder(), &text, encoding_rs::UTF_8);
    let wanted =
        bring_in(&machines, &workspace, &file, transfer::Wish { is_dry: true, ..wish(SubjectKind::Contact) });
    let wanted = wanted.await.counts;
    let actor = workspace.actor();
    let import = transfer::take_in(&machines, &actor, &file, &wish(SubjectKind::Contact)).await.unwrap();

    let mut kills = 0;
    for patience in [5, 50, 150, 300, 600] {
        let work = transfer::run_analyse(machines.clone(), actor.clone(), Analyse { import });
        kills += u32::from(tokio::time::timeout(Duration::from_millis(patience), work).await.is_err());
    }
    let counts = loop {
        match transfer::go_on(&machines, &actor, import).await {
            // A closure that had begun when its caller was killed ends after the next one has looked: that one stops.
            Err(Error::Conflict(_)) => continue,
            counts => break counts.unwrap(),
        }
    };

    assert!(kills > 2, "killed only {kills} times");
    assert_eq!(counts, wanted);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_imports_of_one_list_at_once_make_each_person_once() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let text = files::contacts(600, &Script::Both);
    let file = files::write(machines.folder(), &text, encoding_rs::UTF_8);

    let (one, other) = tokio::join!(
        bring_in(&machines, &workspace, &file, wish(SubjectKind::Contact)),
        bring_in(&machines, &workspace, &file, wish(SubjectKind::Contact)),
    );

    let people = exported(&machines, &workspace, SubjectKind::Contact).await.lines().count() - 1;
    let created = one.counts.of(Fate::Create) + other.counts.of(Fate::Create);
    assert_eq!(people as u64, created);
    assert_eq!(created, 87 * 6);
}
