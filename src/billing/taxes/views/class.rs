//! A class of what is sold: new, or with its rates and its end.

use maud::{Markup, html};

use super::super::model::{CATEGORIES, DatedRate, TaxClass};
use crate::base::{Country, Fields, Problems};
use crate::billing::pricing::Category;
use crate::web::Cx;
use crate::web::components::{Button, Inputs, Kind, day, section};
use crate::workspace::settings::{Section, below};

/// What stands in the two forms of the page.
pub struct Typed<'a> {
    /// In the one of the class.
    pub class: &'a Fields,
    /// In the one of a rate.
    pub rate: &'a Fields,
}

/// The form of a new class.
pub fn new(cx: &Cx, fields: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let body = html! {
        (inputs.errors())
        form.form method="post" action=(cx.path("/settings/taxes/new")) {
            (facts(cx, &inputs))
            p.help { (cx.t("taxes-first-rate")) }
            (rate(cx, &inputs))
            p.actions {
                (Button::submit(cx.t("taxes-add")).primary().key("s"))
                (Button::link(cx.path("/settings/taxes"), cx.t("form-cancel")).quiet())
            }
        }
    };
    below(cx, Section::Taxes, cx.t("taxes-new"), &inputs, body)
}

/// The facts of a class as its form shows them.
pub fn typed(class: &TaxClass) -> Fields {
    let told = class.facts.told().into_iter();
    let fields = told.fold(Fields::new(), |fields, (name, value)| fields.with(name, value));
    fields.with("version", class.version.to_string())
}

/// A class: what can change about it, its rates, its end.
pub fn edit(cx: &Cx, class: &TaxClass, typed: &Typed, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, typed.class, problems);
    let path = cx.path(format_args!("/settings/taxes/{}", class.id));
    let body = html! {
        (inputs.errors())
        form.form method="post" action=(path) {
            (inputs.hidden("version"))
            (facts(cx, &inputs))
            p.actions { (Button::submit(cx.t("settings-save")).primary().key("s")) }
        }
        @if class.facts.category == Category::S {
            (section("rates", cx.t("taxes-rates"), html! {}, rates(cx, class, &Inputs::new(cx, typed.rate, problems), &path)))
        }
        (section("end", cx.t("taxes-end"), html! {}, end(cx, class, &path)))
    };
    below(cx, Section::Taxes, &class.facts.name, &inputs, body)
}

fn facts(cx: &Cx, inputs: &Inputs) -> Markup {
    let categories = CATEGORIES.iter().map(|category| (category.code(), cx.t(category.key())));
    html! {
        (inputs.text("name", cx.t("taxes-name")).autocomplete("off"))
        (inputs.radios("category", cx.t("taxes-category")).help(cx.t("taxes-category-help")).choices(categories))
        (inputs.text("ground_en", cx.t("taxes-ground-en")).help(cx.t("taxes-ground-help")).optional().autocomplete("off"))
        (inputs.text("ground_bg", cx.t("taxes-ground-bg")).optional().autocomplete("off"))
    }
}

fn rate(cx: &Cx, inputs: &Inputs) -> Markup {
    html! {
        div.pair {
            (inputs.text("percent", cx.t("taxes-percent")).autocomplete("off"))
            (inputs.select("country", cx.t("taxes-country")).choices(Country::by_name(cx.language())))
        }
        (inputs.text("valid_on", cx.t("taxes-from-day")).kind(Kind::Date).short())
    }
}

fn rates(cx: &Cx, class: &TaxClass, inputs: &Inputs, path: &str) -> Markup {
    html! {
        ul.lines { @for rate in &class.rates { (rate_line(cx, rate)) } }
        form.form method="post" action={ (path) "/rates" } {
            p.help { (cx.t("taxes-rates-help")) }
            (self::rate(cx, inputs))
            p.actions { (Button::submit(cx.t("taxes-rate-add"))) }
        }
    }
}

fn rate_line(cx: &Cx, rate: &DatedRate) -> Markup {
    let remove = cx.path(format_args!("/settings/tax-rates/{}/remove", rate.id));
    html! {
        li {
            span { (rate.country.name(cx.language())) ": " (rate.percent.show(cx.language())) }
            form method="post" action=(remove) { (Button::submit(cx.t("taxes-rate-remove")).quiet()) }
            span.how { (cx.t("taxes-since")) " " (day(cx, rate.valid_on)) }
        }
    }
}

fn end(cx: &Cx, class: &TaxClass, path: &str) -> Markup {
    let (verb, text, act) = match class.is_live {
        true => ("away", "taxes-retire-text", Button::submit(cx.t("taxes-retire")).grave()),
        false => ("use", "taxes-use-text", Button::submit(cx.t("taxes-use"))),
    };
    html! {
        form.form method="post" action={ (path) "/" (verb) } {
            p { (cx.t(text)) }
            p.actions { (act) }
        }
    }
}
