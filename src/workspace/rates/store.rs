//! The tables of rates.

use rusqlite::named_params;

use super::model::{Choice, Feed, NewRate, Published, Quoted, Rate, RateId, Rates, Source, Trouble};
use crate::base::{Currency, Day, Result};
use crate::platform::db::Row;
use crate::platform::{Tx, View};
use crate::workspace::settings;

/// The rates by which the workspace reckons on that day.
pub fn on(view: &View, day: Day) -> Result<Rates> {
    let own = settings::of(view)?.regional.currency;
    let (published_on, published) = match choice(view)?.source {
        Some(source) => published(view, source, day)?,
        None => (None, Vec::new()),
    };
    let by_hand = list_by_hand(view, own, day)?.iter().map(|rate| (rate.currency, rate.rate)).collect();
    Ok(Rates { own, published_on, published, by_hand })
}

/// From which day on a source says what.
type Said = (Option<(Source, Day)>, Vec<(Currency, Rate)>);

/// What the source said last, up to that day.
fn published(view: &View, source: Source, day: Day) -> Result<Said> {
    let rows = view.all(
        "SELECT currency, rate, valid_on
         FROM published_rate
         WHERE source = :source
           AND valid_on = (SELECT max(valid_on)
                           FROM published_rate
                           WHERE source = :source
                             AND valid_on <= :day)
         ORDER BY currency",
        named_params! { ":source": source.code(), ":day": day },
        |row| Ok((row.get("currency")?, rate(row)?, row.get("valid_on")?)),
    )?;
    let published_on = rows.first().map(|(_, _, valid_on)| (source, *valid_on));
    Ok((published_on, rows.into_iter().map(|(currency, rate, _)| (currency, rate)).collect()))
}

/// The rates by hand that hold on that day for one of that currency, each with the day from which it holds.
pub fn list_by_hand(view: &View, base: Currency, day: Day) -> Result<Vec<Quoted>> {
    view.all(
        "SELECT id, base, currency, rate, max(valid_on) AS valid_on
         FROM rate_by_hand
         WHERE workspace_id = :workspace
           AND base = :base
           AND valid_on <= :day
         GROUP BY currency
         ORDER BY currency",
        named_params! { ":workspace": view.workspace(), ":base": base, ":day": day },
        quoted,
    )
}

/// Every rate by hand for one of that currency, the last day first within each currency.
pub fn list_set(view: &View, base: Currency) -> Result<Vec<Quoted>> {
    view.all(
        "SELECT id, base, currency, rate, valid_on
         FROM rate_by_hand
         WHERE workspace_id = :workspace
           AND base = :base
         ORDER BY currency, valid_on DESC
         LIMIT 200",
        named_params! { ":workspace": view.workspace(), ":base": base },
        quoted,
    )
}

/// One of them, or `NotFound`.
pub fn find(view: &View, id: RateId) -> Result<Quoted> {
    view.one(
        "SELECT id, base, currency, rate, valid_on
         FROM rate_by_hand
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        quoted,
    )
}

fn quoted(row: &Row) -> rusqlite::Result<Quoted> {
    Ok(Quoted {
        id: row.get("id")?,
        base: row.get("base")?,
        rate: rate(row)?,
        currency: row.get("currency")?,
        valid_on: row.get("valid_on")?,
    })
}

fn rate(row: &Row) -> rusqlite::Result<Rate> {
    row.get("rate").map(Rate::from_billionths)
}

/// Whom the workspace follows.
pub fn choice(view: &View) -> Result<Choice> {
    let choice = view.maybe(
        "SELECT source, version
         FROM rate_choice
         WHERE workspace_id = :workspace",
        named_params! { ":workspace": view.workspace() },
        |row| {
            let source: Option<String> = row.get("source")?;
            Ok(Choice { source: source.and_then(|code| code.parse().ok()), version: row.get("version")? })
        },
    )?;
    Ok(choice.unwrap_or_default())
}

/// When the source was asked last, if ever.
pub fn feed(view: &View, source: Source) -> Result<Option<Feed>> {
    view.maybe(
        "SELECT asked_at, answered_at, trouble
         FROM rate_feed
         WHERE source = :source",
        named_params! { ":source": source.code() },
        |row| {
            let trouble: Option<String> = row.get("trouble")?;
            Ok(Feed {
                asked_at: row.get("asked_at")?,
                answered_at: row.get("answered_at")?,
                trouble: trouble.and_then(|code| code.parse().ok()),
            })
        },
    )
}

/// Follows that source from now on; whoever calls it has compared the version.
pub fn save_choice(tx: &Tx, source: Option<Source>) -> Result<()> {
    tx.execute(
        "INSERT INTO rate_choice (workspace_id, source, version, updated_at)
         VALUES (:workspace, :source, 1, :now)
         ON CONFLICT (workspace_id) DO UPDATE
         SET source = excluded.source, version = rate_choice.version + 1, updated_at = excluded.updated_at",
        named_params! {
            ":workspace": tx.workspace(),
            ":source": source.map(Source::code),
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// A rate by hand, in the place of another one of the same currency and day.
pub fn save_by_hand(tx: &Tx, base: Currency, new: &NewRate) -> Result<()> {
    tx.execute(
        "INSERT INTO rate_by_hand (workspace_id, base, currency, rate, valid_on, created_at)
         VALUES (:workspace, :base, :currency, :rate, :valid_on, :now)
         ON CONFLICT (workspace_id, base, currency, valid_on) DO UPDATE
         SET rate = excluded.rate, created_at = excluded.created_at",
        named_params! {
            ":workspace": tx.workspace(),
            ":base": base,
            ":currency": new.currency,
            ":rate": new.rate.billionths(),
            ":valid_on": new.valid_on,
            ":now": tx.now(),
        },
    )?;
    Ok(())
}

/// Takes a rate by hand away.
pub fn delete(tx: &Tx, id: RateId) -> Result<()> {
    tx.execute(
        "DELETE FROM rate_by_hand
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id },
    )?;
    Ok(())
}

/// Keeps what a source published, in the place of what it said before about the same day.
pub fn save_published(tx: &Tx, source: Source, published: &Published) -> Result<()> {
    for (currency, rate) in &published.rates {
        tx.execute(
            "INSERT INTO published_rate (source, valid_on, currency, rate)
             VALUES (:source, :valid_on, :currency, :rate)
             ON CONFLICT (source, valid_on, currency) DO UPDATE
             SET rate = excluded.rate",
            named_params! {
                ":source": source.code(),
                ":valid_on": published.valid_on,
                ":currency": currency,
                ":rate": rate.billionths(),
            },
        )?;
    }
    Ok(())
}

/// Notes that the source was asked now, and what was wrong with its answer, if anything was.
pub fn save_feed(tx: &Tx, source: Source, trouble: Option<Trouble>) -> Result<()> {
    tx.execute(
        "INSERT INTO rate_feed (source, asked_at, answered_at, trouble)
         VALUES (:source, :now, iif(:trouble IS NULL, :now, NULL), :trouble)
         ON CONFLICT (source) DO UPDATE
         SET asked_at = excluded.asked_at, answered_at = coalesce(excluded.answered_at, rate_feed.answered_at),
             trouble = excluded.trouble",
        named_params! { ":source": source.code(), ":trouble": trouble.map(Trouble::code), ":now": tx.now() },
    )?;
    Ok(())
}
