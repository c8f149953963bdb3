//! The page on which the columns of a list are chosen.

use maud::{Markup, html};

use super::super::model::{Choices, Column, Lens};
use super::{address, ground, label, list_path};
use crate::base::{Fields, Problems};
use crate::web::components::{Button, Inputs, trail};
use crate::web::{Cx, frame};

/// So many columns can be chosen.
const PLACES: usize = 8;

/// One field a place, in the order of the table.
pub fn columns(cx: &Cx, lens: &Lens, choices: &Choices) -> Markup {
    let list = lens.list;
    let fields: Fields = lens.state.columns.iter().map(|column| ("col".to_owned(), column.code())).collect();
    let problems = Problems::default();
    let inputs = Inputs::new(cx, &fields, &problems);
    let back = address(cx, &list_path(list), &lens.here());
    let shown = choices.columns(list).into_iter().filter(|column| *column != Column::Name);
    let offered: Vec<(String, &str)> =
        shown.map(|column| (column.code(), label(cx, choices, column))).collect();
    let places: Vec<String> =
        (1..=PLACES).map(|number| cx.tell("views-column", &[("number", number.into())])).collect();
    let body = html! {
        (trail(cx, &[(&back, cx.t(list.key()))]))
        header.title { h1 { (cx.t("views-columns")) } }
        form.form action=(cx.path(format_args!("/lists/{}/columns", list.code()))) {
            p.help { (cx.t("views-columns-help")) }
            @for (name, value) in lens.state.pairs().into_iter().filter(|(name, _)| name != "cols") {
                input type="hidden" name=(name) value=(value);
            }
            (ground(lens))
            div.pair {
                @for (place, told) in places.iter().enumerate() {
                    (inputs.select("col", told.as_str()).row(place).none("–").choices(offered.iter().cloned()))
                }
            }
            p.actions {
                (Button::submit(cx.t("views-show")).primary().key("s").sends("act", "show"))
                (Button::submit(cx.t("views-columns-plain")).sends("act", "plain"))
                (Button::link(back, cx.t("form-cancel")))
            }
        }
    };
    frame(cx, cx.t("views-columns"), body)
}
