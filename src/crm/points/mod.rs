//! How to reach somebody: e-mail addresses, telephone numbers, web domains and postal addresses of any subject.
//!
//! A point keeps what was typed beside its normal form (`norm`), by which it is compared: e-mail in lower case with
//! its domain in IDNA, telephone in E.164, domain in IDNA without `www.`. Among people in use a normal e-mail address
//! belongs to one, unless it is marked as shared; the database itself holds that rule. `live` follows the subject:
//! 0 in the trash, so that the address is free again.
//!
//! Tables owned: `contact_point`, `postal_address`.

mod model;
pub mod store;
mod views;
pub mod api;

pub use model::{
    Address, Kind, Label, Point, Points, Purpose, Taken, domain_norm, email_norm, fill, is_own_domain,
    phone_norm, phone_shown, tidy,
};
pub use views::{facts, form};
