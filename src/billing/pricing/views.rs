//! A reckoning in words.

use maud::{Markup, html};

use super::model::{Category, Entry, Percent, Side, Step, Tax};
use crate::base::{Currency, Money};
use crate::web::Cx;

/// The steps to a figure, one under the other, the figure itself last.
pub fn explained(cx: &Cx, currency: Currency, steps: &[Step]) -> Markup {
    html! {
        table.ledger {
            caption.unseen { (cx.t("pricing-explained")) }
            tbody {
                @for step in steps {
                    tr {
                        th.name scope="row" { (words(cx, currency, step)) }
                        td.num { (amount(cx, currency, of(step))) }
                    }
                }
            }
        }
    }
}

fn amount(cx: &Cx, currency: Currency, minor: i64) -> String {
    Money::new(minor, currency).full(cx.language())
}

fn of(step: &Step) -> i64 {
    match step {
        Step::Priced { amount, .. }
        | Step::Discount { amount, .. }
        | Step::Line { amount, .. }
        | Step::Adjusted { amount, .. }
        | Step::Sum { amount }
        | Step::Vat { amount, .. }
        | Step::Base { amount, .. }
        | Step::Rounding { amount } => *amount,
    }
}

fn words(cx: &Cx, currency: Currency, step: &Step) -> String {
    let language = cx.language();
    match *step {
        Step::Priced { quantity, price, .. } => {
            format!("{} × {} {currency}", quantity.show(language), price.show(currency, language))
        }
        Step::Discount { percent, .. } => {
            part(cx, percent, "pricing-step-discount", "pricing-step-discount-of")
        }
        Step::Line { place, .. } => cx.tell("pricing-step-line", &[("place", place.to_string().into())]),
        Step::Adjusted { side: Side::Allowance, percent, .. } => {
            part(cx, percent, "pricing-step-allowance", "pricing-step-allowance-of")
        }
        Step::Adjusted { side: Side::Charge, percent, .. } => {
            part(cx, percent, "pricing-step-charge", "pricing-step-charge-of")
        }
        Step::Sum { .. } => cx.t("pricing-step-sum").to_owned(),
        Step::Vat { tax, entry, of, .. } => vat(cx, tax, entry, amount(cx, currency, of)),
        Step::Base { tax, .. } => match tax.category {
            Category::S => cx.tell("pricing-step-base", &[("percent", tax.percent.show(language).into())]),
            other => cx.tell("pricing-step-base-untaxed", &[("category", cx.t(other.key()).into())]),
        },
        Step::Rounding { .. } => cx.t("pricing-step-rounding").to_owned(),
    }
}

fn part(cx: &Cx, percent: Option<Percent>, key: &'static str, key_of: &'static str) -> String {
    match percent {
        Some(percent) => cx.tell(key_of, &[("percent", percent.show(cx.language()).into())]),
        None => cx.t(key).to_owned(),
    }
}

fn vat(cx: &Cx, tax: Tax, entry: Entry, of: String) -> String {
    let percent = tax.percent.show(cx.language());
    match (tax.category, entry) {
        (Category::S, Entry::Net) => {
            cx.tell("pricing-step-vat", &[("percent", percent.into()), ("of", of.into())])
        }
        (Category::S, Entry::Gross) => {
            cx.tell("pricing-step-vat-within", &[("percent", percent.into()), ("of", of.into())])
        }
        (other, _) => cx.tell("pricing-step-untaxed", &[("category", cx.t(other.key()).into())]),
    }
}
