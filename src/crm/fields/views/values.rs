//! Values in forms, on the pages of records, and where two people changed the same.

use maud::{Markup, html};

use super::super::model::{Field, FieldKind, Own, Show, Value, Values};
use crate::base::{Currency, Fields, Language};
use crate::crm::owners::Owners;
use crate::web::Cx;
use crate::web::components::{Inputs, Kind, fact_edit};

/// What a form begins with: the stored values, to be typed over.
pub fn fill(fields: Fields, own: &[Field], values: &Values, language: Language) -> Fields {
    own.iter().fold(fields, |fields, field| {
        let Some(value) = values.get(field.id) else { return fields };
        let typed = field.typed(value, language).into_iter();
        let fields = typed.fold(fields, |fields, text| fields.with(field.name(), text));
        match value {
            Value::Money(money) => fields.with(field.currency_name(), money.currency.code()),
            _ => fields,
        }
    })
}

/// The controls of a form, in the order of the fields.
pub fn inputs(cx: &Cx, inputs: &Inputs, own: &Own, owners: &Owners) -> Markup {
    html! { @for field in &own.fields { (input(cx, inputs, field, (own.currency, owners))) } }
}

fn input(cx: &Cx, inputs: &Inputs, field: &Field, (currency, owners): (Currency, &Owners)) -> Markup {
    let name = field.name();
    let label = field.facts.label.as_str();
    let typed = |text: &str| inputs.fields().all(&name).any(|typed| typed == text);
    let offered = || field.options.iter().filter(|option| option.is_live || typed(&option.label));
    let choices = || offered().map(|option| (option.label.clone(), option.label.clone()));
    let answers = [("yes", cx.t("fields-yes")), ("no", cx.t("fields-no"))];
    let none = cx.t("fields-none");
    let control = match field.kind {
        FieldKind::Text => inputs.text(&name, label).autocomplete("off"),
        FieldKind::Number => inputs.text(&name, label).autocomplete("off").short(),
        FieldKind::Money => return money(cx, inputs, field, currency),
        FieldKind::Day => inputs.text(&name, label).kind(Kind::Date).short(),
        FieldKind::YesNo => inputs.radios(&name, label).choices(answers).none(none),
        FieldKind::Choice => inputs.select(&name, label).choices(choices()).none(none),
        FieldKind::Choices => inputs.checks(&name, label).choices(choices()),
        FieldKind::Link => inputs.text(&name, label).kind(Kind::Url).autocomplete("off"),
        FieldKind::Person => {
            let now = inputs.fields().first(&name).parse().ok();
            inputs.select(&name, label).choices(owners.choices(now)).none(cx.t("owners-nobody"))
        }
    };
    let control = if field.facts.is_needed { control } else { control.optional() };
    let control = if field.facts.help.is_empty() { control } else { control.help(field.facts.help.as_str()) };
    html! {
        // Of boxes that nobody ticks a browser says nothing.
        @if field.kind == FieldKind::Choices { input type="hidden" name=(name) value=""; }
        (control)
    }
}

/// An amount beside its currency.
fn money(cx: &Cx, inputs: &Inputs, field: &Field, currency: Currency) -> Markup {
    let (name, currency_name) = (field.name(), field.currency_name());
    let amount = inputs.text(&name, field.facts.label.as_str()).autocomplete("off");
    let amount = if field.facts.is_needed { amount } else { amount.optional() };
    let amount = if field.facts.help.is_empty() { amount } else { amount.help(field.facts.help.as_str()) };
    // The first is the one that is chosen where nobody has chosen yet.
    let others = Currency::ALL.iter().filter(|other| **other != currency);
    let currencies = std::iter::once(&currency).chain(others).map(|one| (one.code(), one.code()));
    let label = format!("{}: {}", field.facts.label, cx.t("fields-currency"));
    html! {
        div.pair {
            (amount)
            (inputs.select(&currency_name, label).choices(currencies))
        }
    }
}

/// The values as lines of `dl.facts`, each with its way to the form.
pub fn facts(cx: &Cx, own: &[Field], (values, owners): (&Values, &Owners), edit: &str) -> Markup {
    html! {
        @for field in own {
            @if let Some(value) = values.get(field.id) {
                (fact_edit(
                    &field.facts.label,
                    cell(cx, field, value, owners),
                    &format!("{edit}#{}", field.name()),
                    &cx.tell("fields-change", &[("name", field.facts.label.as_str().into())]),
                ))
            }
        }
    }
}

/// A value where people read it; a link leads out of the product and tells nobody where it came from.
pub fn cell(cx: &Cx, field: &Field, value: &Value, owners: &Owners) -> Markup {
    match value {
        Value::Link(link) => {
            let short = link.strip_prefix("https://").unwrap_or(link).trim_end_matches('/');
            html! { a href=(link) rel="noopener noreferrer nofollow" { (short) } }
        }
        _ => html! { (shown(cx, field, value, owners)) },
    }
}

/// A value in the reader's words.
pub fn shown(cx: &Cx, field: &Field, value: &Value, owners: &Owners) -> String {
    let yes_no = (cx.t("fields-yes"), cx.t("fields-no"));
    field.shown(value, &Show { language: cx.language(), today: cx.today(), yes_no, owners })
}

/// The rows of a table of two changes: the field, what is stored now, what was typed.
pub fn differences(cx: &Cx, own: &[Field], owners: &Owners, (stored, typed): (&Values, &Values)) -> Markup {
    let word = |field: &Field, values: &Values| {
        values.get(field.id).map_or_else(|| "–".to_owned(), |value| shown(cx, field, value, owners))
    };
    html! {
        @for field in own {
            @if stored.get(field.id) != typed.get(field.id) {
                tr {
                    th scope="row" { (field.facts.label) }
                    td { (word(field, stored)) }
                    td { (word(field, typed)) }
                }
            }
        }
    }
}
