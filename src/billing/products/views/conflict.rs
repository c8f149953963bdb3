//! Somebody else was faster: what is stored now beside what was typed, and the form with what was typed.

use maud::{Markup, html};

use super::super::model::{Product, Unit};
use super::form::{Sheet, typed, way_back, whole};
use crate::base::Fields;
use crate::billing::pricing::Entry;
use crate::billing::taxes::SupplyKind;
use crate::web::components::{time, title};
use crate::web::{Cx, frame};

/// What can differ: the field, and its name.
const FIELDS: [(&str, &str); 7] = [
    ("name", "products-name"),
    ("sku", "products-sku"),
    ("about", "products-about"),
    ("kind", "products-kind"),
    ("unit", "products-unit"),
    ("class", "products-class"),
    ("entry", "products-entry"),
];

/// The whole page; the sheet holds what was typed, at the stored version.
pub fn stale(cx: &Cx, stored: &Product, sheet: &Sheet) -> Markup {
    let heading = cx.tell("products-edit-title", &[("name", stored.facts.name.clone().into())]);
    let body = html! {
        (way_back(cx))
        (title(&heading, "", html! {}))
        div.errors role="alert" aria-labelledby="stale-title" {
            h2 #stale-title { (cx.t("form-stale-title")) }
            p { (cx.t("form-stale-somebody")) " (" (time(cx, stored.updated_at)) "). " (cx.t("form-stale-text")) }
        }
        (differences(cx, &typed(&stored.facts, cx.language()), sheet))
        (whole(cx, sheet))
    };
    frame(cx, cx.t("form-stale-title"), body)
}

fn differences(cx: &Cx, stored: &Fields, sheet: &Sheet) -> Markup {
    let facts = FIELDS.iter().map(|(field, label)| {
        let word = |fields: &Fields| word(cx, sheet, field, fields.first(field));
        (*label, word(stored), word(sheet.fields))
    });
    let prices = ("products-prices", prices(stored), prices(sheet.fields));
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
                @for (label, theirs, yours) in facts.chain([prices]).filter(|(_, theirs, yours)| theirs != yours) {
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
fn word(cx: &Cx, sheet: &Sheet, field: &str, value: &str) -> String {
    let key = match field {
        "kind" => value.parse::<SupplyKind>().ok().map(SupplyKind::key),
        "unit" => value.parse::<Unit>().ok().map(Unit::key),
        "entry" => value.parse::<Entry>().ok().map(Entry::key),
        _ => None,
    };
    let class = sheet.classes.iter().find(|class| field == "class" && class.id.to_string() == value);
    match (key, class) {
        (Some(key), _) => cx.t(key).to_owned(),
        (None, Some(class)) => class.facts.name.clone(),
        (None, None) => value.to_owned(),
    }
}

/// Each price with its currency, as it is typed.
fn prices(fields: &Fields) -> String {
    let pairs = fields.all("price").zip(fields.all("currency")).filter(|(price, _)| !price.is_empty());
    pairs.map(|(price, currency)| format!("{price} {currency}")).collect::<Vec<_>>().join(", ")
}
