//! The letters that an installation sent: in tests they go into a folder.

use kantora::platform::queue::Holder;
use kantora::worker;
use mail_parser::{MessageParser, MimeHeaders};

use super::App;

/// A letter as it arrives.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The address that it is written to.
    pub to: String,
    /// The name of whoever writes it.
    pub from: String,
    /// What it is about.
    pub subject: String,
    /// Its plain text, its lines as they are.
    pub plain: String,
    /// Its text with looks.
    pub html: String,
    /// Its header lines as they came, long ones unfolded.
    pub head: String,
    /// The names of what goes along.
    pub enclosures: Vec<String>,
}

impl Letter {
    /// The first address of a page in the letter, as a path of ours.
    pub fn path(&self) -> String {
        let line = self.plain.lines().find(|line| line.starts_with("http")).unwrap();
        let (_, path) = line.split_once("://").unwrap().1.split_once('/').unwrap();
        format!("/{path}")
    }
}

impl App {
    /// Does all work that is due; gives every letter that was ever sent, in the order of their subjects.
    pub async fn letters(&self) -> Vec<Letter> {
        worker::run_due(&self.installation, Holder::Server).await.unwrap();
        let folder = self.installation.folder().join("letters");
        let files = std::fs::read_dir(folder).into_iter().flatten().map(|file| file.unwrap().path());
        let mut letters: Vec<Letter> = files.map(|path| read(&std::fs::read(path).unwrap())).collect();
        letters.sort_by(|one, other| (&one.subject, &one.to).cmp(&(&other.subject, &other.to)));
        letters
    }
}

fn read(bytes: &[u8]) -> Letter {
    let message = MessageParser::default().parse(bytes).unwrap();
    Letter {
        to: message.to().unwrap().first().unwrap().address().unwrap().to_owned(),
        from: message.from().unwrap().first().unwrap().name().unwrap().to_owned(),
        subject: message.subject().unwrap().to_owned(),
        plain: message.body_text(0).unwrap().into_owned(),
        html: message.body_html(0).unwrap().into_owned(),
        head: String::from_utf8_lossy(bytes).split("\r\n\r\n").next().unwrap().replace("\r\n ", " "),
        enclosures: message.attachments().map(|part| part.attachment_name().unwrap().to_owned()).collect(),
    }
}
