//! Whatever is done and taken back in turn.

use std::time::Duration;

use kantora::base::{ChangeSetId, Error, Result, SubjectKind};
use kantora::crm::activities::{self, NoteInput};
use kantora::crm::deals::{self, Loss, Place};
use kantora::crm::leads::{self, Rest, To};
use kantora::crm::{companies, contacts, tasks};
use proptest::prelude::*;

use super::{Office, cases};

/// What somebody can do and take back, each with the place of the record that it is done to.
#[derive(Debug, Clone)]
enum Deed {
    Tag(usize),
    Assign(usize),
    Trash(usize),
    TrashFirm(usize),
    People(usize, usize),
    Firms(usize, usize),
    Rewrite(usize),
    RemoveNote(usize),
    Finish(usize),
    RemoveTask(usize),
    Lead(usize, LeadDeed),
    Deal(usize, DealDeed),
    /// Takes back what was done last.
    Undo,
}

#[derive(Debug, Clone)]
enum LeadDeed {
    Assign,
    Disqualify,
    Recycle,
    TakeUp,
    Convert,
    Trash,
}

#[derive(Debug, Clone)]
enum DealDeed {
    Move(usize),
    Put(usize),
    Hold,
    Resume,
    Win,
    Lose,
    Reopen,
    Trash,
}

fn deed() -> impl Strategy<Value = Deed> {
    let (person, firm, hanging) = (0usize..3, 0usize..2, 0usize..9);
    prop_oneof![
        2 => on_customer(person, firm),
        2 => on_hanging(hanging),
        3 => (0usize..2, on_lead()).prop_map(|(lead, deed)| Deed::Lead(lead, deed)),
        4 => (0usize..2, on_deal()).prop_map(|(deal, deed)| Deed::Deal(deal, deed)),
        2 => Just(Deed::Undo),
    ]
}

fn on_customer(person: std::ops::Range<usize>, firm: std::ops::Range<usize>) -> impl Strategy<Value = Deed> {
    prop_oneof![
        person.clone().prop_map(Deed::Tag),
        person.clone().prop_map(Deed::Assign),
        person.clone().prop_map(Deed::Trash),
        firm.clone().prop_map(Deed::TrashFirm),
        (person.clone(), person).prop_map(|(kept, gone)| Deed::People(kept, gone)),
        (firm.clone(), firm).prop_map(|(kept, gone)| Deed::Firms(kept, gone)),
    ]
}

fn on_hanging(hanging: std::ops::Range<usize>) -> impl Strategy<Value = Deed> {
    prop_oneof![
        hanging.clone().prop_map(Deed::Rewrite),
        hanging.clone().prop_map(Deed::RemoveNote),
        hanging.clone().prop_map(Deed::Finish),
        hanging.prop_map(Deed::RemoveTask),
    ]
}

fn on_lead() -> impl Strategy<Value = LeadDeed> {
    prop_oneof![
        Just(LeadDeed::Assign),
        Just(LeadDeed::Disqualify),
        Just(LeadDeed::Recycle),
        Just(LeadDeed::TakeUp),
        Just(LeadDeed::Convert),
        Just(LeadDeed::Trash),
    ]
}

fn on_deal() -> impl Strategy<Value = DealDeed> {
    prop_oneof![
        (1usize..4).prop_map(DealDeed::Move),
        (1usize..6).prop_map(DealDeed::Put),
        Just(DealDeed::Hold),
        Just(DealDeed::Resume),
        Just(DealDeed::Win),
        Just(DealDeed::Lose),
        Just(DealDeed::Reopen),
        Just(DealDeed::Trash),
    ]
}

impl Office {
    /// The set by which it is taken back; none: nothing came of it.
    fn run(&self, deed: &Deed) -> Result<Option<ChangeSetId>> {
        match *deed {
            Deed::Lead(at, ref deed) => return self.run_lead(at, deed),
            Deed::Deal(at, ref deed) => return self.run_deal(at, deed),
            Deed::People(kept, gone) => {
                self.merge(SubjectKind::Contact, self.people[kept].subject(), self.people[gone].subject())
            }
            Deed::Firms(kept, gone) => {
                self.merge(SubjectKind::Company, self.firms[kept].subject(), self.firms[gone].subject())
            }
            Deed::Tag(at) => {
                let id = self.people[at];
                self.write(move |tx| contacts::actions::tag(tx, &[id], "fair"))
            }
            Deed::Assign(at) => {
                let (id, colleague) = (self.people[at], self.colleague);
                self.write(move |tx| contacts::actions::assign(tx, &[id], Some(colleague)))
            }
            Deed::Trash(at) => {
                let id = self.people[at];
                self.write(move |tx| contacts::actions::trash(tx, &[id]))
            }
            Deed::TrashFirm(at) => {
                let id = self.firms[at];
                self.write(move |tx| companies::actions::trash(tx, &[id]))
            }
            Deed::Rewrite(at) => {
                let id = self.notes[at];
                self.write(move |tx| {
                    let note = activities::store::find_note(tx, id)?;
                    let input = NoteInput::new(note.kind, format!("{} and again", note.body));
                    activities::actions::edit(tx, id, note.version, &input)
                })
            }
            Deed::RemoveNote(at) => {
                let id = self.notes[at];
                self.write(move |tx| activities::actions::remove(tx, id))
            }
            Deed::Finish(at) => {
                let id = self.tasks[at];
                self.write(move |tx| tasks::actions::finish(tx, id))
            }
            Deed::RemoveTask(at) => {
                let id = self.tasks[at];
                self.write(move |tx| tasks::actions::remove(tx, id))
            }
            Deed::Undo => return Ok(None),
        }
        .map(Some)
    }

