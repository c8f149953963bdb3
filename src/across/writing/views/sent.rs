//! A letter that was sent.

use maud::{Markup, html};

use super::back;
use crate::across::filing::Holder;
use crate::base::format;
use crate::crm::activities::Access;
use crate::crm::mails::{Mail, MailFile, Reach};
use crate::crm::owners::{Owners, owner_name};
use crate::platform::i18n;
use crate::web::components::{Button, Icon, section, time, title};
use crate::web::letter::lines;
use crate::web::{Cx, frame};
use crate::workspace::email::{self, Posted};

/// What the page shows.
pub struct Sent {
    /// The mail.
    pub mail: Mail,
    /// Who got it.
    pub person: Holder,
    /// How it went.
    pub letter: Posted,
    /// What went along.
    pub files: Vec<MailFile>,
    /// Everybody who may have written it.
    pub owners: Owners,
}

/// The whole page.
pub fn sent(cx: &Cx, shown: &Sent) -> Markup {
    let (mail, letter) = (&shown.mail, &shown.letter);
    let known = |key: &str| i18n::known(cx.language(), key).map_or("", |key| cx.t(key));
    let again = html! {
        @if shown.person.access == Access::Write && letter.state.again(letter.tries).is_ok() {
            form method="post" action=(cx.path(format_args!("/mails/{}/retry", mail.id))) {
                (Button::submit(match letter.state {
                    email::State::Waiting => cx.t("email-try-now"),
                    _ => cx.t("email-again"),
                }).primary().icon(Icon::Mail))
            }
        }
    };
    let body = html! {
        (back(cx, &shown.person))
        (title(&mail.subject, "", again))
        dl.facts.locked {
            div {
                dt { (cx.t("writing-state")) }
                dd {
                    (email::standing(cx, letter.state))
                    @if let Some(at) = letter.sent_at { ", " (time(cx, at)) }
                    @if !letter.problem.is_empty() { br; (known(&letter.problem)) }
                    @if !letter.said.is_empty() { br; code { (letter.said) } }
                }
            }
            div {
                dt { (cx.t("writing-to")) }
                dd { a href=(cx.path(&shown.person.path)) { (letter.to.name) } ", " (letter.to.address) }
            }
            div { dt { (cx.t("writing-reply-to")) } dd { (mail.reply_to.name) ", " (mail.reply_to.address) } }
            div {
                dt { (cx.t("writing-written")) }
                dd {
                    (owner_name(cx, &shown.owners, mail.created_by)) ", " (time(cx, mail.created_at))
                    @if mail.reach == Reach::Many { br; (cx.t(mail.reach.key())) }
                }
            }
            @if !shown.files.is_empty() {
                div { dt { (cx.t("writing-enclosed")) } dd { (enclosed(cx, &shown.files)) } }
            }
        }
        (section("text", cx.t("mails-text"), html! {}, html! { div.form { (lines(&mail.body)) } }))
    };
    frame(cx, &mail.subject, body)
}

fn enclosed(cx: &Cx, files: &[MailFile]) -> Markup {
    html! {
        @for (place, file) in files.iter().enumerate() {
            @if place > 0 { br; }
            (file.name.to_string()) ", " (format::size(cx.language(), file.size))
        }
    }
}
