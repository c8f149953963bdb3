//! What a team relies on: whatever is done and taken back leaves all as it was, no change is lost unseen when two act at
//! once, and no record comes into a state into which it must not come.

mod races;
mod states;
mod back;
mod turns;

use std::time::Duration;

use kantora::across::convert::{self, Bargain, Choice, Pick, Wins};
use kantora::across::merge;
use kantora::across::transfer::model::Format;
use kantora::across::transfer::{self, Export, Mark};
use kantora::across::undo::{self, Report, Step};
use kantora::base::{
    ChangeSetId, CompanyId, ContactId, DealId, Fields, Language, LeadId, MemberId, NoteId, Result, Role,
    SubjectId, SubjectKind, TaskId,
};
use kantora::crm::activities::{self, NoteInput, NoteKind};
use kantora::crm::companies::{self, CompanyInput};
use kantora::crm::contacts::{self, ContactInput};
use kantora::crm::deals::{self, DealInput};
use kantora::crm::external_ids::{self, ExternalId};
use kantora::crm::leads::{self, LeadInput};
use kantora::crm::points::Taken;
use kantora::crm::tasks::{self, Clocks, TaskInput};
use kantora::crm::{followers, leads::LabelKind};
use kantora::platform::{Lane, Tx, View};
use rusqlite::types::Value;

use crate::support::{self, Installation, Workspace, add_member};

/// Tables whose rows are records, by their own numbers.
const RECORDS: [&str; 7] = ["company", "contact", "lead", "deal", "note", "task", "subject"];
/// Tables whose rows belong to records: they may come back under other numbers.
const PARTS: [&str; 16] = [
    "contact_point",
    "deal_person",
    "deal_stay",
    "external_id",
    "follower",
    "lead_label",
    "lost_reason",
    "merge",
    "merge_move",
    "pipeline",
    "postal_address",
    "search_prefix",
    "stage",
    "tag",
    "tagging",
    "tally",
];

/// An office at work: on everybody and everything something hangs.
struct Office {
    machines: Installation,
    workspace: Workspace,
    colleague: MemberId,
    people: Vec<ContactId>,
    firms: Vec<CompanyId>,
    leads: Vec<LeadId>,
    deals: Vec<DealId>,
    notes: Vec<NoteId>,
    tasks: Vec<TaskId>,
}

/// What stands in an office at first.
#[derive(Default)]
struct Things {
    people: Vec<ContactId>,
    firms: Vec<CompanyId>,
    leads: Vec<LeadId>,
    deals: Vec<DealId>,
    notes: Vec<NoteId>,
    tasks: Vec<TaskId>,
}

impl Office {
    fn open() -> Office {
        let machines = support::machines();
        let workspace = support::workspace(&machines);
        let (id, account) = (workspace.id, workspace.account);
        let write = |act: fn(&Tx) -> Result<Things>| {
            machines.db.write_blocking(&workspace.actor(), Lane::Interactive, act).unwrap()
        };
        let things = write(furnish);
        let hire = move |tx: &Tx| {
            let colleague = tx.insert(
                "INSERT INTO account (email, email_norm, name, password_hash, created_at, updated_at)
                 SELECT 'c@acme.example', 'c@acme.example', 'Cora Colleague', '', created_at, updated_at
                 FROM account
                 WHERE id = ?1",
                [account],
            )?;
            add_member(tx, id, kantora::base::AccountId::new(colleague), Role::Sales)
        };
        let colleague = machines.db.write_blocking(&workspace.actor(), Lane::Interactive, hire).unwrap();
        let Things { people, firms, leads, deals, notes, tasks } = things;
        Office { machines, workspace, colleague, people, firms, leads, deals, notes, tasks }
    }

    /// Runs an act of the owner, a second after the one before.
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
            let version = |subject| merge::actions::party(tx, kind, subject).map(|party| party.version);
            let (kept, gone) = ((kept, version(kept)?), (gone, version(gone)?));
            merge::actions::merge(tx, &merge::Wish { kind, kept, gone, choices: merge::Choices::default() })
        })
    }

    /// Converts a lead into whoever is surely meant and a deal of its own.
    fn convert(&self, id: LeadId) -> Result<Option<ChangeSetId>> {
        self.write(move |tx| {
            let deal = DealInput::parse(&Fields::new().with("name", "Six tables"), "EUR".parse()?)?;
            let choice = Choice {
                version: None,
                contact: Pick::Sure,
                company: Pick::Sure,
                deal: Bargain::New(Box::new(deal), None),
                own: (Fields::new(), Language::En),
                wins: Wins::default(),
                seen: None,
            };
            convert::actions::convert(tx, id, &choice, Language::En)
        })
    }

    fn undo(&self, set: ChangeSetId) -> Result<Report> {
        let (mut whole, mut from) = (Report::default(), None);
        loop {
            let (part, step) = self.write(move |tx| undo::step(tx, set, from, Taken::Refuse))?;
            whole.add(part);
            match step {
                Step::After(row) => from = Some(row),
                Step::Done => return Ok(whole),
            }
        }
    }

    /// Everything that the team would miss, byte for byte: the lists as they go out, and each row of each table but for
    /// versions, numbers of parts, and what is told of the acts themselves.
    fn state(&self, last_line: i64) -> String {
        self.read(|view| {
            let mut told = exported(view, SubjectKind::Contact) + &exported(view, SubjectKind::Company);
            for table in RECORDS {
                told += &rows(view, table, &["version"])?;
            }
            for table in PARTS {
                told += &rows(view, table, &["id", "version"])?;
            }
            let lines: Vec<(i64, i64)> = view.all(
                "SELECT id, subject_id FROM activity WHERE id <= ?1 ORDER BY id",
                [last_line],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            Ok(told + &format!("{lines:?}"))
        })
        .unwrap()
    }

    fn last_line(&self) -> i64 {
        self.read(|view| view.one("SELECT max(id) FROM activity", [], |row| row.get(0))).unwrap()
    }
}

