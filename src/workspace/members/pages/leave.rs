//! Leaving a company.

use poem::{IntoResponse, Response, handler};

use super::super::{actions, views};
use crate::base::Result;
use crate::web::{Cx, flash};

/// What leaving means, before it is done.
#[handler]
pub async fn leave_form(cx: Cx) -> Result<Response> {
    Ok(views::leave(&cx).into_response())
}

/// Leaves.
#[handler]
pub async fn leave_workspace(cx: Cx) -> Result<Response> {
    cx.write(actions::leave).await?;
    Ok(flash::done("/account", "members-left"))
}
