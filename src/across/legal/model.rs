//! The texts, and how the facts of an installation get into them.

use std::collections::HashMap;
use std::sync::LazyLock;
use std::time::Duration;

use pulldown_cmark::{Event, HeadingLevel, Parser, TagEnd};
use rust_embed::RustEmbed;

use crate::base::{At, Language};
use crate::platform::config::Config;

#[derive(RustEmbed)]
#[folder = "assets/legal"]
struct Files;

/// One of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Paper {
    /// What the installation and its people expect of each other.
    Terms,
    /// What is kept about those who sign in.
    Privacy,
    /// How far everybody can use the pages.
    Accessibility,
    /// What a company keeps about its customers.
    Company,
}

impl Paper {
    const ALL: [Paper; 4] = [Paper::Terms, Paper::Privacy, Paper::Accessibility, Paper::Company];

    fn file(self) -> &'static str {
        match self {
            Paper::Terms => "terms.md",
            Paper::Privacy => "privacy.md",
            Paper::Accessibility => "accessibility.md",
            Paper::Company => "company.md",
        }
    }

    /// The text in that language.
    pub fn text(self, language: Language) -> Option<&'static Text> {
        TEXTS.get(&(language, self))
    }
}

/// A text as HTML, with places for facts in it.
pub struct Text {
    /// Its head, in plain words.
    pub title: String,
    html: String,
}

impl Text {
    /// The HTML with each `{name}` replaced. A fact is markup already; one that stands alone in a paragraph takes the
    /// paragraph's place.
    pub fn filled(&self, facts: &[(&str, String)]) -> String {
        facts.iter().fold(self.html.clone(), |html, (name, markup)| {
            let place = format!("{{{name}}}");
            html.replace(&format!("<p>{place}</p>"), markup).replace(&place, markup)
        })
    }
}

static TEXTS: LazyLock<HashMap<(Language, Paper), Text>> = LazyLock::new(|| {
    let all = Language::ALL.into_iter().flat_map(|language| Paper::ALL.map(|paper| (language, paper)));
    all.filter_map(|(language, paper)| Some(((language, paper), read(language, paper)?))).collect()
});

fn read(language: Language, paper: Paper) -> Option<Text> {
    let file = Files::get(&format!("{}/{}", language.code(), paper.file()))?;
    let text = String::from_utf8_lossy(&file.data);
    let events: Vec<Event> = Parser::new(&text).collect();
    let end = events.iter().position(|event| *event == Event::End(TagEnd::Heading(HeadingLevel::H1)))?;
    let title = events[..end].iter().filter_map(|event| match event {
        Event::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    let title = title.collect();
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events[end + 1..].iter().cloned());
    Some(Text { title, html })
}

/// How long a `security.txt` may be believed: RFC 9116 asks for less than a year.
const BELIEVED: Duration = Duration::from_secs(180 * 86_400);

/// The file of RFC 9116; none where nobody takes reports. It expires 180 days after the midnight that was.
pub fn security_txt(config: &Config, now: At) -> Option<String> {
    let contact = &config.operator.security_contact;
    if contact.is_empty() {
        return None;
    }
    let midnight = now.minus(Duration::from_millis(now.0.rem_euclid(86_400_000).cast_unsigned()));
    let mut lines = vec![
        format!("Contact: {contact}"),
        format!("Expires: {}", midnight.plus(BELIEVED)),
        "Preferred-Languages: en, bg".to_owned(),
    ];
    if let Some(url) = &config.public_url {
        lines.push(format!("Canonical: {url}/.well-known/security.txt"));
    }
    Some(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_written_in_every_language_with_the_same_places_for_facts() {
        for paper in Paper::ALL {
            let [first, second] = Language::ALL.map(|language| places(paper.text(language).unwrap()));

            assert_eq!(first, second, "{paper:?}");
        }
    }

    fn places(text: &Text) -> Vec<String> {
        let mut found: Vec<String> = text
            .html
            .split('{')
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
            .collect();
        found.sort();
        found.dedup();
        found
    }

    #[test]
    fn a_fact_is_never_read_as_a_place_for_another() {
        let text = Text { title: String::new(), html: "<p>{one}</p> and {two}".into() };

        assert_eq!(text.filled(&[("two", "2".into()), ("one", "<ul></ul>".into())]), "<ul></ul> and 2");
    }

    #[test]
    fn security_txt_expires_within_a_year_and_needs_a_contact() {
        let mut config = Config::defaults("/srv/kantora");
        assert_eq!(security_txt(&config, At(0)), None);

        config.operator.security_contact = "mailto:holes@rila.example".into();
        let text = security_txt(&config, At(1_772_445_600_000)).unwrap();

        assert_eq!(
            text,
            "Contact: mailto:holes@rila.example\nExpires: 2026-08-29T00:00:00Z\nPreferred-Languages: en, bg\n"
        );
    }
}
