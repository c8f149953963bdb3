//! The pages of reports, and their tables as files.

use maud::Markup;
use poem::http::header;
use poem::{Response, handler};

use super::model::{self, Activity, Conversion, Dwellings, Question, Sales, Sources};
use super::views::{self, Asked as Around, Sheet, zone};
use super::{actions, store};
use crate::across::board::today;
use crate::base::{Error, Fields, Result, text};
use crate::crm::deals::{self, BoardFilter};
use crate::crm::owners;
use crate::platform::View;
use crate::web::attachment::disposition;
use crate::web::{Asked, Cx};
use crate::workspace::rates::{self, Rates};

/// What the gathering of a report gives: what was asked, and what was found.
type Gathered<T> = Result<(Around, T)>;

/// Which reports there are.
#[handler]
pub async fn overview(cx: Cx) -> Markup {
    views::overview(&cx)
}

/// Won and lost by month.
#[handler]
pub async fn sales(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let (asked, (found, rates)) = gather_sales(&cx, &query).await?;
    Ok(views::sales(&cx, &asked, &found, &rates))
}

/// The same as a file.
#[handler]
pub async fn sales_file(cx: Cx, Asked(query): Asked) -> Result<Response> {
    let (asked, (found, rates)) = gather_sales(&cx, &query).await?;
    send(&cx, "sales", &asked, &views::sales_sheet(&cx, &asked, &found, &rates)).await
}

/// How far leads and deals came.
#[handler]
pub async fn conversion(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let (asked, found) = gather_conversion(&cx, &query).await?;
    Ok(views::conversion(&cx, &asked, &found))
}

/// The same as a file.
#[handler]
pub async fn conversion_file(cx: Cx, Asked(query): Asked) -> Result<Response> {
    let (asked, found) = gather_conversion(&cx, &query).await?;
    send(&cx, "conversion", &asked, &views::conversion_sheet(&cx, &asked, &found)).await
}

/// How long deals stood in each stage.
#[handler]
pub async fn dwelling(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let (asked, found) = gather_dwelling(&cx, &query).await?;
    Ok(views::dwelling(&cx, &asked, &found))
}

/// The same as a file.
#[handler]
pub async fn dwelling_file(cx: Cx, Asked(query): Asked) -> Result<Response> {
    let (asked, found) = gather_dwelling(&cx, &query).await?;
    send(&cx, "stages", &asked, &views::dwelling_sheet(&cx, &asked, &found)).await
}

/// Who did how much.
#[handler]
pub async fn activity(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let (asked, found) = gather_activity(&cx, &query).await?;
    Ok(views::activity(&cx, &asked, &found))
}

/// The same as a file.
#[handler]
pub async fn activity_file(cx: Cx, Asked(query): Asked) -> Result<Response> {
    let (asked, found) = gather_activity(&cx, &query).await?;
    send(&cx, "activity", &asked, &views::activity_sheet(&cx, &asked, &found)).await
}

/// What came from where.
#[handler]
pub async fn sources(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let (asked, (found, rates)) = gather_sources(&cx, &query).await?;
    Ok(views::sources(&cx, &asked, &found, &rates))
}

/// The same as a file.
#[handler]
pub async fn sources_file(cx: Cx, Asked(query): Asked) -> Result<Response> {
    let (asked, (found, rates)) = gather_sources(&cx, &query).await?;
    send(&cx, "sources", &asked, &views::sources_sheet(&cx, &asked, &found, &rates)).await
}

pub(super) async fn gather_sales(cx: &Cx, query: &Fields) -> Gathered<(Sales, Rates)> {
    let (question, today, zone) = (Question::parse(query, today(cx)), today(cx), zone(cx));
    let kept = cx.kept();
    cx.read_long(move |view| {
        let asked = around(view, question)?;
        let Question { period, owner, pipeline } = asked.question.clone();
        let (slots, filter) = (period.months(&zone), store::Closed { owner, pipeline });
        let rates = rates::on(view, today)?;
        let whole = period.whole(&zone);
        let ended = store::closed(view, &kept, &slots, filter)?;
        let lost = kept.get(view, ("lost", whole, filter), || store::lost(view, whole, filter))?;
        let reasons = deals::store::lost_reasons(view)?;
        let found = model::sales(&slots, &ended, (&lost, &reasons), &rates);
        Ok((asked, (found, rates)))
    })
    .await
}

