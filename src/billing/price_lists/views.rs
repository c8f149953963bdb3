//! What price lists look like: their list, their form, and what a customer's page and a draft say of one.

use maud::{Markup, html};

use super::model::{ITEMS, PriceList};
use crate::base::{Currency, Fields, Language, Problems, Right, SubjectId};
use crate::billing::pricing::Percent;
use crate::billing::products::Product;
use crate::web::components::{
    Button, Drawing, Icon, Inputs, Kind, day, empty, notice, section, title, trail,
};
use crate::web::{Cx, frame};

/// So many rows more than there are prices.
const EMPTY_ROWS: usize = 3;

/// What stands in the form, and what it offers.
pub struct Sheet<'a> {
    /// What was typed.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a Problems,
    /// The list that is changed; none is added.
    pub list: Option<&'a PriceList>,
    /// What is sold.
    pub products: &'a [Product],
}

/// A list as its form shows it.
pub fn typed(list: &PriceList, language: Language) -> Fields {
    let facts = &list.facts;
    let fields = Fields::new()
        .with("version", list.version.to_string())
        .with("name", &facts.name)
        .with("currency", facts.currency.code())
        .with("way", if facts.percent > 0 { "on" } else { "off" })
        .with("percent", Percent(facts.percent.abs()).typed(language))
        .with("valid_on", facts.valid_on.to_string())
        .with("valid_until", facts.valid_until.map_or(String::new(), |day| day.to_string()));
    facts.items.iter().fold(fields, |fields, (id, price)| {
        fields.with("product", id.to_string()).with("price", price.typed(facts.currency, language))
    })
}

/// The page of all of them.
pub fn list(cx: &Cx, lists: &[(PriceList, i64)]) -> Markup {
    let new = html! {
        @if cx.may(Right::MoneyWrite) {
            (Button::link(cx.path("/price-lists/new"), cx.t("price-lists-new")).primary().icon(Icon::Plus).key("n"))
        }
    };
    let body = html! {
        (trail(cx, &[(&cx.path("/products"), cx.t("products-title"))]))
        (title(cx.t("price-lists-title"), "", html! { @if !lists.is_empty() { (new) } }))
        @if lists.is_empty() {
            (empty(Drawing::Cards, cx.t("price-lists-empty-title"), cx.t("price-lists-text"), new))
        } @else {
            p { (cx.t("price-lists-text")) }
            ul.lines { @for (list, customers) in lists { li { (line(cx, list, *customers)) } } }
        }
    };
    frame(cx, cx.t("price-lists-title"), body)
}

fn line(cx: &Cx, list: &PriceList, customers: i64) -> Markup {
    let facts = &list.facts;
    html! {
        span {
            @if cx.may(Right::MoneyWrite) {
                a href=(cx.path(format_args!("/price-lists/{}", list.id))) { (facts.name) }
            } @else { (facts.name) }
            " " (facts.signed(cx.language())) " · " (facts.currency.code()) " · "
            (cx.tell("price-lists-customers", &[("count", customers.into())]))
        }
        span.how {
            (cx.t("price-lists-since")) " " (day(cx, facts.valid_on))
            @if let Some(last) = facts.valid_until { " " (cx.t("price-lists-until")) " " (day(cx, last)) }
        }
    }
}

/// The page of one.
pub fn form(cx: &Cx, sheet: &Sheet) -> Markup {
    let heading = match sheet.list {
        Some(list) => cx.tell("price-lists-edit", &[("name", list.facts.name.clone().into())]),
        None => cx.t("price-lists-new").to_owned(),
    };
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let action = match sheet.list {
        Some(list) => cx.path(format_args!("/price-lists/{}", list.id)),
        None => cx.path("/price-lists/new"),
    };
    let body = html! {
        (trail(cx, &[(&cx.path("/price-lists"), cx.t("price-lists-title"))]))
        (title(&heading, "", html! {}))
        (inputs.errors())
        form.form method="post" action=(action) {
            @if sheet.list.is_some() { (inputs.hidden("version")) } @else { (inputs.hidden("act")) }
            (facts(cx, &inputs))
            (items(cx, sheet, &inputs))
            p.actions {
                (Button::submit(cx.t("price-lists-save")).primary().key("s"))
                (Button::link(cx.path("/price-lists"), cx.t("form-cancel")).quiet())
            }
        }
    };
    frame(cx, &inputs.title(&heading), body)
}

