//! What stands on pages of every kind: trail, title, sections, steps, states, notices.

use maud::{Markup, Render, html};

use super::icon::{Icon, icon};
use crate::base::format;
use crate::web::cx::Cx;

/// What a state means; the sign beside its word follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    Plain,
    /// Settled, done, matched.
    Good,
    /// Wants attention soon.
    Due,
    /// Refused, failed, late.
    Bad,
    /// Not yet final.
    Draft,
}

/// How far a step has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Behind us.
    Done,
    /// This page.
    Now,
    /// To come.
    Ahead,
}

/// The head of a page: its title, a count beside it (empty: none), its acts.
pub fn title(text: &str, count: &str, actions: Markup) -> Markup {
    html! {
        header.title {
            h1 { (text) @if !count.is_empty() { " " span.count { (count) } } }
            @if !actions.0.is_empty() { div.actions { (actions) } }
        }
    }
}

/// The way down to the index of a part, on a phone, where it stands below the page.
pub fn to_index(text: &str) -> Markup {
    html! { a.button.quiet.to-index href="#index" { (icon(Icon::Lines)) " " (text) } }
}

/// Where the page stands: links from the outside in.
pub fn trail(cx: &Cx, links: &[(&str, &str)]) -> Markup {
    html! {
        nav.trail aria-label=(cx.t("page-trail")) {
            @for (index, (href, text)) in links.iter().enumerate() {
                @if index > 0 { " / " }
                a href=(href) { (text) }
            }
        }
    }
}

/// A part of a page under a head of its own; `id` is unique on the page, `aside` stands at the right of the head.
pub fn section(id: &str, head: impl Render, aside: Markup, body: Markup) -> Markup {
    html! {
        section.section aria-labelledby=(id) {
            header { h2 id=(id) { (head) } (aside) }
            (body)
        }
    }
}

/// A word that somebody put on a record.
pub fn tag(text: &str) -> Markup {
    html! { span.tag { (text) } }
}

/// A state: a word with its sign.
pub fn state(tone: Tone, text: impl Render) -> Markup {
    let (look, drawing) = match tone {
        Tone::Plain => ("state", Icon::Info),
        Tone::Good => ("state paid", Icon::Tick),
        Tone::Due => ("state due", Icon::Clock),
        Tone::Bad => ("state overdue", Icon::Alert),
        Tone::Draft => ("state draft", Icon::Draft),
    };
    html! { span class=(look) { (icon(drawing)) " " (text) } }
}

/// What happened, quietly; `action` is the way back, if there is one.
pub fn notice(text: &str, action: Markup) -> Markup {
    html! { div.notice role="status" { p { (text) } (action) } }
}

/// The steps of a longer task.
pub fn steps(cx: &Cx, all: &[(&str, Step)]) -> Markup {
    html! {
        ol.steps aria-label=(cx.t("page-steps")) {
            @for (text, step) in all {
                @match step {
                    Step::Done => li { (icon(Icon::Tick)) " " (text) " " span.unseen { (cx.t("page-step-done")) } },
                    Step::Now => li aria-current="step" { (icon(Icon::Pencil)) " " (text) },
                    Step::Ahead => li { (icon(Icon::Draft)) " " (text) },
                }
            }
        }
    }
}

/// How far long work has come; `said` stands below it: what is done, how long it may take.
pub fn progress(cx: &Cx, done: i64, total: i64, said: Markup) -> Markup {
    let percent = if total > 0 { done.clamp(0, total) * 100 / total } else { 0 };
    html! {
        div.progress role="status" {
            progress max=(total.max(1)) value=(done) aria-label=(cx.t("page-progress")) {
                (format::number(cx.language(), percent)) "%"
            }
            div { (said) }
        }
    }
}
