//! How letters leave, and what became of them.

use maud::{Markup, html};

use super::super::model::{Posted, State, StoredAccount};
use crate::base::{Fields, Problems};
use crate::platform::config::MailEncryption;
use crate::platform::i18n;
use crate::web::Cx;
use crate::web::components::{Button, Inputs, Kind, Tone, pager, section, state, time};
use crate::workspace::settings::{Section, sections};

/// What the page shows besides the form.
pub struct Shown<'s> {
    /// Through what, and from which address; none: letters are held.
    pub from: Option<(String, String)>,
    /// The last letters.
    pub letters: &'s [Posted],
    /// Whether these are the newest.
    pub is_first: bool,
    /// Whether the workspace has an account of its own.
    pub has_account: bool,
}

/// The account as its form shows it; the password never.
pub fn account_fields(stored: Option<&StoredAccount>) -> Fields {
    let Some(stored) = stored else {
        return Fields::new()
            .with("version", "0")
            .with("port", "587")
            .with("encryption", MailEncryption::StartTls.code());
    };
    let account = &stored.account;
    Fields::new()
        .with("version", stored.version.to_string())
        .with("host", &account.host)
        .with("port", account.port.to_string())
        .with("encryption", account.encryption.code())
        .with("user", &account.user)
        .with("address", &account.address)
        .with("name", &account.name)
}

/// The whole page.
pub fn mail(cx: &Cx, shown: &Shown, fields: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let body = html! {
        (inputs.errors())
        form.form method="post" action=(cx.path("/settings/mail/test")) {
            @match &shown.from {
                Some((through, from)) => p {
                    (cx.tell("email-way", &[("through", through.clone().into()), ("address", from.clone().into())]))
                },
                None => p { (state(Tone::Due, cx.t("email-no-way"))) },
            }
            p.actions {
                (Button::submit(cx.t("email-send-test")))
                @if shown.from.is_some() {
                    (Button::link(cx.path("/settings/mail/domain"), cx.t("email-domain")).quiet())
                }
            }
        }
        (section("letters", cx.t("email-letters"), html! {}, letters(cx, shown)))
        (section("own", cx.t("email-own"), html! {}, account(cx, shown, inputs)))
    };
    sections(cx, Section::Mail, &inputs.title(cx.t("settings-mail")), body)
}

fn letters(cx: &Cx, shown: &Shown) -> Markup {
    let older = shown.letters.last().filter(|_| shown.letters.len() == 50);
    let older = older.map(|last| cx.path(format_args!("/settings/mail?before={}", last.id)));
    let newest = (!shown.is_first).then(|| cx.path("/settings/mail"));
    html! {
        @if shown.letters.is_empty() {
            p.help { (cx.t("email-letters-none")) }
        } @else {
            ul.lines { @for letter in shown.letters { (line(cx, letter)) } }
        }
        @if older.is_some() || newest.is_some() { (pager(cx, "", newest.as_deref(), older.as_deref())) }
    }
}

fn line(cx: &Cx, letter: &Posted) -> Markup {
    let known = |key: &str| i18n::known(cx.language(), key).map_or("", |key| cx.t(key));
    html! {
        li {
            span { (letter.to.address) }
            span.num.soft { (time(cx, letter.sent_at.unwrap_or(letter.created_at))) }
            span.how {
                (known(&letter.name)) ". " (standing(cx, letter.state))
                @if !letter.problem.is_empty() { br; (known(&letter.problem)) }
                @if !letter.said.is_empty() { br; code { (letter.said) } }
            }
            @if letter.state.again(letter.tries).is_ok() {
                form.actions method="post" action=(cx.path(format_args!("/settings/mail/{}/retry", letter.id))) {
                    (Button::submit(match letter.state {
                        State::Waiting => cx.t("email-try-now"),
                        _ => cx.t("email-again"),
                    }))
                }
            }
        }
    }
}

/// Where a letter stands, as a word with its sign.
pub fn standing(cx: &Cx, letter: State) -> Markup {
    let tone = match letter {
        State::Sent => Tone::Good,
        State::Waiting | State::Sending | State::Handed => Tone::Draft,
        State::Held => Tone::Due,
        State::Failed | State::Bounced | State::Unclear => Tone::Bad,
        State::Needless => Tone::Plain,
    };
    state(tone, cx.t(letter.key()))
}

fn account(cx: &Cx, shown: &Shown, inputs: Inputs) -> Markup {
    let ways = [
        (MailEncryption::StartTls.code(), cx.t("email-starttls")),
        (MailEncryption::Tls.code(), cx.t("email-tls")),
    ];
    html! {
        form.form method="post" action=(cx.path("/settings/mail")) {
            p.help { (cx.t("email-own-help")) }
            (inputs.hidden("version"))
            (inputs.text("address", cx.t("email-address")).kind(Kind::Email))
            (inputs.text("name", cx.t("email-name")).help(cx.t("email-name-help")).optional())
            div.pair {
                (inputs.text("host", cx.t("email-host")).help(cx.t("email-host-help")))
                (inputs.text("port", cx.t("email-port")).kind(Kind::Number))
            }
            (inputs.select("encryption", cx.t("email-encryption")).choices(ways))
            (inputs.text("user", cx.t("email-user")).autocomplete("off").optional())
            (inputs.text("password", cx.t("email-password")).kind(Kind::Password).autocomplete("new-password")
                .help(cx.t("email-password-help")).optional())
            p.actions { (Button::submit(cx.t("email-save")).primary().key("s")) }
        }
        @if shown.has_account {
            form.form method="post" action=(cx.path("/settings/mail/remove")) {
                p { (cx.t("email-remove-text")) }
                p.actions { (Button::submit(cx.t("email-remove")).grave()) }
            }
        }
    }
}
