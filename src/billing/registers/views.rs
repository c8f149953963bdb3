//! Registers, as part of the settings, and what they say on the page of a customer.

use maud::{Markup, html};

use super::model::{Check, Register, Standing, Waiting};
use crate::base::{At, Fields, Problems, Right, SubjectId};
use crate::web::Cx;
use crate::web::components::{Button, Inputs, Kind, Tone, section, state, time, time_day};
use crate::workspace::settings::{Section, sections};

/// The page in the settings; `typed` is the key that was not taken.
pub fn registers(cx: &Cx, keys: &[(Register, At)], typed: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, typed, problems);
    let body = html! {
        (inputs.errors())
        div.form {
            p { (cx.t("registers-text")) }
            @if !cx.may(Right::SettingsWrite) { p { (cx.t("settings-look-only")) } }
        }
        @for register in Register::ALL {
            (section(register.code(), cx.t(register.key()), html! {}, one(cx, *register, keys, inputs)))
        }
    };
    sections(cx, Section::Registers, &inputs.title(cx.t("registers-title")), body)
}

fn one(cx: &Cx, register: Register, keys: &[(Register, At)], inputs: Inputs) -> Markup {
    let set_at = keys.iter().find(|(known, _)| *known == register).map(|(_, at)| *at);
    html! {
        @match (is_there(cx, register), register.needs_key(), set_at) {
            (false, ..) => p { (state(Tone::Due, cx.t("registers-off"))) },
            (true, false, _) => p { (state(Tone::Good, cx.t("registers-open"))) },
            (true, true, Some(at)) => p {
                (state(Tone::Good, html! { (cx.t("registers-key-set")) " " (time_day(cx, at)) }))
            },
            (true, true, None) => p { (state(Tone::Draft, cx.t("registers-key-missing"))) },
        }
        p.help { (cx.t(about(register))) }
        @if register.needs_key() && is_there(cx, register) && cx.may(Right::SettingsWrite) {
            form.form method="post" action=(cx.path("/settings/registers")) {
                input type="hidden" name="register" value=(register.code());
                @for field in register.key_fields() {
                    (inputs.text(field, cx.t(label(field))).kind(Kind::Password).autocomplete("off"))
                }
                p.actions {
                    (Button::submit(cx.t("registers-key-save")))
                    @if set_at.is_some() {
                        (Button::submit(cx.t("registers-key-remove")).quiet()
                            .posts(cx.path("/settings/registers/remove")))
                    }
                }
            }
        }
    }
}

fn about(register: Register) -> &'static str {
    match register {
        Register::Vies => "registers-about-vies",
        Register::Hmrc => "registers-about-hmrc",
        Register::Companies => "registers-about-companies",
    }
}

fn label(field: &str) -> &'static str {
    match field {
        "client_id" => "registers-client-id",
        "client_secret" => "registers-client-secret",
        _ => "registers-api-key",
    }
}

/// Whether the operator left the register in the configuration.
fn is_there(cx: &Cx, register: Register) -> bool {
    let registers = &cx.machines.config.registers;
    let address = match register {
        Register::Vies => &registers.vies,
        Register::Hmrc => &registers.hmrc,
        Register::Companies => &registers.companies,
    };
    !address.is_empty()
}

/// Whether that register can be asked now.
pub fn is_offered(cx: &Cx, standing: &Standing, register: Register) -> bool {
    is_there(cx, register) && standing.has_key(register)
}

/// The button that has a register asked about a customer, and what became of it while there is no answer.
pub fn asking(cx: &Cx, standing: &Standing, register: Register, subject: SubjectId) -> Markup {
    let waiting = standing.waiting.iter().find(|waiting| waiting.question.register == register);
    let name = [("register", register.name().into())];
    html! {
        @if let Some(waiting) = waiting { p { (wait(cx, waiting)) } }
        @if is_offered(cx, standing, register) {
            form method="post" action=(cx.path(format_args!("/customers/{subject}/ask"))) {
                input type="hidden" name="register" value=(register.code());
                p.actions { (Button::submit(cx.tell("registers-ask", &name))) }
            }
        } @else if is_there(cx, register) && cx.may(Right::SettingsRead) {
            p.help { a href=(cx.path("/settings/registers")) { (cx.tell("registers-wants-key", &name)) } }
        }
    }
}

fn wait(cx: &Cx, waiting: &Waiting) -> Markup {
    let name = [("register", waiting.question.register.name().into())];
    match waiting.trouble {
        None => state(Tone::Draft, cx.tell("registers-waiting", &name)),
        Some(trouble) => html! {
            (state(Tone::Due, cx.tell("registers-silent", &name))) " " (cx.t(trouble.key())) " "
            (cx.t(if waiting.is_given_up { "registers-given-up" } else { "registers-again" }))
        },
    }
}

/// What was found out so far, the last first.
pub fn history(cx: &Cx, standing: &Standing) -> Markup {
    html! {
        @if !standing.checks.is_empty() {
            (section("found", cx.t("registers-history"), html! {}, html! {
                ul.lines { @for check in &standing.checks { li { (line(cx, check)) } } }
            }))
        }
    }
}

fn line(cx: &Cx, check: &Check) -> Markup {
    let (tone, word) = match check.is_valid {
        true => (Tone::Good, "registers-valid"),
        false => (Tone::Bad, "registers-invalid"),
    };
    let said = [&check.name, &check.address, &check.reference].map(String::as_str);
    let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
    html! {
        span { (check.number) " " (state(tone, cx.t(word))) " " (said.join(" · ")) }
        span.how {
            (check.register.map_or_else(|| cx.t("registers-by-hand"), Register::name)) ", "
            (time(cx, check.asked_at))
        }
    }
}
