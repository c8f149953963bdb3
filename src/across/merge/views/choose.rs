//! Which other record is meant.

use maud::{Markup, html};

use super::super::model::Party;
use super::list_key;
use crate::across::naming::Named;
use crate::base::SubjectKind;
use crate::web::components::{Button, Drawing, Icon, empty, icon, section, title, trail};
use crate::web::{Cx, flash, frame};

/// The whole page: a search, and what it found.
pub fn choose(cx: &Cx, (kind, own): (SubjectKind, &Party), asked: &str, others: &[Named]) -> Markup {
    let list = cx.path(format_args!("/{}", kind.place()));
    let record = format!("{list}/{}", own.subject);
    let heading = cx.tell("merge-choose-title", &[("name", own.name.clone().into())]);
    let body = html! {
        (trail(cx, &[(&list, cx.t(list_key(kind))), (&record, &own.name)]))
        (title(&heading, "", html! {}))
        form.bar role="search" action={ (record) "/merge" } {
            span.find {
                (icon(Icon::Search))
                input type="search" name="q" value=(asked) aria-label=(cx.t("merge-search")) autocomplete="off"
                    autofocus[asked.is_empty()];
            }
            (Button::submit(cx.t("search-find")))
        }
        @if !others.is_empty() {
            (section("others", head(cx, asked), html! {}, lines(cx, &record, others)))
        } @else if asked.is_empty() {
            p.help { (cx.t("merge-choose-help")) }
        } @else {
            (empty(Drawing::Glass, cx.t("search-none-title"), cx.t("search-none-text"), html! {}))
        }
    };
    frame(cx, &heading, body)
}

fn head(cx: &Cx, asked: &str) -> &'static str {
    if asked.is_empty() { cx.t("merge-likely") } else { cx.t("merge-found") }
}

fn lines(cx: &Cx, record: &str, others: &[Named]) -> Markup {
    html! {
        ul.lines {
            @for other in others {
                li {
                    a href=(flash::with(&format!("{record}/merge"), &[("with", &other.subject.to_string())])) {
                        (other.name)
                    }
                    span.num { (cx.t("merge-compare")) }
                    span.how { (other.about) }
                }
            }
        }
    }
}
