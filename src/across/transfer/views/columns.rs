//! Where does each column go?

use maud::{Markup, html};

use super::super::model::{DateOrder, Delimiter, Encoding, Import, KINDS, Leaf, Row, Target};
use super::{Shown, file_line, head, names, rows};
use crate::base::{Fields, Problems, SubjectKind};
use crate::crm::fields;
use crate::platform::i18n;
use crate::web::components::{Button, Inputs, Tone, notice, section, state};
use crate::web::{Cx, frame};

/// What the page shows of the file.
pub struct Sheet {
    /// The names of the columns.
    pub header: Vec<String>,
    /// The first rows as they stand in the file.
    pub rows: Vec<Row>,
    /// The same as they will be.
    pub preview: Vec<Shown>,
    /// The fields of the workspace's own that it can fill.
    pub own: Vec<fields::Field>,
    /// Whether the rows of this file were written before.
    pub is_repeated: bool,
}

/// The page.
pub fn columns(cx: &Cx, import: &Import, sheet: &Sheet, problem: Option<&str>) -> Markup {
    let body = html! {
        (head(cx, import, cx.t("transfer-columns-title")))
        @if sheet.is_repeated { (notice(cx.t("transfer-repeated"), html! {})) }
        @if !import.problem.is_empty() {
            div.errors role="alert" { h2 { (i18n::message(cx.language(), &import.problem)) } p { (cx.t("transfer-failed-help")) } }
        }
        @if let Some(key) = problem {
            div.errors role="alert" { h2 { (i18n::message(cx.language(), key)) } }
        }
        p.bar { (file_line(cx, import)) }
        (kinds(cx, import))
        @match import.leaf() {
            None => (reading(cx, import)),
            // Cards say themselves how they are read.
            Some(leaf) if leaf.name.is_empty() => {}
            Some(leaf) => (sheets(cx, import, leaf)),
        }
        form #columns method="post" action=(cx.path(format_args!("/import/{}/columns", import.id))) {
            input type="hidden" name="version" value=(import.version);
            (table(cx, import, sheet))
        }
        @if !sheet.preview.is_empty() {
            (section("preview", cx.t("transfer-preview"), html! {}, rows(cx, import, &sheet.preview, &sheet.header)))
        }
        p.actions {
            (Button::submit(cx.t("transfer-check")).primary().of_form("columns"))
            (Button::submit(cx.t("transfer-preview-again")).sends("preview", "1").of_form("columns"))
            (Button::submit(cx.t("transfer-discard")).grave().posts(cx.path(format_args!("/import/{}/discard", import.id))).of_form("columns"))
        }
        p.help { (cx.t("transfer-nothing-written")) }
        p.help { (cx.t("transfer-clear-help")) }
    };
    frame(cx, cx.t("transfer-columns-title"), body)
}

/// Of what it is a list, to be changed.
fn kinds(cx: &Cx, import: &Import) -> Markup {
    let fields = Fields::new().with("kind", import.kind.code());
    let none = Problems::default();
    let inputs = Inputs::new(cx, &fields, &none);
    html! {
        details.section {
            summary { (cx.tell("transfer-is-list-of", &[("kind", cx.t(names::kind(import.kind)).into())])) }
            form.form method="post" action=(cx.path(format_args!("/import/{}/kind", import.id))) {
                (inputs.select("kind", cx.t("transfer-kind")).choices(KINDS.map(|kind| (kind.code(), cx.t(names::kind(kind))))))
                p.actions { (Button::submit(cx.t("transfer-read-again"))) }
            }
        }
    }
}

/// How the file is read, to be changed.
fn reading(cx: &Cx, import: &Import) -> Markup {
    let reading = import.reading;
    let fields = Fields::new()
        .with("encoding", reading.encoding.code())
        .with("delimiter", reading.dialect.delimiter.code())
        .with("dates", reading.dates.code());
    let fields = if reading.dialect.has_header { fields.with("header", "1") } else { fields };
    let none = Problems::default();
    let inputs = Inputs::new(cx, &fields, &none);
    html! {
        details.section {
            summary { (cx.t("transfer-reading")) }
            form.form method="post" action=(cx.path(format_args!("/import/{}/reading", import.id))) {
                p.help { (cx.t("transfer-reading-help")) }
                div.pair {
                    (inputs.select("encoding", cx.t("transfer-encoding"))
                        .choices(Encoding::ALL.map(|encoding| (encoding.code(), encoding.name()))))
                    (inputs.select("delimiter", cx.t("transfer-delimiter"))
                        .choices(Delimiter::ALL.map(|delimiter| (delimiter.code(), names::delimiter(cx, delimiter)))))
                }
                (inputs.select("dates", cx.t("transfer-dates"))
                    .choices(DateOrder::ALL.map(|order| (order.code(), order.example()))))
                (inputs.check("header", cx.t("transfer-has-header")))
                p.actions { (Button::submit(cx.t("transfer-read-again"))) }
            }
        }
    }
}

