//! Settings: pipelines, stages, and why deals are lost.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::actions::{self, Step};
use super::super::model::{LostReason, Stage, StageInput, name};
use super::super::{store, views};
use crate::base::id::kind;
use crate::base::{Error, Fields, LostReasonId, PipelineId, Problems, Result, StageId};
use crate::web::{Cx, Form, Of, flash};

const PIPELINES: &str = "/settings/pipelines";
const REASONS: &str = "/settings/lost-reasons";

/// Every pipeline.
#[handler]
pub async fn list_pipelines(cx: Cx) -> Result<Markup> {
    draw_pipelines(&cx, &Fields::new(), &Problems::default())
}

/// Adds one, to be changed.
#[handler]
pub async fn add_pipeline(cx: Cx, Form(typed): Form) -> Result<Response> {
    let added = match name_of(&typed) {
        Ok(name) => cx.write(move |tx| actions::add_pipeline(tx, &name)).await,
        Err(error) => Err(error),
    };
    match added {
        Err(Error::Invalid(problems)) => Ok(again(draw_pipelines(&cx, &typed, &problems)?)),
        added => Ok(flash::done(cx.path(format_args!("{PIPELINES}/{}", added?)), "deals-pipeline-added")),
    }
}

/// One of them, to change.
#[handler]
pub async fn show_pipeline(cx: Cx, Of(id): Of<kind::Pipeline>) -> Result<Markup> {
    let pipeline = cx.read(|view| store::find_pipeline(view, id))?;
    draw_pipeline(&cx, id, &Fields::new().with("name", pipeline.name), &Problems::default())
}

/// Gives it another name.
#[handler]
pub async fn rename_pipeline(cx: Cx, Of(id): Of<kind::Pipeline>, Form(typed): Form) -> Result<Response> {
    let saved = match name_of(&typed) {
        Ok(name) => cx.write(move |tx| actions::rename_pipeline(tx, id, &name)).await,
        Err(error) => Err(error),
    };
    match saved {
        Err(Error::Invalid(problems)) => Ok(again(draw_pipeline(&cx, id, &typed, &problems)?)),
        saved => saved.map(|()| flash::done(cx.path(PIPELINES), "deals-pipeline-saved")),
    }
}

/// Takes it out of use.
#[handler]
pub async fn put_away_pipeline(cx: Cx, Of(id): Of<kind::Pipeline>) -> Result<Response> {
    cx.write(move |tx| actions::put_away_pipeline(tx, id)).await?;
    Ok(flash::done(cx.path(PIPELINES), "deals-pipeline-put-away"))
}

/// Takes it into use again.
#[handler]
pub async fn use_pipeline(cx: Cx, Of(id): Of<kind::Pipeline>) -> Result<Response> {
    cx.write(move |tx| actions::use_pipeline(tx, id)).await?;
    Ok(flash::done(cx.path(PIPELINES), "deals-pipeline-used"))
}

/// The empty form of a stage.
#[handler]
pub async fn add_stage_form(cx: Cx, Of(id): Of<kind::Pipeline>) -> Result<Markup> {
    let fields = Fields::new().with("kind", "ongoing").with("probability", "50").with("rot_days", "14");
    draw_stage(&cx, (id, None), &fields, &Problems::default())
}

/// Adds the stage.
#[handler]
pub async fn add_stage(cx: Cx, Of(id): Of<kind::Pipeline>, Form(typed): Form) -> Result<Response> {
    let added = match StageInput::parse(&typed, None) {
        Ok(facts) => cx.write(move |tx| actions::add_stage(tx, id, &facts)).await,
        Err(error) => Err(error),
    };
    match added {
        Err(Error::Invalid(problems)) => Ok(again(draw_stage(&cx, (id, None), &typed, &problems)?)),
        added => added.map(|_| flash::done(cx.path(format_args!("{PIPELINES}/{id}")), "deals-stage-added")),
    }
}

/// A stage, to change.
#[handler]
pub async fn show_stage(cx: Cx, Of(id): Of<kind::Stage>) -> Result<Markup> {
    let stage = cx.read(|view| store::find_stage(view, id))?;
    draw_stage(&cx, (stage.pipeline, Some(&stage)), &views::stage_fields(&stage), &Problems::default())
}

/// Saves it.
#[handler]
pub async fn edit_stage(cx: Cx, Of(id): Of<kind::Stage>, Form(typed): Form) -> Result<Response> {
    let stage = cx.read(|view| store::find_stage(view, id))?;
    let saved = match StageInput::parse(&typed, Some(&stage)) {
        Ok(facts) => cx.write(move |tx| actions::edit_stage(tx, id, facts)).await,
        Err(error) => Err(error),
    };
    match saved {
        Err(Error::Invalid(problems)) => {
            Ok(again(draw_stage(&cx, (stage.pipeline, Some(&stage)), &typed, &problems)?))
        }
        saved => saved.map(|()| to_pipeline(&cx, &stage, "deals-stage-saved")),
    }
}

