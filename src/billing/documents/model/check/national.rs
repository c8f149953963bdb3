//! What the seller's country asks for besides.

use jiff::civil::date;

use super::need;
use crate::base::{Day, Problems};
use crate::billing::countries::{Pack, PaperKind};
use crate::billing::documents::model::{Document, Form};

/// What a simplified British invoice may come to, in pence (VAT Regulations 1995, reg. 16A).
const SIMPLIFIED: i64 = 25_000;

/// The facts of the seller's country.
pub fn check(document: &Document, problems: &mut Problems) {
    let head = document.head();
    match Pack::of(head.seller.address.country) {
        Pack::Britain => britain(document, problems),
        Pack::Bulgaria => bulgaria(document, problems),
        Pack::Union if head.form == Form::Simplified => {
            problems.add("form", "documents-simplified-elsewhere");
        }
        Pack::Union => {}
    }
}

/// VAT Regulations 1995 reg. 14 and 16A; Trading Disclosures Regulations 2015 reg. 25.
fn britain(document: &Document, problems: &mut Problems) {
    let (head, sums) = (document.head(), document.sums());
    if head.form == Form::Simplified && (sums.currency.code() != "GBP" || sums.gross > SIMPLIFIED) {
        problems.add("form", "documents-simplified-beyond");
    }
    if !head.seller.company_number.is_empty() {
        need(problems, &head.seller.registration, "seller.registration", "documents-registration-missing");
    }
    home_currency(document, "GBP", problems);
}

/// ЗДДС чл. 114 и 115, ППЗДДС чл. 78, Закон за счетоводството чл. 6.
fn bulgaria(document: &Document, problems: &mut Problems) {
    let head = document.head();
    if head.form == Form::Simplified {
        problems.add("form", "documents-simplified-elsewhere");
    }
    let is_number = head.number.len() == 10 && head.number.bytes().all(|sign| sign.is_ascii_digit());
    if !is_number {
        problems.add("number", "documents-number-ten-digits");
    }
    need(problems, &head.seller.company_number, "seller.company_number", "documents-company-number-missing");
    need(problems, &head.seller.manager, "seller.manager", "documents-manager-missing");
    need(problems, &head.prepared_by, "prepared_by", "documents-prepared-by-missing");
    if head.kind != PaperKind::CreditNote && head.taxed_on.is_none() && head.period.is_none() {
        problems.add("taxed_on", "documents-supply-day-missing");
    }
    let has_euro = head.issued_on >= Day(date(2026, 1, 1));
    home_currency(document, if has_euro { "EUR" } else { "BGN" }, problems);
}

/// The tax stands on the paper in the currency of the country too (Directive 2006/112/EC art. 230; reg. 14(2)).
fn home_currency(document: &Document, currency: &str, problems: &mut Problems) {
    let sums = document.sums();
    let is_told = sums.home.is_some_and(|home| home.exchange.currency.code() == currency);
    if sums.currency.code() != currency && sums.vat != 0 && !is_told {
        problems.add("exchange", "documents-exchange-missing");
    }
}
