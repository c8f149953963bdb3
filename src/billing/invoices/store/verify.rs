//! Whether every issued paper is still what it was.

use std::collections::HashMap;

use rusqlite::named_params;

use super::super::model::Damage;
use super::issue::{START, chained, sealed};
use crate::base::{InvoiceId, Result};
use crate::billing::documents::Document;
use crate::platform::View;

/// What an issued row says of itself.
struct Kept {
    id: InvoiceId,
    state: String,
    series: String,
    number: String,
    place: i64,
    seq: i64,
    previous: [u8; 32],
    hash: [u8; 32],
    sums: [i64; 4],
    days: [Option<String>; 3],
    document: String,
    balance: Option<[i64; 4]>,
    credits: i64,
    is_voided: bool,
    has_end: bool,
}

/// How far the walk has come.
#[derive(Default)]
struct Walk {
    seq: i64,
    previous: [u8; 32],
    places: HashMap<String, i64>,
    whole: usize,
    damages: Vec<Damage>,
}

/// Walks the chain of a workspace: every hash, every sequence of numbers, every sum. How many papers are whole, and those that
/// are not.
pub fn verify(view: &View) -> Result<(usize, Vec<Damage>)> {
    let mut walk = Walk { previous: START, ..Walk::default() };
    loop {
        let piece = kept(view, walk.seq)?;
        if piece.is_empty() {
            break;
        }
        for kept in piece {
            walk.step(view, kept)?;
        }
    }
    walk.damages.extend(ends(view, &walk.places)?);
    walk.damages.extend(unsealed(view)?);
    Ok((walk.whole, walk.damages))
}

impl Walk {
    fn step(&mut self, view: &View, kept: Kept) -> Result<()> {
        let place = self.places.entry(kept.series.clone()).or_default();
        let reason = match () {
            () if kept.state == "draft" => Some("it has a number, and is a draft"),
            () if kept.seq != self.seq + 1 => Some("the paper before it is missing"),
            () if kept.place != *place + 1 => Some("its number does not follow the one before"),
            () if kept.previous != self.previous => Some("it does not follow the paper before"),
            () if kept.hash != chained(&self.previous, &sealed(view, kept.id)?) => {
                Some("it is not what it was when it was issued")
            }
            () => wrong(&kept)?,
        };
        // One fault is told once: the rest is measured from where it stands.
        (self.seq, *place, self.previous) = (kept.seq, kept.place, kept.hash);
        match reason {
            None => self.whole += 1,
            Some(reason) => {
                let place = format!("invoice {} ({} {})", kept.id, kept.series, kept.number);
                self.damages.push(Damage { place, reason });
            }
        }
        Ok(())
    }
}

/// What of a paper does not come to what it says.
fn wrong(kept: &Kept) -> Result<Option<&'static str>> {
    let document = Document::from_json(&kept.document)?;
    let (head, sums) = (document.head(), document.sums());
    let days = [Some(head.issued_on), head.taxed_on, head.due_on].map(|day| day.map(|day| day.to_string()));
    Ok(match kept.balance {
        _ if !document.is_sound() => Some("its sums are not those of its lines"),
        _ if kept.sums != [sums.net, sums.vat, sums.gross, sums.due] => {
            Some("its sums are not those of its paper")
        }
        _ if kept.days != days || kept.number != head.number => {
            Some("its number or days are not those of its paper")
        }
        _ if (kept.state == "voided") != kept.is_voided || kept.is_voided != kept.has_end => {
            Some("whether it is voided is not what its credit notes say")
        }
        None => Some("what is owed on it is missing"),
        Some([due, paid, credited, balance]) if due.abs() != sums.due || balance != due - paid - credited => {
            Some("what is owed on it is not what it comes to")
        }
        Some([_, _, credited, _]) if credited != kept.credits => {
            Some("what was credited is not what its credit notes come to")
        }
        Some(_) => None,
    })
}

