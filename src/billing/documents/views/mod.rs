//! A document as others read it.

pub mod einvoice;
