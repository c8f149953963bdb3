//! A mail on its way: its words as they are stored and, where it goes to many, the way out.

use serde::{Deserialize, Serialize};

use super::model::Reach;
use super::store;
use crate::base::{MailId, Result};
use crate::crm::points::email_norm;
use crate::platform::{Tx, crypto, i18n};
use crate::web::letter::{Draft, Enclosed};
use crate::workspace::email::{Desk, Letter, Recipient};

/// What somebody wrote to a customer.
#[derive(Debug, Serialize, Deserialize)]
pub struct MailLetter {
    /// The mail.
    pub mail: MailId,
}

impl Letter for MailLetter {
    const KIND: &'static str = "mails.mail";
    const NAME: &'static str = "mails-letter";
    const IS_KEPT: bool = true;

    /// Nothing if it goes to many and its reader has unsubscribed since it was written.
    fn compose(&self, tx: &Tx, to: &Recipient, desk: &Desk) -> Result<Option<Draft>> {
        let Some(mail) = store::maybe_find(tx, self.mail)? else { return Ok(None) };
        let files = store::files_of(tx, mail.id)?.into_iter().map(|file| Enclosed {
            media_type: file.kind().media_type(),
            name: file.name.to_string(),
            hash: file.hash,
        });
        let draft = Draft::personal(mail.subject, mail.body, mail.reply_to).enclosing(files.collect());
        if mail.reach == Reach::One {
            return Ok(Some(draft));
        }
        let norm = email_norm(&to.address).unwrap_or_default();
        if store::is_suppressed(tx, &norm)? {
            return Ok(None);
        }
        let token = crypto::token();
        store::insert_way_out(tx, mail.id, &crypto::hash(&token))?;
        let way_out = desk.address(format_args!("/unsubscribe/{token}"));
        let company = ("company", desk.name().to_owned().into());
        let line = i18n::tell(to.language, "mails-way-out", &[company, ("link", way_out.clone().into())]);
        Ok(Some(draft.with_way_out(way_out).small(line)))
    }
}
