//! Forms on the web: a company links or embeds one, strangers fill it in, and leads come of it.
//!
//! A form is open or closed. What a stranger sends becomes a lead at once; where the form asks for a confirmation (double
//! opt-in) it waits until its sender has followed the link of a letter, for a week at most, and then is gone. The letter
//! holds nothing that the sender typed, and one address gets one a day: nobody can have words of theirs sent on, and
//! whoever sends learns nothing of who is known here. The wording of the consent is kept in every version; a lead says
//! to which one its sender agreed, and when.
//!
//! The public pages know no session: they read and set no cookie, may stand in frames of the sites that the form lists,
//! and take what other sites' pages send. Against floods there are a field that only machines fill in, work for the
//! browser (senders without it share a small budget of the form), and limits for each address and each form. So a page
//! without script, or a form of one's own, works at an ordinary pace, and a flood costs its sender work.
//!
//! Tables owned: `web_form`, `web_form_consent` (every wording), `web_form_entry` (what came, and what it became).

mod model;
pub mod store;
mod letters;
pub mod actions;
mod views;
pub mod pages;
pub mod api;
mod jobs;
#[cfg(test)]
mod tests;

pub use jobs::{Clear, clear};
pub use letters::ConfirmLetter;
pub use model::{Asking, Consent, Field, FormInput, Origin, Question, Sent, State, Trace, WebForm, as_text};
pub use views::origin;
