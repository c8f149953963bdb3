//! The files of an issued paper, and how it is sent.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::words::words;
use crate::base::{Fields, InvoiceId, Problems, Result, text};
use crate::platform::blobs::Blob;
use crate::platform::mailer::is_address;
use crate::platform::queue::{Job, Lane};

/// The most addresses that a paper is sent to at once.
const MOST: usize = 10;
/// The longest subject, in characters.
const SUBJECT_LENGTH: usize = 200;
/// The longest text.
const TEXT_LENGTH: usize = 10_000;

/// A form of an issued paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// For people.
    Pdf,
    /// For machines, as UBL.
    Ubl,
    /// For machines, as Cross Industry Invoice.
    Cii,
}
words!(FileKind, "form of a paper",
    Pdf = "pdf", "invoices-pdf";
    Ubl = "ubl", "invoices-ubl";
    Cii = "cii", "invoices-cii";
);

impl FileKind {
    /// The ending of its name.
    pub fn ending(self) -> &'static str {
        match self {
            FileKind::Pdf => "pdf",
            FileKind::Ubl | FileKind::Cii => "xml",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            FileKind::Pdf => "application/pdf",
            FileKind::Ubl | FileKind::Cii => "application/xml",
        }
    }
}

/// A file that was made of an issued paper.
#[derive(Debug, Clone, Copy)]
pub struct Rendered {
    /// In which form.
    pub kind: FileKind,
    /// Its bytes.
    pub blob: Blob,
}

/// Makes the files of a paper that was issued.
#[derive(Debug, Serialize, Deserialize)]
pub struct Render {
    /// Which one.
    pub invoice: InvoiceId,
}

impl Job for Render {
    const KIND: &'static str = "invoices.render";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(120);

    fn dedupe(&self) -> Option<String> {
        Some(self.invoice.to_string())
    }
}

/// What goes along with a paper, and to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// To which addresses, each a mail of its own.
    pub to: Vec<String>,
    /// What it is about.
    pub subject: String,
    /// The words.
    pub text: String,
}

impl Cover {
    /// Reads `to` (addresses with commas between them), `subject` and `text`.
    pub fn parse(fields: &Fields) -> Result<Cover> {
        let mut problems = Problems::default();
        let mut to: Vec<String> = Vec::new();
        for address in fields.first("to").split([',', ';', '\n']).map(str::trim).filter(|one| !one.is_empty())
        {
            if !is_address(address) {
                problems.add("to", "invoices-address-wrong");
            } else if !to.iter().any(|known| known.eq_ignore_ascii_case(address)) {
                to.push(address.to_owned());
            }
        }
        if to.is_empty() && problems.is_empty() {
            problems.add("to", "invoices-address-missing");
        } else if to.len() > MOST {
            problems.add("to", "invoices-addresses-many");
        }
        let subject = text::one_line(fields.first("subject"));
        if subject.is_empty() {
            problems.add("subject", "invoices-subject-missing");
        } else if subject.chars().count() > SUBJECT_LENGTH {
            problems.add("subject", "invoices-too-long");
        }
        let words = fields.first("text").trim().to_owned();
        if words.is_empty() {
            problems.add("text", "invoices-text-missing");
        } else if words.chars().count() > TEXT_LENGTH {
            problems.add("text", "invoices-too-long");
        }
        problems.finish(Cover { to, subject, text: words })
    }
}
