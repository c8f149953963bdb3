//! All SQL on `mail`, `mail_file` and `mail_way_out`.

mod templates;
mod suppressions;

use rusqlite::named_params;

use super::model::{Mail, MailFile, NewMail, Posted, number_told};
use crate::base::{At, Error, LeadId, MailId, Result, SubjectId, WorkspaceId};
use crate::crm::activities::{Deed, Entry};
use crate::crm::files::{FileKind, FileName};
use crate::platform::db::{Row, coded};
use crate::platform::mailer::Correspondent;
use crate::platform::{Tx, View};
use crate::workspace::email::LetterId;

#[cfg(test)]
pub(in crate::crm::mails) use suppressions::LIST as SUPPRESSIONS;
pub use suppressions::{
    delete_suppression, find_suppression, insert_suppression, is_suppressed, list_suppressions,
    suppressed_among,
};
pub use templates::{
    delete_template, find_template, insert_template, list_templates, maybe_template_named, save_template,
};

/// Whose letter a way out is: what whoever follows it needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayOut {
    /// The workspace from which the letter came.
    pub workspace: WorkspaceId,
    /// The name of that workspace.
    pub company: String,
    /// The letter.
    pub mail: MailId,
    /// Where it went.
    pub address: String,
}

/// The mail, or `NotFound`.
pub fn find(view: &View, id: MailId) -> Result<Mail> {
    maybe_find(view, id)?.ok_or(Error::NotFound)
}

/// The mail, if there is one.
pub fn maybe_find(view: &View, id: MailId) -> Result<Option<Mail>> {
    view.maybe(
        "SELECT id, about_id, person_id, letter_id, reach, subject, body, reply_name, reply_address, created_at,
                created_by
         FROM mail
         WHERE workspace_id = :workspace
           AND id = :id
           AND letter_id IS NOT NULL",
        named_params! { ":workspace": view.workspace(), ":id": id },
        mail,
    )
}

/// The list walks an index in its own order.
pub(in crate::crm::mails) const LIST: &str =
    "SELECT id, about_id, person_id, letter_id, reach, subject, body, reply_name, reply_address, created_at, created_by
         FROM mail
         WHERE workspace_id = :workspace
           AND about_id = :about
           AND id > :after
         ORDER BY id
         LIMIT :limit";

/// The mails that were written from the page of that record after that number, rising; at most `limit`.
pub fn list_after(view: &View, about: SubjectId, after: MailId, limit: i64) -> Result<Vec<Mail>> {
    view.all(
        LIST,
        named_params! { ":workspace": view.workspace(), ":about": about, ":after": after, ":limit": limit },
        mail,
    )
}

/// The mails of which these lines of a timeline tell, each with what became of it.
pub fn posted_in(view: &View, lines: &[Entry]) -> Result<Vec<Posted>> {
    let written = lines.iter().filter(|line| line.deed == Deed::Written);
    let ids: Vec<MailId> = written.filter_map(|line| number_told(&line.detail)).collect();
    if ids.is_empty() { Ok(Vec::new()) } else { posted(view, &ids) }
}

/// Those of the mails that are there, each with what became of it.
pub fn posted(view: &View, ids: &[MailId]) -> Result<Vec<Posted>> {
    view.all(
        "SELECT mail.id, mail.subject, letter.address, letter.state
         FROM json_each(:ids) AS wanted
         CROSS JOIN mail ON mail.workspace_id = :workspace AND mail.id = wanted.value
         JOIN letter ON letter.workspace_id = mail.workspace_id AND letter.id = mail.letter_id
         ORDER BY wanted.key",
        named_params! { ":workspace": view.workspace(), ":ids": serde_json::to_string(ids)? },
        |row| {
            Ok(Posted {
                id: row.get("id")?,
                subject: row.get("subject")?,
                address: row.get("address")?,
                state: coded(row, "state")?,
            })
        },
    )
}

