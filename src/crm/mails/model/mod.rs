//! A mail, and what it is made of.

mod template;
mod wording;
mod suppression;

use crate::base::words::words;
use crate::base::{At, MailId, MemberId, Problems, SubjectId, text};
use crate::crm::files::{FileKind, FileName};
use crate::platform::blobs::BlobHash;
use crate::platform::mailer::Correspondent;
use crate::workspace::email::{LetterId, Recipient, State};

pub use suppression::{Reason, Suppression, address_hash, hint, read_why};
pub use template::{Template, TemplateInput};
pub use wording::{Field, Part, Unknown, Values, Wording, whole};

/// The longest subject before its fields are filled in, in characters.
const TITLE_LENGTH: usize = 200;
/// The longest text before its fields are filled in, in characters.
const TEXT_LENGTH: usize = 20_000;

/// To how many a letter went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// To one person.
    One,
    /// To several at once: it says how one unsubscribes.
    Many,
}
words!(Reach, "reach",
    One = "one", "mails-to-one";
    Many = "many", "mails-to-many";
);

/// A letter to somebody, as it is sent.
#[derive(Debug, Clone)]
pub struct NewMail {
    /// The record from whose page it is written.
    pub about: SubjectId,
    /// The contact, lead or company that gets it.
    pub person: SubjectId,
    /// Where it goes.
    pub to: Recipient,
    /// To how many the same goes.
    pub reach: Reach,
    /// What it is about, in one line.
    pub subject: String,
    /// Its text, signed.
    pub body: String,
    /// Who gets the answer.
    pub reply_to: Correspondent,
    /// What goes along.
    pub files: Vec<MailFile>,
}

/// A file that went along, as it was then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailFile {
    /// Its name.
    pub name: FileName,
    /// Its size in bytes.
    pub size: u64,
    /// Where its bytes lie.
    pub hash: BlobHash,
}

impl MailFile {
    /// What it is.
    pub fn kind(&self) -> FileKind {
        self.name.kind()
    }
}

/// A letter that somebody wrote.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Its number.
    pub id: MailId,
    /// The record from whose page it was written.
    pub about: SubjectId,
    /// The contact, lead or company that gets it.
    pub person: SubjectId,
    /// Its letter.
    pub letter: LetterId,
    /// To how many the same went.
    pub reach: Reach,
    /// What it is about.
    pub subject: String,
    /// Its text as it was sent.
    pub body: String,
    /// Who gets the answer.
    pub reply_to: Correspondent,
    /// When it was written.
    pub created_at: At,
    /// By whom.
    pub created_by: Option<MemberId>,
}

/// A letter in a list, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// Its number.
    pub id: MailId,
    /// What it is about.
    pub subject: String,
    /// Where it went.
    pub address: String,
    /// Where it stands.
    pub state: State,
}

/// The line of a mail in a timeline: its number and its subject in one detail.
pub fn told(id: MailId, subject: &str) -> String {
    format!("{id} {subject}")
}

/// The number in the detail of a timeline's line.
pub fn number_told(detail: &str) -> Option<MailId> {
    detail.split_once(' ')?.0.parse().ok()
}

/// Reads a subject with its fields, from the field `subject`.
pub fn read_title(typed: &str, problems: &mut Problems) -> String {
    let title = text::one_line(typed);
    if title.chars().count() > TITLE_LENGTH {
        problems.add("subject", "mails-subject-long");
    } else if Wording::parse(&title).is_err() {
        problems.add("subject", "mails-field-unknown");
    }
    title
}

/// Reads a text with its fields, from the field `text`.
pub fn read_text(typed: &str, problems: &mut Problems) -> String {
    let body = typed.replace("\r\n", "\n").replace(['\r', '\0'], "");
    let body = body.trim_end().to_owned();
    if body.trim().is_empty() {
        problems.add("text", "mails-text-missing");
    } else if body.chars().count() > TEXT_LENGTH {
        problems.add("text", "mails-text-long");
    } else if Wording::parse(&body).is_err() {
        problems.add("text", "mails-field-unknown");
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_a_timeline_knows_its_mail() {
        assert_eq!(number_told(&told(MailId::new(42), "Oak, 3 tables")), Some(MailId::new(42)));
        assert_eq!(number_told("Oak"), None);
    }

    #[test]
    fn a_subject_is_one_line_whatever_was_typed() {
        let mut problems = Problems::default();

        let title = read_title("Offer\r\nBcc: all@example.com", &mut problems);

        assert_eq!(title, "Offer Bcc: all@example.com");
        assert!(problems.is_empty());
    }

    #[test]
    fn a_text_keeps_its_lines_and_must_say_something() {
        let mut problems = Problems::default();

        assert_eq!(read_text("One\r\n\r\n two\r\n", &mut problems), "One\n\n two");
        read_text(" \r\n ", &mut problems);

        assert_eq!(problems.on("text"), Some("mails-text-missing"));
    }
}
