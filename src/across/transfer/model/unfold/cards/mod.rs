//! vCards 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350), as telephones and mail programs write them.
//!
//! Own code, because the libraries for it read the newer versions only, want the whole file in memory, and refuse a card
//! for a property that nobody here asks for.

mod lines;
mod card;

use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};

use super::super::encoding::Encoding;
use super::super::export_columns;
use super::super::field::Field;
use super::super::rows::{MOST_ROWS, decoded};
use super::super::target::{Label, Part, Slot, Target};
use super::tables::Tables;
use super::{Unfit, Wanted};
use crate::base::{Language, SubjectKind};
use card::Card;
use lines::Lines;

/// The most postal addresses of one card that have columns.
const MOST_ADDRESSES: u8 = 5;

/// Columns that no file of our own has, by their names in both languages.
const EXTRA: [(Target, &str, &str); 3] = [
    (Target::Field(Field::FullName), "Full name", "Пълно име"),
    (Target::Field(Field::Note), "Note", "Бележка"),
    (Target::Keep, "Birthday", "Рожден ден"),
];

/// Writes all cards into one table, a row each: only columns that some card fills.
pub fn unfold(
    mut source: impl Read + Seek,
    wanted: Wanted,
    tables: &mut Tables<impl Write>,
) -> Result<(), Unfit> {
    let mut filled: Vec<Target> = Vec::new();
    walk(&mut source, wanted.encoding, |card| {
        let new = columns(wanted.kind).filter(|column| !card.cell(*column, wanted.kind).is_empty());
        let new: Vec<Target> = new.filter(|column| !filled.contains(column)).collect();
        filled.extend(new);
        Ok(())
    })?;
    let columns: Vec<Target> = columns(wanted.kind).filter(|column| filled.contains(column)).collect();
    let header: Vec<String> = columns.iter().map(|column| name(*column, wanted.language)).collect();
    source.seek(SeekFrom::Start(0))?;
    let mut table = tables.begin("")?;
    table.row(0, &header)?;
    let mut number = 0;
    walk(&mut source, wanted.encoding, |card| {
        number += 1;
        let cells: Vec<String> = columns.iter().map(|column| card.cell(*column, wanted.kind)).collect();
        table.row(number, &cells)
    })?;
    table.end()
}

/// Reads card by card, groups left out; one card more than a list may have is enough to be refused as a list.
fn walk(
    source: impl Read,
    encoding: Encoding,
    mut each: impl FnMut(Card) -> Result<(), Unfit>,
) -> Result<(), Unfit> {
    let wide = matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
    let source: Box<dyn BufRead + '_> = match wide {
        true => Box::new(BufReader::new(decoded(source, encoding))),
        false => Box::new(BufReader::new(source)),
    };
    let letters = if wide { Encoding::Utf8 } else { encoding };
    let mut card: Option<Card> = None;
    let mut given = 0;
    for line in Lines::new(source) {
        let line = line?;
        let Some(property) = lines::Property::read(&line, letters.table()) else { continue };
        match format!("{}:{}", property.name, property.raw()).to_ascii_uppercase().as_str() {
            "BEGIN:VCARD" => card = Some(Card::default()),
            "END:VCARD" => {
                if let Some(card) = card.take().filter(|card| !card.is_group) {
                    given += 1;
                    each(card)?;
                }
                if given > MOST_ROWS {
                    return Ok(());
                }
            }
            _ => {
                if let Some(card) = &mut card {
                    card.take(&property);
                }
            }
        }
    }
    Ok(())
}

/// Every column that cards can fill, in the order of the file.
fn columns(kind: SubjectKind) -> impl Iterator<Item = Target> {
    let own = export_columns::exported(kind, MOST_ADDRESSES).into_iter();
    own.chain(EXTRA.into_iter().map(|(target, _, _)| target))
}

fn name(target: Target, language: Language) -> String {
    match EXTRA.iter().find(|(extra, _, _)| *extra == target) {
        Some((_, _, bg)) if language == Language::Bg => (*bg).to_owned(),
        Some((_, en, _)) => (*en).to_owned(),
        None => export_columns::name(target, SubjectKind::Contact, language),
    }
}

impl Card {
    /// What stands in the column of that target, in a list of that kind.
    fn cell(&self, target: Target, kind: SubjectKind) -> String {
        let joined = |values: &[(Label, String)], label| {
            let of_label = values.iter().filter(|(own, _)| *own == label).map(|(_, value)| value.as_str());
            of_label.collect::<Vec<_>>().join("; ")
        };
        match target {
            Target::Field(field) => self.field(field, kind),
            Target::Keep if kind == SubjectKind::Contact => self.birthday.clone(),
            Target::Email(Slot::For(label)) => joined(&self.emails, label),
            Target::Phone(Slot::For(label)) => joined(&self.phones, label),
            Target::AddressLabel(number) => {
                self.address(number).map_or(String::new(), |(label, _)| label.code().to_owned())
            }
            Target::Address(Slot::Numbered(number), part) => {
                let place = Part::ALL.iter().position(|known| *known == part).unwrap_or_default();
                self.address(number).map_or(String::new(), |(_, parts)| parts[place].clone())
            }
            _ => String::new(),
        }
    }

    fn address(&self, number: u8) -> Option<&(Label, [String; 5])> {
        self.addresses.get(usize::from(number) - 1)
    }

    fn field(&self, field: Field, kind: SubjectKind) -> String {
        let is_person = kind == SubjectKind::Contact;
        let has_name = !self.first_name.is_empty() || !self.last_name.is_empty();
        match field {
            Field::FirstName if is_person => self.first_name.clone(),
            Field::MiddleName if is_person => self.middle_name.clone(),
            Field::LastName if is_person => self.last_name.clone(),
            // A company's card bears its name as a person's, too.
            Field::FullName if is_person && !has_name && self.full_name != self.company => {
                self.full_name.clone()
            }
            Field::Company if is_person || !self.company.is_empty() => self.company.clone(),
            Field::Company => self.full_name.clone(),
            Field::JobTitle if is_person => self.job_title.clone(),
            // A person's page is seldom that of the company.
            Field::Domain if !is_person => self.website.clone(),
            Field::Tags => self.tags.join("; "),
            Field::Language if is_person => self.language.clone(),
            Field::Note => self.notes.join("\n\n"),
            Field::ExternalId => self.uid.clone(),
            _ => String::new(),
        }
    }
}
