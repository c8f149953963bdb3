//! What a field can hold.

use crate::base::SubjectKind;
use crate::base::words::words;

/// What a field holds; it never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// A number with a fixed count of decimals.
    Number,
    /// An amount with its currency.
    Money,
    /// A day.
    Day,
    /// Yes or no.
    YesNo,
    /// One of several.
    Choice,
    /// Any of several.
    Choices,
    /// An address in the web.
    Link,
    /// A member of the workspace.
    Person,
}
words!(FieldKind, "kind of field",
    Text = "text", "fields-kind-text";
    Number = "number", "fields-kind-number";
    Money = "money", "fields-kind-money";
    Day = "day", "fields-kind-day";
    YesNo = "yes_no", "fields-kind-yes-no";
    Choice = "choice", "fields-kind-choice";
    Choices = "choices", "fields-kind-choices";
    Link = "link", "fields-kind-link";
    Person = "person", "fields-kind-person";
);

impl FieldKind {
    /// Whether one chooses from what the workspace offers.
    pub fn has_options(self) -> bool {
        matches!(self, FieldKind::Choice | FieldKind::Choices)
    }

    /// Whether its values can be unique: the others would soon run out of them.
    pub fn can_be_unique(self) -> bool {
        matches!(self, FieldKind::Text | FieldKind::Number | FieldKind::Link)
    }

    /// Whether its values are compared and ordered by the column `folded`; else by `number`.
    pub fn is_text(self) -> bool {
        matches!(self, FieldKind::Text | FieldKind::Link | FieldKind::Day)
    }
}

/// The kinds of records that can have fields, in the order in which they are shown.
pub const RECORDS: [SubjectKind; 4] =
    [SubjectKind::Contact, SubjectKind::Company, SubjectKind::Lead, SubjectKind::Deal];
