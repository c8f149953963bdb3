//! The pages of the law. All but the company's own are for anybody.

use poem::{IntoResponse, Response, handler};

use super::model::{self, Paper};
use super::views;
use crate::base::{Error, Result};
use crate::web::Cx;
use crate::workspace::settings;

/// The terms of use.
#[handler]
pub async fn terms(cx: Cx) -> Result<Response> {
    Ok(views::paper(&cx, Paper::Terms)?.into_response())
}

/// The privacy notice for those who sign in.
#[handler]
pub async fn privacy(cx: Cx) -> Result<Response> {
    Ok(views::paper(&cx, Paper::Privacy)?.into_response())
}

/// The accessibility statement.
#[handler]
pub async fn accessibility(cx: Cx) -> Result<Response> {
    Ok(views::paper(&cx, Paper::Accessibility)?.into_response())
}

/// The notice for the customers of the company at hand, for its members: a guest would learn that it is here.
#[handler]
pub async fn company(cx: Cx) -> Result<Response> {
    let settings = settings::at_hand(&cx)?;
    Ok(views::company(&cx, &settings.company)?.into_response())
}

/// Where holes are reported (RFC 9116).
#[handler]
pub async fn security_txt(cx: Cx) -> Result<Response> {
    let text = model::security_txt(&cx.machines.config, cx.now()).ok_or(Error::NotFound)?;
    Ok(text.with_content_type("text/plain; charset=utf-8").into_response())
}
