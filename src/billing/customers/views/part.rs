//! What papers say of a customer, on the page of its record.

use maud::{Markup, html};

use super::super::model::{Facts, Shown};
use super::check_state;
use crate::base::Right;
use crate::web::Cx;
use crate::web::components::section;

/// The part of the record's page, for whoever may see what is owed.
pub fn part(cx: &Cx, shown: &Shown) -> Markup {
    if !cx.may(Right::MoneyRead) {
        return html! {};
    }
    let change = html! {
        a href=(cx.path(format_args!("/customers/{}/statement", shown.record.subject))) { (cx.t("customers-statement")) }
        @if cx.may(Right::MoneyWrite) && shown.record.is_live {
            " "
            a href=(cx.path(format_args!("/customers/{}", shown.record.subject))) { (cx.t("customers-change")) }
            " "
            a href=(cx.path(format_args!("/quotes/new?customer={}", shown.record.subject))) { (cx.t("customers-new-quote")) }
            " "
            a href=(cx.path(format_args!("/invoices/new?customer={}", shown.record.subject))) { (cx.t("customers-new-invoice")) }
        }
    };
    section("billing", cx.t("customers-title"), change, body(cx, shown))
}

fn body(cx: &Cx, shown: &Shown) -> Markup {
    let input = shown.input();
    let place = [&input.street, &input.postcode, &input.city, &input.region].map(String::as_str);
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let country = input.country.map_or("", |country| country.name(cx.language()));
    let lines = [
        ("customers-name", shown.name().to_owned()),
        ("customers-address", place.join(", ")),
        ("customers-country", country.to_owned()),
        ("customers-kind", cx.t(input.kind.key()).to_owned()),
        ("customers-company-number", input.company_number.clone()),
        ("customers-languages", input.languages.map_or("", |languages| cx.t(languages.key())).to_owned()),
        ("customers-currency", input.currency.map_or("", |currency| currency.code()).to_owned()),
        ("customers-terms", input.terms.map_or(String::new(), |terms| terms.say(cx.language()))),
        ("customers-invoice-emails", input.invoice_emails.join(", ")),
        ("customers-reminder-emails", input.reminder_emails.join(", ")),
        ("customers-reference", input.reference.clone()),
    ];
    html! {
        @if shown.stored.is_none() { p.help { (cx.t("customers-by-record")) } }
        @if let Err(missing) = Facts::join(shown) {
            p { (cx.t("customers-incomplete")) }
            ul { @for what in missing { li { (cx.t(what.key())) } } }
        }
        dl.facts.locked {
            @for (key, value) in lines.iter().filter(|(_, value)| !value.is_empty()) {
                div { dt { (cx.t(key)) } dd { (value) } }
            }
            @if !input.vat_number.is_empty() {
                div { dt { (cx.t("customers-vat-number")) } dd { (input.vat_number) " " (check_state(cx, shown)) } }
            }
        }
    }
}
