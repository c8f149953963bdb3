//! The whole: pages that show many domains and acts that touch many.

pub mod naming;
pub mod filing;
pub mod merge;
pub mod agenda;
pub mod board;
pub mod home;
pub mod profiles;
pub mod search;
pub mod undo;
pub mod trash;
pub mod convert;
pub mod legal;
pub mod transfer;
pub mod backup;
pub mod operator;
pub mod demo;
