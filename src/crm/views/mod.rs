//! What a list shows: which records, in which order, with which columns; and views, which keep that under a name.
//!
//! A list is asked in two ways that hold together: the quick filters of its own slice, and [`Rules`], a tree of
//! conditions ("all of" or "any of", with groups of the other kind inside). Columns and operators are closed enums,
//! values are parsed by the column's kind, and the store makes SQL of them with bound values only. The same rules stand
//! in an address (`where=owner.is.me`), in JSON in the database and in the API.
//!
//! A view is private or shared with the workspace; a shared one is changed by its author and by whoever may change
//! settings. Each member may choose with which view a list begins.
//!
//! Tables owned: `list_view`, `list_view_default`.

mod model;
pub mod store;
pub mod actions;
#[expect(
    clippy::module_inception,
    reason = "the slice is called so, and its file has the name that every slice gives it"
)]
mod views;
pub mod pages;
pub mod api;
#[cfg(test)]
mod tests;

pub use model::{
    Choices, Column, Draft, Join, Kind, Known, Leaf, Lens, List, MOST, Many, Names, Op, Operand, Own, Row,
    Rules, Saved, Seen, Set, State, Verb, Written, ticked,
};
pub use views::{
    Sheet, all, builder, cells, chips, columns, heads, hidden, instead_all, list_address, menu_links, naming,
    tabs,
};
