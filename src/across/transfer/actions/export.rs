//! Lists go out: the same records always give the same bytes.

use std::collections::HashMap;
use std::io::Write;

use super::super::model::{Exported, Format, card, column_name, exported};
use super::columns::own_fields;
use super::export_sales::{self, next};
use crate::base::{
    CompanyId, ContactId, Error, Fields, Language, MemberId, Result, Right, SubjectId, SubjectKind, text,
};
use crate::crm::contacts::{Contact, ContactInput};
use crate::crm::fields::Field;
use crate::crm::{companies, contacts, owners, points};
use crate::platform::{Tx, View};
use crate::workspace::audit::{self, Change};
use crate::workspace::members;

/// So many records are read together.
const BATCH: i64 = 500;
/// The most postal addresses of one record that have columns.
const MOST_ADDRESSES: u32 = 20;

/// Whether a file begins with the mark by which spreadsheets know UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// For spreadsheets.
    With,
    /// For programs.
    Without,
}

/// What goes out.
#[derive(Debug, Clone)]
pub struct Export {
    /// Which list.
    pub kind: SubjectKind,
    /// The filters of the list as its address has them; empty: all records in use.
    pub query: Fields,
    /// The records that were ticked, by number; none: all that the list shows.
    pub chosen: Vec<SubjectId>,
    /// The language of the column names.
    pub language: Language,
    /// How the file begins.
    pub mark: Mark,
    /// Rows, or cards of people.
    pub format: Format,
}

/// Writes into the audit that a list goes out; checks the right.
pub fn record_export(tx: &Tx, export: &Export) -> Result<()> {
    tx.actor().require(Right::Export)?;
    let filters: Vec<String> = export.query.pairs().map(|(name, value)| format!("{name}={value}")).collect();
    let verb = match export.kind {
        SubjectKind::Company => "company.export",
        SubjectKind::Lead => "lead.export",
        SubjectKind::Deal => "deal.export",
        SubjectKind::Task => "task.export",
        SubjectKind::Note => "note.export",
        SubjectKind::Contact
        | SubjectKind::File
        | SubjectKind::Product
        | SubjectKind::Invoice
        | SubjectKind::Quote => "contact.export",
    };
    audit::record(tx, verb, None, &[Change::new("filter", None::<String>, filters.join("&"))])
}

/// Writes into the audit that the card of one person goes out; `NotFound` for nobody.
pub fn record_card(tx: &Tx, id: ContactId) -> Result<Contact> {
    let contact = contacts::store::find(tx, id)?;
    audit::record(tx, "contact.export", Some(id.subject()), &[])?;
    Ok(contact)
}

/// Writes the list, by number. Gives how many records.
pub fn export(view: &View, export: &Export, out: impl Write) -> Result<u64> {
    view.actor().require(Right::Export)?;
    match (export.kind, export.format) {
        (SubjectKind::Contact, Format::Card3 | Format::Card4) => write_cards(view, export, out),
        _ => write_rows(view, export, out),
    }
}

fn write_cards(view: &View, export: &Export, mut out: impl Write) -> Result<u64> {
    let mut count = 0;
    walk_contacts(view, export, &mut |contact: &ContactInput| {
        count += 1;
        Ok(out.write_all(card(contact, export.format).as_bytes())?)
    })?;
    out.flush()?;
    Ok(count)
}

/// CSV: UTF-8, commas, formulas made harmless.
fn write_rows(view: &View, export: &Export, out: impl Write) -> Result<u64> {
    let most = match export.kind {
        SubjectKind::Contact | SubjectKind::Company => points::store::most_addresses(view, export.kind)?,
        _ => 1,
    };
    let most = most.clamp(1, MOST_ADDRESSES);
    let targets = exported(export.kind, u8::try_from(most).unwrap_or(u8::MAX));
    let owners: HashMap<MemberId, String> =
        members::list(view)?.into_iter().map(|member| (member.id, member.email)).collect();
    let mut out = out;
    if export.mark == Mark::With {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let (own, people) = (own_fields(view, export.kind)?, owners::store::list(view)?);
    let names = targets.iter().map(|target| column_name(*target, export.kind, export.language));
    csv.write_record(names.chain(own.iter().map(Field::column))).map_err(broken)?;
    let mut count = 0;
    let mut write = |facts: &dyn Exported| -> Result<()> {
        count += 1;
        let written = |field: &Field| {
            let value = facts.values().get(field.id);
            text::neutral(&value.map(|value| field.written(value, &people)).unwrap_or_default())
        };
        let cells = targets.iter().map(|target| text::neutral(&facts.cell(*target, &owners)));
        csv.write_record(cells.chain(own.iter().map(written))).map_err(broken)
    };
    match export.kind {
        SubjectKind::Company => walk_companies(view, export, &mut write)?,
        SubjectKind::Lead | SubjectKind::Deal | SubjectKind::Task | SubjectKind::Note => {
            export_sales::walk(view, (export.kind, export.language), &export.chosen, &mut write)?;
        }
        _ => walk_contacts(view, export, &mut |contact: &ContactInput| write(contact))?,
    }
    csv.flush()?;
    Ok(count)
}

fn walk_contacts(
    view: &View,
    export: &Export,
    write: &mut impl FnMut(&ContactInput) -> Result<()>,
) -> Result<()> {
    let filter = contacts::Filter::parse(&export.query);
    let mut after = ContactId::NONE;
    loop {
        let list = || contacts::store::ids_after(view, &filter, after, BATCH);
        let ids = next(&export.chosen, after, list)?;
        let Some(last) = ids.last() else { return Ok(()) };
        after = *last;
        contacts::store::find_many(view, &ids)?.iter().try_for_each(|contact| write(&contact.facts))?;
    }
}

fn walk_companies(
    view: &View,
    export: &Export,
    write: &mut impl FnMut(&dyn Exported) -> Result<()>,
) -> Result<()> {
    let filter = companies::Filter::parse(&export.query);
    let mut after = CompanyId::NONE;
    loop {
        let list = || companies::store::ids_after(view, &filter, after, BATCH);
        let ids = next(&export.chosen, after, list)?;
        let Some(last) = ids.last() else { return Ok(()) };
        after = *last;
        companies::store::find_many(view, &ids)?.iter().try_for_each(|company| write(&company.facts))?;
    }
}

fn broken(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        other => Error::internal(format!("{other:?}")),
    }
}
