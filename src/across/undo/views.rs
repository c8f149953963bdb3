//! What an undo could not put back, and what it asks.

use maud::{Markup, html};

use super::model::Report;
use crate::across::naming::Named;
use crate::base::ChangeSetId;
use crate::web::components::{Button, title};
use crate::web::{Cx, frame};

/// Records that stay as they are because somebody changed them since.
pub fn left(cx: &Cx, report: &Report, left: &[Named], back: &str) -> Markup {
    let gone = report.changed.len().saturating_sub(left.len());
    let body = html! {
        (title(cx.t("undo-left-title"), "", html! {}))
        p { (cx.tell("undo-left-text", &[("done", report.done.into()), ("left", report.changed.len().into())])) }
        ul.lines {
            @for named in left { li { a href=(cx.path(named.path())) { (named.name) } } }
        }
        @if gone > 0 { p.help { (cx.tell("undo-left-gone", &[("count", gone.into())])) } }
        p.actions { (Button::link(back, cx.t("undo-back")).primary()) }
    };
    frame(cx, cx.t("undo-left-title"), body)
}

/// E-mail addresses that somebody else has by now: share them, or leave all as it is.
pub fn taken(cx: &Cx, set: ChangeSetId, back: &str, clashes: &[(String, Named)]) -> Markup {
    let body = html! {
        (title(cx.t("undo-taken-title"), "", html! {}))
        p { (cx.t("undo-taken-text")) }
        ul.lines {
            @for (email, other) in clashes {
                li { a href=(cx.path(other.path())) { (other.name) } span.num { (email) } }
            }
        }
        form method="post" action=(cx.path(format_args!("/undo/{set}"))) {
            input type="hidden" name="share" value="1";
            input type="hidden" name="back" value=(back);
            p.actions {
                (Button::submit(cx.t("undo-taken-share")).primary())
                (Button::link(back, cx.t("undo-taken-leave")).quiet())
            }
        }
    };
    frame(cx, cx.t("undo-taken-title"), body)
}
