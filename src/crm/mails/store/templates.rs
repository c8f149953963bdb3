//! All SQL on `mail_template`.

use rusqlite::named_params;

use super::super::model::{Template, TemplateInput};
use crate::base::{Error, MailTemplateId, Result, text};
use crate::platform::db::Row;
use crate::platform::{Tx, View};

/// Every template, by name.
pub fn list_templates(view: &View) -> Result<Vec<Template>> {
    view.all(
        "SELECT id, name, language, subject, body, version, updated_at
         FROM mail_template
         WHERE workspace_id = :workspace
         ORDER BY name_key",
        named_params! { ":workspace": view.workspace() },
        template,
    )
}

/// The template, or `NotFound`.
pub fn find_template(view: &View, id: MailTemplateId) -> Result<Template> {
    let found = view.maybe(
        "SELECT id, name, language, subject, body, version, updated_at
         FROM mail_template
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        template,
    )?;
    found.ok_or(Error::NotFound)
}

/// The template of that name in any spelling, if there is one.
pub fn maybe_template_named(view: &View, name: &str) -> Result<Option<Template>> {
    view.maybe(
        "SELECT id, name, language, subject, body, version, updated_at
         FROM mail_template
         WHERE workspace_id = :workspace
           AND name_key = :key",
        named_params! { ":workspace": view.workspace(), ":key": text::fold(name) },
        template,
    )
}

/// Adds a template.
pub fn insert_template(tx: &Tx, facts: &TemplateInput) -> Result<MailTemplateId> {
    let number = tx.insert(
        "INSERT INTO mail_template (workspace_id, name, name_key, language, subject, body, updated_at)
         VALUES (:workspace, :name, :key, :language, :subject, :body, :now)",
        named_params! {
            ":workspace": tx.workspace(),
            ":name": facts.name,
            ":key": text::fold(&facts.name),
            ":language": facts.language,
            ":subject": facts.subject,
            ":body": facts.body,
            ":now": tx.now(),
        },
    )?;
    Ok(MailTemplateId::new(number))
}

/// Stores what the template now says; the caller has checked the version.
pub fn save_template(tx: &Tx, id: MailTemplateId, facts: &TemplateInput) -> Result<()> {
    tx.execute(
        "UPDATE mail_template
         SET name = :name, name_key = :key, language = :language, subject = :subject, body = :body,
             version = version + 1, updated_at = :now
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": id,
            ":name": facts.name,
            ":key": text::fold(&facts.name),
            ":language": facts.language,
            ":subject": facts.subject,
            ":body": facts.body,
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Deletes the template.
pub fn delete_template(tx: &Tx, id: MailTemplateId) -> Result<()> {
    tx.execute(
        "DELETE FROM mail_template
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(())
}

fn template(row: &Row) -> rusqlite::Result<Template> {
    Ok(Template {
        id: row.get("id")?,
        facts: TemplateInput {
            name: row.get("name")?,
            language: row.get("language")?,
            subject: row.get("subject")?,
            body: row.get("body")?,
        },
        version: row.get("version")?,
        updated_at: row.get("updated_at")?,
    })
}
