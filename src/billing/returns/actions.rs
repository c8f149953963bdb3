//! Reckoning a return, closing its period, and opening it again.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Paper, Return, Rules, Sender, reckon};
use super::store;
use crate::base::{Country, Currency, Day, Error, InvoiceId, Result, Right, Role};
use crate::billing::countries::Pack;
use crate::billing::invoices;
use crate::billing::periods::{self, Period};
use crate::billing::seller;
use crate::billing::taxes::{self, Scheme, SchemeKind};
use crate::platform::{Tx, View, crypto};
use crate::workspace::audit::{self, Change};
use crate::workspace::{rates, settings};

/// A return that is not closed yet, and the papers that cannot be told in its currency.
pub struct Draft {
    /// What it would be.
    pub made: Return,
    /// Those papers, with their numbers.
    pub untold: Vec<(InvoiceId, String)>,
}

/// The periods that are not closed, the first one first; today's is the last. Those in which the seller is never
/// registered need no return.
pub fn open(view: &View) -> Result<Vec<Period>> {
    let today = invoices::actions::today(view)?;
    let first = store::first_day(view)?.unwrap_or(today);
    let cadence = periods::store::cadence(view)?;
    let mut open = Period::open(cadence, periods::store::closed_until(view)?, first, today);
    let has_number = !settings::of(view)?.company.vat_number.is_empty();
    let schemes = taxes::store::schemes(view)?;
    open.retain(|period| {
        let begun = schemes.iter().map(|row| row.valid_on).filter(|day| period.holds(*day));
        begun.chain([period.from]).any(|day| Scheme::on(&schemes, has_number, day).is_registered())
    });
    Ok(open)
}

/// What the return of a period would be now.
pub fn drafted(view: &View, period: Period) -> Result<Draft> {
    let rules = rules(view, period)?;
    let mut ids = store::taxed(view, period)?;
    if rules.schemes.iter().any(|row| row.scheme.kind == SchemeKind::Cash) {
        ids.extend(store::paid(view, period)?);
        for era in rules.ended() {
            ids.extend(store::taxed(view, era)?);
        }
    }
    let papers = store::papers(view, &ids, period)?;
    let known = std::cell::RefCell::new(BTreeMap::new());
    let rates = |day: Day| {
        if let Some(rates) = known.borrow().get(&day) {
            return Ok(rates::Rates::clone(rates));
        }
        let rates = rates::on(view, day)?;
        known.borrow_mut().insert(day, rates.clone());
        Ok(rates)
    };
    let (made, untold) = reckon(&rules, &papers, &rates)?;
    Ok(Draft { made, untold })
}

fn rules(view: &View, period: Period) -> Result<Rules> {
    let settings = settings::of(view)?;
    let country: Country = settings.company.country;
    let own: Currency = settings.regional.currency;
    Ok(Rules {
        period,
        country,
        currency: Pack::of(country).currency(period.until).unwrap_or(own),
        schemes: taxes::store::schemes(view)?,
        has_number: !settings.company.vat_number.is_empty(),
        is_oss: taxes::store::choice(view)?.is_oss,
    })
}

/// Closes the first open period, which begins on that day and has to be over: nothing that it bears can change then.
pub fn close(tx: &Tx, from: Day) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let period = open(tx)?.first().copied().filter(|period| period.from == from);
    let period = period.ok_or(Error::Conflict("returns-not-next"))?;
    if period.until >= invoices::actions::today(tx)? {
        return Err(Error::Conflict("returns-not-over"));
    }
    let draft = drafted(tx, period)?;
    if !draft.untold.is_empty() {
        return Err(Error::Conflict("returns-rate-unknown"));
    }
    let snapshot = draft.made.to_json()?;
    periods::store::insert(tx, period, (&snapshot, crypto::hash(&snapshot)))?;
    let days = format!("{} {}", period.from, period.until);
    audit::record(tx, "vat_return.close", None, &[Change::new("period", None::<&str>, days)])
}

/// Opens the last closed period again, for an owner who says why.
pub fn reopen(tx: &Tx, from: Day, reason: &str) -> Result<()> {
    if tx.actor().role() != Some(Role::Owner) {
        return Err(Error::Forbidden);
    }
    let closed = periods::store::find_closed(tx, from)?;
    if periods::store::closed_until(tx)? != Some(closed.period.until) {
        return Err(Error::Conflict("returns-not-last"));
    }
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Error::field("reason", "returns-reason-missing"));
    }
    if reason.chars().count() > 300 {
        return Err(Error::field("reason", "returns-reason-long"));
    }
    periods::store::save_reopened(tx, closed.id, reason)?;
    let days = format!("{} {}", closed.period.from, closed.period.until);
    let changes = [Change::new("period", Some(days), ""), Change::new("reason", None::<&str>, reason)];
    audit::record(tx, "vat_return.reopen", None, &changes)
}

/// Writes into the audit that the papers of a return go out; checks the right.
pub fn record_export(tx: &Tx, period: Period) -> Result<()> {
    tx.actor().require(Right::Export)?;
    let days = format!("{} {}", period.from, period.until);
    audit::record(tx, "vat_return.export", None, &[Change::new("period", None::<&str>, days)])
}

/// What the files for the revenue agency of Bulgaria are made of: the return, who sends it, and its papers; `NotFound` for
/// a seller elsewhere, `Conflict` for a month under cash accounting, whose ledger is kept otherwise.
pub fn for_agency(view: &View, made: Return) -> Result<(Return, Sender, Vec<Paper>)> {
    let rules = rules(view, made.period)?;
    if !is_for_agency(&made) {
        return Err(Error::NotFound);
    }
    let kinds = [made.period.from, made.period.until]
        .map(|day| Scheme::on(&rules.schemes, rules.has_number, day).kind);
    if kinds.contains(&SchemeKind::Cash) {
        return Err(Error::Conflict("returns-agency-cash"));
    }
    let company = settings::of(view)?.company;
    let sender = Sender {
        represented_by: seller::find(view, made.country)?.details.responsible,
        name: company.name,
        vat_number: company.vat_number,
        street: company.street,
        city: company.city,
        postcode: company.postcode,
    };
    let ids: BTreeSet<InvoiceId> = made.entries.iter().map(|entry| entry.invoice).collect();
    let papers = store::papers(view, &ids, made.period)?;
    Ok((made, sender, papers.into_iter().map(|(paper, _)| paper).collect()))
}

/// Whether it is the return of a month in Bulgaria with something in it.
pub fn is_for_agency(made: &Return) -> bool {
    let (from, until) = (made.period.from.0, made.period.until.0);
    made.country.code() == "BG" && from.last_of_month() == until && !made.entries.is_empty()
}

/// The closed return that begins on that day.
pub fn closed(view: &View, from: Day) -> Result<(periods::Closed, Return)> {
    let closed = periods::store::find_closed(view, from)?;
    let made = Return::from_json(&closed.snapshot)?;
    Ok((closed, made))
}
