//! The pages of merging, and its part on the pages of records.

mod choose;
mod compare;
mod pairs;

use maud::{Markup, html};

use super::actions::Part;
use crate::base::SubjectKind;
use crate::web::Cx;
use crate::web::components::{Button, Icon, section, time_day};

pub use choose::choose;
pub use compare::{Sheet, compare, stale};
pub use pairs::pairs;

/// What became a part of a record and can stand by itself again, for whoever may change the record.
pub fn parts(cx: &Cx, record: &str, parts: &[Part]) -> Markup {
    html! {
        @if !parts.is_empty() {
            (section("parts", cx.t("merge-parts"), html! {}, html! {
                ul.lines {
                    @for part in parts {
                        li {
                            span { (part.name) }
                            span.num { (time_day(cx, part.merge.at)) }
                            form.actions method="post" action=(cx.path(format_args!("/undo/{}", part.merge.set))) {
                                input type="hidden" name="back" value=(record);
                                (Button::submit(cx.t("merge-apart")).quiet().icon(Icon::Undo))
                            }
                        }
                    }
                }
                p.help { (cx.t("merge-apart-help")) }
            }))
        }
    }
}

/// The key of the list's name.
fn list_key(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Company => "companies-title",
        _ => "contacts-title",
    }
}
