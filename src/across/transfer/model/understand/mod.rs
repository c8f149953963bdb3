//! From the cells of a row to what it says.

mod reach;
mod sales;

use std::collections::BTreeMap;
use std::collections::HashMap;

use crate::base::{Country, Currency, Day, Error, FieldId, Fields, Language, MemberId, SubjectKind};
use crate::crm::activities::NoteKind;
use crate::crm::fields::{self, FieldKind, Reading, Values};
use crate::crm::owners::Owners;
use crate::crm::points::email_norm;
use crate::platform::i18n;

use super::dates::DateOrder;
use super::facts::{Employer, Facts, Remark, Said};
use super::fate::Flaw;
use super::field::Field;
use super::links::Links;
use super::mapping::Mapping;
use super::rows::{LONGEST_CELL, Row};
use super::rules::Area;
use super::target::{Label, Part, Slot, Target};
use super::values;
use reach::label;

/// What is needed to understand a row beside the row itself.
pub struct Ear {
    /// Where each column goes.
    pub mapping: Mapping,
    /// The names of the columns.
    pub header: Vec<String>,
    /// How days are written.
    pub dates: DateOrder,
    /// The country of telephone numbers without a code.
    pub country: Country,
    /// The currency of amounts without one.
    pub currency: Currency,
    /// The fields of the workspace's own that such records have.
    pub own: Vec<fields::Field>,
    /// Everybody who may be meant in one of them.
    pub owners: Owners,
    /// The language in which numbers are written.
    pub language: Language,
    /// Members by folded name and by e-mail address.
    pub members: HashMap<String, MemberId>,
}

/// What a row says, and what is wrong with it.
pub struct Heard<F> {
    /// What it says; the parts that are wrong are left out.
    pub said: Said<F>,
    /// What is wrong.
    pub flaws: Vec<Flaw>,
}

impl Ear {
    /// Understands a row.
    pub fn hear<F: Facts>(&self, row: &Row) -> Heard<F> {
        let mut form = Form { kind: F::KIND, ..Form::new(self) };
        for (column, cell) in row.cells.iter().enumerate() {
            let target = self.mapping.target(column);
            let cell = values::plain(cell);
            if cell.is_empty() || target == Target::Ignore {
                continue;
            }
            form.take(column, target, cell);
        }
        form.finish()
    }
}

/// An e-mail address, phone or postal address of one number, put together from several columns.
#[derive(Default)]
struct Numbered {
    label: Option<Label>,
    values: Vec<(usize, String)>,
    parts: BTreeMap<Part, (usize, String)>,
}

/// A row on its way into the fields of a form, with the column that each field came from.
struct Form<'e> {
    ear: &'e Ear,
    kind: SubjectKind,
    fields: Fields,
    origins: Vec<(String, usize)>,
    full_name: Option<(usize, String)>,
    emails: BTreeMap<Slot, Numbered>,
    phones: BTreeMap<Slot, Numbered>,
    addresses: BTreeMap<Slot, Numbered>,
    employer: Employer,
    links: Links,
    about: sales::About,
    created_on: Option<Day>,
    own: Values,
    notes: Vec<String>,
    note_kind: NoteKind,
    note_on: Option<Day>,
    kept: Vec<String>,
    cleared: Vec<Area>,
    flaws: Vec<Flaw>,
}

