//! Debts by age, summed up by customer and currency.

use crate::base::{Currency, Error, Money, Result, SubjectId};

/// So many ages are told apart: not due yet, up to 30, 60 and 90 days overdue, longer.
pub const AGES: usize = 5;

/// What one customer owes in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debt {
    /// Who owes.
    pub customer: SubjectId,
    /// In which currency.
    pub currency: Currency,
    /// How much of each age.
    pub ages: [i64; AGES],
}

/// What is owed in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Which.
    pub currency: Currency,
    /// How much of each age in all.
    pub ages: [i64; AGES],
    /// By customer, who owes most first.
    pub debts: Vec<Debt>,
}

impl Debt {
    /// All of it.
    pub fn sum(&self) -> Result<Money> {
        sum(&self.ages, self.currency)
    }
}

impl Sheet {
    /// All of it.
    pub fn sum(&self) -> Result<Money> {
        sum(&self.ages, self.currency)
    }
}

fn sum(ages: &[i64; AGES], currency: Currency) -> Result<Money> {
    let sum = ages.iter().try_fold(0_i64, |sum, age| sum.checked_add(*age));
    Ok(Money::new(sum.ok_or_else(large)?, currency))
}

fn large() -> Error {
    Error::internal("a sum does not fit")
}

/// One sheet a currency, by its code. `Err` if a sum does not fit.
pub fn sheets(debts: Vec<Debt>) -> Result<Vec<Sheet>> {
    let mut sheets: Vec<Sheet> = Vec::new();
    for debt in debts {
        let place = sheets.iter().position(|sheet| sheet.currency == debt.currency);
        let place = place.unwrap_or_else(|| {
            sheets.push(Sheet { currency: debt.currency, ages: [0; AGES], debts: Vec::new() });
            sheets.len() - 1
        });
        let sheet = &mut sheets[place];
        for (sum, age) in sheet.ages.iter_mut().zip(debt.ages) {
            *sum = sum.checked_add(age).ok_or_else(large)?;
        }
        sheet.debts.push(debt);
    }
    for sheet in &mut sheets {
        sheet.debts.sort_by_key(|debt| {
            std::cmp::Reverse(debt.ages.iter().map(|age| i128::from(*age)).sum::<i128>())
        });
    }
    sheets.sort_by_key(|sheet| sheet.currency.code());
    Ok(sheets)
}

/// What is to come in one currency, and what came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    /// In which currency.
    pub currency: Currency,
    /// What is owed and not due yet.
    pub expected: i64,
    /// What is overdue.
    pub overdue: i64,
    /// What came this month, less what was paid back.
    pub paid: i64,
}

/// What is owed and what came, by currency.
pub fn joined(debts: &[Debt], paid: &[Money]) -> Vec<Flow> {
    let mut flows: Vec<Flow> = Vec::new();
    let at = |flows: &mut Vec<Flow>, currency: Currency| {
        let place = flows.iter().position(|flow| flow.currency == currency);
        place.unwrap_or_else(|| {
            flows.push(Flow { currency, expected: 0, overdue: 0, paid: 0 });
            flows.len() - 1
        })
    };
    for debt in debts {
        let place = at(&mut flows, debt.currency);
        let [not_due, overdue @ ..] = debt.ages;
        flows[place].expected = flows[place].expected.saturating_add(not_due);
        flows[place].overdue = overdue.into_iter().fold(flows[place].overdue, i64::saturating_add);
    }
    for sum in paid {
        let place = at(&mut flows, sum.currency);
        flows[place].paid = flows[place].paid.saturating_add(sum.minor);
    }
    flows.sort_by_key(|flow| flow.currency.code());
    flows
}
