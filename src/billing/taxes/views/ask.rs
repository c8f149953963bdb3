//! Which tax a sale would bear.

use maud::{Markup, html};

use super::super::model::{BuyerKind, Checked, Sale, SupplyKind, TaxClass, Treatment, decide};
use crate::base::{Country, Fields, Problems};
use crate::billing::pricing::Category;
use crate::web::Cx;
use crate::web::components::{Button, Inputs, Kind, Tone, section, state};
use crate::workspace::settings::{Section, below};

/// What the table is asked.
pub struct Answer<'a> {
    /// The sale.
    pub sale: &'a Sale,
    /// The workspace's classes.
    pub classes: &'a [TaxClass],
}

/// The whole page; the answer stands below the question.
pub fn ask(cx: &Cx, fields: &Fields, problems: &Problems, answer: Option<&Answer>) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let kinds = BuyerKind::ALL.iter().map(|kind| (kind.code(), cx.t(kind.key())));
    let numbers = Checked::ALL.iter().map(|number| (number.code(), cx.t(number.key())));
    let supplies = SupplyKind::ALL.iter().map(|supply| (supply.code(), cx.t(supply.key())));
    let body = html! {
        (inputs.errors())
        form.form action=(cx.path("/settings/taxes/ask")) {
            (inputs.select("supply", cx.t("taxes-supply")).choices(supplies))
            div.pair {
                (inputs.select("kind", cx.t("taxes-buyer")).choices(kinds))
                (inputs.select("country", cx.t("taxes-country")).choices(Country::by_name(cx.language())))
            }
            (inputs.check("northern", cx.t("taxes-buyer-northern")))
            (inputs.select("number", cx.t("taxes-number")).choices(numbers))
            (inputs.text("day", cx.t("taxes-day")).kind(Kind::Date).short())
            p.actions { (Button::submit(cx.t("taxes-ask-send")).primary()) }
        }
        @if let Some(answer) = answer {
            (section("answer", cx.t("taxes-answer"), html! {}, said(cx, answer)))
        }
    };
    below(cx, Section::Taxes, cx.t("taxes-ask"), &inputs, body)
}

fn said(cx: &Cx, answer: &Answer) -> Markup {
    let sale = answer.sale;
    let decision = decide(sale);
    let place = decision.country(sale).map(|country| country.name(cx.language())).unwrap_or_default();
    html! {
        @match decision.treatment {
            Treatment::Home => p { (cx.t("taxes-answer-home")) },
            Treatment::Destination => p { (cx.tell("taxes-answer-there", &[("country", place.into())])) },
            Treatment::Untaxed(category, ground) => {
                p { (cx.t("taxes-answer-none")) " " b { (cx.t(category.key())) } }
                dl.facts {
                    div { dt { (cx.t("taxes-wording")) } dd { (cx.t(ground.key(sale.seller.country, sale.day))) } }
                    div { dt { (cx.t("taxes-codes")) } dd { code { (category.code()) } " " code { (ground.code()) } } }
                }
            }
        }
        @if let Some(doubt) = decision.doubt { p { (state(Tone::Due, cx.t(doubt.key()))) } }
        @if let Some(country) = decision.country(sale) {
            ul.lines {
                @for class in answer.classes.iter().filter(|class| class.is_live) {
                    li { span { (class.facts.name) } span.num { (class_rate(cx, class, sale, country)) } }
                }
            }
        }
    }
}

fn class_rate(cx: &Cx, class: &TaxClass, sale: &Sale, country: Country) -> Markup {
    match class.tax(country, sale.day) {
        Some(tax) if tax.category == Category::S => html! { (tax.percent.show(cx.language())) },
        Some(tax) => html! { (cx.t(tax.category.key())) },
        None => state(Tone::Due, cx.t("taxes-rate-unknown")),
    }
}
