//! An e-mail that came as a file: what is kept of it. Its looks are not: of HTML only the words stay.

use data_encoding::HEXLOWER;
use mail_parser::{Address, MessageParser, MimeHeaders};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{LENGTH, Outcome};
use crate::base::{At, Error, Result, text};

/// The largest e-mail that is read, in bytes.
pub const MOST: u64 = 20 << 20;
/// So many parts an honest e-mail may have.
const MOST_PARTS: usize = 200;
/// So many writers and readers are kept.
const MOST_PEOPLE: usize = 50;
/// The longest Message-ID that is taken as it is.
const ID_LENGTH: usize = 250;
/// The longest subject or name that is kept, in characters.
const LINE_LENGTH: usize = 200;
/// The first second of 1990: no e-mail is older than that.
const BEGINNING: i64 = 631_152_000;

/// Somebody in the head of an e-mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// As the e-mail calls them; may be empty.
    pub name: String,
    /// Their address.
    pub address: String,
}

/// Who wrote an e-mail, and to whom.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct People {
    /// Who wrote it.
    pub from: Vec<Who>,
    /// To whom, copies too.
    pub to: Vec<Who>,
}

/// What stands above an e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// What tells it from every other.
    pub message_id: String,
    /// What it is about.
    pub subject: String,
    /// Who wrote it, and to whom.
    pub people: People,
}

/// A file that came with an e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, as the e-mail says it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// An e-mail as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// What stands above it.
    pub head: Head,
    /// When it was written, as far as that can be.
    pub at: Option<At>,
    /// Its words, cut where a note ends.
    pub text: String,
    /// What came with it.
    pub attachments: Vec<Attachment>,
}

impl Mail {
    /// Reads an e-mail in the form of RFC 5322 that came by `now`. `Invalid` on `file` if the bytes are none, or have more
    /// parts than any e-mail needs.
    pub fn read(bytes: &[u8], now: At) -> Result<Mail> {
        let refused = |key| Error::field("file", key);
        if bytes.len() as u64 > MOST {
            return Err(refused("calls-mail-large"));
        }
        let message = MessageParser::default().parse(bytes).ok_or_else(|| refused("calls-mail-wrong"))?;
        let from = people([message.from(), message.sender()]);
        if from.is_empty() {
            return Err(refused("calls-mail-wrong"));
        }
        if message.parts.len() > MOST_PARTS {
            return Err(refused("calls-mail-parts"));
        }
        let bodies = (0..message.text_body_count()).filter_map(|place| message.body_text(place));
        let text = bodies.map(|body| words(&body)).collect::<Vec<_>>().join("\n\n");
        let attachments = message.attachments().map(|part| Attachment {
            name: part.attachment_name().unwrap_or_default().to_owned(),
            bytes: part.contents().to_vec(),
        });
        let sent = message.date().map(|date| date.to_timestamp()).filter(|at| *at >= BEGINNING);
        Ok(Mail {
            head: Head {
                message_id: identity(message.message_id(), bytes),
                subject: line(message.subject().unwrap_or_default()),
                people: People { from, to: people([message.to(), message.cc()]) },
            },
            at: sent.map(|at| At(at.saturating_mul(1000))).filter(|at| *at <= now),
            text: cut(&text),
            attachments: attachments.collect(),
        })
    }

    /// Whether we wrote it: `own` are our addresses in small letters.
    pub fn outcome(&self, own: &[String]) -> Outcome {
        let is_own = |who: &Who| own.contains(&who.address.to_lowercase());
        if self.head.people.from.iter().any(is_own) { Outcome::Sent } else { Outcome::Received }
    }
}

/// The Message-ID; where there is none of use, the hash of the whole.
fn identity(said: Option<&str>, bytes: &[u8]) -> String {
    match said.map(str::trim) {
        Some(id) if !id.is_empty() && id.len() <= ID_LENGTH => id.to_owned(),
        _ => format!("sha256:{}", HEXLOWER.encode(&Sha256::digest(bytes))),
    }
}

fn people<const COUNT: usize>(heads: [Option<&Address>; COUNT]) -> Vec<Who> {
    let mut found: Vec<Who> = Vec::new();
    for one in heads.into_iter().flatten().flat_map(Address::iter) {
        let who = Who {
            name: line(one.name().unwrap_or_default()),
            address: line(one.address().unwrap_or_default()),
        };
        let is_new = found.iter().all(|known| !known.address.eq_ignore_ascii_case(&who.address));
        if who.address.contains('@') && is_new && found.len() < MOST_PEOPLE {
            found.push(who);
        }
    }
    found
}

