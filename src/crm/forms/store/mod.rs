//! All SQL on `web_form`, `web_form_consent` and `web_form_entry`.

pub mod entries;

use rusqlite::named_params;

use super::model::{Consent, FormInput, WebForm};
use crate::base::{Result, WebFormId, text};
use crate::platform::db::Row;
use crate::platform::{Tx, View};

/// What a form is read from.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT web_form.id, web_form.workspace_id, web_form.token, web_form.name, web_form.title, web_form.intro,
                    web_form.button, web_form.thanks, web_form.leads_to, web_form.language, web_form.questions,
                    web_form.source, web_form.owner_id, web_form.confirms, web_form.sites, web_form.open,
                    web_form.taken, web_form.last_at, web_form.version, web_form.created_at, web_form.updated_at,
                    consent.id AS consent_id, consent.version AS consent_version, consent.wording,
                    (SELECT count(*)
                     FROM web_form_entry
                     WHERE web_form_entry.workspace_id = web_form.workspace_id
                       AND web_form_entry.form_id = web_form.id
                       AND web_form_entry.lead_id IS NULL) AS waiting
             FROM web_form
             LEFT JOIN web_form_consent AS consent ON consent.workspace_id = web_form.workspace_id
               AND consent.form_id = web_form.id AND consent.version = web_form.consent ",
            $rest
        )
    };
}

/// The statement of [`list`].
pub(super) const BY_NAME: &str = select!(
    "WHERE web_form.workspace_id = :workspace
     ORDER BY web_form.name_sort, web_form.id
     LIMIT 500"
);

/// The statement of [`list_after`].
pub(super) const BY_NUMBER: &str = select!(
    "WHERE web_form.workspace_id = :workspace
       AND web_form.id > :after
     ORDER BY web_form.id
     LIMIT :limit"
);

/// Every form of the workspace, by name.
pub fn list(view: &View) -> Result<Vec<WebForm>> {
    view.all(BY_NAME, named_params! { ":workspace": view.workspace() }, form)
}

/// Forms after that one, by rising number; at most `limit`: programs walk by it.
pub fn list_after(view: &View, after: WebFormId, limit: i64) -> Result<Vec<WebForm>> {
    view.all(
        BY_NUMBER,
        named_params! { ":workspace": view.workspace(), ":after": after, ":limit": limit },
        form,
    )
}

/// One of them, or `NotFound`.
pub fn find(view: &View, id: WebFormId) -> Result<WebForm> {
    view.one(
        select!(
            "WHERE web_form.workspace_id = :workspace
               AND web_form.id = :id"
        ),
        named_params! { ":workspace": view.workspace(), ":id": id },
        form,
    )
}

/// The form of that public address, in whatever workspace that is not suspended, or `NotFound`.
pub fn find_by_token(view: &View, token: &str) -> Result<WebForm> {
    view.one(
        select!(
            "JOIN workspace ON workspace.id = web_form.workspace_id
             WHERE web_form.token = :token
               AND workspace.suspended_at IS NULL"
        ),
        named_params! { ":token": token },
        form,
    )
}

/// A new form, open, with that public address.
pub fn insert(tx: &Tx, token: &str, facts: &FormInput) -> Result<WebFormId> {
    let number = tx.insert(
        "INSERT INTO web_form
           (workspace_id, token, name, name_sort, title, button, thanks, language, questions, created_at, updated_at)
         VALUES
           (:workspace, :token, :name, :sort, :title, :button, :thanks, :language, '[]', :now, :now)",
        named_params! {
            ":workspace": tx.workspace(),
            ":token": token,
            ":name": facts.name,
            ":sort": text::sort_key(&facts.name),
            ":title": facts.title,
            ":button": facts.button,
            ":thanks": facts.thanks,
            ":language": facts.language,
            ":now": tx.now(),
        },
    )?;
    let id = WebFormId::new(number);
    save(tx, id, facts, 1)?;
    Ok(id)
}

