//! Somebody else was faster: what is stored now beside what was typed, and the form with what was typed.

use maud::{Markup, html};

use super::super::model::Shown;
use super::form::{heading, way_back, whole};
use crate::base::{Country, Fields, Problems};
use crate::billing::pricing::Entry;
use crate::billing::seller::Languages;
use crate::billing::taxes::BuyerKind;
use crate::billing::terms::Terms;
use crate::web::components::{Inputs, title};
use crate::web::{Cx, frame};

/// What can differ: the field, and its name.
const FIELDS: [(&str, &str); 18] = [
    ("kind", "customers-kind"),
    ("legal_name", "customers-name"),
    ("street", "customers-street"),
    ("postcode", "customers-postcode"),
    ("city", "customers-city"),
    ("region", "customers-region"),
    ("country", "customers-country"),
    ("company_number", "customers-company-number"),
    ("vat_number", "customers-vat-number"),
    ("terms", "customers-terms"),
    ("terms_number", "terms-number"),
    ("terms_early", "terms-early"),
    ("currency", "customers-currency"),
    ("languages", "customers-languages"),
    ("entry", "customers-entry"),
    ("invoice_emails", "customers-invoice-emails"),
    ("reminder_emails", "customers-reminder-emails"),
    ("reference", "customers-reference"),
];

/// The whole page; `typed` stands at the stored version.
pub fn stale(cx: &Cx, shown: &Shown, stored: &Fields, typed: &Fields) -> Markup {
    let problems = Problems::default();
    let body = html! {
        (way_back(cx, shown))
        (title(&heading(cx, shown), "", html! {}))
        div.errors role="alert" aria-labelledby="stale-title" {
            h2 #stale-title { (cx.t("form-stale-title")) }
            p { (cx.t("form-stale-somebody")) ". " (cx.t("form-stale-text")) }
        }
        (differences(cx, stored, typed))
        (whole(cx, shown, &Inputs::new(cx, typed, &problems)))
    };
    frame(cx, cx.t("form-stale-title"), body)
}

fn differences(cx: &Cx, stored: &Fields, typed: &Fields) -> Markup {
    let differing = FIELDS.iter().filter(|(field, _)| stored.first(field) != typed.first(field));
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
                @for (field, label) in differing {
                    tr {
                        th scope="row" { (cx.t(label)) }
                        td { (word(cx, field, stored.first(field))) }
                        td { (word(cx, field, typed.first(field))) }
                    }
                }
            }
        }
    }
}

/// What was typed or chosen, in words.
fn word<'a>(cx: &'a Cx, field: &str, value: &'a str) -> &'a str {
    let key = match field {
        "kind" => value.parse::<BuyerKind>().ok().map(BuyerKind::key),
        "entry" => value.parse::<Entry>().ok().map(Entry::key),
        "languages" => value.parse::<Languages>().ok().map(Languages::key),
        "terms" => terms_key(value),
        _ => None,
    };
    match (key, value.parse::<Country>()) {
        _ if value.is_empty() => "–",
        (Some(key), _) => cx.t(key),
        (None, Ok(country)) if field == "country" => country.name(cx.language()),
        (None, _) => value,
    }
}

fn terms_key(kind: &str) -> Option<&'static str> {
    Terms::KINDS.into_iter().find(|(known, _)| *known == kind).map(|(_, key)| key)
}
