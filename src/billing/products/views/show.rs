//! The page of a product.

use maud::{Markup, html};

use super::super::model::{Price, Product};
use super::price;
use crate::base::{Country, Right};
use crate::billing::pricing::{Figure, explain, explained};
use crate::billing::taxes::TaxClass;
use crate::web::components::{Button, Icon, Tone, section, state, title, trail};
use crate::web::{Cx, frame};

/// The whole page; what one costs is told as at home today.
pub fn show(cx: &Cx, product: &Product, class: &TaxClass, home: Country) -> Markup {
    let facts = &product.facts;
    let path = cx.path(format_args!("/products/{}", product.id));
    let may = cx.may(Right::MoneyWrite);
    let acts = html! {
        @if !product.is_live { (state(Tone::Draft, cx.t("products-retired"))) }
        @if may { (Button::link(format!("{path}/edit"), cx.t("products-edit")).icon(Icon::Pencil).key("e")) }
    };
    let body = html! {
        (trail(cx, &[(&cx.path("/products"), cx.t("products-title"))]))
        (title(&facts.name, "", acts))
        dl.facts {
            @if !facts.sku.is_empty() { div { dt { (cx.t("products-sku")) } dd { code { (facts.sku) } } } }
            div { dt { (cx.t("products-kind")) } dd { (cx.t(facts.kind.key())) } }
            div { dt { (cx.t("products-unit")) } dd { (cx.t(facts.unit.key())) } }
            div { dt { (cx.t("products-class")) } dd { (class.facts.name) } }
            @if !facts.about.is_empty() { div { dt { (cx.t("products-about")) } dd { (facts.about) } } }
        }
        (section("prices", cx.t("products-prices"), html! {}, html! {
            @if facts.prices.is_empty() { p.help { (cx.t("products-prices-none")) } }
            @for one in &facts.prices { (of_one(cx, product, *one, (class, home))) }
        }))
        @if may { (section("end", cx.t("products-end"), html! {}, end(cx, product, &path))) }
    };
    frame(cx, &facts.name, body)
}

/// A price, and how it becomes what somebody pays.
fn of_one(cx: &Cx, product: &Product, one: Price, (class, home): (&TaxClass, Country)) -> Markup {
    let today = cx.who.place.as_ref().map_or_else(|| cx.today(), |place| cx.now().day(&place.zone));
    let reckoned = class.tax(home, today).map(|tax| product.one(one, tax));
    html! {
        p { b { (price(cx, one)) } " " (cx.t(product.facts.entry.key())) }
        @match reckoned {
            Some(Ok((paper, totals))) => {
                (explained(cx, one.currency, &explain(&paper, &totals, Figure::Payable)))
            }
            Some(Err(_)) => p { (state(Tone::Due, cx.t("products-price-large"))) },
            None => p { (state(Tone::Due, cx.t("taxes-rate-unknown"))) },
        }
    }
}

fn end(cx: &Cx, product: &Product, path: &str) -> Markup {
    let (verb, text, act) = match product.is_live {
        true => ("retire", "products-retire-text", Button::submit(cx.t("products-retire")).grave()),
        false => ("use", "products-use-text", Button::submit(cx.t("products-use"))),
    };
    html! {
        form.form method="post" action={ (path) "/" (verb) } {
            p { (cx.t(text)) }
            p.actions { (act) }
        }
    }
}
