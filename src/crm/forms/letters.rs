//! The letter that asks whoever sent a form whether they did.

use serde::{Deserialize, Serialize};

use super::store;
use crate::base::{Error, FormEntryId, Result};
use crate::platform::{Tx, crypto, i18n};
use crate::web::letter::Draft;
use crate::workspace::email::{Desk, Letter, Recipient};

/// Asks for a confirmation; its link is made when it is sent. It says nothing that the sender typed, so that nobody can
/// have words of theirs sent to others.
#[derive(Debug, Serialize, Deserialize)]
pub struct ConfirmLetter {
    /// What was sent.
    pub entry: FormEntryId,
}

impl Letter for ConfirmLetter {
    const KIND: &'static str = "form.confirm";
    const NAME: &'static str = "forms-letter";

    fn compose(&self, tx: &Tx, to: &Recipient, desk: &Desk) -> Result<Option<Draft>> {
        let entry = match store::entries::find(tx, self.entry) {
            Ok(entry) if entry.is_waiting(tx.now()) => entry,
            // Confirmed, or gone after its week.
            Ok(_) | Err(Error::NotFound) => return Ok(None),
            Err(error) => return Err(error),
        };
        let form = store::find(tx, entry.form)?;
        let token = crypto::token();
        store::entries::save_token(tx, entry.id, &crypto::hash(&token))?;
        let told = [("company", desk.name().to_owned().into()), ("title", form.facts.title.into())];
        let tell = |key| i18n::tell(to.language, key, &told);
        let t = |key| i18n::message(to.language, key);
        Ok(Some(
            Draft::new(tell("forms-letter-subject"))
                .text(tell("forms-letter-text"))
                .action(t("forms-confirm"), desk.address(format_args!("/confirmation/{token}")))
                .small(t("forms-letter-small")),
        ))
    }
}
