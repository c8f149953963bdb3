//! The letter that brings the link to another password.

use serde::{Deserialize, Serialize};

use super::model::ResetId;
use super::store::resets;
use crate::base::Result;
use crate::platform::{Tx, crypto, i18n};
use crate::web::letter::Draft;
use crate::workspace::email::{Desk, Letter, Recipient};

/// Brings the link to another password; the link is made when it is sent.
#[derive(Debug, Serialize, Deserialize)]
pub struct ResetLetter {
    /// The reset.
    pub reset: ResetId,
}

impl Letter for ResetLetter {
    const KIND: &'static str = "account.reset";
    const NAME: &'static str = "sign-in-letter-reset";

    fn compose(&self, tx: &Tx, to: &Recipient, desk: &Desk) -> Result<Option<Draft>> {
        let reset = resets::find(tx, self.reset)?;
        if reset.ends_at <= tx.now() {
            return Ok(None);
        }
        let token = crypto::token();
        resets::save_token(tx, reset.id, &crypto::hash(&token))?;
        let t = |key| i18n::message(to.language, key);
        Ok(Some(
            Draft::new(t("sign-in-letter-subject"))
                .text(t("sign-in-letter-text"))
                .action(t("sign-in-letter-open"), desk.address(format_args!("/reset/{token}")))
                .small(t("sign-in-letter-small")),
        ))
    }
}
