//! Error pages.

use maud::{Markup, html};
use poem::http::StatusCode;

use super::{Fault, Kind, Refusal};
use crate::base::{Error, Problems};
use crate::web::cx::Cx;
use crate::web::frame::frame;

/// Title and explanation, by key.
struct Words {
    title: &'static str,
    text: &'static str,
}

pub fn page(cx: &Cx, fault: &Fault) -> Markup {
    let words = words(fault);
    let title = cx.t(words.title);
    frame(cx, title, body(cx, &words, fault))
}

fn body(cx: &Cx, words: &Words, fault: &Fault) -> Markup {
    html! {
        section class="empty" {
            (drawing())
            div {
                h1 { (cx.t(words.title)) }
                p { (cx.t(words.text)) }
                @if let Kind::Product(Error::Invalid(problems)) = fault.kind { (list(problems)) }
            }
            p { a class="button" href=(cx.path("/")) { (cx.t("error-home")) } }
            p { small { (cx.t("error-request")) " " (cx.facts.id) } }
        }
    }
}

fn list(problems: &Problems) -> Markup {
    html! {
        ul {
            @for problem in problems.iter() { li { (problem.key) } }
        }
    }
}

fn words(fault: &Fault) -> Words {
    match fault.kind {
        Kind::Product(Error::Stale(_)) => Words { title: "error-stale-title", text: "error-stale-text" },
        Kind::Product(Error::Conflict(key)) => Words { title: "error-conflict-title", text: key },
        Kind::Product(Error::Unavailable(key)) => Words { title: "error-unavailable-title", text: key },
        Kind::Door(Refusal::CrossSite) => {
            Words { title: "error-cross-site-title", text: "error-cross-site-text" }
        }
        _ => words_of_status(fault.status),
    }
}

fn words_of_status(status: StatusCode) -> Words {
    let (title, text) = match status {
        StatusCode::BAD_REQUEST => ("error-malformed-title", "error-malformed-text"),
        StatusCode::UNAUTHORIZED => ("error-guest-title", "error-guest-text"),
        StatusCode::FORBIDDEN => ("error-forbidden-title", "error-forbidden-text"),
        StatusCode::NOT_FOUND => ("error-missing-title", "error-missing-text"),
        StatusCode::METHOD_NOT_ALLOWED => ("error-method-title", "error-method-text"),
        StatusCode::REQUEST_TIMEOUT => ("error-slow-title", "error-slow-text"),
        StatusCode::GONE => ("error-gone-title", "error-gone-text"),
        StatusCode::PAYLOAD_TOO_LARGE => ("error-large-title", "error-large-text"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ("error-kind-title", "error-kind-text"),
        StatusCode::MISDIRECTED_REQUEST => ("error-host-title", "error-host-text"),
        StatusCode::UNPROCESSABLE_ENTITY => ("error-invalid-title", "error-invalid-text"),
        StatusCode::TOO_MANY_REQUESTS => ("error-limited-title", "error-limited-text"),
        StatusCode::SERVICE_UNAVAILABLE => ("error-unavailable-title", "error-busy"),
        _ => ("error-internal-title", "error-internal-text"),
    };
    Words { title, text }
}

/// The house with the unlit shade: nobody at this address.
fn drawing() -> Markup {
    html! {
        svg class="drawing" viewBox="0 0 240 136" aria-hidden="true" {
            path d="M8 124.5h224";
            path d="M36.5 124.5V82.5h92v42M42.5 82.5v-14h80v14M48.5 68.5v-12h68v12M54.5 56.5v-12h56v12";
            path d="M60.5 68.5v-5h16v5M84.5 56.5v-5h16v5M50.5 82.5v-7h16v7";
            path d="M70.5 96.5h24v10h-24z";
            path class="faint" d="M54.5 115.5h56";
            path d="M190.5 50v68m-18 6.5v-3c0-2 1-3.5 3-3.5h30c2 0 3 1.5 3 3.5v3M212.5 50v12m0 4v.5";
            path d="m154.5 49.5 10-22c1-2 2-3 4.5-3h43c2.5 0 3.5 1 4.5 3l10 22z";
        }
    }
}
