//! Who may ask which operation: every line of the table, asked by a program of each role.
//!
//! The answer is a reviewed snapshot. `none` has no token, `bare` a token of the owner without the scope; the last column
//! is the owner with the number of a record of another company, which must be 404 wherever there is a number.

use std::fmt::Write;
use std::time::Duration;

use jiff::tz::TimeZone;
use kantora::across::writing;
use kantora::api;
use kantora::base::listing::Paging;
use kantora::base::{Actor, Door, Fields, Language, Result, Role, SubjectId};
use kantora::billing::{
    customers, invoices, packs, payments, price_lists, products, proformas, quotes, taxes,
};
use kantora::crm::activities::{NoteInput, NoteKind, actions as notes};
use kantora::crm::deals::{self, DealInput};
use kantora::crm::tasks::{self, Clocks, TaskInput};
use kantora::crm::{companies, contacts, forms, leads};
use kantora::platform::{Tx, crypto};
use kantora::web::operations::Ask;
use kantora::workspace::notices::{self, NoticeKind, UnreadFirst};
use poem::http::Method;
use serde_json::{Value, json};

use crate::support::bills;
use crate::support::{App, Program, Workspace};

#[tokio::test]
async fn each_program_gets_what_the_reviewed_table_says() {
    let app = App::start();
    let mut table = format!("{:55} none bare owner admin sales books viewer foreign\n", "");
    let mut offences = Vec::new();

    // The scope that the operation does not need.
    let bare = |grant| app.key(Role::Owner, Fields::new().with("grant", grant)).secret;
    let (people, settings) = (bare("people:read"), bare("settings:read"));
    let roles = Role::ALL.map(|role| app.program_of(role));

    for ask in api::OPERATIONS {
        // Strangers have a hundred requests an hour, and there are more operations than that.
        app.installation.pass(Duration::from_secs(60));
        let bare = if ask.path.ends_with("/members") { &settings } else { &people };
        let programs: Vec<Program> = vec![app.nobody(), app.program_with(bare)];
        let cells = cells(&app, ask, programs.iter().chain(&roles)).await;
        if ask.right.is_some() && (cells[0] != "401" || cells[1] != "403") {
            offences.push(format!("{} {} asks without a token or a scope", ask.method, ask.path));
        }
        if ask.path.contains("{id}") && cells[7] != "404" {
            offences.push(format!("{} {} knows records of other companies", ask.method, ask.path));
        }
        write!(table, "{:6} {:48}", ask.method, ask.path).unwrap();
        let widths = [4, 4, 5, 5, 5, 5, 6, 7];
        for (cell, width) in cells.iter().zip(widths) {
            write!(table, " {cell:width$}").unwrap();
        }
        table.truncate(table.trim_end().len());
        table.push('\n');
    }

    assert_eq!(offences, Vec::<String>::new(), "\n{table}");
    insta::assert_snapshot!(table);
}

/// What each program gets, and at last the owner's for a record of another company.
async fn cells<'p>(app: &App, ask: &Ask, programs: impl Iterator<Item = &'p Program<'p>>) -> Vec<String> {
    let programs: Vec<&Program> = programs.collect();
    let mut cells = Vec::new();
    for program in &programs {
        cells.push(asked(program, ask, &path(app, app.acme(), ask)).await);
    }
    cells.push(match ask.path.contains("{id}") {
        true => asked(programs[2], ask, &path(app, app.other(), ask)).await,
        false => "-".to_owned(),
    });
    cells
}

async fn asked(program: &Program<'_>, ask: &Ask, path: &str) -> String {
    let method: Method = ask.method.parse().unwrap();
    let body = body(ask, path);
    let path = path.split('#').next().unwrap();
    if (ask.method, ask.path) == ("POST", "/api/v1/files") {
        return program.upload(path, &[], b"Hello").await.status.as_u16().to_string();
    }
    if ask.path.ends_with("/mail") {
        let mail = format!("From: a@b.example\r\nMessage-ID: <{}>\r\n\r\nHello", path.replace('/', "."));
        return program.upload(path, &[], mail.as_bytes()).await.status.as_u16().to_string();
    }
    program.send(method, path, &[("if-match", "*")], body).await.status.as_u16().to_string()
}

