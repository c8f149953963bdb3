//! What came by forms.

use rusqlite::named_params;

use super::super::model::{Entry, Origin, Sent, Trace};
use crate::base::{At, FormEntryId, LeadId, Result, WebFormId};
use crate::platform::db::Row;
use crate::platform::{Tx, View};

/// So much of one address is confirmed by one letter.
const AT_ONCE: i64 = 10;

/// What an entry is read from.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT web_form_entry.id, web_form_entry.workspace_id, web_form_entry.form_id, web_form_entry.lead_id,
                    web_form_entry.typed, web_form_entry.email_hash, web_form_entry.created_at
             FROM web_form_entry ",
            $rest
        )
    };
}

/// One of them, or `NotFound`.
pub fn find(view: &View, id: FormEntryId) -> Result<Entry> {
    view.one(
        select!(
            "WHERE web_form_entry.workspace_id = :workspace
               AND web_form_entry.id = :id"
        ),
        named_params! { ":workspace": view.workspace(), ":id": id },
        entry,
    )
}

/// The one whose letter holds that token, in whatever workspace that is not suspended, or `NotFound`.
pub fn find_by_token(view: &View, token_hash: &[u8; 32]) -> Result<Entry> {
    view.one(
        select!(
            "JOIN workspace ON workspace.id = web_form_entry.workspace_id
             WHERE web_form_entry.token_hash = :token_hash
               AND workspace.suspended_at IS NULL"
        ),
        named_params! { ":token_hash": token_hash },
        entry,
    )
}

/// What waits for the same address to confirm it, and came by the same form since then; the oldest first.
pub fn list_waiting_with(view: &View, one: &Entry, since: At) -> Result<Vec<Entry>> {
    view.all(
        select!(
            "WHERE web_form_entry.workspace_id = :workspace
               AND web_form_entry.email_hash = :email
               AND web_form_entry.form_id = :form
               AND web_form_entry.lead_id IS NULL
               AND web_form_entry.created_at > :since
             ORDER BY web_form_entry.id
             LIMIT :limit"
        ),
        named_params! {
            ":workspace": view.workspace(),
            ":email": one.email_hash,
            ":form": one.form,
            ":since": since,
            ":limit": AT_ONCE,
        },
        entry,
    )
}

/// How much came by the form since then.
pub fn count_since(view: &View, form: WebFormId, since: At) -> Result<i64> {
    view.one(
        "SELECT count(*) AS came
         FROM web_form_entry
         WHERE workspace_id = :workspace
           AND form_id = :form
           AND created_at > :since",
        named_params! { ":workspace": view.workspace(), ":form": form, ":since": since },
        |row| row.get("came"),
    )
}

/// The statement of [`count_unproven_since`].
pub(in crate::crm::forms) const UNPROVEN: &str = "SELECT count(*) AS came
     FROM web_form_entry
     WHERE workspace_id = :workspace
       AND form_id = :form
       AND created_at > :since
       AND proven = 0";

/// How much of it came from browsers that did no work for it.
pub fn count_unproven_since(view: &View, form: WebFormId, since: At) -> Result<i64> {
    view.one(
        UNPROVEN,
        named_params! { ":workspace": view.workspace(), ":form": form, ":since": since },
        |row| row.get("came"),
    )
}

/// Whether anything came by the form that is still there.
pub fn is_any(view: &View, form: WebFormId) -> Result<bool> {
    view.one(
        "SELECT EXISTS (SELECT 1
                        FROM web_form_entry
                        WHERE workspace_id = :workspace
                          AND form_id = :form) AS is_any",
        named_params! { ":workspace": view.workspace(), ":form": form },
        |row| row.get("is_any"),
    )
}

/// Whether the address got a letter since then, by whatever form.
pub fn is_lettered_since(view: &View, email_hash: &[u8; 32], since: At) -> Result<bool> {
    view.one(
        "SELECT EXISTS (SELECT 1
                        FROM web_form_entry
                        WHERE workspace_id = :workspace
                          AND email_hash = :email
                          AND lettered_at > :since) AS is_lettered",
        named_params! { ":workspace": view.workspace(), ":email": email_hash, ":since": since },
        |row| row.get("is_lettered"),
    )
}