/// The rows of a table in an order of their own, without these columns.
fn rows(view: &View, table: &str, without: &[&str]) -> Result<String> {
    let columns: Vec<String> =
        view.all("SELECT name FROM pragma_table_info(?1)", [table], |row| row.get(0))?;
    let shown: Vec<String> = columns
        .into_iter()
        .filter(|column| !without.contains(&column.as_str()))
        .map(|column| format!("\"{column}\""))
        .collect();
    let sql = format!("SELECT {} FROM {table}", shown.join(", "));
    let mut lines: Vec<String> = view.all(&sql, [], |row| {
        let values = (0..shown.len()).map(|at| row.get::<_, Value>(at));
        Ok(format!("{:?}", values.collect::<rusqlite::Result<Vec<Value>>>()?))
    })?;
    lines.sort();
    Ok(format!("{table} {}\n{}\n", shown.join(" "), lines.join("\n")))
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

fn furnish(tx: &Tx) -> Result<Things> {
    let mut all = Things::default();
    for name in ["Hart Brothers", "Rila Trade"] {
        let input = CompanyInput { name: name.to_owned(), ..CompanyInput::default() };
        all.firms.push(companies::actions::create(tx, input)?);
    }
    for facts in [
        [("first_name", "Ana"), ("email", "ana@hart.example"), ("company", "Hart Brothers")],
        [("first_name", "Ben"), ("email", "ben@rila.example"), ("company", "Rila Trade")],
        [("first_name", "Cvetan"), ("phone", "0888 123 456"), ("tags", "fair")],
    ] {
        all.people.push(contacts::actions::create(tx, ContactInput::parse(&fields(&facts), "BG".parse()?)?)?);
    }
    for facts in [
        [("first_name", "Ana"), ("email", "ana@hart.example"), ("interest", "Six tables"), ("company", "")],
        [("first_name", "Dora"), ("email", "dora@dora.example"), ("interest", "A sign"), ("company", "Dora")],
    ] {
        all.leads.push(leads::actions::create(tx, LeadInput::parse(&fields(&facts), "BG".parse()?)?)?);
    }
    leads::actions::add_label(tx, LabelKind::Reason, "No budget")?;
    for (name, people) in [("Counter", &all.people[..2]), ("Shelves", &all.people[1..2])] {
        all.deals.push(begin(tx, name, people)?);
    }
    external_ids::keep(tx, all.people[1], SubjectKind::Contact, &ExternalId::new("shop", "17")?)?;
    let hanging: Vec<SubjectId> = all.people.iter().map(|id| id.subject()).collect();
    let hanging = hanging.into_iter().chain(all.firms.iter().map(|id| id.subject()));
    let hanging = hanging.chain(all.leads.iter().map(|id| id.subject()));
    for subject in hanging.chain(all.deals.iter().map(|id| id.subject())) {
        let note = NoteInput::new(NoteKind::Note, format!("Called about {subject}"));
        all.notes.push(activities::actions::add(tx, subject, &note)?);
        all.tasks.push(plan(tx, subject)?);
        followers::actions::follow(tx, subject)?;
    }
    Ok(all)
}

/// A deal that begins, with these people on it.
fn begin(tx: &Tx, name: &str, people: &[ContactId]) -> Result<DealId> {
    let facts = fields(&[("name", name), ("amount", "100"), ("company", "Hart Brothers")]);
    let mut facts = DealInput::parse(&facts, "EUR".parse()?)?;
    let person =
        |contact: &ContactId| deals::Person { contact: *contact, role: deals::PersonRole::default() };
    facts.people = people.iter().map(person).collect();
    let first = deals::store::pipelines(tx)?.first().map(|stage| stage.id).unwrap();
    deals::actions::add(tx, facts, first)
}

fn plan(tx: &Tx, about: SubjectId) -> Result<TaskId> {
    let clocks = Clocks { day: jiff::tz::TimeZone::UTC, clock: jiff::tz::TimeZone::UTC };
    let fields = Fields::new().with("title", "Call").with("about", about.to_string());
    tasks::actions::add(tx, &TaskInput::parse(&fields, &clocks)?)
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// How many cases a property is tried with: few each time, many in a long run.
fn cases(short: u32, long: u32) -> u32 {
    if std::env::var("KANTORA_PACE").is_ok_and(|pace| pace == "long") { long } else { short }
}
