//! What both syntaxes say alike.

use crate::base::{Currency, Day, Language};
use crate::billing::countries::PaperKind;
use crate::billing::documents::model::{Account, Document, Line, Party, Route, TaxGroup};
use crate::billing::pricing::{Category, Entry, Measure, Percent, Tax};
use crate::platform::i18n;

/// The core of EN 16931, and the only thing that Factur-X calls its profile of that name.
pub const CORE: &str = "urn:cen.eu:en16931:2017";
/// Germany's usage of it.
const XRECHNUNG: &str = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0";

/// Which rules a document follows (BT-24).
pub fn customization(document: &Document) -> &'static str {
    if document.is_xrechnung() { XRECHNUNG } else { CORE }
}

/// The code of its kind (BT-3, UNTDID 1001).
pub fn type_code(document: &Document) -> &'static str {
    match document.head().kind {
        PaperKind::CreditNote => "381",
        PaperKind::DebitNote => "383",
        PaperKind::ProForma => "325",
        PaperKind::Quote => "310",
        PaperKind::Invoice | PaperKind::Protocol => "380",
    }
}

/// What else there is to say, the reason first.
pub fn notes(document: &Document) -> impl Iterator<Item = &str> {
    let head = document.head();
    std::iter::once(head.reason.as_str()).chain(head.notes.iter().map(String::as_str))
}

/// An amount with the decimals of its currency: `-12.50`.
pub fn amount(minor: i64, currency: Currency) -> String {
    decimal(minor, currency.digits(), currency.digits().min(2))
}

/// A scaled number with a point, without noughts that say nothing beyond `least` decimals.
pub fn decimal(units: i64, scale: u32, least: u32) -> String {
    let (mut size, mut scale) = (units.unsigned_abs(), scale);
    while scale > least && size % 10 == 0 {
        size /= 10;
        scale -= 1;
    }
    let sign = if units < 0 { "-" } else { "" };
    let one = 10_u64.pow(scale);
    match scale {
        0 => format!("{sign}{size}"),
        scale => format!("{sign}{}.{:0width$}", size / one, size % one, width = scale as usize),
    }
}

/// The rate, of whatever is within the scope of the tax (BR-O-05).
pub fn rate(tax: Tax) -> String {
    match tax.category {
        Category::O => String::new(),
        _ => decimal(tax.percent.0, 4, 2),
    }
}

/// A day as the syntax of the United Nations writes it.
pub fn compact(Day(date): Day) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// Whether something is outside the scope of the tax: then the paper names no VAT number (BR-O-02).
pub fn is_outside(document: &Document) -> bool {
    document.sums().groups.iter().any(|group| group.tax.category == Category::O)
}

/// The VAT number that the paper may name.
pub fn vat_number<'a>(document: &Document, party: &'a Party) -> &'a str {
    if is_outside(document) { "" } else { &party.vat_number }
}

/// The number with the tax office: that of a seller without a VAT number.
pub fn tax_number<'a>(document: &Document, party: &'a Party) -> &'a str {
    if vat_number(document, party).is_empty() { &party.tax_registration } else { "" }
}

/// Why a group bears no tax: words and code.
pub fn ground(group: &TaxGroup) -> (&str, &str) {
    match (&group.ground, group.tax.category) {
        (_, Category::S | Category::Z) | (None, _) => ("", ""),
        (Some(ground), _) => (&ground.wording.first, &ground.code),
    }
}

/// What one costs without the tax, in millionths (BT-146).
pub fn net_price(document: &Document, line: &Line) -> i64 {
    match document.sums().entry {
        Entry::Net => line.price.0,
        Entry::Gross => {
            let (rate, whole) = (i128::from(line.tax.percent.0), i128::from(Percent::MOST.0));
            let price = (i128::from(line.price.0) * whole * 2 + whole + rate) / ((whole + rate) * 2);
            i64::try_from(price).unwrap_or(line.price.0)
        }
    }
}

/// What came off a line without the tax, and as which percentage of what.
pub struct Discount {
    /// How much (BT-136).
    pub amount: i64,
    /// The percentage and what it is of (BT-138, BT-137), where these were typed.
    pub percent: Option<(Percent, i64)>,
}

/// What came off a line, if anything did.
pub fn discount(document: &Document, line: &Line) -> Option<Discount> {
    let discount = line.discount?;
    let (full, amount) = match document.sums().entry {
        Entry::Net => (line.full, line.off),
        Entry::Gross => {
            let full = i128::from(line.full) * i128::from(Percent::MOST.0);
            let over = i128::from(Percent::MOST.0) + i128::from(line.tax.percent.0);
            let full = (full.abs() * 2 + over) / (over * 2) * full.signum();
            let full = i64::try_from(full).ok()?;
            (full, full - line.net)
        }
    };
    let percent = match discount {
        Measure::Percent(percent) => Some((percent, full)),
        Measure::Amount(_) => None,
    };
    (amount != 0).then_some(Discount { amount, percent })
}

/// The terms of payment (BT-20); a credit note without any is set off or repaid, for what is owed must have terms (BR-CO-25).
pub fn terms(document: &Document) -> &str {
    let head = document.head();
    let is_silent = head.terms.first.is_empty() && head.kind == PaperKind::CreditNote;
    if is_silent { i18n::message(head.languages.first, "documents-terms-credit") } else { &head.terms.first }
}

/// The word for what comes off a line.
pub fn discount_word(language: Language) -> &'static str {
    i18n::message(language, "documents-discount")
}

/// How is paid (BT-81, UNTDID 4461), and into which account.
pub fn means(document: &Document) -> Vec<(&'static str, Option<&Account>)> {
    let payment = &document.head().payment;
    if payment.accounts.is_empty() {
        return if payment.reference.is_empty() { Vec::new() } else { vec![("1", None)] };
    }
    let is_euro = document.sums().currency.code() == "EUR";
    let means = payment.accounts.iter().map(|account| match account.route {
        Route::Iban(..) if is_euro => ("58", Some(account)),
        _ => ("30", Some(account)),
    });
    means.collect()
}

/// The number of an account, and the BIC of its bank (BT-84, BT-86).
pub fn route(account: &Account) -> (String, &str) {
    match &account.route {
        Route::Iban(iban, bic) => (iban.as_str().to_owned(), bic.as_ref().map_or("", |bic| bic.as_str())),
        Route::SortCode(code, number) => (format!("{}{}", code.as_str(), number.as_str()), ""),
    }
}
