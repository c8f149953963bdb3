//! What is wrong with what somebody typed.

use std::fmt;

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

    /// Notes a problem whose key was noted before.
    pub fn push(&mut self, field: String, key: std::borrow::Cow<'static, str>) {
        self.0.push(Problem { field, key });
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
