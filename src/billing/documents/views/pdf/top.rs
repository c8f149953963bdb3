//! The head of a paper: who, to whom, which, when.

use super::Letterhead;
use super::ink::{BLACK, GREY, Style};
use super::sheet::{LEFT, RIGHT, Sheet};
use super::words::Words;
use crate::billing::countries::{Pack, PaperKind};
use crate::billing::documents::model::{Address, Document, Party};

const PLAIN: Style = Style::of(9.0);
const SMALL: Style = PLAIN.in_color(GREY);
/// Where the right half begins.
const MIDDLE: f32 = 318.0;

/// Writes the letterhead, the parties and the facts.
pub fn write(sheet: &mut Sheet, document: &Document, letterhead: &Letterhead) {
    let words = Words::of(document);
    let top = sheet.y;
    seller(sheet, document, words);
    let left = sheet.y;
    sheet.y = top;
    title(sheet, document, words, letterhead);
    sheet.y = left.max(sheet.y) + 8.0;
    sheet.rule(LEFT, RIGHT, 1.5, letterhead.accent);
    sheet.y += 12.0;

    let top = sheet.y;
    buyer(sheet, document, words);
    let left = sheet.y;
    sheet.y = top;
    facts(sheet, document, words);
    sheet.y = left.max(sheet.y) + 14.0;
}

fn seller(sheet: &mut Sheet, document: &Document, words: Words) {
    let party = &document.head().seller;
    let width = MIDDLE - LEFT - 16.0;
    let name = if party.trading_name.is_empty() { &party.legal_name } else { &party.trading_name };
    sheet.paragraph(LEFT, width, name, Style::of(13.0).bold());
    sheet.y += 2.0;
    if !party.trading_name.is_empty() {
        sheet.paragraph(LEFT, width, &party.legal_name, SMALL);
    }
    details(sheet, party, words, (LEFT, width));
    let contact = [&party.contact.name, &party.contact.phone, &party.contact.email];
    let contact: Vec<&str> =
        contact.into_iter().map(String::as_str).filter(|fact| !fact.is_empty()).collect();
    sheet.paragraph(LEFT, width, &contact.join(" · "), SMALL);
}

/// Address and numbers of a party.
fn details(sheet: &mut Sheet, party: &Party, words: Words, (x, width): (f32, f32)) {
    sheet.paragraph(x, width, &address(&party.address, words), SMALL);
    let numbers = [
        ("documents-paper-company-number", &party.company_number),
        ("documents-paper-vat-number", &party.vat_number),
        ("documents-paper-tax-registration", &party.tax_registration),
        ("documents-paper-manager", &party.manager),
    ];
    for (key, fact) in numbers.into_iter().filter(|(_, fact)| !fact.is_empty()) {
        sheet.paragraph(x, width, &format!("{}: {fact}", words.label(key)), SMALL);
    }
}

/// An address in lines, the country by its name.
fn address(address: &Address, words: Words) -> String {
    let place = [address.postcode.as_str(), address.city.as_str()].join(" ");
    let country = words.both(|language| address.country.name(language).to_owned());
    let lines = [address.street.as_str(), &address.more, place.trim(), &address.region, &country];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn title(sheet: &mut Sheet, document: &Document, words: Words, letterhead: &Letterhead) {
    let head = document.head();
    let pack = Pack::of(head.seller.address.country);
    let big = Style::of(19.0).bold().in_color(letterhead.accent);
    let name = |language| pack.name(head.kind, language);
    right(sheet, name(words.first()), big);
    if let Some(second) = words.0.second {
        right(sheet, name(second), Style::of(12.0).in_color(letterhead.accent));
    }
    right(sheet, &format!("№ {}", head.number), Style::of(12.0).bold());
    if head.kind == PaperKind::ProForma {
        right(sheet, &words.label("documents-paper-not-vat"), PLAIN.bold());
    }
    if let (true, Some(_)) = (letterhead.is_original && document.is_tax_paper(), pack.original(words.first()))
    {
        let mark = words.both(|language| pack.original(language).unwrap_or_default().to_owned());
        right(sheet, &mark, PLAIN.bold());
    }
}

/// Lines that end at the right edge.
fn right(sheet: &mut Sheet, text: &str, style: Style) {
    for line in sheet.ink.wrap(text, style, RIGHT - MIDDLE) {
        sheet.text_to(RIGHT, &line, style);
        sheet.y += style.leading();
    }
}

fn buyer(sheet: &mut Sheet, document: &Document, words: Words) {
    let Some(buyer) = &document.head().buyer else { return };
    let width = MIDDLE - LEFT - 16.0;
    let label = match document.head().kind {
        PaperKind::Quote => "documents-paper-for",
        _ => "documents-paper-buyer",
    };
    sheet.paragraph(LEFT, width, &words.label(label), SMALL.bold());
    sheet.paragraph(LEFT, width, &buyer.legal_name, Style::of(10.5).bold());
    if !buyer.trading_name.is_empty() {
        sheet.paragraph(LEFT, width, &buyer.trading_name, SMALL);
    }
    details(sheet, buyer, words, (LEFT, width));
    if let Some(place) = &document.head().delivered_to {
        sheet.y += 3.0;
        sheet.paragraph(LEFT, width, &words.label("documents-paper-delivered-to"), SMALL.bold());
        sheet.paragraph(LEFT, width, &address(place, words), SMALL);
    }
}

fn facts(sheet: &mut Sheet, document: &Document, words: Words) {
    let head = document.head();
    let preceding = head.preceding.iter();
    let preceding = preceding.map(|paper| format!("№ {} / {}", paper.number, words.day(paper.issued_on)));
    let (due_on, taxed_on) = match head.kind {
        PaperKind::Quote => ("documents-paper-valid-until", None),
        PaperKind::ProForma => ("documents-paper-due-on", None),
        _ => ("documents-paper-due-on", head.taxed_on),
    };
    let facts = [
        ("documents-paper-issued-on", words.day(head.issued_on)),
        ("documents-paper-taxed-on", taxed_on.map(|day| words.day(day)).unwrap_or_default()),
        ("documents-paper-period", head.period.map(|period| words.period(period)).unwrap_or_default()),
        (due_on, head.due_on.map(|day| words.day(day)).unwrap_or_default()),
        ("documents-paper-preceding", preceding.collect::<Vec<_>>().join("\n")),
        ("documents-paper-reason", head.reason.clone()),
        ("documents-paper-order", head.order.clone()),
        ("documents-paper-contract", head.contract.clone()),
        ("documents-paper-buyer-reference", head.buyer_reference.clone()),
    ];
    let column = MIDDLE + 104.0;
    for (key, fact) in facts.into_iter().filter(|(_, fact)| !fact.is_empty()) {
        let top = sheet.y;
        sheet.paragraph(MIDDLE, column - MIDDLE - 6.0, &words.label(key), SMALL);
        let below = sheet.y;
        sheet.y = top;
        sheet.paragraph(column, RIGHT - column, &fact, PLAIN.in_color(BLACK));
        sheet.y = below.max(sheet.y) + 1.5;
    }
}
