//! Who may get a letter, what it says, and what it says to each.

use crate::across::filing::Holder;
use crate::base::{Fields, FileId, Language, Problems, Result, SubjectId, SubjectKind};
use crate::crm::files::File;
use crate::crm::mails::{Field, Part, Reach, Template, Values, Wording, read_text, read_title, whole};
use crate::platform::mailer::Correspondent;

/// So many get one letter at most.
pub const MOST_RECIPIENTS: usize = 100;
/// So many people can be ticked to be written to: then some have to be left out.
pub const MOST_TICKED: usize = 500;
/// So many bytes go along with a letter at most.
pub const MOST_ENCLOSED: u64 = 10 << 20;

/// One address of somebody who may get a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// The contact, lead or company.
    pub person: SubjectId,
    /// What that is.
    pub kind: SubjectKind,
    /// Its name.
    pub name: String,
    /// First name, last name, job title, company: as far as they are known.
    pub values: Values,
    /// The language of letters to it; none is the workspace's.
    pub language: Option<Language>,
    /// The address as it is written.
    pub address: String,
    /// The same as it is compared.
    pub norm: String,
    /// Whether it gets nothing that goes to many.
    pub is_suppressed: bool,
}

impl Addressee {
    /// How a form names it.
    pub fn code(&self) -> String {
        format!("{}:{}", self.person, self.norm)
    }
}

/// All that the page of writing knows.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The record from whose page it is written.
    pub record: Holder,
    /// The people to whom it is written from a list, by number; none: it is written from the page of the record.
    pub many: Vec<SubjectId>,
    /// Who may get it.
    pub addressees: Vec<Addressee>,
    /// Those of them who cannot, by name: they have no address.
    pub unreachable: Vec<String>,
    /// The names of those who were ticked and share the address of another one of them, with it.
    pub sharing: Vec<String>,
    /// The record's newest files.
    pub files: Vec<File>,
    /// Words to begin with.
    pub templates: Vec<Template>,
    /// What is known of the deal and of whoever writes.
    pub values: Values,
    /// Who gets the answer: whoever writes.
    pub reply_to: Correspondent,
    /// What ends their letters; empty: nothing.
    pub signature: String,
    /// The language of letters to people of whom none is known.
    pub language: Language,
}

impl Desk {
    /// How an address names from where it is written.
    pub fn query(&self) -> String {
        let about = [self.record.place.about];
        let from = if self.many.is_empty() { &about[..] } else { &self.many };
        from.iter().map(|about| format!("about={about}")).collect::<Vec<_>>().join("&")
    }

    /// In whose timeline a letter to that person stands besides their own.
    pub fn about(&self, person: SubjectId) -> SubjectId {
        if self.many.is_empty() { self.record.place.about } else { person }
    }
}

/// A letter as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The codes of those who get it.
    pub to: Vec<String>,
    /// What it is about, with fields.
    pub subject: String,
    /// Its text, with fields.
    pub text: String,
    /// Whether the signature of whoever writes ends it.
    pub is_signed: bool,
    /// What goes along.
    pub files: Vec<FileId>,
    /// Whether it goes to one person although they unsubscribed.
    pub is_insisted: bool,
}

impl Message {
    /// Reads `to` (several), `subject`, `text`, `signed`, `enclosed` (several) and `anyway`.
    pub fn parse(fields: &Fields) -> Result<Message> {
        let mut problems = Problems::default();
        let to: Vec<String> = fields.all("to").filter(|to| !to.is_empty()).map(str::to_owned).collect();
        if to.is_empty() {
            problems.add("to", "writing-to-missing");
        } else if to.len() > MOST_RECIPIENTS {
            problems.add("to", "writing-too-many");
        }
        let subject = read_title(fields.first("subject"), &mut problems);
        if subject.is_empty() {
            problems.add("subject", "writing-subject-missing");
        }
        let text = read_text(fields.raw("text"), &mut problems);
        problems.finish(Message {
            to,
            subject,
            text,
            is_signed: fields.has("signed"),
            files: fields.all("enclosed").filter_map(|file| file.parse().ok()).collect(),
            is_insisted: fields.has("anyway"),
        })
    }
}

/// The letter as one of them gets it.
#[derive(Debug, Clone)]
pub struct Copy<'d> {
    /// Who.
    pub to: &'d Addressee,
    /// What it is about, gaps and all.
    pub subject: Vec<Part>,
    /// Its text, gaps and all.
    pub text: Vec<Part>,
}

