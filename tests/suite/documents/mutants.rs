//! Each thing that is wrong with a paper is refused by its field.

use kantora::base::Problems;
use kantora::billing::countries::PaperKind;
use kantora::billing::documents::{
    Document, Draft, DraftAdjustment, ElectronicAddress, Exchange, Form, Party, Period, Preceding, Wording,
};
use kantora::billing::pricing::{Adjustment, Category, Measure, Percent, Side, Tax, UnitPrice};

use super::sample::{buyer, currency, day, draft, ground, head, line, october};

/// The field that is refused, whose paper it is, and what is wrong with it.
type Mutant = (&'static str, &'static str, fn(&mut Draft));

const NUMBERS: [Mutant; 9] = [
    ("number", "GB", |draft| draft.head.number = "  ".into()),
    ("number", "BG", |draft| draft.head.number = "42".into()),
    ("number", "BG", |draft| draft.head.number = "INV0000001".into()),
    ("period", "GB", |draft| draft.head.period = Some(backwards())),
    ("due_on", "GB", |draft| draft.head.due_on = Some(day("2026-11-22"))),
    ("due_on", "GB", |draft| (draft.head.due_on, draft.head.terms) = (None, Wording::default())),
    ("taxed_on", "BG", |draft| draft.head.taxed_on = None),
    ("taxed_on", "DE", |draft| (draft.head.taxed_on, draft.lines[0].priced.tax) = (None, within(draft))),
    ("prepared_by", "BG", |draft| draft.head.prepared_by.clear()),
];

const LINES: [Mutant; 13] = [
    ("lines", "GB", |draft| draft.lines.clear()),
    ("lines.1.name", "GB", |draft| draft.lines[1].item.name = "\t".into()),
    ("lines.0.price", "GB", |draft| draft.lines[0].priced.price = UnitPrice(-1)),
    ("lines.0.period", "GB", |draft| draft.lines[0].item.period = Some(backwards())),
    ("lines.1.gtin", "GB", |draft| draft.lines[1].item.gtin = "4006381333932".into()),
    ("lines.1.gtin", "GB", |draft| draft.lines[1].item.gtin = "OAK".into()),
    ("lines.0.tax", "GB", |draft| draft.lines[0].priced.tax = Tax::new(Category::S, Percent(0))),
    ("lines.0.ground", "GB", |draft| draft.lines[0].priced.tax = Tax::new(Category::E, Percent(0))),
    ("lines.1.ground", "BG", |draft| {
        draft.lines[1].priced.tax = Tax::new(Category::G, Percent(0));
        draft.lines[1].item.ground = ground(Category::G);
        draft.lines[1].item.ground.as_mut().unwrap().wording.second.clear();
    }),
    ("shared.0.reason", "GB", |draft| share(draft, "", Measure::Amount(5), None)),
    ("shared.0.measure", "GB", |draft| share(draft, "Loyalty", Measure::Amount(-5), None)),
    ("shared.0.measure", "GB", |draft| share(draft, "Loyalty", Measure::Percent(Percent(-5)), None)),
    ("shared.0.tax", "GB", |draft| share(draft, "Loyalty", Measure::Amount(5), Some(Category::E))),
];

const MONEY: [Mutant; 8] = [
    ("prepaid", "GB", |draft| draft.prepaid = -1),
    ("exchange", "GB", |draft| draft.head.exchange = rate("GBP", 1)),
    ("exchange", "GB", |draft| draft.head.exchange = rate("EUR", 0)),
    ("exchange", "GB", |draft| draft.currency = currency("EUR")),
    ("exchange", "GB", |draft| (draft.currency, draft.head.exchange) = (currency("EUR"), rate("USD", 1))),
    ("exchange", "BG", |draft| draft.currency = currency("USD")),
    ("exchange", "BG", |draft| draft.head.issued_on = day("2025-12-31")),
    ("accounts.0.holder", "GB", |draft| draft.head.payment.accounts[0].holder.clear()),
];

