//! The letter as each will get it, before it leaves.

use maud::{Markup, html};

use super::super::model::{Copy, Desk, Letters};
use super::{back, left_out, words};
use crate::base::{Fields, format};
use crate::platform::mailer::Correspondent;
use crate::web::components::{Button, Icon, Tone, icon, state, title};
use crate::web::{Cx, frame};

/// So many copies are shown whole.
const SHOWN: usize = 10;

/// What the page shows.
pub struct Preview<'a> {
    /// From where it is written.
    pub desk: &'a Desk,
    /// The letter with those who get it.
    pub letters: &'a Letters<'a>,
    /// In whose name it leaves; none: it waits for a way out.
    pub from: Option<Correspondent>,
    /// What was typed.
    pub fields: &'a Fields,
}

/// The whole page.
pub fn preview(cx: &Cx, shown: &Preview) -> Markup {
    let letters = shown.letters;
    let body = html! {
        (back(cx, &shown.desk.record))
        (title(cx.t("writing-preview-title"), "", html! {}))
        (warnings(cx, letters))
        (left_out(cx, shown.desk))
        dl.facts.locked { (head(cx, shown)) }
        @for (place, copy) in letters.copies.iter().take(SHOWN).enumerate() { (sheet(cx, copy, place)) }
        @if letters.copies.len() > SHOWN {
            p.help { (cx.tell("writing-more", &[("count", (letters.copies.len() - SHOWN).into())])) }
        }
        (onward(cx, shown))
    };
    frame(cx, cx.t("writing-preview-title"), body)
}

/// What somebody should know before it leaves.
fn warnings(cx: &Cx, letters: &Letters) -> Markup {
    let (spared, all) = (letters.spared.len(), letters.spared.len() + letters.copies.len());
    let names: Vec<&str> = letters.spared.iter().map(|to| to.name.as_str()).collect();
    html! {
        @if letters.has_gaps() {
            div.errors role="alert" aria-labelledby="gaps-title" {
                h2 #gaps-title { (cx.t("writing-gaps-title")) }
                p { (cx.t("writing-gaps-text")) }
                ul {
                    @for copy in letters.copies.iter().filter(|copy| !copy.gaps().is_empty()) {
                        li {
                            a href=(cx.path(format_args!("/{}/{}/edit", copy.to.kind.place(), copy.to.person))) { (copy.to.name) }
                            ": " (copy.gaps().iter().map(|field| cx.t(field.key())).collect::<Vec<_>>().join(", "))
                        }
                    }
                }
            }
        }
        @if spared > 0 {
            div.warning role="status" {
                (icon(Icon::Alert))
                p {
                    (cx.tell("writing-spared", &[("count", spared.into()), ("all", all.into())])) " "
                    (names.join(", "))
                }
            }
        }
        @if letters.is_delicate() {
            div.warning role="status" { (icon(Icon::Alert)) p { (cx.t("writing-delicate")) } }
        }
    }
}

fn head(cx: &Cx, shown: &Preview) -> Markup {
    let letters = shown.letters;
    let reply = &shown.desk.reply_to;
    html! {
        div {
            dt { (cx.t("writing-from")) }
            dd {
                @match &shown.from {
                    Some(from) => { (from.name) ", " (from.address) }
                    None => { (state(Tone::Due, cx.t("email-no-way"))) }
                }
            }
        }
        div { dt { (cx.t("writing-reply-to")) } dd { (reply.name) ", " (reply.address) } }
        div {
            dt { (cx.t("writing-to")) }
            dd {
                @for (place, copy) in letters.copies.iter().enumerate() {
                    @if place > 0 { br; }
                    (copy.to.name) ", " (copy.to.address)
                }
            }
        }
        @if !letters.files.is_empty() {
            div {
                dt { (cx.t("writing-enclosed")) }
                dd {
                    @for (place, file) in letters.files.iter().enumerate() {
                        @if place > 0 { br; }
                        (file.name.to_string()) ", " (format::size(cx.language(), file.size))
                    }
                }
            }
        }
    }
}

/// One copy; the first is open.
fn sheet(cx: &Cx, copy: &Copy, place: usize) -> Markup {
    html! {
        details open[place == 0] {
            summary { (copy.to.name) ", " (copy.to.address) }
            div.form {
                p { b { (words(cx, &copy.subject)) } }
                p { (words(cx, &copy.text)) }
            }
        }
    }
}

/// What was typed goes along, to be sent or changed.
fn onward(cx: &Cx, shown: &Preview) -> Markup {
    let letters = shown.letters;
    let from = shown.desk.query();
    let send = match (letters.is_delicate(), letters.copies.len()) {
        (true, _) => cx.t("writing-send-anyway").to_owned(),
        (false, count) => cx.tell("writing-send", &[("count", count.into())]),
    };
    let carried = ["act", "to", "subject", "text", "signed", "enclosed", "template"];
    html! {
        form.form method="post" action=(path(cx, "send", &from)) {
            @for (name, value) in shown.fields.pairs().filter(|(name, _)| carried.contains(name)) {
                input type="hidden" name=(name) value=(value);
            }
            @if letters.is_delicate() { input type="hidden" name="anyway" value="1"; }
            p.actions {
                @if !letters.has_gaps() { (Button::submit(send).primary().icon(Icon::Mail)) }
                (Button::submit(cx.t("writing-change")).posts(path(cx, "change", &from)))
            }
        }
    }
}

fn path(cx: &Cx, act: &str, from: &str) -> String {
    cx.path(format_args!("/mails/{act}?{from}"))
}
