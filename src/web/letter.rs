//! A letter of ours: one draft, from which the page with looks and the plain text are both made.
//!
//! Mail programs strip style sheets, so every style stands in its element; the colours are the product's, light first
//! and then again for both schemes, which programs that do not know `light-dark` pass over. Nothing is loaded from
//! anywhere: a letter tells nobody that it was opened.
//!
//! A letter of somebody's own stands without our sheet: the words as they were written, nothing around them.

use maud::{DOCTYPE, Markup, html};

use crate::base::Language;
use crate::platform::blobs::BlobHash;
use crate::platform::mailer::{Correspondent, Manner};

/// What a letter says.
#[derive(Clone, Default)]
pub struct Draft {
    subject: String,
    paragraphs: Vec<String>,
    action: Option<(String, String)>,
    small: Vec<String>,
    manner: Manner,
    enclosed: Vec<Enclosed>,
}

/// A file that goes along with a letter, by the name of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosed {
    /// Its name.
    pub name: String,
    /// What it is.
    pub media_type: &'static str,
    /// Where its bytes lie.
    pub hash: BlobHash,
}

impl Draft {
    /// A letter about that; the subject is its heading too.
    pub fn new(subject: impl Into<String>) -> Draft {
        Draft { subject: subject.into(), ..Draft::default() }
    }

    /// A letter of somebody's own: their words, line by line as they wrote them. Answers go to `reply_to`.
    pub fn personal(subject: impl Into<String>, words: impl Into<String>, reply_to: Correspondent) -> Draft {
        let manner = Manner::Personal { reply_to, way_out: None };
        Draft { paragraphs: vec![words.into()], manner, ..Draft::new(subject) }
    }

    /// The same, going to many: where whoever gets it unsubscribes.
    pub fn with_way_out(mut self, address: String) -> Draft {
        if let Manner::Personal { way_out, .. } = &mut self.manner {
            *way_out = Some(address);
        }
        self
    }

    /// What goes along.
    pub fn enclosing(mut self, files: Vec<Enclosed>) -> Draft {
        self.enclosed = files;
        self
    }

    /// One more paragraph.
    pub fn text(mut self, paragraph: impl Into<String>) -> Draft {
        self.paragraphs.push(paragraph.into());
        self
    }

    /// The one button, after the paragraphs; its address is written out too, for those who cannot press it.
    pub fn action(mut self, label: impl Into<String>, url: impl Into<String>) -> Draft {
        self.action = Some((label.into(), url.into()));
        self
    }

    /// One more line in small print, after the button: how long it is valid, what to do if one did not ask for it.
    pub fn small(mut self, line: impl Into<String>) -> Draft {
        self.small.push(line.into());
        self
    }

    /// What it is about.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// On whose behalf it goes.
    pub fn manner(&self) -> &Manner {
        &self.manner
    }

    /// What goes along.
    pub fn enclosed(&self) -> &[Enclosed] {
        &self.enclosed
    }
}

/// What stands around the words.
pub struct Letterhead<'l> {
    /// The language of the words.
    pub language: Language,
    /// Who writes, above the sheet.
    pub name: &'l str,
    /// Why the reader gets the letter, below the sheet.
    pub reason: &'l str,
}

const BODY: &str = "margin:0;background:#fbfaf6;background:light-dark(#fbfaf6,#111715);color:#17211e;\
    color:light-dark(#17211e,#e9eeeb);font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:15px;\
    line-height:22px";
const SHEET: &str = "background:#ffffff;background:light-dark(#ffffff,#1a211f);border:1px solid #e3e0d8;\
    border-color:light-dark(#e3e0d8,#303936);border-radius:6px;padding:32px 24px";
const HEADING: &str = "margin:0 0 16px;font-size:22px;line-height:28px;font-weight:600";
const BUTTON: &str = "display:inline-block;background:#0b6b53;background:light-dark(#0b6b53,#58c9a3);color:#ffffff;\
    color:light-dark(#ffffff,#0c211a);text-decoration:none;font-weight:600;padding:10px 20px;border-radius:6px";
const SMALL: &str = "margin:0 0 8px;font-size:13px;line-height:18px;color:#56615c;color:light-dark(#56615c,#a3afaa);\
    overflow-wrap:anywhere";

