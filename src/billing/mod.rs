//! What is owed: prices and taxes, the products that are sold at them, who sells and who buys, and the papers that ask for
//! the money.

pub mod pricing;
pub mod periods;
pub mod taxes;
pub mod products;
pub mod countries;
pub mod terms;
pub mod documents;
pub mod seller;
pub mod registers;
pub mod customers;
pub mod numbering;
pub mod invoices;
pub mod quotes;
pub mod proformas;
pub mod payments;
pub mod statements;
pub mod returns;
pub mod packs;
