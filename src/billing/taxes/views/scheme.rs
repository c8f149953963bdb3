//! How the workspace accounts for VAT, as a part of the page of taxes.

use maud::{Markup, html};

use super::super::model::{DatedScheme, Scheme, SchemeKind, Standing};
use crate::base::Right;
use crate::web::Cx;
use crate::web::components::{Button, Inputs, Kind, day};

/// What holds today, every row, and the form of another one.
pub fn schemes(cx: &Cx, rows: &[DatedScheme], today: Standing, inputs: Inputs) -> Markup {
    let may = cx.may(Right::MoneyWrite);
    html! {
        p { (cx.t("taxes-scheme-now")) " " (words(cx, today.scheme)) }
        @if !rows.is_empty() {
            ul.lines {
                @for row in rows {
                    li {
                        span { (words(cx, row.scheme)) }
                        @if may {
                            form method="post" action=(cx.path(format_args!("/settings/vat-schemes/{}/remove", row.id))) {
                                (Button::submit(cx.t("taxes-rate-remove")).quiet())
                            }
                        }
                        span.how { (cx.t("taxes-since")) " " (day(cx, row.valid_on)) }
                    }
                }
            }
        }
        @if may { (form(cx, today, inputs)) }
    }
}

/// The scheme's name, of a flat rate with its percentage.
fn words(cx: &Cx, scheme: Scheme) -> Markup {
    html! {
        (cx.t(scheme.kind.key()))
        @if scheme.kind == SchemeKind::Flat { ", " (scheme.percent.show(cx.language())) }
    }
}

fn form(cx: &Cx, today: Standing, inputs: Inputs) -> Markup {
    let offered = SchemeKind::offered(today.seller.country);
    let has_flat = offered.clone().any(|kind| kind == SchemeKind::Flat);
    html! {
        form.form method="post" action=(cx.path("/settings/taxes/scheme")) {
            p.help { (cx.t("taxes-scheme-text")) }
            div.pair {
                (inputs.select("scheme", cx.t("taxes-scheme-kind"))
                    .choices(offered.map(|kind| (kind.code(), cx.t(kind.key())))))
                (inputs.text("scheme_on", cx.t("taxes-scheme-from")).kind(Kind::Date).short())
            }
            @if has_flat {
                (inputs.text("flat", cx.t("taxes-scheme-flat")).help(cx.t("taxes-scheme-flat-help")).short().optional())
            }
            p.actions { (Button::submit(cx.t("taxes-scheme-add"))) }
        }
    }
}
