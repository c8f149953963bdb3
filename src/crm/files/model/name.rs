//! Names of files, as they are safe on any machine and cannot say what is not so.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::kind::FileKind;
use crate::base::{Error, Result, text};

/// The longest name, in characters, with its ending.
const LENGTH: usize = 120;

/// A name that is no path, holds nothing invisible, and ends as its kind does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileName {
    stem: String,
    ending: String,
}

impl FileName {
    /// What is left of a name that somebody sent. `Invalid` on `file` if files of its ending are not taken.
    pub fn parse(sent: &str) -> Result<FileName> {
        let name = cleaned(sent.rsplit(['/', '\\']).next().unwrap_or_default());
        let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
        let kind = FileKind::of_ending(&ending.to_lowercase())?;
        Ok(FileName::new(stem, kind))
    }

    /// Another name for a file of that kind; an ending of that kind may be typed. `Invalid` on `name` if nothing is left.
    pub fn retyped(typed: &str, kind: FileKind) -> Result<FileName> {
        let typed = cleaned(&typed.replace(['/', '\\'], "-"));
        let stem = match typed.rsplit_once('.') {
            Some((stem, ending)) if FileKind::of_ending(&ending.to_lowercase()).ok() == Some(kind) => stem,
            _ => &typed,
        };
        match stem.trim().is_empty() {
            true => Err(Error::field("name", "files-name-missing")),
            false => Ok(FileName::new(stem, kind)),
        }
    }

    /// As it is stored.
    pub fn stored(name: &str, kind: FileKind) -> FileName {
        let stem = name.strip_suffix(kind.ending()).and_then(|stem| stem.strip_suffix('.')).unwrap_or(name);
        FileName { stem: stem.to_owned(), ending: kind.ending().to_owned() }
    }

    /// The same with the ending of that kind.
    pub fn with_kind(self, kind: FileKind) -> FileName {
        FileName { ending: kind.ending().to_owned(), ..self }
    }

    /// What comes before the ending.
    pub fn stem(&self) -> &str {
        &self.stem
    }

    /// What its ending says.
    pub fn kind(&self) -> FileKind {
        self.ending.parse().unwrap_or(FileKind::Text)
    }

    fn new(stem: &str, kind: FileKind) -> FileName {
        // One for the dot, one for what may come before the name of a device.
        let room = LENGTH - 2 - kind.ending().len();
        let short: String = stem.trim_matches(['.', ' ']).chars().take(room).collect();
        let stem = match short.trim_end_matches(['.', ' ']) {
            "" => "file".to_owned(),
            taken if is_device(taken) => format!("_{taken}"),
            plain => plain.to_owned(),
        };
        FileName { stem, ending: kind.ending().to_owned() }
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.stem, self.ending)
    }
}

/// The name composed, in one line, without what cannot be seen, with a dash for each sign that some system forbids.
fn cleaned(name: &str) -> String {
    let seen: String = name
        .chars()
        .filter(|letter| !is_invisible(*letter))
        .nfc()
        .map(|letter| if r#"<>:"|?*"#.contains(letter) { '-' } else { letter })
        .collect();
    text::one_line(&seen)
}

/// Marks that turn the direction of writing or have no width: `exe.fdp` must not look like `pdf.exe`.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Names that Windows keeps for its devices, whatever their ending.
fn is_device(stem: &str) -> bool {
    let name = stem.split('.').next().unwrap_or_default().trim().to_ascii_uppercase();
    let port = name.strip_prefix("COM").or_else(|| name.strip_prefix("LPT"));
    matches!(name.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || port.is_some_and(|port| port.len() == 1 && port.bytes().all(|digit| digit.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name(sent: &str) -> String {
        FileName::parse(sent).expect("it is taken").to_string()
    }

    #[test]
    fn a_name_is_no_path() {
        assert_eq!(name("../../etc/passwd.txt"), "passwd.txt");
        assert_eq!(name(r"C:\Users\ana\Offer.PDF"), "Offer.pdf");
        assert_eq!(name("/.txt"), "file.txt");
        assert_eq!(name("...txt"), "file.txt");
        assert_eq!(name("con.txt"), "_con.txt");
        assert_eq!(name("LPT1.old.csv"), "_LPT1.old.csv");
    }

    #[test]
    fn a_name_cannot_say_what_is_not_so() {
        assert_eq!(name("invoice\u{202e}gpj.pdf"), "invoicegpj.pdf");
        assert_eq!(name("a\u{0}b\r\nc\u{7f}.txt"), "a b c.txt");
        assert_eq!(name("what? \"this\"|*.jpeg"), "what- -this---.jpg");
        assert_eq!(name("Оферта\u{200b} № 7.docx"), "Оферта № 7.docx");
        assert!(FileName::parse("picture.png.exe").is_err());
        assert!(FileName::parse("no ending").is_err());
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let long = name(&format!("{}.docx", "ж".repeat(500)));

        assert_eq!(long.chars().count(), LENGTH - 1);
        assert!(long.ends_with("ж.docx"));
    }

    #[test]
    fn a_new_name_keeps_the_kind() {
        let new = |typed: &str| FileName::retyped(typed, FileKind::Pdf).map(|name| name.to_string()).ok();

        assert_eq!(new("Offer 2"), Some("Offer 2.pdf".into()));
        assert_eq!(new("Offer 2.pdf"), Some("Offer 2.pdf".into()));
        assert_eq!(new("Offer.exe"), Some("Offer.exe.pdf".into()));
        assert_eq!(new("3/4"), Some("3-4.pdf".into()));
        assert_eq!(new(" \u{202e} "), None);
    }

    proptest! {
        #[test]
        fn what_is_stored_reads_back(sent in "\\PC{0,200}") {
            let name = FileName::parse(&format!("{sent}.pdf")).expect("a pdf is taken");
            let text = name.to_string();
            prop_assert!(text.chars().count() <= LENGTH && !text.contains(['/', '\\', '\0']));
            prop_assert_eq!(FileName::stored(&text, FileKind::Pdf), name.clone());
            prop_assert_eq!(FileName::parse(&text).expect("it is clean"), name);
        }
    }
}