fn line(said: &str) -> String {
    text::one_line(said).chars().filter(|letter| !letter.is_control()).take(LINE_LENGTH).collect()
}

/// Words with plain line ends, and nothing in them that is no letter.
fn words(body: &str) -> String {
    let plain = body.replace("\r\n", "\n");
    let plain: String =
        plain.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).collect();
    plain.trim().to_owned()
}

fn cut(text: &str) -> String {
    match text.chars().count() > LENGTH {
        true => text.chars().take(LENGTH - 1).chain(std::iter::once('…')).collect(),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: At = At(1_772_445_600_000);

    fn read(source: &str) -> Mail {
        Mail::read(source.replace('\n', "\r\n").as_bytes(), NOW).expect("an e-mail")
    }

    #[test]
    fn head_and_words_are_read() {
        let mail = read(
            "From: Ana Petrova <ana@rila.example>\nTo: tom@lantern.example, Mara <mara@lantern.example>\n\
             Subject: =?utf-8?B?0KTQsNC60YLRg9GA0LA=?=\nMessage-ID: <1@rila.example>\n\
             Date: Mon, 02 Feb 2026 10:00:00 +0200\n\nHello,\nthe counter fits.\n",
        );

        assert_eq!(
            (mail.head.subject.as_str(), mail.text.as_str()),
            ("Фактура", "Hello,\nthe counter fits.")
        );
        assert_eq!(mail.head.message_id, "1@rila.example");
        assert_eq!(mail.at.map(|at| at.to_string()).as_deref(), Some("2026-02-02T08:00:00Z"));
        let to: Vec<&str> = mail.head.people.to.iter().map(|who| who.address.as_str()).collect();
        assert_eq!(to, ["tom@lantern.example", "mara@lantern.example"]);
        assert_eq!(mail.outcome(&[]), Outcome::Received);
        assert_eq!(mail.outcome(&["ana@rila.example".into()]), Outcome::Sent);
    }

    #[test]
    fn of_html_only_the_words_stay() {
        let mail = read(
            "From: a@b.example\nContent-Type: text/html\n\n<p>One<br>two</p><img src=\"https://x.example/spy\"><b>three</b>\n",
        );

        assert!(!mail.text.contains('<') && !mail.text.contains("spy"), "{}", mail.text);
        assert!(mail.text.contains("One") && mail.text.contains("three"), "{}", mail.text);
    }

    #[test]
    fn a_day_that_cannot_be_is_no_day() {
        let dated = |date: &str| read(&format!("From: a@b.example\nDate: {date}\n\nx\n")).at;

        assert_eq!(dated("Mon, 02 Feb 2099 10:00:00 +0000"), None);
        assert_eq!(dated("Thu, 01 Jan 1970 10:00:00 +0000"), None);
        assert_eq!(dated("yesterday"), None);
    }

    #[test]
    fn what_has_no_writer_is_no_e_mail() {
        assert!(Mail::read(b"Hello there", NOW).is_err());
        assert!(Mail::read(b"", NOW).is_err());
    }

    #[test]
    fn without_a_message_id_the_same_bytes_are_the_same_e_mail() {
        let one = read("From: a@b.example\n\nx\n");

        assert_eq!(one.head.message_id, read("From: a@b.example\n\nx\n").head.message_id);
        assert_ne!(one.head.message_id, read("From: a@b.example\n\ny\n").head.message_id);
    }

    #[test]
    fn what_came_with_it_is_told_apart() {
        let mail = read(
            "From: a@b.example\nContent-Type: multipart/mixed; boundary=cut\n\n--cut\nContent-Type: text/plain\n\n\
             See below.\n--cut\nContent-Type: text/plain; name=\"list.txt\"\nContent-Disposition: attachment; \
             filename=\"list.txt\"\n\nOak\n--cut--\n",
        );

        assert_eq!(mail.text, "See below.");
        let names: Vec<&str> = mail.attachments.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["list.txt"]);
    }

    proptest! {
        #[test]
        fn no_bytes_upset_it(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let source = [b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", &bytes[..]].concat();
            let _ = Mail::read(&source, NOW);
            let _ = Mail::read(&bytes, NOW);
        }
    }
}
