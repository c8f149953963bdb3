//! All SQL on `contact_point` and `postal_address`.

use std::collections::HashMap;

use rusqlite::named_params;

use super::model::{Address, Kind, Point, Points};
use crate::base::{Result, SubjectId};
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

/// How to reach that subject.
pub fn of(view: &View, subject: SubjectId) -> Result<Points> {
    let whose = named_params! { ":workspace": view.workspace(), ":subject": subject };
    let points = view.all(
        "SELECT kind, label, value, norm, shared
         FROM contact_point
         WHERE workspace_id = :workspace
           AND subject_id = :subject
         ORDER BY position",
        whose,
        point,
    )?;
    let addresses = view.all(
        "SELECT purpose, street, city, region, postcode, country
         FROM postal_address
         WHERE workspace_id = :workspace
           AND subject_id = :subject
         ORDER BY position",
        whose,
        address,
    )?;
    Ok(Points { points, addresses })
}

/// How to reach many subjects, in two questions.
pub fn of_many(view: &View, subjects: &[SubjectId]) -> Result<HashMap<SubjectId, Points>> {
    let wanted = serde_json::to_string(subjects)?;
    let whose = named_params! { ":workspace": view.workspace(), ":subjects": wanted };
    let points = view.all(
        "SELECT subject_id, kind, label, contact_point.value, norm, shared
         FROM json_each(:subjects) AS wanted
         CROSS JOIN contact_point ON contact_point.workspace_id = :workspace AND contact_point.subject_id = wanted.value
         ORDER BY subject_id, position",
        whose,
        |row| Ok((row.get::<_, SubjectId>("subject_id")?, point(row)?)),
    )?;
    let addresses = view.all(
        "SELECT subject_id, purpose, street, city, region, postcode, country
         FROM json_each(:subjects) AS wanted
         CROSS JOIN postal_address ON postal_address.workspace_id = :workspace AND postal_address.subject_id = wanted.value
         ORDER BY subject_id, position",
        whose,
        |row| Ok((row.get::<_, SubjectId>("subject_id")?, address(row)?)),
    )?;
    let mut found: HashMap<SubjectId, Points> = HashMap::new();
    for (subject, point) in points {
        found.entry(subject).or_default().points.push(point);
    }
    for (subject, address) in addresses {
        found.entry(subject).or_default().addresses.push(address);
    }
    Ok(found)
}

/// The most postal addresses that one company or one contact has.
pub fn most_addresses(view: &View, kind: crate::base::SubjectKind) -> Result<u32> {
    view.one(
        "SELECT COALESCE(MAX(count), 0) AS most
         FROM (
           SELECT count(*) AS count
           FROM postal_address
           JOIN subject ON subject.workspace_id = :workspace AND subject.id = postal_address.subject_id
           WHERE postal_address.workspace_id = :workspace
             AND subject.kind = :kind
           GROUP BY postal_address.subject_id
         )",
        named_params! { ":workspace": view.workspace(), ":kind": kind },
        |row| row.get("most"),
    )
}

/// Makes the subject's points and addresses those. An e-mail address that somebody else in use already has, and that
/// neither shares, is refused by the database: ask [`holders`] before.
pub fn save(tx: &Tx, subject: SubjectId, points: &Points) -> Result<()> {
    remove(tx, subject)?;
    for (position, point) in points.points.iter().enumerate() {
        tx.insert(
            "INSERT INTO contact_point (workspace_id, subject_id, kind, label, value, norm, position, shared)
             VALUES (:workspace, :subject, :kind, :label, :value, :norm, :position, :shared)",
            named_params! {
                ":workspace": tx.workspace(),
                ":subject": subject,
                ":kind": point.kind.code(),
                ":label": point.label.code(),
                ":value": point.value,
                ":norm": point.norm,
                ":position": position as i64,
                ":shared": point.shared,
            },
        )?;
    }
    for (position, address) in points.addresses.iter().enumerate() {
        tx.insert(
            "INSERT INTO postal_address
               (workspace_id, subject_id, purpose, street, city, region, postcode, country, position)
             VALUES (:workspace, :subject, :purpose, :street, :city, :region, :postcode, :country, :position)",
            named_params! {
                ":workspace": tx.workspace(),
                ":subject": subject,
                ":purpose": address.purpose.code(),
                ":street": address.street,
                ":city": address.city,
                ":region": address.region,
                ":postcode": address.postcode,
                ":country": address.country,
                ":position": position as i64,
            },
        )?;
    }
    Ok(())
}

