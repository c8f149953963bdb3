//! Manners of the programs' door: no clear text under a public name, answers that the program takes, and pages of other
//! origins only where the operator named them.

use poem::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use poem::{Endpoint, IntoResponse, Request, Response};

use crate::base::Error;
use crate::platform::Machines;
use crate::web::errors::{self, Refusal};
use crate::web::guard::is_in_clear;

const METHODS: HeaderValue = HeaderValue::from_static("GET, POST, PUT, PATCH, DELETE");
const SENT: HeaderValue =
    HeaderValue::from_static("Authorization, Content-Type, Idempotency-Key, If-Match, Accept-Language");
const SHOWN: HeaderValue = HeaderValue::from_static(
    "ETag, Location, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After",
);

/// The endpoint behind these manners.
pub struct Programs<E>(pub E);

impl<E: Endpoint> Endpoint for Programs<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let machines = request.data::<Machines>().ok_or_else(|| Error::internal("the entry is missing"))?;
        let config = machines.config.clone();
        let origin = known_origin(&request, &config.api.cors_origins);
        let refusal = if is_in_clear(&request, &config) {
            Some(Refusal::Insecure)
        } else {
            (!takes_json(request.headers())).then_some(Refusal::Accept)
        };
        let mut answer = match (refusal, &origin) {
            (Some(refusal), _) => errors::spoken(&request, &refusal.into()),
            (None, Some(_)) if is_preflight(&request) => preflight(),
            (None, _) => self.0.call(request).await?.into_response(),
        };
        let headers = answer.headers_mut();
        if let Some(origin) = origin {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, SHOWN);
        }
        if !config.api.cors_origins.is_empty() {
            headers.append(header::VARY, HeaderValue::from_name(header::ORIGIN));
        }
        // Whatever a token may see belongs on nobody's disk.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Ok(answer)
    }
}

/// The origin of the page that asks, if the operator named exactly that one. No credentials are ever allowed: a page
/// brings its token itself.
fn known_origin(request: &Request, known: &[String]) -> Option<HeaderValue> {
    let origin = request.headers().get(header::ORIGIN)?;
    let text = origin.to_str().ok()?;
    known.iter().any(|known| known == text).then(|| origin.clone())
}

fn is_preflight(request: &Request) -> bool {
    request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

fn preflight() -> Response {
    Response::builder()
        .status(StatusCode::NO_CONTENT)
        .header(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .header(header::ACCESS_CONTROL_ALLOW_HEADERS, SENT)
        .header(header::ACCESS_CONTROL_MAX_AGE, 600)
        .finish()
}

/// Whether JSON is among what the program takes; who says nothing takes anything.
fn takes_json(headers: &HeaderMap) -> bool {
    let mut lines = headers.get_all(header::ACCEPT).iter().peekable();
    if lines.peek().is_none() {
        return true;
    }
    let parts = lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(','));
    parts.filter_map(|part| part.split(';').next()).any(|kind| {
        let kind = kind.trim().to_ascii_lowercase();
        ["", "*/*", "application/*", "application/json", "application/problem+json"].contains(&kind.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(line: &str) -> bool {
        takes_json(&HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_str(line).unwrap())]))
    }

    #[test]
    fn a_program_that_takes_no_json_is_told() {
        assert!(takes("text/html, application/json;q=0.5"));
        assert!(takes("*/*"));
        assert!(!takes("text/html"));
        assert!(takes_json(&HeaderMap::new()));
    }
}
