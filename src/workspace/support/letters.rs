//! The letter that owners get when support asks.

use serde::{Deserialize, Serialize};

use super::model::State;
use super::store;
use crate::base::{Result, Role, SupportAccessId};
use crate::platform::{Tx, i18n};
use crate::web::letter::Draft;
use crate::workspace::email::{self, Desk, Letter, Recipient};
use crate::workspace::{accounts, members};

/// Tells an owner that whoever runs the installation asks to look in, and why.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskedLetter {
    /// The request.
    pub access: SupportAccessId,
}

impl Letter for AskedLetter {
    const KIND: &'static str = "support.asked";
    const NAME: &'static str = "support-letter-asked";

    fn compose(&self, tx: &Tx, to: &Recipient, desk: &Desk) -> Result<Option<Draft>> {
        let access = store::find(tx, self.access)?;
        if access.state(tx.now()) != State::Asked {
            return Ok(None);
        }
        let told = [("name", access.name.into()), ("company", desk.name().to_owned().into())];
        let t = |key| i18n::message(to.language, key);
        Ok(Some(
            Draft::new(i18n::tell(to.language, "support-letter-subject", &told))
                .text(i18n::tell(to.language, "support-letter-text", &told))
                .text(access.reason.as_str())
                .action(t("support-banner-answer"), desk.page("/settings/support"))
                .small(t("support-letter-small")),
        ))
    }
}

/// Tells every owner of the workspace at hand.
pub fn tell_asked(tx: &Tx, access: SupportAccessId) -> Result<()> {
    let owners =
        members::list(tx)?.into_iter().filter(|member| member.is_active && member.role == Role::Owner);
    for owner in owners {
        email::send(tx, &accounts::recipient_of(tx, owner.account)?, &AskedLetter { access })?;
    }
    Ok(())
}
