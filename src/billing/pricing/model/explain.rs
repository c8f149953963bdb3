//! How a total came about, step by step.

use super::number::{Percent, Quantity, UnitPrice};
use super::paper::{Entry, Measure, Paper, Side, Tax};
use super::totals::Totals;

/// A figure that somebody may ask about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// What a line comes to, by its place from 0.
    Line(usize),
    /// The tax of a group.
    Vat(Tax),
    /// The whole without the tax.
    Net,
    /// The whole with the tax, and what of it is to be paid.
    Payable,
}

/// One step towards a figure; amounts are minor units of the paper's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many at so much, rounded.
    Priced {
        /// How many.
        quantity: Quantity,
        /// At what price.
        price: UnitPrice,
        /// What they come to.
        amount: i64,
    },
    /// What comes off a line.
    Discount {
        /// The percentage, if it is one.
        percent: Option<Percent>,
        /// How much that is.
        amount: i64,
    },
    /// A line, by its place from 1, in a sum.
    Line {
        /// Which.
        place: usize,
        /// Its amount.
        amount: i64,
    },
    /// What comes off the whole, or on top of it; below zero if it comes off.
    Adjusted {
        /// Which way.
        side: Side,
        /// The percentage, if it is one.
        percent: Option<Percent>,
        /// How much that is here.
        amount: i64,
    },
    /// The sum of the steps before it.
    Sum {
        /// How much.
        amount: i64,
    },
    /// The tax on a base, or within a sum.
    Vat {
        /// How it is taxed.
        tax: Tax,
        /// What prices are.
        entry: Entry,
        /// Of what: the base, or the gross sum.
        of: i64,
        /// The tax.
        amount: i64,
    },
    /// A group's base in a sum.
    Base {
        /// Which group.
        tax: Tax,
        /// Its base.
        amount: i64,
    },
    /// What rounding to the paper's step adds or takes.
    Rounding {
        /// How much.
        amount: i64,
    },
}

/// The steps to a figure, the figure itself last; none if the paper has no such figure.
pub fn explain(paper: &Paper, totals: &Totals, figure: Figure) -> Vec<Step> {
    match figure {
        Figure::Line(place) => line(paper, totals, place),
        Figure::Vat(tax) => vat(paper, totals, tax),
        Figure::Net => net(totals),
        Figure::Payable => payable(totals, paper.entry),
    }
}

fn line(paper: &Paper, totals: &Totals, place: usize) -> Vec<Step> {
    let (Some(line), Some(total)) = (paper.lines.get(place), totals.lines.get(place)) else {
        return Vec::new();
    };
    let mut steps = vec![Step::Priced { quantity: line.quantity, price: line.price, amount: total.full }];
    if let Some(measure) = line.discount {
        steps.push(Step::Discount { percent: percent(measure), amount: -total.discount });
        steps.push(Step::Sum { amount: total.amount });
    }
    steps
}

fn vat(paper: &Paper, totals: &Totals, tax: Tax) -> Vec<Step> {
    let Some(group) = totals.group(tax) else { return Vec::new() };
    let lines = totals.lines.iter().enumerate().filter(|(_, line)| line.tax == tax);
    let mut steps: Vec<Step> =
        lines.map(|(place, line)| Step::Line { place: place + 1, amount: line.amount }).collect();
    for (one, total) in paper.adjustments.iter().zip(&totals.adjustments) {
        let shares = total.shares.iter().filter(|share| share.tax == tax);
        steps.extend(shares.map(|share| Step::Adjusted {
            side: one.side,
            percent: percent(one.measure),
            amount: share.amount,
        }));
    }
    let of = match paper.entry {
        Entry::Net => group.base,
        Entry::Gross => group.gross,
    };
    if steps.len() > 1 {
        steps.push(Step::Sum { amount: of });
    }
    steps.push(Step::Vat { tax, entry: paper.entry, of, amount: group.vat });
    steps
}

fn net(totals: &Totals) -> Vec<Step> {
    let bases = totals.groups.iter().map(|group| Step::Base { tax: group.tax, amount: group.base });
    bases.chain([Step::Sum { amount: totals.net }]).collect()
}

fn payable(totals: &Totals, entry: Entry) -> Vec<Step> {
    let groups = totals.groups.iter();
    let taxed = groups.flat_map(|group| {
        let base = Step::Base { tax: group.tax, amount: group.base };
        let of = match entry {
            Entry::Net => group.base,
            Entry::Gross => group.gross,
        };
        [base, Step::Vat { tax: group.tax, entry, of, amount: group.vat }]
    });
    let mut steps: Vec<Step> = taxed.collect();
    if totals.rounding != 0 {
        steps.push(Step::Rounding { amount: totals.rounding });
    }
    steps.push(Step::Sum { amount: totals.payable });
    steps
}

fn percent(measure: Measure) -> Option<Percent> {
    match measure {
        Measure::Percent(percent) => Some(percent),
        Measure::Amount(_) => None,
    }
}
