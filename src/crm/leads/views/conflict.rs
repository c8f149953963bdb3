//! Somebody else was faster: what is stored now beside what was typed, and the form with what was typed.

use maud::{Markup, html};

use super::super::model::{Lead, LeadInput};
use super::field_key;
use super::form::{Sheet, Suggestions, way_back, whole};
use crate::crm::fields;
use crate::crm::owners::Owners;
use crate::web::components::{time, title};
use crate::web::{Cx, frame};

/// The whole page; the sheet holds what was typed, at the stored version.
pub fn stale(
    cx: &Cx,
    (stored, typed): (&Lead, &LeadInput),
    sheet: &Sheet,
    suggestions: &Suggestions,
) -> Markup {
    let body = html! {
        (way_back(cx, Some(stored)))
        (title(&cx.tell("contacts-edit-title", &[("name", stored.facts.name().into())]), "", html! {}))
        div.errors role="alert" aria-labelledby="stale-title" {
            h2 #stale-title { (cx.t("form-stale-title")) }
            p { (who(cx, stored, &suggestions.owners)) " " (cx.t("form-stale-text")) }
        }
        (differences(cx, (stored, typed), suggestions))
        (whole(cx, sheet, suggestions))
    };
    frame(cx, cx.t("form-stale-title"), body)
}

fn who(cx: &Cx, stored: &Lead, owners: &Owners) -> Markup {
    let name = owners.name_of(stored.updated_by);
    html! {
        @if name.is_empty() { (cx.t("form-stale-somebody")) }
        @else { (cx.tell("form-stale-by", &[("name", name.to_owned().into())])) }
        " (" (time(cx, stored.updated_at)) ")."
    }
}

fn differences(cx: &Cx, (stored, typed): (&Lead, &LeadInput), suggestions: &Suggestions) -> Markup {
    let (own, owners) = (&suggestions.own.fields, &suggestions.owners);
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
                @for (field, theirs, yours) in typed.changes(&stored.facts) {
                    tr {
                        th scope="row" { (cx.t(field_key(field))) }
                        td { (word(field, &theirs, owners)) }
                        td { (word(field, &yours, owners)) }
                    }
                }
                (fields::views::differences(cx, own, owners, (&stored.facts.values, &typed.values)))
            }
        }
    }
}

/// A stored value in words.
fn word(field: &str, value: &str, owners: &Owners) -> String {
    let shown = match field {
        "owner" => value.parse().ok().and_then(|owner| owners.name(owner)).map(str::to_owned),
        _ => Some(value.to_owned()),
    };
    shown.filter(|text| !text.is_empty()).unwrap_or_else(|| "–".to_owned())
}
