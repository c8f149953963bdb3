//! Finds on a page, and in the palette.

use maud::{Markup, html};

use super::store::Found;
use crate::across::naming::Named;
use crate::base::Right;
use crate::crm::activities::Note;
use crate::web::components::{Drawing, Icon, empty, icon, section, title};
use crate::web::{Cx, flash, frame};

/// The whole page.
pub fn page(cx: &Cx, asked: &str, found: &Found) -> Markup {
    let body = html! {
        (title(cx.t("search-title"), "", html! {}))
        form.bar role="search" action=(cx.path("/search")) {
            span.find {
                (icon(Icon::Search))
                input type="search" name="q" value=(asked) aria-label=(cx.t("search-label")) autocomplete="off" autofocus[asked.is_empty()];
            }
            button.button { (cx.t("search-find")) }
        }
        @if asked.is_empty() { p.help { (cx.t("search-help")) } }
        @else if found.is_empty() {
            (empty(Drawing::Glass, cx.t("search-none-title"), cx.t("search-none-text"), new_contact(cx, asked)))
        }
        (group(cx, "contacts", cx.t("contacts-title"), &found.contacts))
        (group(cx, "companies", cx.t("companies-title"), &found.companies))
        (group(cx, "leads", cx.t("leads-title"), &found.leads))
        (group(cx, "deals", cx.t("deals-title"), &found.deals))
        (group(cx, "products", cx.t("products-title"), &found.products))
        (group(cx, "invoices", cx.t("invoices-title"), &found.invoices))
        (group(cx, "quotes", cx.t("quotes-title"), &found.quotes))
        @if !found.notes.is_empty() {
            (section("notes", cx.t("search-notes"), html! {}, html! {
                ul.lines {
                    @for (note, record) in &found.notes {
                        li {
                            a href=(cx.path(format_args!("/notes/{}", note.id))) { (record.name) }
                            span.how { (start(note)) }
                        }
                    }
                }
            }))
        }
        @if !found.tasks.is_empty() {
            (section("tasks", cx.t("tasks-all"), html! {}, html! {
                ul.lines {
                    @for task in &found.tasks {
                        li { a href=(cx.path(format_args!("/tasks/{}", task.id))) { (task.facts.title) } }
                    }
                }
            }))
        }
        @if !found.files.is_empty() {
            (section("files", cx.t("files-all"), html! {}, html! {
                ul.lines {
                    @for (file, record) in &found.files {
                        li {
                            a href=(cx.path(format_args!("/files/{}", file.id))) { (file.name.to_string()) }
                            span.how { (record) }
                        }
                    }
                }
            }))
        }
    };
    frame(cx, cx.t("search-title"), body)
}

fn group(cx: &Cx, id: &str, head: &str, found: &[Named]) -> Markup {
    html! {
        @if !found.is_empty() {
            (section(id, head, html! {}, html! {
                ul.lines {
                    @for named in found {
                        li {
                            a href=(cx.path(named.path())) { (named.name) }
                            span.how { (named.about) }
                        }
                    }
                }
            }))
        }
    }
}

fn new_contact(cx: &Cx, asked: &str) -> Markup {
    html! {
        @if cx.may(Right::CustomersWrite) {
            a.button href=(flash::with(&cx.path("/contacts/new"), &[("name", asked)])) {
                (icon(Icon::Plus)) " " (cx.tell("search-new-contact", &[("name", asked.to_owned().into())]))
            }
        }
    }
}

/// The lines of the palette.
pub fn part(cx: &Cx, asked: &str, found: &Found) -> Markup {
    html! {
        @for named in &found.contacts { (line(cx, Icon::Person, &named.path(), (&named.name, &named.about))) }
        @for named in &found.companies { (line(cx, Icon::Building, &named.path(), (&named.name, &named.about))) }
        @for named in &found.leads { (line(cx, Icon::Inbox, &named.path(), (&named.name, &named.about))) }
        @for named in &found.deals { (line(cx, Icon::Funnel, &named.path(), (&named.name, &named.about))) }
        @for named in &found.products { (line(cx, Icon::Tag, &named.path(), (&named.name, &named.about))) }
        @for named in found.invoices.iter().chain(&found.quotes) { (line(cx, Icon::Invoice, &named.path(), (&named.name, &named.about))) }
        @for (note, record) in &found.notes {
            (line(cx, Icon::Note, &format!("/notes/{}", note.id), (&record.name, &start(note))))
        }
        @for task in &found.tasks { (line(cx, Icon::Tick, &format!("/tasks/{}", task.id), (&task.facts.title, ""))) }
        @for (file, record) in &found.files {
            (line(cx, Icon::Clip, &format!("/files/{}", file.id), (&file.name.to_string(), record)))
        }
        @if found.is_empty() && !asked.is_empty() { p { (cx.t("search-none-title")) } }
        @if !asked.is_empty() && cx.may(Right::CustomersWrite) {
            a href=(flash::with(&cx.path("/contacts/new"), &[("name", asked)])) {
                (icon(Icon::Plus)) " " (cx.tell("search-new-contact", &[("name", asked.to_owned().into())]))
            }
        }
    }
}

fn line(cx: &Cx, drawing: Icon, path: &str, (name, about): (&str, &str)) -> Markup {
    html! {
        a href=(cx.path(path)) {
            (icon(drawing)) " " span { (name) }
            @if !about.is_empty() { " " small.soft { (about) } }
        }
    }
}

/// The first words of a note.
fn start(note: &Note) -> String {
    let words: String = note.body.chars().take(120).collect();
    if words.len() < note.body.len() { format!("{words}…") } else { words }
}
