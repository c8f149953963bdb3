//! Registers: who says whether a number was given to somebody, and to whom.
//!
//! VIES knows the VAT numbers of the Union and of Northern Ireland, HM Revenue & Customs those of Britain, Companies House
//! the numbers of British companies. The last two want a key, and are not asked before a workspace has set one. A register
//! is asked because somebody wished it; one that does not answer is asked again for two days, and until then the page says
//! so. An answer about another number than the one asked for is none.
//!
//! What came of it is kept as evidence, with the number of the consultation, and never changed. Numbers and keys never
//! stand in a log.
//!
//! Tables owned: `number_check`, `number_question`, `register_key`.

mod model;
pub mod store;
pub mod actions;
mod jobs;
mod views;
pub mod pages;
#[cfg(test)]
mod tests;

pub use jobs::ask;
pub use model::{Check, Finding, Question, Register, Standing, Trouble, Waiting};
pub use views::{asking, history};
