//! Plays what was done at Rila Joinery into an empty installation.

use std::collections::HashMap;
use std::time::Duration;

use super::model::{self, Act, Deed, Fate, INVITED, PASSWORD, PEOPLE, Person, Step, TEAMS};
use crate::across::{merge, profiles};
use crate::base::{
    Actor, At, ContactId, DealId, Door, Error, Fields, MemberId, Problems, Result, Role, SubjectKind,
    WorkspaceId,
};
use crate::crm::deals::{self, DealInput, Loss, PersonRole, Pipeline, Place};
use crate::crm::files::{FileName, Rules, State};
use crate::crm::leads::{LeadInput, Rest};
use crate::crm::tasks::{Clocks, TaskInput};
use crate::crm::{companies, contacts, files, leads, tasks};
use crate::platform::blobs::Blobs;
use crate::platform::{Lane, Machines, Tx};
use crate::workspace::accounts::{self, NewAccount, PasswordHash};
use crate::workspace::members::{NewInvitation, NewTeam, Post};
use crate::workspace::notices::{self, Choices, Way};
use crate::workspace::rates::NewRate;
use crate::workspace::settings::{Company, NewWorkspace};
use crate::workspace::{members, rates, settings};

/// So long ago was written down what is to be done around now.
const PLANNED_AGO: Duration = Duration::from_secs(8 * 86_400);

/// Builds the demo as it would stand at `now`. The machines' clock is one set by hand; it ends at `now`.
pub fn build(machines: &Machines, now: At) -> Result<()> {
    machines.clock.set(now.minus(Duration::from_secs(430 * 86_400)));
    let password = accounts::choose_blocking(machines, "password", PASSWORD, &[])?;
    let staff = write(machines, Actor::system(Door::Cli, WorkspaceId::NONE), move |tx| found(tx, &password))?;
    let member = |key: &str| staff.members.get(key).map(|actor| number(actor.member)).unwrap_or_default();
    let owner = staff.members.get("mara").ok_or(Error::NotFound)?.clone();
    write(machines, owner, name)?;
    let (mut known, mut sold) = (HashMap::new(), HashMap::new());
    let (planning, mut is_planned) = (now.minus(PLANNED_AGO), false);
    for deed in model::deeds(now, member)? {
        if !is_planned && deed.at > planning {
            machines.clock.set(planning);
            to_do(machines, &staff, &known, now)?;
            file(machines, &staff, &known)?;
            is_planned = true;
        }
        machines.clock.set(deed.at);
        let actor = staff.members.get(deed.author.as_str()).ok_or(Error::NotFound)?.clone();
        if let Act::Deal(name, step) = deed.act {
            let (deal, people) = (sold.get(&name).copied(), known.clone());
            let deal = write(machines, actor, move |tx| sell(tx, deal, step, &people))?;
            sold.insert(name, deal);
            continue;
        }
        let about = match &deed.act {
            Act::Note(email, _) => Some(*known.get(email).ok_or(Error::NotFound)?),
            _ => None,
        };
        let email = first_email(&deed);
        if let Some(contact) = write(machines, actor, move |tx| play(tx, deed.act, about))?
            && let Some(email) = email
        {
            known.insert(email, contact);
        }
    }
    machines.clock.set(now);
    let owner = staff.members.get("mara").ok_or(Error::NotFound)?.clone();
    find_duplicates(machines, &owner)?;
    write(machines, owner, move |tx| work_together(tx, &staff))
}

/// Looks for records that may be one, as the worker does every hour.
fn find_duplicates(machines: &Machines, actor: &Actor) -> Result<()> {
    for kind in [SubjectKind::Company, SubjectKind::Contact] {
        loop {
            let looked = machines.db.read(actor, |view| merge::actions::look(view, kind))?;
            if looked.is_empty() {
                break;
            }
            write(machines, actor.clone(), move |tx| merge::actions::keep(tx, &looked))?;
        }
    }
    Ok(())
}

