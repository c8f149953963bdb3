//! All SQL on `tax_class`, `tax_rate`, `tax_choice` and `vat_scheme`.

use rusqlite::named_params;

use super::model::{
    ClassInput, DatedRate, DatedScheme, NewRate, NewScheme, Scheme, Standing, TaxChoice, TaxClass,
};
use crate::base::{Day, Error, Result, TaxClassId, TaxRateId, VatSchemeId, text};
use crate::billing::pricing::Percent;
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};
use crate::workspace::settings;

/// Every class in its order with its rates, those that were put away too.
pub fn list(view: &View) -> Result<Vec<TaxClass>> {
    let classes = view.all(
        "SELECT id, name, category, ground_en, ground_bg, live, version
         FROM tax_class
         WHERE workspace_id = :workspace
         ORDER BY position, id",
        named_params! { ":workspace": view.workspace() },
        class,
    )?;
    with_rates(view, classes)
}

/// The class of that number, in use or put away, or `NotFound`.
pub fn find(view: &View, id: TaxClassId) -> Result<TaxClass> {
    let found = view.one(
        "SELECT id, name, category, ground_en, ground_bg, live, version
         FROM tax_class
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        class,
    )?;
    with_rates(view, vec![found])?.pop().ok_or(Error::NotFound)
}

/// The rate of that number with its class, or `NotFound`.
pub fn find_rate(view: &View, id: TaxRateId) -> Result<(TaxClassId, DatedRate)> {
    view.one(
        "SELECT id, class_id, country, valid_on, percent
         FROM tax_rate
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        |row| Ok((row.get("class_id")?, rate(row)?)),
    )
}

/// What the workspace says of itself.
pub fn choice(view: &View) -> Result<TaxChoice> {
    let choice = view.maybe(
        "SELECT oss, northern, version
         FROM tax_choice
         WHERE workspace_id = :workspace",
        named_params! { ":workspace": view.workspace() },
        |row| {
            Ok(TaxChoice {
                is_oss: row.get("oss")?,
                is_northern: row.get("northern")?,
                version: row.get("version")?,
            })
        },
    )?;
    Ok(choice.unwrap_or_default())
}

/// Who sells on that day, as the settings have it.
pub fn standing(view: &View, day: Day) -> Result<Standing> {
    let company = settings::of(view)?.company;
    let scheme = Scheme::on(&schemes(view)?, !company.vat_number.is_empty(), day);
    Ok(Standing::new(company.country, scheme, choice(view)?))
}

/// Every scheme, the last day first.
pub fn schemes(view: &View) -> Result<Vec<DatedScheme>> {
    view.all(
        "SELECT id, kind, percent, valid_on
         FROM vat_scheme
         WHERE workspace_id = :workspace
         ORDER BY valid_on DESC",
        named_params! { ":workspace": view.workspace() },
        scheme,
    )
}

/// The scheme of that number, or `NotFound`.
pub fn find_scheme(view: &View, id: VatSchemeId) -> Result<DatedScheme> {
    view.one(
        "SELECT id, kind, percent, valid_on
         FROM vat_scheme
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        scheme,
    )
}

fn with_rates(view: &View, mut classes: Vec<TaxClass>) -> Result<Vec<TaxClass>> {
    let wanted: Vec<TaxClassId> = classes.iter().map(|class| class.id).collect();
    let rates: Vec<(TaxClassId, DatedRate)> = view.all(
        "SELECT tax_rate.id, tax_rate.class_id, tax_rate.country, tax_rate.valid_on, tax_rate.percent
         FROM json_each(:classes) AS wanted
         CROSS JOIN tax_rate ON tax_rate.workspace_id = :workspace AND tax_rate.class_id = wanted.value
         ORDER BY tax_rate.country, tax_rate.valid_on DESC",
        named_params! { ":workspace": view.workspace(), ":classes": serde_json::to_string(&wanted)? },
        |row| Ok((row.get("class_id")?, rate(row)?)),
    )?;
    for (of, rate) in rates {
        if let Some(class) = classes.iter_mut().find(|class| class.id == of) {
            class.rates.push(rate);
        }
    }
    Ok(classes)
}

