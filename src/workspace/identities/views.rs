//! The services linked to one's own account, and the page on the way to one.

use maud::{Markup, html};

use super::model::Identity;
use crate::platform::config::Provider;
use crate::web::components::{self, Button, section, title, trail};
use crate::web::{Cx, frame};

/// What is linked and what can be; `wrong` says why nothing was.
pub fn identities(cx: &Cx, linked: &[Identity], wrong: Option<&str>) -> Markup {
    let providers = &cx.machines.config.providers;
    let known = |identity: &Identity| providers.iter().any(|provider| provider.issuer == identity.issuer);
    let body = html! {
        (trail(cx, &[("/account", cx.t("accounts-title"))]))
        (title(cx.t("identities-title"), "", html! {}))
        @if let Some(wrong) = wrong {
            div.errors role="alert" { h2 { (cx.t("identities-not-linked")) } p { (wrong) } }
        }
        div.form { p { (cx.t("identities-text")) } }
        (section("linked", cx.t("identities-linked"), html! {}, html! {
            @if linked.is_empty() { p.soft { (cx.t("identities-none")) } }
            @else {
                ul.lines { @for identity in linked { (line(cx, identity, known(identity))) } }
            }
        }))
        @if !providers.is_empty() {
            div.actions {
                @for provider in providers {
                    form method="post" action="/account/identities" {
                        input type="hidden" name="provider" value=(provider.name);
                        (Button::submit(cx.tell("identities-link", &[("service", provider.label.as_str().into())])))
                    }
                }
            }
        }
    };
    let head = match wrong {
        Some(_) => format!("{} {}", cx.t("form-error-prefix"), cx.t("identities-title")),
        None => cx.t("identities-title").to_owned(),
    };
    frame(cx, &head, body)
}

fn line(cx: &Cx, identity: &Identity, is_known: bool) -> Markup {
    html! {
        li {
            span { (name(cx, identity)) @if !identity.email.is_empty() { ", " (identity.email) } }
            form method="post" action={ "/account/identities/" (identity.id) "/unlink" } {
                (Button::submit(cx.t("identities-unlink")).quiet())
            }
            span.how {
                (cx.t("identities-since")) " " (components::time(cx, identity.created_at))
                @if let Some(used_at) = identity.used_at {
                    " · " (cx.t("identities-used")) " " (components::time(cx, used_at))
                }
                @if !is_known { " · " (cx.t("identities-gone")) }
            }
        }
    }
}

/// As the operator calls the service; its address where the operator has taken it out.
fn name<'a>(cx: &'a Cx, identity: &'a Identity) -> &'a str {
    let known = cx.machines.config.providers.iter().find(|provider| provider.issuer == identity.issuer);
    known.map_or(identity.issuer.as_str(), |provider| provider.label.as_str())
}

/// The page that leads on by itself: a form of ours may not lead to another site, a page may.
pub fn on_the_way(cx: &Cx, provider: &Provider, address: &str) -> Markup {
    let title = cx.tell("identities-going", &[("service", provider.label.as_str().into())]);
    let body = html! {
        h1 { (title) }
        p { (cx.t("identities-going-text")) }
        p.actions { (Button::link(address, cx.t("identities-go")).primary()) }
    };
    frame(cx, &title, body)
}
