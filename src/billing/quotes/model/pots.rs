//! How a sum is taken out of what was accepted, tax by tax.

use crate::base::{Currency, Result};
use crate::billing::documents::Document;
use crate::billing::invoices::LineInput;
use crate::billing::pricing::{
    Category, Entry, Line, Measure, Overflow, Paper, Percent, Quantity, Tax, Totals,
};
use crate::billing::pricing::{UnitPrice, reckon};
use crate::billing::products::Unit;

/// So far from a share another one is looked for whose tax adds up: enough for every rate from a quarter of a percent on.
const REACH: i64 = 200;

/// What was accepted that is taxed alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pot {
    /// How.
    pub tax: Tax,
    /// All of it, in minor units as the prices are.
    pub whole: i64,
    /// What of that is on no invoice yet.
    pub left: i64,
}

/// What was accepted, line by line and by its tax.
pub struct Pots {
    lines: Vec<LineInput>,
    taxes: Vec<Tax>,
    currency: Currency,
    entry: Entry,
    pots: Vec<Pot>,
}

impl Pots {
    /// Those lines as that paper reckons them.
    pub fn of(lines: Vec<LineInput>, document: &Document) -> Pots {
        let sums = document.sums();
        let mut pots: Vec<Pot> = Vec::new();
        for line in &sums.lines {
            match pots.iter_mut().find(|pot| pot.tax == line.tax) {
                Some(pot) => (pot.whole, pot.left) = (pot.whole + line.amount, pot.left + line.amount),
                None => pots.push(Pot { tax: line.tax, whole: line.amount, left: line.amount }),
            }
        }
        let taxes = sums.lines.iter().map(|line| line.tax).collect();
        Pots { lines, taxes, currency: sums.currency, entry: sums.entry, pots }
    }

    /// The lines that were accepted.
    pub fn lines(&self) -> &[LineInput] {
        &self.lines
    }

    /// Takes off what lines of another invoice took.
    pub fn less(&mut self, lines: &[LineInput]) -> Result<(), Overflow> {
        for (line, amount) in amounts(lines, self.currency)? {
            let like =
                self.lines.iter().position(|known| (known.class, known.kind) == (line.class, line.kind));
            let tax = like.and_then(|like| self.taxes.get(like));
            if let Some(pot) = self.pots.iter_mut().find(|pot| Some(&pot.tax) == tax) {
                pot.left -= amount;
            }
        }
        Ok(())
    }

    /// Each tax with what is asked for of it, in minor units, and what that comes to with the tax.
    pub fn share(&self, wanted: i64) -> Result<(Vec<(Tax, i64)>, i64), Overflow> {
        let shares = share_out(wanted, self.entry, &self.pots);
        let shares: Vec<(Tax, i64)> = self.pots.iter().map(|pot| pot.tax).zip(shares).collect();
        let lines =
            shares.iter().map(|(tax, amount)| Ok(Line { tax: *tax, ..one_at(*amount, self.currency)? }));
        let gross = totals(lines.collect::<Result<_, _>>()?, self.currency, self.entry)?.gross;
        Ok((shares.into_iter().filter(|(_, amount)| *amount != 0).collect(), gross))
    }

    /// All of it, as the prices are.
    pub fn whole(&self) -> i64 {
        self.pots.iter().map(|pot| pot.whole).sum()
    }

    /// What of it is on no invoice yet.
    pub fn left(&self) -> i64 {
        self.pots.iter().map(|pot| pot.left).sum()
    }

    /// A line of that name for that much of what is taxed so.
    pub fn line(&self, tax: Tax, amount: i64, name: String) -> Result<Option<LineInput>, Overflow> {
        let like = self.taxes.iter().position(|known| *known == tax).and_then(|like| self.lines.get(like));
        like.map(|like| line_like(like, amount, self.currency, name)).transpose()
    }
}

