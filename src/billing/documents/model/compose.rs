//! From a head and priced lines to a document.

use super::head::{Ground, Head};
use super::sums::{Document, HomeTax, Item, Line, Part, Shared, Sums, TaxGroup};
use crate::base::Currency;
use crate::billing::pricing::{
    Adjustment, AdjustmentTotal, Entry, Line as Priced, LineTotal, Overflow, Paper, Tax, Totals, reckon,
};

/// One, at 10^-9.
const ONE: i128 = 1_000_000_000;

/// A line before it is reckoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLine {
    /// What is sold.
    pub item: Item,
    /// How much of it, and at what price.
    pub priced: Priced,
}

/// An allowance or charge before it is reckoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftAdjustment {
    /// Why.
    pub reason: String,
    /// How much.
    pub adjustment: Adjustment,
}

/// All that a document is composed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What somebody decided.
    pub head: Head,
    /// Of all its amounts.
    pub currency: Currency,
    /// What its prices are.
    pub entry: Entry,
    /// What is to be paid is a multiple of so many minor units; 1 rounds nothing.
    pub step: i64,
    /// Its lines.
    pub lines: Vec<DraftLine>,
    /// What comes off the whole, and on top of it.
    pub adjustments: Vec<DraftAdjustment>,
    /// What was paid before, in minor units (BT-113).
    pub prepaid: i64,
}

impl Draft {
    /// What it is reckoned from.
    pub fn paper(&self) -> Paper {
        Paper {
            currency: self.currency,
            entry: self.entry,
            lines: self.lines.iter().map(|line| line.priced).collect(),
            adjustments: self.adjustments.iter().map(|one| one.adjustment).collect(),
            step: self.step,
        }
    }
}

impl Document {
    /// Reckons a draft, and keeps what it was and what it comes to.
    pub fn compose(draft: Draft) -> Result<Document, Overflow> {
        let totals = reckon(&draft.paper())?;
        let home = home(&draft, &totals)?;
        let groups = totals.groups.iter();
        let groups = groups.map(|group| TaxGroup {
            tax: group.tax,
            base: group.base,
            vat: group.vat,
            gross: group.gross,
            ground: ground(group.tax, &draft.lines),
        });
        let sums = Sums {
            currency: draft.currency,
            entry: draft.entry,
            step: draft.step,
            groups: groups.collect(),
            lines: draft.lines.into_iter().zip(&totals.lines).map(line).collect(),
            shared: draft.adjustments.into_iter().zip(&totals.adjustments).map(shared).collect(),
            lines_net: totals.lines_net,
            allowances: totals.allowances,
            charges: totals.charges,
            net: totals.net,
            vat: totals.vat,
            gross: totals.gross,
            prepaid: draft.prepaid,
            rounding: totals.rounding,
            due: totals.payable.checked_sub(draft.prepaid).ok_or(Overflow)?,
            home,
        };
        Ok(Document { head: draft.head, sums })
    }

    /// What it was composed from.
    pub fn draft(&self) -> Draft {
        let lines = self.sums.lines.iter().map(|line| DraftLine {
            item: line.item.clone(),
            priced: Priced {
                quantity: line.quantity,
                price: line.price,
                discount: line.discount,
                tax: line.tax,
            },
        });
        let adjustments = self.sums.shared.iter().map(|one| DraftAdjustment {
            reason: one.reason.clone(),
            adjustment: Adjustment { side: one.side, measure: one.measure, tax: one.tax },
        });
        Draft {
            head: self.head.clone(),
            currency: self.sums.currency,
            entry: self.sums.entry,
            step: self.sums.step,
            lines: lines.collect(),
            adjustments: adjustments.collect(),
            prepaid: self.sums.prepaid,
        }
    }

    /// Whether every sum is the one that its lines come to.
    pub fn is_sound(&self) -> bool {
        Document::compose(self.draft()).is_ok_and(|again| again == *self)
    }
}

fn line((draft, total): (DraftLine, &LineTotal)) -> Line {
    Line {
        item: draft.item,
        quantity: draft.priced.quantity,
        price: draft.priced.price,
        discount: draft.priced.discount,
        tax: draft.priced.tax,
        full: total.full,
        off: total.discount,
        amount: total.amount,
        net: total.net,
    }
}

fn shared((draft, total): (DraftAdjustment, &AdjustmentTotal)) -> Shared {
    let parts = total.shares.iter();
    let parts = parts.map(|share| Part { tax: share.tax, amount: share.amount, net: share.net });
    Shared {
        reason: draft.reason,
        side: draft.adjustment.side,
        measure: draft.adjustment.measure,
        tax: draft.adjustment.tax,
        amount: total.amount,
        parts: parts.collect(),
    }
}

/// Every ground on which lines of the group bear no tax, one behind the other; the code only if all have the same.
fn ground(tax: Tax, lines: &[DraftLine]) -> Option<Ground> {
    let mut grounds: Vec<&Ground> = Vec::new();
    for line in lines.iter().filter(|line| line.priced.tax == tax) {
        match &line.item.ground {
            Some(ground) if !grounds.contains(&ground) => grounds.push(ground),
            _ => {}
        }
    }
    let (first, others) = grounds.split_first()?;
    let mut all = (*first).clone();
    for other in others {
        all.wording.first = format!("{}; {}", all.wording.first, other.wording.first);
        if !other.wording.second.is_empty() {
            all.wording.second = format!("{}; {}", all.wording.second, other.wording.second);
        }
        if all.code != other.code {
            all.code.clear();
        }
    }
    Some(all)
}

fn home(draft: &Draft, totals: &Totals) -> Result<Option<HomeTax>, Overflow> {
    let Some(exchange) = draft.head.exchange else { return Ok(None) };
    let there = |minor: i64| {
        let (from, to) = (draft.currency.digits(), exchange.currency.digits());
        let part = i128::from(minor) * i128::from(exchange.billionths) * 10_i128.pow(to);
        let over = ONE * 10_i128.pow(from);
        // Half away from zero, as every amount.
        let rounded = (part.abs() * 2 + over) / (over * 2) * part.signum();
        i64::try_from(rounded).map_err(|_| Overflow)
    };
    Ok(Some(HomeTax { exchange, net: there(totals.net)?, vat: there(totals.vat)? }))
}
