//! The letter that proves a new address.

use serde::{Deserialize, Serialize};

use super::store;
use crate::base::Result;
use crate::platform::{Tx, crypto, i18n};
use crate::web::letter::Draft;
use crate::workspace::email::{Desk, Letter, Recipient};

/// Brings the link to a new address; the link is made when it is sent.
#[derive(Debug, Serialize, Deserialize)]
pub struct AddressLetter {
    /// The change.
    pub change: i64,
}

impl Letter for AddressLetter {
    const KIND: &'static str = "account.address";
    const NAME: &'static str = "profile-letter-address";

    fn compose(&self, tx: &Tx, to: &Recipient, desk: &Desk) -> Result<Option<Draft>> {
        let change = store::find_change(tx, self.change)?;
        if !change.is_open(tx.now()) {
            return Ok(None);
        }
        let token = crypto::token();
        store::save_token(tx, change.id, &crypto::hash(&token))?;
        let t = |key| i18n::message(to.language, key);
        Ok(Some(
            Draft::new(t("profile-letter-subject"))
                .text(t("profile-letter-text"))
                .action(t("profile-letter-open"), desk.address(format_args!("/account/address/{token}")))
                .small(t("profile-letter-small")),
        ))
    }
}
