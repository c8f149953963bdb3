//! Workspaces from outside.

use maud::{Markup, html};

use super::super::model::{Standing, Tenant};
use crate::base::{Country, Currency, Fields, Language, Problems, format, time};
use crate::web::Cx;
use crate::web::components::{self, Button, Icon, Inputs, Kind, Tone, icon, section, state, trail};
use crate::web::installation::{Part, part};
use crate::workspace::support::{self, Access};

/// Every workspace in a line.
pub fn tenants(cx: &Cx, tenants: &[Tenant]) -> Markup {
    let add = html! {
        a.button href="/operator/workspaces/new" { (icon(Icon::Plus)) " " (cx.t("operator-new")) }
    };
    let body = html! {
        ul.lines {
            @for tenant in tenants {
                li {
                    a href={ "/operator/workspaces/" (tenant.id) } { (tenant.name) }
                    @if let Standing::Suspended(_) = tenant.standing {
                        (state(Tone::Bad, cx.t("operator-is-suspended")))
                    }
                    span.how { (summary(cx, tenant)) }
                }
            }
        }
    };
    part(
        cx,
        Part::Tenants,
        cx.t("operator-workspaces"),
        section("part", cx.t("operator-workspaces"), add, body),
    )
}

fn summary(cx: &Cx, tenant: &Tenant) -> Markup {
    html! {
        "/w/" (tenant.slug)
        " · " (cx.tell("operator-members", &[("count", tenant.members.into())]))
        " · " (cx.tell("operator-records", &[("count", tenant.records.into())]))
        " · " (cx.t("operator-used")) " "
        @if let Some(at) = tenant.used_at { (components::time(cx, at)) } @else { (cx.t("operator-never")) }
    }
}

/// What the page of one workspace shows.
pub struct Shown<'a> {
    /// The workspace.
    pub tenant: Tenant,
    /// What the reader asked of its owners.
    pub access: Option<Access>,
    /// Bytes of its files.
    pub bytes: u64,
    /// The form of a request.
    pub typed: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a Problems,
}

/// One workspace: its size, its door, and the way to ask its owners.
pub fn tenant(cx: &Cx, shown: &Shown) -> Markup {
    let inputs = Inputs::new(cx, shown.typed, shown.problems);
    let tenant = &shown.tenant;
    let body = html! {
        (trail(cx, &[("/operator/workspaces", cx.t("operator-workspaces"))]))
        (inputs.errors())
        (section("size", tenant.name.as_str(), html! {}, sizes(cx, shown)))
        (section("door", cx.t("operator-door"), html! {}, door(cx, tenant)))
        (section("support", cx.t("operator-look"), html! {}, look(cx, shown, inputs)))
    };
    part(cx, Part::Tenants, &inputs.title(&tenant.name), body)
}

fn sizes(cx: &Cx, shown: &Shown) -> Markup {
    let tenant = &shown.tenant;
    let number = |count: i64| format::number(cx.language(), count);
    html! {
        ul.lines {
            li { span { (cx.t("operator-address")) } span.num { "/w/" (tenant.slug) } }
            li { span { (cx.t("operator-people")) } span.num { (number(tenant.members.into())) } }
            li { span { (cx.t("operator-size")) } span.num { (number(tenant.records)) } }
            li { span { (cx.t("operator-files")) } span.num { (format::size(cx.language(), shown.bytes)) } }
            li { span { (cx.t("operator-made")) } span.num { (components::time(cx, tenant.created_at)) } }
            li {
                span { (cx.t("operator-last")) }
                span.num {
                    @if let Some(at) = tenant.used_at { (components::time(cx, at)) } @else { (cx.t("operator-never")) }
                }
            }
        }
    }
}

fn door(cx: &Cx, tenant: &Tenant) -> Markup {
    let path = format!("/operator/workspaces/{}", tenant.id);
    match tenant.standing {
        Standing::Open => html! {
            form.form method="post" action={ (path) "/suspend" } {
                p.help { (cx.t("operator-suspend-what")) }
                p.actions { (Button::submit(cx.t("operator-suspend")).grave()) }
            }
        },
        Standing::Suspended(since) => html! {
            form.form method="post" action={ (path) "/resume" } {
                p { (state(Tone::Bad, cx.t("operator-is-suspended"))) " · " (components::time(cx, since)) }
                p.actions { (Button::submit(cx.t("operator-resume"))) }
            }
        },
    }
}

fn look(cx: &Cx, shown: &Shown, inputs: Inputs) -> Markup {
    let path = format!("/operator/workspaces/{}", shown.tenant.id);
    let standing = shown.access.as_ref().map(|access| access.state(cx.now()));
    match standing {
        Some(support::State::Asked) => html! {
            form.form method="post" action={ (path) "/withdraw" } {
                p { (state(Tone::Due, cx.t("operator-waits"))) }
                p.actions { (Button::submit(cx.t("operator-withdraw"))) }
            }
        },
        Some(support::State::Open(until)) => html! {
            form.form method="post" action={ (path) "/withdraw" } {
                p { (state(Tone::Good, cx.t("operator-may-look"))) " " (components::time(cx, until)) }
                p.actions {
                    (Button::link(format!("/w/{}", shown.tenant.slug), cx.t("operator-enter")))
                    (Button::submit(cx.t("operator-leave")).quiet())
                }
            }
        },
        _ => html! {
            form.form method="post" action={ (path) "/ask" } novalidate {
                p.help { (cx.t("operator-ask-what")) }
                (inputs.area("reason", cx.t("operator-reason")).lines(2))
                p.actions { (Button::submit(cx.t("operator-ask"))) }
            }
        },
    }
}

/// The form for a new workspace.
pub fn new_tenant(cx: &Cx, fields: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let form = html! {
        (inputs.errors())
        form.form method="post" novalidate {
            (inputs.text("company", cx.t("settings-name")))
            (inputs.text("email", cx.t("operator-owner")).kind(Kind::Email).help(cx.t("operator-owner-help")))
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
            p.actions { (Button::submit(cx.t("operator-create")).primary()) }
        }
    };
    let body = html! {
        (trail(cx, &[("/operator/workspaces", cx.t("operator-workspaces"))]))
        (section("part", cx.t("operator-new"), html! {}, form))
    };
    part(cx, Part::Tenants, &inputs.title(cx.t("operator-new")), body)
}

/// The link for the owner of a new workspace, shown this once.
pub fn invited(cx: &Cx, email: &str, link: &str, path: &str) -> Markup {
    let body = html! {
        div.form {
            p { (cx.tell("members-link-text", &[("email", email.into())])) }
            p { code #invitation-link { (link) } }
            p.help { (cx.t("members-link-help")) }
            p.actions { (Button::link(path, cx.t("members-link-done")).primary()) }
        }
    };
    let whole = section("part", cx.t("members-link-title"), html! {}, body);
    part(cx, Part::Tenants, cx.t("members-link-title"), whole)
}
