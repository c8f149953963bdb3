//! The letter that owners get when something is done to a bank account.

use serde::{Deserialize, Serialize};

use super::model::Act;
use super::store;
use crate::base::{BankAccountId, MemberId, Result, Role};
use crate::platform::{Tx, i18n};
use crate::web::letter::Draft;
use crate::workspace::email::{self, Desk, Letter, Recipient};
use crate::workspace::{accounts, members};

/// Tells an owner where customers are asked to pay from now on, or no longer. Nobody can do without this letter.
#[derive(Debug, Serialize, Deserialize)]
pub struct AccountLetter {
    /// The account.
    pub account: BankAccountId,
    /// What was done to it.
    pub act: Act,
    /// By whom; none: by the installation.
    pub by: Option<MemberId>,
}

impl Letter for AccountLetter {
    const KIND: &'static str = "bank_account.changed";
    const NAME: &'static str = "seller-letter";

    fn compose(&self, tx: &Tx, to: &Recipient, desk: &Desk) -> Result<Option<Draft>> {
        let account = store::find_account(tx, self.account)?.account;
        let by = self.by.map(|member| members::find(tx, member)).transpose()?;
        let t = |key| i18n::message(to.language, key);
        let told = [
            ("company", desk.name().to_owned().into()),
            ("name", by.map_or_else(|| "Kantora".to_owned(), |member| member.name).into()),
        ];
        let line = format!("{}, {}, {}", account.name, account.bank.show(), account.currency);
        Ok(Some(
            Draft::new(i18n::tell(to.language, "seller-letter-subject", &told))
                .text(i18n::tell(to.language, "seller-letter-text", &told))
                .text(format!("{}: {line}", t(self.act.key())))
                .action(t("seller-letter-look"), desk.page("/settings/billing"))
                .small(t("seller-letter-small")),
        ))
    }
}

/// Tells every owner of the workspace at hand.
pub fn tell(tx: &Tx, account: BankAccountId, act: Act) -> Result<()> {
    let letter = AccountLetter { account, act, by: tx.member() };
    let owners =
        members::list(tx)?.into_iter().filter(|member| member.is_active && member.role == Role::Owner);
    for owner in owners {
        email::send(tx, &accounts::recipient_of(tx, owner.account)?, &letter)?;
    }
    Ok(())
}
