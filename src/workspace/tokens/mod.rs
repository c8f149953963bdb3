//! API tokens: keys by which programs ask for one workspace.
//!
//! A token is `kantora_`, thirty random letters and digits, and six that check the others, so that a mistyped or
//! invented one is refused without a question to the database and a leaked one can be found by machines. The database
//! holds its SHA-256; it is shown once. It acts as the member who made it: what it may do is its grants cut out of that
//! member's rights at each request, so a smaller role, a disabled member or account ends or narrows it at once. It ends
//! by itself (after 90 days unless chosen otherwise), when it is revoked, and may be held to networks. Making and
//! revoking is audited (`token.create`, `token.revoke`); a letter tells the member of each that is made. [`guarded`] is
//! the door of every operation.
//!
//! Owns the table `token`.

mod model;
mod store;
mod letters;
mod actions;
mod views;
mod pages;
mod guard;

pub use actions::{create, revoke};
pub use guard::{Guarded, guarded};
pub use letters::MadeLetter;
pub use model::{Grant, Life, NewToken, Secret, Token};
pub use pages::{draw, list, make, remove};
pub use store::list_all;
