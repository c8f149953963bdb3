//! Who may come through which door: every line of the table of pages, asked of the running product.
//!
//! The answer is a reviewed snapshot, a line a page: what it needs, and what each visitor gets. `sign-in` is the way to
//! the sign-in page. The last two columns are about companies: a member of another one asks for the page, and the owner
//! asks for it with the id of a record of another one. Both must be 404, wherever there is a company or an id.

use std::fmt::Write;

use jiff::tz::TimeZone;
use kantora::across::bulk;
use kantora::base::listing::Paging;
use kantora::base::{Actor, Door, Fields, Language, Result, Role, SubjectId, SubjectKind, SuppressionId};
use kantora::crm::activities::{NoteInput, NoteKind, actions as notes};
use kantora::crm::deals::{self, DealInput};
use kantora::crm::duplicates::Why;
use kantora::crm::mails::{self, NewMail, Reach, TemplateInput};
use kantora::crm::tasks::{self, Clocks, TaskInput};
use kantora::crm::views::{self, List, Many, Names, State};
use kantora::crm::{companies, contacts, duplicates, forms, leads};
use kantora::platform::mailer::Correspondent;
use kantora::platform::{Tx, crypto};
use kantora::routes;
use kantora::web::{Line, Need};
use kantora::workspace::accounts::{self, NewAccount};
use kantora::workspace::members::{self, NewInvitation, NewTeam};
use kantora::workspace::notices::{self, NoticeKind, UnreadFirst};
use kantora::workspace::{email, rates, sessions, support, tokens};
use poem::http::Method;

use crate::support::{App, Browser, Workspace};

mod own_fields;
mod what_is_owed;

#[tokio::test]
async fn each_visitor_gets_what_the_reviewed_table_says() {
    let app = App::start();
    let mut table = String::new();
    let mut offences = Vec::new();
    writeln!(table, "{}", row("", "", "", &HEAD.map(String::from))).unwrap();

    for line in routes::pages().0 {
        let cells = cells(&app, &line).await;
        offences.extend(offence(&line, &cells));
        let need = match line.need {
            Need::Public => "anybody".to_owned(),
            Need::Stranger => "stranger".to_owned(),
            Need::Account => "account".to_owned(),
            Need::Operator => "operator".to_owned(),
            Need::Member(right) => format!("{right:?}"),
        };
        writeln!(table, "{}", row(line.method.as_str(), line.path, &need, &cells)).unwrap();
    }

    assert_eq!(offences, Vec::<String>::new(), "\n{table}");
    insta::assert_snapshot!(table);
}

const HEAD: [&str; 8] = ["guest", "owner", "admin", "sales", "books", "viewer", "stranger", "foreign"];

fn row(method: &str, path: &str, need: &str, cells: &[String]) -> String {
    let mut row = format!("{method:4} {path:38} {need:15}");
    for cell in cells {
        write!(row, " {cell:8}").unwrap();
    }
    row.trim_end().to_owned()
}

/// What holds for every page, whatever the snapshot says.
fn offence(line: &Line, cells: &[String]) -> Option<String> {
    let is_inside = line.path.starts_with("/w/:slug");
    let is_open = matches!(line.need, Need::Public | Need::Stranger);
    let why = if !is_open && cells[0] != "sign-in" {
        "asks guests in"
    } else if is_inside && cells[6] != "404" {
        "tells members of other companies that it is there"
    } else if is_inside && line.path.contains("/:id") && cells[7] != "404" {
        "knows records of other companies"
    } else {
        return None;
    };
    Some(format!("{} {} {why}", line.method, line.path))
}

/// What each visitor gets, in the order of [`HEAD`]; each asks for a record that nobody has touched before.
async fn cells(app: &App, line: &Line) -> Vec<String> {
    let mut cells = vec![ask(&app.guest(), line, &path(app, app.acme(), line).await).await];
    for role in Role::ALL {
        // Public doors slow down those who guess, and whoever leaves is gone: an installation of their own for each.
        let is_open = matches!(line.need, Need::Public | Need::Stranger);
        let fresh = (is_open || line.path.ends_with("/leave")).then(App::start);
        let app = fresh.as_ref().unwrap_or(app);
        cells.push(ask(&app.member(role), line, &path(app, app.acme(), line).await).await);
    }
    cells.push(ask(&app.stranger(), line, &path(app, app.acme(), line).await).await);
    cells.push(match line.path.contains(":id") {
        true => ask(&app.owner(), line, &path(app, app.other(), line).await).await,
        false => "-".to_owned(),
    });
    cells
}

