//! What a paper comes to, and how it is paid.

use qrcode::{Color, EcLevel, QrCode};

use super::Letterhead;
use super::code;
use super::ink::{GREY, Style};
use super::sheet::{LEFT, RIGHT, Sheet};
use super::words::Words;
use crate::base::Money;
use crate::billing::countries::PaperKind;
use crate::billing::documents::model::{Account, Document, Route};
use crate::workspace::rates::Rate;

const PLAIN: Style = Style::of(9.0);
const SMALL: Style = PLAIN.in_color(GREY);
const STRONG: Style = Style::of(11.0).bold();
/// Where totals begin.
const LABELS: f32 = 272.0;
/// How wide the code for cameras is.
const CODE: f32 = 84.0;

/// Writes totals, words, payment and notes.
pub fn write(sheet: &mut Sheet, document: &Document, letterhead: &Letterhead) {
    let words = Words::of(document);
    totals(sheet, document, words, letterhead);
    spoken(sheet, document, words);
    if matches!(document.head().kind, PaperKind::Invoice | PaperKind::DebitNote | PaperKind::ProForma) {
        payment(sheet, document, words);
    }
    for note in &document.head().notes {
        sheet.y += 6.0;
        sheet.paragraph(LEFT, RIGHT - LEFT, note, PLAIN);
    }
    let by = &document.head().prepared_by;
    if !by.is_empty() {
        sheet.y += 12.0;
        let text = format!("{}: {by}", words.label("documents-paper-prepared-by"));
        sheet.paragraph(LEFT, RIGHT - LEFT, &text, PLAIN);
    }
}

/// Label and amount of each total, in their order.
fn rows(document: &Document, words: Words) -> Vec<(String, Money)> {
    let sums = document.sums();
    let mut rows: Vec<(String, i64)> = Vec::new();
    for one in &sums.shared {
        rows.push((one.reason.clone(), one.amount));
    }
    rows.push((words.label("documents-paper-net"), sums.net));
    for group in sums.groups.iter().filter(|group| group.vat != 0 || sums.groups.len() > 1) {
        let rate = ("rate", words.tax(group.tax));
        let base = ("base", words.money(document.money(group.base)));
        rows.push((words.tell("documents-paper-vat", &[rate, base]), group.vat));
    }
    if sums.vat == 0 && sums.groups.len() == 1 {
        rows.push((words.label("documents-paper-vat-none"), 0));
    }
    rows.push((words.label("documents-paper-gross"), sums.gross));
    if sums.prepaid != 0 {
        rows.push((words.label("documents-paper-prepaid"), sums.prepaid.saturating_neg()));
    }
    if sums.rounding != 0 {
        rows.push((words.label("documents-paper-rounding"), sums.rounding));
    }
    rows.into_iter().map(|(label, minor)| (label, document.money(minor))).collect()
}

fn totals(sheet: &mut Sheet, document: &Document, words: Words, letterhead: &Letterhead) {
    let rows = rows(document, words);
    let width = RIGHT - LABELS - 92.0;
    let height: f32 = rows.iter().map(|(label, _)| lines(sheet, label, PLAIN, width)).sum();
    sheet.keep(height + 40.0);
    sheet.y += 4.0;
    for (label, money) in rows {
        row(sheet, &label, &words.money(money), PLAIN, width);
    }
    sheet.rule(LABELS, RIGHT, 1.0, letterhead.accent);
    sheet.y += 6.0;
    let label = words.label(match document.head().kind {
        PaperKind::CreditNote => "documents-paper-credited",
        PaperKind::Quote => "documents-paper-total",
        _ => "documents-paper-due",
    });
    row(sheet, &label, &words.money(document.money(document.sums().due)), STRONG, width);
    if let Some(home) = document.sums().home {
        let currency = home.exchange.currency;
        let arguments = [
            ("vat", words.money(Money::new(home.vat, currency))),
            ("net", words.money(Money::new(home.net, currency))),
            ("from", document.sums().currency.code().to_owned()),
            ("rate", Rate::from_billionths(home.exchange.billionths).write(words.first())),
            ("currency", currency.code().to_owned()),
            ("day", words.day(home.exchange.rated_on)),
        ];
        sheet.y += 2.0;
        sheet.paragraph(LABELS, RIGHT - LABELS, &words.tell("documents-paper-exchange", &arguments), SMALL);
    }
    sheet.y += 8.0;
}