/// How many mails were written since then.
pub fn count_since(view: &View, since: At) -> Result<i64> {
    view.one(
        "SELECT count(*) AS written
         FROM mail
         WHERE workspace_id = :workspace
           AND created_at > :since",
        named_params! { ":workspace": view.workspace(), ":since": since },
        |row| row.get("written"),
    )
}

/// Every mail that the subject got, by number.
pub fn ids_of_person(view: &View, person: SubjectId) -> Result<Vec<MailId>> {
    view.all(
        "SELECT id
         FROM mail
         WHERE workspace_id = :workspace
           AND person_id = :person
         ORDER BY id",
        named_params! { ":workspace": view.workspace(), ":person": person },
        |row| row.get("id"),
    )
}

/// Every mail that the lead got before it became a customer, by number.
pub fn ids_of_lead(view: &View, lead: LeadId) -> Result<Vec<MailId>> {
    view.all(
        "SELECT id
         FROM mail
         WHERE workspace_id = :workspace
           AND lead_id = :lead
         ORDER BY id",
        named_params! { ":workspace": view.workspace(), ":lead": lead },
        |row| row.get("id"),
    )
}

/// Makes every mail that the lead got one to whoever it has become; [`give_back`] undoes that.
pub fn move_all(tx: &Tx, lead: LeadId, to: SubjectId) -> Result<()> {
    tx.execute(
        "UPDATE mail
         SET about_id = :to, person_id = :to, lead_id = :lead
         WHERE workspace_id = :workspace
           AND person_id = :lead",
        named_params! { ":workspace": tx.workspace(), ":lead": lead, ":to": to },
    )?;
    Ok(())
}

/// Makes a mail again one to the lead that got it.
pub fn give_back(tx: &Tx, id: MailId) -> Result<()> {
    tx.execute(
        "UPDATE mail
         SET about_id = lead_id, person_id = lead_id, lead_id = NULL
         WHERE workspace_id = :workspace
           AND id = :id
           AND lead_id IS NOT NULL",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(())
}

/// Whether a mail was written to the subject, or from its page.
pub fn has_any(view: &View, subject: SubjectId) -> Result<bool> {
    view.one(
        "SELECT EXISTS (SELECT 1 FROM mail WHERE workspace_id = :workspace AND person_id = :subject)
             OR EXISTS (SELECT 1 FROM mail WHERE workspace_id = :workspace AND about_id = :subject) AS found",
        named_params! { ":workspace": view.workspace(), ":subject": subject },
        |row| row.get("found"),
    )
}

/// Writes a mail down, with what goes along; its letter is not known yet.
pub fn insert(tx: &Tx, new: &NewMail) -> Result<MailId> {
    let id = MailId::new(tx.insert(
        "INSERT INTO mail (workspace_id, about_id, person_id, reach, subject, body, reply_name, reply_address,
                           created_at, created_by)
         VALUES (:workspace, :about, :person, :reach, :subject, :body, :reply_name, :reply_address, :now, :member)",
        named_params! {
            ":workspace": tx.workspace(),
            ":about": new.about,
            ":person": new.person,
            ":reach": new.reach.code(),
            ":subject": new.subject,
            ":body": new.body,
            ":reply_name": new.reply_to.name,
            ":reply_address": new.reply_to.address,
            ":now": tx.now(),
            ":member": tx.member(),
        },
    )?);
    for file in &new.files {
        tx.insert(
            "INSERT INTO mail_file (workspace_id, mail_id, name, kind, size, hash)
             VALUES (:workspace, :mail, :name, :kind, :size, :hash)",
            named_params! {
                ":workspace": tx.workspace(),
                ":mail": id,
                ":name": file.name.to_string(),
                ":kind": file.kind().ending(),
                ":size": i64::try_from(file.size).unwrap_or(i64::MAX),
                ":hash": file.hash,
            },
        )?;
    }
    Ok(id)
}

/// Notes by which letter the mail goes.
pub fn save_letter(tx: &Tx, id: MailId, letter: LetterId) -> Result<()> {
    tx.execute(
        "UPDATE mail
         SET letter_id = :letter
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":letter": letter },
    )?;
    Ok(())
}