fn facts(cx: &Cx, inputs: &Inputs) -> Markup {
    html! {
        (inputs.text("name", cx.t("price-lists-name")).autocomplete("off"))
        (inputs.select("currency", cx.t("price-lists-currency")).help(cx.t("price-lists-currency-help"))
            .choices(Currency::by_name(cx.language())))
        (inputs.radios("way", cx.t("price-lists-way"))
            .choices([("off", cx.t("price-lists-off")), ("on", cx.t("price-lists-on"))]))
        (inputs.text("percent", cx.t("price-lists-percent")).help(cx.t("price-lists-percent-help")).short().optional()
            .autocomplete("off"))
        div.pair {
            (inputs.text("valid_on", cx.t("price-lists-first")).kind(Kind::Date).short())
            (inputs.text("valid_until", cx.t("price-lists-last")).kind(Kind::Date).short().optional())
        }
    }
}

fn items(cx: &Cx, sheet: &Sheet, inputs: &Inputs) -> Markup {
    let filled = sheet.fields.all("product").count();
    let wanted: usize = sheet.fields.first("rows").parse().unwrap_or(filled + EMPTY_ROWS);
    let count = wanted.max(filled).min(ITEMS);
    let label = |key, row: usize| cx.tell(key, &[("row", (row + 1).to_string().into())]);
    html! {
        fieldset.rows {
            legend.label { (cx.t("price-lists-prices")) }
            p.help { (cx.t("price-lists-prices-help")) }
            @for row in 0..count {
                div.pair {
                    (inputs.select("product", label("price-lists-product-row", row)).row(row)
                        .none(cx.t("price-lists-no-product"))
                        .choices(sheet.products.iter().map(|one| (one.id.to_string(), one.facts.name.as_str()))))
                    (inputs.text("price", label("price-lists-price-row", row)).row(row).autocomplete("off"))
                }
            }
            p.actions { (Button::submit(cx.t("price-lists-more")).quiet().sends("more", "1")) }
        }
        input type="hidden" name="rows" value=(count);
    }
}

/// The part of a customer's billing page: which list it has.
pub fn chosen(cx: &Cx, customer: SubjectId, own: Option<&PriceList>, lists: &[(PriceList, i64)]) -> Markup {
    let (problems, own) = (Problems::default(), own.map_or(String::new(), |list| list.id.to_string()));
    let fields = Fields::new().with("price_list", own);
    let inputs = Inputs::new(cx, &fields, &problems);
    let choices = lists.iter().map(|(list, _)| (list.id.to_string(), list.facts.name.as_str()));
    let body = html! {
        form.form method="post" action=(cx.path(format_args!("/customers/{customer}/price-list"))) {
            (inputs.select("price_list", cx.t("price-lists-list")).none(cx.t("price-lists-none")).choices(choices))
            p.actions { (Button::submit(cx.t("price-lists-choose"))) }
        }
    };
    html! { @if !lists.is_empty() { (section("prices", cx.t("price-lists-of-customer"), html! {}, body)) } }
}

/// What a draft says where a list counts: where the prices of picked products come from.
pub fn counts(cx: &Cx, list: Option<&PriceList>) -> Markup {
    html! {
        @if let Some(list) = list {
            (notice(&cx.tell("price-lists-counts", &[
                ("name", list.facts.name.clone().into()),
                ("currency", list.facts.currency.code().into()),
            ]), html! {}))
        }
    }
}