async fn ask(browser: &Browser<'_>, line: &Line, path: &str) -> String {
    let answer = match line.method {
        Method::GET => browser.get(path).await,
        _ => browser.post(path, &[]).await,
    };
    match answer.header("location") {
        Some(location) if location.starts_with("/sign-in") => "sign-in".to_owned(),
        _ => answer.status.as_u16().to_string(),
    }
}

/// The page's path in `acme`, with the real id of a record of that company.
async fn path(app: &App, company: &Workspace, line: &Line) -> String {
    let mut path = line
        .path
        .replace(":slug", "acme")
        .replace(":list", "contacts")
        .replace(":topic", "keys")
        .replace(":provider", "google")
        .replace(":token", &"a".repeat(26));
    if path.contains(":id") {
        path = path.replace(":id", &record(app, company, line.path).await.to_string());
    }
    assert!(!path.contains(':'), "what does {path} need?");
    path
}

/// A new record of the kind that the path is about.
async fn record(app: &App, company: &Workspace, path: &str) -> i64 {
    let inside = path.trim_start_matches("/w/:slug").trim_start_matches("/settings");
    let kind = match path.starts_with("/w/:slug/settings/leads") {
        true => "lead-words",
        false => inside.split('/').nth(1).unwrap_or_default(),
    };
    let (actor, account) = (company.actor(), company.account);
    match kind {
        _ if path.contains("/duplicates/") => pair(app, company, kind),
        "import" => upload(&app.signed_in(account), &company.slug).await,
        "import-sets" => upload_set(&app.signed_in(account), &company.slug).await,
        "tokens" => app.write_as(actor, token).unwrap(),
        "account" => {
            app.signed_in(account);
            let open = app.installation.db.read(&actor, |view| sessions::list(view, account)).unwrap();
            open[0].id.number()
        }
        "operator" => company.id.number(),
        "support" => asks(app, company),
        "files" => app.paper(company).number(),
        kind => {
            let kind = kind.to_owned();
            app.write_as(actor, move |tx| insert(tx, &kind)).unwrap()
        }
    }
}

/// A pair of records that may be one.
fn pair(app: &App, company: &Workspace, kind: &str) -> i64 {
    let (actor, kind) = (company.actor(), kind.to_owned());
    let make = move |tx: &Tx| {
        let (one, other) = (insert(tx, &kind)?, insert(tx, &kind)?);
        let kind = if kind == "companies" { SubjectKind::Company } else { SubjectKind::Contact };
        let others = [(SubjectId::new(other), Why::Name)];
        duplicates::store::replace(tx, kind, SubjectId::new(one), &others)?;
        tx.one("SELECT max(id) AS id FROM duplicate", [], |row| row.get("id"))
    };
    app.write_as(actor, make).unwrap()
}

/// A request of support that waits for the company's owners.
fn asks(app: &App, company: &Workspace) -> i64 {
    let (id, account) = (company.id, app.operator());
    let actor = Actor::support(Door::Page, account, id);
    let ask = |tx: &Tx| {
        support::withdraw(tx)?;
        support::ask(tx, &"The import hangs".parse()?)
    };
    app.write_as(actor, ask).unwrap().number()
}

fn token(tx: &Tx) -> Result<i64> {
    let fields = Fields::new().with("name", "Shop").with("grant", "customers:read");
    let new = tokens::NewToken::parse(&fields)?;
    Ok(tokens::create(tx, &new, &tokens::Secret::generate())?.number())
}

