//! The state machine, act by act and at random.

use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::base::{At, Day, DealId, Error, LostReasonId, PipelineId, Result, StageId};

const DAY: i64 = 86_400_000;

fn stage(id: i64, kind: StageKind) -> Stage {
    let facts = StageInput {
        name: format!("Stage {id}"),
        kind,
        probability: match kind {
            StageKind::Won => 100,
            StageKind::Lost => 0,
            StageKind::Open | StageKind::Ongoing => 25,
        },
        rot_days: (kind == StageKind::Ongoing).then_some(14),
        needs: Vec::new(),
    };
    Stage { id: StageId::new(id), pipeline: PipelineId::new(1), facts, is_live: true }
}

fn path() -> [Stage; 4] {
    [
        stage(1, StageKind::Open),
        stage(2, StageKind::Ongoing),
        stage(3, StageKind::Won),
        stage(4, StageKind::Lost),
    ]
}

fn deal() -> Deal {
    let facts = DealInput { name: "Counter".to_owned(), ..DealInput::default() };
    Deal::new(DealId::new(1), facts, &path()[0], hand(0))
}

fn hand(day: i64) -> Hand {
    Hand { at: At(day * DAY), by: None }
}

fn on(day: i64) -> Day {
    At(day * DAY).day(&TimeZone::UTC)
}

fn loss() -> Loss {
    Loss { reason: LostReasonId::new(1), note: String::new() }
}

fn is_conflict(outcome: Result<Deal>, key: &str) -> bool {
    matches!(outcome, Err(Error::Conflict(conflict)) if conflict == key)
}

#[test]
fn a_deal_moves_while_it_is_open_and_each_stay_has_its_number() {
    let [new, work, won, _] = path();

    let moved = deal().moved(&work, hand(3)).expect("it is open");

    assert_eq!((moved.stage, moved.stays, moved.entered_at, moved.version), (work.id, 2, At(3 * DAY), 2));
    assert!(is_conflict(deal().moved(&won, hand(3)), "deals-stage-ends"));
    let won = moved.won(&won, hand(4)).expect("it is open");
    assert!(is_conflict(won.moved(&new, hand(5)), "deals-not-open"));
}

#[test]
fn a_deal_stays_in_its_pipeline_and_comes_into_no_stage_that_was_put_away() {
    let other = Stage { pipeline: PipelineId::new(2), ..stage(9, StageKind::Ongoing) };
    let away = Stage { is_live: false, ..stage(2, StageKind::Ongoing) };

    assert!(is_conflict(deal().moved(&other, hand(1)), "deals-other-pipeline"));
    assert!(is_conflict(deal().moved(&away, hand(1)), "deals-stage-away"));
}

#[test]
fn a_stage_that_needs_something_asks_for_it_but_whoever_lost_may_always_say_so() {
    let [_, mut work, mut won, mut lost] = path();
    for stage in [&mut work, &mut won, &mut lost] {
        stage.facts.needs = vec![StageNeed::Amount];
    }

    for refused in [deal().moved(&work, hand(1)), deal().won(&won, hand(1))] {
        let Err(Error::Invalid(problems)) = refused else { panic!("it was taken") };
        assert_eq!(problems.on("amount"), Some("deals-amount-needed"));
    }
    assert!(deal().lost(&lost, loss(), hand(1)).is_ok());
}

#[test]
fn a_deal_is_won_or_lost_once_and_opened_again_once() {
    let [new, _, won, lost] = path();

    let closed = deal().won(&won, hand(2)).expect("it is open");
    assert_eq!((closed.state, closed.closed_at, closed.stage), (State::Won, Some(At(2 * DAY)), won.id));
    assert_eq!(closed.probability(&won), 100);
    assert!(is_conflict(closed.clone().won(&won, hand(3)), "deals-not-open"));
    assert!(is_conflict(closed.clone().lost(&lost, loss(), hand(3)), "deals-not-open"));
    assert!(is_conflict(closed.clone().held(on(9), on(3), hand(3)), "deals-not-open"));

    let open = closed.reopened(&new, hand(4)).expect("it was won");
    assert_eq!((open.state, open.closed_at, open.loss.clone()), (State::Open, None, None));
    assert!(is_conflict(open.clone().reopened(&new, hand(5)), "deals-not-closed"));
    let lost = open.lost(&lost, loss(), hand(6)).expect("it is open again");
    assert_eq!((lost.state, lost.loss), (State::Lost, Some(loss())));
}

