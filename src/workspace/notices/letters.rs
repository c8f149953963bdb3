//! The letter that brings a notice.

use serde::{Deserialize, Serialize};

use super::model::Way;
use super::store;
use crate::base::{Actor, Door, Error, NoticeId, Result};
use crate::platform::{Tx, i18n};
use crate::web::letter::Draft;
use crate::workspace::email::{Desk, Letter, Recipient};
use crate::workspace::members;

/// Brings a notice that was not read yet.
#[derive(Debug, Serialize, Deserialize)]
pub struct NoticeLetter {
    /// The notice.
    pub notice: NoticeId,
}

impl Letter for NoticeLetter {
    const KIND: &'static str = "notice.told";
    const NAME: &'static str = "notices-letter";

    fn compose(&self, tx: &Tx, to: &Recipient, desk: &Desk) -> Result<Option<Draft>> {
        let notice = match store::find(tx, self.notice) {
            Ok(notice) if !notice.is_read() => notice,
            // Read, or gone with its record.
            Ok(_) | Err(Error::NotFound) => return Ok(None),
            Err(error) => return Err(error),
        };
        let member = members::find(tx, notice.member)?;
        let reader = Actor::member(Door::Job, member.account, tx.workspace(), member.id, member.role);
        let may_see = notice.right().is_none_or(|right| reader.may(right));
        let wants_it = store::choices(tx, member.account)?.way(notice.kind) == Way::Letter;
        if !member.is_active || !may_see || !wants_it {
            return Ok(None);
        }
        let who = notice.actor.as_ref().map_or("Kantora", |(_, name)| name.as_str());
        let told = [("who", who.to_owned().into()), ("what", notice.detail.clone().into())];
        let (subject, text) = notice.kind.letter();
        let t = |key| i18n::message(to.language, key);
        let page = notice.path().unwrap_or_else(|| "/notices".to_owned());
        Ok(Some(
            Draft::new(i18n::tell(to.language, subject, &told))
                .text(i18n::tell(to.language, text, &told))
                .action(t("notices-letter-look"), desk.page(page))
                .small(t("members-letter-off")),
        ))
    }
}
