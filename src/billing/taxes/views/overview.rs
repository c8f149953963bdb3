//! The page of taxes in the settings.

use maud::{Markup, html};

use super::super::model::{DatedScheme, Standing, TaxChoice, TaxClass};
use super::{scheme, today};
use crate::base::{Country, Fields, Problems, Right};
use crate::billing::pricing::Category;
use crate::web::Cx;
use crate::web::components::{Button, Inputs, Tone, section, state};
use crate::workspace::settings::{Section, sections};

/// What the page shows besides what was typed.
pub struct Shown {
    /// Every class.
    pub classes: Vec<TaxClass>,
    /// How it sells abroad.
    pub choice: TaxChoice,
    /// Every scheme.
    pub schemes: Vec<DatedScheme>,
    /// Who sells today.
    pub standing: Standing,
}

/// The whole page.
pub fn overview(cx: &Cx, shown: &Shown, typed: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, typed, problems);
    let home = shown.standing.seller.country;
    let may = cx.may(Right::MoneyWrite);
    let add = html! {
        @if may { a href=(cx.path("/settings/taxes/new")) { (cx.t("taxes-new")) } }
    };
    let list = html! {
        ul.lines { @for class in &shown.classes { (line(cx, class, home)) } }
    };
    let body = html! {
        (inputs.errors())
        div.form {
            p { (cx.t("taxes-text")) }
            @if !may { p { (cx.t("settings-look-only")) } }
        }
        (section("classes", cx.t("taxes-classes"), add, list))
        (section("schemes", cx.t("taxes-scheme"), html! {}, scheme::schemes(cx, &shown.schemes, shown.standing, inputs)))
        (section("abroad", cx.t("taxes-abroad"), html! {}, abroad(cx, shown.choice)))
        (section("ask", cx.t("taxes-ask"), html! {}, html! {
            p { (cx.t("taxes-ask-text")) }
            p.actions { (Button::link(cx.path("/settings/taxes/ask"), cx.t("taxes-ask-open"))) }
        }))
    };
    sections(cx, Section::Taxes, &inputs.title(cx.t("taxes-title")), body)
}

fn line(cx: &Cx, class: &TaxClass, home: Country) -> Markup {
    let name = &class.facts.name;
    html! {
        li {
            @if cx.may(Right::MoneyWrite) {
                a href=(cx.path(format_args!("/settings/taxes/{}", class.id))) { (name) }
            } @else { span { (name) } }
            span.num {
                @if !class.is_live { (state(Tone::Draft, cx.t("taxes-away"))) " " }
                (rate(cx, class, home))
            }
            span.how { (cx.t(class.facts.category.key())) }
        }
    }
}

/// The rate at home today; a dash where nothing is taxed.
fn rate(cx: &Cx, class: &TaxClass, home: Country) -> Markup {
    match (class.facts.category, class.rate(home, today(cx))) {
        (Category::S, Some(rate)) => html! { (rate.percent.show(cx.language())) },
        (Category::S, None) => state(Tone::Due, cx.t("taxes-rate-unknown")),
        _ => html! { "–" },
    }
}

fn abroad(cx: &Cx, choice: TaxChoice) -> Markup {
    let mut fields = Fields::new().with("version", choice.version.to_string());
    for (name, is) in [("oss", choice.is_oss), ("northern", choice.is_northern)] {
        if is {
            fields.push(name, "1");
        }
    }
    let problems = Problems::default();
    let inputs = Inputs::new(cx, &fields, &problems);
    let boxes = html! {
        (inputs.hidden("version"))
        (inputs.check("oss", cx.t("taxes-oss")).help(cx.t("taxes-oss-help")))
        (inputs.check("northern", cx.t("taxes-northern")).help(cx.t("taxes-northern-help")))
    };
    html! {
        @if cx.may(Right::MoneyWrite) {
            form.form method="post" action=(cx.path("/settings/taxes")) {
                (boxes)
                p.actions { (Button::submit(cx.t("settings-save")).primary().key("s")) }
            }
        } @else {
            fieldset.form disabled { (boxes) }
        }
    }
}
