//! Fields, and how their values are read and shown; pure.

mod decimal;
mod kind;
mod input;
mod value;
mod reading;
mod anew;
#[cfg(test)]
mod tests;

use crate::base::{Currency, Day, FieldId, FieldOptionId, Language, SubjectKind, format};
use crate::crm::owners::Owners;

pub use anew::FindAnew;
pub use decimal::Decimal;
pub use input::{FieldInput, NewField, key_of, read_option};
pub use kind::{FieldKind, RECORDS};
pub use reading::{Demand, Reading, Typed, read};
pub use value::{HasValues, Place, Value, Values};

/// The longest text or link, in characters.
pub const LENGTH: usize = 500;
/// So many fields of one kind of record are in use at most.
pub const MOST: usize = 100;
/// So many choices of one field are in use at most.
pub const MOST_OPTIONS: usize = 100;

/// A field as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its number.
    pub id: FieldId,
    /// The kind of record that has it.
    pub record: SubjectKind,
    /// Its name for programs and files.
    pub key: String,
    /// What it holds.
    pub kind: FieldKind,
    /// Decimals of a number.
    pub scale: u32,
    /// What can be changed about it.
    pub facts: FieldInput,
    /// What it offers, in order, what was put away too.
    pub options: Vec<FieldOption>,
    /// False once it was put away.
    pub is_live: bool,
}

/// What a field offers to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldOption {
    /// Its number.
    pub id: FieldOptionId,
    /// The field.
    pub field: FieldId,
    /// What people read.
    pub label: String,
    /// False once it was put away.
    pub is_live: bool,
}

impl Field {
    /// The name of its control in forms: `field.customer_number`.
    pub fn name(&self) -> String {
        format!("field.{}", self.key)
    }

    /// The same field where a form has those of several records: its name there is `field.contact.customer_number`.
    pub fn within(&self, record: SubjectKind) -> Field {
        Field { key: format!("{}.{}", record.code(), self.key), ..self.clone() }
    }

    /// The name of its column in files: `field:customer_number`.
    pub fn column(&self) -> String {
        format!("field:{}", self.key)
    }

    /// The name of the control for the currency of an amount.
    pub fn currency_name(&self) -> String {
        format!("{}.currency", self.name())
    }

    /// The choices in use.
    pub fn offered(&self) -> impl Iterator<Item = &FieldOption> {
        self.options.iter().filter(|option| option.is_live)
    }

    /// What a choice is called; empty if it is another field's.
    pub fn option_label(&self, id: FieldOptionId) -> &str {
        self.options.iter().find(|option| option.id == id).map_or("", |option| &option.label)
    }

    /// The labels of these choices, in the order of the field.
    fn labels(&self, chosen: &[FieldOptionId]) -> Vec<String> {
        let known = self.options.iter().filter(|option| chosen.contains(&option.id));
        known.map(|option| option.label.clone()).collect()
    }

    /// The value as controls of a form hold it, to be typed over; members by number.
    pub fn typed(&self, value: &Value, language: Language) -> Vec<String> {
        match value {
            Value::Number(number) => vec![number.typed(language)],
            Value::Money(money) => vec![money.typed(language)],
            Value::Choice(option) => vec![self.option_label(*option).to_owned()],
            Value::Choices(options) => self.labels(options),
            Value::Text(_) | Value::Day(_) | Value::YesNo(_) | Value::Link(_) | Value::Person(_) => {
                vec![value.told()]
            }
        }
    }

    /// The value in one text for files, which [`Field::parse`] reads again; members by name.
    pub fn written(&self, value: &Value, owners: &Owners) -> String {
        match value {
            Value::Money(_) => value.told(),
            Value::Person(member) => owners.name(*member).unwrap_or_default().to_owned(),
            _ => self.typed(value, Language::En).join("; "),
        }
    }

    /// The value for people.
    pub fn shown(&self, value: &Value, show: &Show) -> String {
        match value {
            Value::Text(text) | Value::Link(text) => text.clone(),
            Value::Number(number) => number.show(show.language),
            Value::Money(money) => money.brief(show.language),
            Value::Day(day) => format::day(show.language, *day, show.today),
            Value::YesNo(true) => show.yes_no.0.to_owned(),
            Value::YesNo(false) => show.yes_no.1.to_owned(),
            Value::Choice(option) => self.option_label(*option).to_owned(),
            Value::Choices(options) => self.labels(options).join(", "),
            Value::Person(member) => show.owners.name(*member).unwrap_or_default().to_owned(),
        }
    }

    /// The value of another field of this kind as one of this field: choices by their labels.
    pub(in crate::crm::fields) fn take_over(&self, other: &Field, value: &Value) -> Option<Value> {
        let same = |id: &FieldOptionId| {
            let key = value::folded(other.option_label(*id));
            self.offered().find(|option| value::folded(&option.label) == key).map(|option| option.id)
        };
        match value {
            Value::Choice(option) => same(option).map(Value::Choice),
            Value::Choices(options) => {
                let mut options: Vec<FieldOptionId> = options.iter().filter_map(same).collect();
                options.sort_unstable();
                (!options.is_empty()).then_some(Value::Choices(options))
            }
            _ => Some(value.clone()),
        }
    }

    /// What a search finds the record by.
    pub fn search_text(&self, value: &Value) -> Option<String> {
        match value {
            Value::Text(text) | Value::Link(text) => Some(text.clone()),
            Value::Choice(option) => Some(self.option_label(*option).to_owned()),
            Value::Choices(options) => Some(self.labels(options).join(" ")),
            Value::Number(_) | Value::Money(_) | Value::Day(_) | Value::YesNo(_) | Value::Person(_) => None,
        }
    }
}

/// The fields of a kind of record that are in use, and what it takes to type their values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// In their order.
    pub fields: Vec<Field>,
    /// Of amounts that name no currency.
    pub currency: Currency,
}

/// For whom a value is shown.
#[derive(Debug, Clone, Copy)]
pub struct Show<'a> {
    /// Their language.
    pub language: Language,
    /// Their day.
    pub today: Day,
    /// What they read for yes, and for no.
    pub yes_no: (&'a str, &'a str),
    /// Everybody who may be named.
    pub owners: &'a Owners,
}
