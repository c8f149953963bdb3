//! What a member is told by mail about tokens that act in their name.

use serde::{Deserialize, Serialize};

use super::store;
use crate::base::{Error, Result, TokenId};
use crate::platform::{Tx, i18n};
use crate::web::letter::Draft;
use crate::workspace::email::{Desk, Letter, Recipient};

/// Tells a member that a token was made that acts in their name. Nobody can do without this letter.
#[derive(Debug, Serialize, Deserialize)]
pub struct MadeLetter {
    /// The token.
    pub token: TokenId,
}

impl Letter for MadeLetter {
    const KIND: &'static str = "token.made";
    const NAME: &'static str = "tokens-letter";

    fn compose(&self, tx: &Tx, to: &Recipient, desk: &Desk) -> Result<Option<Draft>> {
        let token = match store::find(tx, self.token) {
            Ok(token) => token,
            // It was revoked before anybody could read of it.
            Err(Error::NotFound) => return Ok(None),
            Err(error) => return Err(error),
        };
        let told = [("name", token.name.into()), ("company", desk.name().to_owned().into())];
        let t = |key| i18n::message(to.language, key);
        Ok(Some(
            Draft::new(i18n::tell(to.language, "tokens-letter-subject", &told))
                .text(i18n::tell(to.language, "tokens-letter-text", &told))
                .action(t("tokens-letter-look"), desk.page("/settings/tokens"))
                .small(t("tokens-letter-small")),
        ))
    }
}
