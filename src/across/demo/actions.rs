//! Plays what was done at Rila Joinery into an empty installation.

mod billing;
mod sales;

use std::collections::HashMap;
use std::time::Duration;

use super::model::{self, Act, Deed, INVITED, PASSWORD, PEOPLE, Person, TEAMS};
use crate::across::writing::{self, Message};
use crate::across::{merge, profiles};
use crate::base::{
    Actor, At, ContactId, DealId, Door, Error, Fields, Language, MemberId, Problems, Result, Role, SubjectId,
    SubjectKind, WorkspaceId,
};
use crate::billing::quotes;
use crate::crm::fields::{self, Demand, HasValues, NewField, Typed};
use crate::crm::files::{FileName, Rules, State};
use crate::crm::forms::{self, FormInput, Sent, Trace};
use crate::crm::mails::TemplateInput;
use crate::crm::tasks::{Clocks, TaskInput};
use crate::crm::views::{self, List, Names, State as ListState};
use crate::crm::{companies, contacts, files, leads, mails, tasks};
use crate::platform::blobs::Blobs;
use crate::platform::{Lane, Machines, Tx};
use crate::workspace::accounts::{self, NewAccount, PasswordHash};
use crate::workspace::members::{NewInvitation, NewTeam, Post};
use crate::workspace::notices::{self, Choices, Way};
use crate::workspace::rates::NewRate;
use crate::workspace::settings::{Company, NewWorkspace};
use crate::workspace::{email, members, rates, settings};

/// So long ago was written down what is to be done around now.
const PLANNED_AGO: Duration = Duration::from_secs(8 * 86_400);

/// What lists show under which name, for everybody: list, name, query.
const VIEWS: [(List, &str, &str); 4] = [
    (
        List::Contacts,
        "Abroad, by mail",
        "where=country.not.GB&where=email.filled.&cols=company,country,activity,owner",
    ),
    (List::Leads, "Mine to answer", "where=owner.is.me&where=1~state.is.new&where=1~state.is.assigned"),
    (
        List::Deals,
        "Big and closing soon",
        "where=amount.more.5000&where=close.next.60&cols=amount,stage,close,owner",
    ),
    (List::Tasks, "Calls of the week", "assignee=all&where=kind.is.call&where=due.next.7"),
];

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
            hear(machines, &staff)?;
            file(machines, &staff, &known)?;
            prepare(machines, &staff)?;
            correspond(machines, &staff, &known, "past")?;
            is_planned = true;
        }
        machines.clock.set(deed.at);
        let actor = staff.members.get(deed.author.as_str()).ok_or(Error::NotFound)?.clone();
        if let Act::Deal(name, step) = deed.act {
            let (deal, people) = (sold.get(&name).copied(), known.clone());
            let deal = write(machines, actor, move |tx| sales::sell(tx, deal, step, &people))?;
            sold.insert(name, deal);
            continue;
        }
        if let Act::Lead(facts, fate) = deed.act {
            sold.extend(write(machines, actor, move |tx| sales::come_in(tx, *facts, &fate))?);
            continue;
        }
        let about = match &deed.act {
            Act::Note(about, _) => {
                let deal = sold.get(about).copied().map(DealId::subject);
                let contact = known.get(about).copied().map(ContactId::subject);
                Some(deal.or(contact).ok_or(Error::NotFound)?)
            }
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
    correspond(machines, &staff, &known, "now")?;
    let owner = staff.members.get("mara").ok_or(Error::NotFound)?.clone();
    find_duplicates(machines, &owner)?;
    write(machines, owner.clone(), billing::sell)?;
    offer(machines, &owner, &sold, now)?;
    write(machines, owner, move |tx| work_together(tx, &staff))
}

