//! Whatever is done and taken back in turn.

use kantora::base::{ChangeSetId, Error, MemberId, Result, SubjectKind};
use kantora::crm::activities::{self, NoteInput};
use kantora::crm::points::Taken;
use kantora::crm::{contacts, tasks};
use proptest::prelude::*;

use super::Office;

/// What somebody can do and take back.
#[derive(Debug, Clone)]
enum Deed {
    Tag(usize),
    Assign(usize),
    Trash(usize),
    Note(usize),
    Finish(usize),
    People(usize, usize),
    Firms(usize, usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let (person, firm, hanging) = (0usize..3, 0usize..2, 0usize..5);
    prop_oneof![
        person.clone().prop_map(Deed::Tag),
        person.clone().prop_map(Deed::Assign),
        person.clone().prop_map(Deed::Trash),
        hanging.clone().prop_map(Deed::Note),
        hanging.prop_map(Deed::Finish),
        (person.clone(), person).prop_map(|(kept, gone)| Deed::People(kept, gone)),
        (firm.clone(), firm).prop_map(|(kept, gone)| Deed::Firms(kept, gone)),
    ]
}

impl Office {
    fn run(&self, deed: &Deed) -> Result<ChangeSetId> {
        let owner: MemberId = self.workspace.owner;
        match *deed {
            Deed::Tag(at) => {
                let id = self.people[at];
                self.write(move |tx| contacts::actions::tag(tx, &[id], "fair"))
            }
            Deed::Assign(at) => {
                let id = self.people[at];
                self.write(move |tx| contacts::actions::assign(tx, &[id], Some(owner)))
            }
            Deed::Trash(at) => {
                let id = self.people[at];
                self.write(move |tx| contacts::actions::trash(tx, &[id]))
            }
            Deed::Note(at) => {
                let id = self.notes[at];
                self.write(move |tx| {
                    let note = activities::store::find_note(tx, id)?;
                    let input = NoteInput::new(note.kind, format!("{} and again", note.body));
                    activities::actions::edit(tx, id, note.version, &input)
                })
            }
            Deed::Finish(at) => {
                let id = self.tasks[at];
                self.write(move |tx| tasks::actions::finish(tx, id))
            }
            Deed::People(kept, gone) => {
                self.merge(SubjectKind::Contact, self.people[kept].subject(), self.people[gone].subject())
            }
            Deed::Firms(kept, gone) => {
                self.merge(SubjectKind::Company, self.firms[kept].subject(), self.firms[gone].subject())
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_was_done_and_merged_and_taken_back_in_turn_leaves_all_as_it_was(
        deeds in proptest::collection::vec(deed(), 0..10),
    ) {
        let office = Office::open();
        let line = office.last_line();
        let before = office.state(line);

        let mut sets = Vec::new();
        for deed in &deeds {
            match office.run(deed) {
                Ok(set) => sets.push(set),
                Err(Error::Conflict(_) | Error::Merged(..)) => {}
                Err(other) => panic!("{deed:?}: {other}"),
            }
        }
        for set in sets.into_iter().rev() {
            let report = office.undo(set, Taken::Refuse).unwrap();
            prop_assert!(report.changed.is_empty() && report.taken.is_empty(), "{:?} {:?}", deeds, report);
        }

        prop_assert_eq!(office.state(line), before);
    }
}