impl Copy<'_> {
    /// What nobody knows of them.
    pub fn gaps(&self) -> Vec<Field> {
        let parts: Vec<Part> = self.subject.iter().chain(&self.text).cloned().collect();
        whole(&parts).err().unwrap_or_default()
    }
}

/// A letter with those who get it.
#[derive(Debug, Clone)]
pub struct Letters<'d> {
    /// One for each who gets it.
    pub copies: Vec<Copy<'d>>,
    /// Those who were chosen and get none, as they want nothing that goes to many.
    pub spared: Vec<&'d Addressee>,
    /// To how many it goes.
    pub reach: Reach,
    /// What goes along.
    pub files: Vec<&'d File>,
}

impl<'d> Letters<'d> {
    /// The letter as each of those who were chosen gets it. `Invalid` on `to` if nobody is left, and on `enclosed` if what
    /// goes along cannot.
    pub fn new(desk: &'d Desk, message: &Message) -> Result<Letters<'d>> {
        let is_chosen = |to: &&Addressee| message.to.contains(&to.code());
        let chosen: Vec<&Addressee> = desk.addressees.iter().filter(is_chosen).collect();
        let reach = if chosen.len() > 1 { Reach::Many } else { Reach::One };
        let (spared, left): (Vec<&Addressee>, Vec<&Addressee>) =
            chosen.iter().copied().partition(|to| reach == Reach::Many && to.is_suppressed);
        let mut problems = Problems::default();
        if chosen.is_empty() {
            problems.add("to", "writing-to-missing");
        } else if left.is_empty() {
            problems.add("to", "writing-all-unsubscribed");
        }
        let files = enclosed(desk, message, &mut problems);
        let (subject, text) = worded(desk, message, &mut problems);
        let copies = left.into_iter().map(|to| {
            let values = desk.values.clone().and(&to.values);
            Copy { to, subject: subject.fill(&values), text: text.fill(&values) }
        });
        problems.finish(Letters { copies: copies.collect(), spared, reach, files })
    }

    /// Whether it goes to one person who wants nothing that goes to many: possible, and only on purpose.
    pub fn is_delicate(&self) -> bool {
        self.copies.iter().any(|copy| copy.to.is_suppressed)
    }

    /// Whether something is left that nobody knows of one of them.
    pub fn has_gaps(&self) -> bool {
        self.copies.iter().any(|copy| !copy.gaps().is_empty())
    }
}

/// What goes along, if all of it can.
fn enclosed<'d>(desk: &'d Desk, message: &Message, problems: &mut Problems) -> Vec<&'d File> {
    let files: Vec<&File> = desk.files.iter().filter(|file| message.files.contains(&file.id)).collect();
    if files.len() < message.files.len() {
        problems.add("enclosed", "writing-file-gone");
    } else if files.iter().any(|file| file.require_ready().is_err()) {
        problems.add("enclosed", "writing-file-not-ready");
    } else if files.iter().map(|file| file.size).sum::<u64>() > MOST_ENCLOSED {
        problems.add("enclosed", "writing-files-large");
    }
    files
}

/// Subject and text taken apart, the signature at their end. Nothing in a signature is a field.
fn worded(desk: &Desk, message: &Message, problems: &mut Problems) -> (Wording, Wording) {
    let mut parse = |field: &'static str, typed: &str| {
        Wording::parse(typed).unwrap_or_else(|_| {
            problems.add(field, "mails-field-unknown");
            Wording::default()
        })
    };
    let (subject, text) = (parse("subject", &message.subject), parse("text", &message.text));
    match message.is_signed && !desk.signature.is_empty() {
        true => (subject, text.and_said(&format!("\n\n{}", desk.signature))),
        false => (subject, text),
    }
}

/// What a template makes of what was typed: nothing that somebody wrote is lost.
pub fn filled(fields: Fields, template: &Template, all: &[Template]) -> Fields {
    let typed = fields.raw("text").replace("\r\n", "\n").trim().to_owned();
    let is_theirs = !typed.is_empty() && all.iter().all(|known| known.facts.body.trim() != typed);
    let text = match is_theirs {
        true => format!("{}\n\n{typed}", template.facts.body),
        false => template.facts.body.clone(),
    };
    let subject = fields.first("subject").to_owned();
    let is_own = !subject.is_empty() && all.iter().all(|known| known.facts.subject != subject);
    let subject = if is_own { subject } else { template.facts.subject.clone() };
    fields.without("subject").without("text").with("subject", subject).with("text", text)
}
