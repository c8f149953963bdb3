//! The verbs on notices.

use super::letters::NoticeLetter;
use super::model::{Choices, KEPT_FOR, NoticeKind, Way};
use super::store;
use crate::base::{AccountId, Error, MemberId, NoticeId, Result, SubjectId};
use crate::platform::Tx;
use crate::workspace::{accounts, email, members};

/// So many old notices go in one transaction.
const AT_ONCE: i64 = 500;

/// Tells a member of what happens in this act, as they want to be told; nobody is told of their own acts. `detail` is
/// the title or name of what it is about.
pub fn tell(tx: &Tx, to: MemberId, kind: NoticeKind, about: Option<SubjectId>, detail: &str) -> Result<()> {
    if tx.member() == Some(to) {
        return Ok(());
    }
    let member = members::find(tx, to)?;
    let way = store::choices(tx, member.account)?.way(kind);
    if !member.is_active || way == Way::Off {
        return Ok(());
    }
    let notice = store::insert(tx, to, kind, about, detail)?;
    if way == Way::Letter {
        let to = accounts::recipient_of(tx, member.account)?;
        email::send_later(tx, &to, &NoticeLetter { notice }, kind.letter_after())?;
    }
    Ok(())
}

/// The actor has read that notice of theirs; of anybody else's it is `NotFound`.
pub fn read(tx: &Tx, id: NoticeId) -> Result<()> {
    if Some(store::find(tx, id)?.member) != tx.member() {
        return Err(Error::NotFound);
    }
    store::save_read(tx, id)
}

/// The actor has read everything up to that notice; gives how many were unread.
pub fn read_until(tx: &Tx, up_to: NoticeId) -> Result<usize> {
    store::save_all_read(tx, tx.member().ok_or(Error::Forbidden)?, up_to)
}

/// The actor says how they want to be told.
pub fn choose(tx: &Tx, choices: &Choices) -> Result<()> {
    let account = tx.actor().account.ok_or(Error::Unauthenticated)?;
    choices.each().try_for_each(|(kind, way)| store::save_choice(tx, account, kind, way))
}

/// Forgets what everybody was told about a subject that is deleted for good.
pub fn forget_subject(tx: &Tx, about: SubjectId) -> Result<()> {
    store::delete_about(tx, about)
}

/// Forgets what the person of an account that is closed chose.
pub fn forget_account(tx: &Tx, account: AccountId) -> Result<()> {
    store::delete_choices(tx, account)
}

/// Deletes old notices; gives how many.
pub fn sweep(tx: &Tx) -> Result<usize> {
    store::delete_before(tx, tx.now().minus(KEPT_FOR), AT_ONCE)
}
