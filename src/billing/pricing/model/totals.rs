//! From lines to totals.

use super::number::{Overflow, SCALE, WHOLE, product, round, spread, sum};
use super::paper::{Adjustment, Entry, Line, Measure, Paper, Side, Tax};
use crate::base::Currency;

/// What a line comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineTotal {
    /// Quantity by price, rounded for itself.
    pub full: i64,
    /// What came off it: the full price less the amount, so that what is printed adds up.
    pub discount: i64,
    /// What is left, rounded once; with the tax where prices are gross.
    pub amount: i64,
    /// The same without the tax (BT-131); the nets of a group add up to its base.
    pub net: i64,
    /// How it is taxed.
    pub tax: Tax,
}

/// What one group bears of an adjustment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Which group.
    pub tax: Tax,
    /// How much, below zero if it comes off; with the tax where prices are gross.
    pub amount: i64,
    /// The same without the tax (BT-92, BT-99).
    pub net: i64,
}

/// What an adjustment comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdjustmentTotal {
    /// Below zero if it comes off.
    pub amount: i64,
    /// What each group bears.
    pub shares: Vec<Share>,
}

/// All that is taxed alike (BG-23).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// How.
    pub tax: Tax,
    /// The taxable amount (BT-116).
    pub base: i64,
    /// The tax on it (BT-117).
    pub vat: i64,
    /// Both together.
    pub gross: i64,
}

/// What a paper comes to, in minor units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    /// Each line, in the order of the paper.
    pub lines: Vec<LineTotal>,
    /// Each adjustment, in the order of the paper.
    pub adjustments: Vec<AdjustmentTotal>,
    /// The groups, by category and rate.
    pub groups: Vec<Group>,
    /// The nets of the lines (BT-106).
    pub lines_net: i64,
    /// The nets of what came off (BT-107), not below zero unless a charge was below zero.
    pub allowances: i64,
    /// The nets of what came on top (BT-108).
    pub charges: i64,
    /// Without the tax (BT-109).
    pub net: i64,
    /// The tax (BT-110).
    pub vat: i64,
    /// With the tax (BT-112).
    pub gross: i64,
    /// What rounding to the paper's step adds or takes (BT-114).
    pub rounding: i64,
    /// What is to be paid (BT-115).
    pub payable: i64,
}

impl Totals {
    /// The group of that tax.
    pub fn group(&self, tax: Tax) -> Option<&Group> {
        self.groups.iter().find(|group| group.tax == tax)
    }
}

/// Reckons a paper in the order of EN 16931.
pub fn reckon(paper: &Paper) -> Result<Totals, Overflow> {
    let mut lines =
        paper.lines.iter().map(|line| line_total(line, paper.currency)).collect::<Result<Vec<_>, _>>()?;
    let mut adjustments = adjust(paper, &lines)?;
    let groups = taxes(&lines, &adjustments)
        .into_iter()
        .map(|tax| group(tax, paper.entry, &mut lines, &mut adjustments))
        .collect::<Result<Vec<Group>, Overflow>>()?;
    let side = |wanted: Side| {
        let of_side = paper.adjustments.iter().zip(&adjustments).filter(move |(one, _)| one.side == wanted);
        sum(of_side.flat_map(|(_, total)| total.shares.iter().map(|share| share.net)))
    };
    let (allowances, charges) = (side(Side::Allowance)?.checked_neg().ok_or(Overflow)?, side(Side::Charge)?);
    let gross = sum(groups.iter().map(|group| group.gross))?;
    let payable =
        product(&[round(gross.into(), paper.step.max(1).into())?.into(), paper.step.max(1).into()])?;
    let payable = i64::try_from(payable).map_err(|_| Overflow)?;
    Ok(Totals {
        lines_net: sum(lines.iter().map(|line| line.net))?,
        allowances,
        charges,
        net: sum(groups.iter().map(|group| group.base))?,
        vat: sum(groups.iter().map(|group| group.vat))?,
        gross,
        rounding: payable.checked_sub(gross).ok_or(Overflow)?,
        payable,
        lines,
        adjustments,
        groups,
    })
}

