//! The pages of the board and of the forecast.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::model::{self, Total};
use super::views::{self, Board, Column, Moving, Outlook};
use crate::base::id::kind;
use crate::base::{At, ChangeSetId, DealId, Error, Fields, Result, Right, StageId};
use crate::crm::deals::pages::ask_needs;
use crate::crm::deals::{BoardFilter, BoardMark, Deal, Pipeline, Place, Stage, StageKind, actions, store};
use crate::crm::owners::{self, OwnerFilter};
use crate::platform::{View, i18n};
use crate::web::{Asked, Cx, Form, Of, flash};
use crate::workspace::rates;

/// So many cards stand in a column before one asks for more.
const CARDS: usize = 40;

/// The board; of a long column only what comes behind a card, with `part=1` nothing else.
#[handler]
pub async fn board(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let board = cx.read(|view| gather(&cx, view, &query))?;
    match query.has("part") {
        true => Ok(views::rest(&cx, &board, query.first("stage").parse().unwrap_or_default())),
        false => Ok(views::board(&cx, &board)),
    }
}

/// The page that moves a card.
#[handler]
pub async fn put_form(cx: Cx, Of(id): Of<kind::Deal>, Asked(query): Asked) -> Result<Markup> {
    let moving = moving(&cx, id, OwnerFilter::parse(query.first("owner")))?;
    Ok(views::put(&cx, &moving))
}

/// Puts a card at a place of a column. With `part` it answers with what changed on the board, or why nothing did.
#[handler]
pub async fn put(cx: Cx, Of(id): Of<kind::Deal>, Asked(query): Asked, Form(typed): Form) -> Result<Response> {
    let owner = OwnerFilter::parse(query.first("owner"));
    cx.read(|view| store::find(view, id))?;
    let version = typed.first("version").parse().map_err(|_| Error::Malformed("version"))?;
    let stage = typed.first("stage").parse()?;
    let place = match typed.first("before") {
        "" => Place::Bottom,
        "top" => Place::Top,
        next => Place::Before(next.parse()?),
    };
    let set = cx.write(move |tx| actions::put(tx, id, version, stage, place)).await;
    match (set, typed.has("part")) {
        (Ok(set), true) => changed(&cx, id, set, owner),
        (Ok(set), false) => done(&cx, id, set, owner),
        (Err(error), true) => refused(&cx, (id, version, stage), owner, error),
        (Err(Error::Invalid(problems)), false) if problems.on("reason").is_some() => {
            Ok(flash::see_other(&cx.path(format_args!("/deals/{id}/lose"))))
        }
        (Err(Error::Invalid(problems)), false) => ask_needs(&cx, id, stage, &problems),
        (Err(other), false) => Err(other),
    }
}

/// What open deals may bring, by month.
#[handler]
pub async fn forecast(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let owner = OwnerFilter::parse(query.first("owner"));
    let (asked, today) = (query.first("pipeline").parse().ok(), views::today(&cx));
    let outlook = cx
        .read_long(move |view| {
            let pipelines = store::pipelines(view)?;
            let pipeline = asked.and_then(|id| pipelines.find(id)).map(|pipeline| pipeline.id);
            let rates = rates::on(view, today)?;
            let sums = store::forecast(view, pipeline, owner, today)?;
            let forecast = model::forecast(&sums, today, &rates);
            Ok(Outlook { pipelines, pipeline, owner, owners: owners::store::list(view)?, rates, forecast })
        })
        .await?;
    Ok(views::forecast(&cx, &outlook))
}

fn gather(cx: &Cx, view: &View, query: &Fields) -> Result<Board> {
    let pipelines = store::pipelines(view)?;
    let wanted = query.first("pipeline").parse().ok().and_then(|id| pipelines.find(id));
    let pipeline = wanted.or(pipelines.in_use().next()).ok_or(Error::NotFound)?.clone();
    let filter = filter(cx, &pipeline, OwnerFilter::parse(query.first("owner")));
    let rates = rates::on(view, views::today(cx))?;
    let asked: Option<StageId> = query.first("stage").parse().ok();
    // The rest of a column has no head, and needs no other column.
    let only = asked.filter(|_| query.has("part"));
    let sums = if only.is_some() { Vec::new() } else { store::sums(view, &filter)? };
    let is_shown = |stage: &&Stage| !is_lost(stage) && only.is_none_or(|only| only == stage.id);
    let stages: Vec<Stage> = pipeline.path().filter(is_shown).cloned().collect();
    let mut columns = Vec::new();
    for stage in stages {
        let after = BoardMark::parse(query.first("after")).filter(|_| asked == Some(stage.id));
        let head = model::head(&sums, stage.id, &rates);
        columns.push(column(view, &filter, (stage, head), after)?);
    }
    Ok(Board { pipelines, pipeline, filter, columns, rates, owners: owners::store::list(view)? })
}