/// The next papers of the chain behind that place; a piece at a time, whatever their number.
fn kept(view: &View, after: i64) -> Result<Vec<Kept>> {
    view.all(
        "SELECT invoice.id, invoice.state, invoice.series, invoice.number, invoice.place, invoice.seq, invoice.prev_hash,
                invoice.hash, invoice.net, invoice.vat, invoice.gross, invoice.due, invoice.issued_on, invoice.taxed_on,
                invoice.due_on, invoice.document, invoice_balance.due AS owed, invoice_balance.paid,
                invoice_balance.credited, invoice_balance.balance, invoice.voided_at IS NOT NULL AS has_end,
                COALESCE((SELECT SUM(amount) FROM invoice_credit
                          WHERE workspace_id = invoice.workspace_id AND invoice_id = invoice.id), 0)
                - COALESCE((SELECT SUM(amount) FROM invoice_credit
                            WHERE workspace_id = invoice.workspace_id AND note_id = invoice.id), 0) AS credits,
                EXISTS (SELECT 1 FROM invoice AS note
                        WHERE note.workspace_id = invoice.workspace_id AND note.of_invoice_id = invoice.id
                          AND note.voids = 1 AND note.state <> 'draft') AS is_voided
         FROM invoice
         LEFT JOIN invoice_balance
           ON invoice_balance.workspace_id = :workspace AND invoice_balance.invoice_id = invoice.id
         WHERE invoice.workspace_id = :workspace
           AND invoice.seq > :after
         ORDER BY invoice.seq
         LIMIT 200",
        named_params! { ":workspace": view.workspace(), ":after": after },
        |row| {
            let balance = match row.get::<_, Option<i64>>("owed")? {
                Some(owed) => Some([owed, row.get("paid")?, row.get("credited")?, row.get("balance")?]),
                None => None,
            };
            Ok(Kept {
                id: row.get("id")?,
                state: row.get("state")?,
                series: row.get("series")?,
                number: row.get("number")?,
                place: row.get("place")?,
                seq: row.get("seq")?,
                previous: row.get("prev_hash")?,
                hash: row.get("hash")?,
                sums: [row.get("net")?, row.get("vat")?, row.get("gross")?, row.get("due")?],
                days: [row.get("issued_on")?, row.get("taxed_on")?, row.get("due_on")?],
                document: row.get("document")?,
                balance,
                has_end: row.get("has_end")?,
                credits: row.get("credits")?,
                is_voided: row.get("is_voided")?,
            })
        },
    )
}

/// Sequences that gave out other numbers than the papers have; quotes and pro-formas are no papers of the chain.
fn ends(view: &View, places: &HashMap<String, i64>) -> Result<Vec<Damage>> {
    let series: Vec<(String, i64)> = view.all(
        "SELECT series, next
         FROM number_series
         WHERE workspace_id = :workspace
           AND series NOT IN ('quotes', 'proformas')
         ORDER BY series",
        named_params! { ":workspace": view.workspace() },
        |row| Ok((row.get("series")?, row.get("next")?)),
    )?;
    let wrong = series.into_iter().filter(|(name, next)| places.get(name).copied().unwrap_or(0) + 1 != *next);
    let damage = |(name, _)| Damage {
        place: format!("number_series {name}"),
        reason: "its last number is not that of the last paper",
    };
    Ok(wrong.map(damage).collect())
}

/// Papers that are issued and stand in no chain.
fn unsealed(view: &View) -> Result<Vec<Damage>> {
    let ids: Vec<InvoiceId> = view.all(
        "SELECT id
         FROM invoice
         WHERE workspace_id = :workspace
           AND state <> 'draft'
           AND seq IS NULL
         ORDER BY id",
        named_params! { ":workspace": view.workspace() },
        |row| row.get("id"),
    )?;
    let damage = |id| Damage { place: format!("invoice {id}"), reason: "it stands in no chain" };
    Ok(ids.into_iter().map(damage).collect())
}
