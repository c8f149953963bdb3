//! Two records become one, and two again: nothing is lost, nothing is left behind, nothing is overwritten unseen.

mod acts;
mod turns;

use std::time::Duration;

use kantora::across::merge::{Choices, Wish, actions};
use kantora::across::transfer::model::Format;
use kantora::across::transfer::{self, Export, Mark};
use kantora::across::undo::{self, Report, Step};
use kantora::base::{
    ChangeSetId, CompanyId, ContactId, Fields, Language, NoteId, Result, SubjectId, SubjectKind, TaskId,
};
use kantora::crm::activities::{self, NoteInput, NoteKind};
use kantora::crm::companies::{self, CompanyInput};
use kantora::crm::contacts::{self, ContactInput};
use kantora::crm::external_ids::{self, ExternalId};
use kantora::crm::fields::{self, Demand, NewField, Typed};
use kantora::crm::points::Taken;
use kantora::crm::tasks::{self, Clocks, TaskInput};
use kantora::platform::{Lane, Tx, View};

use crate::support::{self, Installation, Workspace};

/// A company's office with three people of two firms, on each of whom something hangs.
struct Office {
    machines: Installation,
    workspace: Workspace,
    people: Vec<ContactId>,
    firms: Vec<CompanyId>,
    notes: Vec<NoteId>,
    tasks: Vec<TaskId>,
}

impl Office {
    fn open() -> Office {
        let machines = support::machines();
        let workspace = support::workspace(&machines);
        let fill = |tx: &Tx| {
            let badge = Fields::new().with("record", "contact").with("kind", "text").with("label", "Badge");
            fields::actions::add(tx, &NewField::parse(&badge.with("unique", "1"))?)?;
            let woods =
                Fields::new().with("record", "contact").with("kind", "choices").with("label", "Woods");
            fields::actions::add(tx, &NewField::parse(&woods.with("options", "Oak\nAsh"))?)?;
            let firms = vec![firm(tx, "Hart Brothers")?, firm(tx, "Hart Brothers Ltd")?];
            let people = vec![
                person(
                    tx,
                    &[
                        ("last_name", "Petrova"),
                        ("email", "ana@example.com"),
                        ("tags", "vip"),
                        ("field.woods", "Oak; Ash"),
                    ],
                )?,
                person(
                    tx,
                    &[
                        ("last_name", "Petrowa"),
                        ("email", "anna@example.com"),
                        ("phone", "0888 123 456"),
                        ("field.badge", "B-2"),
                        ("field.woods", "Ash"),
                    ],
                )?,
                person(tx, &[("first_name", "Ben"), ("company", "Hart Brothers Ltd"), ("source", "Fair")])?,
            ];
            let (mut notes, mut tasks) = (Vec::new(), Vec::new());
            let hanging = people.iter().map(|id| id.subject()).chain(firms.iter().map(|id| id.subject()));
            for (number, subject) in hanging.enumerate() {
                notes.push(note(tx, subject, &format!("Called {number}"))?);
                tasks.push(task(tx, subject, &format!("Call {number}"))?);
            }
            let name = ExternalId::new("shop", "17")?;
            external_ids::keep(tx, people[1], SubjectKind::Contact, &name)?;
            Ok((people, firms, notes, tasks))
        };
        let (people, firms, notes, tasks) =
            machines.db.write_blocking(&workspace.actor(), Lane::Interactive, fill).unwrap();
        Office { machines, workspace, people, firms, notes, tasks }
    }

