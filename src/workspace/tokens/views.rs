//! The tokens, as part of the settings.

use maud::{Markup, html};

use super::model::{Grant, Life, Token};
use crate::base::{Fields, Problems};
use crate::web::Cx;
use crate::web::components::{Button, Icon, Inputs, Tone, icon, state, time};
use crate::workspace::settings::{Section, below, sections};

/// Every token that the reader may see.
pub fn list(cx: &Cx, tokens: &[Token]) -> Markup {
    let body = html! {
        ul.lines {
            @for token in tokens { (line(cx, token)) }
        }
        div.form {
            p.help {
                @if tokens.is_empty() { (cx.t("tokens-none")) " " }
                (cx.t("tokens-text")) " " a href="/api" { (cx.t("tokens-documentation")) }
            }
            p.actions {
                (Button::link(cx.path("/settings/tokens/new"), cx.t("tokens-new")).primary().icon(Icon::Plus))
            }
        }
    };
    sections(cx, Section::Tokens, cx.t("settings-tokens"), body)
}

fn line(cx: &Cx, token: &Token) -> Markup {
    let is_own = Some(token.member) == cx.actor().member;
    html! {
        li {
            span {
                (token.name) " " code { "…" (token.ending) }
                @if token.is_over(cx.now()) { " " (state(Tone::Draft, cx.t("tokens-over"))) }
            }
            form method="post" action=(cx.path(format_args!("/settings/tokens/{}/revoke", token.id))) {
                (Button::submit(cx.t("tokens-revoke")).quiet())
            }
            span.how {
                @for (index, grant) in token.grants.iter().enumerate() {
                    @if index > 0 { ", " }
                    (cx.t(grant.key()))
                }
                @if !is_own { " · " (token.member_name) }
                " · " (used(cx, token))
                " · " (end(cx, token))
                @if !token.addresses.is_empty() {
                    " · " (cx.t("tokens-from")) " "
                    @for (index, net) in token.addresses.iter().enumerate() { @if index > 0 { ", " } (net) }
                }
            }
        }
    }
}

fn used(cx: &Cx, token: &Token) -> Markup {
    html! {
        @match token.used_at {
            Some(at) => { (cx.t("tokens-used")) " " (time(cx, at)) }
            None => (cx.t("tokens-unused"))
        }
    }
}

fn end(cx: &Cx, token: &Token) -> Markup {
    html! {
        @match token.ends_at {
            Some(at) => { (cx.t("tokens-until")) " " (time(cx, at)) }
            None => (cx.t("tokens-until-revoked"))
        }
    }
}

/// What the new token is for, what it may do, for how long, from where.
pub fn form(cx: &Cx, fields: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let may = |grant: &Grant| grant.is_held_by(cx.actor());
    let grants = Grant::ALL.iter().filter(|grant| may(grant)).map(|grant| (grant.code(), cx.t(grant.key())));
    let lives = Life::ALL.iter().map(|life| (life.code(), cx.t(life.key())));
    let body = html! {
        (inputs.errors())
        form.form method="post" action=(cx.path("/settings/tokens/new")) {
            (inputs.hidden("act"))
            (inputs.text("name", cx.t("tokens-name")).help(cx.t("tokens-name-help")).autocomplete("off").focus())
            (inputs.checks("grant", cx.t("tokens-grants")).help(cx.t("tokens-grants-help")).choices(grants))
            (inputs.select("life", cx.t("tokens-life")).choices(lives))
            (inputs.area("addresses", cx.t("tokens-addresses")).lines(2).help(cx.t("tokens-addresses-help")).optional())
            p.actions {
                (Button::submit(cx.t("tokens-make")).primary().key("s"))
                (Button::link(cx.path("/settings/tokens"), cx.t("tokens-back")).quiet())
            }
        }
    };
    below(cx, Section::Tokens, cx.t("tokens-new"), &inputs, body)
}

/// The token itself, this once.
pub fn made(cx: &Cx, name: &str, secret: &str) -> Markup {
    let body = html! {
        div.form {
            p.warning role="status" { (icon(Icon::Alert)) span { (cx.t("tokens-copy-now")) } }
            div.field {
                label.label for="secret" { (name) }
                input.input id="secret" type="text" value=(secret) readonly autofocus spellcheck="false"
                    autocomplete="off";
            }
            p.help { (cx.t("tokens-how-to-send")) }
            pre { "Authorization: Bearer " (secret) }
            p.actions { (Button::link(cx.path("/settings/tokens"), cx.t("tokens-done")).primary()) }
        }
    };
    sections(cx, Section::Tokens, cx.t("tokens-made"), body)
}
