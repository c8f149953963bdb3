//! The pages of bank statements.

use maud::Markup;
use poem::http::StatusCode;
use poem::web::Multipart;
use poem::{IntoResponse, Response, handler};
use tokio::io::AsyncReadExt;

use super::model::{Ledger, Line, MOST_BYTES, Mapping, OpenPaper, Read, State, propose, read};
use super::store::{InPlace, Newest};
use super::views::{self, Asked as Question, Choosing, Proposed};
use super::{actions, store};
use crate::base::id::kind;
use crate::base::listing::Paging;
use crate::base::{BankLineId, BankStatementId, Currency, Error, Fields, InvoiceId, Money, Problems, Result};
use crate::billing::payments::Part;
use crate::platform::{Tx, View};
use crate::web::{Asked, Cx, Form, Of, flash};
use crate::workspace::settings;

/// So many papers are offered for a line.
const OFFERED: usize = 20;

/// The statements, and the way to bring one.
#[handler]
pub async fn list(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let paging = Paging::<Newest>::parse(&query, "");
    let page = cx.read(|view| store::list(view, &paging))?;
    Ok(views::list(&cx, &page, &Problems::default(), None))
}

/// Takes a statement in, or says why it cannot be read.
#[handler]
pub async fn bring(cx: Cx, form: Multipart) -> poem::Result<Response> {
    let (name, bytes) = receive(form).await?;
    if bytes.is_empty() {
        let problems = Error::field("file", "statements-file-missing");
        return refuse_file(&cx, &bytes, problems);
    }
    let kept = bytes.clone();
    match cx.write(move |tx| actions::bring(tx, &name, &kept)).await {
        Ok(brought) => {
            let page = cx.path(format_args!("/statements/{}", brought.id));
            Ok(flash::counted(page, "statements-brought", brought.new))
        }
        Err(error) => refuse_file(&cx, &bytes, error),
    }
}

