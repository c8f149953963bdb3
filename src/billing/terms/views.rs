//! The fields by which terms are chosen.

use maud::{Markup, html};

use super::model::Terms;
use crate::web::Cx;
use crate::web::components::{Inputs, Kind};

/// The kind of terms and its number: `terms` and `terms_number`; `none` is what no choice means, where there may be none.
pub fn chosen(cx: &Cx, inputs: &Inputs, none: Option<&str>) -> Markup {
    let kinds = Terms::KINDS.map(|(kind, key)| (kind, cx.t(key)));
    let select = inputs.select("terms", cx.t("terms-title")).choices(kinds);
    let select = match none {
        Some(text) => select.none(text),
        None => select,
    };
    html! {
        div.pair {
            (select)
            (inputs.text("terms_number", cx.t("terms-number")).help(cx.t("terms-number-help"))
                .kind(Kind::Number).short().optional())
        }
        (inputs.text("terms_early", cx.t("terms-early")).help(cx.t("terms-early-help")).short().optional())
    }
}