/// Moves it a step back.
#[handler]
pub async fn shift_earlier(cx: Cx, Of(id): Of<kind::Stage>) -> Result<Response> {
    shift(&cx, id, Step::Earlier).await
}

/// Moves it a step on.
#[handler]
pub async fn shift_later(cx: Cx, Of(id): Of<kind::Stage>) -> Result<Response> {
    shift(&cx, id, Step::Later).await
}

async fn shift(cx: &Cx, id: StageId, step: Step) -> Result<Response> {
    let stage = cx.read(|view| store::find_stage(view, id))?;
    cx.write(move |tx| actions::shift_stage(tx, id, step)).await?;
    Ok(flash::see_other(&cx.path(format_args!("{PIPELINES}/{}", stage.pipeline))))
}

/// Takes it out of use.
#[handler]
pub async fn put_away_stage(cx: Cx, Of(id): Of<kind::Stage>) -> Result<Response> {
    let stage = cx.read(|view| store::find_stage(view, id))?;
    cx.write(move |tx| actions::put_away_stage(tx, id)).await?;
    Ok(to_pipeline(&cx, &stage, "deals-stage-put-away"))
}

fn to_pipeline(cx: &Cx, stage: &Stage, key: &'static str) -> Response {
    flash::done(cx.path(format_args!("{PIPELINES}/{}", stage.pipeline)), key)
}

/// Every reason.
#[handler]
pub async fn list_reasons(cx: Cx) -> Result<Markup> {
    draw_reasons(&cx, &Fields::new(), &Problems::default())
}

/// Adds one.
#[handler]
pub async fn add_reason(cx: Cx, Form(typed): Form) -> Result<Response> {
    let added = match name_of(&typed) {
        Ok(name) => cx.write(move |tx| actions::add_reason(tx, &name)).await,
        Err(error) => Err(error),
    };
    match added {
        Err(Error::Invalid(problems)) => Ok(again(draw_reasons(&cx, &typed, &problems)?)),
        added => added.map(|_| flash::done(cx.path(REASONS), "deals-reason-added")),
    }
}

/// One of them, to change.
#[handler]
pub async fn show_reason(cx: Cx, Of(id): Of<kind::LostReason>) -> Result<Markup> {
    let reason = find_reason(&cx, id)?;
    Ok(views::reason(&cx, &reason, (&Fields::new().with("name", &reason.name), &Problems::default())))
}

/// Gives it another name.
#[handler]
pub async fn edit_reason(cx: Cx, Of(id): Of<kind::LostReason>, Form(typed): Form) -> Result<Response> {
    let saved = match name_of(&typed) {
        Ok(name) => cx.write(move |tx| actions::edit_reason(tx, id, &name)).await,
        Err(error) => Err(error),
    };
    match saved {
        Err(Error::Invalid(problems)) => {
            Ok(again(views::reason(&cx, &find_reason(&cx, id)?, (&typed, &problems))))
        }
        saved => saved.map(|()| flash::done(cx.path(REASONS), "deals-reason-saved")),
    }
}

/// Offers it no more.
#[handler]
pub async fn put_away_reason(cx: Cx, Of(id): Of<kind::LostReason>) -> Result<Response> {
    cx.write(move |tx| actions::put_away_reason(tx, id)).await?;
    Ok(flash::done(cx.path(REASONS), "deals-reason-put-away"))
}

/// Offers it again.
#[handler]
pub async fn use_reason(cx: Cx, Of(id): Of<kind::LostReason>) -> Result<Response> {
    cx.write(move |tx| actions::use_reason(tx, id)).await?;
    Ok(flash::done(cx.path(REASONS), "deals-reason-used"))
}

fn find_reason(cx: &Cx, id: LostReasonId) -> Result<LostReason> {
    cx.read(store::lost_reasons)?.into_iter().find(|reason| reason.id == id).ok_or(Error::NotFound)
}

fn name_of(typed: &Fields) -> Result<String> {
    let mut problems = Problems::default();
    let name = name(typed, &mut problems);
    problems.finish(name)
}

fn draw_pipelines(cx: &Cx, fields: &Fields, problems: &Problems) -> Result<Markup> {
    Ok(views::pipelines(cx, &cx.read(store::pipelines)?, (fields, problems)))
}

fn draw_pipeline(cx: &Cx, id: PipelineId, fields: &Fields, problems: &Problems) -> Result<Markup> {
    Ok(views::pipeline(cx, &cx.read(|view| store::find_pipeline(view, id))?, (fields, problems)))
}

fn draw_stage(
    cx: &Cx,
    (pipeline, stage): (PipelineId, Option<&Stage>),
    fields: &Fields,
    problems: &Problems,
) -> Result<Markup> {
    let pipeline = cx.read(|view| store::find_pipeline(view, pipeline))?;
    Ok(views::stage(cx, &views::StageSheet { pipeline: &pipeline, stage, fields, problems }))
}

fn draw_reasons(cx: &Cx, fields: &Fields, problems: &Problems) -> Result<Markup> {
    Ok(views::reasons(cx, &cx.read(store::lost_reasons)?, (fields, problems)))
}

fn again(page: Markup) -> Response {
    page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}