/// Writes down what is to be done, and does what is done already.
fn to_do(machines: &Machines, staff: &Staff, known: &HashMap<String, ContactId>, now: At) -> Result<()> {
    let zone = jiff::tz::TimeZone::get(model::settings().first("zone")).map_err(Error::internal)?;
    let clocks = Clocks { day: zone.clone(), clock: zone };
    let member = |key: &str| staff.members.get(key).map(|actor| number(actor.member)).unwrap_or_default();
    for planned in model::plan(now.day(&clocks.day), member) {
        let actor = staff.members.get(planned.author.as_str()).ok_or(Error::NotFound)?.clone();
        let mut input = TaskInput::parse(&planned.fields, &clocks)?;
        if !planned.about.is_empty() {
            input.about = Some(known.get(&planned.about).ok_or(Error::NotFound)?.subject());
        }
        write(machines, actor, move |tx| {
            let id = tasks::actions::add(tx, &input)?;
            if planned.is_done { tasks::actions::finish(tx, id).map(|_| ()) } else { Ok(()) }
        })?;
    }
    Ok(())
}

/// Keeps what came by post and what was drawn.
fn file(machines: &Machines, staff: &Staff, known: &HashMap<String, ContactId>) -> Result<()> {
    for paper in model::papers()? {
        let actor = staff.members.get(paper.author).ok_or(Error::NotFound)?.clone();
        let about = known.get(paper.about).ok_or(Error::NotFound)?.subject();
        let blobs = Blobs::new(&machines.config.data, actor.workspace);
        let rules = Rules { most: u64::MAX, quota: u64::MAX, initial: State::Ready };
        let mut draft = blobs.begin(rules.most)?;
        draft.take(&paper.bytes)?;
        let arrived = files::actions::examine(&blobs, FileName::parse(paper.name)?, draft)?.keep(&blobs)?;
        let place = files::actions::Place { about, story: Some(about) };
        write(machines, actor, move |tx| files::actions::add(tx, place, &arrived, (&rules, &blobs)))?;
    }
    Ok(())
}

/// Who acts, by the key of the tables.
struct Staff {
    members: HashMap<&'static str, Actor>,
}

/// Makes the accounts, the workspace and its members.
fn found(tx: &Tx, password: &PasswordHash) -> Result<Staff> {
    let fields = model::settings();
    let mut problems = Problems::default();
    let new = NewWorkspace::parse(&fields, &mut problems);
    problems.finish(())?;
    let workspace = settings::create(tx, &new.ok_or(Error::Malformed("workspace"))?)?;
    let mut members = HashMap::new();
    for person in PEOPLE {
        let actor = join(tx, workspace, person, password.clone())?;
        members.insert(person.key, actor);
    }
    Ok(Staff { members })
}

fn join(tx: &Tx, workspace: WorkspaceId, person: Person, password: PasswordHash) -> Result<Actor> {
    let account = accounts::create(
        tx,
        &NewAccount {
            email: person.email.parse()?,
            name: person.name.parse()?,
            password,
            language: Some(person.language),
        },
    )?;
    if person.role == Role::Owner {
        accounts::make_operator(tx, account)?;
    }
    let member = members::insert(tx, workspace, account, person.role)?;
    let actor = Actor::member(Door::Page, account, workspace, member, person.role);
    // Nobody reads letters of the demo.
    tx.acting(&actor, |tx| notices::choose(tx, &Choices::all(Way::Bell)))?;
    Ok(actor)
}

/// Two teams, and somebody who is asked to come.
fn work_together(tx: &Tx, staff: &Staff) -> Result<()> {
    let mut fellows: HashMap<&str, Vec<(MemberId, Post)>> = HashMap::new();
    for (team, key, post) in TEAMS {
        let member = staff.members.get(key).and_then(|actor| actor.member).ok_or(Error::NotFound)?;
        fellows.entry(team).or_default().push((member, post));
    }
    let takers: Vec<MemberId> = ["tom", "mara"]
        .iter()
        .filter_map(|key| staff.members.get(key).and_then(|actor| actor.member))
        .collect();
    leads::actions::save_takers(tx, &takers)?;
    let mut first = None;
    for name in ["Bristol", "Sofia"] {
        let fellows = fellows.remove(name).unwrap_or_default();
        first = first.or(Some(members::teams::add(tx, &NewTeam { name: name.to_owned(), fellows })?));
    }
    let invited = NewInvitation { email: INVITED.parse()?, role: Role::Sales, team: first };
    members::invite(tx, &invited, members::Way::Letter).map(|_| ())
}

/// Fills in the settings page.
fn name(tx: &Tx) -> Result<()> {
    let version = settings::of(tx)?.version;
    settings::keep_company(tx, version, &Company::parse(&model::settings())?)?;
    rate(tx)
}