fn body(ask: &Ask, path: &str) -> Option<Value> {
    let about = path.split_once('#').and_then(|(_, id)| id.parse::<i64>().ok());
    match (ask.method, ask.path) {
        ("PUT", "/api/v1/rates") => {
            Some(json!({ "currency": "USD", "rate": "1.25", "valid_on": "2026-03-01" }))
        }
        ("POST", "/api/v1/invoices") => Some(json!({ "customer_id": about, "currency": "EUR", "lines": [] })),
        ("PATCH", "/api/v1/invoices/{id}") => Some(json!({ "note": "Thanks" })),
        ("POST", "/api/v1/invoices/{id}/issue") => Some(json!({})),
        ("POST", "/api/v1/packs") => Some(json!({ "from": "2026-01-01", "to": "2026-01-31" })),
        ("POST", "/api/v1/payments") => Some(json!({
            "kind": "bank", "received_on": "2026-03-01", "parts": [{ "invoice_id": 999_999, "amount": "1" }],
        })),
        ("POST", "/api/v1/quotes") => {
            Some(json!({ "customer_id": about, "currency": "EUR", "valid_until": "2999-12-31", "lines": [] }))
        }
        ("PATCH", "/api/v1/quotes/{id}") => Some(json!({ "note": "Thanks" })),
        (
            "POST",
            "/api/v1/quotes/{id}/send" | "/api/v1/quotes/{id}/revise" | "/api/v1/quotes/{id}/withdraw",
        ) => None,
        ("POST", "/api/v1/quotes/{id}/accept") => Some(json!({ "reason": "By phone" })),
        ("POST", "/api/v1/quotes/{id}/decline") => Some(json!({})),
        ("POST", "/api/v1/quotes/{id}/questions") => Some(json!({ "question": "Is it oak?" })),
        ("POST", "/api/v1/quotes/{id}/invoices") => Some(json!({ "stage": "rest" })),
        ("POST", "/api/v1/invoices/{id}/void") => Some(json!({ "reason": "Wrong" })),
        ("PATCH", "/api/v1/customers/{id}") => Some(json!({ "vat_number": "BG175074752" })),
        ("POST", "/api/v1/customers/{id}/check") => Some(json!({ "result": "valid", "reason": "VIES" })),
        ("POST", "/api/v1/customers/{id}/ask") => Some(json!({ "register": "vies" })),
        (_, "/api/v1/seller") => Some(json!({ "terms": "days 14" })),
        (_, "/api/v1/tax-classes/{id}/rates") => {
            Some(json!({ "country": "BG", "percent": "5", "valid_on": "2026-03-01" }))
        }
        ("POST" | "PATCH", "/api/v1/price-lists" | "/api/v1/price-lists/{id}") => {
            Some(json!({ "name": crypto::token(), "currency": "EUR", "valid_on": "2026-01-01" }))
        }
        ("PUT", "/api/v1/customers/{id}/price-list") => Some(json!({ "price_list_id": null })),
        ("POST" | "PATCH", "/api/v1/products" | "/api/v1/products/{id}") => {
            Some(json!({ "name": "Oak board" }))
        }
        ("POST", "/api/v1/invoices/{id}/proformas" | "/api/v1/proformas/{id}/withdraw") => None,
        ("POST", "/api/v1/products/{id}/retire" | "/api/v1/products/{id}/use") => None,
        ("POST", "/api/v1/notes") => Some(json!({ "about_id": about, "body": "Called" })),
        ("POST", "/api/v1/calls") => Some(json!({ "about_id": about, "outcome": "reached" })),
        (_, path) if ["/restore", "/trash", "/undo"].iter().any(|end| path.ends_with(end)) => None,
        (_, path) if path.ends_with("/merge") => Some(json!({ "into": about, "into_version": 1 })),
        (_, path) if path.ends_with("/finish") || path.ends_with("/reopen") || path.ends_with("/read") => {
            None
        }
        ("POST", path) if path.ends_with("/convert") => Some(json!({})),
        ("POST", path) if path.ends_with("/assign") => Some(json!({ "owner_id": null })),
        ("POST", path) if path.ends_with("/disqualify") => Some(json!({ "reason": "Silent" })),
        ("POST", path) if path.ends_with("/recycle") => Some(json!({ "back_on": "2100-01-01" })),
        ("POST", "/api/v1/mails") => Some(json!({ "to_id": about, "subject": "Oak", "text": "Two tables" })),
        ("POST" | "PATCH", path) if path.contains("deals") => deal_body(path, about),
        ("POST" | "PATCH", path) if path.contains("tasks") => Some(json!({ "title": "Call" })),
        ("PATCH", path) if path.contains("notes") => Some(json!({ "body": "Called again" })),
        ("POST" | "PUT" | "PATCH", path) if path.contains("companies") => Some(json!({ "name": "Rila" })),
        ("POST" | "PUT" | "PATCH", _) => Some(json!({ "last_name": "Petrova" })),
        _ => None,
    }
}

