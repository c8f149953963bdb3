//! Lists of deals, leads, tasks and notes: what they name, where they go, what is wrong with them.

use kantora::across::transfer;
use kantora::across::transfer::Wish;
use kantora::across::transfer::model::{Fate, KINDS, Rules, StageChoice, Target, Unlinked};
use kantora::base::SubjectKind;
use kantora::crm::deals;

use super::files;
use super::run::{bring_in, exported, wish};
use crate::support;

#[tokio::test(flavor = "multi_thread")]
async fn a_deal_of_an_unknown_stage_goes_where_it_was_chosen() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let file =
        files::write(machines.folder(), "Deal,Stage,Amount\nOak counter,Waiting,100\n", encoding_rs::UTF_8);
    let stage = machines
        .db
        .read(&workspace.actor(), |view| {
            let pipelines = deals::store::pipelines(view)?;
            Ok(pipelines.in_use().next().and_then(|pipeline| pipeline.path().nth(1)).map(|stage| stage.id))
        })
        .unwrap()
        .unwrap();
    let rules =
        Rules { stages: [("/waiting".to_owned(), StageChoice::Into(stage))].into(), ..Rules::default() };

    bring_in(&machines, &workspace, &file, Wish { rules, ..wish(SubjectKind::Deal) }).await;

    let list = exported(&machines, &workspace, SubjectKind::Deal).await;
    assert!(!list.contains("Waiting"), "{list}");
    assert!(list.contains("Oak counter"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_names_somebody_unknown_comes_in_without_them_or_is_bad_as_chosen() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let file =
        files::write(machines.folder(), "Deal,Contact\nOak counter,Nobody Known\n", encoding_rs::UTF_8);
    let strict = Rules { unlinked: Unlinked::Refuse, ..Rules::default() };

    let refused =
        bring_in(&machines, &workspace, &file, Wish { rules: strict, ..wish(SubjectKind::Deal) }).await;
    let told = bring_in(&machines, &workspace, &file, wish(SubjectKind::Deal)).await;

    assert_eq!((refused.counts.of(Fate::Unlinked), refused.counts.of(Fate::Create)), (1, 0));
    assert_eq!(told.counts.of(Fate::Create), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_about_nothing_known_is_a_bad_row() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let text = "Note,Company\nPays late,Nobody & Sons\nNo subject,\n";
    let file = files::write(machines.folder(), text, encoding_rs::UTF_8);

    let report = bring_in(&machines, &workspace, &file, wish(SubjectKind::Note)).await;

    assert_eq!((report.counts.of(Fate::Unlinked), report.counts.written()), (2, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_rows_are_told_and_the_others_come_in() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let text = format!(
        "Deal,Amount,Probability,Expected close,State\n\
         Good,12,50,2027-01-02,open\n\
         Minus,-5,50,2027-01-02,open\n\
         Much,99999999999999999999,50,,open\n\
         ,10,,,open\n\
         =cmd|' /C calc'!A0,10,50 %,soon,perhaps\n\
         {},10,,,won\n",
        "x".repeat(300),
    );
    let file = files::write(machines.folder(), &text, encoding_rs::UTF_8);

    let report = bring_in(&machines, &workspace, &file, wish(SubjectKind::Deal)).await;

    let list = exported(&machines, &workspace, SubjectKind::Deal).await;
    assert_eq!(report.counts.of(Fate::Invalid), 4, "{list}");
    assert_eq!(report.counts.of(Fate::Create), 2, "{list}");
    assert!(list.contains("'=cmd|"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn leads_keep_their_state_and_meet_each_other_by_address() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let text = "First name,Company,E-mail,Status,Source\n\
                Ada,Mill Ltd,ada@mill.example,New,Fair\n\
                Ada,,ada@mill.example,,\n\
                Bo,Kiln Ltd,bo@kiln.example,Dead,Fair\n";
    let file = files::write(machines.folder(), text, encoding_rs::UTF_8);

    let report = bring_in(&machines, &workspace, &file, wish(SubjectKind::Lead)).await;

    assert_eq!((report.counts.of(Fate::Create), report.counts.of(Fate::Merged)), (2, 1));
    let list = exported(&machines, &workspace, SubjectKind::Lead).await;
    assert!(list.contains("Ada") && list.contains("Mill Ltd"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn undo_of_every_kind_leaves_byte_equal_exports() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let lists = [
        (SubjectKind::Lead, "External id,First name,E-mail,Interest\nL1,Ada,ada@mill.example,Oak\n"),
        (
            SubjectKind::Deal,
            "External id,Deal,Stage,State,Amount,Company\nD1,Counter,Sketch,open,100,Mill Ltd\n",
        ),
        (SubjectKind::Task, "External id,Task,Due on,Done,Deal\nT1,Call back,2027-01-02,0,Counter\n"),
        (SubjectKind::Note, "External id,Note,Deal\nN1,Likes oak,Counter\n"),
    ];
    for (kind, text) in lists {
        let file = files::write(machines.folder(), text, encoding_rs::UTF_8);
        bring_in(&machines, &workspace, &file, wish(kind)).await;
    }
    let mut before = Vec::new();
    for kind in KINDS {
        before.push(exported(&machines, &workspace, kind).await);
    }
    let changed = [
        (
            SubjectKind::Lead,
            "External id,First name,E-mail,Interest\nL1,Ada,ada@mill.example,Ash\nL2,Bo,bo@kiln.example,\n",
        ),
        (
            SubjectKind::Deal,
            "External id,Deal,Stage,State,Amount,Company\nD1,Counter,Talk,won,250,Kiln Ltd\nD2,Shelf,,lost,5,\n",
        ),
        (
            SubjectKind::Task,
            "External id,Task,Due on,Done,Deal\nT1,Call again,2027-02-02,1,Counter\nT2,Write,,0,\n",
        ),
        (SubjectKind::Note, "External id,Note,Deal\nN1,Likes ash,Counter\nN2,Tall,Counter\n"),
    ];

    let mut imports = Vec::new();
    for (kind, text) in changed {
        let file = files::write(machines.folder(), text, encoding_rs::UTF_8);
        let report = bring_in(&machines, &workspace, &file, wish(kind)).await;
        assert_eq!((report.counts.of(Fate::Update), report.counts.of(Fate::Create)), (1, 1), "{kind:?}");
        imports.push(report.import);
    }
    for import in imports.into_iter().rev() {
        assert_eq!(transfer::take_back(&machines, &workspace.actor(), import).await.unwrap(), 0);
    }

    for (kind, before) in KINDS.into_iter().zip(before) {
        assert_eq!(exported(&machines, &workspace, kind).await, before, "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_and_notes_go_out_and_come_back_to_the_very_record_among_namesakes() {
    let (old, new) = (support::machines(), support::machines());
    let (here, there) = (support::workspace(&old), support::workspace(&new));
    let lists = [
        (SubjectKind::Company, "Company\nMill Ltd\nKiln Ltd\n"),
        (SubjectKind::Contact, "External id,First name,Company\n1,Ada,Mill Ltd\n2,Ada,Kiln Ltd\n"),
        (SubjectKind::Lead, "External id,First name,Company\nL1,Bo,Barn Ltd\n"),
        (SubjectKind::Deal, "External id,Deal,Company\nD1,Counter,Mill Ltd\nD2,Counter,Kiln Ltd\n"),
        (
            SubjectKind::Task,
            "External id,Task,Due on,Done,Deal,Lead,Contact,Company\n\
             T1,Call back,2027-01-02,0,Counter,,,Kiln Ltd\n\
             T2,Measure,2027-01-03,0,,,Ada,Mill Ltd\n\
             T3,Write,2027-01-04,0,,Bo,,\n\
             T4,Visit,2027-01-05,0,,,,Mill Ltd\n",
        ),
        (
            SubjectKind::Note,
            "External id,Note,Written on,Deal,Contact,Company\n\
             N1,Likes oak,2026-01-02 09:00,Counter,,Mill Ltd\n\
             N2,Likes ash,2026-01-03 09:00,,Ada,Kiln Ltd\n",
        ),
    ];
    for (kind, text) in lists {
        let file = files::write(old.folder(), text, encoding_rs::UTF_8);
        bring_in(&old, &here, &file, wish(kind)).await;
    }

    let order = lists.map(|(kind, _)| kind);
    for kind in order {
        let text = exported(&old, &here, kind).await;
        let file = files::write(new.folder(), &text, encoding_rs::UTF_8);
        bring_in(&new, &there, &file, wish(kind)).await;
    }

    let tasks = exported(&old, &here, SubjectKind::Task).await;
    let notes = exported(&old, &here, SubjectKind::Note).await;
    assert!(tasks.contains(",Counter,,,,Kiln Ltd,") && tasks.contains(",,,Ada,,Mill Ltd,"), "{tasks}");
    assert!(tasks.contains(",,Bo,,,,"), "{tasks}");
    assert!(notes.contains(",Counter,,,,Mill Ltd,") && notes.contains(",,,Ada,,Kiln Ltd,"), "{notes}");
    assert_eq!(exported(&new, &there, SubjectKind::Task).await, tasks);
    assert_eq!(exported(&new, &there, SubjectKind::Note).await, notes);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_column_becomes_a_field_of_ones_own_and_is_known_the_next_time() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let first = files::write(
        machines.folder(),
        "First name,E-mail,Club\nAda,ada@mill.example,Rowing\n",
        encoding_rs::UTF_8,
    );
    let columns = vec![("Club".to_owned(), Target::NewOwn)];
    bring_in(&machines, &workspace, &first, Wish { columns, ..wish(SubjectKind::Contact) }).await;
    let second = files::write(
        machines.folder(),
        "Club,E-mail,First name\nChess,bo@kiln.example,Bo\n",
        encoding_rs::UTF_8,
    );

    let report = bring_in(&machines, &workspace, &second, wish(SubjectKind::Contact)).await;

    assert!(matches!(report.columns[0].1, Target::Own(_)), "{:?}", report.columns);
    let list = exported(&machines, &workspace, SubjectKind::Contact).await;
    assert!(list.contains("field:club"), "{list}");
    assert!(list.contains("Rowing") && list.contains("Chess"), "{list}");
}
