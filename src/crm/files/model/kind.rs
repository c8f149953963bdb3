//! The kinds of files that are taken.

use std::str::FromStr;

use crate::base::Error;

/// What a file is, by the ending of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A document of fixed pages.
    Pdf,
    /// A picture without loss.
    Png,
    /// A photograph.
    Jpeg,
    /// A picture of few colours.
    Gif,
    /// A picture as the web has it.
    Webp,
    /// Plain text.
    Text,
    /// Rows with delimiters.
    Csv,
    /// A document of Word.
    Docx,
    /// A workbook of Excel.
    Xlsx,
    /// Slides of PowerPoint.
    Pptx,
    /// A document of OpenDocument.
    Odt,
    /// A workbook of OpenDocument.
    Ods,
    /// Slides of OpenDocument.
    Odp,
    /// A letter.
    Eml,
    /// People and companies.
    Vcf,
    /// Appointments.
    Ics,
}

/// What can be chosen in a form.
pub const ACCEPTED: &str =
    ".pdf,.png,.jpg,.jpeg,.gif,.webp,.txt,.csv,.docx,.xlsx,.pptx,.odt,.ods,.odp,.eml,.vcf,.ics";

/// Endings of archives, which hide what is in them.
const ARCHIVES: [&str; 10] = ["zip", "rar", "7z", "gz", "tgz", "tar", "bz2", "xz", "zst", "iso"];
/// Endings of documents that carry programs.
const WITH_MACROS: [&str; 12] =
    ["docm", "dotm", "xlsm", "xltm", "xlsb", "pptm", "ppsm", "potm", "doc", "xls", "ppt", "rtf"];

impl FileKind {
    /// Every kind.
    pub const ALL: [FileKind; 16] = [
        FileKind::Pdf,
        FileKind::Png,
        FileKind::Jpeg,
        FileKind::Gif,
        FileKind::Webp,
        FileKind::Text,
        FileKind::Csv,
        FileKind::Docx,
        FileKind::Xlsx,
        FileKind::Pptx,
        FileKind::Odt,
        FileKind::Ods,
        FileKind::Odp,
        FileKind::Eml,
        FileKind::Vcf,
        FileKind::Ics,
    ];

    /// The ending of its names, and the stored word.
    pub fn ending(self) -> &'static str {
        match self {
            FileKind::Pdf => "pdf",
            FileKind::Png => "png",
            FileKind::Jpeg => "jpg",
            FileKind::Gif => "gif",
            FileKind::Webp => "webp",
            FileKind::Text => "txt",
            FileKind::Csv => "csv",
            FileKind::Docx => "docx",
            FileKind::Xlsx => "xlsx",
            FileKind::Pptx => "pptx",
            FileKind::Odt => "odt",
            FileKind::Ods => "ods",
            FileKind::Odp => "odp",
            FileKind::Eml => "eml",
            FileKind::Vcf => "vcf",
            FileKind::Ics => "ics",
        }
    }

    /// The kind of content as it is sent out. Texts are in whatever encoding they came in, so nothing is said of them.
    pub fn media_type(self) -> &'static str {
        match self {
            FileKind::Pdf => "application/pdf",
            FileKind::Png => "image/png",
            FileKind::Jpeg => "image/jpeg",
            FileKind::Gif => "image/gif",
            FileKind::Webp => "image/webp",
            FileKind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            FileKind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            FileKind::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            FileKind::Odt => "application/vnd.oasis.opendocument.text",
            FileKind::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            FileKind::Odp => "application/vnd.oasis.opendocument.presentation",
            FileKind::Text | FileKind::Csv | FileKind::Eml | FileKind::Vcf | FileKind::Ics => {
                "application/octet-stream"
            }
        }
    }

    /// The kind of an ending in small letters; a field to mend, with the reason, if there is none.
    pub fn of_ending(ending: &str) -> Result<FileKind, Error> {
        let meant = match ending {
            "jpeg" | "jpe" | "jfif" => "jpg",
            "text" | "log" | "md" => "txt",
            "tsv" => "csv",
            "vcard" => "vcf",
            other => other,
        };
        let known = FileKind::ALL.into_iter().find(|kind| kind.ending() == meant);
        known.ok_or_else(|| Error::field("file", why_not(meant)))
    }
}

fn why_not(ending: &str) -> &'static str {
    match ending {
        "svg" | "svgz" => "files-refused-svg",
        archive if ARCHIVES.contains(&archive) => "files-refused-archive",
        office if WITH_MACROS.contains(&office) => "files-refused-macros",
        _ => "files-refused-kind",
    }
}

impl FromStr for FileKind {
    type Err = Error;

    fn from_str(code: &str) -> Result<FileKind, Error> {
        FileKind::ALL.into_iter().find(|kind| kind.ending() == code).ok_or(Error::Malformed("kind of file"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_chosen_is_what_is_taken() {
        for ending in ACCEPTED.split(',') {
            assert!(FileKind::of_ending(ending.trim_start_matches('.')).is_ok(), "{ending}");
        }
        assert!(FileKind::ALL.iter().all(|kind| ACCEPTED.contains(&format!(".{}", kind.ending()))));
    }

    #[test]
    fn what_is_not_taken_is_told_why() {
        let why = |ending: &str| match FileKind::of_ending(ending) {
            Err(Error::Invalid(problems)) => problems.on("file").unwrap_or_default().to_owned(),
            other => panic!("{other:?}"),
        };

        assert_eq!(why("svg"), "files-refused-svg");
        assert_eq!(why("zip"), "files-refused-archive");
        assert_eq!(why("xlsm"), "files-refused-macros");
        assert_eq!(why("exe"), "files-refused-kind");
        assert_eq!(why(""), "files-refused-kind");
    }
}
