//! The whole: pages that show many domains and acts that touch many.

pub mod transfer;
pub mod backup;
pub mod demo;