/// Takes all points and addresses away from the subject.
pub fn remove(tx: &Tx, subject: SubjectId) -> Result<()> {
    let whose = named_params! { ":workspace": tx.workspace(), ":subject": subject };
    tx.execute(
        "DELETE FROM contact_point
         WHERE workspace_id = :workspace
           AND subject_id = :subject",
        whose,
    )?;
    tx.execute(
        "DELETE FROM postal_address
         WHERE workspace_id = :workspace
           AND subject_id = :subject",
        whose,
    )?;
    Ok(())
}

/// Frees the subject's addresses for others: it goes to the trash.
pub fn rest(tx: &Tx, subject: SubjectId) -> Result<()> {
    set_live(tx, subject, 0)
}

/// Takes the subject's addresses up again: it comes back from the trash.
pub fn wake(tx: &Tx, subject: SubjectId) -> Result<()> {
    set_live(tx, subject, 1)
}

fn set_live(tx: &Tx, subject: SubjectId, live: i64) -> Result<()> {
    tx.execute(
        "UPDATE contact_point
         SET live = :live
         WHERE workspace_id = :workspace
           AND subject_id = :subject",
        named_params! { ":workspace": tx.workspace(), ":subject": subject, ":live": live },
    )?;
    Ok(())
}

/// Subjects in use that have that point, whether or not they share it; at most ten.
pub fn holders(view: &View, kind: Kind, norm: &str) -> Result<Vec<SubjectId>> {
    view.all(
        "SELECT DISTINCT subject_id
         FROM contact_point INDEXED BY contact_point_norm
         WHERE workspace_id = :workspace
           AND kind = :kind
           AND norm = :norm
           AND live = 1
         ORDER BY subject_id
         LIMIT 10",
        named_params! { ":workspace": view.workspace(), ":kind": kind.code(), ":norm": norm },
        |row| row.get("subject_id"),
    )
}

/// Subjects in the trash that have that point; at most ten.
pub fn resting(view: &View, kind: Kind, norm: &str) -> Result<Vec<SubjectId>> {
    view.all(
        "SELECT DISTINCT subject_id
         FROM contact_point INDEXED BY contact_point_norm
         WHERE workspace_id = :workspace
           AND kind = :kind
           AND norm = :norm
           AND live = 0
         ORDER BY subject_id
         LIMIT 10",
        named_params! { ":workspace": view.workspace(), ":kind": kind.code(), ":norm": norm },
        |row| row.get("subject_id"),
    )
}

/// The one subject in use that has this e-mail address for itself, if one has.
pub fn owner_of_email(view: &View, norm: &str) -> Result<Option<SubjectId>> {
    view.maybe(
        "SELECT subject_id
         FROM contact_point
         WHERE workspace_id = :workspace
           AND kind = 'email'
           AND norm = :norm
           AND live = 1
           AND shared = 0",
        named_params! { ":workspace": view.workspace(), ":norm": norm },
        |row| row.get("subject_id"),
    )
}

/// A subject in use that has an e-mail address of a subject in the trash for itself: (the address, who has it).
pub fn takers(view: &View, subject: SubjectId) -> Result<Vec<(String, SubjectId)>> {
    view.all(
        "SELECT mine.value, theirs.subject_id
         FROM contact_point AS mine
         JOIN contact_point AS theirs
           ON theirs.workspace_id = mine.workspace_id
          AND theirs.kind = mine.kind
          AND theirs.norm = mine.norm
          AND theirs.live = 1
          AND theirs.shared = 0
          AND theirs.subject_id <> mine.subject_id
         WHERE mine.workspace_id = :workspace
           AND mine.subject_id = :subject
           AND mine.kind = 'email'
           AND mine.shared = 0
         ORDER BY mine.position",
        named_params! { ":workspace": view.workspace(), ":subject": subject },
        |row| Ok((row.get("value")?, row.get("subject_id")?)),
    )
}

fn point(row: &Row) -> rusqlite::Result<Point> {
    Ok(Point {
        kind: coded(row, "kind")?,
        label: coded(row, "label")?,
        value: row.get("value")?,
        norm: row.get("norm")?,
        shared: row.get("shared")?,
    })
}

fn address(row: &Row) -> rusqlite::Result<Address> {
    Ok(Address {
        purpose: coded(row, "purpose")?,
        street: row.get("street")?,
        city: row.get("city")?,
        region: row.get("region")?,
        postcode: row.get("postcode")?,
        country: row.get("country")?,
    })
}
