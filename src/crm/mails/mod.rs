//! Letters to customers: what people write, the templates that they begin with, and who wants none.
//!
//! A mail is one letter to one address of a contact, a lead or a company: of several recipients nobody sees the others.
//! Its words are stored as they were sent, fields filled in and signed; how it goes and what became of it stands in its
//! letter of `workspace/email`, which is kept for as long as the mail. It leaves from the workspace's address, and
//! answers go to whoever wrote it. A mail is never changed; one that did not leave can go again.
//!
//! What goes to more than one carries a way out (RFC 8058): one click, without a session and from anywhere, and the address
//! is suppressed. Nothing that goes to many goes to a suppressed address, looked at when it is written and again when it
//! leaves; a letter to one person still may (PECR means marketing, not talk), but whoever writes it is warned. A
//! suppressed address is kept as a hash, so that it outlives the record and the address; an owner may lift it, and says
//! why.
//!
//! Tables owned: `mail`, `mail_file`, `mail_way_out`, `mail_template`, `suppression`. The page of writing, which knows
//! records of every kind, stands in `across/writing`.

mod model;
pub mod store;
mod letters;
pub mod actions;
mod views;
pub mod pages;
#[cfg(test)]
mod tests;

pub use letters::MailLetter;
pub use model::{
    Field, Mail, MailFile, NewMail, Part, Posted, Reach, Template, TemplateInput, Unknown, Values, Wording,
    read_text, read_title, whole,
};
pub use views::deed;