fn column(
    view: &View,
    filter: &BoardFilter,
    (stage, head): (Stage, Total),
    after: Option<BoardMark>,
) -> Result<Column> {
    let mut deals = store::list_stage(view, filter, &stage, after, CARDS as i64 + 1)?;
    let next = (deals.len() > CARDS).then(|| deals.pop()).flatten().map(|deal| deal.id);
    let rest = deals.last().filter(|_| next.is_some()).map(|last| mark(last, &stage)).zip(next);
    Ok(Column { stage, head, deals, rest })
}

/// What is lost has no column: whoever loses a deal says why, on a page of its own.
fn is_lost(stage: &Stage) -> bool {
    stage.facts.kind == StageKind::Lost
}

fn mark(deal: &Deal, stage: &Stage) -> BoardMark {
    let value = match stage.is_end() {
        true => deal.closed_at.map_or(0, |at| at.0),
        false => deal.rank,
    };
    BoardMark { value, id: deal.id }
}

/// The board of that pipeline; what ended is shown since the month began.
fn filter(cx: &Cx, pipeline: &Pipeline, owner: OwnerFilter) -> BoardFilter {
    let zone = cx.who.place.as_ref().map_or(jiff::tz::TimeZone::UTC, |place| place.zone.clone());
    let first = views::today(cx).0.first_of_month().to_zoned(zone);
    let closed_since = first.map_or(At::default(), |first| first.timestamp().into());
    BoardFilter { pipeline: pipeline.id, owner, closed_since }
}

fn moving(cx: &Cx, id: DealId, owner: OwnerFilter) -> Result<Moving> {
    let (deal, pipeline) = cx.read(|view| {
        let deal = store::find(view, id)?;
        let pipeline = store::find_pipeline(view, deal.pipeline)?;
        Ok((deal, pipeline))
    })?;
    if !deal.is_live() {
        return Err(Error::NotFound);
    }
    cx.actor().require_on(Right::SalesWrite, deal.facts.owner)?;
    let filter = filter(cx, &pipeline, owner);
    Ok(Moving { deal, pipeline, filter })
}

fn done(cx: &Cx, id: DealId, set: Option<ChangeSetId>, owner: OwnerFilter) -> Result<Response> {
    let moving = moving(cx, id, owner)?;
    let back = format!("{}#deal-{id}", views::address(cx, &moving.filter));
    Ok(match set {
        Some(set) => flash::undoable(back, "deals-moved", set),
        None => flash::done(back, "deals-moved"),
    })
}

/// The card as it now is, the heads of all columns, and what is said about it.
fn changed(cx: &Cx, id: DealId, set: Option<ChangeSetId>, owner: OwnerFilter) -> Result<Response> {
    let moving = moving(cx, id, owner)?;
    let heads = cx.read(|view| {
        let rates = rates::on(view, views::today(cx))?;
        let sums = store::sums(view, &moving.filter)?;
        let stages = moving.pipeline.path();
        Ok(stages.map(|stage| (stage.id, model::head(&sums, stage.id, &rates))).collect::<Vec<_>>())
    })?;
    Ok(views::changed(cx, &moving, &heads, set).into_response())
}

/// Why the card stays where it was: what whoever moved it can mend is said, anything else is an error as always.
fn refused(cx: &Cx, wish: (DealId, i64, StageId), owner: OwnerFilter, error: Error) -> Result<Response> {
    let (status, said) = match &error {
        Error::Invalid(problems) => {
            let message = |key: &str| i18n::message(cx.language(), key).to_owned();
            let said: Vec<String> = problems.iter().map(|problem| message(&problem.key)).collect();
            (StatusCode::UNPROCESSABLE_ENTITY, said.join(". "))
        }
        Error::Conflict(key) => (StatusCode::CONFLICT, cx.t(key).to_owned()),
        Error::Stale(_) => (StatusCode::CONFLICT, cx.t("board-stale").to_owned()),
        Error::NotFound => (StatusCode::NOT_FOUND, cx.t("board-gone").to_owned()),
        Error::Forbidden => (StatusCode::FORBIDDEN, cx.t("board-not-yours").to_owned()),
        _ => return Err(error),
    };
    let can_mend = matches!(error, Error::Invalid(_)).then_some(wish);
    Ok(views::refused(cx, &said, can_mend, owner).with_status(status).into_response())
}
