//! What an account's person is told by mail.

use serde::{Deserialize, Serialize};

use super::model::Account;
use super::store;
use crate::base::{AccountId, Actor, Language, Result};
use crate::platform::{Tx, i18n};
use crate::web::letter::Draft;
use crate::workspace::email::{self, Desk, Letter, Recipient};

/// What changed of that by which somebody comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// The password.
    Password,
    /// The address.
    Address,
    /// A second factor was added or taken away.
    Factor,
    /// A recovery code was used.
    Code,
    /// The account was closed.
    Closed,
}

/// Tells the owner of an account that a way into it changed. Nobody can do without this letter.
#[derive(Debug, Serialize, Deserialize)]
pub struct Changed {
    /// What changed.
    pub what: What,
}

impl Letter for Changed {
    const KIND: &'static str = "account.changed";
    const NAME: &'static str = "accounts-letter-changed";

    fn compose(&self, _tx: &Tx, to: &Recipient, desk: &Desk) -> Result<Option<Draft>> {
        let t = |key| i18n::message(to.language, key);
        let (subject, text) = match self.what {
            What::Password => ("accounts-changed-password", "accounts-changed-password-text"),
            What::Address => ("accounts-changed-address", "accounts-changed-address-text"),
            What::Factor => ("accounts-changed-factor", "accounts-changed-factor-text"),
            What::Code => ("accounts-changed-code", "accounts-changed-code-text"),
            What::Closed => ("accounts-changed-closed", "accounts-changed-closed-text"),
        };
        let draft = Draft::new(t(subject)).text(t(text));
        Ok(Some(match self.what {
            What::Closed => draft.small(t("accounts-changed-not-you")),
            _ => draft
                .action(t("accounts-changed-look"), desk.address("/account"))
                .small(t("accounts-changed-not-you")),
        }))
    }
}

/// Sends [`Changed`] to the account as it stood before the act.
pub fn tell_changed(tx: &Tx, before: &Account, what: What) -> Result<()> {
    let outside = Actor::account(tx.actor().door, before.id);
    tx.acting(&outside, |tx| email::send(tx, &recipient(before), &Changed { what }).map(|_| ()))
}

/// The account as whoever gets a letter; where no language was chosen, in English.
pub fn recipient(account: &Account) -> Recipient {
    Recipient {
        address: account.email.clone(),
        name: account.name.clone(),
        language: account.language.unwrap_or(Language::En),
        account: Some(account.id),
    }
}

/// The account by its number, as whoever gets a letter.
pub fn recipient_of(tx: &Tx, account: AccountId) -> Result<Recipient> {
    Ok(recipient(&store::find(tx, account)?))
}
