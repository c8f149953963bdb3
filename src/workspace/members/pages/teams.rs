//! Who works with whom.

use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::model::NewTeam;
use super::super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{Error, Fields, Problems, Result, TeamId};
use crate::web::{Cx, Form, Of, flash};

const HERE: &str = "/settings/teams";

/// Every team.
#[handler]
pub async fn show_teams(cx: Cx) -> Result<Response> {
    let teams = cx.read(store::teams::list)?;
    Ok(views::all_teams(&cx, &teams, &Fields::new(), &Problems::default()).into_response())
}

/// Makes one, to be filled.
#[handler]
pub async fn add_team(cx: Cx, Form(typed): Form) -> Result<Response> {
    let added = match NewTeam::parse(&typed) {
        Ok(new) => cx.write(move |tx| actions::teams::add(tx, &new)).await,
        Err(error) => Err(error),
    };
    match added {
        Err(Error::Invalid(problems)) => {
            let teams = cx.read(store::teams::list)?;
            let page = views::all_teams(&cx, &teams, &typed, &problems);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        added => Ok(flash::done(cx.path(format_args!("{HERE}/{}", added?)), "members-team-added")),
    }
}

/// One of them, to change.
#[handler]
pub async fn show_team(cx: Cx, Of(id): Of<kind::Team>) -> Result<Response> {
    let team = cx.read(|view| store::teams::find(view, id))?;
    page(&cx, id, &views::team_fields(&team), &Problems::default())
}

/// Saves it.
#[handler]
pub async fn edit_team(cx: Cx, Of(id): Of<kind::Team>, Form(typed): Form) -> Result<Response> {
    let saved = match NewTeam::parse(&typed) {
        Ok(new) => cx.write(move |tx| actions::teams::edit(tx, id, &new)).await,
        Err(error) => Err(error),
    };
    match saved {
        Err(Error::Invalid(problems)) => {
            let page = page(&cx, id, &typed, &problems)?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        saved => saved.map(|()| flash::done(cx.path(HERE), "members-team-saved")),
    }
}

/// Takes it away.
#[handler]
pub async fn remove_team(cx: Cx, Of(id): Of<kind::Team>) -> Result<Response> {
    cx.write(move |tx| actions::teams::remove(tx, id)).await?;
    Ok(flash::done(cx.path(HERE), "members-team-removed"))
}

fn page(cx: &Cx, id: TeamId, typed: &Fields, problems: &Problems) -> Result<Response> {
    let team = cx.read(|view| store::teams::find(view, id))?;
    let members = cx.read(store::list)?;
    Ok(views::team(cx, &team, &members, (typed, problems)).into_response())
}
