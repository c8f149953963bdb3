//! Workspaces from outside.

use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::{actions, model, store, views};
use crate::base::id::kind;
use crate::base::{Actor, Door, Error, Fields, Problems, Result, Role, WorkspaceId};
use crate::platform::Tx;
use crate::web::{Cx, Form, Of, flash};
use crate::workspace::settings::NewWorkspace;
use crate::workspace::{accounts, members, setup, support};

/// Every workspace.
#[handler]
pub async fn workspaces(cx: Cx) -> Result<Response> {
    let tenants = cx.read_long(store::list).await?;
    Ok(views::tenants(&cx, &tenants).into_response())
}

/// One of them.
#[handler]
pub async fn workspace(cx: Cx, Of(id): Of<kind::Workspace>) -> Result<Response> {
    page(&cx, id, &Fields::new(), &Problems::default()).await
}

async fn page(cx: &Cx, id: WorkspaceId, typed: &Fields, problems: &Problems) -> Result<Response> {
    let actor = actions::about(cx.actor(), id)?;
    let tenant = cx.read_long(move |view| store::find(view, id)).await?;
    let access = cx.machines.db.read(&actor, |view| {
        let account = view.actor().account.ok_or(Error::Unauthenticated)?;
        support::maybe_find_of(view, account)
    })?;
    let files = cx.machines.config.data.join("files").join(id.to_string());
    let bytes = tokio::task::spawn_blocking(move || model::bytes_below(&files));
    let bytes = bytes.await.map_err(Error::internal)?;
    Ok(views::tenant(cx, &views::Shown { tenant, access, bytes, typed, problems }).into_response())
}

/// The form for a new one.
#[handler]
pub async fn new_workspace(cx: Cx) -> Result<Response> {
    Ok(views::new_tenant(&cx, &setup::suggested(&cx), &Problems::default()).into_response())
}

/// Makes it: for somebody who has an account, or for whoever takes the invitation.
#[handler]
pub async fn create_workspace(cx: Cx, Form(typed): Form) -> Result<Response> {
    match create(&cx, &typed).await {
        Err(Error::Invalid(problems)) => {
            let page = views::new_tenant(&cx, &typed, &problems);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        created => created,
    }
}

async fn create(cx: &Cx, typed: &Fields) -> Result<Response> {
    let mut problems = Problems::default();
    let new = NewWorkspace::parse(typed, &mut problems);
    let email = typed.first("email").parse::<accounts::Email>();
    if email.is_err() {
        problems.add("email", "accounts-email-wrong");
    }
    problems.finish(())?;
    let (new, email) = (new.ok_or(Error::Malformed("workspace"))?, email?);
    let owner = match cx.read(|view| accounts::find_by_email(view, &email)) {
        Ok(account) => Some(account.id),
        Err(Error::NotFound) => None,
        Err(error) => return Err(error),
    };
    let id = cx.write(move |tx| actions::create(tx, &new, owner)).await?;
    match owner {
        Some(_) => Ok(flash::done(here(id), "operator-created")),
        None => invite(cx, id, email).await,
    }
}

/// Invites the first owner of a workspace that nobody has yet.
async fn invite(cx: &Cx, id: WorkspaceId, email: accounts::Email) -> Result<Response> {
    let shown = email.shown().to_owned();
    let invitation = members::NewInvitation { email, role: Role::Owner, team: None };
    let installation = Actor::system(Door::Page, id);
    let config = cx.machines.config.clone();
    let invite = move |tx: &Tx| members::invite(tx, &invitation, members::Way::now(&config, tx)?);
    match cx.write_as(&installation, invite).await? {
        members::Handed::Sent => Ok(flash::done(here(id), "operator-owner-invited")),
        members::Handed::Over(token) => {
            let link = cx.machines.config.address(&format!("/invitation/{token}"));
            Ok(views::invited(cx, &shown, &link, &here(id)).into_response())
        }
    }
}

/// Shuts everybody out.
#[handler]
pub async fn suspend_workspace(cx: Cx, Of(id): Of<kind::Workspace>) -> Result<Response> {
    act(&cx, id, actions::suspend).await?;
    tracing::warn!(target: "security", event = "workspace.suspend", account = ?cx.actor().account, workspace = %id);
    Ok(flash::done(here(id), "operator-suspended"))
}

/// Lets them in again.
#[handler]
pub async fn resume_workspace(cx: Cx, Of(id): Of<kind::Workspace>) -> Result<Response> {
    act(&cx, id, actions::resume).await?;
    tracing::warn!(target: "security", event = "workspace.resume", account = ?cx.actor().account, workspace = %id);
    Ok(flash::done(here(id), "operator-resumed"))
}

/// Asks its owners to be let in.
#[handler]
pub async fn ask(cx: Cx, Of(id): Of<kind::Workspace>, Form(typed): Form) -> Result<Response> {
    let asked = match typed.first("reason").parse::<support::Reason>() {
        Ok(reason) => act(&cx, id, move |tx| support::ask(tx, &reason).map(|_| ())).await,
        Err(error) => Err(error),
    };
    match asked {
        Err(Error::Invalid(problems)) => {
            let page = page(&cx, id, &typed, &problems).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        asked => asked.map(|()| flash::done(here(id), "operator-asked")),
    }
}

/// Takes the request back, or is done looking.
#[handler]
pub async fn withdraw(cx: Cx, Of(id): Of<kind::Workspace>) -> Result<Response> {
    act(&cx, id, support::withdraw).await?;
    Ok(flash::done(here(id), "operator-withdrawn"))
}

async fn act(cx: &Cx, id: WorkspaceId, verb: impl FnOnce(&Tx) -> Result<()> + Send + 'static) -> Result<()> {
    cx.read(|view| store::find(view, id))?;
    cx.write_as(&actions::about(cx.actor(), id)?, verb).await
}

fn here(id: WorkspaceId) -> String {
    format!("/operator/workspaces/{id}")
}