const NOTES: [Mutant; 5] = [
    ("preceding", "GB", |draft| note(draft).preceding.clear()),
    ("preceding", "BG", |draft| note(draft).preceding.clear()),
    ("reason", "BG", |draft| note(draft).reason.clear()),
    ("preceding.0.number", "GB", |draft| note(draft).preceding[0].number.clear()),
    ("preceding.0.issued_on", "GB", |draft| note(draft).preceding[0].issued_on = day("2026-11-24")),
];

const PARTIES: [Mutant; 21] = [
    ("seller.legal_name", "GB", |draft| draft.head.seller.legal_name.clear()),
    ("seller.street", "GB", |draft| draft.head.seller.address.street.clear()),
    ("seller.city", "BG", |draft| draft.head.seller.address.city.clear()),
    ("seller.vat_number", "GB", |draft| draft.head.seller.vat_number.clear()),
    ("seller.vat_number", "BG", |draft| draft.head.seller.vat_number = "175074752".into()),
    ("seller.vat_number", "DE", |draft| {
        draft.head.seller.vat_number.clear();
        draft.head.seller.tax_registration = "12/345/67890".into();
        draft.lines[0].priced.tax = within(draft);
    }),
    ("seller.registration", "GB", |draft| draft.head.seller.registration.clear()),
    ("seller.company_number", "BG", |draft| draft.head.seller.company_number.clear()),
    ("seller.manager", "BG", |draft| draft.head.seller.manager.clear()),
    ("buyer", "GB", |draft| draft.head.buyer = None),
    ("buyer.legal_name", "GB", |draft| them(draft).legal_name.clear()),
    ("buyer.street", "GB", |draft| them(draft).address.street.clear()),
    ("buyer.city", "BG", |draft| them(draft).address.city.clear()),
    ("buyer.vat_number", "GB", |draft| them(draft).vat_number = "123456789".into()),
    ("buyer.vat_number", "DE", |draft| {
        draft.lines[0].priced.tax = within(draft);
        them(draft).vat_number.clear();
    }),
    ("buyer.vat_number", "BG", |draft| {
        draft.lines[0].priced.tax = Tax::new(Category::AE, Percent(0));
        them(draft).vat_number.clear();
    }),
    ("form", "BG", |draft| draft.head.form = Form::Simplified),
    ("form", "DE", |draft| draft.head.form = Form::Simplified),
    ("form", "GB", |draft| {
        draft.head.form = Form::Simplified;
        draft.lines[0].priced.price = UnitPrice(1_000_000_000);
    }),
    ("form", "GB", |draft| {
        draft.head.form = Form::Simplified;
        draft.currency = currency("EUR");
    }),
    ("buyer.legal_name", "BG", |draft| them(note_draft(draft)).legal_name = " ".into()),
];

/// What may be printed, but not sent as data.
const ELECTRONIC: [Mutant; 14] = [
    ("kind", "GB", |draft| draft.head.kind = PaperKind::ProForma),
    ("kind", "BG", |draft| draft.head.kind = PaperKind::Quote),
    ("lines", "GB", |draft| draft.lines.push(line(1_000_000, 1_000_000, Tax::new(Category::O, Percent(0))))),
    ("seller.company_number", "GB", |draft| {
        draft.head.seller.company_number.clear();
        draft.head.seller.vat_number.clear();
        draft.head.seller.tax_registration = "12345".into();
    }),
    ("buyer", "GB", |draft| (draft.head.form, draft.head.buyer) = (Form::Simplified, None)),
    ("currency", "BG", |draft| {
        draft.currency = currency("BHD");
        draft.head.exchange = rate("EUR", 2_430_000_000);
        draft.lines[0].priced.price = UnitPrice(1_005_000);
    }),
    ("seller.electronic", "GB", |draft| draft.head.seller.electronic = Some(nowhere())),
    ("buyer.electronic", "GB", |draft| them(draft).electronic = Some(nowhere())),
    ("seller.electronic", "DE", |draft| german(draft).head.seller.electronic = None),
    ("buyer.electronic", "DE", |draft| them(german(draft)).electronic = None),
    ("seller.contact.name", "DE", |draft| german(draft).head.seller.contact.name.clear()),
    ("seller.contact.phone", "DE", |draft| german(draft).head.seller.contact.phone.clear()),
    ("seller.postcode", "DE", |draft| german(draft).head.seller.address.postcode.clear()),
    ("accounts", "DE", |draft| german(draft).head.payment.accounts.clear()),
];

