//! Somebody else was faster: what is stored now beside what was typed, and the form with what was typed.

use maud::{Markup, html};

use super::super::model::Invoice;
use super::form::{typed, way_back, whole};
use super::parts::Sheet;
use crate::base::Fields;
use crate::billing::pricing::Entry;
use crate::web::components::{time, title};
use crate::web::{Cx, frame_with_paper};

/// What can differ: the field, and its name.
const FIELDS: [(&str, &str); 9] = [
    ("currency", "invoices-currency"),
    ("entry", "invoices-entry"),
    ("supplied_on", "invoices-supplied-on"),
    ("terms", "terms-title"),
    ("terms_number", "terms-number"),
    ("terms_early", "terms-early"),
    ("order", "invoices-order"),
    ("reference", "invoices-reference"),
    ("note", "invoices-note"),
];

/// The whole page; the sheet holds what was typed, at the stored version.
pub fn stale(cx: &Cx, stored: &Invoice, sheet: &Sheet) -> Markup {
    let body = html! {
        (way_back(cx))
        (title(cx.t("invoices-edit-title"), "", html! {}))
        div.errors role="alert" aria-labelledby="stale-title" {
            h2 #stale-title { (cx.t("form-stale-title")) }
            p { (cx.t("form-stale-somebody")) " (" (time(cx, stored.updated_at)) "). " (cx.t("form-stale-text")) }
        }
        (differences(cx, &typed(&stored.facts, cx.language()), sheet.fields))
        (whole(cx, sheet))
    };
    frame_with_paper(cx, cx.t("form-stale-title"), body)
}

fn differences(cx: &Cx, stored: &Fields, mine: &Fields) -> Markup {
    let facts = FIELDS.iter().map(|(field, label)| (*label, word(cx, field, stored), word(cx, field, mine)));
    let lines = ("invoices-lines", lines(stored), lines(mine));
    html! {
        table.ledger.clash {
            caption.unseen { (cx.t("form-stale-differences")) }
            thead {
                tr {
                    th scope="col" { (cx.t("form-stale-field")) }
                    th scope="col" { (cx.t("form-stale-theirs")) }
                    th scope="col" { (cx.t("form-stale-yours")) }
                }
            }
            tbody {
                @for (label, theirs, yours) in facts.chain([lines]).filter(|(_, theirs, yours)| theirs != yours) {
                    tr { th scope="row" { (cx.t(label)) } td { (shown(&theirs)) } td { (shown(&yours)) } }
                }
            }
        }
    }
}

fn shown(value: &str) -> &str {
    if value.is_empty() { "–" } else { value }
}

/// What was typed or chosen, in words.
fn word(cx: &Cx, field: &str, fields: &Fields) -> String {
    let value = fields.first(field);
    match value.parse::<Entry>() {
        Ok(entry) if field == "entry" => cx.t(entry.key()).to_owned(),
        _ => value.to_owned(),
    }
}

/// Each line as it is typed.
fn lines(fields: &Fields) -> String {
    let cell = |field: &str, row: usize| fields.all(field).nth(row).unwrap_or("").to_owned();
    let rows = fields.all("name").count();
    let told = (0..rows).map(|row| {
        let parts = ["name", "quantity", "price", "discount"].map(|field| cell(field, row));
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    });
    told.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ")
}
