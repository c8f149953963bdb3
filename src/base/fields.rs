//! What somebody typed, and what is wrong with it.

use std::fmt;

use super::error::{Error, Result};

/// Named texts in the order in which they came: a submitted form, a row of a file, a query string.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// No fields yet.
    pub fn new() -> Fields {
        Fields::default()
    }

    /// Adds a value; a name may come several times.
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Fields {
        self.push(name, value);
        self
    }

    /// Adds a value in place.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// The first value of that name without outer blanks, or an empty text.
    pub fn first(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The first value of that name exactly as it came, or an empty text (passwords).
    pub fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Every value of that name, without outer blanks.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// Whether the name came at all, with whatever value (check boxes).
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// All pairs in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl FromIterator<(String, String)> for Fields {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(pairs: T) -> Fields {
        Fields(pairs.into_iter().collect())
    }
}

/// One thing to mend: the field's name (also the `id` of its control) and the key of the message.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Problem {
    /// The name of the field; rows of a repeated field are `email.2`.
    pub field: String,
    /// The key of the message in the catalogues.
    pub key: std::borrow::Cow<'static, str>,
}

/// All things to mend, in the order of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Notes a problem.
    pub fn add(&mut self, field: impl Into<String>, key: &'static str) {
        self.0.push(Problem { field: field.into(), key: key.into() });
    }

    /// The first message on a field.
    pub fn on(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|problem| problem.field == field).map(|problem| problem.key.as_ref())
    }

    /// Every problem in order.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value if nothing is wrong, else `Error::Invalid`.
    pub fn finish<T>(self, value: T) -> Result<T> {
        if self.is_empty() { Ok(value) } else { Err(Error::Invalid(self)) }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(formatter, "{comma}{}: {}", problem.field, problem.key)?;
        }
        Ok(())
    }
}
