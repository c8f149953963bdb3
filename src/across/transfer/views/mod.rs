//! The pages of an import: the lists that came in, and the four steps of one.

mod names;
mod columns;
mod check;
mod list;
mod report;
mod sets;

use maud::{Markup, html};

use super::model::{Counts, Fate, Flaw, Import, Staged, Status};
use crate::base::{SubjectId, SubjectKind, format};
use crate::platform::i18n;
use crate::web::Cx;
use crate::web::components::{Step, state, steps, trail};

pub use check::{Check, Chosen, check, stage_field};
pub use columns::{Sheet, columns};
pub use list::{ANY_KIND, Past, list};
pub use report::{progress, report, working};
pub use sets::{SetShown, set, set_progress};

/// A row as the page shows it: what it will be called, how it is reached, what becomes of it.
pub struct Shown {
    /// The row.
    pub row: Staged,
    /// The name.
    pub name: String,
    /// What else tells which it is, in the order of [`heads`].
    pub cells: Vec<String>,
    /// A record of nearly the same name.
    pub alike: Option<(SubjectId, String)>,
}

/// The head of every page of one import.
fn head(cx: &Cx, import: &Import, title: &str) -> Markup {
    let back = cx.path("/import");
    html! {
        (trail(cx, &[(&back, cx.t("transfer-title"))]))
        header.title { h1 { (title) } }
        (way(cx, import.status))
    }
}

/// The four steps, and where this import stands.
fn way(cx: &Cx, status: Status) -> Markup {
    let place = match status {
        Status::Uploaded | Status::Failed | Status::Discarded => 1,
        Status::Mapped | Status::Analysed | Status::Ruled | Status::Ready => 2,
        Status::Running => 3,
        Status::Done | Status::Undoing | Status::Undone | Status::PartlyUndone => 4,
    };
    let step = |number: usize| match number.cmp(&place) {
        std::cmp::Ordering::Less => Step::Done,
        std::cmp::Ordering::Equal => Step::Now,
        std::cmp::Ordering::Greater => Step::Ahead,
    };
    steps(
        cx,
        &[
            (cx.t("transfer-step-file"), step(0)),
            (cx.t("transfer-step-columns"), step(1)),
            (cx.t("transfer-step-check"), step(2)),
            (cx.t("transfer-step-import"), step(3)),
        ],
    )
}

/// What is known about the file in one line.
fn file_line(cx: &Cx, import: &Import) -> Markup {
    let reading = import.reading;
    let size = u64::try_from(import.file_size).unwrap_or_default();
    let mut told = Vec::new();
    if import.row_count > 0 {
        told.push(cx.tell("transfer-rows", &[("count", import.row_count.into())]));
    } else {
        told.push(format::size(cx.language(), size));
    }
    match import.leaf() {
        Some(leaf) if leaf.name.is_empty() => told.push(cx.t("transfer-cards").to_owned()),
        Some(leaf) => told.push(cx.tell("transfer-sheet-named", &[("name", leaf.name.as_str().into())])),
        None => {
            told.push(reading.encoding.name().to_owned());
            told.push(names::delimiter(cx, reading.dialect.delimiter).to_owned());
        }
    }
    told.push(cx.tell("transfer-dates-as", &[("example", reading.dates.example().into())]));
    html! { b { (import.file_name) } " " span.soft { (told.join(" · ")) } }
}

/// How many rows have which fate, the ones that write first.
fn figures(cx: &Cx, counts: &Counts, link: impl Fn(Fate) -> Option<String>) -> Markup {
    let shown = Fate::ALL
        .into_iter()
        .filter(|fate| counts.of(*fate) > 0 || matches!(fate, Fate::Create | Fate::Update | Fate::Invalid));
    html! {
        dl.figures {
            @for fate in shown {
                div {
                    dt { (cx.t(names::fate(fate).1)) }
                    dd {
                        @let number = format::number(cx.language(), i64::try_from(counts.of(fate)).unwrap_or(i64::MAX));
                        @match link(fate) {
                            Some(href) => a href=(href) { (number) },
                            None => span { (number) },
                        }
                    }
                }
            }
        }
    }
}