/// How that lead came, if it came by a form.
pub fn maybe_origin(view: &View, lead: LeadId) -> Result<Option<Origin>> {
    view.maybe(
        "SELECT web_form_entry.form_id, web_form.name, web_form_entry.site, consent.version, consent.wording,
                lower(hex(substr(web_form_entry.address_hash, 1, 4))) AS address, web_form_entry.created_at
         FROM web_form_entry
         JOIN web_form ON web_form.workspace_id = web_form_entry.workspace_id
           AND web_form.id = web_form_entry.form_id
         LEFT JOIN web_form_consent AS consent ON consent.workspace_id = web_form_entry.workspace_id
           AND consent.id = web_form_entry.consent_id
         WHERE web_form_entry.workspace_id = :workspace
           AND web_form_entry.lead_id = :lead",
        named_params! { ":workspace": view.workspace(), ":lead": lead },
        |row| {
            let version: Option<i64> = row.get("version")?;
            Ok(Origin {
                form: row.get("form_id")?,
                name: row.get("name")?,
                site: row.get("site")?,
                consent: match version {
                    Some(version) => Some((version, row.get("wording")?)),
                    None => None,
                },
                address: row.get("address")?,
                at: row.get("created_at")?,
            })
        },
    )
}

/// What became a lead at once.
pub fn insert_taken(tx: &Tx, form: WebFormId, lead: LeadId, (sent, trace): (&Sent, &Trace)) -> Result<()> {
    tx.insert(
        "INSERT INTO web_form_entry
           (workspace_id, form_id, lead_id, site, consent_id, address_hash, proven, created_at)
         VALUES
           (:workspace, :form, :lead, :site, :consent, :address, :proven, :now)",
        named_params! {
            ":workspace": tx.workspace(),
            ":form": form,
            ":lead": lead,
            ":site": sent.site,
            ":consent": sent.consent,
            ":address": trace.address,
            ":proven": trace.is_proven,
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// What waits until its sender confirms it.
pub fn insert_waiting(tx: &Tx, form: WebFormId, (sent, trace): (&Sent, &Trace)) -> Result<FormEntryId> {
    let number = tx.insert(
        "INSERT INTO web_form_entry
           (workspace_id, form_id, typed, site, consent_id, address_hash, email_hash, proven, created_at)
         VALUES
           (:workspace, :form, :typed, :site, :consent, :address, :email, :proven, :now)",
        named_params! {
            ":workspace": tx.workspace(),
            ":form": form,
            ":typed": serde_json::to_string(&sent.typed)?,
            ":site": sent.site,
            ":consent": sent.consent,
            ":address": trace.address,
            ":email": trace.email,
            ":proven": trace.is_proven,
            ":now": tx.now(),
        },
    )?;
    Ok(FormEntryId::new(number))
}

/// A letter was asked for.
pub fn save_lettered(tx: &Tx, id: FormEntryId) -> Result<()> {
    tx.execute(
        "UPDATE web_form_entry
         SET lettered_at = :now
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":now": tx.now() },
    )?;
    Ok(())
}

/// The letter's link holds that token from now on.
pub fn save_token(tx: &Tx, id: FormEntryId, token_hash: &[u8; 32]) -> Result<()> {
    tx.execute(
        "UPDATE web_form_entry
         SET token_hash = :token_hash
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":token_hash": token_hash },
    )?;
    Ok(())
}

/// It became that lead, which holds its words now.
pub fn save_taken(tx: &Tx, id: FormEntryId, lead: LeadId) -> Result<()> {
    tx.execute(
        "UPDATE web_form_entry
         SET lead_id = :lead, typed = ''
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":lead": lead },
    )?;
    Ok(())
}

/// Deletes what nobody confirmed and came before then; at most `limit`. Gives how many.
pub fn delete_waiting(tx: &Tx, before: At, limit: i64) -> Result<usize> {
    tx.execute(
        "DELETE FROM web_form_entry
         WHERE workspace_id = :workspace
           AND id IN (SELECT id
                      FROM web_form_entry
                      WHERE workspace_id = :workspace
                        AND lead_id IS NULL
                        AND created_at < :before
                      LIMIT :limit)",
        named_params! { ":workspace": tx.workspace(), ":before": before, ":limit": limit },
    )
}

fn entry(row: &Row) -> rusqlite::Result<Entry> {
    let typed: String = row.get("typed")?;
    Ok(Entry {
        id: row.get("id")?,
        workspace: row.get("workspace_id")?,
        form: row.get("form_id")?,
        lead: row.get("lead_id")?,
        typed: serde_json::from_str(&typed).ok(),
        email_hash: row.get("email_hash")?,
        created_at: row.get("created_at")?,
    })
}
