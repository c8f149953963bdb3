//! Error pages.

use maud::{Markup, html};
use poem::http::StatusCode;

use super::{Fault, Kind, Refusal};
use crate::base::{Error, Problems};
use crate::platform::i18n;
use crate::web::components::{Button, Drawing, Icon, icon};
use crate::web::cx::Cx;
use crate::web::frame::frame;

/// Title and explanation, by key.
struct Words {
    title: &'static str,
    text: &'static str,
}

/// The page of a fault; `confirming` is where the person proves anew who they are.
pub fn page(cx: &Cx, fault: &Fault, confirming: &str) -> Markup {
    let words = words(fault);
    let title = cx.t(words.title);
    let body = match fault.kind {
        Kind::Product(Error::Unconfirmed) => html! {
            (said(cx, &words, fault))
            p.actions { (Button::link(confirming, cx.t("error-unconfirmed-button")).primary()) }
        },
        Kind::Product(Error::Merged(place, into)) => html! {
            (said(cx, &words, fault))
            p.actions {
                (Button::link(cx.path(format_args!("/{place}/{into}")), cx.t("error-merged-button")).primary())
            }
        },
        _ => body(cx, &words, fault),
    };
    frame(cx, title, body)
}

fn body(cx: &Cx, words: &Words, fault: &Fault) -> Markup {
    match cx.who.place {
        Some(_) => html! {
            section.empty {
                (Drawing::Door)
                div { (said(cx, words, fault)) }
                @if fault.status == StatusCode::NOT_FOUND { (search(cx)) }
                (ways_on(cx, &cx.path("")))
            }
        },
        None => html! { (said(cx, words, fault)) (ways_on(cx, "/")) },
    }
}

fn said(cx: &Cx, words: &Words, fault: &Fault) -> Markup {
    html! {
        h1 { (cx.t(words.title)) }
        p { (cx.t(words.text)) }
        @if let Kind::Product(Error::Invalid(problems)) = fault.kind { (list(cx, problems)) }
    }
}

fn ways_on(cx: &Cx, home: &str) -> Markup {
    html! {
        p { a href=(home) { (cx.t("error-home")) } }
        p { small { (cx.t("error-request")) " " (cx.facts.id) } }
    }
}

/// What was looked for may still be there under another address.
fn search(cx: &Cx) -> Markup {
    html! {
        form.actions role="search" aria-label=(cx.t("error-search")) action=(cx.path("/search")) {
            span.find {
                (icon(Icon::Search)) " "
                input type="search" name="q" aria-label=(cx.t("error-search")) placeholder=(cx.t("error-search"));
            }
            (Button::submit(cx.t("error-search-button")).primary())
        }
    }
}

fn list(cx: &Cx, problems: &Problems) -> Markup {
    html! {
        ul {
            @for problem in problems.iter() { li { (i18n::message(cx.language(), &problem.key)) } }
        }
    }
}

fn words(fault: &Fault) -> Words {
    match fault.kind {
        Kind::Product(Error::Unconfirmed) => {
            Words { title: "error-unconfirmed-title", text: "error-unconfirmed-text" }
        }
        Kind::Product(Error::Merged(..)) => Words { title: "error-merged-title", text: "error-merged-text" },
        Kind::Product(Error::Stale(_)) => Words { title: "error-stale-title", text: "error-stale-text" },
        Kind::Product(Error::Suspended) => {
            Words { title: "error-suspended-title", text: "error-suspended-text" }
        }
        Kind::Product(Error::Conflict(key)) => Words { title: "error-conflict-title", text: key },
        Kind::Product(Error::Unavailable(key)) => Words { title: "error-unavailable-title", text: key },
        Kind::Door(Refusal::Blocked) => Words { title: "error-blocked-title", text: "error-blocked-text" },
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