/// Writes the quotes; one is so old that its last day is over.
fn offer(machines: &Machines, owner: &Actor, sold: &HashMap<String, DealId>, now: At) -> Result<()> {
    for row in model::quotes() {
        let days: u64 = row.first("ago").parse().unwrap_or(0);
        machines.clock.set(now.minus(Duration::from_secs(days * 86_400)));
        let (key, deal) = (machines.master_key.clone(), sold.get(row.first("deal")).copied());
        write(machines, owner.clone(), move |tx| billing::offer(tx, &key, &row, deal))?;
    }
    machines.clock.set(now);
    write(machines, owner.clone(), |tx| quotes::expire(tx).map(|_| ()))
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

/// Puts a form on the company's site, by which two people write.
fn hear(machines: &Machines, staff: &Staff) -> Result<()> {
    let owner = staff.members.get("mara").ok_or(Error::NotFound)?.clone();
    let input = FormInput::parse(&model::web_form())?;
    let form = write(machines, owner, move |tx| {
        let id = forms::actions::create(tx, &input)?;
        forms::store::find(tx, id)
    })?;
    for answers in model::answers() {
        let sent = Sent::parse(&form, &answers, "GB".parse()?)?;
        let (id, trace) = (form.id, Trace { address: [0; 32], email: None, is_proven: true });
        write(machines, forms::actions::sender(&form), move |tx| {
            forms::actions::receive(tx, id, &sent, &trace).map(|_| ())
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

/// Writes the templates down.
fn prepare(machines: &Machines, staff: &Staff) -> Result<()> {
    let [templates, _] = model::letters();
    for row in templates {
        let actor = staff.members.get(row.first("author")).ok_or(Error::NotFound)?.clone();
        let template = TemplateInput::parse(&row)?;
        write(machines, actor, move |tx| mails::actions::add_template(tx, &template))?;
    }
    Ok(())
}

/// Writes the letters of that time. What became of those of the past is told as no mail server could: nobody is written to.
fn correspond(
    machines: &Machines,
    staff: &Staff,
    known: &HashMap<String, ContactId>,
    when: &str,
) -> Result<()> {
    let [_, letters] = model::letters();
    for row in letters.into_iter().filter(|row| row.first("when") == when) {
        let actor = staff.members.get(row.first("author")).ok_or(Error::NotFound)?.clone();
        let contact = *known.get(row.first("to")).ok_or(Error::NotFound)?;
        let code = format!("{contact}:{}", row.first("to"));
        let message = Message::parse(&row.clone().without("to").with("to", code))?;
        let ending = match row.first("fate") {
            "sent" => Some(email::Ending::Sent),
            "bounced" => {
                let said = "550 5.1.1 no such user here".to_owned();
                Some(email::Ending::Never("email-problem-refused", said))
            }
            _ => None,
        };
        write(machines, actor, move |tx| {
            for id in writing::write(tx, &[contact.subject()], &message, i64::MAX)? {
                let letter = mails::store::find(tx, id)?.letter;
                ending.iter().try_for_each(|ending| email::settle(tx, letter, ending).map(|_| ()))?;
            }
            Ok(())
        })?;
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
    for (list, name, query) in VIEWS {
        keep_view(tx, list, name, query)?;
    }
    let mut first = None;
    for name in ["Bristol", "Sofia"] {
        let fellows = fellows.remove(name).unwrap_or_default();
        first = first.or(Some(members::teams::add(tx, &NewTeam { name: name.to_owned(), fellows })?));
    }
    let invited = NewInvitation { email: INVITED.parse()?, role: Role::Sales, team: first };
    members::invite(tx, &invited, members::Way::Letter).map(|_| ())
}

/// A view that everybody has.
fn keep_view(tx: &Tx, list: List, name: &str, query: &str) -> Result<()> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let fields: Fields = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let names = Names { name: name.to_owned(), is_shared: true, is_first: false };
    views::actions::create(tx, list, &names, &ListState::parse(list, &fields)).map(|_| ())
}

/// Fills in the settings page.
fn name(tx: &Tx) -> Result<()> {
    let version = settings::of(tx)?.version;
    settings::keep_company(tx, version, &Company::parse(&model::settings())?)?;
    for field in model::own_fields() {
        fields::actions::add(tx, &NewField::parse(&field)?)?;
    }
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
fn play(tx: &Tx, act: Act, about: Option<SubjectId>) -> Result<Option<ContactId>> {
    match (act, about) {
        (Act::Company(input, form), _) => {
            let input = filled(tx, SubjectKind::Company, input, &form)?;
            companies::actions::create(tx, input).map(|_| None)
        }
        (Act::Contact(input, form), _) => {
            let input = filled(tx, SubjectKind::Contact, input, &form)?;
            contacts::actions::create(tx, input).map(Some)
        }
        (Act::Note(_, note), Some(about)) => profiles::write_note(tx, about, &note).map(|_| None),
        (Act::Note(..) | Act::Lead(..) | Act::Deal(..), _) => Err(Error::NotFound),
    }
}

/// The facts with the office's own fields.
fn filled<T: HasValues>(tx: &Tx, record: SubjectKind, facts: T, form: &Fields) -> Result<T> {
    let typed = Typed { fields: form, language: Language::En, demand: Demand::All };
    fields::actions::filled(tx, record, Ok(facts), &typed, None)
}

fn first_email(deed: &Deed) -> Option<String> {
    match &deed.act {
        Act::Contact(input, _) => Some(input.points.first(crate::crm::points::Kind::Email).to_owned()),
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
