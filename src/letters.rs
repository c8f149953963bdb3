//! Every kind of letter.
//!
//! A slice brings its letters as types with ids in them (see [`Letter`](crate::workspace::email::Letter)). Here stands one
//! line for each.

use crate::billing::seller;
use crate::crm::{forms, mails, tasks};
use crate::workspace::email::{self, Letters};
use crate::workspace::{accounts, members, notices, profile, sign_in, support, tokens};

/// The table of letters.
pub fn letters() -> Letters {
    Letters::default()
        .kind::<email::TestLetter>()
        .kind::<accounts::Changed>()
        .kind::<forms::ConfirmLetter>()
        .kind::<mails::MailLetter>()
        .kind::<members::InvitationLetter>()
        .kind::<members::JoinedLetter>()
        .kind::<members::PlaceLetter>()
        .kind::<notices::NoticeLetter>()
        .kind::<profile::AddressLetter>()
        .kind::<seller::AccountLetter>()
        .kind::<sign_in::ResetLetter>()
        .kind::<support::AskedLetter>()
        .kind::<tasks::SummaryLetter>()
        .kind::<tokens::MadeLetter>()
}
