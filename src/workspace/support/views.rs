//! Who looks in from outside, as part of the settings.

use maud::{Markup, html};

use super::model::{Access, Hours, State};
use crate::base::{At, Fields, Problems};
use crate::web::Cx;
use crate::web::components::{Button, Inputs, Tone, state, time};
use crate::workspace::settings::{Section, sections};

/// The requests, those to answer first, and the pages that were seen by the latest.
pub fn support(cx: &Cx, accesses: &[Access], seen: &[(At, String)]) -> Markup {
    let body = html! {
        div.form { p.help { (cx.t("support-what")) } }
        @if accesses.is_empty() { div.form { p { (cx.t("support-none")) } } }
        @for access in accesses {
            @if access.state(cx.now()) == State::Asked { (question(cx, access)) }
        }
        ul.lines {
            @for access in accesses {
                @if access.state(cx.now()) != State::Asked { (line(cx, access)) }
            }
        }
        @if !seen.is_empty() {
            div.form { h3 { (cx.t("support-seen")) } }
            ul.lines {
                @for (at, path) in seen { li { span { (path) } span.num { (time(cx, *at)) } } }
            }
        }
    };
    sections(cx, Section::Support, cx.t("support-title"), body)
}

/// A request with its two answers.
fn question(cx: &Cx, access: &Access) -> Markup {
    let (fields, problems) = (Fields::new().with("hours", "4"), Problems::default());
    let inputs = Inputs::new(cx, &fields, &problems);
    let hours = Hours::CHOICES.map(|hours| {
        let text = cx.tell("support-hours", &[("count", i64::from(hours.number()).into())]);
        (hours.number().to_string(), text)
    });
    html! {
        form.form method="post" action=(path(cx, access, "grant")) {
            p { strong { (access.name) } " " (cx.t("support-asks")) " " (time(cx, access.asked_at)) }
            p { "“" (access.reason.as_str()) "”" }
            (inputs.select("hours", cx.t("support-how-long")).choices(hours).short())
            p.actions {
                (Button::submit(cx.t("support-grant")).primary())
                (Button::submit(cx.t("support-refuse")).quiet().posts(path(cx, access, "end")))
            }
        }
    }
}

fn line(cx: &Cx, access: &Access) -> Markup {
    let views = cx.tell("support-views", &[("count", access.views.into())]);
    html! {
        li {
            span { (access.name) }
            @match access.state(cx.now()) {
                State::Open(_) => form method="post" action=(path(cx, access, "end")) {
                    (Button::submit(cx.t("support-show-out")))
                },
                State::Over(at) => span.num { (time(cx, at)) },
                State::Asked => {},
            }
            span.how {
                @match (access.state(cx.now()), access.granted_at) {
                    (State::Open(until), _) => {
                        (state(Tone::Due, cx.t("support-open"))) " · " (cx.t("support-until")) " " (time(cx, until))
                    },
                    (_, Some(_)) => (state(Tone::Plain, cx.t("support-over"))),
                    (_, None) => (state(Tone::Draft, cx.t("support-refused"))),
                }
                " · " (views) " · " (access.reason.as_str())
            }
        }
    }
}

fn path(cx: &Cx, access: &Access, verb: &str) -> String {
    cx.path(format_args!("/settings/support/{}/{verb}", access.id))
}