/// What went along.
pub fn files_of(view: &View, id: MailId) -> Result<Vec<MailFile>> {
    view.all(
        "SELECT name, kind, size, hash
         FROM mail_file
         WHERE workspace_id = :workspace
           AND mail_id = :mail
         ORDER BY id",
        named_params! { ":workspace": view.workspace(), ":mail": id },
        |row| {
            let kind: FileKind = coded(row, "kind")?;
            Ok(MailFile {
                name: FileName::stored(&row.get::<_, String>("name")?, kind),
                size: row.get::<_, i64>("size")?.unsigned_abs(),
                hash: row.get("hash")?,
            })
        },
    )
}

/// One more way out of that mail.
pub fn insert_way_out(tx: &Tx, id: MailId, token_hash: &[u8; 32]) -> Result<()> {
    tx.insert(
        "INSERT INTO mail_way_out (workspace_id, mail_id, token_hash)
         VALUES (:workspace, :mail, :token_hash)",
        named_params! { ":workspace": tx.workspace(), ":mail": id, ":token_hash": token_hash },
    )?;
    Ok(())
}

/// The way out whose link holds that token, of whatever workspace, or `NotFound`.
pub fn find_way_out(view: &View, token_hash: &[u8; 32]) -> Result<WayOut> {
    view.one(
        "SELECT mail_way_out.workspace_id, workspace.name AS company, mail.id AS mail_id, letter.address
         FROM mail_way_out
         JOIN workspace ON workspace.id = mail_way_out.workspace_id
         JOIN mail ON mail.workspace_id = mail_way_out.workspace_id AND mail.id = mail_way_out.mail_id
         JOIN letter ON letter.workspace_id = mail.workspace_id AND letter.id = mail.letter_id
         WHERE mail_way_out.token_hash = :token_hash",
        named_params! { ":token_hash": token_hash },
        |row| {
            Ok(WayOut {
                workspace: row.get("workspace_id")?,
                company: row.get("company")?,
                mail: row.get("mail_id")?,
                address: row.get("address")?,
            })
        },
    )
}

/// Makes the mails that were written from the page of that record stand with whoever got them, for good if that was a
/// lead that has become a customer: the record goes for good.
pub fn leave_record(tx: &Tx, about: SubjectId) -> Result<()> {
    tx.execute(
        "UPDATE mail
         SET lead_id = NULL
         WHERE workspace_id = :workspace
           AND lead_id = :about",
        named_params! { ":workspace": tx.workspace(), ":about": about },
    )?;
    tx.execute(
        "UPDATE mail
         SET about_id = person_id
         WHERE workspace_id = :workspace
           AND about_id = :about",
        named_params! { ":workspace": tx.workspace(), ":about": about },
    )?;
    Ok(())
}

/// Deletes the mail, its ways out and the list of what went along; its letter is the caller's.
pub fn delete(tx: &Tx, id: MailId) -> Result<()> {
    let whose = named_params! { ":workspace": tx.workspace(), ":id": id };
    tx.execute("DELETE FROM mail_way_out WHERE workspace_id = :workspace AND mail_id = :id", whose)?;
    tx.execute("DELETE FROM mail_file WHERE workspace_id = :workspace AND mail_id = :id", whose)?;
    tx.execute("DELETE FROM mail WHERE workspace_id = :workspace AND id = :id", whose)?;
    Ok(())
}

fn mail(row: &Row) -> rusqlite::Result<Mail> {
    Ok(Mail {
        id: row.get("id")?,
        about: row.get("about_id")?,
        person: row.get("person_id")?,
        letter: row.get("letter_id")?,
        reach: coded(row, "reach")?,
        subject: row.get("subject")?,
        body: row.get("body")?,
        reply_to: Correspondent { name: row.get("reply_name")?, address: row.get("reply_address")? },
        created_at: row.get("created_at")?,
        created_by: row.get("created_by")?,
    })
}