/// One line at that amount, below zero as minus one of it: prices are never below zero (BR-27).
fn one_at(amount: i64, currency: Currency) -> Result<Line, Overflow> {
    let unit = 10_i64.pow(6 - currency.digits());
    let price = amount.checked_abs().and_then(|size| size.checked_mul(unit)).ok_or(Overflow)?;
    let quantity = if amount < 0 { Quantity(-Quantity::ONE.0) } else { Quantity::ONE };
    Ok(Line { quantity, price: UnitPrice(price), discount: None, tax: untaxed() })
}

fn line_like(like: &LineInput, amount: i64, currency: Currency, name: String) -> Result<LineInput, Overflow> {
    let one = one_at(amount, currency)?;
    Ok(LineInput {
        product: None,
        name,
        about: String::new(),
        kind: like.kind,
        quantity: one.quantity,
        unit: Unit::Lump,
        price: one.price,
        discount: None,
        class: like.class,
    })
}

/// Lines that take off what those lines came to, one for each class and kind.
pub fn taken_off(
    lines: &[LineInput],
    currency: Currency,
    name: impl Fn(&LineInput) -> String,
) -> Result<Vec<LineInput>, Overflow> {
    let mut sums: Vec<(&LineInput, i64)> = Vec::new();
    for (line, amount) in amounts(lines, currency)? {
        match sums.iter_mut().find(|(known, _)| (known.class, known.kind) == (line.class, line.kind)) {
            Some((_, sum)) => *sum += amount,
            None => sums.push((line, amount)),
        }
    }
    let sums = sums.into_iter().filter(|(_, amount)| *amount != 0);
    sums.map(|(line, amount)| line_like(line, -amount, currency, name(line))).collect()
}

/// What each line comes to, in minor units as the prices are.
fn amounts(lines: &[LineInput], currency: Currency) -> Result<Vec<(&LineInput, i64)>, Overflow> {
    let priced = lines.iter().map(|line| Line {
        quantity: line.quantity,
        price: line.price,
        discount: line.discount.map(Measure::Percent),
        tax: untaxed(),
    });
    let totals = totals(priced.collect(), currency, Entry::Net)?;
    Ok(lines.iter().zip(totals.lines.iter().map(|total| total.amount)).collect())
}

fn totals(lines: Vec<Line>, currency: Currency, entry: Entry) -> Result<Totals, Overflow> {
    reckon(&Paper { currency, entry, lines, adjustments: Vec::new(), step: 1 })
}

fn untaxed() -> Tax {
    Tax::new(Category::O, Percent(0))
}

/// Splits a sum in proportion, every share cut down and what is left on the largest pot. Where prices are without the tax, a
/// share moves by some minor units if the tax on it and on what is left would not add up to the tax on both.
pub fn share_out(wanted: i64, entry: Entry, pots: &[Pot]) -> Vec<i64> {
    let whole: i128 = pots.iter().map(|pot| i128::from(pot.whole)).sum();
    if whole <= 0 {
        return vec![0; pots.len()];
    }
    let largest = (0..pots.len()).rev().max_by_key(|place| pots[*place].whole).unwrap_or(0);
    let mut shares = vec![0; pots.len()];
    for (place, pot) in pots.iter().enumerate().filter(|(place, _)| *place != largest) {
        let share = i128::from(wanted) * i128::from(pot.whole) / whole;
        shares[place] = fitting(i64::try_from(share).unwrap_or(0), entry, pot);
    }
    shares[largest] = fitting(wanted - shares.iter().sum::<i64>(), entry, &pots[largest]);
    shares
}

fn fitting(wanted: i64, entry: Entry, pot: &Pot) -> i64 {
    let (low, high) = (pot.left.min(0), pot.left.max(0));
    let wanted = wanted.clamp(low, high);
    let vat = |amount: i64| {
        let exact = i128::from(amount) * i128::from(pot.tax.percent.0) * 2 / i128::from(Percent::MOST.0);
        (exact + exact.signum()) / 2
    };
    let fits = |amount: &i64| {
        (low..=high).contains(amount) && vat(*amount) + vat(pot.left - amount) == vat(pot.left)
    };
    match entry {
        Entry::Gross => wanted,
        Entry::Net => {
            let near = (0..=REACH).flat_map(|by| [wanted + by, wanted - by]);
            near.into_iter().find(fits).unwrap_or(wanted)
        }
    }
}