#[test]
fn a_hold_is_a_day_to_come_and_ends_with_it_or_with_the_deal() {
    let [_, work, won, _] = path();

    let held = deal().held(on(9), on(3), hand(3)).expect("it is open");
    assert!(held.is_held(on(8)) && !held.is_held(on(9)));
    assert!(matches!(deal().held(on(3), on(3), hand(3)), Err(Error::Invalid(_))));
    assert!(is_conflict(deal().resumed(hand(3)), "deals-not-held"));

    assert_eq!(held.clone().moved(&work, hand(4)).expect("it is open").held_until, Some(on(9)));
    assert_eq!(held.clone().resumed(hand(4)).expect("it was held").held_until, None);
    assert_eq!(held.won(&won, hand(4)).expect("it is open").held_until, None);
}

#[test]
fn a_deal_rots_after_the_days_of_its_stage_but_not_while_it_rests() {
    let [new, work, ..] = path();
    let moved = deal().moved(&work, hand(10)).expect("it is open");

    assert!(!moved.is_rotten(&work, on(24), &TimeZone::UTC));
    assert!(moved.is_rotten(&work, on(25), &TimeZone::UTC));
    assert!(!deal().is_rotten(&new, on(400), &TimeZone::UTC));

    let held = moved.held(on(40), on(20), hand(20)).expect("it is open");
    assert!(!held.is_rotten(&work, on(39), &TimeZone::UTC));
    assert!(!held.is_rotten(&work, on(54), &TimeZone::UTC));
    assert!(held.is_rotten(&work, on(55), &TimeZone::UTC));
    let resumed = held.resumed(hand(30)).expect("it was held");
    assert!(!resumed.is_rotten(&work, on(44), &TimeZone::UTC));
}

#[test]
fn what_lies_in_the_trash_changes_no_more() {
    let [new, work, won, lost] = path();
    let gone = deal().trashed(hand(1)).expect("it was there");

    assert!(matches!(gone.clone().trashed(hand(2)), Err(Error::NotFound)));
    let acts = [
        gone.clone().moved(&work, hand(2)),
        gone.clone().won(&won, hand(2)),
        gone.clone().lost(&lost, loss(), hand(2)),
        gone.clone().held(on(9), on(2), hand(2)),
        gone.clone().reopened(&new, hand(2)),
        gone.clone().edited(DealInput::default(), &new, hand(2)),
    ];
    for refused in acts {
        assert!(is_conflict(refused, "deals-in-trash"));
    }
    assert!(gone.restored(hand(3)).is_live());
}

/// Something that somebody tries.
#[derive(Debug, Clone, Copy)]
enum Try {
    Move(usize),
    Hold(i64),
    Resume,
    Win,
    Lose,
    Reopen(usize),
    Trash,
    Restore,
}

fn attempt() -> impl Strategy<Value = Try> {
    prop_oneof![
        (0usize..4).prop_map(Try::Move),
        (0i64..40).prop_map(Try::Hold),
        Just(Try::Resume),
        Just(Try::Win),
        Just(Try::Lose),
        (0usize..4).prop_map(Try::Reopen),
        Just(Try::Trash),
        Just(Try::Restore),
    ]
}

fn run(deal: Deal, attempt: Try, day: i64) -> Result<Deal> {
    let stages = path();
    match attempt {
        Try::Move(to) => deal.moved(&stages[to], hand(day)),
        Try::Hold(until) => deal.held(on(until), on(day), hand(day)),
        Try::Resume => deal.resumed(hand(day)),
        Try::Win => deal.won(&stages[2], hand(day)),
        Try::Lose => deal.lost(&stages[3], loss(), hand(day)),
        Try::Reopen(to) => deal.reopened(&stages[to], hand(day)),
        Try::Trash => deal.trashed(hand(day)),
        Try::Restore => Ok(deal.restored(hand(day))),
    }
}

proptest! {
    #[test]
    fn whatever_is_tried_a_deal_never_contradicts_itself(tries in proptest::collection::vec(attempt(), 0..30)) {
        let mut known = deal();
        for (day, attempt) in (1..).zip(tries) {
            let Ok(next) = run(known.clone(), attempt, day) else { continue };

            prop_assert_eq!(next.version, known.version + 1);
            prop_assert_eq!(next.stays - known.stays, i64::from(next.stage != known.stage || next.stays != known.stays));
            prop_assert_eq!(next.state == State::Open, next.closed_at.is_none());
            prop_assert_eq!(next.state == State::Lost, next.loss.is_some());
            prop_assert!(next.state == State::Open || next.held_until.is_none());
            let kind = path().iter().find(|stage| stage.id == next.stage).map(|stage| stage.facts.kind);
            let state = match kind {
                Some(StageKind::Won) => State::Won,
                Some(StageKind::Lost) => State::Lost,
                _ => State::Open,
            };
            prop_assert_eq!(next.state, state);
            prop_assert!(known.is_live() || matches!(attempt, Try::Restore));
            known = next;
        }
    }
}
