//! A document as others read it.

pub mod einvoice;
pub mod pdf;
