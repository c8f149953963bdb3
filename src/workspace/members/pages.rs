//! The pages of the members.

use poem::{IntoResponse, Response, handler};

use super::{store, views};
use crate::base::Result;
use crate::web::Cx;

/// Who works here.
#[handler]
pub async fn people(cx: Cx) -> Result<Response> {
    let members = cx.read(store::list)?;
    Ok(views::people(&cx, &members).into_response())
}