    fn run_lead(&self, at: usize, deed: &LeadDeed) -> Result<Option<ChangeSetId>> {
        let (id, colleague) = (self.leads[at], self.colleague);
        match deed {
            LeadDeed::Assign => {
                self.write(move |tx| leads::actions::assign(tx, &[id], To::Member(colleague)).map(Some))
            }
            LeadDeed::Disqualify => {
                self.write(move |tx| leads::actions::disqualify(tx, id, "No budget").map(Some))
            }
            LeadDeed::Recycle => self.write(move |tx| {
                let rest = Rest { until: "2026-06-01".parse()?, task: "Ask again".to_owned() };
                leads::actions::recycle(tx, id, &rest).map(Some)
            }),
            LeadDeed::TakeUp => self.write(move |tx| leads::actions::take_up(tx, id).map(Some)),
            LeadDeed::Trash => self.write(move |tx| leads::actions::trash(tx, &[id]).map(Some)),
            LeadDeed::Convert => self.convert(id),
        }
    }

    fn run_deal(&self, at: usize, deed: &DealDeed) -> Result<Option<ChangeSetId>> {
        let (id, other, deed) = (self.deals[at], self.deals[1 - at], deed.clone());
        self.write(move |tx| {
            let deal = deals::store::find(tx, id)?;
            let (version, pipeline) = (deal.version, deals::store::find_pipeline(tx, deal.pipeline)?);
            let stage = |at: usize| pipeline.path().nth(at).map(|stage| stage.id).ok_or(Error::NotFound);
            match deed {
                // To another place of the same stage is nothing that is taken back.
                DealDeed::Move(to) | DealDeed::Put(to) if stage(to)? == deal.stage => Ok(None),
                DealDeed::Move(to) => deals::actions::move_to(tx, id, version, stage(to)?, Place::Top),
                DealDeed::Put(to) => deals::actions::put(tx, id, version, stage(to)?, Place::Before(other)),
                DealDeed::Hold => deals::actions::hold(tx, id, version, "2026-05-01".parse()?).map(Some),
                DealDeed::Resume => deals::actions::resume(tx, id, version).map(Some),
                DealDeed::Win => deals::actions::win(tx, id, version).map(Some),
                DealDeed::Lose => {
                    let reason = deals::store::lost_reasons(tx)?.remove(0).id;
                    deals::actions::lose(tx, id, version, Loss { reason, note: "Dear".to_owned() }).map(Some)
                }
                DealDeed::Reopen => deals::actions::reopen(tx, id, version).map(Some),
                DealDeed::Trash => deals::actions::trash(tx, id).map(Some),
            }
        })
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(24, 2_000)))]

    #[test]
    fn whatever_a_team_does_and_takes_back_in_turn_leaves_all_as_it_was(
        deeds in proptest::collection::vec(deed(), 0..14),
    ) {
        let office = Office::open();
        let line = office.last_line();
        let before = office.state(line);

        let mut sets = Vec::new();
        for deed in &deeds {
            match (deed, office.run(deed)) {
                (Deed::Undo, _) => {
                    if let Some(set) = sets.pop() {
                        let report = office.undo(set).unwrap();
                        prop_assert!(report.changed.is_empty() && report.taken.is_empty(), "{:?}", report);
                    }
                }
                (_, Ok(set)) => sets.extend(set),
                (_, Err(Error::Conflict(_) | Error::Merged(..) | Error::NotFound | Error::Invalid(_))) => {}
                (deed, Err(other)) => panic!("{deed:?}: {other}"),
            }
        }
        for set in sets.into_iter().rev() {
            let report = office.undo(set).unwrap();
            prop_assert!(report.changed.is_empty() && report.taken.is_empty(), "{:?}", report);
        }

        prop_assert_eq!(office.state(line), before);
    }

    #[test]
    fn two_that_were_one_for_weeks_are_two_again_whatever_was_done_and_taken_back_meanwhile(
        (kept, gone) in (0usize..3, 0usize..3).prop_filter("two", |(kept, gone)| kept != gone),
        deeds in proptest::collection::vec((0usize..2, on_deal()), 0..6),
    ) {
        let office = Office::open();
        let line = office.last_line();
        let before = office.state(line);
        let (kept, gone) = (office.people[kept].subject(), office.people[gone].subject());

        let merge = office.merge(SubjectKind::Contact, kept, gone).unwrap();
        let mut sets = Vec::new();
        for (at, deed) in &deeds {
            sets.extend(office.run_deal(*at, deed).ok().flatten());
        }
        office.machines.pass(Duration::from_secs(21 * 86_400));
        for set in sets.into_iter().rev() {
            let report = office.undo(set).unwrap();
            prop_assert!(report.changed.is_empty() && report.taken.is_empty(), "{:?}", report);
        }
        let report = office.undo(merge).unwrap();

        prop_assert!(report.changed.is_empty() && report.taken.is_empty(), "{:?}", report);
        prop_assert_eq!(office.state(line), before);
    }
}
