//! Number, days, lines, taxes and totals.

use super::need;
use crate::base::Problems;
use crate::billing::documents::model::{Document, Ground, Line, Period, Wording};
use crate::billing::pricing::{Category, Measure};

/// What every paper needs.
pub fn check(document: &Document, problems: &mut Problems) {
    let head = document.head();
    need(problems, &head.number, "number", "documents-number-missing"); // BR-02
    if head.period.is_some_and(is_backwards) {
        problems.add("period", "documents-period-backwards"); // BR-29
    }
    if head.due_on.is_some_and(|due_on| due_on < head.issued_on) {
        problems.add("due_on", "documents-due-before");
    }
    lines(document, problems);
    shared(document, problems);
    notes(document, problems);
    totals(document, problems);
}

fn is_backwards(period: Period) -> bool {
    period.to < period.from
}

fn lines(document: &Document, problems: &mut Problems) {
    if document.sums().lines.is_empty() {
        problems.add("lines", "documents-lines-missing"); // BR-16
    }
    for (place, line) in document.sums().lines.iter().enumerate() {
        let mut add = |field: &str, key| problems.add(format!("lines.{place}.{field}"), key);
        if line.item.name.trim().is_empty() {
            add("name", "documents-name-missing"); // BR-25
        }
        if line.price.0 < 0 {
            add("price", "documents-price-below"); // BR-27
        }
        if line.item.period.is_some_and(is_backwards) {
            add("period", "documents-period-backwards"); // BR-30
        }
        if !is_gtin(&line.item.gtin) {
            add("gtin", "documents-gtin-wrong");
        }
        if line.tax.category == Category::S && line.tax.percent.0 <= 0 {
            add("tax", "documents-rate-missing"); // BR-S-05
        }
        if document.is_tax_paper() && !is_grounded(document, line) {
            add("ground", "documents-ground-missing"); // BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10
        }
    }
}

/// Eight, twelve, thirteen or fourteen digits of which the last checks the others (ISO/IEC 15420), or none at all.
fn is_gtin(gtin: &str) -> bool {
    let digits: Option<Vec<u32>> = gtin.chars().map(|sign| sign.to_digit(10)).collect();
    let Some(digits) = digits else { return false };
    let sum: u32 = digits.iter().rev().zip([1, 3].into_iter().cycle()).map(|(digit, by)| digit * by).sum();
    matches!(digits.len(), 0 | 8 | 12 | 13 | 14) && sum.is_multiple_of(10)
}

/// Whether a line that bears no tax says why, in each language of the paper.
fn is_grounded(document: &Document, line: &Line) -> bool {
    let is_untaxed = !matches!(line.tax.category, Category::S | Category::Z);
    !is_untaxed || line.item.ground.as_ref().is_some_and(|ground| is_said(document, &ground.wording))
}

/// Whether words stand in each language of the paper.
fn is_said(document: &Document, words: &Wording) -> bool {
    let has_second = document.head().languages.second.is_none() || !words.second.trim().is_empty();
    !words.first.trim().is_empty() && has_second
}

fn shared(document: &Document, problems: &mut Problems) {
    for (place, one) in document.sums().shared.iter().enumerate() {
        let mut add = |field: &str, key| problems.add(format!("shared.{place}.{field}"), key);
        if one.reason.trim().is_empty() {
            add("reason", "documents-reason-missing"); // BR-33, BR-38
        }
        let is_below = match one.measure {
            Measure::Amount(amount) => amount < 0,
            Measure::Percent(percent) => percent.0 < 0,
        };
        if is_below {
            add("measure", "documents-amount-below");
        }
        // It may be the only one of its group, and then nothing says why that bears no tax.
        let grounded = |tax| {
            document
                .sums()
                .groups
                .iter()
                .any(|group| group.tax == tax && group_says(document, group.ground.as_ref()))
        };
        let is_untaxed = |category| !matches!(category, Category::S | Category::Z);
        if document.is_tax_paper()
            && one.parts.iter().any(|part| is_untaxed(part.tax.category) && !grounded(part.tax))
        {
            add("tax", "documents-ground-missing");
        }
    }
}

fn group_says(document: &Document, ground: Option<&Ground>) -> bool {
    ground.is_some_and(|ground| is_said(document, &ground.wording))
}

/// A note names what it corrects, and why (Directive 2006/112/EC art. 219; VAT Regulations 1995 reg. 15C; ЗДДС чл. 115).
fn notes(document: &Document, problems: &mut Problems) {
    let head = document.head();
    if document.is_note() {
        if head.preceding.is_empty() {
            problems.add("preceding", "documents-preceding-missing");
        }
        need(problems, &head.reason, "reason", "documents-note-reason-missing");
    }
    for (place, paper) in head.preceding.iter().enumerate() {
        if paper.number.trim().is_empty() {
            problems.add(format!("preceding.{place}.number"), "documents-number-missing"); // BR-55
        }
        if paper.issued_on > head.issued_on {
            problems.add(format!("preceding.{place}.issued_on"), "documents-preceding-later");
        }
    }
}

fn totals(document: &Document, problems: &mut Problems) {
    let (head, sums) = (document.head(), document.sums());
    if sums.prepaid < 0 {
        problems.add("prepaid", "documents-amount-below");
    }
    if let Some(exchange) = head.exchange {
        if exchange.currency == sums.currency {
            problems.add("exchange", "documents-exchange-same");
        }
        if exchange.billionths <= 0 {
            problems.add("exchange", "documents-exchange-rate-missing");
        }
    }
    let is_asking = document.is_tax_paper() && head.kind != crate::billing::countries::PaperKind::CreditNote;
    if is_asking && sums.due > 0 && head.due_on.is_none() {
        need(problems, &head.terms.first, "due_on", "documents-due-missing"); // BR-CO-25
    }
    for (place, account) in head.payment.accounts.iter().enumerate() {
        if account.holder.trim().is_empty() {
            problems.add(format!("accounts.{place}.holder"), "documents-holder-missing");
        }
    }
}