/// Which sheet of a workbook is read, to be changed; open where there is a choice.
fn sheets(cx: &Cx, import: &Import, leaf: &Leaf) -> Markup {
    let place = import.leaves.iter().position(|known| known == leaf).unwrap_or_default();
    let fields = Fields::new().with("sheet", place.to_string()).with("dates", import.reading.dates.code());
    let fields = if import.reading.dialect.has_header { fields.with("header", "1") } else { fields };
    let none = Problems::default();
    let inputs = Inputs::new(cx, &fields, &none);
    let names = import.leaves.iter().enumerate().map(|(place, leaf)| (place.to_string(), leaf.name.as_str()));
    html! {
        details.section open[import.leaves.len() > 1] {
            summary { (cx.t("transfer-sheets")) }
            form.form method="post" action=(cx.path(format_args!("/import/{}/reading", import.id))) {
                div.pair {
                    (inputs.select("sheet", cx.t("transfer-sheet")).choices(names))
                    (inputs.select("dates", cx.t("transfer-dates"))
                        .choices(DateOrder::ALL.map(|order| (order.code(), order.example()))))
                }
                (inputs.check("header", cx.t("transfer-has-header")))
                p.actions { (Button::submit(cx.t("transfer-read-again"))) }
            }
        }
    }
}

fn table(cx: &Cx, import: &Import, sheet: &Sheet) -> Markup {
    html! {
        div.sheet.section {
            table.ledger {
                caption.unseen { (cx.t("transfer-columns-caption")) }
                thead {
                    tr {
                        th.name scope="col" { (cx.t("transfer-column")) }
                        th scope="col" { (cx.t("transfer-first-value")) }
                        th scope="col" { (cx.t("transfer-goes-to")) }
                        th scope="col" { (cx.t("transfer-how")) }
                    }
                }
                tbody {
                    @for (place, name) in sheet.header.iter().enumerate() {
                        (column(cx, import, place, (name, first_value(&sheet.rows, place), &sheet.own)))
                    }
                }
            }
        }
    }
}

fn first_value(rows: &[Row], place: usize) -> &str {
    let values = rows.iter().filter_map(|row| row.cells.get(place));
    values.map(String::as_str).find(|value| !value.is_empty()).unwrap_or("")
}

fn column(
    cx: &Cx,
    import: &Import,
    place: usize,
    (name, value, own): (&str, &str, &[fields::Field]),
) -> Markup {
    let chosen = import.mapping.target(place);
    let shown: String = value.chars().take(60).collect();
    html! {
        tr {
            th.name scope="row" { (name) }
            td { (shown) @if shown.len() < value.len() { "…" } }
            td {
                select.input name="column" aria-label=(cx.tell("transfer-column-goes-to", &[("column", name.into())])) {
                    (options(cx, (import.kind, chosen), own))
                }
            }
            td {
                @match chosen {
                    Target::Ignore if value.is_empty() => (state(Tone::Draft, cx.t("transfer-column-empty"))),
                    Target::Ignore => (state(Tone::Due, cx.t("transfer-column-left"))),
                    Target::Keep => (state(Tone::Plain, cx.t("transfer-column-note"))),
                    Target::NewOwn => (state(Tone::Draft, cx.t("transfer-column-new"))),
                    _ => (state(Tone::Good, cx.t("transfer-column-matched"))),
                }
            }
        }
    }
}

fn options(cx: &Cx, (kind, chosen): (SubjectKind, Target), own: &[fields::Field]) -> Markup {
    let mut targets = vec![Target::Ignore, Target::Keep];
    if fields::RECORDS.contains(&kind) {
        targets.push(Target::NewOwn);
        targets.extend(own.iter().map(|field| Target::Own(field.id)));
    }
    targets.extend(Target::offered(kind));
    if !targets.contains(&chosen) {
        targets.push(chosen);
    }
    html! {
        @for target in targets {
            option value=(target.code()) selected[target == chosen] { (names::target(cx, kind, target, own)) }
        }
    }
}