    fn write<T: Send + 'static>(&self, act: impl FnOnce(&Tx) -> Result<T> + Send + 'static) -> Result<T> {
        self.machines.pass(Duration::from_secs(1));
        self.machines.db.write_blocking(&self.workspace.actor(), Lane::Interactive, act)
    }

    fn read<T>(&self, question: impl FnOnce(&View) -> Result<T>) -> Result<T> {
        self.machines.db.read(&self.workspace.actor(), question)
    }

    /// Merges by the versions that are stored.
    fn merge(&self, kind: SubjectKind, kept: SubjectId, gone: SubjectId) -> Result<ChangeSetId> {
        self.write(move |tx| {
            let version = |subject| actions::party(tx, kind, subject).map(|party| party.version);
            let (kept, gone) = ((kept, version(kept)?), (gone, version(gone)?));
            actions::merge(tx, &Wish { kind, kept, gone, choices: Choices::default() })
        })
    }

    fn undo(&self, set: ChangeSetId, taken: Taken) -> Result<Report> {
        let (mut whole, mut from) = (Report::default(), None);
        loop {
            let (part, step) = self.write(move |tx| undo::step(tx, set, from, taken))?;
            whole.add(part);
            match step {
                Step::After(row) => from = Some(row),
                Step::Done => return Ok(whole),
            }
        }
    }

    /// Both lists as they go out, every record but for its version, and on what everything hangs.
    fn state(&self, last_line: i64) -> (Vec<String>, String, Vec<(i64, i64)>) {
        self.read(|view| {
            let lists = [SubjectKind::Company, SubjectKind::Contact].map(|kind| exported(view, kind));
            let mut records = String::new();
            for id in &self.people {
                let contact = contacts::store::find(view, *id)?;
                records += &format!("{:?}\n", contacts::Contact { version: 0, ..contact });
            }
            for id in &self.firms {
                let company = companies::store::find(view, *id)?;
                records += &format!("{:?}\n", companies::Company { version: 0, ..company });
            }
            for id in &self.notes {
                let note = activities::store::find_note(view, *id)?;
                records += &format!("{:?}\n", activities::Note { version: 0, ..note });
            }
            for id in &self.tasks {
                let task = tasks::store::find(view, *id)?;
                records += &format!("{:?}\n", tasks::Task { version: 0, ..task });
            }
            let lines = view.all(
                "SELECT id, subject_id FROM activity WHERE id <= ?1
                 UNION ALL
                 SELECT id, subject_id FROM external_id
                 ORDER BY 1, 2",
                [last_line],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            Ok((lists.to_vec(), records, lines))
        })
        .unwrap()
    }

    fn last_line(&self) -> i64 {
        self.read(|view| view.one("SELECT max(id) FROM activity", [], |row| row.get(0))).unwrap()
    }
}

fn firm(tx: &Tx, name: &str) -> Result<CompanyId> {
    companies::actions::create(tx, CompanyInput { name: name.to_owned(), ..CompanyInput::default() })
}

fn person(tx: &Tx, fields: &[(&str, &str)]) -> Result<ContactId> {
    let fields: Fields =
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let typed = Typed { fields: &fields, language: Language::En, demand: Demand::All };
    let parsed = ContactInput::parse(&fields, "BG".parse()?);
    contacts::actions::create(tx, fields::actions::filled(tx, SubjectKind::Contact, parsed, &typed, None)?)
}

fn note(tx: &Tx, about: SubjectId, body: &str) -> Result<NoteId> {
    activities::actions::add(tx, about, &NoteInput::new(NoteKind::Note, body.to_owned()))
}

fn task(tx: &Tx, about: SubjectId, title: &str) -> Result<TaskId> {
    let clocks = Clocks { day: jiff::tz::TimeZone::UTC, clock: jiff::tz::TimeZone::UTC };
    let fields = Fields::new().with("title", title).with("about", about.to_string());
    tasks::actions::add(tx, &TaskInput::parse(&fields, &clocks)?)
}

fn exported(view: &View, kind: SubjectKind) -> String {
    let export = Export {
        kind,
        chosen: Vec::new(),
        query: Fields::new(),
        language: Language::En,
        mark: Mark::Without,
        format: Format::Csv,
    };
    let mut bytes = Vec::new();
    transfer::export(view, &export, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}
