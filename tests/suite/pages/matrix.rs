//! Who may come through which door: every line of the table of pages, asked of the running product.
//!
//! The answer is a reviewed snapshot, a line a page: what it needs, and what each visitor gets. `sign-in` is the way to
//! the sign-in page. The last two columns are about ids: a member of another company asks for the page, and the owner
//! asks for it with the id of a record of another company. Both must be 404, wherever there is a company or an id.

use std::fmt::Write;

use kantora::base::{Actor, Result, Role};
use kantora::crm::activities::{NoteInput, NoteKind, actions as notes};
use kantora::crm::{companies, contacts};
use kantora::platform::Tx;
use kantora::routes;
use kantora::web::{Line, Need};
use kantora::workspace::sessions;
use poem::http::Method;

use crate::support::{Answer, App, Browser};

#[tokio::test]
async fn each_visitor_gets_what_the_reviewed_table_says() {
    let mut table = String::new();
    writeln!(table, "{}", row("", "", "", &HEAD)).unwrap();

    for line in routes::pages().0 {
        let cells = cells(&line).await;
        let need = match line.need {
            Need::Public => "anybody".to_owned(),
            Need::Account => "account".to_owned(),
            Need::Member(right) => format!("{right:?}"),
        };
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        writeln!(table, "{}", row(line.method.as_str(), line.path, &need, &cells)).unwrap();
    }

    insta::assert_snapshot!(table);
}

const HEAD: [&str; 8] = ["guest", "owner", "admin", "sales", "books", "viewer", "stranger", "foreign"];

fn row(method: &str, path: &str, need: &str, cells: &[&str]) -> String {
    let mut row = format!("{method:4} {path:38} {need:15}");
    for cell in cells {
        write!(row, " {cell:8}").unwrap();
    }
    row.trim_end().to_owned()
}

async fn cells(line: &Line) -> Vec<String> {
    let shared = Stage::new(line.path);
    let mut cells = vec![ask(&shared.app.guest(), line, &shared.own).await];
    for role in Role::ALL {
        // What acts changes what is behind the door, and public doors slow down those who guess: each comes to an
        // installation of their own.
        let is_touched = line.method != Method::GET || line.need == Need::Public;
        let fresh = is_touched.then(|| Stage::new(line.path));
        let stage = fresh.as_ref().unwrap_or(&shared);
        cells.push(ask(&stage.app.member(role), line, &stage.own).await);
    }
    cells.push(ask(&shared.app.stranger(), line, &shared.own).await);
    let foreign = shared.foreign.as_deref();
    cells.push(match foreign {
        Some(foreign) => ask(&shared.app.owner(), line, foreign).await,
        None => "-".to_owned(),
    });
    hold(line, &cells);
    cells
}

/// What holds for every page, whatever the snapshot says.
fn hold(line: &Line, cells: &[String]) {
    let name = format!("{} {}", line.method, line.path);
    if line.need != Need::Public {
        assert_eq!(cells[0], "sign-in", "{name} asks guests in");
    }
    if line.path.starts_with("/w/:slug") {
        assert_eq!(cells[6], "404", "{name} tells members of other companies that it is there");
    }
    if line.path.contains("/:id") && line.path.starts_with("/w/") {
        assert_eq!(cells[7], "404", "{name} knows records of other companies");
    }
}

/// An installation with records in both companies.
struct Stage {
    app: App,
    own: String,
    foreign: Option<String>,
}

impl Stage {
    fn new(path: &str) -> Stage {
        let app = App::start();
        let own = Records::of(&app, app.acme().actor()).fill(path);
        let foreign = Records::of(&app, app.other().actor()).fill(path);
        let foreign = Some(foreign).filter(|foreign| *foreign != own);
        Stage { app, own, foreign }
    }
}

async fn ask(browser: &Browser<'_>, line: &Line, path: &str) -> String {
    let answer = match line.method {
        Method::GET => browser.get(path).await,
        _ => browser.post(path, &[]).await,
    };
    told(&answer)
}

fn told(answer: &Answer) -> String {
    match answer.header("location") {
        Some(location) if location.starts_with("/sign-in") => "sign-in".to_owned(),
        _ => answer.status.as_u16().to_string(),
    }
}

/// A record of every kind in one company.
struct Records {
    company: i64,
    contact: i64,
    note: i64,
    change_set: i64,
    session: i64,
}

impl Records {
    fn of(app: &App, actor: Actor) -> Records {
        let account = actor.account.unwrap();
        app.signed_in(account);
        let open = app.installation.db.read(&actor, |view| sessions::list(view, account)).unwrap();
        let session = open[0].id.number();
        app.write_as(actor, move |tx| Records::insert(tx, session)).unwrap()
    }

    fn insert(tx: &Tx, session: i64) -> Result<Records> {
        let company = companies::CompanyInput { name: "Rila Joinery".into(), ..Default::default() };
        let contact = contacts::ContactInput { last_name: "Petrova".into(), ..Default::default() };
        let company = companies::actions::create(tx, company)?;
        let contact = contacts::actions::create(tx, contact)?;
        let note = NoteInput { kind: NoteKind::default(), body: "Called".into() };
        let note = notes::add(tx, contact.subject(), &note)?;
        let change_set = contacts::actions::tag(tx, &[contact], "oak")?;
        Ok(Records {
            company: company.number(),
            contact: contact.number(),
            note: note.number(),
            change_set: change_set.number(),
            session,
        })
    }

    /// The path with real ids in it.
    fn fill(&self, path: &str) -> String {
        let id = match path.trim_start_matches("/w/:slug").split('/').nth(1).unwrap_or_default() {
            "companies" => self.company,
            "contacts" => self.contact,
            "notes" => self.note,
            "undo" => self.change_set,
            "account" => self.session,
            _ => 0,
        };
        let filled = path
            .replace(":slug", "acme")
            .replace(":topic", "keys")
            .replace(":token", "aaaaaaaaaaaaaaaaaaaaaaaaaa")
            .replace(":id", &id.to_string());
        assert!(
            !filled.contains(':') && (id != 0 || !path.contains(":id")),
            "say in Records what {path} needs"
        );
        filled
    }
}
