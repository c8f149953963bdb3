//! The texts as pages, and the facts in them.

use std::time::Duration;

use maud::{Markup, PreEscaped, html};

use super::model::{Paper, Text};
use crate::base::{Error, Result};
use crate::platform::config::{Config, Mail, Operator, Way};
use crate::web::components::title;
use crate::web::{Cx, frame_text};
use crate::workspace::email;
use crate::workspace::sessions::CookieKind;
use crate::workspace::settings::Company;

/// A text that speaks of the installation.
pub fn paper(cx: &Cx, paper: Paper) -> Result<Markup> {
    show(cx, paper, Vec::new())
}

/// The notice of the company at hand for its customers.
pub fn company(cx: &Cx, company: &Company) -> Result<Markup> {
    let name = if company.legal_name.is_empty() { &company.name } else { &company.legal_name };
    let facts =
        vec![("company", html! { (name) }), ("responsible", html! { (responsible(cx, name, company)) })];
    show(cx, Paper::Company, facts)
}

fn show(cx: &Cx, paper: Paper, more: Vec<(&'static str, Markup)>) -> Result<Markup> {
    let text: &Text = paper.text(cx.language()).ok_or(Error::NotFound)?;
    let facts: Vec<(&str, String)> =
        facts(cx).into_iter().chain(more).map(|(name, markup)| (name, markup.into_string())).collect();
    let body = html! {
        (title(&text.title, "", html! {}))
        div.prose { (PreEscaped(text.filled(&facts))) }
    };
    Ok(frame_text(cx, &text.title, body))
}

/// What the texts name in braces, as the configuration has it.
fn facts(cx: &Cx) -> Vec<(&'static str, Markup)> {
    let config = &cx.machines.config;
    let operator = &config.operator;
    let days = |count: usize| html! { (cx.tell("law-days", &[("count", count.into())])) };
    vec![
        ("contact", contact(cx, operator)),
        (
            "operator",
            html! { @if operator.name.is_empty() { (cx.t("law-unnamed")) } @else { (operator.name) } },
        ),
        ("email", email(cx, operator)),
        ("recipients", recipients(cx, config)),
        ("cookie", html! { (CookieKind::of(config).name()) }),
        ("idle", span(cx, config.session.idle)),
        ("stay", span(cx, config.session.stay)),
        ("security_days", days(config.log.security_keep_days)),
        ("letter_days", span(cx, email::KEPT_FOR)),
        ("log_days", days(config.log.keep_days)),
    ]
}

fn span(cx: &Cx, time: Duration) -> Markup {
    let hours = time.as_secs().div_ceil(3_600);
    html! {
        @if hours.is_multiple_of(24) { (cx.tell("law-days", &[("count", (hours / 24).into())])) }
        @else { (cx.tell("law-hours", &[("count", hours.into())])) }
    }
}

fn contact(cx: &Cx, operator: &Operator) -> Markup {
    if operator.name.is_empty() {
        return html! { p.help { (cx.t("law-unnamed-note")) } };
    }
    html! {
        p {
            strong { (operator.name) }
            @for line in lines(&operator.address) { br; (line) }
            @if !operator.email.is_empty() { br; (email(cx, operator)) }
        }
    }
}

fn email(cx: &Cx, operator: &Operator) -> Markup {
    html! {
        @if operator.email.is_empty() { (cx.t("law-no-address")) }
        @else { a href={ "mailto:" (operator.email) } { (operator.email) } }
    }
}

fn responsible(cx: &Cx, name: &str, company: &Company) -> Markup {
    let town = [company.postcode.as_str(), company.city.as_str()].join(" ");
    html! {
        p {
            strong { (name) }
            @for line in [company.street.as_str(), town.trim(), company.region.as_str()] {
                @if !line.is_empty() { br; (line) }
            }
            br; (company.country.name(cx.language()))
            @if !company.registration_number.is_empty() {
                br; (cx.t("law-registration")) " " (company.registration_number)
            }
        }
    }
}

/// Everybody to whom data goes, and only those who are configured.
fn recipients(cx: &Cx, config: &Config) -> Markup {
    let mut all = Vec::new();
    if !config.operator.hosting.is_empty() {
        all.push(cx.tell("law-recipient-hosting", &[("name", config.operator.hosting.as_str().into())]));
    }
    if let Some(Mail { way: Way::Server(server), .. }) = &config.mail {
        all.push(cx.tell("law-recipient-mail", &[("host", server.host.as_str().into())]));
    }
    html! {
        @if all.is_empty() { p { (cx.t("law-recipient-none")) } }
        @else { ul { @for line in &all { li { (line) } } } }
    }
}

fn lines(address: &str) -> impl Iterator<Item = &str> {
    address.split(',').map(str::trim).filter(|line| !line.is_empty())
}
