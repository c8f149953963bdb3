//! What is going on, and what came of it.

use maud::{Markup, html};

use super::super::model::{Fate, Import, Status};
use super::{Shown, figures, file_line, head, rows};
use crate::base::{SubjectKind, format};
use crate::web::components::{Button, Icon, notice, section, time_day};
use crate::web::{Cx, frame, frame_live};

/// The page of an import at which a job is at work.
pub fn working(cx: &Cx, import: &Import) -> Markup {
    let title = cx.t(import.status.key());
    let body = html! {
        (head(cx, import, title))
        p.bar { (file_line(cx, import)) }
        (progress(cx, import))
        p.help { (cx.t("transfer-may-leave")) }
    };
    frame_live(cx, title, body)
}

/// How far the job came; without `data-live` once it is done.
pub fn progress(cx: &Cx, import: &Import) -> Markup {
    let live = import.status.is_busy().then(|| cx.path(format_args!("/import/{}/progress", import.id)));
    let at = import.step_at_row.clamp(0, import.row_count.max(import.step_at_row));
    let number = |value| format::number(cx.language(), value);
    html! {
        div.progress role="status" data-live=[live] {
            @match import.status {
                Status::Mapped if import.step_at_row > 0 => {
                    progress aria-label=(cx.t("transfer-status-checking")) {}
                    p { span { (cx.tell("transfer-rows-read", &[("count", import.row_count.into())])) } }
                }
                Status::Mapped | Status::Undoing => {
                    progress aria-label=(cx.t(import.status.key())) {}
                    p { span { (cx.t(import.status.key())) } }
                }
                _ => {
                    progress max=(import.row_count.max(1)) value=(at) aria-label=(cx.t(import.status.key())) {
                        (number(at)) " / " (number(import.row_count))
                    }
                    p { span { (cx.tell("transfer-rows-of", &[("done", at.into()), ("all", import.row_count.into())])) } }
                }
            }
        }
    }
}

/// The page of an import that is over: with its bad rows, and those that came in with something left out.
pub fn report(cx: &Cx, import: &Import, [bad, lessened]: [&[Shown]; 2], header: &[String]) -> Markup {
    let title = cx.t(import.status.key());
    let has_file = !import.file_key.is_empty();
    let list = cx.path(format_args!("/{}", import.kind.place()));
    let body = html! {
        (head(cx, import, title))
        p.bar { (file_line(cx, import)) }
        (figures(cx, &import.counted, |_: Fate| None))
        @if import.status == Status::PartlyUndone {
            (notice(&cx.tell("transfer-kept", &[("count", import.kept.into())]), html! {}))
        }
        form method="post" action=(cx.path(format_args!("/import/{}/undo", import.id))) {
            p.actions {
                @if let Some(set) = import.set {
                    (Button::link(cx.path(format_args!("/import-sets/{set}")), cx.t("transfer-back-to-set")).primary())
                } @else if import.status != Status::Discarded && import.kind != SubjectKind::Note { (Button::link(list, cx.t("transfer-see-list")).primary()) }
                @if import.can_undo(cx.now()) { (Button::submit(cx.t("transfer-undo")).icon(Icon::Undo)) }
                @if has_file && import.counted.bad() > 0 {
                    (Button::link(cx.path(format_args!("/import/{}/errors.csv", import.id)), cx.t("transfer-error-file")).icon(Icon::Export))
                }
                (Button::link(cx.path("/import"), cx.t("transfer-another")))
            }
            @if import.can_undo(cx.now()) && let Some(until) = import.undo_until {
                p.help { (cx.t("transfer-undo-until")) " " (time_day(cx, until)) }
            }
        }
        @if !bad.is_empty() {
            (section("bad", cx.t("transfer-bad-rows"), html! {}, rows(cx, import, bad, header)))
        }
        @if !lessened.is_empty() {
            (section("lessened", cx.t("transfer-lessened"), html! {}, rows(cx, import, lessened, header)))
        }
    };
    frame(cx, title, body)
}
