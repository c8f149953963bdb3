//! The pages of the law: terms, privacy notice, accessibility statement, `security.txt`.
//!
//! Each text is one Markdown file a language, `assets/legal/<language>/<name>.md`; what depends on the installation
//! stands in braces in it and comes from the configuration (who runs it, whom it hands data to, how long logs are
//! kept), so that a page names a recipient if and only if one is configured. Inside a workspace members find the notice
//! for the company's own customers, filled in from its settings; guests learn of no workspace. Owns no table.

mod model;
mod views;
mod pages;

pub use pages::{accessibility, company, privacy, security_txt, terms};