/// What an operation on deals is told; of a deal that was just added, the second stage is behind `#`.
fn deal_body(path: &str, about: Option<i64>) -> Option<Value> {
    match path.rsplit('/').next()? {
        "move" => Some(json!({ "stage_id": about })),
        "hold" => Some(json!({ "until_on": "2126-01-01" })),
        "lose" => Some(json!({ "reason_id": about })),
        "win" | "resume" => None,
        _ => Some(json!({ "name": "Counter" })),
    }
}

/// The path with the number of a new record of that company; behind `#` what a body is about.
fn path(app: &App, company: &Workspace, ask: &Ask) -> String {
    let kind = ask.path.split('/').nth(3).unwrap_or_default().to_owned();
    let paper = (kind == "files").then(|| app.paper(company).number());
    let is_merge = ask.path.ends_with("/merge");
    let (id, about) = app
        .write_as(company.actor(), move |tx| {
            let (id, about) = insert(tx, &kind)?;
            // What a record is merged into is another of its kind.
            if is_merge { Ok((id, insert(tx, &kind)?.0)) } else { Ok((id, about)) }
        })
        .unwrap();
    let id = paper.unwrap_or(id);
    let path = ask
        .path
        .replace("{id}", &id.to_string())
        .replace("{system}", "shop")
        .replace("{external_id}", &format!("new-{id}"));
    match (ask.method, ask.path) {
        ("GET", "/api/v1/notes") => format!("{path}?about_id={about}"),
        ("GET", "/api/v1/files" | "/api/v1/mails") => format!("{path}?about_id={about}"),
        ("POST", "/api/v1/files") => format!("{path}?about_id={about}&name=hello.txt"),
        ("GET", "/api/v1/search") => format!("{path}?q=petrova"),
        _ => format!("{path}#{about}"),
    }
}

fn insert(tx: &Tx, kind: &str) -> Result<(i64, i64)> {
    let contact = contacts::ContactInput { last_name: "Petrova".into(), ..Default::default() };
    let contact = contacts::actions::create(tx, contact)?;
    let id = match kind {
        "companies" => {
            let company = companies::CompanyInput { name: "Rila Joinery".into(), ..Default::default() };
            companies::actions::create(tx, company)?.number()
        }
        "customers" => customer(tx)?,
        "acts" => contacts::actions::trash(tx, &[contact])?.number(),
        "notes" => {
            let note = NoteInput::new(NoteKind::default(), "Called".into());
            notes::add(tx, contact.subject(), &note)?.number()
        }
        "tasks" => task(tx)?,
        "leads" => lead(tx)?,
        "deals" => return deal(tx),
        "forms" => web_form(tx)?,
        "products" => product(tx)?,
        "price-lists" => price_list(tx)?,
        "invoices" => invoice(tx)?,
        "quotes" => quote(tx)?,
        "packs" => pack(tx)?,
        "proformas" => proforma(tx)?,
        "payments" => payment(tx)?,
        "tax-classes" => taxes::store::list(tx)?[0].id.number(),
        "notices" => told(tx, contact.subject())?,
        "mails" => return mail(tx),
        _ => contact.number(),
    };
    Ok((id, contact.number()))
}

/// A letter to somebody with an address, and who that is.
fn mail(tx: &Tx) -> Result<(i64, i64)> {
    let address = format!("{}@example.com", crypto::token());
    let fields = Fields::new().with("last_name", "Petrova").with("email", &address);
    let contact = contacts::actions::create(tx, contacts::ContactInput::parse(&fields, "BG".parse()?)?)?;
    let letter = Fields::new()
        .with("to", format!("{contact}:{address}"))
        .with("subject", "Oak")
        .with("text", "Two tables");
    let sent = writing::write(tx, &[contact.subject()], &writing::Message::parse(&letter)?, 1_000)?;
    Ok((sent[0].number(), contact.number()))
}

/// A company whose VAT number nobody has looked up.
fn customer(tx: &Tx) -> Result<i64> {
    let company = companies::CompanyInput { name: "Rila Joinery".into(), ..Default::default() };
    let id = companies::actions::create(tx, company)?.subject();
    let typed = Fields::new().with("kind", "business").with("entry", "net").with("country", "BG");
    let input = customers::CustomerInput::parse(&typed.with("vat_number", "BG175074752"))?;
    customers::actions::save(tx, id, 0, &input)?;
    Ok(id.number())
}