impl Letterhead<'_> {
    /// The letter with looks.
    pub fn html(&self, draft: &Draft) -> String {
        match draft.manner {
            Manner::Automatic => self.sheet(draft),
            Manner::Personal { .. } => self.own(draft),
        }
    }

    /// The same words without looks.
    pub fn plain(&self, draft: &Draft) -> String {
        match draft.manner {
            Manner::Automatic => self.plain_sheet(draft),
            Manner::Personal { .. } => {
                draft.paragraphs.iter().chain(&draft.small).fold(String::new(), |whole, words| {
                    match whole.is_empty() {
                        true => format!("{words}\n"),
                        false => format!("{whole}\n{words}\n"),
                    }
                })
            }
        }
    }

    /// Somebody's own words, as mail programs show what is typed into them.
    fn own(&self, draft: &Draft) -> String {
        let page = html! {
            (DOCTYPE)
            html lang=(self.language.code()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (draft.subject) }
                }
                body {
                    @for words in &draft.paragraphs { (lines(words)) }
                    @if let Manner::Personal { way_out: Some(address), .. } = &draft.manner {
                        @for line in &draft.small {
                            p style="margin:24px 0 0;font-size:13px;color:#56615c" {
                                @match line.split_once(address.as_str()) {
                                    Some((before, after)) => { (before) a href=(address) { (address) } (after) }
                                    None => { (line) }
                                }
                            }
                        }
                    }
                }
            }
        };
        page.into_string()
    }

    fn sheet(&self, draft: &Draft) -> String {
        let page = html! {
            (DOCTYPE)
            html lang=(self.language.code()) style="color-scheme:light dark" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (draft.subject) }
                }
                body style=(BODY) {
                    // The first words are what the list of letters shows beside the subject.
                    @if let Some(first) = draft.paragraphs.first() {
                        div style="display:none;max-height:0;overflow:hidden" { (first) }
                    }
                    main style="max-width:560px;margin:0 auto;padding:32px 16px" {
                        p style="margin:0 0 24px;font-weight:600" { (self.name) }
                        div style=(SHEET) { (sheet(draft)) }
                        p style={ "padding-top:24px;" (SMALL) } { (self.reason) }
                    }
                }
            }
        };
        page.into_string()
    }

    fn plain_sheet(&self, draft: &Draft) -> String {
        let mut blocks = vec![one_line(&draft.subject)];
        blocks.extend(draft.paragraphs.iter().map(|paragraph| wrapped(paragraph)));
        blocks.extend(draft.action.iter().map(|(label, url)| format!("{}:\n{url}", one_line(label))));
        blocks.extend(draft.small.iter().map(|line| wrapped(line)));
        blocks.push(format!("-- \n{}\n{}", one_line(self.name), wrapped(self.reason)));
        blocks.join("\n\n") + "\n"
    }
}

fn sheet(draft: &Draft) -> Markup {
    html! {
        h1 style=(HEADING) { (draft.subject) }
        @for paragraph in &draft.paragraphs { p style="margin:0 0 16px" { (paragraph) } }
        @if let Some((label, url)) = &draft.action {
            p style="margin:24px 0" { a href=(url) style=(BUTTON) { (label) } }
            p style=(SMALL) { (url) }
        }
        @for line in &draft.small { p style=(SMALL) { (line) } }
    }
}

/// Words as paragraphs: an empty line begins another one, every other line stays a line.
pub fn lines(words: &str) -> Markup {
    html! {
        @for paragraph in words.trim_end().split("\n\n") {
            p {
                @for (place, line) in paragraph.split('\n').enumerate() {
                    @if place > 0 { br; }
                    (line)
                }
            }
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// In lines of at most 72 letters where words allow it.
fn wrapped(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is a first line");
        if !line.is_empty() && line.chars().count() + word.chars().count() + 1 > 72 {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: Letterhead = Letterhead {
        language: Language::En,
        name: "Rila Joinery",
        reason: "You get this letter because you work there.",
    };

    fn draft() -> Draft {
        Draft::new("Come in & see <b>")
            .text("Mara invites you to work with her on the customers of Rila Joinery, from today on.")
            .action("Accept", "https://crm.example.com/join/abc?x=1&y=2")
            .small("Valid for seven days.")
    }

    #[test]
    fn a_letter_says_the_same_with_looks_and_without() {
        let (page, plain) = (HEAD.html(&draft()), HEAD.plain(&draft()));

        for words in ["Come in", "Mara invites you", "Accept", "Valid for seven days.", "Rila Joinery"] {
            assert!(page.contains(words) && plain.contains(words), "{words}\n{page}\n{plain}");
        }
        assert!(plain.lines().all(|line| line.chars().count() <= 72), "{plain}");
        assert!(plain.contains("\nhttps://crm.example.com/join/abc?x=1&y=2\n"), "{plain}");
    }

    #[test]
    fn somebodys_own_letter_is_their_words_and_the_way_out() {
        let mara = Correspondent { name: "Mara".into(), address: "mara@rila.example".into() };
        let draft = Draft::personal("Oak", "Dear Tom,\n\ntwo <tables>:\noak", mara)
            .with_way_out("https://crm.example.com/u/1".into())
            .small("Unsubscribe: https://crm.example.com/u/1.");

        let (page, plain) = (HEAD.html(&draft), HEAD.plain(&draft));

        assert_eq!(plain, "Dear Tom,\n\ntwo <tables>:\noak\n\nUnsubscribe: https://crm.example.com/u/1.\n");
        assert!(page.contains("<p>Dear Tom,</p><p>two &lt;tables&gt;:<br>oak</p>"), "{page}");
        assert!(page.contains("<a href=\"https://crm.example.com/u/1\">"), "{page}");
        assert!(!page.contains("Rila Joinery"), "{page}");
    }

    #[test]
    fn nothing_in_a_letter_is_loaded_from_anywhere_or_run() {
        let page = HEAD.html(&draft().text("<script>alert(1)</script><img src=x>"));

        assert!(page.contains("Come in &amp; see &lt;b&gt;"), "{page}");
        for banned in ["<script", "<img", "<style", "<link", "url(", "src="] {
            assert!(!page.replace("&lt;img src=x", "").contains(banned), "{banned} in {page}");
        }
    }
}
