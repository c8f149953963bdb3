//! The page of one's own account: short forms, each for itself.

use maud::{Markup, html};

use super::super::model::Account;
use crate::base::{At, Density, Fields, Language, Problems, Shortcuts, Theme, time};
use crate::web::components::{self, Button, Inputs, Kind, Tone, section, state, title};
use crate::web::{Cx, frame};
use crate::workspace::sessions::{Session, Stay};

/// What stands in the fields, and what is wrong with it.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    pub fields: &'a Fields,
    pub problems: &'a Problems,
}

/// The preferences as the form shows them.
pub fn preferences_of(account: &Account) -> Fields {
    let fields = Fields::new()
        .with("version", account.version.to_string())
        .with("name", &account.name)
        .with("language", account.language.map_or("", Language::code))
        .with("zone", account.zone.as_deref().unwrap_or_default())
        .with("signature", &account.signature)
        .with("theme", account.look.theme.code())
        .with("density", account.look.density.code());
    match account.look.shortcuts {
        Shortcuts::On => fields.with("shortcuts", "1"),
        Shortcuts::Off => fields,
    }
}

/// The whole page.
pub fn account(cx: &Cx, account: &Account, sessions: &[Session], typed: Typed) -> Markup {
    let inputs = Inputs::new(cx, typed.fields, typed.problems);
    let body = html! {
        (title(cx.t("accounts-title"), "", html! {}))
        (inputs.errors())
        div.split.index-first {
            nav.index aria-label=(cx.t("accounts-title")) {
                ul {
                    li { a href="#you" { (cx.t("accounts-you")) } }
                    li { a href="#secret" { (cx.t("accounts-password")) } }
                    li { a href="/account/factors" { (cx.t("accounts-factors")) } }
                    li { a href="#sessions" { (cx.t("accounts-sessions")) } }
                    @if !cx.machines.config.providers.is_empty() {
                        li { a href="/account/identities" { (cx.t("accounts-identities")) } }
                    }
                    li { a href="/account/address" { (cx.t("accounts-address")) } }
                    li { a href="/account/letters" { (cx.t("accounts-letters")) } }
                    li { a href="/account/data" { (cx.t("accounts-data")) } }
                }
            }
            div {
                (section("you", cx.t("accounts-you"), html! {}, preferences(cx, account, inputs)))
                (section("secret", cx.t("accounts-password"), html! {}, password(cx, inputs)))
                (section("sessions", cx.t("accounts-sessions"), html! {}, list(cx, sessions)))
            }
        }
    };
    frame(cx, &inputs.title(cx.t("accounts-title")), body)
}

fn preferences(cx: &Cx, account: &Account, inputs: Inputs) -> Markup {
    let languages = Language::ALL.map(|language| (language.code(), language.name()));
    let themes = Theme::ALL.map(|theme| (theme.code(), cx.t(theme.key())));
    let densities = Density::ALL.map(|density| (density.code(), cx.t(density.key())));
    html! {
        form.form method="post" action="/account" {
            (inputs.hidden("version"))
            p { (account.email) }
            (inputs.text("name", cx.t("accounts-name")).autocomplete("name"))
            div.pair {
                (inputs.select("language", cx.t("accounts-language")).none(cx.t("accounts-language-browser"))
                    .choices(languages))
                (inputs.select("zone", cx.t("accounts-zone")).none(cx.t("accounts-zone-company"))
                    .choices(time::zones().iter().map(|zone| (zone.as_str(), zone.replace('_', " ")))))
            }
            div.pair {
                (inputs.radios("theme", cx.t("accounts-theme")).choices(themes))
                (inputs.radios("density", cx.t("accounts-density")).choices(densities))
            }
            (inputs.area("signature", cx.t("accounts-signature")).help(cx.t("accounts-signature-help")).optional())
            (inputs.check("shortcuts", cx.t("accounts-shortcuts")).help(cx.t("accounts-shortcuts-help")))
            p.actions { (Button::submit(cx.t("accounts-save")).primary()) }
        }
    }
}

fn password(cx: &Cx, inputs: Inputs) -> Markup {
    html! {
        form.form method="post" action="/account/password" {
            (inputs.text("old_password", cx.t("accounts-old-password")).kind(Kind::Password)
                .autocomplete("current-password"))
            (inputs.text("new_password", cx.t("accounts-new-password")).kind(Kind::Password)
                .autocomplete("new-password").help(cx.t("accounts-password-help")))
            p.actions { (Button::submit(cx.t("accounts-password-save"))) }
        }
    }
}

fn list(cx: &Cx, sessions: &[Session]) -> Markup {
    html! {
        ul.lines {
            @for session in sessions {
                li {
                    span { (browser(cx, &session.agent)) }
                    @if cx.session().is_ok_and(|here| here == session.id) {
                        (state(Tone::Good, cx.t("accounts-session-this")))
                    } @else {
                        form method="post" action={ "/account/sessions/" (session.id) "/end" } {
                            (Button::submit(cx.t("accounts-session-end")).quiet())
                        }
                    }
                    span.how { (session.address) " · " (since(cx, session.seen_at)) (kept(cx, session.stay)) }
                }
            }
        }
        @if sessions.len() > 1 {
            form.form method="post" action="/account/sessions/end" {
                p.actions { (Button::submit(cx.t("accounts-sessions-end"))) }
            }
        }
    }
}

fn since(cx: &Cx, seen_at: At) -> Markup {
    html! { (cx.t("accounts-session-seen")) " " (components::time(cx, seen_at)) }
}

fn kept(cx: &Cx, stay: Stay) -> Markup {
    html! { @if stay == Stay::Kept { " · " (cx.t("accounts-session-kept")) } }
}

/// "Firefox, Linux" out of what a browser says of itself; the order matters, as each claims to be those before it.
fn browser(cx: &Cx, agent: &str) -> String {
    const BROWSERS: [(&str, &str); 6] = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let find = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => cx.t("accounts-session-unknown").to_owned(),
    }
}