fn insert(tx: &Tx, kind: &str) -> Result<i64> {
    if matches!(kind, "companies" | "customers") {
        let company = companies::CompanyInput { name: "Rila Joinery".into(), ..Default::default() };
        return Ok(companies::actions::create(tx, company)?.number());
    }
    if kind == "rates" {
        return rate(tx);
    }
    if kind == "forms" {
        return web_form(tx);
    }
    if let Some(number) = own_fields::insert_field(tx, kind)?.or(what_is_owed::insert(tx, kind)?) {
        return Ok(number);
    }
    if let Some(number) = insert_person(tx, kind)?.or(insert_lead(tx, kind)?).or(insert_deal(tx, kind)?) {
        return Ok(number);
    }
    if let Some(number) = insert_mail(tx, kind)? {
        return Ok(number);
    }
    let contact = contacts::ContactInput { last_name: "Petrova".into(), ..Default::default() };
    let contact = contacts::actions::create(tx, contact)?;
    match kind {
        "contacts" => Ok(contact.number()),
        "undo" => Ok(contacts::actions::tag(tx, &[contact], "oak")?.number()),
        "notes" => {
            let note = NoteInput::new(NoteKind::default(), "Called".into());
            Ok(notes::add(tx, contact.subject(), &note)?.number())
        }
        "calls" => {
            let note = NoteInput::new(NoteKind::Call, "Called".into());
            Ok(notes::add(tx, contact.subject(), &note)?.number())
        }
        "notices" => told(tx, contact.subject()),
        "views" => {
            let names = Names { name: "Mine".into(), is_shared: false, is_first: false };
            Ok(views::actions::create(tx, List::Contacts, &names, &State::default())?.number())
        }
        "bulk" => {
            let (list, state, many) = (List::Contacts, State::default(), Many::Tag("oak".into()));
            let wish = bulk::Wish { list, state, many, seen_at: tx.now(), expected: 1, chosen: Vec::new() };
            Ok(bulk::actions::begin(tx, &wish)?.number())
        }
        "tasks" => {
            let clocks = Clocks { day: TimeZone::UTC, clock: TimeZone::UTC };
            let facts = TaskInput::parse(&Fields::new().with("title", "Call"), &clocks)?;
            Ok(tasks::actions::add(tx, &facts)?.number())
        }
        other => panic!("make a record of {other} here"),
    }
}

/// A form on the web.
fn web_form(tx: &Tx) -> Result<i64> {
    let fields = Fields::new()
        .with("name", "Website")
        .with("title", "Write to us")
        .with("button", "Send")
        .with("thanks", "Thank you.")
        .with("language", "en")
        .with("ask_email", "must");
    Ok(forms::actions::create(tx, &forms::FormInput::parse(&fields)?)?.number())
}

/// A rate of another day each time, so that none replaces another.
fn rate(tx: &Tx) -> Result<i64> {
    let currency = "EUR".parse()?;
    let known = rates::list_set(tx, currency)?.len();
    let day = jiff::civil::date(2026, 1, 1).saturating_add(jiff::Span::new().days(known as i64));
    let fields = Fields::new().with("currency", "USD").with("rate", "1.25").with("valid_on", day.to_string());
    rates::set(tx, &rates::NewRate::parse(&fields, currency)?)?;
    let newest = rates::list_set(tx, currency)?.into_iter().filter_map(|rate| rate.id).max();
    Ok(newest.map_or(0, |id| id.number()))
}

/// A letter to a customer, a template for one, or an address that wants none.
fn insert_mail(tx: &Tx, kind: &str) -> Result<Option<i64>> {
    Ok(match kind {
        "mails" => {
            let contact = contacts::ContactInput { last_name: "Petrova".into(), ..Default::default() };
            let about = contacts::actions::create(tx, contact)?.subject();
            let to = email::Recipient {
                address: "petrova@example.com".into(),
                name: "Petrova".into(),
                language: Language::En,
                account: None,
            };
            let reply_to = Correspondent { name: "Mara".into(), address: "mara@example.com".into() };
            let new = NewMail {
                about,
                person: about,
                to,
                reach: Reach::One,
                subject: "Oak".into(),
                body: "Two tables".into(),
                reply_to,
                files: Vec::new(),
            };
            Some(mails::actions::write(tx, &new)?.number())
        }
        "templates" => {
            let fields = Fields::new().with("name", crypto::token()).with("text", "Dear {name},");
            Some(mails::actions::add_template(tx, &TemplateInput::parse(&fields)?)?.number())
        }
        "unsubscribed" => {
            mails::actions::note_asked(tx, &format!("{}@example.com", crypto::token()))?;
            let all = mails::store::list_suppressions(tx, SuppressionId::new(i64::MAX))?;
            all.first().map(|latest| latest.id.number())
        }
        _ => None,
    })
}

