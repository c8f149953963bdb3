//! Pieces of a record's page: facts, and the timeline.

use maud::{Markup, html};

use super::icon::{Icon, icon};

/// A line in `dl.facts`: what, its value, and a pencil that leads to where it is changed; `label` says what the pencil changes.
pub fn fact_edit(term: &str, value: Markup, href: &str, label: &str) -> Markup {
    html! {
        div {
            dt { (term) }
            dd { (value) }
            dd.edit { a href=(href) aria-label=(label) { (icon(Icon::Pencil)) } }
        }
    }
}

/// An e-mail address that may break after its `@`, and so does not break within a word.
pub fn broken(email: &str) -> Markup {
    html! {
        @match email.split_once('@') {
            Some((name, domain)) => { (name) "@" wbr; (domain) }
            None => { (email) }
        }
    }
}

/// A day of the timeline: its head, and the entries of that day from [`entry`].
pub fn timeline_day(head: &str, entries: Markup) -> Markup {
    html! {
        h3.day { (head) }
        ol.timeline { (entries) }
    }
}

/// One thing that happened: who did what, when, and the words that belong to it (empty: none).
pub fn entry(drawing: Icon, deed: Markup, when: Markup, said: Markup) -> Markup {
    html! {
        li {
            (icon(drawing))
            div {
                div.deed { span { (deed) } (when) }
                @if !said.0.is_empty() { div.said { (said) } }
            }
        }
    }
}