pub(super) async fn gather_conversion(cx: &Cx, query: &Fields) -> Gathered<Conversion> {
    let (question, zone) = (Question::parse(query, today(cx)), zone(cx));
    let kept = cx.kept();
    cx.read_long(move |view| {
        let mut asked = around(view, question)?;
        let pipeline = one_pipeline(&mut asked)?;
        let (time, owner) = (asked.question.period.whole(&zone), asked.question.owner);
        let leads = kept.get(view, ("leads", time, owner), || store::leads(view, time, owner))?;
        let question = ("furthest", time, pipeline.id, owner);
        let furthest = kept.get(view, question, || store::furthest(view, time, pipeline.id, owner))?;
        Ok((asked, model::conversion(*leads, &furthest, &pipeline)))
    })
    .await
}

pub(super) async fn gather_dwelling(cx: &Cx, query: &Fields) -> Gathered<Dwellings> {
    let (question, zone) = (Question::parse(query, today(cx)), zone(cx));
    let kept = cx.kept();
    cx.read_long(move |view| {
        let mut asked = around(view, question)?;
        let pipeline = one_pipeline(&mut asked)?;
        let (time, owner) = (asked.question.period.whole(&zone), asked.question.owner);
        let question = ("stood", time, pipeline.id, owner);
        let stood = kept.get(view, question, || store::stood(view, time, pipeline.id, owner))?;
        let board = BoardFilter { pipeline: pipeline.id, owner, closed_since: view.now() };
        let standing = deals::store::sums(view, &board)?;
        Ok((asked, model::dwellings(&stood, &standing, &pipeline)))
    })
    .await
}

pub(super) async fn gather_activity(cx: &Cx, query: &Fields) -> Gathered<Activity> {
    let (question, zone) = (Question::parse(query, today(cx)), zone(cx));
    let kept = cx.kept();
    cx.read_long(move |view| {
        let asked = around(view, question)?;
        let slots = asked.question.period.weeks(&zone);
        let owner = asked.question.owner;
        let rows = kept.get(view, ("work", &slots, owner), || store::work(view, &slots, owner))?;
        Ok((asked, model::activity(&slots, &rows)))
    })
    .await
}

pub(super) async fn gather_sources(cx: &Cx, query: &Fields) -> Gathered<(Sources, Rates)> {
    let (question, today, zone) = (Question::parse(query, today(cx)), today(cx), zone(cx));
    let kept = cx.kept();
    cx.read_long(move |view| {
        let asked = around(view, question)?;
        let (time, owner) = (asked.question.period.whole(&zone), asked.question.owner);
        let rates = rates::on(view, today)?;
        let leads = kept.get(view, ("sources", time, owner), || store::lead_sources(view, time, owner))?;
        let sold = kept.get(view, ("sold", time, owner), || store::sold(view, time, owner))?;
        Ok((asked, (model::sources(&leads, &sold, &rates), rates)))
    })
    .await
}

/// The question with what else there is to ask; a pipeline that is not there is none.
fn around(view: &View, question: Question) -> Result<Around> {
    let pipelines = deals::store::pipelines(view)?;
    let pipeline = question.pipeline.filter(|id| pipelines.find(*id).is_some());
    Ok(Around { question: Question { pipeline, ..question }, owners: owners::store::list(view)?, pipelines })
}

/// The pipeline that is asked about, or else the first in use.
fn one_pipeline(asked: &mut Around) -> Result<deals::Pipeline> {
    let wanted = asked.question.pipeline.and_then(|id| asked.pipelines.find(id));
    let pipeline = wanted.or(asked.pipelines.in_use().next()).cloned().ok_or(Error::NotFound)?;
    asked.question.pipeline = Some(pipeline.id);
    Ok(pipeline)
}

/// The table as CSV for spreadsheets: UTF-8 with its mark, commas, formulas made harmless.
async fn send(cx: &Cx, report: &'static str, asked: &Around, sheet: &Sheet) -> Result<Response> {
    cx.require_fresh()?;
    let question = asked.question.clone();
    cx.write(move |tx| actions::record_export(tx, report, &question)).await?;
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    for row in sheet.plain(cx.t("reports-apart")) {
        csv.write_record(row.iter().map(|cell| text::neutral(cell))).map_err(Error::internal)?;
    }
    let bytes = csv.into_inner().map_err(|error| Error::internal(error.to_string()))?;
    let name = format!("{report}-{}-{}.csv", asked.question.period.first, asked.question.period.last);
    Ok(Response::builder()
        .content_type("text/csv; charset=utf-8")
        .header(header::CONTENT_DISPOSITION, disposition(&name))
        .body(bytes))
}
