//! Help inside the product: one Markdown page a task, in every language, `assets/help/<language>/<topic>.md`.
//!
//! A page begins with its title as `# …` and one paragraph that says what it is about.

use std::collections::HashMap;
use std::sync::LazyLock;

use maud::{Markup, PreEscaped, html};
use poem::web::Path;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use rust_embed::RustEmbed;

use super::components::{title, to_index, trail};
use super::cx::Cx;
use super::frame::{frame, small_print};
use crate::base::{Error, Language, Result};

/// Every topic, in the order in which it is read.
const TOPICS: [&str; 33] = [
    "start",
    "contacts",
    "companies",
    "leads",
    "forms",
    "deals",
    "board",
    "reports",
    "products",
    "taxes",
    "seller",
    "customers",
    "quotes",
    "invoices",
    "vat",
    "notes",
    "letters",
    "tasks",
    "files",
    "notices",
    "find",
    "lists",
    "merge",
    "fields",
    "trash",
    "import",
    "export",
    "settings",
    "mail",
    "roles",
    "sign-in",
    "tokens",
    "keys",
];

#[derive(RustEmbed)]
#[folder = "assets/help"]
struct Files;

struct Topic {
    title: String,
    summary: String,
    html: String,
}

static PAGES: LazyLock<HashMap<(Language, &'static str), Topic>> = LazyLock::new(|| {
    let all = Language::ALL.into_iter().flat_map(|language| TOPICS.map(|topic| (language, topic)));
    all.filter_map(|(language, topic)| Some(((language, topic), read(language, topic)?))).collect()
});

/// The list of topics.
#[poem::handler]
pub async fn index(cx: Cx) -> Markup {
    let body = html! {
        (title(cx.t("help-title"), "", html! {}))
        div.form { ul.lines {
            @for (name, topic) in topics(cx.language()) {
                li { a href=(cx.path(format_args!("/help/{name}"))) { (topic.title) } span.how { (topic.summary) } }
            }
        } }
        div.form {
            (small_print(&cx))
            p.help { a href=(cx.path("/legal")) { (cx.t("law-company-privacy")) } }
        }
    };
    frame(&cx, cx.t("help-title"), body)
}

/// One topic; with `part=1` in the query only its text, for a dialog.
#[poem::handler]
pub async fn show(cx: Cx, Path((_, name)): Path<(String, String)>) -> Result<Markup> {
    let (_, topic) = topics(cx.language()).find(|(known, _)| *known == name).ok_or(Error::NotFound)?;
    let text = html! { div.prose { (PreEscaped(&topic.html)) } };
    if cx.facts.path.ends_with("?part=1") {
        return Ok(html! {
            h2 tabindex="-1" autofocus { (topic.title) }
            (text)
            form method="dialog" { button.button { (cx.t("help-close")) } }
        });
    }
    let body = html! {
        (trail(&cx, &[(&cx.path("/help"), cx.t("help-title"))]))
        (title(&topic.title, "", to_index(cx.t("help-topics"))))
        div.split.index-first {
            div.story { (text) }
            nav.index #index tabindex="-1" aria-label=(cx.t("help-topics")) { ul { (links(&cx, &name)) } }
        }
    };
    Ok(frame(&cx, &topic.title, body))
}

fn links(cx: &Cx, here: &str) -> Markup {
    html! {
        @for (name, topic) in topics(cx.language()) {
            li {
                a href=(cx.path(format_args!("/help/{name}"))) aria-current=[(name == here).then_some("page")] {
                    (topic.title)
                }
            }
        }
    }
}

fn topics(language: Language) -> impl Iterator<Item = (&'static str, &'static Topic)> {
    TOPICS.into_iter().filter_map(move |name| Some((name, PAGES.get(&(language, name))?)))
}

/// Splits a page into title, first paragraph and the whole text without its title.
fn read(language: Language, topic: &str) -> Option<Topic> {
    let file = Files::get(&format!("{}/{topic}.md", language.code()))?;
    let text = String::from_utf8_lossy(&file.data);
    let events: Vec<Event> = Parser::new_ext(&text, Options::ENABLE_TABLES).collect();
    let title_end =
        events.iter().position(|event| *event == Event::End(TagEnd::Heading(HeadingLevel::H1)))?;
    let summary_end = events.iter().position(|event| *event == Event::End(TagEnd::Paragraph))?;
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events[title_end + 1..].iter().cloned().map(keys));
    Some(Topic {
        title: plain(&events[..title_end]),
        summary: plain(&events[title_end + 1..summary_end]),
        html,
    })
}

/// Code spans are keys of the keyboard here.
fn keys(event: Event) -> Event {
    match event {
        Event::Code(key) => Event::Html(html! { kbd { (key) } }.into_string().into()),
        Event::Start(Tag::Table(_)) => Event::Html("<table>".into()),
        other => other,
    }
}

fn plain(events: &[Event]) -> String {
    events
        .iter()
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
            Event::SoftBreak => Some(" "),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_is_written_in_every_language() {
        for language in Language::ALL {
            let written: Vec<&str> = topics(language).map(|(name, _)| name).collect();

            assert_eq!(written, TOPICS, "{language}");
        }
    }

    #[test]
    fn a_topic_begins_with_what_it_is_about() {
        for topic in PAGES.values() {
            assert!(!topic.title.is_empty() && topic.summary.ends_with('.'), "{}", topic.title);
            assert!(!topic.html.contains("<h1"), "{}", topic.title);
        }
    }
}
