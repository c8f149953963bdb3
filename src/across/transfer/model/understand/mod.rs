//! From the cells of a row to what it says.

use std::collections::BTreeMap;
use std::collections::HashMap;

use crate::base::{Country, Day, Error, Fields, MemberId, SubjectKind};
use crate::crm::activities::NoteKind;
use crate::crm::points::{email_norm, phone_norm};

use super::dates::DateOrder;
use super::facts::{Employer, Facts, Remark, Said};
use super::fate::Flaw;
use super::mapping::Mapping;
use super::rows::{LONGEST_CELL, Row};
use super::rules::Area;
use super::target::{Field, Label, Part, Slot, Target};
use super::values;

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
    created_on: Option<Day>,
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
            created_on: None,
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
        let is_person = self.kind == SubjectKind::Contact;
        match field {
            Field::FullName => self.full_name = Some((column, cell.to_owned())),
            Field::FirstName => self.put(column, "first_name", cell),
            Field::MiddleName => self.put(column, "middle_name", cell),
            Field::LastName => self.put(column, "last_name", cell),
            Field::Company if is_person => self.put(column, "company", cell),
            Field::Company => self.put(column, "name", cell),
            Field::JobTitle => self.put(column, "job_title", cell),
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
            Field::Source => self.put(column, "source", cell),
            Field::ExternalId => self.put(column, "external_id", cell),
            Field::Note => self.notes.push(cell.to_owned()),
            Field::NoteKind => match values::note_kind(cell) {
                Some(kind) => self.note_kind = kind,
                None => self.flaws.push(Flaw::slight(column, "transfer-flaw-note-kind")),
            },
            Field::Tags => self.take_tags(column, cell),
            Field::Owner => self.take_owner(column, cell),
            Field::LegalBasis => match values::basis(cell) {
                Some(basis) => self.put(column, "basis", basis),
                None => self.flaws.push(Flaw::slight(column, "transfer-flaw-basis")),
            },
            Field::LegalBasisOn | Field::CreatedOn | Field::NoteOn => self.take_day(column, field, cell),
            Field::Language => match values::language(cell) {
                Some(language) => self.put(column, "language", language),
                None => self.flaws.push(Flaw::slight(column, "transfer-flaw-language")),
            },
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
            None => self.flaws.push(Flaw::slight(column, "transfer-flaw-owner")),
        }
    }

    fn take_email(&mut self, column: usize, slot: Slot, cell: &str) {
        let numbered = self.emails.entry(slot).or_default();
        for value in values::several(cell).flat_map(|value| value.split(',')).map(str::trim) {
            numbered.values.push((column, value.to_owned()));
        }
    }

    fn take_phone(&mut self, column: usize, slot: Slot, cell: &str) {
        if values::is_scientific(cell) {
            return self.flaws.push(Flaw::fatal(Some(column), "transfer-flaw-scientific"));
        }
        let numbered = self.phones.entry(slot).or_default();
        for value in
            values::several(cell).flat_map(|value| value.split([',', '|'])).flat_map(|v| v.split(" / "))
        {
            numbered.values.push((column, value.trim().to_owned()));
        }
    }

    fn take_address(&mut self, column: usize, (slot, part): (Slot, Part), cell: &str) {
        let parts = &mut self.addresses.entry(slot).or_default().parts;
        let text = match part {
            Part::Country => match values::country(cell) {
                Some(country) => country.code().to_owned(),
                None => return self.flaws.push(Flaw::slight(column, "transfer-flaw-country")),
            },
            _ => cell.to_owned(),
        };
        match parts.get_mut(&part) {
            Some((_, known)) if known.contains(&text) => {}
            Some((_, known)) => {
                // A house number stands beside its street, anything else on a line of its own.
                let is_number = text.len() <= 6 && text.starts_with(|sign: char| sign.is_ascii_digit());
                known.push(if is_number { ' ' } else { '\n' });
                known.push_str(&text);
            }
            None => {
                parts.insert(part, (column, text));
            }
        }
    }

    fn finish<F: Facts>(mut self) -> Heard<F> {
        self.finish_name();
        self.finish_points();
        self.finish_addresses();
        let facts = match F::parse(&self.fields, self.ear.country) {
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
        let kept = self.kept.join("\n");
        self.notes.extend(Some(kept).filter(|kept| !kept.is_empty()));
        let body = self.notes.join("\n\n");
        let remark = Remark { kind: self.note_kind, body, on: self.note_on };
        let remarks = if remark.body.is_empty() { Vec::new() } else { vec![remark] };
        let said = Said {
            facts,
            employer: self.employer,
            remarks,
            created_on: self.created_on,
            cleared: self.cleared,
        };
        Heard { said, flaws: self.flaws }
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

    /// A row may say the same address or number twice; a form may not.
    fn finish_points(&mut self) {
        let country = self.ear.country;
        let emails = std::mem::take(&mut self.emails);
        self.put_points("email", emails, email_norm);
        let phones = std::mem::take(&mut self.phones);
        self.put_points("phone", phones, |value| phone_norm(value, country));
    }

    fn put_points(
        &mut self,
        name: &str,
        slots: BTreeMap<Slot, Numbered>,
        norm: impl Fn(&str) -> Option<String>,
    ) {
        let mut seen: Vec<String> = Vec::new();
        for (slot, numbered) in slots {
            for (column, value) in numbered.values.into_iter().filter(|(_, value)| !value.is_empty()) {
                let known = norm(&value).unwrap_or_else(|| value.clone());
                if seen.contains(&known) {
                    continue;
                }
                let field = format!("{name}.{}", seen.len());
                let label = point_label(label_of(slot, numbered.label), name);
                self.fields.push(format!("{field}.label"), label);
                if name == "email" && super::keys::is_role(&known) {
                    self.fields.push(format!("{field}.shared"), "1");
                }
                self.put(column, &field, &value);
                seen.push(known);
            }
        }
    }

    fn finish_addresses(&mut self) {
        for (number, (slot, numbered)) in std::mem::take(&mut self.addresses).into_iter().enumerate() {
            let purpose = match label_of(slot, numbered.label) {
                Label::Work => "main",
                Label::Billing => "billing",
                Label::Delivery => "delivery",
                Label::Home => "home",
                Label::Mobile | Label::Other => "other",
            };
            self.fields.push(format!("address.{number}.purpose"), purpose);
            for (part, (column, text)) in numbered.parts {
                self.put(column, &format!("address.{number}.{}", part.code()), &text);
            }
        }
    }
}

fn label(slots: &mut BTreeMap<Slot, Numbered>, number: u8, cell: &str) {
    slots.entry(Slot::Numbered(number)).or_default().label = Some(Label::read(cell));
}

fn label_of(slot: Slot, named: Option<Label>) -> Label {
    match slot {
        Slot::For(label) => label,
        Slot::Numbered(_) => named.unwrap_or(Label::Work),
    }
}

/// The word of our forms for what a point is for.
fn point_label(label: Label, kind: &str) -> &'static str {
    match label {
        Label::Work => "work",
        Label::Home => "home",
        Label::Mobile if kind == "phone" => "mobile",
        Label::Mobile | Label::Billing | Label::Delivery | Label::Other => "other",
    }
}

#[cfg(test)]
mod tests;
