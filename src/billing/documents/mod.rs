//! Papers: what stands on an issued invoice, note, pro-forma or quote, as one value that never changes again.
//!
//! A [`Document`] is composed once, from what somebody decided (its [`Head`]) and from priced lines; its sums follow from
//! these and nobody can type them. It is stored as JSON, and [`Document::is_sound`] reckons every sum again. Field by field
//! it is the semantic model of EN 16931, whose business terms (`BT-…`) the fields name, with what British and Bulgarian law
//! ask for besides.

mod model;
pub mod views;

pub use model::{
    Account, Address, Contact, Document, Draft, DraftAdjustment, DraftLine, ElectronicAddress, Exchange,
    Form, Ground, Head, HomeTax, Item, Languages, Line, Part, Party, Payment, Period, Preceding, Route,
    Shared, Sums, TaxGroup, Wording,
};
