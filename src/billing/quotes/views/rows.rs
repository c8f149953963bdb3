//! The rows of a draft: what is offered, and the words between.

use maud::{Markup, html};

use super::super::model::Part;
use super::parts::Sheet;
use crate::billing::invoices::LINES;
use crate::billing::products::{Product, Unit};
use crate::billing::taxes::{SupplyKind, TaxClass};
use crate::web::Cx;
use crate::web::components::{Button, Inputs};

/// So many rows more than there are lines.
const EMPTY_ROWS: usize = 2;
/// What stands above the rows.
const HEADS: [&str; 6] = [
    "invoices-product",
    "invoices-name",
    "invoices-quantity",
    "invoices-unit",
    "invoices-price",
    "invoices-discount-percent",
];

/// The rows, and the button that gives more of them.
pub(super) fn rows(cx: &Cx, sheet: &Sheet) -> Markup {
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let filled = ["product", "name"].iter().map(|field| sheet.fields.all(field).count()).max().unwrap_or(0);
    let wanted: usize = sheet.fields.first("rows").parse().unwrap_or(filled + EMPTY_ROWS);
    let count = wanted.max(filled).min(LINES);
    html! {
        fieldset.items {
            legend.label { (cx.t("quotes-lines")) }
            p.help { (cx.t("quotes-lines-help")) }
            div.item.head aria-hidden="true" { @for key in HEADS { span { (cx.t(key)) } } }
            @for row in 0..count { (one(cx, &inputs, sheet, row)) }
            p.actions { (Button::submit(cx.t("invoices-more-rows")).quiet().sends("more", "1")) }
        }
        input type="hidden" name="rows" value=(count);
    }
}

fn one(cx: &Cx, inputs: &Inputs, sheet: &Sheet, row: usize) -> Markup {
    let label = |key| cx.tell(key, &[("row", (row + 1).to_string().into())]);
    let chosen = |field: &str| sheet.fields.all(field).nth(row).unwrap_or("").to_owned();
    let product = chosen("product");
    let products = sheet.known.products.iter();
    let products = products.filter(|one| one.is_live || one.id.to_string() == product);
    let class = chosen("class");
    let classes = sheet.known.classes.iter().filter(|one| one.is_live || one.id.to_string() == class);
    let line = |name, key| inputs.text(name, label(key)).row(row).unlabelled().autocomplete("off");
    let choice = |name, key| inputs.select(name, label(key)).row(row).unlabelled();
    html! {
        div.item {
            (choice("product", "invoices-product-row").none(cx.t("invoices-product-none")).choices(products.map(named)))
            (line("name", "quotes-name-row"))
            (line("quantity", "invoices-quantity-row"))
            (choice("unit", "invoices-unit-row").none(cx.t("invoices-unit-as-product"))
                .choices(Unit::ALL.iter().map(|unit| (unit.code(), cx.t(unit.key())))))
            (line("price", "invoices-price-row"))
            (line("discount", "invoices-discount-row"))
            (inputs.area("about", label("invoices-about-row")).row(row).unlabelled().lines(1))
            (choice("class", "invoices-class-row").none(cx.t("invoices-class-as-product")).choices(classes.map(called)))
            (choice("kind", "invoices-kind-row").none(cx.t("invoices-kind-as-product"))
                .choices(SupplyKind::ALL.iter().map(|kind| (kind.code(), cx.t(kind.key())))))
            (inputs.select("part", label("quotes-part-row")).row(row).unlabelled()
                .choices(Part::ALL.iter().map(|part| (part.code(), cx.t(part.key())))))
            (line("choices", "quotes-choices-row").hint(cx.t("quotes-choices-hint")))
        }
    }
}

fn named(product: &Product) -> (String, &str) {
    (product.id.to_string(), &product.facts.name)
}

fn called(class: &TaxClass) -> (String, &str) {
    (class.id.to_string(), &class.facts.name)
}
