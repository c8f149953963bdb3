//! Which papers count in a period, and with how much.

use super::entry::{Entry, Paper, Return};
use crate::base::{Country, Currency, Day, InvoiceId, Money, Result};
use crate::billing::documents::{Sums, TaxGroup};
use crate::billing::periods::Period;
use crate::billing::pricing::{Category, Overflow, Percent, round, spread};
use crate::billing::taxes::{DatedScheme, Scheme, SchemeKind, is_member};
use crate::workspace::rates::Rates;

/// A whole, of [`Percent`].
const WHOLE: i128 = 1_000_000;
/// The code of what is supplied where the buyer is (VATEX).
const ELSEWHERE: &str = "VATEX-EU-O";

/// By what a return is reckoned.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Its days.
    pub period: Period,
    /// Where the seller accounts for VAT.
    pub country: Country,
    /// In which currency.
    pub currency: Currency,
    /// The schemes, in any order.
    pub schemes: Vec<DatedScheme>,
    /// Whether there is a VAT number: so it is registered before the first scheme.
    pub has_number: bool,
    /// Whether consumers in other countries of the Union bear the tax of theirs.
    pub is_oss: bool,
}

/// What of a paper was paid, in its currency: nothing is below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settled {
    /// Before the period.
    pub before: i64,
    /// By its end.
    pub until: i64,
}

/// A part of a whole: from so much to so much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    from: i64,
    to: i64,
    of: i64,
}

impl Part {
    const ALL: Part = Part { from: 0, to: 1, of: 1 };

    /// The part of an amount, so that parts that follow each other add up to it.
    fn take(self, amount: i64) -> Result<i64, Overflow> {
        let share = |of_it: i64| round(i128::from(amount) * i128::from(of_it), i128::from(self.of));
        share(self.to)?.checked_sub(share(self.from)?).ok_or(Overflow)
    }
}

impl Rules {
    fn scheme(&self, day: Day) -> Scheme {
        Scheme::on(&self.schemes, self.has_number, day)
    }

    /// When cash accounting ended for a paper of that day.
    fn left(&self, day: Day) -> Option<Day> {
        let others = self.schemes.iter().filter(|row| row.scheme.kind != SchemeKind::Cash);
        others.map(|row| row.valid_on).filter(|from| *from > day).min()
    }

    /// The days of cash accounting that end within the period: what is unpaid of them counts now.
    pub fn ended(&self) -> Vec<Period> {
        let ends = self.schemes.iter().filter(|row| self.period.holds(row.valid_on));
        let mut ended = Vec::new();
        for row in ends.filter(|row| row.scheme.kind != SchemeKind::Cash) {
            let Ok(until) = row.valid_on.0.yesterday().map(Day) else { continue };
            if self.scheme(until).kind == SchemeKind::Cash {
                let begun = self.schemes.iter().filter(|one| one.valid_on <= until);
                let others = begun.clone().filter(|one| one.scheme.kind != SchemeKind::Cash);
                let last = others.map(|one| one.valid_on).max();
                let first =
                    begun.map(|one| one.valid_on).filter(|day| last.is_none_or(|last| *day > last)).min();
                ended.extend(first.map(|from| Period { from, until }));
            }
        }
        ended
    }

    /// What of a paper counts in the period.
    fn part(&self, paper: &Paper, settled: Settled) -> Option<Part> {
        match self.scheme(paper.taxed_on).kind {
            SchemeKind::Unregistered => None,
            SchemeKind::Invoice | SchemeKind::Flat => self.period.holds(paper.taxed_on).then_some(Part::ALL),
            SchemeKind::Cash => {
                let of = paper.document.sums().due;
                let left = self.left(paper.taxed_on);
                if of <= 0 || left.is_some_and(|left| left < self.period.from) {
                    return None;
                }
                let is_left = left.is_some_and(|left| left <= self.period.until);
                let to = if is_left { of } else { settled.until.clamp(0, of) };
                let from = settled.before.clamp(0, of);
                (from != to).then_some(Part { from, to, of })
            }
        }
    }

    /// Whose tax a group bears: consumers in the Union may bear that of their country.
    fn taxing(&self, paper: &Paper, group: &TaxGroup) -> Country {
        let Some(buyer) = &paper.document.head().buyer else { return self.country };
        let there = buyer.address.country;
        let is_theirs = self.is_oss
            && group.tax.category == Category::S
            && buyer.vat_number.is_empty()
            && there != self.country
            && is_member(there, paper.taxed_on)
            && is_member(self.country, paper.taxed_on);
        if is_theirs { there } else { self.country }
    }

