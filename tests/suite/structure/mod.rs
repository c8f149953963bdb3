//! The design as tests: they read the source tree and a migrated database, and name the line that breaks a rule.
//!
//! Each rule stands in DESIGN or in the story of `lib.rs`. Where a rule has exceptions, they are listed in the test with
//! their reason; an exception that is no longer needed fails too.

mod source;
mod floors;
mod slices;
mod statements;
mod plans;
mod tables;
mod sizes;
mod locales;
mod parts;
mod advisories;
mod asvs;