/// Quantity by price less the discount, rounded once.
fn line_total(line: &Line, currency: Currency) -> Result<LineTotal, Overflow> {
    let over = 10_i128.pow(2 * SCALE - currency.digits());
    let exact = product(&[line.quantity.0.into(), line.price.0.into()])?;
    let full = round(exact, over)?;
    let amount = match line.discount {
        None => full,
        Some(Measure::Percent(percent)) => {
            round(product(&[exact, WHOLE - i128::from(percent.0)])?, over * WHOLE)?
        }
        Some(Measure::Amount(off)) => {
            round(exact.checked_sub(product(&[off.into(), over])?).ok_or(Overflow)?, over)?
        }
    };
    let discount = full.checked_sub(amount).ok_or(Overflow)?;
    Ok(LineTotal { full, discount, amount, net: amount, tax: line.tax })
}

fn adjust(paper: &Paper, lines: &[LineTotal]) -> Result<Vec<AdjustmentTotal>, Overflow> {
    let whole = sum(lines.iter().map(|line| line.amount))?;
    let mut weights: Vec<(Tax, i64)> = Vec::new();
    for tax in taxes(lines, &[]) {
        weights.push((tax, sum(lines.iter().filter(|line| line.tax == tax).map(|line| line.amount))?));
    }
    paper.adjustments.iter().map(|one| adjustment(one, whole, &weights)).collect()
}

fn adjustment(one: &Adjustment, whole: i64, weights: &[(Tax, i64)]) -> Result<AdjustmentTotal, Overflow> {
    let size = match one.measure {
        Measure::Amount(amount) => amount,
        Measure::Percent(percent) => round(product(&[whole.into(), percent.0.into()])?, WHOLE)?,
    };
    let amount = match one.side {
        Side::Allowance => size.checked_neg().ok_or(Overflow)?,
        Side::Charge => size,
    };
    let shares: Vec<(Tax, i64)> = match (one.tax, weights) {
        (Some(tax), _) => vec![(tax, amount)],
        (None, [(tax, _)]) => vec![(*tax, amount)],
        // Nothing that could bear it: it is of no amount, or belongs to the first group.
        (None, _) if whole == 0 => weights.first().map(|(tax, _)| (*tax, amount)).into_iter().collect(),
        (None, _) => {
            let parts = weights.iter().map(|(_, weight)| product(&[amount.into(), (*weight).into()]));
            let parts = parts.collect::<Result<Vec<i128>, Overflow>>()?;
            let shares = spread(amount, &parts, whole.into())?;
            weights.iter().map(|(tax, _)| *tax).zip(shares).collect()
        }
    };
    let amount = sum(shares.iter().map(|(_, amount)| *amount))?;
    let shares = shares.into_iter().map(|(tax, amount)| Share { tax, amount, net: amount }).collect();
    Ok(AdjustmentTotal { amount, shares })
}

/// Every tax that occurs, by category and rate.
fn taxes(lines: &[LineTotal], adjustments: &[AdjustmentTotal]) -> Vec<Tax> {
    let borne = adjustments.iter().flat_map(|one| one.shares.iter().map(|share| share.tax));
    let mut taxes: Vec<Tax> = lines.iter().map(|line| line.tax).chain(borne).collect();
    taxes.sort();
    taxes.dedup();
    taxes
}

/// The sum of a group and its tax; where prices are gross, also the nets of its lines and shares.
fn group(
    tax: Tax,
    entry: Entry,
    lines: &mut [LineTotal],
    adjustments: &mut [AdjustmentTotal],
) -> Result<Group, Overflow> {
    let of_lines = lines.iter_mut().filter(|line| line.tax == tax).map(|line| (line.amount, &mut line.net));
    let of_shares = adjustments.iter_mut().flat_map(|one| one.shares.iter_mut());
    let of_shares = of_shares.filter(|share| share.tax == tax).map(|share| (share.amount, &mut share.net));
    let items: Vec<(i64, &mut i64)> = of_lines.chain(of_shares).collect();
    let whole = sum(items.iter().map(|(amount, _)| *amount))?;
    let rate = i128::from(tax.percent.0);
    match entry {
        Entry::Net => {
            let vat = round(product(&[whole.into(), rate])?, WHOLE)?;
            Ok(Group { tax, base: whole, vat, gross: sum([whole, vat])? })
        }
        Entry::Gross => {
            let vat = round(product(&[whole.into(), rate])?, WHOLE + rate)?;
            let parts: Vec<i128> = items.iter().map(|(amount, _)| i128::from(*amount) * rate).collect();
            for ((amount, net), within) in items.into_iter().zip(spread(vat, &parts, WHOLE + rate)?) {
                *net = amount.checked_sub(within).ok_or(Overflow)?;
            }
            Ok(Group { tax, base: whole.checked_sub(vat).ok_or(Overflow)?, vat, gross: whole })
        }
    }
}
