//! The pages of VAT returns.

use maud::Markup;
use poem::http::{StatusCode, header};
use poem::{IntoResponse, Response, handler};

use super::actions::{self, Draft};
use super::model::{Paper, Return, Sender, ledger as ledger_file, union as union_file};
use super::views::{self, Made, Overview, Shown};
use crate::base::{Day, Error, Fields, Problems, Result, Right, Role};
use crate::billing::invoices::actions::today;
use crate::billing::periods::{self, Period};
use crate::platform::View;
use crate::web::attachment::disposition;
use crate::web::{Asked, Cx, Form, flash};
use crate::workspace::{members, settings};

/// The periods, and how long they are.
#[handler]
pub async fn list(cx: Cx) -> Result<Markup> {
    let shown = cx.read(overview)?;
    let typed = Fields::new().with("cadence", shown.cadence.code());
    Ok(views::list(&cx, &shown, &typed, &Problems::default()))
}

/// Chooses how long periods are.
#[handler]
pub async fn choose(cx: Cx, Form(typed): Form) -> Result<Response> {
    let cadence = typed.first("cadence").to_owned();
    match cx.write(move |tx| periods::actions::choose(tx, &cadence)).await {
        Err(Error::Invalid(problems)) => {
            let shown = cx.read(overview)?;
            Ok(again(views::list(&cx, &shown, &typed, &problems)))
        }
        chosen => chosen.map(|()| flash::done(cx.path("/vat"), "returns-cadence-set")),
    }
}

/// The return of a period.
#[handler]
pub async fn show(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let shown = cx.read(|view| shown(view, from(&query)?))?;
    Ok(views::show(&cx, &shown, &Fields::new(), &Problems::default()))
}

/// The papers behind a figure.
#[handler]
pub async fn papers(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let shown = cx.read(|view| shown(view, from(&query)?))?;
    let opened = shown.made.opened(query.first("figure")).ok_or(Error::NotFound)?;
    Ok(views::papers(&cx, &shown.made, &opened))
}

/// The papers' groups of tax for spreadsheets: UTF-8 with its mark, commas, formulas made harmless.
#[handler]
pub async fn file(cx: Cx, Asked(query): Asked) -> Result<Response> {
    cx.actor().require(Right::MoneyRead)?;
    cx.require_fresh()?;
    let shown = cx.read(|view| shown(view, from(&query)?))?;
    let period = shown.made.period;
    cx.write(move |tx| actions::record_export(tx, period)).await?;
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    for row in views::plain(&cx, &shown.made) {
        csv.write_record(&row).map_err(Error::internal)?;
    }
    let bytes = csv.into_inner().map_err(|error| Error::internal(error.to_string()))?;
    let name = format!("vat-{}-{}.csv", period.from, period.until);
    Ok(Response::builder()
        .content_type("text/csv; charset=utf-8")
        .header(header::CONTENT_DISPOSITION, disposition(&name))
        .body(bytes))
}

/// The sales ledger of a month, as the revenue agency of Bulgaria takes it.
#[handler]
pub async fn ledger(cx: Cx, Asked(query): Asked) -> Result<Response> {
    let (made, sender, listed) = agency(&cx, &query)?;
    let bytes = ledger_file(&made, &sender, &listed);
    let bytes = bytes.map_err(|_| Error::Conflict("returns-agency-unplaced"))?;
    plain_file(&cx, made.period, ("PRODAGBI.TXT", bytes)).await
}

/// What businesses in the Union bought in a month, as the revenue agency of Bulgaria takes it.
#[handler]
pub async fn union(cx: Cx, Asked(query): Asked) -> Result<Response> {
    let (made, sender, _) = agency(&cx, &query)?;
    let bytes = union_file(&made, &sender).ok_or(Error::NotFound)?;
    plain_file(&cx, made.period, ("VIES.TXT", bytes)).await
}

fn agency(cx: &Cx, query: &Fields) -> Result<(Return, Sender, Vec<Paper>)> {
    cx.actor().require(Right::MoneyRead)?;
    cx.require_fresh()?;
    cx.read(|view| actions::for_agency(view, shown(view, from(query)?)?.made))
}

async fn plain_file(cx: &Cx, period: Period, (name, bytes): (&str, Vec<u8>)) -> Result<Response> {
    cx.write(move |tx| actions::record_export(tx, period)).await?;
    Ok(Response::builder()
        .content_type("text/plain; charset=windows-1251")
        .header(header::CONTENT_DISPOSITION, disposition(name))
        .body(bytes))
}

/// Closes a period.
#[handler]
pub async fn close(cx: Cx, Form(typed): Form) -> Result<Response> {
    let day = from(&typed)?;
    cx.write(move |tx| actions::close(tx, day)).await?;
    Ok(flash::done(page(&cx, day), "returns-closed-done"))
}

/// Opens the last closed period again.
#[handler]
pub async fn reopen(cx: Cx, Form(typed): Form) -> Result<Response> {
    let day = from(&typed)?;
    if cx.actor().role() != Some(Role::Owner) {
        return Err(Error::Forbidden);
    }
    cx.require_fresh()?;
    let reason = typed.first("reason").to_owned();
    match cx.write(move |tx| actions::reopen(tx, day, &reason)).await {
        Err(Error::Invalid(problems)) => {
            let shown = cx.read(|view| shown(view, day))?;
            Ok(again(views::show(&cx, &shown, &typed, &problems)))
        }
        opened => opened.map(|()| flash::done(page(&cx, day), "returns-reopened-done")),
    }
}

fn from(fields: &Fields) -> Result<Day> {
    fields.first("from").parse().map_err(|_| Error::NotFound)
}

fn page(cx: &Cx, from: Day) -> String {
    cx.path(format_args!("/vat/period?from={from}"))
}

fn overview(view: &View) -> Result<Overview> {
    let today = today(view)?;
    Ok(Overview {
        open: actions::open(view)?,
        closed: periods::store::list_closed(view)?,
        cadence: periods::store::cadence(view)?,
        country: settings::of(view)?.company.country,
        today,
    })
}

/// The closed return that begins on that day, or that of the open period; `NotFound` if there is neither.
fn shown(view: &View, from: Day) -> Result<Shown> {
    let today = today(view)?;
    match actions::closed(view, from) {
        Ok((closed, made)) => {
            let members = members::list(view)?.into_iter();
            let by = members.filter(|one| Some(one.id) == closed.closed_by).map(|one| one.name).next();
            let is_last = periods::store::closed_until(view)? == Some(closed.period.until);
            let state = Made::Closed { at: closed.closed_at, by: by.unwrap_or_default(), is_last };
            Ok(Shown { made, state })
        }
        Err(Error::NotFound) => {
            let open = actions::open(view)?;
            let period = *open.iter().find(|period| period.from == from).ok_or(Error::NotFound)?;
            let Draft { made, untold } = actions::drafted(view, period)?;
            let is_next = open.first() == Some(&period);
            let state = Made::Open { is_next, is_over: is_over(period, today), untold };
            Ok(Shown { made, state })
        }
        Err(error) => Err(error),
    }
}

fn is_over(period: Period, today: Day) -> bool {
    period.until < today
}

fn again(page: Markup) -> Response {
    page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}
