//! Errors for programs: RFC 9457.

use poem::http::StatusCode;
use poem::{IntoResponse, Response};
use serde_json::json;

use super::{Fault, Kind, Refusal};
use crate::base::Error;
use crate::web::cx::Cx;

/// `application/problem+json` with the kind of problem as its type and the request's id as its instance.
pub fn problem(cx: &Cx, fault: &Fault) -> Response {
    let mut body = json!({
        "type": format!("/problems/{}", name(fault)),
        "title": fault.status.canonical_reason().unwrap_or("Error"),
        "status": fault.status.as_u16(),
        "instance": cx.facts.id,
    });
    if let Kind::Product(Error::Invalid(problems)) = fault.kind {
        let errors = problems.iter().map(|problem| json!({ "field": problem.field, "key": problem.key }));
        body["errors"] = errors.collect();
    }
    body.to_string().with_content_type("application/problem+json").with_status(fault.status).into_response()
}

fn name(fault: &Fault) -> &'static str {
    match fault.kind {
        Kind::Product(Error::Conflict(key) | Error::Unavailable(key)) => key,
        Kind::Product(Error::Stale(_)) => "stale",
        Kind::Door(Refusal::Blocked) => "blocked",
        Kind::Product(Error::Suspended) => "suspended",
        Kind::Door(Refusal::CrossSite) => "cross-site",
        _ => name_of_status(fault.status),
    }
}

fn name_of_status(status: StatusCode) -> &'static str {
    match status {
        StatusCode::BAD_REQUEST => "malformed",
        StatusCode::UNAUTHORIZED => "unauthenticated",
        StatusCode::FORBIDDEN => "forbidden",
        StatusCode::NOT_FOUND => "not-found",
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
