//! Deeds, notes, and how Markdown becomes HTML.

mod deed;
mod talk;
mod mail;

use jiff::tz::TimeZone;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use serde::{Deserialize, Serialize};

use crate::base::listing::{Order, Page, Sort};
use crate::base::words::words;
use crate::base::{At, Fields, MemberId, NoteId, Problems, Result, SubjectId, SubjectKind};
use crate::crm::owners::{Mention, Owners};

pub use deed::Deed;
pub use mail::{Attachment, Head, MOST as MOST_OF_MAIL, Mail, Who};
pub use talk::{Outcome, Show, Talk};

/// The longest note, in characters.
const LENGTH: usize = 20_000;

/// What a note tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoteKind {
    /// Anything.
    #[default]
    Note,
    /// A talk on the telephone.
    Call,
    /// A talk face to face.
    Meeting,
    /// Words on paper.
    Letter,
    /// An e-mail, as plain text.
    Mail,
}
words!(NoteKind, "kind of note",
    Note = "note", "activities-note";
    Call = "call", "activities-call";
    Meeting = "meeting", "activities-meeting";
    Letter = "letter", "activities-letter";
    Mail = "mail", "activities-mail";
);

/// What somebody wrote down about a subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its number.
    pub id: NoteId,
    /// The subject that it is about.
    pub about: SubjectId,
    /// What that subject is.
    pub about_kind: SubjectKind,
    /// What it tells of.
    pub kind: NoteKind,
    /// Markdown; empty where the outcome says it all.
    pub body: String,
    /// How it went, if it tells of a call, a meeting, a letter or a mail.
    #[serde(default)]
    pub talk: Talk,
    /// False once removed.
    pub is_live: bool,
    /// Grows with each change.
    pub version: i64,
    /// When it was written.
    pub created_at: At,
    /// By whom; nobody for imports.
    pub created_by: Option<MemberId>,
    /// When it was last changed.
    pub updated_at: At,
}

/// A note as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteInput {
    /// What it tells of.
    pub kind: NoteKind,
    /// Markdown; empty only where there is an outcome.
    pub body: String,
    /// How it went.
    pub talk: Talk,
}

/// One line of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number in the order of the timeline.
    pub number: i64,
    /// What was done.
    pub deed: Deed,
    /// With which subject.
    pub subject: SubjectId,
    /// What that subject is.
    pub subject_kind: SubjectKind,
    /// What was written, if something was.
    pub note: Option<Note>,
    /// Names of fields, a tag: by deed.
    pub detail: String,
    /// Who did it; nobody is Kantora itself.
    pub member: Option<MemberId>,
    /// When.
    pub at: At,
}

/// One page of a timeline.
#[derive(Debug)]
pub struct Chapter {
    /// Its lines, the newest first.
    pub page: Page<Entry>,
    /// Of what.
    pub show: Show,
}

/// The one order of a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Newest;

impl Sort for Newest {
    const ALL: &'static [Newest] = &[Newest];

    fn code(self) -> &'static str {
        "newest"
    }

    fn order(self) -> Order {
        Order::Falling
    }
}

impl Note {
    /// Its place on the timeline: when it was, or was written down.
    pub fn at(&self) -> At {
        self.talk.at.unwrap_or(self.created_at)
    }
}

impl NoteInput {
    /// Words of that kind, of which nothing else is known.
    pub fn new(kind: NoteKind, body: String) -> NoteInput {
        NoteInput { kind, body, talk: Talk::default() }
    }

    /// Reads `kind`, `body` and what [`Talk::parse`] reads; hours are UTC.
    pub fn parse(fields: &Fields) -> Result<NoteInput> {
        NoteInput::parse_in(fields, &TimeZone::UTC)
    }

    /// The same with hours of that zone.
    pub fn parse_in(fields: &Fields, zone: &TimeZone) -> Result<NoteInput> {
        let mut problems = Problems::default();
        let kind = fields.first("kind").parse().unwrap_or_default();
        let talk = Talk::parse(fields, kind, zone, &mut problems);
        let body = fields.first("body").replace("\r\n", "\n");
        if body.is_empty() && talk.outcome.is_none() {
            problems.add("body", "activities-body-empty");
        }
        if body.chars().count() > LENGTH {
            problems.add("body", "activities-body-long");
        }
        problems.finish(NoteInput { kind, body, talk })
    }

    /// Whether it tells that the two sides have heard from each other: a note does.
    pub fn is_answer(&self) -> bool {
        self.talk.outcome.is_none_or(Outcome::is_answer)
    }

    /// The same in other words, if they are not too long.
    pub fn worded(self, body: String) -> NoteInput {
        if body.chars().count() > LENGTH { self } else { NoteInput { body, ..self } }
    }
}

/// The same as [`html_naming`], where nobody is named.
pub fn html(markdown: &str) -> String {
    html_naming(markdown, &Owners::default())
}