fn refuse_file(cx: &Cx, bytes: &[u8], error: Error) -> poem::Result<Response> {
    let Error::Invalid(problems) = error else { return Err(error.into()) };
    let own = cx.read(|view| Ok(settings::of(view)?.regional.currency))?;
    let line = read(bytes, |_| None, own).err().map(|unfit| unfit.line).filter(|line| *line > 0);
    let page = cx.read(|view| store::list(view, &Paging::start(Newest)))?;
    Ok(views::list(cx, &page, &problems, line).with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// A statement: its lines with what they probably pay, or the question what its columns are.
#[handler]
pub async fn show(cx: Cx, Of(id): Of<kind::BankStatement>, Asked(query): Asked) -> Result<Markup> {
    match cx.read(|view| Ok((store::find(view, id)?, store::maybe_content(view, id)?)))? {
        (statement, Some(content)) => {
            let question = question(&cx, statement, &content)?;
            let fields = question.fields();
            Ok(views::columns(&cx, &question, &fields, &Problems::default()))
        }
        (statement, None) => {
            let which: Option<State> = query.first("state").parse().ok();
            let paging = Paging::<InPlace>::parse(&query, which.map_or("", State::code));
            let (page, papers) = cx.read(|view| {
                Ok((store::lines(view, id, which, &paging)?, store::open_papers(view, None)?))
            })?;
            let ledger = Ledger::of(&papers);
            let proposed = |line: &Line| match line.state {
                State::Open => propose(&line.entry, &ledger).map(|found| Proposed::of(found, &papers)),
                State::Booked | State::Ignored => None,
            };
            let proposals = page.rows.iter().map(proposed).collect();
            Ok(views::show(&cx, &statement, &page, &proposals, which))
        }
    }
}

/// Names the columns of a table.
#[handler]
pub async fn name_columns(cx: Cx, Of(id): Of<kind::BankStatement>, Form(typed): Form) -> Result<Response> {
    let mapping = Mapping(
        typed.all("column").map(|code| Some(code.to_owned()).filter(|code| !code.is_empty())).collect(),
    );
    match cx.write(move |tx| actions::name_columns(tx, id, &mapping)).await {
        Ok(brought) => {
            Ok(flash::counted(cx.path(format_args!("/statements/{id}")), "statements-brought", brought.new))
        }
        Err(Error::Invalid(problems)) => {
            let (statement, content) =
                cx.read(|view| Ok((store::find(view, id)?, store::maybe_content(view, id)?)))?;
            let question = question(&cx, statement, &content.unwrap_or_default())?;
            let page = views::columns(&cx, &question, &typed, &problems);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(other) => Err(other),
    }
}

fn question(cx: &Cx, statement: super::Statement, content: &[u8]) -> Result<Question> {
    let own = cx.read(|view| Ok(settings::of(view)?.regional.currency))?;
    match read(content, |_| Some(Mapping::default()), own) {
        Ok(Read::Asks(header, rows)) => Ok(Question { statement, header, rows }),
        _ => Err(Error::Conflict("statements-read-already")),
    }
}

/// Books every line of which nothing is in doubt.
#[handler]
pub async fn book_certain(cx: Cx, Of(id): Of<kind::BankStatement>) -> Result<Response> {
    let booked = cx.write(move |tx| actions::book_certain(tx, id)).await?;
    Ok(flash::counted(cx.path(format_args!("/statements/{id}")), "statements-booked-many", booked))
}

/// Removes a statement that was brought by mistake.
#[handler]
pub async fn remove(cx: Cx, Of(id): Of<kind::BankStatement>) -> Result<Response> {
    cx.write(move |tx| actions::remove(tx, id)).await?;
    Ok(flash::done(cx.path("/statements"), "statements-removed"))
}

/// The form in which somebody chooses what a line pays.
#[handler]
pub async fn choose(cx: Cx, Of(id): Of<kind::BankLine>, Asked(query): Asked) -> Result<Markup> {
    let (line, papers) =
        cx.read(|view| Ok((store::find_line(view, id)?, store::open_papers(view, None)?)))?;
    let found = propose(&line.entry, &Ledger::of(&papers));
    let asked = query.first("q");
    let offered: Vec<OpenPaper> =
        offered(&line, &papers, found.as_ref().map(|found| found.parts.as_slice()), asked);
    let part_of = |paper: &OpenPaper| {
        let parts = found.iter().flat_map(|found| &found.parts);
        parts.filter(|part| part.invoice == paper.id).map(|part| part.amount).next()
    };
    let mut fields = Fields::new().with("q", asked);
    for paper in &offered {
        let amount =
            part_of(paper).map(|minor| Money::new(minor.abs(), paper.rest.currency).typed(cx.language()));
        fields.push("amount", amount.unwrap_or_default());
    }
    Ok(views::choose(
        &cx,
        &Choosing { line: &line, papers: &offered, fields: &fields, problems: &Problems::default() },
    ))
}

/// The papers that the line may be for: those proposed, then those that the words name, then those of nearly that amount.
fn offered(line: &Line, papers: &[OpenPaper], proposed: Option<&[Part]>, asked: &str) -> Vec<OpenPaper> {
    let fits = |paper: &&OpenPaper| {
        paper.rest.currency == line.entry.amount.currency
            && paper.rest.minor.signum() == line.entry.amount.minor.signum()
    };
    let asked = crate::base::text::fold(asked);
    let is_proposed =
        |paper: &OpenPaper| proposed.is_some_and(|parts| parts.iter().any(|part| part.invoice == paper.id));
    let is_named = |paper: &OpenPaper| {
        !asked.is_empty()
            && format!("{} {}", crate::base::text::fold(&paper.name), paper.number).contains(&asked)
    };
    let mut found: Vec<&OpenPaper> = papers.iter().filter(fits).collect();
    found.sort_by_key(|paper| {
        let distance = paper.rest.minor.abs_diff(line.entry.amount.minor);
        (!is_named(paper), !is_proposed(paper), distance)
    });
    found.into_iter().take(OFFERED).cloned().collect()
}

/// Writes a line down as a payment.
#[handler]
pub async fn book(cx: Cx, Of(id): Of<kind::BankLine>, Form(typed): Form) -> Result<Response> {
    let line = cx.read(|view| store::find_line(view, id))?;
    let booked = match parts(&typed, &line) {
        Ok((parts, fee)) => cx.write(move |tx: &Tx| actions::book(tx, id, parts, fee)).await.map(|_| ()),
        Err(error) => Err(error),
    };
    match booked {
        Ok(()) => Ok(flash::done(back(&cx, line.statement), "statements-booked-done")),
        Err(Error::Invalid(problems)) => {
            let ids: Vec<InvoiceId> = typed.all("invoice").filter_map(|id| id.parse().ok()).collect();
            let papers = cx.read(|view| named(view, &ids))?;
            let choosing = Choosing { line: &line, papers: &papers, fields: &typed, problems: &problems };
            Ok(views::choose(&cx, &choosing).with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(other) => Err(other),
    }
}

/// Those papers, in that order.
fn named(view: &View, ids: &[InvoiceId]) -> Result<Vec<OpenPaper>> {
    let papers = store::open_papers(view, None)?;
    Ok(ids.iter().filter_map(|id| papers.iter().find(|paper| paper.id == *id).cloned()).collect())
}

/// What was typed: how much of the line is for which paper, and what the bank kept.
fn parts(typed: &Fields, line: &Line) -> Result<(Vec<Part>, i64)> {
    let currency: Currency = line.entry.amount.currency;
    let sign = line.entry.amount.minor.signum();
    let mut problems = Problems::default();
    let mut read = |field: String, text: &str| match Money::parse(text, currency) {
        Ok(found) => found.map_or(0, |money| money.minor),
        Err(_) => {
            problems.add(field, "payments-amount-wrong");
            0
        }
    };
    let mut parts: Vec<Part> = Vec::new();
    for (row, (invoice, amount)) in typed.all("invoice").zip(typed.all("amount")).enumerate() {
        let minor = read(format!("amount.{row}"), amount);
        if let Ok(invoice) = invoice.parse::<InvoiceId>()
            && minor != 0
        {
            parts.push(Part { invoice, amount: minor * sign });
        }
    }
    let fee = read("fee".to_owned(), typed.first("fee"));
    problems.finish((parts, fee))
}

/// Sets a line aside.
#[handler]
pub async fn ignore(cx: Cx, Of(id): Of<kind::BankLine>) -> Result<Response> {
    act(&cx, id, actions::ignore, "statements-ignored-done").await
}

/// Takes back what was done with a line.
#[handler]
pub async fn reopen(cx: Cx, Of(id): Of<kind::BankLine>) -> Result<Response> {
    act(&cx, id, actions::reopen, "statements-reopened").await
}

async fn act(
    cx: &Cx,
    id: BankLineId,
    act: fn(&Tx, BankLineId) -> Result<()>,
    done: &'static str,
) -> Result<Response> {
    let line = cx.read(|view| store::find_line(view, id))?;
    cx.write(move |tx| act(tx, id)).await?;
    Ok(flash::done(back(cx, line.statement), done))
}

fn back(cx: &Cx, statement: BankStatementId) -> String {
    cx.path(format_args!("/statements/{statement}"))
}

/// The file of the form by its name, one byte more than it may have at most.
async fn receive(mut form: Multipart) -> poem::Result<(String, Vec<u8>)> {
    let (mut name, mut bytes) = (String::new(), Vec::new());
    while let Some(field) = form.next_field().await? {
        if field.name() == Some("file") {
            name = field.file_name().unwrap_or_default().to_owned();
            let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX).saturating_add(1);
            let read = field.into_async_read().take(most).read_to_end(&mut bytes).await;
            read.map_err(|_| Error::Malformed("the file did not come whole"))?;
        }
    }
    Ok((name, bytes))
}