fn fate_state(cx: &Cx, fate: Fate) -> Markup {
    let (tone, key) = names::fate(fate);
    state(tone, cx.t(key))
}

/// Why a row is bad, or what of it was left out.
pub fn reasons(cx: &Cx, row: &Staged, header: &[String]) -> Vec<String> {
    let told = |flaw: &Flaw| {
        let text = i18n::message(cx.language(), &flaw.key);
        match flaw.column.and_then(|column| header.get(column)) {
            Some(column) => format!("{column}: {text}"),
            None => text.to_owned(),
        }
    };
    let mut reasons: Vec<String> = row.flaws.iter().map(told).collect();
    match row.fate {
        Fate::Ambiguous => reasons.push(cx.t("transfer-why-ambiguous").to_owned()),
        Fate::Blocked if row.flaws.is_empty() => reasons.push(cx.t("transfer-why-blocked").to_owned()),
        _ => {}
    }
    reasons
}

/// Whether such records have pages of their own: a note stands on its record's.
fn has_page(kind: SubjectKind) -> bool {
    kind != SubjectKind::Note
}

/// The path of a record.
fn record(cx: &Cx, kind: SubjectKind, id: SubjectId) -> String {
    cx.path(format_args!("/{}/{id}", kind.place()))
}

/// The heads of what tells rows of a kind apart beside their names; the last one gives way on narrow screens.
fn heads(kind: SubjectKind) -> &'static [&'static str] {
    match kind {
        SubjectKind::Company => &["transfer-email", "transfer-phone"],
        SubjectKind::Deal => &["transfer-field-company", "transfer-field-stage", "transfer-field-amount"],
        SubjectKind::Task => &["transfer-field-about", "transfer-field-due-on"],
        SubjectKind::Note => &["transfer-field-about", "transfer-field-written-on"],
        SubjectKind::Contact
        | SubjectKind::Lead
        | SubjectKind::File
        | SubjectKind::Product
        | SubjectKind::Invoice
        | SubjectKind::Quote => &["transfer-field-company", "transfer-email", "transfer-phone"],
    }
}

/// Rows as they will be, or as they are listed as bad.
fn rows(cx: &Cx, import: &Import, rows: &[Shown], header: &[String]) -> Markup {
    html! {
        div.sheet {
            table.ledger {
                thead {
                    tr {
                        th.line scope="col" { (cx.t("transfer-row")) }
                        th.name scope="col" { (cx.t("transfer-name")) }
                        @for (place, head) in heads(import.kind).iter().enumerate() {
                            th.aside[is_last(import.kind, place)] scope="col" { (i18n::message(cx.language(), head)) }
                        }
                        th scope="col" { (cx.t("transfer-becomes")) }
                    }
                }
                tbody {
                    @for shown in rows { (row(cx, import, shown, header)) }
                }
            }
        }
    }
}

fn is_last(kind: SubjectKind, place: usize) -> bool {
    place + 1 == heads(kind).len()
}

fn row(cx: &Cx, import: &Import, shown: &Shown, header: &[String]) -> Markup {
    let reasons = reasons(cx, &shown.row, header);
    html! {
        tr {
            td.line { (shown.row.number) }
            th.name scope="row" {
                @match shown.row.target {
                    Some(target) if has_page(import.kind) => a href=(record(cx, import.kind, target)) { (shown.name) },
                    Some(_) => (shown.name),
                    None if shown.name.is_empty() => "–",
                    None => (shown.name),
                }
            }
            @for (place, cell) in shown.cells.iter().enumerate() {
                td.aside[is_last(import.kind, place)] { (cell) }
            }
            td {
                (fate_state(cx, shown.row.fate))
                @if let Some(head) = shown.row.head { " " span.soft { (cx.tell("transfer-into-row", &[("row", head.into())])) } }
                @if let Some((alike, name)) = &shown.alike {
                    br; span.soft { (cx.t("transfer-looks-like")) " " a href=(record(cx, import.kind, *alike)) { (name) } }
                }
                @for reason in &reasons { br; span.soft { (reason) } }
            }
        }
    }
}
