//! The rows of a draft: what is sold.

use maud::{Markup, html};

use super::super::model::LINES;
use super::parts::Sheet;
use crate::billing::products::{Product, Unit};
use crate::billing::taxes::{SupplyKind, TaxClass};
use crate::web::Cx;
use crate::web::components::{Button, Inputs};

/// So many rows more than there are lines.
const EMPTY_ROWS: usize = 2;

/// The rows, and the button that gives more of them.
pub(super) fn rows(cx: &Cx, sheet: &Sheet) -> Markup {
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let filled = ["product", "name"].iter().map(|field| sheet.fields.all(field).count()).max().unwrap_or(0);
    let wanted: usize = sheet.fields.first("rows").parse().unwrap_or(filled + EMPTY_ROWS);
    let count = wanted.max(filled).min(LINES);
    html! {
        fieldset.rows {
            legend.label { (cx.t("invoices-lines")) }
            p.help { (cx.t("invoices-lines-help")) }
            @for row in 0..count { (one(cx, &inputs, sheet, row)) }
        }
        input type="hidden" name="rows" value=(count);
        p.actions { (Button::submit(cx.t("invoices-more-rows")).quiet().sends("more", "1")) }
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
    html! {
        div.pair {
            (inputs.select("product", label("invoices-product-row")).row(row)
                .none(cx.t("invoices-product-none")).choices(products.map(named)))
            (inputs.text("name", label("invoices-name-row")).row(row).optional().autocomplete("off"))
        }
        div.pair {
            (inputs.text("quantity", label("invoices-quantity-row")).row(row).short().optional().autocomplete("off"))
            (inputs.select("unit", label("invoices-unit-row")).row(row).none(cx.t("invoices-as-product"))
                .choices(Unit::ALL.iter().map(|unit| (unit.code(), cx.t(unit.key())))))
        }
        div.pair {
            (inputs.text("price", label("invoices-price-row")).row(row).short().optional().autocomplete("off"))
            (inputs.text("discount", label("invoices-discount-row")).row(row).short().optional().autocomplete("off"))
        }
        div.pair {
            (inputs.select("class", label("invoices-class-row")).row(row).none(cx.t("invoices-as-product"))
                .choices(classes.map(called)))
            (inputs.select("kind", label("invoices-kind-row")).row(row).none(cx.t("invoices-as-product"))
                .choices(SupplyKind::ALL.iter().map(|kind| (kind.code(), cx.t(kind.key())))))
        }
        (inputs.area("about", label("invoices-about-row")).row(row).optional().lines(2))
    }
}

fn named(product: &Product) -> (String, &str) {
    (product.id.to_string(), &product.facts.name)
}

fn called(class: &TaxClass) -> (String, &str) {
    (class.id.to_string(), &class.facts.name)
}
