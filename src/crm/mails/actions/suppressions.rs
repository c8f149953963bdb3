//! The verbs of suppression.

use super::super::model::{Reason, read_why};
use super::super::store::{self, WayOut};
use crate::base::{Error, Result, Right, SuppressionId};
use crate::crm::points::email_norm;
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};

/// Whoever got a letter to many wants no more of them; twice is once.
pub fn unsubscribe(tx: &Tx, way_out: &WayOut) -> Result<()> {
    let norm = email_norm(&way_out.address).ok_or(Error::NotFound)?;
    let person = store::find(tx, way_out.mail)?.person;
    match store::insert_suppression(tx, &norm, Reason::Link)? {
        true => {
            let changes = [Change::new("address", None::<String>, norm)];
            audit::record(tx, "suppression.create", Some(person), &changes)
        }
        false => Ok(()),
    }
}

/// Somebody told us, by telephone or letter, that they want no letters that go to many.
pub fn note_asked(tx: &Tx, typed: &str) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let norm = email_norm(typed).ok_or_else(|| Error::field("address", "mails-address-wrong"))?;
    if !store::insert_suppression(tx, &norm, Reason::Asked)? {
        return Err(Error::field("address", "mails-address-known"));
    }
    audit::record(tx, "suppression.create", None, &[Change::new("address", None::<String>, norm)])
}

/// Lets letters to many go to the address again; why is written down.
pub fn lift(tx: &Tx, id: SuppressionId, why: &str) -> Result<()> {
    tx.actor().require(Right::SettingsWrite)?;
    let why = read_why(why)?;
    let suppression = store::find_suppression(tx, id)?;
    store::delete_suppression(tx, id)?;
    let changes = [
        Change::new("address", Some(suppression.hint), None::<String>),
        Change::new("reason", Some(suppression.reason.code()), Some(why)),
    ];
    audit::record(tx, "suppression.lift", None, &changes)
}
