//! Sending: everything is looked at once more in the act's own transaction.

use std::time::Duration;

use super::model::{Copy, Desk, Letters, Message};
use super::store;
use crate::base::{Error, LeadId, MailId, Result, SubjectId, SubjectKind, text};
use crate::crm::mails::{self, MailFile, NewMail, Part, whole};
use crate::crm::{files, leads};
use crate::platform::Tx;
use crate::workspace::email::Recipient;

/// Within this time the hourly limit counts.
const HOUR: Duration = Duration::from_secs(3_600);

/// Sends the letter from the page of that record, or to these people of a list, to each a letter of their own; gives their numbers. `Invalid` with what
/// has to be mended: somebody of whom something is missing, one who unsubscribed unless that is meant, too many within
/// an hour (`hourly`).
pub fn write(tx: &Tx, from: &[SubjectId], message: &Message, hourly: i64) -> Result<Vec<MailId>> {
    let desk = store::desk_of(tx, from)?;
    let letters = Letters::new(&desk, message)?;
    if letters.has_gaps() {
        return Err(Error::field("text", "writing-gaps"));
    }
    if letters.is_delicate() && !message.is_insisted {
        return Err(Error::field("to", "writing-unsubscribed"));
    }
    let more = i64::try_from(letters.copies.len()).unwrap_or(i64::MAX);
    if mails::store::count_since(tx, tx.now().minus(HOUR))?.saturating_add(more) > hourly {
        return Err(Error::field("to", "writing-hourly"));
    }
    let enclosed = enclosed(tx, &letters)?;
    letters.copies.iter().map(|copy| send(tx, (&desk, &letters), copy, &enclosed)).collect()
}

fn send(tx: &Tx, (desk, letters): (&Desk, &Letters), copy: &Copy, enclosed: &[MailFile]) -> Result<MailId> {
    let said = |parts: &[Part]| whole(parts).map_err(|_| Error::field("text", "writing-gaps"));
    let to = copy.to;
    let id = mails::actions::write(
        tx,
        &NewMail {
            about: desk.about(to.person),
            person: to.person,
            to: Recipient {
                address: to.address.clone(),
                name: to.name.clone(),
                language: to.language.unwrap_or(desk.language),
                account: None,
            },
            reach: letters.reach,
            subject: text::one_line(&said(&copy.subject)?),
            body: said(&copy.text)?,
            reply_to: desk.reply_to.clone(),
            files: enclosed.to_vec(),
        },
    )?;
    if to.kind == SubjectKind::Lead {
        leads::actions::answer(tx, LeadId::of(to.person))?;
    }
    Ok(id)
}

fn enclosed(tx: &Tx, letters: &Letters) -> Result<Vec<MailFile>> {
    let take = |file: &&files::File| {
        let blob = files::store::blob_of(tx, file.id)?;
        Ok(MailFile { name: file.name.clone(), size: blob.size, hash: blob.hash })
    };
    letters.files.iter().map(take).collect()
}
