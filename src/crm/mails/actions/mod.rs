//! The verbs of mails. Who may change a record may write to it; the caller has checked that, since only it knows the
//! owner.

mod templates;
mod suppressions;

use super::letters::MailLetter;
use super::model::{NewMail, told};
use super::store;
use crate::base::{LeadId, MailId, Result, SubjectId};
use crate::crm::activities::{self, Deed};
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};
use crate::workspace::email;

pub use suppressions::{lift, note_asked, unsubscribe};
pub use templates::{add_template, edit_template, remove_template};

/// Writes to somebody: the letter leaves once the act is committed, and stands in their timeline and in that of the record
/// from whose page it was written.
pub fn write(tx: &Tx, new: &NewMail) -> Result<MailId> {
    let id = store::insert(tx, new)?;
    let letter = email::send(tx, &new.to, &MailLetter { mail: id })?;
    store::save_letter(tx, id, letter)?;
    let detail = told(id, &new.subject);
    activities::store::log(tx, new.person, Deed::Written, &detail)?;
    if new.about != new.person {
        activities::store::log(tx, new.about, Deed::Written, &detail)?;
    }
    let changes = [
        Change::new("mail", None::<i64>, id.number()),
        Change::new("address", None::<String>, new.to.address.as_str()),
        Change::new("reach", None::<String>, new.reach.code()),
    ];
    audit::record(tx, "mail.send", Some(new.person), &changes)?;
    Ok(id)
}

/// Lets a mail go again that came to rest without having been sent, or waits for its next try; `Conflict` otherwise.
pub fn send_again(tx: &Tx, id: MailId) -> Result<()> {
    let mail = store::find(tx, id)?;
    email::again(tx, mail.letter)?;
    audit::record(tx, "mail.retry", Some(mail.person), &[Change::new("mail", None::<i64>, id.number())])
}

/// Makes what was written to a lead stand with whoever it has become, in their timeline too.
pub fn move_all(tx: &Tx, lead: LeadId, to: SubjectId) -> Result<()> {
    let moved = store::ids_of_person(tx, lead.subject())?;
    store::move_all(tx, lead, to)?;
    tell_moved(tx, &moved, (lead.subject(), to))
}

/// Gives a lead back what was written to it before it became a customer.
pub fn give_back(tx: &Tx, lead: LeadId) -> Result<()> {
    let moved = store::ids_of_lead(tx, lead)?;
    for id in moved {
        let person = store::find(tx, id)?.person;
        store::give_back(tx, id)?;
        tell_moved(tx, &[id], (person, lead.subject()))?;
    }
    Ok(())
}

fn tell_moved(tx: &Tx, moved: &[MailId], (from, to): (SubjectId, SubjectId)) -> Result<()> {
    for id in moved {
        let mail = store::find(tx, *id)?;
        activities::store::move_written(tx, &told(*id, &mail.subject), (from, to))?;
        let changes = [Change::new("mail", None::<i64>, id.number()), Change::new("person", from, to)];
        audit::record(tx, "mail.move", Some(to), &changes)?;
    }
    Ok(())
}

/// Deletes what was written to that subject for good: it goes itself. What was written from its page to others stays with
/// these.
pub fn forget_all(tx: &Tx, subject: SubjectId) -> Result<()> {
    for id in store::ids_of_person(tx, subject)? {
        let letter = store::find(tx, id)?.letter;
        store::delete(tx, id)?;
        email::forget(tx, letter)?;
    }
    store::leave_record(tx, subject)
}
