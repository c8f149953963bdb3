//! The form of a product.

use maud::{Markup, html};

use super::super::model::{PRICES, Product, ProductInput, Unit};
use crate::base::{Currency, Fields, Language, Problems};
use crate::billing::pricing::Entry;
use crate::billing::taxes::{SupplyKind, TaxClass};
use crate::web::components::{Button, Inputs, title, trail};
use crate::web::{Cx, frame};

/// So many rows more than there are prices.
const EMPTY_ROWS: usize = 2;

/// What stands in the form, and what it offers.
pub struct Sheet<'a> {
    /// What was typed.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a Problems,
    /// The product that is changed; none is added.
    pub product: Option<&'a Product>,
    /// Every tax class.
    pub classes: &'a [TaxClass],
    /// The workspace's own currency.
    pub currency: Currency,
}

/// The facts of a product as its form shows them.
pub fn typed(facts: &ProductInput, language: Language) -> Fields {
    let fields = Fields::new()
        .with("name", &facts.name)
        .with("sku", &facts.sku)
        .with("about", &facts.about)
        .with("kind", facts.kind.code())
        .with("unit", facts.unit.code())
        .with("class", facts.class.to_string())
        .with("entry", facts.entry.code());
    facts.prices.iter().fold(fields, |fields, one| {
        fields.with("price", one.price.typed(one.currency, language)).with("currency", one.currency.code())
    })
}

/// The whole page.
pub fn form(cx: &Cx, sheet: &Sheet) -> Markup {
    let heading = match sheet.product {
        Some(product) => cx.tell("products-edit-title", &[("name", product.facts.name.clone().into())]),
        None => cx.t("products-new").to_owned(),
    };
    let body = html! {
        (way_back(cx))
        (title(&heading, "", html! {}))
        (Inputs::new(cx, sheet.fields, sheet.problems).errors())
        (whole(cx, sheet))
    };
    frame(cx, &Inputs::new(cx, sheet.fields, sheet.problems).title(&heading), body)
}

/// To the list.
pub(super) fn way_back(cx: &Cx) -> Markup {
    trail(cx, &[(&cx.path("/products"), cx.t("products-title"))])
}

/// The form without what stands around it.
pub(super) fn whole(cx: &Cx, sheet: &Sheet) -> Markup {
    let fields = filled(sheet);
    let inputs = Inputs::new(cx, &fields, sheet.problems);
    let (action, back) = match sheet.product {
        Some(product) => {
            let page = cx.path(format_args!("/products/{}", product.id));
            (format!("{page}/edit"), page)
        }
        None => (cx.path("/products/new"), cx.path("/products")),
    };
    html! {
        form.form method="post" action=(action) {
            @if sheet.product.is_some() { (inputs.hidden("version")) } @else { (inputs.hidden("act")) }
            (facts(cx, &inputs, sheet))
            (prices(cx, &inputs))
            p.actions {
                (Button::submit(cx.t("products-save")).primary().key("s"))
                (Button::link(back, cx.t("form-cancel")).quiet())
            }
        }
    }
}

/// What was typed, with the workspace's currency in the rows that have none.
fn filled(sheet: &Sheet) -> Fields {
    let rows = sheet.fields.all("price").count();
    let known: Vec<&str> = sheet.fields.all("currency").collect();
    let shown = (rows + EMPTY_ROWS).min(PRICES);
    let rest = sheet.fields.clone().without("currency");
    (0..shown).fold(rest, |fields, row| {
        fields.with("currency", known.get(row).copied().unwrap_or(sheet.currency.code()))
    })
}

fn facts(cx: &Cx, inputs: &Inputs, sheet: &Sheet) -> Markup {
    let has_it = |class: &TaxClass| sheet.product.is_some_and(|product| product.facts.class == class.id);
    let classes = sheet.classes.iter().filter(|class| class.is_live || has_it(class));
    let classes: Vec<(String, &str)> =
        classes.map(|class| (class.id.to_string(), class.facts.name.as_str())).collect();
    html! {
        (inputs.text("name", cx.t("products-name")).autocomplete("off").focus())
        (inputs.text("sku", cx.t("products-sku")).help(cx.t("products-sku-help")).optional().autocomplete("off"))
        (inputs.area("about", cx.t("products-about")).help(cx.t("products-about-help")).optional().lines(3))
        (inputs.radios("kind", cx.t("products-kind")).choices(SupplyKind::ALL.iter().map(|kind| (kind.code(), cx.t(kind.key())))))
        div.pair {
            (inputs.select("unit", cx.t("products-unit")).choices(Unit::ALL.iter().map(|unit| (unit.code(), cx.t(unit.key())))))
            (inputs.select("class", cx.t("products-class")).choices(classes))
        }
    }
}

fn prices(cx: &Cx, inputs: &Inputs) -> Markup {
    let rows = inputs.fields().all("currency").count();
    html! {
        (inputs.radios("entry", cx.t("products-entry")).help(cx.t("products-entry-help"))
            .choices(Entry::ALL.iter().map(|entry| (entry.code(), cx.t(entry.key())))))
        fieldset.rows {
            legend.label { (cx.t("products-prices")) }
            p.help { (cx.t("products-prices-help")) }
            @for row in 0..rows {
                div.pair {
                    (inputs.text("price", cx.tell("products-price-row", &[("row", (row + 1).to_string().into())]))
                        .row(row).autocomplete("off"))
                    (inputs.select("currency", cx.tell("products-currency-row", &[("row", (row + 1).to_string().into())]))
                        .row(row).choices(Currency::by_name(cx.language())))
                }
            }
        }
    }
}