/// How high a label becomes.
fn lines(sheet: &Sheet, label: &str, style: Style, width: f32) -> f32 {
    sheet.ink.wrap(label, style, width).len().max(1) as f32 * style.leading() + 2.0
}

fn row(sheet: &mut Sheet, label: &str, amount: &str, style: Style, width: f32) {
    let top = sheet.y;
    sheet.text_to(RIGHT, amount, style);
    sheet.paragraph(LABELS, width, label, style);
    sheet.y = sheet.y.max(top + style.leading()) + 2.0;
}

/// The amount in words, and the terms.
fn spoken(sheet: &mut Sheet, document: &Document, words: Words) {
    let head = document.head();
    if let Some(said) = &head.in_words {
        let text = format!("{}: {}", words.label("documents-paper-in-words"), words.lines(said));
        sheet.paragraph(LEFT, RIGHT - LEFT, &text, PLAIN);
        sheet.y += 4.0;
    }
    sheet.paragraph(LEFT, RIGHT - LEFT, &words.lines(&head.terms), PLAIN);
    sheet.y += 4.0;
}

fn payment(sheet: &mut Sheet, document: &Document, words: Words) {
    let payment = &document.head().payment;
    if payment.accounts.is_empty() && payment.reference.is_empty() {
        return;
    }
    let text = code::payment(document);
    let code = text.and_then(|text| QrCode::with_error_correction_level(text, EcLevel::M).ok());
    let count = payment.accounts.len() as f32;
    sheet.keep((count * 54.0 + 34.0).max(if code.is_some() { CODE + 24.0 } else { 0.0 }));
    let top = sheet.y;
    if let Some(code) = &code {
        let colors = code.to_colors();
        let side = code.width();
        let dark = colors.into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
        sheet.squares(RIGHT - CODE, CODE, side, dark.map(|(place, _)| (place % side, place / side)));
        sheet.y += CODE + 3.0;
        let label = words.label("documents-paper-scan");
        for line in sheet.ink.wrap(&label, SMALL, CODE + 40.0) {
            sheet.text_to(RIGHT, &line, SMALL);
            sheet.y += SMALL.leading();
        }
    }
    let below = sheet.y;
    sheet.y = top;
    let width = if code.is_some() { RIGHT - LEFT - CODE - 60.0 } else { RIGHT - LEFT };
    sheet.paragraph(LEFT, width, &words.label("documents-paper-pay-to"), PLAIN.bold());
    for account in &payment.accounts {
        sheet.paragraph(LEFT, width, &told(account, words), PLAIN);
        sheet.y += 3.0;
    }
    if !payment.reference.is_empty() {
        let text = format!("{}: {}", words.label("documents-paper-reference"), payment.reference);
        sheet.paragraph(LEFT, width, &text, PLAIN.bold());
    }
    sheet.y = sheet.y.max(below) + 4.0;
}

/// An account in lines.
fn told(account: &Account, words: Words) -> String {
    let bank = [account.holder.as_str(), account.bank.as_str(), account.currency.code()];
    let bank: Vec<&str> = bank.into_iter().filter(|fact| !fact.is_empty()).collect();
    let route = match &account.route {
        Route::Iban(iban, bic) => {
            let bic = bic.as_ref().map(|bic| format!(" · BIC: {}", bic.as_str())).unwrap_or_default();
            format!("IBAN: {}{bic}", iban.grouped())
        }
        Route::SortCode(code, number) => format!(
            "{}: {} · {}: {}",
            words.label("documents-paper-sort-code"),
            code.grouped(),
            words.label("documents-paper-account"),
            number.as_str()
        ),
    };
    format!("{}\n{route}", bank.join(" · "))
}
