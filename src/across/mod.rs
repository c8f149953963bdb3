//! The whole: pages that show many domains and acts that touch many.

pub mod naming;
pub mod filing;
pub mod merge;
pub mod agenda;
pub mod board;
pub mod lists;
pub mod profiles;
pub mod writing;
pub mod calling;
pub mod search;
pub mod undo;
pub mod trash;
pub mod convert;
pub mod bulk;
pub mod legal;
pub mod transfer;
pub mod reports;
pub mod ledger;
pub mod receivables;
pub mod home;
pub mod backup;
pub mod operator;
pub mod demo;
