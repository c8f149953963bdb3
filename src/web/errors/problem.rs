//! Errors for programs: RFC 9457.

use poem::http::StatusCode;
use poem::{IntoResponse, Response};
use serde_json::json;

use super::{Fault, Kind, Refusal};
use crate::base::{Error, Problem};
use crate::platform::i18n;
use crate::web::cx::Cx;

/// `application/problem+json` with the kind of problem as its type and the request's id as its instance.
pub fn problem(cx: &Cx, fault: &Fault) -> Response {
    let mut body = json!({
        "type": format!("/problems/{}", name(fault)),
        "title": fault.status.canonical_reason().unwrap_or("Error"),
        "status": fault.status.as_u16(),
        "instance": cx.facts.id,
    });
    if let Some(detail) = detail(cx, fault) {
        body["detail"] = detail.into();
    }
    if let Kind::Product(Error::Invalid(problems)) = fault.kind {
        let told = |problem: &Problem| {
            let message = i18n::message(cx.language(), &problem.key);
            json!({ "field": problem.field, "key": problem.key, "message": message })
        };
        body["errors"] = problems.iter().map(told).collect();
    }
    if let Kind::Product(Error::Merged(_, into)) = fault.kind {
        body["merged_into"] = (*into).into();
    }
    body.to_string().with_content_type("application/problem+json").with_status(fault.status).into_response()
}

fn detail(cx: &Cx, fault: &Fault) -> Option<String> {
    match fault.kind {
        Kind::Product(Error::Conflict(key) | Error::Unavailable(key)) => {
            Some(i18n::message(cx.language(), key).to_owned())
        }
        Kind::Door(refusal) => Some(refusal.to_string()),
        _ => fault.detail.clone(),
    }
}

fn name(fault: &Fault) -> &'static str {
    match fault.kind {
        Kind::Product(Error::Conflict(key) | Error::Unavailable(key)) => key,
        Kind::Product(Error::Stale(_)) => "stale",
        Kind::Product(Error::Merged(..)) => "merged",
        Kind::Door(Refusal::Blocked) => "blocked",
        Kind::Product(Error::Suspended) => "suspended",
        Kind::Door(Refusal::CrossSite) => "cross-site",
        Kind::Door(Refusal::Insecure) => "insecure",
        Kind::Door(Refusal::TokenInUrl) => "token-in-url",
        _ => name_of_status(fault.status),
    }
}

fn name_of_status(status: StatusCode) -> &'static str {
    match status {
        StatusCode::BAD_REQUEST => "malformed",
        StatusCode::UNAUTHORIZED => "unauthenticated",
        StatusCode::FORBIDDEN => "forbidden",
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::NOT_ACCEPTABLE => "not-acceptable",
        StatusCode::PRECONDITION_FAILED => "stale",
        StatusCode::PRECONDITION_REQUIRED => "precondition-required",
        StatusCode::METHOD_NOT_ALLOWED => "method-not-allowed",
        StatusCode::REQUEST_TIMEOUT => "too-slow",
        StatusCode::GONE => "gone",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "unsupported-kind",
        StatusCode::MISDIRECTED_REQUEST => "wrong-host",
        StatusCode::UNPROCESSABLE_ENTITY => "invalid",
        StatusCode::TOO_MANY_REQUESTS => "limited",
        StatusCode::SERVICE_UNAVAILABLE => "unavailable",
        _ => "internal",
    }
}
