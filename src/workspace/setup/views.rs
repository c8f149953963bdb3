//! The first page of a new installation.

use maud::{Markup, html};

use crate::base::{Country, Currency, Fields, Language, Problems, time};
use crate::web::components::{Button, Inputs, Kind};
use crate::web::{Cx, door};

/// What the form shows at first: what the reader's language makes likely.
pub fn suggested(cx: &Cx) -> Fields {
    let (country, currency, zone) = match cx.language() {
        Language::En => ("GB", "GBP", "Europe/London"),
        Language::Bg => ("BG", "EUR", "Europe/Sofia"),
    };
    Fields::new()
        .with("country", country)
        .with("currency", currency)
        .with("zone", zone)
        .with("language", cx.language().code())
}

/// The form: the company, then the person.
pub fn setup(cx: &Cx, fields: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let body = html! {
        h1 { (cx.t("setup-title")) }
        p { (cx.t("setup-text")) }
        (inputs.errors())
        form.form method="post" {
            (company(cx, inputs))
            (owner(cx, inputs))
            (Button::submit(cx.t("setup-begin")).wide())
        }
    };
    door(cx, &inputs.title(cx.t("setup-title")), body)
}

fn company(cx: &Cx, inputs: Inputs) -> Markup {
    html! {
        h2 { (cx.t("setup-company")) }
        (inputs.text("company", cx.t("settings-name")).autocomplete("organization").focus())
        div.pair {
            (inputs.select("country", cx.t("settings-country")).choices(Country::by_name(cx.language())))
            (inputs.select("currency", cx.t("settings-currency")).choices(Currency::by_name(cx.language())))
        }
        div.pair {
            (inputs.select("zone", cx.t("settings-zone"))
                .choices(time::zones().iter().map(|zone| (zone.as_str(), zone.replace('_', " ")))))
            (inputs.select("language", cx.t("settings-language"))
                .choices(Language::ALL.map(|language| (language.code(), language.name()))))
        }
    }
}

fn owner(cx: &Cx, inputs: Inputs) -> Markup {
    html! {
        h2 { (cx.t("setup-owner")) }
        (inputs.text("name", cx.t("setup-name")).autocomplete("name"))
        (inputs.text("email", cx.t("accounts-email")).kind(Kind::Email).autocomplete("username"))
        (inputs.text("password", cx.t("accounts-password")).kind(Kind::Password).autocomplete("new-password")
            .help(cx.t("accounts-password-help")))
    }
}

/// The address was right and its time is over.
pub fn over(cx: &Cx) -> Markup {
    refusal(cx, cx.t("setup-over"), cx.t("setup-over-text"))
}

/// The address never was one.
pub fn unknown(cx: &Cx) -> Markup {
    refusal(cx, cx.t("setup-unknown"), cx.t("setup-unknown-text"))
}

fn refusal(cx: &Cx, head: &str, text: &str) -> Markup {
    let body = html! {
        h1 { (head) }
        p { (text) }
        p { code { "kantora init" } }
        p.actions { (Button::link("/sign-in", cx.t("sign-in-button"))) }
    };
    door(cx, head, body)
}
