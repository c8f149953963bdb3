//! The names that other products give to columns, and what those hold.
//!
//! The names stand folded: lower case, one blank for anything that is neither letter nor digit. Where two columns
//! compete for one field, the name that stands earlier here wins.

mod fields;
mod reach;
mod sales;

use super::field::Field;
use super::target::{Label, Part, Slot, Target};

pub(super) use fields::FIELDS;
pub(super) use reach::{PLACE_LABELS, PLACES, POINTS};
pub(super) use sales::of_kind;

pub(super) const fn field(field: Field) -> Target {
    Target::Field(field)
}
pub(super) const fn email(label: Label) -> Target {
    Target::Email(Slot::For(label))
}
pub(super) const fn phone(label: Label) -> Target {
    Target::Phone(Slot::For(label))
}
pub(super) const fn place(label: Label, part: Part) -> Target {
    Target::Address(Slot::For(label), part)
}
