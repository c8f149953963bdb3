//! Cells of lists of leads, deals, tasks and notes.

use super::super::fate::Flaw;
use super::super::field::Field;
use super::super::links::Link;
use super::super::markup::without_markup;
use super::super::values;
use super::Form;
use crate::base::SubjectKind;
use crate::crm::points::email_norm;
use crate::crm::tasks::TaskKind;

/// The record that a row is about where its kind stands in a column of its own, as EspoCRM writes it.
#[derive(Default)]
pub(super) struct About {
    link: Link,
    kind: Option<SubjectKind>,
}

impl Form<'_> {
    pub(super) fn take_sales(&mut self, column: usize, field: Field, cell: &str) {
        match field {
            Field::Title => self.put(column, title_of(self.kind), cell),
            Field::Company if self.is_tied() => self.links.company.name = cell.to_owned(),
            Field::Company => self.put(column, "company", cell),
            Field::CompanyId if self.is_tied() => self.links.company.external_id = values::first_of(cell),
            Field::CompanyId => self.employer.external_id = values::first_of(cell),
            Field::Domain => self.put(column, "website", cell),
            Field::VatNumber => self.put(column, "vat_number", cell),
            Field::Interest => self.put(column, "interest", cell),
            Field::Campaign => self.put(column, "campaign", cell),
            Field::Pipeline => self.put(column, "pipeline", cell),
            Field::Stage => self.put(column, "stage", cell),
            Field::LostReason => self.put(column, "lost_reason", cell),
            Field::Amount => self.put(column, "amount", cell),
            Field::Currency => self.put(column, "currency", cell),
            Field::Details => self.notes.push(cell.to_owned()),
            Field::State => self.take_state(column, cell),
            Field::Probability => match values::percent(cell) {
                Some(percent) => self.put(column, "probability", &percent),
                None => self.flaws.push(Flaw::slight(column, "transfer-flaw-percent")),
            },
            Field::TaskKind => self.put(column, "task_kind", values::task_kind(cell).code()),
            Field::ActivityKind => {
                self.put(column, "task_kind", values::task_kind(cell).code());
                self.put(column, "activity", "1");
            }
            Field::Done => self.take_done(column, cell),
            Field::CloseOn | Field::ClosedOn | Field::DoneOn => self.take_term(column, field, cell),
            Field::DueOn => self.take_moment(column, ("due_on", "due_time"), cell),
            Field::DueTime => {
                if let Some(hour) = values::hour(cell) {
                    self.put(column, "due_time", &hour);
                }
            }
            Field::NoteOn if self.kind == SubjectKind::Note => {
                self.take_moment(column, ("at", "at_time"), cell)
            }
            Field::NoteKind if self.kind == SubjectKind::Note => match values::note_kind(cell) {
                Some(kind) => self.put(column, "note_kind", kind.code()),
                None => self.flaws.push(Flaw::slight(column, "transfer-flaw-note-kind")),
            },
            field if field.is_tie() => self.take_tie(field, cell),
            field => self.take_shared(column, field, cell),
        }
    }

    /// Whether a row of this list is tied to records that it does not bring.
    fn is_tied(&self) -> bool {
        matches!(self.kind, SubjectKind::Task | SubjectKind::Note)
    }

    fn take_done(&mut self, column: usize, cell: &str) {
        match values::done(cell) {
            Some(is_done) => self.put(column, "done", if is_done { "1" } else { "0" }),
            None => self.flaws.push(Flaw::slight(column, "transfer-flaw-done")),
        }
        if values::is_held(cell) {
            self.put(column, "activity", "1");
        }
    }

    fn take_state(&mut self, column: usize, cell: &str) {
        let code = match self.kind {
            SubjectKind::Lead => values::lead_state(cell).map(|state| state.code()),
            _ => values::deal_state(cell).map(|state| state.code()),
        };
        match code {
            Some(code) => self.put(column, "state", code),
            None => self.flaws.push(Flaw::slight(column, "transfer-flaw-state")),
        }
    }

    fn take_term(&mut self, column: usize, field: Field, cell: &str) {
        let name = match field {
            Field::CloseOn => "close_on",
            Field::DoneOn => "done_on",
            _ => "closed_on",
        };
        match self.ear.dates.parse(cell) {
            Some(day) => self.put(column, name, &day.to_string()),
            None => self.flaws.push(Flaw::slight(column, "transfer-flaw-created-on")),
        }
    }

    /// A day, and the hour that stands behind it.
    fn take_moment(&mut self, column: usize, (day_name, hour_name): (&str, &str), cell: &str) {
        match self.ear.dates.parse(cell) {
            Some(day) => self.put(column, day_name, &day.to_string()),
            None => return self.flaws.push(Flaw::slight(column, "transfer-flaw-created-on")),
        }
        let behind = cell.trim().split_once(['T', ' ', ',']).and_then(|(_, rest)| values::hour(rest));
        if let Some(hour) = behind {
            self.put(column, hour_name, &hour);
        }
    }

    fn take_tie(&mut self, field: Field, cell: &str) {
        let cell = cell.to_owned();
        match field {
            Field::Person => self.links.person.name = cell,
            Field::PersonEmail => self.links.person.email = email_norm(&cell).unwrap_or_default(),
            Field::PersonId => self.links.person.external_id = values::first_of(&cell),
            Field::Deal => self.links.deal.name = cell,
            Field::DealId => self.links.deal.external_id = values::first_of(&cell),
            Field::Lead => self.links.lead.name = cell,
            Field::LeadId => self.links.lead.external_id = values::first_of(&cell),
            Field::About => self.about.link.name = cell,
            Field::AboutId => self.about.link.external_id = cell,
            Field::AboutKind => self.about.kind = kind_named(&cell),
            // Nothing else ties.
            _ => {}
        }
    }

    pub(super) fn finish_sales(&mut self) {
        self.finish_about();
        match self.kind {
            SubjectKind::Lead => self.finish_lead(),
            SubjectKind::Deal => {
                if !self.fields.has("currency") {
                    self.fields.push("currency", self.ear.currency.to_string());
                }
            }
            SubjectKind::Task => {
                // EspoCRM's meetings have no kind, but are held.
                if self.fields.has("activity") && !self.fields.has("task_kind") {
                    self.fields.push("task_kind", TaskKind::Meeting.code());
                }
                self.keep_unknown();
                let details = std::mem::take(&mut self.notes).join("\n\n");
                self.fields.push("details", without_markup(&details));
            }
            SubjectKind::Note => self.finish_note(),
            SubjectKind::Contact
            | SubjectKind::Company
            | SubjectKind::File
            | SubjectKind::Product
            | SubjectKind::Invoice
            | SubjectKind::Quote => {}
        }
    }

    fn finish_about(&mut self) {
        let about = std::mem::take(&mut self.about);
        if let Some(kind) = about.kind
            && let Some(link) = self.links.of_mut(kind)
            && link.is_empty()
        {
            *link = about.link;
        }
    }

    /// A lead has one address and one number; what else there is goes into its note.
    fn finish_lead(&mut self) {
        let emails = std::mem::take(&mut self.emails);
        self.put_first("email", emails.into_values().flat_map(|slot| slot.values));
        let phones = std::mem::take(&mut self.phones);
        self.put_first("phone", phones.into_values().flat_map(|slot| slot.values));
    }

    fn put_first(&mut self, name: &str, values: impl Iterator<Item = (usize, String)>) {
        let mut values = values.filter(|(_, value)| !value.is_empty());
        if let Some((column, value)) = values.next() {
            self.put(column, name, &value);
        }
        for (column, value) in values {
            let title = self.ear.header.get(column).map_or("", String::as_str);
            self.kept.push(format!("{title}: {value}"));
        }
    }

    fn finish_note(&mut self) {
        self.keep_unknown();
        let body = std::mem::take(&mut self.notes).join("\n\n");
        self.fields.push("body", without_markup(&body));
        let at = match (self.fields.first("at"), self.fields.first("at_time")) {
            (day, "") => day.to_owned(),
            (day, hour) => format!("{day}T{hour}"),
        };
        self.fields = std::mem::take(&mut self.fields).without("at").with("at", at);
    }
}

/// The name of the field that holds what a deal or a task is called.
fn title_of(kind: SubjectKind) -> &'static str {
    if kind == SubjectKind::Deal { "name" } else { "title" }
}

/// The kind that another product calls so.
fn kind_named(text: &str) -> Option<SubjectKind> {
    let word = text.trim().to_lowercase();
    Some(match word.as_str() {
        "account" | "company" | "organization" | "фирма" => SubjectKind::Company,
        "contact" | "person" | "контакт" => SubjectKind::Contact,
        "lead" | "запитване" => SubjectKind::Lead,
        "opportunity" | "deal" | "сделка" => SubjectKind::Deal,
        _ => return None,
    })
}
