//! Files that came in together: what each is, how far they came, and what came of them.

use maud::{Markup, html};

use super::super::model::{Fate, Import, ImportSet, SetStatus, Status, Target};
use super::{list, names};
use crate::base::format;
use crate::web::components::{Button, Icon, notice, state, time_day, trail};
use crate::web::{Cx, frame, frame_live};

/// A set with its files in the order in which they are written.
pub struct SetShown {
    /// The set.
    pub set: ImportSet,
    /// Its files.
    pub files: Vec<Import>,
    /// The names of the columns of each that find no place.
    pub left: Vec<Vec<String>>,
    /// Whether somebody wants all of it back and is asked whether they mean it.
    pub is_asked: bool,
}

/// The page.
pub fn set(cx: &Cx, shown: &SetShown) -> Markup {
    let status = shown.set.status;
    let title = cx.tell("transfer-set-title", &[("count", count(shown.files.len()).into())]);
    let back = cx.path("/import");
    let body = html! {
        (trail(cx, &[(&back, cx.t("transfer-title"))]))
        header.title { h1 { (title) } (state(tone(status), cx.t(status.key()))) }
        @if status.is_busy() { (set_progress(cx, shown)) p.help { (cx.t("transfer-may-leave")) } }
        @if status == SetStatus::Open { p { (cx.t("transfer-set-order")) } }
        @if status == SetStatus::PartlyUndone {
            (notice(&cx.tell("transfer-kept", &[("count", shown.set.kept.into())]), html! {}))
        }
        (table(cx, shown))
        (acts(cx, shown))
    };
    if status.is_busy() { frame_live(cx, &title, body) } else { frame(cx, &title, body) }
}

/// How far the files came; without `data-live` once they are written.
pub fn set_progress(cx: &Cx, shown: &SetShown) -> Markup {
    let live = shown.set.status.is_busy().then(|| path(cx, &shown.set, "/progress"));
    let over = shown.files.iter().filter(|import| is_over(import)).count();
    let now = shown.files.iter().find(|import| import.status.is_busy());
    let label = cx.t(shown.set.status.key());
    html! {
        div.progress role="status" data-live=[live] {
            @match shown.set.status {
                SetStatus::Undoing => progress aria-label=(label) {},
                _ => progress max=(shown.files.len().max(1)) value=(over) aria-label=(label) {},
            }
            p {
                span { (cx.tell("transfer-files-of", &[("done", count(over).into()), ("all", count(shown.files.len()).into())])) }
                @if let Some(import) = now {
                    " " span.soft { (import.file_name) " · " (cx.t(import.status.key())) }
                }
            }
        }
    }
}

fn table(cx: &Cx, shown: &SetShown) -> Markup {
    html! {
        div.sheet.section {
            table.ledger {
                thead {
                    tr {
                        th.line scope="col" { (cx.t("transfer-set-place")) }
                        th.name scope="col" { (cx.t("transfer-file")) }
                        th scope="col" { (cx.t("transfer-kind")) }
                        th scope="col" { (cx.t("transfer-set-columns")) }
                        th scope="col" { (cx.t("transfer-state")) }
                        th.num scope="col" { (cx.t("transfer-written")) }
                        th.num scope="col" { (cx.t("transfer-bad-rows")) }
                    }
                }
                tbody {
                    @for (place, (import, left)) in shown.files.iter().zip(&shown.left).enumerate() {
                        (file(cx, place + 1, import, left))
                    }
                }
            }
        }
    }
}

fn file(cx: &Cx, place: usize, import: &Import, left: &[String]) -> Markup {
    let number = |value: u64| format::number(cx.language(), i64::try_from(value).unwrap_or(i64::MAX));
    let is_written = import.finished_at.is_some();
    html! {
        tr {
            td.line { (place) }
            th.name scope="row" { a href=(cx.path(format_args!("/import/{}", import.id))) { (import.file_name) } }
            td { (cx.t(names::kind(import.kind))) }
            td { (columns(cx, import, left)) }
            td { (state(list::tone(import.status), cx.t(import.status.key()))) }
            td.num { @if is_written { (number(import.counted.written())) } }
            td.num {
                @if is_written && import.counted.bad() > 0 {
                    a href=(cx.path(format_args!("/import/{}", import.id))) { (number(import.counted.bad())) }
                } @else if is_written { (number(import.counted.of(Fate::Invalid))) }
            }
        }
    }
}

/// How many of the columns find a place, which do not, or why the file cannot be read so.
fn columns(cx: &Cx, import: &Import, left: &[String]) -> Markup {
    let all = import.mapping.targets().len();
    let placed = import.mapping.targets().iter().filter(|target| **target != Target::Ignore).count();
    let problem = import.mapping.problem(import.kind).filter(|_| import.status == Status::Uploaded);
    html! {
        (cx.tell("transfer-columns-of", &[("placed", count(placed).into()), ("all", count(all).into())]))
        @if !left.is_empty() {
            br;
            span.soft { (cx.tell("transfer-columns-left", &[("names", left.join(", ").into())])) }
        }
        @if let Some(key) = problem { br; span.soft { (crate::platform::i18n::message(cx.language(), key)) } }
    }
}

fn acts(cx: &Cx, shown: &SetShown) -> Markup {
    let can_undo = shown.set.can_undo(cx.now());
    html! {
        @match shown.set.status {
            SetStatus::Open => {
                form method="post" action=(path(cx, &shown.set, "/run")) {
                    p.actions {
                        (Button::submit(cx.t("transfer-set-run")).primary().icon(Icon::Import))
                        (Button::submit(cx.t("transfer-discard")).grave().posts(path(cx, &shown.set, "/discard")))
                    }
                    p.help { (cx.t("transfer-set-look")) }
                    p.help { (cx.t("transfer-nothing-written")) }
                }
            }
            SetStatus::Running | SetStatus::Undoing => {}
            _ => {
                form method="post" action=(path(cx, &shown.set, "/undo")) {
                    @if can_undo && shown.is_asked {
                        p { (cx.tell("transfer-set-undo-ask", &[("count", count(shown.files.len()).into())])) }
                    }
                    p.actions {
                        @if can_undo && shown.is_asked {
                            (Button::submit(cx.t("transfer-set-undo-sure")).grave().icon(Icon::Undo))
                            (Button::link(path(cx, &shown.set, ""), cx.t("form-cancel")))
                        } @else {
                            @if can_undo {
                                (Button::link(path(cx, &shown.set, "?undo=1"), cx.t("transfer-set-undo")).icon(Icon::Undo))
                            }
                            (Button::link(cx.path("/import"), cx.t("transfer-another")))
                        }
                    }
                    @if can_undo && let Some(until) = shown.set.undo_until {
                        p.help { (cx.t("transfer-undo-until")) " " (time_day(cx, until)) }
                    }
                }
            }
        }
    }
}

fn path(cx: &Cx, set: &ImportSet, rest: &str) -> String {
    cx.path(format_args!("/import-sets/{}{rest}", set.id))
}

fn is_over(import: &Import) -> bool {
    matches!(
        import.status,
        Status::Done | Status::Discarded | Status::Failed | Status::Undone | Status::PartlyUndone
    )
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn tone(status: SetStatus) -> crate::web::components::Tone {
    use crate::web::components::Tone;
    match status {
        SetStatus::Done => Tone::Good,
        SetStatus::Open => Tone::Draft,
        status if status.is_busy() => Tone::Due,
        _ => Tone::Plain,
    }
}
