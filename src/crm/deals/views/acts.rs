//! The short forms that end a deal or let it rest.

use maud::{Markup, html};

use super::super::model::{Deal, LostReason};
use crate::base::{Fields, Problems};
use crate::web::components::{Button, Inputs, Kind, title, trail};
use crate::web::{Cx, frame};

/// Why it is lost.
pub fn lose(
    cx: &Cx,
    deal: &Deal,
    reasons: &[LostReason],
    (fields, problems): (&Fields, &Problems),
) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let offered = reasons.iter().filter(|reason| reason.is_live);
    let offered = offered.map(|reason| (reason.id.to_string(), reason.name.as_str()));
    let body = html! {
        (inputs.radios("reason", cx.t("deals-reason")).choices(offered))
        (inputs.text("note", cx.t("deals-lost-note")).optional().autocomplete("off"))
    };
    let act = Button::submit(cx.t("deals-lose")).primary().key("s");
    sheet(
        cx,
        deal,
        (&inputs, cx.tell("deals-lose-title", &[("name", deal.facts.name.as_str().into())])),
        "lose",
        html! {
            (body)
            (foot(cx, deal, &act))
        },
    )
}

/// Until when it rests.
pub fn hold(cx: &Cx, deal: &Deal, (fields, problems): (&Fields, &Problems)) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let act = Button::submit(cx.t("deals-hold")).primary().key("s");
    sheet(
        cx,
        deal,
        (&inputs, cx.tell("deals-hold-title", &[("name", deal.facts.name.as_str().into())])),
        "hold",
        html! {
            (inputs.text("until", cx.t("deals-until")).kind(Kind::Date).help(cx.t("deals-until-help")).focus())
            (foot(cx, deal, &act))
        },
    )
}

fn sheet(cx: &Cx, deal: &Deal, (inputs, heading): (&Inputs, String), verb: &str, fields: Markup) -> Markup {
    let record = cx.path(format_args!("/deals/{}", deal.id));
    let body = html! {
        (trail(cx, &[(&cx.path("/deals"), cx.t("deals-title")), (&record, &deal.facts.name)]))
        (title(&heading, "", html! {}))
        (inputs.errors())
        form.form method="post" action={ (record) "/" (verb) } novalidate {
            (inputs.hidden("version"))
            (fields)
        }
    };
    frame(cx, &inputs.title(&heading), body)
}

fn foot(cx: &Cx, deal: &Deal, act: &Button) -> Markup {
    html! {
        p.actions {
            (act)
            (Button::link(cx.path(format_args!("/deals/{}", deal.id)), cx.t("form-cancel")).quiet())
        }
    }
}
