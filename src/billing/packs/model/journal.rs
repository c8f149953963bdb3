//! Papers and payments in double entry.

use super::paper::{Paper, Receipt};
use crate::base::Currency;
use crate::base::words::words;
use crate::billing::documents::HomeTax;
use crate::billing::payments::Kind;
use crate::billing::pricing::{Tax, round};

/// One, at 10^-9.
const ONE: i128 = 1_000_000_000;

/// Where an amount is booked. Accountants have their own numbers for these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// What customers owe.
    Receivable,
    /// What was sold, without VAT.
    Revenue,
    /// The VAT on it.
    OutputVat,
    /// What papers name as paid before.
    Prepaid,
    /// What rounding adds or takes.
    Rounding,
    /// In banks.
    Bank,
    /// In the till.
    Cash,
    /// What came otherwise.
    Other,
    /// What banks kept.
    Fees,
}
words!(Account, "account of the journal",
    Receivable = "receivable", "packs-account-receivable";
    Revenue = "revenue", "packs-account-revenue";
    OutputVat = "output_vat", "packs-account-vat";
    Prepaid = "prepaid", "packs-account-prepaid";
    Rounding = "rounding", "packs-account-rounding";
    Bank = "bank", "packs-account-bank";
    Cash = "cash", "packs-account-cash";
    Other = "other", "packs-account-other";
    Fees = "fees", "packs-account-fees";
);

/// An amount on an account; above zero in debit, below in credit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Where.
    pub account: Account,
    /// How it is taxed, of revenue and VAT.
    pub tax: Option<Tax>,
    /// The number of the paper that it is about.
    pub number: String,
    /// Who owes.
    pub name: String,
    /// How much, in the currency of the paper.
    pub amount: i64,
    /// The same in the seller's own currency, where that is known.
    pub home: Option<i64>,
}

/// The entry of a paper; `own` is the currency of the company. Its amounts are nothing together.
pub fn of_paper(paper: &Paper, own: Currency) -> Vec<Posting> {
    let sums = paper.document.sums();
    let mut told: Vec<(Account, Option<Tax>, i64)> = Vec::new();
    for group in &sums.groups {
        told.push((Account::Revenue, Some(group.tax), -group.base));
        told.push((Account::OutputVat, Some(group.tax), -group.vat));
    }
    told.push((Account::Rounding, None, -sums.rounding));
    told.push((Account::Prepaid, None, sums.prepaid));
    told.retain(|(_, _, amount)| *amount != 0);
    told.insert(0, (Account::Receivable, None, sums.due));
    let homes = match &sums.home {
        Some(home) => at_home(&told, home, sums.currency),
        None => told.iter().map(|(_, _, amount)| (sums.currency == own).then_some(*amount)).collect(),
    };
    let posting = |((account, tax, amount), home): ((Account, Option<Tax>, i64), Option<i64>)| Posting {
        account,
        tax,
        number: paper.number().to_owned(),
        name: paper.buyer().to_owned(),
        amount: amount * paper.sign(),
        home: home.map(|home| home * paper.sign()),
    };
    told.into_iter().zip(homes).map(posting).collect()
}

/// The same at the rate of the paper. What rounding leaves over is the last group's, so that revenue and VAT are what the
/// paper says of them; what customers owe is what balances.
fn at_home(told: &[(Account, Option<Tax>, i64)], home: &HomeTax, from: Currency) -> Vec<Option<i64>> {
    let digits = |currency: Currency| 10_i128.pow(currency.digits());
    let turned = |minor: i64| {
        let part = i128::from(minor) * i128::from(home.exchange.billionths) * digits(home.exchange.currency);
        round(part, ONE * digits(from)).ok()
    };
    let mut homes: Vec<Option<i64>> = told.iter().map(|(_, _, amount)| turned(*amount)).collect();
    for (account, all) in [(Account::Revenue, -home.net), (Account::OutputVat, -home.vat)] {
        let Some(last) = told.iter().rposition(|(known, _, _)| *known == account) else { continue };
        let others = told.iter().zip(&homes).take(last).filter(|((known, _, _), _)| *known == account);
        homes[last] = others.map(|(_, home)| *home).sum::<Option<i64>>().map(|sum| all - sum);
    }
    homes[0] = homes.iter().skip(1).copied().sum::<Option<i64>>().map(|sum| -sum);
    homes
}

/// The entry of a payment. Its amounts are nothing together.
pub fn of_payment(receipt: &Receipt, own: Currency) -> Vec<Posting> {
    let money = match receipt.kind {
        Kind::Bank => Account::Bank,
        Kind::Cash => Account::Cash,
        Kind::Other => Account::Other,
    };
    let posting = |account, (number, name): (&str, &str), amount| Posting {
        account,
        tax: None,
        number: number.to_owned(),
        name: name.to_owned(),
        amount,
        home: (receipt.amount.currency == own).then_some(amount),
    };
    let mut postings = vec![posting(money, ("", ""), receipt.amount.minor - receipt.fee)];
    if receipt.fee != 0 {
        postings.push(posting(Account::Fees, ("", ""), receipt.fee));
    }
    let shares = receipt.shares.iter();
    postings.extend(
        shares.map(|share| posting(Account::Receivable, (&share.number, &share.buyer), -share.amount)),
    );
    postings
}
