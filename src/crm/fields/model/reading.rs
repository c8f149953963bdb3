//! How values are read from what somebody typed.

use super::{Decimal, Field, FieldKind, FieldOption, LENGTH, Value, Values};
use crate::base::{Currency, FieldOptionId, Fields, Language, MemberId, Money, Problems, text};
use crate::crm::owners::Owners;

/// What stands around something typed.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The language in which numbers are typed.
    pub language: Language,
    /// Of amounts that name no currency.
    pub currency: Currency,
    /// Everybody who may be meant.
    pub owners: &'a Owners,
}

/// Which needed fields must have a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// Every one.
    All,
    /// Those that were named: the others stay as they are.
    Named,
}

/// What came from a form or a program.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// By name.
    pub fields: &'a Fields,
    /// The language in which numbers are typed.
    pub language: Language,
    /// Which needed fields must have a value.
    pub demand: Demand,
}

/// Makes of the stored values what was typed: `field.<key>`, several for several choices, and `field.<key>.currency`. A
/// field that was not named keeps its value, one that was put away too. What is wrong is noted on the field's name.
pub fn read(
    fields: &[Field],
    stored: &Values,
    (typed, demand): (&Fields, Demand),
    reading: &Reading,
    problems: &mut Problems,
) -> Values {
    let mut values = stored.clone();
    for field in fields.iter().filter(|field| field.is_live) {
        let name = field.name();
        let is_named = typed.has(&name);
        if is_named {
            let texts: Vec<&str> = typed.all(&name).collect();
            let currency = typed.first(&field.currency_name()).parse().unwrap_or(reading.currency);
            match field.parse(&texts, stored.get(field.id), &Reading { currency, ..*reading }) {
                Ok(value) => values.set(field.id, value),
                Err(key) => {
                    problems.add(name, key);
                    continue;
                }
            }
        }
        let is_asked = is_named || demand == Demand::All;
        if field.facts.is_needed && is_asked && values.get(field.id).is_none() {
            problems.add(name, "fields-needed");
        }
    }
    values
}

impl Field {
    /// Reads one value: nothing is none. What was put away, a choice or a member, is taken only if it is stored already.
    /// The key of a message if it cannot be.
    pub fn parse(
        &self,
        typed: &[&str],
        stored: Option<&Value>,
        reading: &Reading,
    ) -> Result<Option<Value>, &'static str> {
        let line = text::one_line(typed.iter().find(|text| !text.trim().is_empty()).unwrap_or(&""));
        if line.is_empty() {
            return Ok(None);
        }
        let value = match self.kind {
            FieldKind::Text => Value::Text(short(line)?),
            FieldKind::Number => Value::Number(Decimal::parse(&line, self.scale, reading.language)?),
            FieldKind::Money => Value::Money(money(&line, reading.currency)?),
            FieldKind::Day => Value::Day(line.parse().map_err(|_| "fields-day-unclear")?),
            FieldKind::YesNo => Value::YesNo(answer(&line).ok_or("fields-yes-no-unclear")?),
            FieldKind::Choice => Value::Choice(self.option(&line, stored)?),
            FieldKind::Choices => return self.choices(typed, stored),
            FieldKind::Link => Value::Link(link(&short(line)?).ok_or("fields-link-unclear")?),
            FieldKind::Person => Value::Person(person(&line, stored, reading.owners)?),
        };
        Ok(Some(value))
    }

    fn choices(&self, typed: &[&str], stored: Option<&Value>) -> Result<Option<Value>, &'static str> {
        let labels = typed.iter().flat_map(|text| text.split(';')).map(text::one_line);
        let mut chosen: Vec<FieldOptionId> = Vec::new();
        for label in labels.filter(|label| !label.is_empty()) {
            chosen.push(self.option(&label, stored)?);
        }
        chosen.sort_unstable();
        chosen.dedup();
        Ok((!chosen.is_empty()).then_some(Value::Choices(chosen)))
    }

    fn option(&self, label: &str, stored: Option<&Value>) -> Result<FieldOptionId, &'static str> {
        let key = super::value::folded(label);
        let is_stored = |option: &&FieldOption| match stored {
            Some(Value::Choice(chosen)) => *chosen == option.id,
            Some(Value::Choices(chosen)) => chosen.contains(&option.id),
            _ => false,
        };
        let mut known = self.options.iter().filter(|option| option.is_live || is_stored(option));
        let found = known.find(|option| super::value::folded(&option.label) == key);
        found.map(|option| option.id).ok_or("fields-option-unknown")
    }
}

fn short(line: String) -> Result<String, &'static str> {
    if line.chars().count() > LENGTH { Err("fields-too-long") } else { Ok(line) }
}

/// An amount, with the code of its currency before or after it, or without.
fn money(line: &str, currency: Currency) -> Result<Money, &'static str> {
    let is_letter = |letter: char| letter.is_ascii_alphabetic();
    let code: String = line.chars().filter(|letter| is_letter(*letter)).collect();
    let currency =
        if code.is_empty() { currency } else { code.parse().map_err(|_| "fields-money-unclear")? };
    Money::parse(line, currency).ok().flatten().ok_or("fields-money-unclear")
}

fn answer(line: &str) -> Option<bool> {
    match line.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "да" => Some(true),
        "no" | "n" | "false" | "0" | "не" => Some(false),
        _ => None,
    }
}

/// An address of the web; without a scheme it is `https://`. Nobody's name and password may stand in it: they would
/// hide where it leads.
fn link(line: &str) -> Option<String> {
    let is_scheme = |text: &str| text.chars().all(|letter| letter.is_ascii_alphabetic());
    let told = line.split_once("://").filter(|(scheme, _)| is_scheme(scheme));
    let (scheme, rest) = match told {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None => ("https".to_owned(), line),
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = |letter: char| letter.is_alphanumeric() || "-.:[]".contains(letter);
    let has_name = host.chars().any(char::is_alphanumeric) && !host.starts_with([':', '.', '-']);
    let is_plain = !rest.chars().any(|letter| letter.is_whitespace() || "<>\"\\".contains(letter));
    let is_web = matches!(scheme.as_str(), "http" | "https");
    // Without a scheme a single word is rather a word than the name of a machine.
    let is_named = told.is_some() || host.contains('.');
    (is_web && has_name && is_plain && is_named && host.chars().all(is_host))
        .then(|| format!("{scheme}://{rest}"))
}

/// A member by number or by name.
fn person(line: &str, stored: Option<&Value>, owners: &Owners) -> Result<MemberId, &'static str> {
    let number: Option<MemberId> = line.parse().ok();
    let key = text::fold(line);
    let is_meant = |id: MemberId, name: &str| match number {
        Some(number) => number == id,
        None => text::fold(name) == key,
    };
    let is_stored = |id: MemberId| stored == Some(&Value::Person(id));
    let known = owners.0.iter().filter(|owner| owner.is_here || is_stored(owner.id));
    let found: Vec<MemberId> =
        known.filter(|owner| is_meant(owner.id, &owner.name)).map(|owner| owner.id).collect();
    match found[..] {
        [one] => Ok(one),
        _ => Err("fields-person-unknown"),
    }
}
