//! Values of fields: what belongs to a record.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::decimal::Decimal;
use crate::base::{At, Day, FieldId, FieldOptionId, Language, MemberId, Money, text};

/// A value of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A line of text; never empty.
    Text(String),
    /// A number.
    Number(Decimal),
    /// An amount.
    Money(Money),
    /// A day.
    Day(Day),
    /// Yes, or no.
    YesNo(bool),
    /// What was chosen.
    Choice(FieldOptionId),
    /// All that was chosen, each once, by number; never none.
    Choices(Vec<FieldOptionId>),
    /// An address in the web, with `https://` or `http://`.
    Link(String),
    /// A member.
    Person(MemberId),
}

impl Value {
    /// As text without its field: what the audit holds, and by which two values are told apart.
    pub fn told(&self) -> String {
        match self {
            Value::Text(text) | Value::Link(text) => text.clone(),
            Value::Number(number) => number.typed(Language::En),
            Value::Money(money) => format!("{} {}", money.typed(Language::En), money.currency),
            Value::Day(day) => day.to_string(),
            Value::YesNo(answer) => if *answer { "yes" } else { "no" }.to_owned(),
            Value::Choice(option) => option.to_string(),
            Value::Choices(options) => {
                options.iter().map(|option| option.to_string()).collect::<Vec<_>>().join(" ")
            }
            Value::Person(member) => member.to_string(),
        }
    }

    /// How texts are compared and ordered; empty for what is compared by its number.
    pub fn folded(&self) -> String {
        match self {
            Value::Text(text) => folded(text),
            Value::Link(link) => link.to_lowercase(),
            Value::Day(day) => day.to_string(),
            Value::Money(money) => money.currency.to_string(),
            Value::Number(_) | Value::YesNo(_) | Value::Choice(_) | Value::Choices(_) | Value::Person(_) => {
                String::new()
            }
        }
    }
}

/// A text as it is compared; signs alone are compared as they are.
pub fn folded(typed: &str) -> String {
    Some(text::fold(typed)).filter(|folded| !folded.is_empty()).unwrap_or_else(|| typed.to_lowercase())
}

/// Facts of a record that hold values.
pub trait HasValues {
    /// The values.
    fn values(&self) -> &Values;

    /// The values, to be changed.
    fn values_mut(&mut self) -> &mut Values;
}

/// Where the record of a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In use: unique values are its own.
    InUse,
    /// In the trash, or merged into another: others may have the same values.
    Away,
}

impl Place {
    /// Of a record that was put into the trash then, or was not.
    pub fn of(trashed_at: Option<At>) -> Place {
        if trashed_at.is_some() { Place::Away } else { Place::InUse }
    }
}

/// The values of one record, by field.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Values(BTreeMap<FieldId, Value>);

impl Values {
    /// The value of a field, if there is one.
    pub fn get(&self, field: FieldId) -> Option<&Value> {
        self.0.get(&field)
    }

    /// Makes the value of a field that; none: takes it away.
    pub fn set(&mut self, field: FieldId, value: Option<Value>) {
        match value {
            Some(value) => self.0.insert(field, value),
            None => self.0.remove(&field),
        };
    }

    /// Makes the values of these fields those; none: takes it away.
    pub fn set_all(&mut self, wanted: &[(FieldId, Option<Value>)]) {
        wanted.iter().for_each(|(field, value)| self.set(*field, value.clone()));
    }

    /// Adds one more choice.
    pub(in crate::crm::fields) fn choose(&mut self, field: FieldId, option: FieldOptionId) {
        match self.0.get_mut(&field) {
            Some(Value::Choices(options)) => options.push(option),
            _ => self.set(field, Some(Value::Choices(vec![option]))),
        }
    }

    /// All of them, by field.
    pub fn iter(&self) -> impl Iterator<Item = (FieldId, &Value)> {
        self.0.iter().map(|(field, value)| (*field, value))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes the other's value of every field of which there is none here.
    pub fn fill(&mut self, other: &Values) {
        for (field, value) in other.iter() {
            self.0.entry(field).or_insert_with(|| value.clone());
        }
    }

    /// What differs from others: (field, theirs, ours), as text.
    pub fn changes(&self, other: &Values) -> Vec<(FieldId, String, String)> {
        let told = |values: &Values, field| values.get(field).map(Value::told).unwrap_or_default();
        let mut known: Vec<FieldId> = self.0.keys().chain(other.0.keys()).copied().collect();
        known.sort_unstable();
        known.dedup();
        let changed = known.into_iter().filter(|field| self.get(*field) != other.get(*field));
        changed.map(|field| (field, told(other, field), told(self, field))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_field_is_filled_and_a_full_one_is_kept() {
        let (one, two) = (FieldId::new(1), FieldId::new(2));
        let mut kept = Values::default();
        kept.set(one, Some(Value::YesNo(false)));
        let mut gone = Values::default();
        gone.set(one, Some(Value::YesNo(true)));
        gone.set(two, Some(Value::Text("Oak".into())));

        kept.fill(&gone);

        assert_eq!(kept.get(one), Some(&Value::YesNo(false)));
        assert_eq!(kept.get(two), Some(&Value::Text("Oak".into())));
    }

    #[test]
    fn what_changed_is_told_with_both_values() {
        let mut old = Values::default();
        old.set(FieldId::new(2), Some(Value::Number(Decimal { units: 1250, scale: 2 })));
        let mut new = old.clone();
        new.set(FieldId::new(2), None);
        new.set(FieldId::new(1), Some(Value::Choices(vec![FieldOptionId::new(4), FieldOptionId::new(7)])));

        let told = new.changes(&old);

        let first = (FieldId::new(1), String::new(), "4 7".to_owned());
        assert_eq!(told, [first, (FieldId::new(2), "12.50".to_owned(), String::new())]);
    }

    #[test]
    fn values_pass_through_a_before_image() {
        let mut values = Values::default();
        values.set(FieldId::new(1), Some(Value::Money(Money::new(-5, "EUR".parse().unwrap()))));
        values.set(FieldId::new(3), Some(Value::Day("2026-02-28".parse().unwrap())));
        values.choose(FieldId::new(4), FieldOptionId::new(9));
        values.choose(FieldId::new(4), FieldOptionId::new(11));

        let back: Values = serde_json::from_str(&serde_json::to_string(&values).unwrap()).unwrap();

        assert_eq!(back, values);
    }

    #[test]
    fn two_spellings_are_compared_as_one_and_bare_signs_as_themselves() {
        assert_eq!(folded("Кл-017"), folded("kl-017"));
        assert_eq!(folded("!!"), "!!");
    }
}
