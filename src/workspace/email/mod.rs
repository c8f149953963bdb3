//! Letters: what Kantora writes to people, from the act that causes a letter to the server that takes it.
//!
//! An act calls [`send`] in its own transaction: a row says which letter goes to whom, with the ids of what it is about,
//! and a job is put into the queue. The job makes the words only when it sends them ([`Letter::compose`], a short write,
//! in which a token may be minted): a secret in a letter is never stored. Then it talks to the mail server with no
//! transaction open, and writes down what became of it.
//!
//! A letter is `waiting`, `sending`, `handed` (over; not yet answered), and at last `sent`; `bounced` if the server
//! refused it for good, `failed` when it was tried too often, `needless` if there was no reason for it any more. Without a way
//! out it is `held` until there is one, for a week. Nothing is sent twice: what breaks off before it is handed over was
//! not taken and is tried again; what breaks off afterwards may have arrived, and nobody can know (RFC 1047). Such a
//! letter is `unclear`: a person decides whether it goes again. A letter that came to rest is forgotten after 90 days,
//! unless its slice keeps it ([`Letter::IS_KEPT`]).
//!
//! Letters of an act inside a workspace are its own and leave under its name; those of an account belong to none
//! (workspace 0). A workspace may have a mail account of its own; its
//! password is locked with the master key, and the operator says which servers may be used.
//!
//! Owns the tables `letter` and `mail_account`.

mod model;
mod store;
mod letters;
mod actions;
mod jobs;
mod views;
mod pages;

pub use actions::{again, forget, retry, send, send_later, settle, sweep};
pub use jobs::{deliver, release, release_everywhere, sweep_everywhere};
pub use letters::{Desk, Letter, Letters, TestLetter, is_possible, sender};
pub use model::{
    Deliver, Ending, KEPT_FOR, LetterId, LetterKind, MailAccount, Posted, Recipient, Release, State, Sweep,
};
pub use pages::{remove_account, save_account, send_again, send_test, show, show_domain};
pub use store::{find, find_many, list};
pub use views::standing;