/// Adds a class behind the others; its rates are to follow.
pub fn insert(tx: &Tx, facts: &ClassInput) -> Result<TaxClassId> {
    let id = tx.insert(
        "INSERT INTO tax_class (workspace_id, name, name_key, category, ground_en, ground_bg, position)
         SELECT :workspace, :name, :name_key, :category, :ground_en, :ground_bg, 1 + COALESCE(MAX(position), 0)
         FROM tax_class
         WHERE workspace_id = :workspace",
        named_params! {
            ":workspace": tx.workspace(),
            ":name": facts.name,
            ":name_key": text::fold(&facts.name),
            ":category": facts.category.code(),
            ":ground_en": facts.ground_en,
            ":ground_bg": facts.ground_bg,
        },
    )?;
    Ok(TaxClassId::new(id))
}

/// Stores what can change about a class; whoever calls it has compared the version.
pub fn save(tx: &Tx, class: &TaxClass) -> Result<()> {
    let facts = &class.facts;
    tx.execute(
        "UPDATE tax_class
         SET name = :name, name_key = :name_key, category = :category, ground_en = :ground_en,
             ground_bg = :ground_bg, live = :live, version = version + 1
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": class.id,
            ":name": facts.name,
            ":name_key": text::fold(&facts.name),
            ":category": facts.category.code(),
            ":ground_en": facts.ground_en,
            ":ground_bg": facts.ground_bg,
            ":live": class.is_live,
        },
    )?;
    Ok(())
}

/// A rate, in the place of another one of the same country and day.
pub fn save_rate(tx: &Tx, class: TaxClassId, new: &NewRate) -> Result<()> {
    tx.execute(
        "INSERT INTO tax_rate (workspace_id, class_id, country, valid_on, percent)
         VALUES (:workspace, :class, :country, :valid_on, :percent)
         ON CONFLICT (workspace_id, class_id, country, valid_on) DO UPDATE
         SET percent = excluded.percent",
        named_params! {
            ":workspace": tx.workspace(),
            ":class": class,
            ":country": new.country,
            ":valid_on": new.valid_on,
            ":percent": new.percent.0,
        },
    )?;
    Ok(())
}

/// Takes a rate away.
pub fn delete_rate(tx: &Tx, id: TaxRateId) -> Result<()> {
    tx.execute(
        "DELETE FROM tax_rate
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(())
}

/// Stores what the workspace says of itself; whoever calls it has compared the version.
pub fn save_choice(tx: &Tx, choice: TaxChoice) -> Result<()> {
    tx.execute(
        "INSERT INTO tax_choice (workspace_id, oss, northern, version)
         VALUES (:workspace, :oss, :northern, 1)
         ON CONFLICT (workspace_id) DO UPDATE
         SET oss = excluded.oss, northern = excluded.northern, version = tax_choice.version + 1",
        named_params! {
            ":workspace": tx.workspace(),
            ":oss": choice.is_oss,
            ":northern": choice.is_northern,
        },
    )?;
    Ok(())
}

/// A scheme, in the place of another one of the same day.
pub fn save_scheme(tx: &Tx, new: &NewScheme) -> Result<()> {
    tx.execute(
        "INSERT INTO vat_scheme (workspace_id, kind, percent, valid_on)
         VALUES (:workspace, :kind, :percent, :valid_on)
         ON CONFLICT (workspace_id, valid_on) DO UPDATE
         SET kind = excluded.kind, percent = excluded.percent",
        named_params! {
            ":workspace": tx.workspace(),
            ":kind": new.scheme.kind.code(),
            ":percent": new.scheme.percent.0,
            ":valid_on": new.valid_on,
        },
    )?;
    Ok(())
}

/// Takes a scheme away.
pub fn delete_scheme(tx: &Tx, id: VatSchemeId) -> Result<()> {
    tx.execute(
        "DELETE FROM vat_scheme
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(())
}

fn scheme(row: &Row) -> rusqlite::Result<DatedScheme> {
    let scheme = Scheme { kind: coded(row, "kind")?, percent: Percent(row.get("percent")?) };
    Ok(DatedScheme { id: row.get("id")?, valid_on: row.get("valid_on")?, scheme })
}

fn class(row: &Row) -> rusqlite::Result<TaxClass> {
    Ok(TaxClass {
        id: row.get("id")?,
        facts: ClassInput {
            name: row.get("name")?,
            category: coded(row, "category")?,
            ground_en: row.get("ground_en")?,
            ground_bg: row.get("ground_bg")?,
        },
        rates: Vec::new(),
        is_live: row.get("live")?,
        version: row.get("version")?,
    })
}

fn rate(row: &Row) -> rusqlite::Result<DatedRate> {
    Ok(DatedRate {
        id: row.get("id")?,
        country: row.get("country")?,
        valid_on: row.get("valid_on")?,
        percent: Percent(row.get("percent")?),
    })
}