    fn entries(&self, paper: &Paper, part: Part, told: &[(i64, i64)]) -> Result<Vec<Entry>, Overflow> {
        let sign = if paper.is_credit { -1 } else { 1 };
        let buyer = paper.document.head().buyer.as_ref();
        let mut entries = Vec::new();
        for (group, (net, vat)) in paper.document.sums().groups.iter().zip(told) {
            let (net, vat) = (sign * part.take(*net)?, sign * part.take(*vat)?);
            entries.push(Entry {
                invoice: paper.id,
                number: paper.number.clone(),
                taxed_on: paper.taxed_on,
                customer: buyer.map(|buyer| buyer.legal_name.clone()).unwrap_or_default(),
                buyer: buyer.map_or(self.country, |buyer| buyer.address.country),
                vat_number: buyer.map(|buyer| buyer.vat_number.clone()).unwrap_or_default(),
                country: self.taxing(paper, group),
                tax: group.tax,
                is_elsewhere: group.ground.as_ref().is_some_and(|ground| ground.code == ELSEWHERE),
                net,
                vat,
                due: vat,
                is_flat: self.scheme(paper.taxed_on).kind == SchemeKind::Flat,
            });
        }
        Ok(entries)
    }
}

/// What the groups of a paper come to in that currency, each without the tax and the tax; none where no rate is known. What
/// the paper says itself comes first.
fn told(sums: &Sums, currency: Currency, rates: &Rates) -> Result<Option<Vec<(i64, i64)>>, Overflow> {
    if sums.currency == currency {
        return Ok(Some(sums.groups.iter().map(|group| (group.base, group.vat)).collect()));
    }
    let frozen = sums.home.filter(|home| home.exchange.currency == currency);
    let converted = |minor| rates.convert(Money::new(minor, sums.currency), currency).map(|sum| sum.minor);
    let whole = match frozen {
        Some(home) => Some((home.net, home.vat)),
        None => converted(sums.net).zip(converted(sums.vat)),
    };
    let Some((net, vat)) = whole else { return Ok(None) };
    let nets = shared(net, sums.groups.iter().map(|group| group.base).collect())?;
    let vats = shared(vat, sums.groups.iter().map(|group| group.vat).collect())?;
    Ok(Some(nets.into_iter().zip(vats).collect()))
}

fn shared(total: i64, parts: Vec<i64>) -> Result<Vec<i64>, Overflow> {
    let over: i128 = parts.iter().map(|part| i128::from(*part)).sum();
    if over == 0 {
        return Ok(vec![0; parts.len()]);
    }
    let scaled: Vec<i128> = parts.iter().map(|part| i128::from(*part) * i128::from(total)).collect();
    spread(total, &scaled, over)
}

/// The return of a period, and the papers that cannot be told in its currency. `papers` are all that may count, by tax day;
/// `rates` gives those of a day.
pub fn reckon(
    rules: &Rules,
    papers: &[(Paper, Settled)],
    rates: &dyn Fn(Day) -> Result<Rates>,
) -> Result<(Return, Vec<(InvoiceId, String)>)> {
    let (mut entries, mut untold) = (Vec::new(), Vec::new());
    for (paper, settled) in papers {
        let Some(part) = rules.part(paper, *settled) else { continue };
        let sums = paper.document.sums();
        match told(sums, rules.currency, &rates(paper.taxed_on)?).map_err(large)? {
            Some(told) => entries.extend(rules.entries(paper, part, &told).map_err(large)?),
            None => untold.push((paper.id, paper.number.clone())),
        }
    }
    flatten(&mut entries, |day| rules.scheme(day).percent).map_err(large)?;
    let Rules { period, country, currency, .. } = *rules;
    Ok((Return { period, country, currency, entries }, untold))
}

/// At the flat rate a share of all that was sold is owed; the shares of the papers add up to that of the sum.
fn flatten(entries: &mut [Entry], percent: impl Fn(Day) -> Percent) -> Result<(), Overflow> {
    let mut sums: std::collections::BTreeMap<i64, i128> = std::collections::BTreeMap::new();
    for entry in entries.iter_mut().filter(|entry| entry.is_flat) {
        let Percent(rate) = percent(entry.taxed_on);
        let gross = if entry.is_sale() { i128::from(entry.net) + i128::from(entry.vat) } else { 0 };
        let before = sums.entry(rate).or_default();
        let owed = |sum: i128| round(sum * i128::from(rate), WHOLE);
        entry.due = owed(*before + gross)?.checked_sub(owed(*before)?).ok_or(Overflow)?;
        *before += gross;
    }
    Ok(())
}

fn large(_: Overflow) -> crate::base::Error {
    crate::base::Error::Conflict("returns-too-large")
}
