//! Everything that can go wrong at the door, in the reader's language with the request's id: as a page, or as RFC 9457
//! problem JSON where programs ask.
//!
//! The outcomes of the product climb here as [`Error`], what only HTTP knows as [`Refusal`], and poem's own complaints
//! by their status. A cause goes to the log once, never to the page.

mod problem;
mod view;

use poem::error::{ParsePathError, ReadBodyError, ResponseError};
use poem::http::{HeaderValue, Method, StatusCode, header};
use poem::{Endpoint, IntoResponse, Request, Response};
use poem_openapi::error as openapi;

use crate::base::Error;
use crate::platform::limits::Breach;
use crate::web::cx::Cx;
use crate::web::flash;

/// What stands in the way before the product is asked.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The address exists, but not for that method; holds those that it takes: 405.
    #[error("method not allowed; allowed: {0}")]
    Method(String),
    /// The body is of a kind that the address does not take: 415.
    #[error("unsupported kind of body")]
    Kind,
    /// The request is meant for a host that is not this one: 421.
    #[error("the host is not one of ours")]
    Host,
    /// The network that it comes from is blocked for a time: 403.
    #[error("the network is blocked")]
    Blocked,
    /// Another site's page sent the request: 403.
    #[error("the request comes from another site")]
    CrossSite,
    /// A program asks in clear under the public name: 403.
    #[error("the request came without https")]
    Insecure,
    /// The address holds a token, which logs and histories would keep: 400.
    #[error("a token stands in the address")]
    TokenInUrl,
    /// The program takes no kind of answer that there is: 406.
    #[error("no acceptable kind of answer")]
    Accept,
    /// A change must name the version that it changes: 428.
    #[error("the version is not named")]
    Unconditional,
}

impl ResponseError for Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Refusal::Method(_) => StatusCode::METHOD_NOT_ALLOWED,
            Refusal::Kind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Refusal::Host => StatusCode::MISDIRECTED_REQUEST,
            Refusal::Blocked | Refusal::CrossSite | Refusal::Insecure => StatusCode::FORBIDDEN,
            Refusal::TokenInUrl => StatusCode::BAD_REQUEST,
            Refusal::Accept => StatusCode::NOT_ACCEPTABLE,
            Refusal::Unconditional => StatusCode::PRECONDITION_REQUIRED,
        }
    }
}

impl ResponseError for Error {
    fn status(&self) -> StatusCode {
        match self {
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::Unauthenticated => StatusCode::UNAUTHORIZED,
            Error::Forbidden | Error::Unconfirmed | Error::FactorMissing | Error::Suspended => {
                StatusCode::FORBIDDEN
            }
            Error::Malformed(_) => StatusCode::BAD_REQUEST,
            Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Conflict(_) | Error::Stale(_) => StatusCode::CONFLICT,
            Error::Gone | Error::Merged(..) => StatusCode::GONE,
            Error::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Error::Limited(_) => StatusCode::TOO_MANY_REQUESTS,
            Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// The endpoint with its errors spoken: to whom the request then belongs.
pub struct Spoken<E>(pub E);

impl<E: Endpoint> Endpoint for Spoken<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let Some(asked) = Asked::of(&request) else {
            return self.0.call(request).await.map(IntoResponse::into_response);
        };
        match self.0.call(request).await {
            Ok(answer) => Ok(answer.into_response()),
            Err(error) if error.is_from_response() => Ok(error.into_response()),
            Err(error) => Ok(asked.answer(&error)),
        }
    }
}

/// The error as the one who asks is told of it.
pub fn spoken(request: &Request, error: &poem::Error) -> Response {
    match Asked::of(request) {
        Some(asked) => asked.answer(error),
        None => Response::builder().status(status(error)).finish(),
    }
}

/// What an error page must know of the request.
struct Asked {
    cx: Cx,
    method: Method,
    /// The page of ours that sent it.
    page: Option<String>,
}

impl Asked {
    fn of(request: &Request) -> Option<Asked> {
        let cx = Cx::of(request).ok()?;
        Some(Asked { cx, method: request.method().clone(), page: page_behind(request) })
    }

    fn answer(&self, error: &poem::Error) -> Response {
        let mut fault = Fault::of(error);
        if self.is_from_a_program() && matches!(fault.kind, Kind::Product(Error::Stale(_))) {
            fault.status = StatusCode::PRECONDITION_FAILED;
        }
        if fault.status.is_server_error() {
            tracing::error!(request = %self.cx.facts.id, status = fault.status.as_u16(), cause = %error, "failed");
        }
        if self.is_from_a_program() {
            return fault.dress_for_programs(problem::problem(&self.cx, &fault));
        }
        if matches!(fault.kind, Kind::Product(Error::Unauthenticated)) {
            return self.to_sign_in();
        }
        if matches!(fault.kind, Kind::Product(Error::FactorMissing)) {
            return flash::done("/account/factors", "factors-asked");
        }
        if matches!(fault.kind, Kind::Product(Error::Unconfirmed)) && self.method == Method::GET {
            return to(&asking("/account/confirm", &self.cx.facts.path));
        }
        if let (Kind::Product(Error::Merged(place, into)), &Method::GET) = (&fault.kind, &self.method) {
            return flash::done(self.cx.path(format_args!("/{place}/{into}")), "error-merged-here");
        }
        fault.dress(self.page(&fault).with_status(fault.status).into_response())
    }