fn backwards() -> Period {
    Period { from: october().to, to: october().from }
}

fn rate(code: &str, billionths: i64) -> Option<Exchange> {
    Some(Exchange { currency: currency(code), billionths, rated_on: day("2026-11-20") })
}

fn within(draft: &mut Draft) -> Tax {
    draft.lines[0].item.ground = ground(Category::K);
    Tax::new(Category::K, Percent(0))
}

fn share(draft: &mut Draft, reason: &str, measure: Measure, category: Option<Category>) {
    let tax = category.map(|category| Tax::new(category, Percent(0)));
    let adjustment = Adjustment { side: Side::Allowance, measure, tax };
    draft.adjustments.push(DraftAdjustment { reason: reason.into(), adjustment });
}

fn note_draft(draft: &mut Draft) -> &mut Draft {
    let Draft { head: old, currency, .. } = draft;
    let buyer = buyer(old.seller.address.country.code());
    *old = head(PaperKind::CreditNote, old.seller.clone(), buyer, *currency);
    draft
}

fn note(draft: &mut Draft) -> &mut kantora::billing::documents::Head {
    &mut note_draft(draft).head
}

fn them(draft: &mut Draft) -> &mut Party {
    draft.head.buyer.as_mut().unwrap()
}

fn german(draft: &mut Draft) -> &mut Draft {
    draft.head.buyer_reference = "04011000-1234512345-06".into();
    draft
}

fn nowhere() -> ElectronicAddress {
    ElectronicAddress { scheme: "EM".into(), address: String::new() }
}

fn refused(mutants: &[Mutant], ask: fn(&Document) -> Problems) {
    for (place, (field, country, change)) in mutants.iter().enumerate() {
        let good = Document::compose(draft(country)).unwrap();
        let mut draft = draft(country);
        change(&mut draft);
        let bad = Document::compose(draft).unwrap();

        assert!(ask(&good).is_empty(), "{country}: {}", ask(&good));
        let problems = ask(&bad);
        assert!(problems.on(field).is_some(), "{place}: {field} is not refused, but {problems}");
    }
}

#[test]
fn what_is_wrong_with_a_paper_is_refused_by_its_field() {
    let all = [&NUMBERS[..], &LINES, &MONEY, &NOTES, &PARTIES].concat();

    assert!(all.len() >= 50, "{}", all.len());
    refused(&all, Document::check);
}

#[test]
fn what_cannot_be_sent_as_data_may_still_be_printed() {
    refused(&ELECTRONIC, Document::electronic);
    for (field, country, change) in ELECTRONIC {
        let mut draft = draft(country);
        change(&mut draft);
        let problems = Document::compose(draft).unwrap().check();
        assert!(problems.on(field).is_none(), "{problems}");
    }
}

#[test]
fn a_paper_that_corrects_asks_for_no_more_than_an_invoice() {
    let mut note = draft("GB");
    note_draft(&mut note);
    note.head.preceding = vec![Preceding { number: "INV-0001".into(), issued_on: day("2026-11-01") }];
    note.head.due_on = None;
    note.head.terms = Wording::default();

    let problems = Document::compose(note).unwrap().electronic();

    assert!(problems.is_empty(), "{problems}");
}

#[test]
fn a_small_british_invoice_need_not_name_the_buyer() {
    let mut small = draft("GB");
    small.head.form = Form::Simplified;
    small.head.buyer = None;

    let problems = Document::compose(small).unwrap().check();

    assert!(problems.is_empty(), "{problems}");
}

#[test]
fn offers_ask_for_less() {
    for kind in [PaperKind::ProForma, PaperKind::Quote] {
        let mut offer = draft("BG");
        offer.head.kind = kind;
        offer.head.number = "Q-0001".into();
        offer.head.due_on = None;
        offer.head.terms = Wording::default();
        offer.head.taxed_on = None;
        offer.head.seller.vat_number.clear();

        let problems = Document::compose(offer).unwrap().check();

        assert!(problems.is_empty(), "{kind:?}: {problems}");
    }
}
