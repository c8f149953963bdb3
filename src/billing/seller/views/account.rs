//! Bank accounts in the settings.

use maud::{Markup, html};

use super::super::model::{DatedAccount, SHOWN_FOR};
use crate::base::{Currency, Fields, Problems, Role};
use crate::web::Cx;
use crate::web::components::{Button, Inputs, Tone, state, time};
use crate::workspace::members::Member;
use crate::workspace::settings::{Section, below};

/// Whether the reader may change where money goes.
pub fn may(cx: &Cx) -> bool {
    cx.actor().role() == Some(Role::Owner)
}

/// Every account, what was done to each within seven days, and the way to another one.
pub fn accounts(cx: &Cx, accounts: &[DatedAccount], members: &[Member]) -> Markup {
    html! {
        p.help { (cx.t("seller-accounts-text")) }
        @if accounts.is_empty() { p { (cx.t("seller-accounts-none")) } }
        @else {
            ul.lines { @for account in accounts { (line(cx, account, members)) } }
        }
        @if may(cx) {
            p.actions { (Button::link(cx.path("/settings/billing/accounts/new"), cx.t("seller-account-new"))) }
        } @else {
            p { (cx.t("seller-accounts-owners")) }
        }
    }
}

fn line(cx: &Cx, dated: &DatedAccount, members: &[Member]) -> Markup {
    let account = &dated.account;
    let is_recent = cx.now().since(dated.changed_at) < SHOWN_FOR;
    let by = dated.changed_by.and_then(|by| members.iter().find(|member| member.id == by));
    let act = |verb: &str| cx.path(format_args!("/settings/billing/accounts/{}/{verb}", account.id));
    html! {
        li {
            span { (account.name) ", " (account.currency.code()) ": " (account.bank.show()) }
            span {
                @if !dated.is_live { (state(Tone::Draft, cx.t("seller-account-is-away"))) }
                @else if account.is_main { (state(Tone::Good, cx.t("seller-account-main"))) }
            }
            @if dated.is_live && may(cx) {
                @if !account.is_main {
                    form method="post" action=(act("use")) {
                        (Button::submit(cx.t("seller-account-use")).quiet())
                    }
                }
                form method="post" action=(act("remove")) {
                    (Button::submit(cx.t("seller-account-remove")).quiet())
                }
            }
            @if is_recent {
                span.how {
                    (state(Tone::Due, cx.t("seller-account-changed"))) " " (time(cx, dated.changed_at))
                    @if let Some(by) = by { ", " (by.name) }
                }
            }
        }
    }
}

/// The form of another account.
pub fn new_account(cx: &Cx, typed: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, typed, problems);
    let body = html! {
        (inputs.errors())
        form.form method="post" action=(cx.path("/settings/billing/accounts/new")) {
            p { (cx.t("seller-account-text")) }
            div.pair {
                (inputs.text("bank", cx.t("seller-bank")).help(cx.t("seller-bank-help")).focus())
                (inputs.select("account_currency", cx.t("seller-currency")).choices(Currency::by_name(cx.language())))
            }
            div.pair {
                (inputs.text("iban", cx.t("seller-iban")).autocomplete("off").optional())
                (inputs.text("bic", cx.t("seller-bic")).autocomplete("off").optional())
            }
            p.help { (cx.t("seller-account-or")) }
            div.pair {
                (inputs.text("sort_code", cx.t("seller-sort-code")).autocomplete("off").optional())
                (inputs.text("number", cx.t("seller-number")).autocomplete("off").optional())
            }
            p.actions { (Button::submit(cx.t("seller-account-add")).primary().key("s")) }
        }
    };
    below(cx, Section::Billing, cx.t("seller-account-new"), &inputs, body)
}