    fn page(&self, fault: &Fault) -> maud::Markup {
        let confirming = asking("/account/confirm", self.page.as_deref().unwrap_or("/"));
        view::page(&self.cx, fault, &confirming)
    }

    fn is_from_a_program(&self) -> bool {
        let path = &self.cx.facts.path;
        path.starts_with("/api/") || ["/livez", "/readyz", "/health"].contains(&path.as_str())
    }

    /// Back to the page after sign-in, if it was only looked at; an act is not repeated behind the person's back.
    fn to_sign_in(&self) -> Response {
        match self.method {
            Method::GET => to(&asking("/sign-in", &self.cx.facts.path)),
            _ => to("/sign-in"),
        }
    }
}

fn to(path: &str) -> Response {
    Response::builder().status(StatusCode::SEE_OTHER).header(header::LOCATION, path).finish()
}

/// A page that asks something first, with the way on from there.
fn asking(page: &str, next: &str) -> String {
    let next = percent_encoding::utf8_percent_encode(next, percent_encoding::NON_ALPHANUMERIC);
    format!("{page}?next={next}")
}

/// Path and query of the `Referer`, which browsers send between our own pages only.
fn page_behind(request: &Request) -> Option<String> {
    let referer: poem::http::Uri = request.header(header::REFERER)?.parse().ok()?;
    referer.path_and_query().map(ToString::to_string)
}

fn status(error: &poem::Error) -> StatusCode {
    match Breach::behind(error) {
        Some(Breach::Size(_)) => StatusCode::PAYLOAD_TOO_LARGE,
        Some(Breach::Pace) => StatusCode::REQUEST_TIMEOUT,
        // A text where the address has a number names nothing, like a number that is not there.
        None if error.is::<ParsePathError>() || error.is::<openapi::ParsePathError>() => {
            StatusCode::NOT_FOUND
        }
        // The client went away in the middle of its body: that is no fault of ours.
        None if error.is::<ReadBodyError>() && error.status().is_server_error() => StatusCode::BAD_REQUEST,
        None => error.status(),
    }
}

/// What poem says of a body or a parameter that it cannot read.
fn detail(error: &poem::Error) -> Option<String> {
    let malformed = match error.downcast_ref::<Error>() {
        Some(Error::Malformed(what)) => Some((*what).to_owned()),
        _ => None,
    };
    let body = error.downcast_ref::<openapi::ParseRequestPayloadError>().map(ToString::to_string);
    let parameter = error.downcast_ref::<openapi::ParseParamError>().map(ToString::to_string);
    malformed.or(body).or(parameter)
}

/// An error, sorted.
struct Fault<'e> {
    status: StatusCode,
    kind: Kind<'e>,
    /// What is wrong with the form of a program's request, in words for its author.
    detail: Option<String>,
}

enum Kind<'e> {
    Product(&'e Error),
    Door(&'e Refusal),
    /// Of poem itself; only the status says what.
    Other,
}

impl<'e> Fault<'e> {
    fn of(error: &'e poem::Error) -> Fault<'e> {
        let kind = match (error.downcast_ref::<Error>(), error.downcast_ref::<Refusal>()) {
            (Some(product), _) => Kind::Product(product),
            (_, Some(refusal)) => Kind::Door(refusal),
            _ => Kind::Other,
        };
        Fault { status: status(error), kind, detail: detail(error) }
    }

    fn dress_for_programs(&self, answer: Response) -> Response {
        let mut answer = self.dress(answer);
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer realm=\"Kantora\"");
            answer.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
        }
        answer
    }

    /// The headers that belong to the error.
    fn dress(&self, mut answer: Response) -> Response {
        match self.kind {
            Kind::Product(Error::Limited(wait)) => {
                // Rounded up: who comes back after it is not told to wait again.
                let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
                answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
            }
            Kind::Product(Error::Unavailable(_)) => {
                answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(10));
            }
            Kind::Door(Refusal::Method(allowed)) => {
                if let Ok(allowed) = HeaderValue::from_str(allowed) {
                    answer.headers_mut().insert(header::ALLOW, allowed);
                }
            }
            // poem's own refusal, which only read-only operations make.
            Kind::Other if self.status == StatusCode::METHOD_NOT_ALLOWED => {
                answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            }
            _ => {}
        }
        answer
    }
}