/// Half of the customers pay in euros. The rate is set by hand, as the demo asks nobody outside.
fn rate(tx: &Tx) -> Result<()> {
    let fields = Fields::new()
        .with("currency", "EUR")
        .with("rate", "1.1503")
        .with("valid_on", tx.now().day(&jiff::tz::TimeZone::UTC).to_string());
    rates::set(tx, &NewRate::parse(&fields, settings::of(tx)?.regional.currency)?)
}

/// Plays one act; gives the contact that it added.
fn play(tx: &Tx, act: Act, about: Option<ContactId>) -> Result<Option<ContactId>> {
    match (act, about) {
        (Act::Company(input), _) => companies::actions::create(tx, input).map(|_| None),
        (Act::Contact(input), _) => contacts::actions::create(tx, input).map(Some),
        (Act::Note(_, note), Some(about)) => profiles::write_note(tx, about.subject(), &note).map(|_| None),
        (Act::Lead(facts, fate), _) => come_in(tx, *facts, &fate).map(|()| None),
        (Act::Note(..) | Act::Deal(..), _) => Err(Error::NotFound),
    }
}

/// A lead comes in and becomes what it is.
fn come_in(tx: &Tx, facts: LeadInput, fate: &Fate) -> Result<()> {
    let id = leads::actions::create(tx, facts)?;
    match fate {
        Fate::Open => Ok(()),
        Fate::Answered(note) => profiles::write_note(tx, id.subject(), note).map(|_| ()),
        Fate::Dead(reason) => leads::actions::disqualify(tx, id, reason).map(|_| ()),
        Fate::Rests(until) => {
            leads::actions::answer(tx, id)?;
            let task = "Ask whether the money is there".to_owned();
            leads::actions::recycle(tx, id, &Rest { until: *until, task }).map(|_| ())
        }
    }
}

/// Plays one step of a deal; gives the deal.
fn sell(tx: &Tx, deal: Option<DealId>, step: Step, people: &HashMap<String, ContactId>) -> Result<DealId> {
    let way = deals::store::pipelines(tx)?.0.into_iter().next().ok_or(Error::NotFound)?;
    let Some(id) = deal else { return begin(tx, step, &way, people) };
    let version = deals::store::find(tx, id)?.version;
    match step {
        Step::Add(..) => return Err(Error::NotFound),
        Step::Move(stage) => {
            let stage = way.stages.get(stage - 1).ok_or(Error::NotFound)?;
            deals::actions::move_to(tx, id, version, stage.id, Place::Top)?;
        }
        Step::Hold(days) => {
            let until = tx.now().plus(Duration::from_secs(days.unsigned_abs() * 86_400));
            deals::actions::hold(tx, id, version, until.day(&settings::of(tx)?.zone()))?;
        }
        Step::Win => {
            deals::actions::win(tx, id, version)?;
        }
        Step::Lose(reason) => {
            let reasons = deals::store::lost_reasons(tx)?;
            let reason = reasons.get(reason - 1).ok_or(Error::NotFound)?.id;
            deals::actions::lose(tx, id, version, Loss { reason, note: String::new() })?;
        }
    }
    Ok(id)
}

fn begin(tx: &Tx, step: Step, way: &Pipeline, people: &HashMap<String, ContactId>) -> Result<DealId> {
    let Step::Add(fields, person) = step else { return Err(Error::NotFound) };
    let mut input = DealInput::parse(&fields, settings::of(tx)?.regional.currency)?;
    let contact = *people.get(&person).ok_or(Error::NotFound)?;
    let role = fields.first("role").parse().unwrap_or(PersonRole::Other);
    input.people = vec![deals::Person { contact, role }];
    let stage = way.beginnings().next().ok_or(Error::NotFound)?;
    deals::actions::add(tx, input, stage.id)
}

fn first_email(deed: &Deed) -> Option<String> {
    match &deed.act {
        Act::Contact(input) => Some(input.points.first(crate::crm::points::Kind::Email).to_owned()),
        _ => None,
    }
}

fn number(member: Option<MemberId>) -> String {
    member.map(|member| member.to_string()).unwrap_or_default()
}

fn write<T: Send + 'static>(
    machines: &Machines,
    actor: Actor,
    act: impl FnOnce(&Tx) -> Result<T> + Send + 'static,
) -> Result<T> {
    machines.db.write_blocking(&actor, Lane::Interactive, act)
}
