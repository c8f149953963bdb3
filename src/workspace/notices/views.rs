//! Notices as a page, and the fields that say how somebody wants to be told.

use maud::{Markup, html};

use super::model::{Choices, Notice, NoticeKind, Way};
use crate::base::listing::Page;
use crate::base::{Fields, Problems};
use crate::web::components::{Button, Drawing, Icon, Inputs, empty, pager, section, time, title};
use crate::web::{Cx, flash, frame};

/// What somebody was told.
pub fn list(cx: &Cx, page: &Page<Notice>) -> Markup {
    let (unread, read): (Vec<&Notice>, Vec<&Notice>) = page.rows.iter().partition(|notice| !notice.is_read());
    let here = cx.path("/notices");
    let turn = |name: &str, cursor: &Option<String>| Some(flash::with(&here, &[(name, cursor.as_deref()?)]));
    let (newer, older) = (turn("before", &page.newer), turn("after", &page.older));
    let body = html! {
        (title(cx.t("notices-title"), "", acts(cx, &unread)))
        @if page.rows.is_empty() {
            (empty(Drawing::Tray, cx.t("notices-none-title"), cx.t("notices-none-text"), html! {}))
        }
        @for (id, head, part) in [("unread", "notices-unread", &unread), ("read", "notices-read", &read)] {
            @if !part.is_empty() { (section(id, cx.t(head), html! {}, lines(cx, part))) }
        }
        @if newer.is_some() || older.is_some() { (pager(cx, "", newer.as_deref(), older.as_deref())) }
    };
    frame(cx, cx.t("notices-title"), body)
}

fn acts(cx: &Cx, unread: &[&Notice]) -> Markup {
    let newest = unread.iter().map(|notice| notice.id).max();
    html! {
        @if let Some(newest) = newest {
            form method="post" action=(cx.path("/notices/read")) {
                input type="hidden" name="until" value=(newest);
                (Button::submit(cx.t("notices-read-all")).icon(Icon::Tick))
            }
        }
        (Button::link("/account/letters", cx.t("notices-choose")).icon(Icon::Sliders))
    }
}

fn lines(cx: &Cx, notices: &[&Notice]) -> Markup {
    html! {
        ul.lines.tasks { @for notice in notices { li { (line(cx, notice)) } } }
    }
}

/// One notice: the button that lays it aside, what it is about, when, and who did what.
fn line(cx: &Cx, notice: &Notice) -> Markup {
    let read = cx.path(format_args!("/notices/{}/read", notice.id));
    let who = notice.actor.as_ref().map_or("Kantora", |(_, name)| name);
    html! {
        @if notice.is_read() { span {} } @else {
            form.turn method="post" action=(read) {
                button.button.icon-only aria-label=(format!("{} {}", cx.t("notices-mark-read"), notice.detail)) {}
            }
        }
        @match notice.path() {
            // Script lays the notice aside when its link is followed.
            Some(path) => a href=(cx.path(path)) data-read=[(!notice.is_read()).then_some(&read)] { (notice.detail) },
            None => span { (notice.detail) },
        }
        span.num { (time(cx, notice.at)) }
        span.how { (who) " " (cx.t(notice.kind.deed())) }
    }
}

/// One field for each kind of notice, which says how somebody is told of it.
pub fn choice_fields(cx: &Cx, choices: &Choices) -> Markup {
    let fields: Fields =
        choices.each().map(|(kind, way)| (kind.code().to_owned(), way.code().to_owned())).collect();
    let problems = Problems::default();
    let inputs = Inputs::new(cx, &fields, &problems);
    html! {
        @for kind in NoticeKind::ALL {
            (inputs.select(kind.code(), cx.t(kind.key())).choices(Way::ALL.iter().map(|way| (way.code(), cx.t(way.key())))))
        }
    }
}
