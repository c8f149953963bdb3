//! The list of likely duplicates.

use maud::{Markup, html};

use super::list_key;
use crate::across::naming::Named;
use crate::base::listing::Page;
use crate::base::{Right, SubjectId, SubjectKind};
use crate::crm::duplicates::{Listed, Standing};
use crate::web::components::{Button, Drawing, chip, chip_on, empty, pager, title, trail};
use crate::web::{Cx, flash, frame};

/// The whole page.
pub fn pairs(
    cx: &Cx,
    (kind, standing): (SubjectKind, Standing),
    page: &Page<Listed>,
    names: &[Named],
) -> Markup {
    let list = cx.path(format_args!("/{}", kind.place()));
    let all = format!("{list}/duplicates");
    let here = match standing {
        Standing::Open => all.clone(),
        Standing::Refused => flash::with(&all, &[("refused", "1")]),
    };
    let turn = |name: &str, cursor: &Option<String>| Some(flash::with(&here, &[(name, cursor.as_deref()?)]));
    let body = html! {
        (trail(cx, &[(&list, cx.t(list_key(kind)))]))
        (title(cx.t("duplicates-title"), "", html! {}))
        div.bar {
            @match standing {
                Standing::Open => (chip(&flash::with(&all, &[("refused", "1")]), cx.t("duplicates-refused"))),
                Standing::Refused => (chip_on(cx, &all, cx.t("duplicates-refused"))),
            }
        }
        @if page.rows.is_empty() {
            @match standing {
                Standing::Open => {
                    (empty(Drawing::Cards, cx.t("duplicates-none-title"), cx.t("duplicates-none-text"), html! {}))
                }
                Standing::Refused => { (empty(Drawing::Glass, cx.t("duplicates-refused-none"), "", html! {})) }
            }
        } @else {
            ul.lines { @for listed in &page.rows { (line(cx, standing, listed, names)) } }
            (pager(cx, "", turn("before", &page.newer).as_deref(), turn("after", &page.older).as_deref()))
        }
    };
    frame(cx, &format!("{}: {}", cx.t("duplicates-title"), cx.t(list_key(kind))), body)
}

fn line(cx: &Cx, standing: Standing, listed: &Listed, names: &[Named]) -> Markup {
    let pair = &listed.pair;
    let named = |subject: SubjectId| names.iter().find(|named| named.subject == subject);
    let (Some(one), Some(other)) = (named(pair.one), named(pair.other)) else { return html! {} };
    let may = [listed.one_owner, listed.other_owner]
        .into_iter()
        .all(|owner| cx.actor().may_on(Right::CustomersWrite, owner));
    let place = cx.path(format_args!("/{}", pair.kind.place()));
    html! {
        li {
            span {
                a href=(cx.path(one.path())) { (one.name) } " · " a href=(cx.path(other.path())) { (other.name) }
            }
            span.num { (cx.t(pair.why.key())) }
            span.how { (abouts(one, other)) }
            @if may {
                form.actions method="post" action={ (place) "/duplicates/" (pair.id) (verb(standing)) } {
                    @match standing {
                        Standing::Open => {
                            (Button::link(
                                format!("{place}/{}/merge?with={}", one.subject, other.subject),
                                cx.t("merge-compare"),
                            ))
                            (Button::submit(cx.t("duplicates-refuse")).quiet())
                        }
                        Standing::Refused => { (Button::submit(cx.t("duplicates-reopen")).quiet()) }
                    }
                }
            }
        }
    }
}

fn verb(standing: Standing) -> &'static str {
    match standing {
        Standing::Open => "/refuse",
        Standing::Refused => "/reopen",
    }
}

/// What tells the two from each other, said once if it is the same.
fn abouts(one: &Named, other: &Named) -> String {
    let mut abouts = vec![one.about.as_str(), &other.about];
    abouts.dedup();
    abouts.retain(|about| !about.is_empty());
    abouts.join(" · ")
}
