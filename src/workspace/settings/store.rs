//! The table of workspaces.

use rusqlite::named_params;

use super::model::{Company, NewWorkspace, Regional, SecondFactor, Settings, WeekStart};
use crate::base::{Result, WorkspaceId};
use crate::platform::db::Row;
use crate::platform::{Tx, View};

/// The settings of the workspace at hand, or `NotFound`.
pub fn of(view: &View) -> Result<Settings> {
    view.one(
        "SELECT id, slug, name, legal_name, street, city, region, postcode, country, registration_number, vat_number,
                currency, zone, week_start, language, phone_country, second_factor, changes, version
         FROM workspace
         WHERE id = :workspace",
        named_params! { ":workspace": view.workspace() },
        settings,
    )
}

/// The workspace of that slug: for the command line, which names it so.
pub fn maybe_find_by_slug(view: &View, slug: &str) -> Result<Option<WorkspaceId>> {
    view.maybe(
        "SELECT id
         FROM workspace
         WHERE slug = :slug",
        named_params! { ":slug": slug },
        |row| row.get("id"),
    )
}

/// Every workspace of the installation, by slug: for the command line and for schedules.
pub fn list(view: &View) -> Result<Vec<Settings>> {
    view.all(
        "SELECT id, slug, name, legal_name, street, city, region, postcode, country, registration_number, vat_number,
                currency, zone, week_start, language, phone_country, second_factor, changes, version
         FROM workspace
         ORDER BY slug",
        [],
        settings,
    )
}

fn settings(row: &Row) -> rusqlite::Result<Settings> {
    Ok(Settings {
        id: row.get("id")?,
        slug: row.get("slug")?,
        company: Company {
            name: row.get("name")?,
            legal_name: row.get("legal_name")?,
            street: row.get("street")?,
            city: row.get("city")?,
            region: row.get("region")?,
            postcode: row.get("postcode")?,
            country: row.get("country")?,
            registration_number: row.get("registration_number")?,
            vat_number: row.get("vat_number")?,
        },
        regional: Regional {
            currency: row.get("currency")?,
            zone: row.get("zone")?,
            week_start: WeekStart::from_number(row.get("week_start")?),
            language: row.get("language")?,
            phone_country: row.get("phone_country")?,
        },
        second_factor: row.get::<_, String>("second_factor")?.parse().unwrap_or(SecondFactor::Everybody),
        changes: row.get("changes")?,
        version: row.get("version")?,
    })
}

/// A new workspace under that slug, which nobody has.
pub fn insert(tx: &Tx, slug: &str, new: &NewWorkspace) -> Result<WorkspaceId> {
    let number = tx.insert(
        "INSERT INTO workspace
           (slug, name, country, currency, zone, language, phone_country, created_at, updated_at)
         VALUES
           (:slug, :name, :country, :currency, :zone, :language, :country, :now, :now)",
        named_params! {
            ":slug": slug,
            ":name": new.name,
            ":country": new.country,
            ":currency": new.currency,
            ":zone": new.zone,
            ":language": new.language,
            ":now": tx.now(),
        },
    )?;
    Ok(WorkspaceId::new(number))
}

/// Saves who the company is; whoever calls it has compared the version.
pub fn save_company(tx: &Tx, company: &Company) -> Result<()> {
    tx.execute(
        "UPDATE workspace
         SET name = :name, legal_name = :legal_name, street = :street, city = :city, region = :region,
             postcode = :postcode, country = :country, registration_number = :registration_number,
             vat_number = :vat_number, version = version + 1, changes = changes + 1, updated_at = :now
         WHERE id = :workspace",
        named_params! {
            ":workspace": tx.workspace(),
            ":name": company.name,
            ":legal_name": company.legal_name,
            ":street": company.street,
            ":city": company.city,
            ":region": company.region,
            ":postcode": company.postcode,
            ":country": company.country,
            ":registration_number": company.registration_number,
            ":vat_number": company.vat_number,
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Saves how it writes days and amounts; whoever calls it has compared the version.
pub fn save_regional(tx: &Tx, regional: &Regional) -> Result<()> {
    tx.execute(
        "UPDATE workspace
         SET currency = :currency, zone = :zone, week_start = :week_start, language = :language,
             phone_country = :phone_country, version = version + 1, changes = changes + 1, updated_at = :now
         WHERE id = :workspace",
        named_params! {
            ":workspace": tx.workspace(),
            ":currency": regional.currency,
            ":zone": regional.zone,
            ":week_start": regional.week_start.number(),
            ":language": regional.language,
            ":phone_country": regional.phone_country,
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Saves who must have a second factor; whoever calls it has compared the version.
pub fn save_second_factor(tx: &Tx, second_factor: SecondFactor) -> Result<()> {
    tx.execute(
        "UPDATE workspace
         SET second_factor = :second_factor, version = version + 1, changes = changes + 1, updated_at = :now
         WHERE id = :workspace",
        named_params! {
            ":workspace": tx.workspace(),
            ":second_factor": second_factor.code(),
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Makes the counter grow by which caches know that they are old.
pub fn count_change(tx: &Tx) -> Result<()> {
    tx.execute(
        "UPDATE workspace
         SET changes = changes + 1
         WHERE id = :workspace",
        named_params! { ":workspace": tx.workspace() },
    )?;
    Ok(())
}