/// A lead, or a word by which leads are sorted.
fn insert_lead(tx: &Tx, kind: &str) -> Result<Option<i64>> {
    let lead = |tx: &Tx| {
        let facts =
            leads::LeadInput { company: "Rila Joinery".into(), source: "Fair".into(), ..Default::default() };
        leads::actions::create(tx, facts)
    };
    Ok(match kind {
        "leads" => Some(lead(tx)?.number()),
        "lead-words" => {
            let id = lead(tx)?;
            leads::store::find(tx, id)?.facts.source_id.map(|source| source.number())
        }
        _ => None,
    })
}

/// A deal, or something of the way that deals go.
fn insert_deal(tx: &Tx, kind: &str) -> Result<Option<i64>> {
    let pipelines = deals::store::pipelines(tx)?;
    let first = pipelines.first().unwrap();
    Ok(match kind {
        "deals" => {
            let facts = DealInput { name: "Counter".into(), ..Default::default() };
            Some(deals::actions::add(tx, facts, first.id)?.number())
        }
        "pipelines" => Some(deals::actions::add_pipeline(tx, &crypto::token())?.number()),
        "stages" => Some(deals::actions::add_stage(tx, first.pipeline, &first.facts)?.number()),
        "lost-reasons" => Some(deals::actions::add_reason(tx, &crypto::token())?.number()),
        _ => None,
    })
}

/// Something that whoever acts was told of that record.
fn told(tx: &Tx, about: SubjectId) -> Result<i64> {
    let itself = Actor::system(Door::Job, tx.workspace());
    let member = tx.member().expect("a member acts");
    tx.acting(&itself, |tx| notices::tell(tx, member, NoticeKind::Assigned, Some(about), "Petrova"))?;
    let page = notices::list(tx, member, &Paging::start(UnreadFirst))?;
    Ok(page.rows[0].id.number())
}

/// Somebody new among the members, the invited or the teams.
fn insert_person(tx: &Tx, kind: &str) -> Result<Option<i64>> {
    let unique = format!("{}@new.example", crypto::token());
    Ok(match kind {
        "people" => {
            let hash = accounts::PasswordHash::unusable();
            let name = "Nadia Nova".parse()?;
            let new = NewAccount { email: unique.parse()?, name, password: hash, language: None };
            let account = accounts::create(tx, &new)?;
            Some(members::add(tx, account, Role::Viewer)?.number())
        }
        "invitations" => {
            let new = NewInvitation { email: unique.parse()?, role: Role::Viewer, team: None };
            members::invite(tx, &new, members::Way::Letter)?;
            let open = members::list_invitations(tx)?;
            open.iter().find(|one| one.email == unique).map(|one| one.id.number())
        }
        "mail" => {
            let to = email::Recipient {
                address: unique,
                name: String::new(),
                language: Language::En,
                account: None,
            };
            Some(email::send(tx, &to, &email::TestLetter {})?.number())
        }
        "teams" => {
            let new = NewTeam { name: unique, fellows: Vec::new() };
            Some(members::teams::add(tx, &new)?.number())
        }
        _ => None,
    })
}

/// The part of a form that brings a file of one row.
const FILE: &str = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\n\
    Content-Type: text/csv\r\n\r\nFirst name,E-mail\r\nAna,ana@rila.example\r\n";

/// Brings a file of one row, and gives the number of the import that it began.
async fn upload(browser: &Browser<'_>, slug: &str) -> i64 {
    bring(browser, slug, format!("{FILE}--b--\r\n")).await
}

/// Brings two files, and gives the number of the set that they began.
async fn upload_set(browser: &Browser<'_>, slug: &str) -> i64 {
    bring(browser, slug, format!("{FILE}{FILE}--b--\r\n")).await
}

async fn bring(browser: &Browser<'_>, slug: &str, body: String) -> i64 {
    let path = format!("/w/{slug}/import");
    let answer =
        browser.post_body(&path, "multipart/form-data; boundary=b", body.into_bytes()).await.expect(303);
    let number = answer.location().split(['/', '?']).find_map(|part| part.parse().ok());
    number.unwrap_or_else(|| panic!("{} names no import", answer.location()))
}