/// One that is not sent.
fn quote(tx: &Tx) -> Result<i64> {
    let customer = bills::customer(tx, "Zdravets")?;
    let facts = bills::offer(tx, customer, &[["item", "Advice", "1", "40", ""]])?;
    Ok(quotes::actions::create(tx, &facts)?.number())
}

/// One that nobody has made yet.
fn pack(tx: &Tx) -> Result<i64> {
    let typed = Fields::new().with("from", "2026-01-01").with("to", "2026-01-31");
    Ok(packs::actions::start(tx, packs::Range::parse(&typed)?)?.number())
}

/// A draft.
fn invoice(tx: &Tx) -> Result<i64> {
    let customer = bills::customer(tx, "Zdravets")?;
    let facts = bills::draft(tx, customer, &[["Advice", "1", "40"]])?;
    Ok(invoices::actions::create(tx, facts)?.number())
}

/// What came in for an issued invoice.
fn payment(tx: &Tx) -> Result<i64> {
    let customer = bills::ready(tx)?;
    let invoice = bills::issue(tx, customer, "40")?;
    let typed = Fields::new()
        .with("kind", "bank")
        .with("received_on", "2026-03-01")
        .with("invoice", invoice.to_string())
        .with("amount", "10");
    let new = payments::PaymentInput::parse(&typed, Language::En, "EUR".parse()?)?;
    Ok(payments::actions::record(tx, &new)?.number())
}

/// A pro-forma of a draft.
fn proforma(tx: &Tx) -> Result<i64> {
    let customer = bills::ready(tx)?;
    let draft = invoices::actions::create(tx, bills::draft(tx, customer, &[["Advice", "1", "40"]])?)?;
    Ok(proformas::actions::make(tx, draft, 1)?.number())
}

/// A product without a price.
fn product(tx: &Tx) -> Result<i64> {
    let class = taxes::store::list(tx)?[0].id.to_string();
    let typed = Fields::new().with("name", "Oak board").with("kind", "goods").with("unit", "MTR");
    let typed = typed.with("entry", "net").with("class", class);
    let facts = products::ProductInput::parse(&typed, kantora::base::Language::En)?;
    Ok(products::actions::create(tx, &facts)?.number())
}

/// A lead that is nobody's.
fn lead(tx: &Tx) -> Result<i64> {
    let facts = leads::LeadInput { last_name: "Petrova".into(), ..Default::default() };
    Ok(leads::actions::create(tx, facts)?.number())
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

/// A new deal, and its second stage.
fn deal(tx: &Tx) -> Result<(i64, i64)> {
    let pipelines = deals::store::pipelines(tx)?;
    let way = pipelines.in_use().next().unwrap();
    let facts = DealInput { name: "Counter".into(), ..Default::default() };
    let id = deals::actions::add(tx, facts, way.stages[0].id)?;
    Ok((id.number(), way.stages[1].id.number()))
}

/// Something that whoever acts was told of that record.
fn told(tx: &Tx, about: SubjectId) -> Result<i64> {
    let itself = Actor::system(Door::Job, tx.workspace());
    let member = tx.member().expect("a member acts");
    tx.acting(&itself, |tx| notices::tell(tx, member, NoticeKind::Assigned, Some(about), "Petrova"))?;
    let page = notices::list(tx, member, &Paging::start(UnreadFirst))?;
    Ok(page.rows[0].id.number())
}

/// A task that is done, so that it can be opened again.
fn task(tx: &Tx) -> Result<i64> {
    let clocks = Clocks { day: TimeZone::UTC, clock: TimeZone::UTC };
    let id = tasks::actions::add(tx, &TaskInput::parse(&Fields::new().with("title", "Call"), &clocks)?)?;
    tasks::actions::finish(tx, id)?;
    Ok(id.number())
}

/// One that nobody has yet.
fn price_list(tx: &Tx) -> Result<i64> {
    let typed = Fields::new().with("name", crypto::token()).with("currency", "EUR").with("way", "off");
    let typed = typed.with("valid_on", "2026-01-01");
    let facts = price_lists::PriceListInput::parse(&typed, kantora::base::Language::En)?;
    Ok(price_lists::actions::create(tx, &facts)?.number())
}