/// Stores what was chosen about the form, at that version; its consent is stored apart.
pub fn save(tx: &Tx, id: WebFormId, facts: &FormInput, version: i64) -> Result<()> {
    tx.execute(
        "UPDATE web_form
         SET name = :name, name_sort = :sort, title = :title, intro = :intro, button = :button, thanks = :thanks,
             leads_to = :leads_to, language = :language, questions = :questions, source = :source,
             owner_id = :owner, confirms = :confirms, sites = :sites, version = :version, updated_at = :now
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": id,
            ":name": facts.name,
            ":sort": text::sort_key(&facts.name),
            ":title": facts.title,
            ":intro": facts.intro,
            ":button": facts.button,
            ":thanks": facts.thanks,
            ":leads_to": facts.leads_to,
            ":language": facts.language,
            ":questions": serde_json::to_string(&facts.questions)?,
            ":source": facts.source,
            ":owner": facts.owner,
            ":confirms": facts.confirms,
            ":sites": serde_json::to_string(&facts.sites)?,
            ":version": version,
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// The form asks for one more wording of the consent from now on; empty: for none.
pub fn save_consent(tx: &Tx, id: WebFormId, wording: &str) -> Result<()> {
    if !wording.is_empty() {
        tx.insert(
            "INSERT INTO web_form_consent (workspace_id, form_id, version, wording, created_at)
             SELECT :workspace, :form, 1 + coalesce(max(version), 0), :wording, :now
             FROM web_form_consent
             WHERE workspace_id = :workspace
               AND form_id = :form",
            named_params! {
                ":workspace": tx.workspace(),
                ":form": id,
                ":wording": wording,
                ":now": tx.now(),
            },
        )?;
    }
    tx.execute(
        "UPDATE web_form
         SET consent = iif(:wording = '', 0, (SELECT max(version)
                                              FROM web_form_consent
                                              WHERE workspace_id = :workspace
                                                AND form_id = :form))
         WHERE workspace_id = :workspace
           AND id = :form",
        named_params! { ":workspace": tx.workspace(), ":form": id, ":wording": wording },
    )?;
    Ok(())
}

/// The form takes something from now on.
pub fn save_open(tx: &Tx, id: WebFormId) -> Result<()> {
    tx.execute(
        "UPDATE web_form
         SET open = 1, version = version + 1, updated_at = :now
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":now": tx.now() },
    )?;
    Ok(())
}

/// The form takes nothing from now on.
pub fn save_closed(tx: &Tx, id: WebFormId) -> Result<()> {
    tx.execute(
        "UPDATE web_form
         SET open = 0, version = version + 1, updated_at = :now
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":now": tx.now() },
    )?;
    Ok(())
}

/// One lead more came by the form.
pub fn count_taken(tx: &Tx, id: WebFormId) -> Result<()> {
    tx.execute(
        "UPDATE web_form
         SET taken = taken + 1, last_at = :now
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":now": tx.now() },
    )?;
    Ok(())
}

/// Deletes a form by which nothing came.
pub fn delete(tx: &Tx, id: WebFormId) -> Result<()> {
    tx.execute(
        "DELETE FROM web_form_consent
         WHERE workspace_id = :workspace
           AND form_id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    tx.execute(
        "DELETE FROM web_form
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(())
}

fn form(row: &Row) -> rusqlite::Result<WebForm> {
    let consent = match row.get::<_, Option<i64>>("consent_id")? {
        Some(id) => Some(Consent { id, version: row.get("consent_version")?, wording: row.get("wording")? }),
        None => None,
    };
    Ok(WebForm {
        id: row.get("id")?,
        workspace: row.get("workspace_id")?,
        token: row.get("token")?,
        facts: facts(row, consent.as_ref())?,
        consent,
        is_open: row.get("open")?,
        taken: row.get("taken")?,
        waiting: row.get("waiting")?,
        last_at: row.get("last_at")?,
        version: row.get("version")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

fn facts(row: &Row, consent: Option<&Consent>) -> rusqlite::Result<FormInput> {
    let (questions, sites): (String, String) = (row.get("questions")?, row.get("sites")?);
    Ok(FormInput {
        name: row.get("name")?,
        title: row.get("title")?,
        intro: row.get("intro")?,
        button: row.get("button")?,
        thanks: row.get("thanks")?,
        leads_to: row.get("leads_to")?,
        language: row.get("language")?,
        questions: serde_json::from_str(&questions).unwrap_or_default(),
        source: row.get("source")?,
        owner: row.get("owner_id")?,
        consent: consent.map(|consent| consent.wording.clone()).unwrap_or_default(),
        confirms: row.get("confirms")?,
        sites: serde_json::from_str(&sites).unwrap_or_default(),
    })
}
