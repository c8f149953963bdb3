//! Fields of a workspace's own on contacts, companies, leads and deals.
//!
//! A field has a kind that never changes and a key by which programs and files name it. Its values belong to the facts
//! of a record: they are loaded, saved, audited, undone and merged with them. A field, or one of its choices, is never
//! deleted: it is put away, and the records that have a value keep it. Of a field whose values are unique no two records
//! in use have the same one; the database itself refuses a second.
//!
//! Tables owned: `field`, `field_option`, `field_value`.

mod model;
pub mod store;
pub mod actions;
pub mod views;
pub mod pages;
pub mod api;
#[cfg(test)]
mod tests;

pub use model::{
    Decimal, Demand, Field, FieldInput, FieldKind, FieldOption, FindAnew, HasValues, NewField, Own, Place,
    RECORDS, Reading, Show, Typed, Value, Values, read,
};