/// Markdown as HTML, with colleagues who are named in it set off: raw HTML is dropped, images become their words, links go to the web, to mail and to the telephone
/// only, and tell the other side nothing.
pub fn html_naming(markdown: &str, owners: &Owners) -> String {
    let mut links = Vec::new();
    let events = Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH).filter_map(|event| match event {
        Event::Html(_) | Event::InlineHtml(_) => None,
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => None,
        // The page has its own h1 and h2.
        Event::Start(Tag::Heading { .. }) => Some(raw("<p><strong>")),
        Event::End(TagEnd::Heading(_)) => Some(raw("</strong></p>\n")),
        Event::Start(Tag::Link { dest_url, .. }) => {
            links.push(is_allowed(&dest_url));
            links.last().filter(|allowed| **allowed).map(|_| link(&dest_url))
        }
        Event::End(TagEnd::Link) => links.pop().filter(|allowed| *allowed).map(|_| raw("</a>")),
        // One line break as typed is one as shown.
        Event::SoftBreak => Some(Event::HardBreak),
        other => Some(other),
    });
    let mut written = Vec::new();
    for event in events {
        match event {
            Event::Text(words) if words.contains('@') => written.extend(set_off(&words, owners)),
            other => written.push(other),
        }
    }
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, written.into_iter());
    html
}

/// The words with everybody who is named in them set off.
fn set_off(words: &str, owners: &Owners) -> Vec<Event<'static>> {
    let text = |part: &str| Event::Text(CowStr::from(part.to_owned()));
    let (mut events, mut at) = (Vec::new(), 0);
    for Mention { place, .. } in owners.mentions(words) {
        events.extend([
            text(&words[at..place.start]),
            raw("<span class=\"tag\">"),
            text(&words[place.clone()]),
            raw("</span>"),
        ]);
        at = place.end;
    }
    events.push(text(&words[at..]));
    events
}

fn is_allowed(target: &str) -> bool {
    let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https" | "mailto" | "tel"))
}

fn link(target: &str) -> Event<'static> {
    let mut address = String::new();
    for letter in target.chars() {
        match letter {
            '&' => address.push_str("&amp;"),
            '"' => address.push_str("&quot;"),
            '<' => address.push_str("&lt;"),
            '>' => address.push_str("&gt;"),
            other => address.push(other),
        }
    }
    Event::InlineHtml(CowStr::from(format!("<a href=\"{address}\" rel=\"noopener noreferrer\">")))
}

fn raw(html: &'static str) -> Event<'static> {
    Event::InlineHtml(CowStr::from(html))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::crm::owners::Owner;

    #[test]
    fn markdown_becomes_plain_html() {
        assert_eq!(
            html("Wants **oak**\nnot lacquered"),
            "<p>Wants <strong>oak</strong><br />\nnot lacquered</p>\n"
        );
        assert_eq!(html("# Head"), "<p><strong>Head</strong></p>\n");
    }

    #[test]
    fn nothing_from_a_note_runs_or_loads() {
        assert_eq!(html("a <img src=x onerror=alert(1)> b"), "<p>a  b</p>\n");
        assert!(!html("<script>alert(1)</script>").contains("script"));
        assert_eq!(html("![word](https://example.com/x.png)"), "<p>word</p>\n");
        assert_eq!(html("[click](javascript:alert(1))"), "<p>click</p>\n");
        assert_eq!(html("[click](/w/acme/contacts)"), "<p>click</p>\n");
    }

    #[test]
    fn links_tell_the_other_side_nothing() {
        assert_eq!(
            html("[shop](https://example.com/?a=1&b=\"2\")"),
            "<p><a href=\"https://example.com/?a=1&amp;b=&quot;2&quot;\" rel=\"noopener noreferrer\">shop</a></p>\n"
        );
    }

    #[test]
    fn colleagues_are_set_off_and_nothing_else() {
        let (id, name) = (MemberId::new(2), "Tom Hill".to_owned());
        let owners = Owners(vec![Owner { id, name, teams: Vec::new(), is_here: false }]);

        assert_eq!(
            html_naming("Ask @Tom Hill or *@tom hill*, not tom@hill.example", &owners),
            "<p>Ask <span class=\"tag\">@Tom Hill</span> or <em><span class=\"tag\">@tom hill</span></em>, \
             not tom@hill.example</p>\n"
        );
    }

    proptest! {
        #[test]
        fn no_text_opens_a_tag_that_is_not_ours(text in "[<>a-z\"'=/!\\[\\]() *_#`\n-]{0,60}") {
            let ours = [
                "p", "strong", "em", "del", "a", "br", "ul", "ol", "li", "blockquote", "code", "pre", "hr",
            ];
            let html = html(&text);
            for tag in html.split('<').skip(1) {
                let name = tag.trim_start_matches('/');
                let end = name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len());
                prop_assert!(ours.contains(&&name[..end]), "{}", html);
            }
        }
    }
}
