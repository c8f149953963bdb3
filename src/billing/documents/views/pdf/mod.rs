//! A document on paper: PDF/A-3, with its data inside where it has an electronic form (Factur-X).

mod ink;
mod sheet;
mod words;
mod top;
mod table;
mod code;
mod bottom;
mod factur_x;

use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::metadata::{DateTime, Metadata};
use krilla::{Document as Pdf, SerializeSettings};

use super::einvoice;
use crate::base::{Day, Error, Result};
use crate::billing::countries::Pack;
use crate::billing::documents::model::Document;
use ink::{GREY, Ink, Style};
use sheet::{LEFT, RIGHT, Sheet};
use words::Words;

pub use table::{Offered, Row};

/// How a paper looks, beyond what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letterhead {
    /// The colour of its title and rules.
    pub accent: [u8; 3],
    /// Whether it is the copy for the buyer, which some countries have marked as the original.
    pub is_original: bool,
}

/// The file of a document: the same bytes each time.
pub fn pdf(document: &Document, letterhead: &Letterhead) -> Result<Vec<u8>> {
    let ink = Ink::new()?;
    let mut sheet = Sheet::new(&ink);
    top::write(&mut sheet, document, letterhead);
    table::write(&mut sheet, document, letterhead.accent);
    bottom::write(&mut sheet, document, letterhead);
    printed(sheet, document)
}

/// A quote: all that is on offer, and what it comes to with what is taken of it.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    /// The paper with every line on offer.
    pub document: &'a Document,
    /// The paper with what is taken of them.
    pub shown: &'a Document,
    /// Its lines with the words between them, in their order.
    pub rows: &'a [Row],
}

/// The file of a quote: the same bytes each time.
pub fn offer(offer: &Offer, letterhead: &Letterhead) -> Result<Vec<u8>> {
    let ink = Ink::new()?;
    let mut sheet = Sheet::new(&ink);
    top::write(&mut sheet, offer.document, letterhead);
    table::write_rows(&mut sheet, offer.document, offer.rows, letterhead.accent);
    bottom::write(&mut sheet, offer.shown, letterhead);
    printed(sheet, offer.document)
}

/// The pages as a file, with the data inside where the paper has an electronic form.
fn printed(mut sheet: Sheet, document: &Document) -> Result<Vec<u8>> {
    sheet.feet(|sheet, page, of| foot(sheet, document, page, of));
    let archival = ConfigurationBuilder::new().with_archival_validator(Archival::A3_B).finish();
    let configuration = archival.map_err(|cause| Error::internal(format!("{cause:?}")))?;
    let mut file = Pdf::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    file.set_metadata(metadata(document));
    sheet.print(&mut file)?;
    let is_electronic = document.electronic().is_empty();
    if is_electronic {
        let data = embedded(einvoice::cii(document)?, document.head().issued_on);
        file.embed_file(data).ok_or_else(|| Error::internal("the data is in the file twice"))?;
    }
    let bytes = file.finish().map_err(|cause| Error::internal(format!("{cause:?}")))?;
    if is_electronic { factur_x::declare(bytes) } else { Ok(bytes) }
}

fn foot(sheet: &mut Sheet, document: &Document, page: usize, of: usize) {
    let (head, words) = (document.head(), Words::of(document));
    let small = Style::of(7.5).in_color(GREY);
    sheet.rule(LEFT, RIGHT, 0.35, [210, 210, 215]);
    sheet.y += 4.0;
    let arguments = [("page", page.to_string()), ("of", of.to_string())];
    let text = format!("{} · {}", head.number, words.tell("documents-paper-page", &arguments));
    sheet.text_to(RIGHT, &text, small);
    for line in sheet.ink.wrap(&head.seller.registration, small, 340.0).into_iter().take(3) {
        sheet.text(LEFT, &line, small);
        sheet.y += small.leading();
    }
}

fn metadata(document: &Document) -> Metadata {
    let head = document.head();
    let language = head.languages.first;
    let name = Pack::of(head.seller.address.country).name(head.kind, language);
    Metadata::new()
        .title(format!("{name} {}", head.number))
        .language(language.code().to_owned())
        .authors(vec![head.seller.legal_name.clone()])
        .creator("Kantora".to_owned())
        .document_id(format!("{}/{}/{}", head.seller.legal_name, head.number, head.issued_on))
        .creation_date(stamp(head.issued_on))
}

/// A file knows no day without its time.
fn stamp(Day(date): Day) -> DateTime {
    let year = u16::try_from(date.year()).unwrap_or_default();
    let [month, day] = [date.month(), date.day()].map(|part| part.unsigned_abs());
    DateTime::new(year).month(month).day(day).hour(0).minute(0).second(0).utc_offset_hour(0)
}

fn embedded(cii: String, issued_on: Day) -> EmbeddedFile {
    EmbeddedFile {
        path: "factur-x.xml".to_owned(),
        mime_type: MimeType::new("text/xml"),
        description: Some("Factur-X".to_owned()),
        association_kind: AssociationKind::Alternative,
        data: cii.into_bytes().into(),
        modification_date: Some(stamp(issued_on)),
        compress: None,
        location: None,
    }
}
