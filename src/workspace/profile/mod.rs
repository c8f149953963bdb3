//! A person's own affairs beyond their account's page: another address, the letters they want, what is held about
//! them, the companies in which they work, the end of the account.
//!
//! Another address is asked for with the password, and counts only after the person, signed in, has pressed the button
//! behind the link that a letter brings to the new address, within half an hour; the old address is told. Whether
//! somebody else has the address is not said: then no letter goes. Whoever closes their account leaves every company
//! in the same transaction, as long as each keeps an owner; records stay, and name and address are gone.
//!
//! Owns the table `address_change`.

mod model;
mod store;
mod letters;
mod actions;
mod views;
mod pages;

pub use letters::AddressLetter;
pub use pages::{
    address_form, ask_address, change_address, close_account, close_form, data, download, letters_form,
    save_letters, show_address,
};
