//! To follow a record, and to stop. Whoever may see a record may follow it; the caller has checked that, since only it
//! knows the record.

use super::store;
use crate::base::{Error, Result, SubjectId};
use crate::platform::Tx;

/// The actor wants to be told of the subject.
pub fn follow(tx: &Tx, subject: SubjectId) -> Result<()> {
    store::insert(tx, subject, tx.member().ok_or(Error::Forbidden)?)
}

/// The actor wants to be told of the subject no more.
pub fn unfollow(tx: &Tx, subject: SubjectId) -> Result<()> {
    store::delete(tx, subject, tx.member().ok_or(Error::Forbidden)?)
}
