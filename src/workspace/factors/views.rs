//! The pages of one's own second factors, and the pieces by which other pages ask for one.

use maud::{Markup, html};

use super::model::{AppSecret, Enrolled, KeyLine, RecoveryCode};
use crate::base::{Fields, Problems};
use crate::web::components::{Button, Icon, Inputs, Kind, Tone, qr, section, state, time_day, title, trail};
use crate::web::{Cx, frame};

/// Whether a passkey can be made at this address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    /// It can.
    Possible,
    /// The installation has no name, only a number.
    NeedAName,
}

/// What stands in the fields, and what is wrong with it.
type Typed<'a> = (&'a Fields, &'a Problems);

/// Everything at a glance.
pub fn overview(cx: &Cx, enrolled: &Enrolled, keys: Keys, (fields, problems): Typed) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let body = html! {
        (trail(cx, &[("/account", cx.t("factors-account"))]))
        (title(cx.t("factors-title"), "", html! {}))
        (inputs.errors())
        p { (cx.t("factors-why")) }
        (section("app", cx.t("factors-app"), html! {}, app_line(cx, enrolled)))
        (section("passkeys", cx.t("factors-passkeys"), html! {}, html! {
            p.help { (cx.t("factors-passkeys-help")) }
            (key_lines(cx, &enrolled.passkeys))
            @match keys {
                Keys::Possible => (new_passkey(cx, inputs)),
                Keys::NeedAName => p.help { (cx.t("factors-no-passkeys")) },
            }
        }))
        @if enrolled.is_any() { (section("codes", cx.t("factors-codes"), html! {}, codes_left(cx, enrolled.codes))) }
    };
    frame(cx, &inputs.title(cx.t("factors-title")), body)
}

fn app_line(cx: &Cx, enrolled: &Enrolled) -> Markup {
    html! {
        p.help { (cx.t("factors-app-help")) }
        @match enrolled.app {
            Some(since) => ul.lines {
                li {
                    span { (cx.t("factors-app")) }
                    (state(Tone::Good, cx.t("factors-on")))
                    form method="post" action="/account/factors/app/remove" {
                        (Button::submit(cx.t("factors-remove")).quiet())
                    }
                    span.how { (cx.t("factors-since")) " " (time_day(cx, since)) }
                }
            },
            None => p.actions {
                (Button::link("/account/factors/app", cx.t("factors-app-add")).primary())
            },
        }
    }
}

fn key_lines(cx: &Cx, keys: &[KeyLine]) -> Markup {
    html! {
        @if !keys.is_empty() {
            ul.lines {
                @for key in keys {
                    li {
                        span { (key.name) }
                        form method="post" action={ "/account/factors/passkeys/" (key.id) "/remove" } {
                            (Button::submit(cx.t("factors-remove")).quiet())
                        }
                        span.how {
                            (cx.t("factors-since")) " " (time_day(cx, key.created_at))
                            @if let Some(used_at) = key.used_at {
                                " · " (cx.t("factors-used")) " " (time_day(cx, used_at))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn new_passkey(cx: &Cx, inputs: Inputs) -> Markup {
    html! {
        noscript { p.help { (cx.t("factors-passkeys-script")) } }
        form.form method="post" action="/account/factors/passkeys" hidden
            data-passkey="create" data-begin="/account/factors/passkeys/begin" {
            (inputs.text("name", cx.t("factors-name")).help(cx.t("factors-name-help")))
            (answer(cx))
            p.actions { (Button::submit(cx.t("factors-passkey-add"))) }
        }
    }
}

/// Where the script puts the ticket and the browser's answer, and what it shows if there was none.
fn answer(cx: &Cx) -> Markup {
    html! {
        input type="hidden" name="ticket";
        input type="hidden" name="credential";
        p.problem role="alert" hidden { (cx.t("factors-passkey-failed")) }
    }
}

fn codes_left(cx: &Cx, left: u32) -> Markup {
    html! {
        p { (cx.tell("factors-codes-left", &[("count", i64::from(left).into())])) }
        form.form method="post" action="/account/factors/codes" {
            p.actions { (Button::submit(cx.t("factors-codes-new"))) }
            p.help { (cx.t("factors-codes-new-help")) }
        }
    }
}

/// The secret for the app, as a picture and as text, and the field for its first code.
pub fn app(cx: &Cx, secret: &AppSecret, email: &str, (fields, problems): Typed) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let body = html! {
        (trail(cx, &[("/account", cx.t("factors-account")), ("/account/factors", cx.t("factors-title"))]))
        (title(cx.t("factors-app-title"), "", html! {}))
        (inputs.errors())
        form.form method="post" action="/account/factors/app" {
            p { (cx.t("factors-app-scan")) }
            (qr(&secret.address(email), cx.t("factors-app-picture")))
            p { (cx.t("factors-app-type")) " " code { (secret.shown()) } }
            (inputs.hidden("secret"))
            (inputs.text("code", cx.t("factors-app-code")).kind(Kind::Code).autocomplete("one-time-code").short())
            p.actions {
                (Button::submit(cx.t("factors-app-confirm")).primary())
                (Button::link("/account/factors", cx.t("factors-cancel")))
            }
        }
    };
    frame(cx, &inputs.title(cx.t("factors-app-title")), body)
}

/// New recovery codes, to be kept on paper.
pub fn codes(cx: &Cx, codes: &[RecoveryCode]) -> Markup {
    let body = html! {
        (trail(cx, &[("/account", cx.t("factors-account")), ("/account/factors", cx.t("factors-title"))]))
        (title(cx.t("factors-codes-title"), "", html! {}))
        p { (cx.t("factors-codes-keep")) }
        ul.lines { @for code in codes { li { code { (code.shown()) } } } }
        p.actions { (Button::link("/account/factors", cx.t("factors-codes-kept")).primary()) }
    };
    frame(cx, cx.t("factors-codes-title"), body)
}

/// The field in which a code of the app or a recovery code is typed.
pub fn code_field(cx: &Cx, inputs: Inputs) -> Markup {
    html! {
        (inputs.text("code", cx.t("factors-code")).kind(Kind::Code).autocomplete("one-time-code")
            .help(cx.t("factors-code-help")).focus())
    }
}

/// The button that asks for a passkey and sends the answer; only script can show and press it.
pub fn passkey_button(cx: &Cx, next: &str) -> Markup {
    html! {
        form.form method="post" action="/sign-in/passkey" hidden data-passkey="get" data-begin="/sign-in/passkey/begin" {
            input type="hidden" name="next" value=(next);
            (answer(cx))
            p.actions { (Button::submit(cx.t("factors-passkey-use")).icon(Icon::Key)) }
        }
    }
}