impl<'e> Form<'e> {
    fn new(ear: &'e Ear) -> Form<'e> {
        Form {
            ear,
            kind: SubjectKind::Contact,
            fields: Fields::new(),
            origins: Vec::new(),
            full_name: None,
            emails: BTreeMap::new(),
            phones: BTreeMap::new(),
            addresses: BTreeMap::new(),
            employer: Employer::default(),
            links: Links::default(),
            about: sales::About::default(),
            created_on: None,
            own: Values::default(),
            notes: Vec::new(),
            note_kind: NoteKind::Note,
            note_on: None,
            kept: Vec::new(),
            cleared: Vec::new(),
            flaws: Vec::new(),
        }
    }

    fn take(&mut self, column: usize, target: Target, cell: &str) {
        if cell.len() > LONGEST_CELL {
            return self.flaws.push(Flaw::fatal(Some(column), "transfer-flaw-cell-long"));
        }
        if cell.contains('\u{FFFD}') {
            return self.flaws.push(Flaw::fatal(Some(column), "transfer-flaw-letters"));
        }
        if values::is_clear(cell) {
            let areas = Area::filled(&[target], self.kind);
            return self.cleared.extend(areas);
        }
        match target {
            Target::Ignore => {}
            Target::Keep => {
                let name = self.ear.header.get(column).map_or("", String::as_str);
                self.kept.push(format!("{name}: {cell}"));
            }
            Target::Field(field) => self.take_field(column, field, cell),
            Target::Own(id) => self.take_own(column, id, cell),
            // It becomes a field when the columns are chosen.
            Target::NewOwn => {}
            Target::Email(slot) => self.take_email(column, slot, cell),
            Target::Phone(slot) => self.take_phone(column, slot, cell),
            Target::EmailLabel(number) => label(&mut self.emails, number, cell),
            Target::PhoneLabel(number) => label(&mut self.phones, number, cell),
            Target::AddressLabel(number) => label(&mut self.addresses, number, cell),
            Target::Address(slot, part) => self.take_address(column, (slot, part), cell),
        }
    }

    fn put(&mut self, column: usize, name: &str, value: &str) {
        self.fields.push(name, value);
        self.origins.push((name.to_owned(), column));
    }

    fn take_field(&mut self, column: usize, field: Field, cell: &str) {
        match self.kind {
            SubjectKind::Lead | SubjectKind::Deal | SubjectKind::Task | SubjectKind::Note => {
                self.take_sales(column, field, cell)
            }
            SubjectKind::Contact
            | SubjectKind::Company
            | SubjectKind::File
            | SubjectKind::Product
            | SubjectKind::Invoice
            | SubjectKind::Quote => self.take_customer(column, field, cell),
        }
    }

    fn take_customer(&mut self, column: usize, field: Field, cell: &str) {
        let is_person = self.kind == SubjectKind::Contact;
        match field {
            Field::Company if !is_person => self.put(column, "name", cell),
            Field::CompanyId => self.employer.external_id = values::first_of(cell),
            Field::Domain if is_person => self.employer.domain = cell.to_owned(),
            Field::Domain => {
                if !self.fields.has("domain") {
                    self.put(column, "domain", cell);
                }
            }
            Field::RegistrationNumber if is_person => self.employer.registration_number = cell.to_owned(),
            Field::RegistrationNumber => self.put(column, "registration_number", cell),
            Field::VatNumber if is_person => self.employer.vat_number = cell.to_owned(),
            Field::VatNumber => self.put(column, "vat_number", cell),
            Field::Tags => self.take_tags(column, cell),
            Field::LegalBasis => match values::basis(cell) {
                Some(basis) => self.put(column, "basis", basis),
                None => self.flaws.push(Flaw::slight(column, "transfer-flaw-basis")),
            },
            Field::Language => match values::language(cell) {
                Some(language) => self.put(column, "language", language),
                None => self.flaws.push(Flaw::slight(column, "transfer-flaw-language")),
            },
            field => self.take_shared(column, field, cell),
        }
    }

    /// Fields that mean the same in every list.
    fn take_shared(&mut self, column: usize, field: Field, cell: &str) {
        match field {
            Field::FullName => self.full_name = Some((column, cell.to_owned())),
            Field::FirstName => self.put(column, "first_name", cell),
            Field::MiddleName => self.put(column, "middle_name", cell),
            Field::LastName => self.put(column, "last_name", cell),
            Field::Company => self.put(column, "company", cell),
            Field::JobTitle => self.put(column, "job_title", cell),
            Field::Source => self.put(column, "source", cell),
            Field::ExternalId => self.put(column, "external_id", cell),
            Field::Note => self.notes.push(cell.to_owned()),
            Field::NoteKind => match values::note_kind(cell) {
                Some(kind) => self.note_kind = kind,
                None => self.flaws.push(Flaw::slight(column, "transfer-flaw-note-kind")),
            },
            Field::Owner => self.take_owner(column, cell),
            Field::LegalBasisOn | Field::CreatedOn | Field::NoteOn => self.take_day(column, field, cell),
            // Nothing else is offered for such a list.
            _ => {}
        }
    }

    fn take_own(&mut self, column: usize, id: FieldId, cell: &str) {
        let Some(field) = self.ear.own.iter().find(|field| field.id == id) else { return };
        let day = self.ear.dates.parse(cell).filter(|_| field.kind == FieldKind::Day);
        let cell = day.map_or(cell.to_owned(), |day| day.to_string());
        let ear = self.ear;
        let reading = Reading { language: ear.language, currency: ear.currency, owners: &ear.owners };
        match field.parse(&[&cell], None, &reading) {
            Ok(value) => self.own.set(id, value),
            Err(key) => self.flaws.push(Flaw::slight(column, key)),
        }
    }

    fn take_day(&mut self, column: usize, field: Field, cell: &str) {
        match (field, self.ear.dates.parse(cell)) {
            (Field::LegalBasisOn, Some(day)) => self.put(column, "basis_on", &day.to_string()),
            (Field::LegalBasisOn, None) => {
                self.flaws.push(Flaw::fatal(Some(column), "transfer-flaw-day"));
            }
            (_, None) => self.flaws.push(Flaw::slight(column, "transfer-flaw-created-on")),
            (Field::NoteOn, day) => self.note_on = day,
            (_, day) => self.created_on = day,
        }
    }

    fn take_tags(&mut self, column: usize, cell: &str) {
        for tag in values::several(cell) {
            // Google marks its own groups with a star: they hold everybody.
            if !tag.starts_with("* ") {
                self.put(column, "tags", tag);
            }
        }
    }

    fn take_owner(&mut self, column: usize, cell: &str) {
        let key = email_norm(cell).unwrap_or_else(|| crate::base::text::fold(cell));
        match self.ear.members.get(&key) {
            Some(member) => self.put(column, "owner", &member.to_string()),
            None if self.kind == SubjectKind::Note => {
                let by = i18n::message(self.ear.language, "transfer-note-by");
                self.put(column, "written_by", &format!("{by} {cell}"));
                self.flaws.push(Flaw::slight(column, "transfer-flaw-author"));
            }
            None => self.flaws.push(Flaw::slight(column, "transfer-flaw-owner")),
        }
    }

    fn finish<F: Facts>(mut self) -> Heard<F> {
        self.finish_name();
        match self.kind {
            SubjectKind::Contact
            | SubjectKind::Company
            | SubjectKind::File
            | SubjectKind::Product
            | SubjectKind::Invoice
            | SubjectKind::Quote => {
                self.finish_points();
                self.finish_addresses();
            }
            SubjectKind::Lead | SubjectKind::Deal | SubjectKind::Task | SubjectKind::Note => {
                self.finish_sales()
            }
        }
        let mut facts = match F::parse(&self.fields, self.ear.country) {
            Ok(facts) => facts,
            Err(Error::Invalid(problems)) => {
                for problem in problems.iter() {
                    let origin = self.origins.iter().find(|(name, _)| *name == problem.field);
                    let flaw = Flaw::fatal(origin.map(|(_, column)| *column), &problem.key);
                    self.flaws.push(flaw);
                }
                F::default()
            }
            Err(_) => {
                self.flaws.push(Flaw::fatal(None, "transfer-flaw-row"));
                F::default()
            }
        };
        if let Some(values) = facts.own() {
            *values = std::mem::take(&mut self.own);
        }
        self.keep_unknown();
        let body = self.notes.join("\n\n");
        let remark = Remark { kind: self.note_kind, body, on: self.note_on };
        let remarks = if remark.body.is_empty() { Vec::new() } else { vec![remark] };
        let said = Said {
            facts,
            employer: self.employer,
            links: self.links,
            remarks,
            created_on: self.created_on,
            cleared: self.cleared,
        };
        Heard { said, flaws: self.flaws }
    }

    /// What has no field goes into the note, each with the name of its column.
    fn keep_unknown(&mut self) {
        let kept = std::mem::take(&mut self.kept).join("\n");
        self.notes.extend(Some(kept).filter(|kept| !kept.is_empty()));
    }

    fn finish_name(&mut self) {
        let Some((column, name)) = self.full_name.take() else { return };
        if self.fields.has("first_name") {
            return;
        }
        if self.fields.has("last_name") {
            // "Name" beside "Surname", "Име" beside "Фамилия": the first name, or all of them.
            let first = name.strip_suffix(self.fields.first("last_name")).unwrap_or(&name).trim().to_owned();
            if !first.is_empty() {
                self.put(column, "first_name", &first);
            }
        } else {
            let parts = values::split_name(&name);
            for (field, part) in ["first_name", "middle_name", "last_name"].into_iter().zip(&parts) {
                self.put(column, field, part);
            }
        }
    }
}

#[cfg(test)]
mod tests;
