//! The page where it is said what papers say of a customer.

use maud::{Markup, html};

use super::super::model::{CheckInput, Shown};
use super::check_state;
use crate::base::{Country, Currency, Fields, Problems};
use crate::billing::price_lists::{self, PriceList};
use crate::billing::pricing::Entry;
use crate::billing::registers::{self, Register, Standing};
use crate::billing::seller::Languages;
use crate::billing::taxes::BuyerKind;
use crate::billing::terms;
use crate::web::components::{Button, Inputs, notice, section, title, trail};
use crate::web::{Cx, frame};

/// What stands in the two forms of the page.
pub struct Sheet<'a> {
    /// What was typed about the customer.
    pub fields: &'a Fields,
    /// What was typed about its VAT number.
    pub check: &'a Fields,
    /// What is wrong with either.
    pub problems: &'a Problems,
    /// What registers say.
    pub standing: &'a Standing,
    /// Its price list.
    pub list: Option<&'a PriceList>,
    /// Every price list.
    pub lists: &'a [(PriceList, i64)],
}

/// What counts for papers, as the form shows it; where no country is known, that of the workspace.
pub fn typed(shown: &Shown, home: Country) -> Fields {
    let begun = Fields::new().with("version", shown.version().to_string());
    let fields =
        shown.input().told().into_iter().fold(begun, |fields, (name, value)| fields.with(name, value));
    match shown.input().country {
        Some(_) => fields,
        None => fields.without("country").with("country", home.code()),
    }
}

/// The whole page.
pub fn page(cx: &Cx, shown: &Shown, sheet: &Sheet) -> Markup {
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let heading = heading(cx, shown);
    let body = html! {
        (way_back(cx, shown))
        (title(&heading, "", html! {}))
        (inputs.errors())
        @if !sheet.fields.first("filled").is_empty() { (notice(cx.t("customers-filled"), html! {})) }
        (whole(cx, shown, &inputs))
        (price_lists::chosen(cx, shown.record.subject, sheet.list, sheet.lists))
        (number(cx, shown, sheet))
        (registers::history(cx, sheet.standing))
    };
    frame(cx, &inputs.title(&heading), body)
}

/// The name of the page.
pub(super) fn heading(cx: &Cx, shown: &Shown) -> String {
    cx.tell("customers-page", &[("name", shown.record.name.clone().into())])
}

/// To the record.
pub(super) fn way_back(cx: &Cx, shown: &Shown) -> Markup {
    trail(cx, &[(&record(cx, shown), &shown.record.name)])
}

fn record(cx: &Cx, shown: &Shown) -> String {
    cx.path(format_args!("/{}/{}", shown.record.kind.place(), shown.record.subject))
}

/// The form of the customer without what stands around it.
pub(super) fn whole(cx: &Cx, shown: &Shown, inputs: &Inputs) -> Markup {
    html! {
        form.form method="post" action=(cx.path(format_args!("/customers/{}", shown.record.subject))) {
            p { (cx.t("customers-text")) }
            (inputs.hidden("version"))
            (who(cx, shown, inputs))
            (papers(cx, inputs))
            p.actions {
                (Button::submit(cx.t("customers-save")).primary().key("s"))
                (Button::submit(cx.t("customers-fill"))
                    .posts(cx.path(format_args!("/customers/{}/fill", shown.record.subject))))
                (Button::link(record(cx, shown), cx.t("form-cancel")).quiet())
            }
        }
    }
}

fn who(cx: &Cx, shown: &Shown, inputs: &Inputs) -> Markup {
    let empty = cx.tell("customers-name-help", &[("name", shown.record.name.clone().into())]);
    html! {
        (inputs.radios("kind", cx.t("customers-kind"))
            .choices(BuyerKind::ALL.iter().map(|kind| (kind.code(), cx.t(kind.key())))))
        (inputs.text("legal_name", cx.t("customers-name")).help(empty).optional().autocomplete("off"))
        (inputs.text("street", cx.t("customers-street")).optional().autocomplete("off"))
        div.pair {
            (inputs.text("postcode", cx.t("customers-postcode")).optional().autocomplete("off"))
            (inputs.text("city", cx.t("customers-city")).optional().autocomplete("off"))
        }
        div.pair {
            (inputs.text("region", cx.t("customers-region")).optional().autocomplete("off"))
            (inputs.select("country", cx.t("customers-country")).choices(Country::by_name(cx.language())))
        }
        div.pair {
            (inputs.text("company_number", cx.t("customers-company-number")).optional().autocomplete("off"))
            (inputs.text("vat_number", cx.t("customers-vat-number")).help(cx.t("customers-vat-number-help"))
                .optional().autocomplete("off"))
        }
    }
}

fn papers(cx: &Cx, inputs: &Inputs) -> Markup {
    let own = cx.t("customers-own");
    html! {
        (terms::chosen(cx, inputs, Some(own)))
        div.pair {
            (inputs.select("currency", cx.t("customers-currency")).none(own)
                .choices(Currency::by_name(cx.language())))
            (inputs.select("languages", cx.t("customers-languages")).none(own)
                .choices(Languages::ALL.iter().map(|languages| (languages.code(), cx.t(languages.key())))))
        }
        (inputs.radios("entry", cx.t("customers-entry"))
            .choices(Entry::ALL.iter().map(|entry| (entry.code(), cx.t(entry.key())))))
        (inputs.text("invoice_emails", cx.t("customers-invoice-emails")).help(cx.t("customers-invoice-emails-help"))
            .optional().autocomplete("off"))
        (inputs.text("reminder_emails", cx.t("customers-reminder-emails"))
            .help(cx.t("customers-reminder-emails-help")).optional().autocomplete("off"))
        (inputs.text("reference", cx.t("customers-reference")).help(cx.t("customers-reference-help"))
            .optional().autocomplete("off"))
    }
}

/// What is known of the numbers that were saved, who can be asked about them, and the form to say it oneself.
fn number(cx: &Cx, shown: &Shown, sheet: &Sheet) -> Markup {
    let saved = shown.stored.as_ref().map_or("", |stored| stored.input.vat_number.as_str());
    let known = Register::ALL.iter().filter(|register| shown.number_for(**register).is_some());
    let known: Vec<Register> = known.copied().collect();
    if saved.is_empty() && known.is_empty() {
        return html! {};
    }
    section(
        "vat",
        cx.t("customers-check"),
        html! {},
        html! {
            @if !saved.is_empty() { p { (saved) " " (check_state(cx, shown)) } }
            @for register in known { (registers::asking(cx, sheet.standing, register, shown.record.subject)) }
            @if !saved.is_empty() { (by_hand(cx, shown, sheet)) }
        },
    )
}

fn by_hand(cx: &Cx, shown: &Shown, sheet: &Sheet) -> Markup {
    let fields = sheet.check.clone().without("version").with("version", shown.version().to_string());
    let inputs = Inputs::new(cx, &fields, sheet.problems);
    let results = CheckInput::RESULTS.iter().map(|result| (result.code(), cx.t(result.key())));
    html! {
        form.form method="post" action=(cx.path(format_args!("/customers/{}/check", shown.record.subject))) {
            p { (cx.t("customers-check-text")) }
            (inputs.hidden("version"))
            (inputs.radios("result", cx.t("customers-check-result")).choices(results))
            (inputs.text("reason", cx.t("customers-check-reason")).help(cx.t("customers-check-reason-help"))
                .autocomplete("off"))
            p.actions { (Button::submit(cx.t("customers-check-save"))) }
        }
    }
}
