//! Packs: days, the journal, tables.

use proptest::prelude::*;

use super::model::{
    Account, Event, Paper, Quick, Range, Receipt, Row, SHEETS, Share, State, entry, of_paper, of_payment,
    payment,
};
use crate::base::{Currency, Day, Fields, InvoiceId, Language, Money, PaymentId};
use crate::billing::countries::PaperKind;
use crate::billing::documents::{
    Address, Contact, Document, Draft, DraftLine, Exchange, Form, Head, Item, Languages, Party, Payment,
    Wording,
};
use crate::billing::invoices::Kind;
use crate::billing::payments;
use crate::billing::pricing::{Category, Entry, Line, Percent, Quantity, Tax, UnitPrice};
use crate::billing::products::Unit;

const STANDARD: Tax = Tax { category: Category::S, percent: Percent(200_000) };
const REDUCED: Tax = Tax { category: Category::S, percent: Percent(50_000) };

fn currency(code: &str) -> Currency {
    code.parse().expect("a currency")
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn party(name: &str) -> Party {
    Party {
        legal_name: name.into(),
        trading_name: String::new(),
        address: Address {
            street: "1 Long Row".into(),
            more: String::new(),
            city: "Bristol".into(),
            postcode: "BS1 1AA".into(),
            region: String::new(),
            country: "GB".parse().expect("a country"),
        },
        vat_number: String::new(),
        company_number: String::new(),
        tax_registration: String::new(),
        registration: String::new(),
        manager: String::new(),
        contact: Contact::default(),
        electronic: None,
    }
}

fn head() -> Head {
    Head {
        kind: PaperKind::Invoice,
        form: Form::Full,
        languages: Languages { first: Language::En, second: None },
        number: "INV/7".into(),
        issued_on: day("2026-01-31"),
        taxed_on: None,
        period: None,
        due_on: Some(day("2026-02-14")),
        terms: Wording::default(),
        exchange: None,
        buyer_reference: String::new(),
        order: "PO 1".into(),
        contract: String::new(),
        preceding: Vec::new(),
        reason: String::new(),
        seller: party("Seller"),
        buyer: Some(party("=Buyer")),
        delivered_to: None,
        prepared_by: String::new(),
        notes: Vec::new(),
        payment: Payment::default(),
        in_words: None,
    }
}

fn line(price: i64, tax: Tax) -> DraftLine {
    let item = Item {
        name: "Work".into(),
        description: String::new(),
        unit: Unit::Hour,
        seller_code: String::new(),
        buyer_code: String::new(),
        gtin: String::new(),
        period: None,
        ground: None,
    };
    DraftLine { item, priced: Line { quantity: Quantity::ONE, price: UnitPrice(price), discount: None, tax } }
}

/// A paper in euros; prices at 10^-6.
fn paper(kind: Kind, lines: Vec<DraftLine>, rate: Option<i64>, prepaid: i64, step: i64) -> Paper {
    let exchange = rate.map(|billionths| Exchange {
        currency: currency("GBP"),
        billionths,
        rated_on: day("2026-01-30"),
    });
    let draft = Draft {
        head: Head { exchange, ..head() },
        currency: currency("EUR"),
        entry: Entry::Net,
        step,
        lines,
        adjustments: Vec::new(),
        prepaid,
    };
    Paper {
        id: InvoiceId::new(9),
        kind,
        day: day("2026-01-31"),
        document: Document::compose(draft).expect("it fits"),
    }
}

/// Where a paper is booked, and how much in both currencies.
fn booked(paper: &Paper, own: &str) -> Vec<(Account, i64, Option<i64>)> {
    let postings = of_paper(paper, currency(own)).into_iter();
    postings.map(|posting| (posting.account, posting.amount, posting.home)).collect()
}

/// The same of a payment.
fn paid(receipt: &Receipt, own: &str) -> Vec<(Account, i64, Option<i64>)> {
    let postings = of_payment(receipt, currency(own)).into_iter();
    postings.map(|posting| (posting.account, posting.amount, posting.home)).collect()
}

#[test]
fn days_that_are_often_wanted_end_before_the_time_that_runs() {
    let of = |quick, today| Range::quick(quick, day(today));
    let days = |from, to| Range { from: day(from), to: day(to) };

    assert_eq!(of(Quick::Month, "2024-03-31"), days("2024-02-01", "2024-02-29"));
    assert_eq!(of(Quick::Month, "2026-01-01"), days("2025-12-01", "2025-12-31"));
    assert_eq!(of(Quick::Quarter, "2026-03-31"), days("2025-10-01", "2025-12-31"));
    assert_eq!(of(Quick::Quarter, "2026-12-01"), days("2026-07-01", "2026-09-30"));
    assert_eq!(of(Quick::Year, "2026-11-23"), days("2025-01-01", "2025-12-31"));
}

#[test]
fn days_are_said_and_stand_in_order() {
    let problem = |from: &str, to: &str| {
        let typed = Fields::new().with("from", from).with("to", to);
        Range::parse(&typed).map_err(|error| format!("{error:?}"))
    };

    assert_eq!(problem("2026-01-31", "2026-01-31").expect("a day").to, day("2026-01-31"));
    assert!(problem("", "2026-01-31").unwrap_err().contains("packs-day-missing"));
    assert!(problem("31.13.2026", "2026-01-31").unwrap_err().contains("packs-day-wrong"));
    assert!(problem("2026-02-01", "2026-01-31").unwrap_err().contains("packs-to-before-from"));
}

#[test]
fn a_pack_ends_once() {
    assert_eq!(State::Making.after(Event::Finish).expect("it ends"), State::Made);
    assert_eq!(State::Making.after(Event::Fail).expect("it ends"), State::Failed);
    for over in [State::Made, State::Failed] {
        assert!(over.after(Event::Finish).is_err() && over.after(Event::Fail).is_err());
    }
}

#[test]
fn a_paper_is_booked_by_group_of_the_tax() {
    // 10.03 at 20 % and 10.01 at 5 %: 2.006 and 0.5005 of VAT; 22.55 is rounded to 22.60, of which 5.00 were paid.
    let lines = vec![line(10_030_000, STANDARD), line(10_010_000, REDUCED)];

    let booked = of_paper(&paper(Kind::Invoice, lines, None, 500, 10), currency("EUR"));

    let told: Vec<(Account, Option<Tax>, i64)> =
        booked.iter().map(|posting| (posting.account, posting.tax, posting.amount)).collect();
    assert_eq!(told[0], (Account::Receivable, None, 1_760));
    for posting in [
        (Account::Revenue, Some(STANDARD), -1_003),
        (Account::OutputVat, Some(STANDARD), -201),
        (Account::Revenue, Some(REDUCED), -1_001),
        (Account::OutputVat, Some(REDUCED), -50),
        (Account::Rounding, None, -5),
        (Account::Prepaid, None, 500),
    ] {
        assert!(told.contains(&posting), "{posting:?} in {told:?}");
    }
    assert_eq!(told.iter().map(|(_, _, amount)| amount).sum::<i64>(), 0);
    assert!(booked.iter().all(|posting| posting.home == Some(posting.amount)));
}

#[test]
fn a_credit_note_is_booked_the_other_way_and_foreign_money_at_the_rate_of_the_paper() {
    let lines = || vec![line(100_000_000, STANDARD)];

    let note = booked(&paper(Kind::CreditNote, lines(), Some(878_950_000), 0, 1), "GBP");
    let unknown = booked(&paper(Kind::Invoice, lines(), None, 0, 1), "GBP");

    // 100.00 at 0.87895 is 87.895, rounded up; 20.00 is 17.579.
    assert_eq!(
        note,
        [
            (Account::Receivable, -12_000, Some(-10_548)),
            (Account::Revenue, 10_000, Some(8_790)),
            (Account::OutputVat, 2_000, Some(1_758)),
        ]
    );
    assert!(unknown.iter().all(|posting| posting.2.is_none()));
}

proptest! {
    #[test]
    fn every_paper_balances_in_both_currencies_and_is_what_it_says(
        prices in prop::collection::vec((1_i64..5_000_000_000, any::<bool>()), 1..6),
        rate in 1_000_000_i64..3_000_000_000,
        step in 1_i64..6,
    ) {
        let lines = prices.iter().map(|(price, high)| line(*price, if *high { STANDARD } else { REDUCED }));
        let paper = paper(Kind::Invoice, lines.collect(), Some(rate), 0, step);
        let sums = paper.document.sums().clone();
        let home = sums.home.expect("a rate");

        let booked = booked(&paper, "GBP");

        let sum = |account: Account| {
            let of = booked.iter().filter(|posting| posting.0 == account);
            of.fold((0, 0), |sum, (_, amount, home)| (sum.0 + amount, sum.1 + home.expect("it fits")))
        };
        prop_assert_eq!(booked.iter().map(|posting| posting.1).sum::<i64>(), 0);
        prop_assert_eq!(booked.iter().filter_map(|posting| posting.2).sum::<i64>(), 0);
        prop_assert_eq!(sum(Account::Receivable).0, sums.due);
        prop_assert_eq!(sum(Account::Revenue), (-sums.net, -home.net));
        prop_assert_eq!(sum(Account::OutputVat), (-sums.vat, -home.vat));
    }
}

fn receipt(kind: payments::Kind, amount: i64, fee: i64) -> Receipt {
    Receipt {
        id: PaymentId::new(4),
        received_on: day("2026-02-01"),
        kind,
        amount: Money::new(amount, currency("EUR")),
        fee,
        reference: "+1".into(),
        note: String::new(),
        is_undone: false,
        shares: vec![
            Share { number: "INV/7".into(), buyer: "Buyer".into(), amount: amount - 100 },
            Share { number: "INV/8".into(), buyer: "Buyer".into(), amount: 100 },
        ],
    }
}

#[test]
fn a_payment_is_booked_where_it_came_without_what_the_bank_kept() {
    let bank = paid(&receipt(payments::Kind::Bank, 5_000, 150), "EUR");
    let cash = paid(&receipt(payments::Kind::Cash, -5_000, 0), "GBP");

    assert_eq!(
        bank,
        [
            (Account::Bank, 4_850, Some(4_850)),
            (Account::Fees, 150, Some(150)),
            (Account::Receivable, -4_900, Some(-4_900)),
            (Account::Receivable, -100, Some(-100)),
        ]
    );
    assert_eq!(
        cash,
        [
            (Account::Cash, -5_000, None),
            (Account::Receivable, 5_100, None),
            (Account::Receivable, -100, None),
        ]
    );
}

#[test]
fn each_row_has_a_cell_for_each_column_and_starts_no_formula() {
    let both = [Kind::Invoice, Kind::CreditNote, Kind::DebitNote].map(|kind| {
        paper(kind, vec![line(100_000_000, STANDARD), line(-5_000_000, REDUCED)], Some(878_950_000), 0, 1)
    });
    let unknown = paper(Kind::Invoice, vec![line(100_000_000, STANDARD)], None, 0, 1);

    for sheet in SHEETS {
        for paper in both.iter().chain([&unknown]) {
            for row in (sheet.rows)(paper, currency("GBP")) {
                assert_eq!(row.cells().len(), sheet.header.len(), "{}: {:?}", sheet.name, row.cells());
                assert!(!row.cells().iter().any(|cell| cell.starts_with('=')), "{:?}", row.cells());
            }
        }
    }
    let paid = payment(&receipt(payments::Kind::Bank, 5_000, 150));
    assert!(paid.iter().all(|row| row.cells().len() == super::model::PAYMENTS.len()));
    assert_eq!(paid[0].cells()[3], "'+1");
    let said = (1, day("2026-01-31"), "invoice");
    let booked =
        entry(said, (currency("EUR"), currency("GBP")), &of_paper(&unknown, currency("GBP")), |account| {
            account.code().to_owned()
        });
    assert!(booked.iter().all(|row| row.cells().len() == super::model::JOURNAL.len()));
    assert_eq!(booked[0].cells()[9..], ["EUR", "120.00", "", "", "", ""]);
    assert_eq!(booked[1].cells()[9..], ["EUR", "", "100.00", "", "", ""]);
}

fn cells(name: &str, paper: &Paper) -> Vec<Vec<(&'static str, String)>> {
    let sheet = SHEETS.into_iter().find(|sheet| sheet.name == name).expect("a table");
    let rows = (sheet.rows)(paper, currency("EUR"));
    let named = |row: Row| sheet.header.iter().copied().zip(row.cells().to_vec());
    rows.into_iter().map(|row| named(row).filter(|(_, cell)| !cell.is_empty()).collect()).collect()
}

fn pairs(pairs: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

#[test]
fn other_products_get_the_columns_that_they_publish() {
    let invoice = paper(Kind::Invoice, vec![line(99_990_000, STANDARD)], None, 0, 1);
    let note = paper(Kind::CreditNote, vec![line(99_990_000, REDUCED)], None, 0, 1);

    assert_eq!(
        cells("software/xero.csv", &invoice),
        [pairs(&[
            ("*ContactName", "'=Buyer"),
            ("POAddressLine1", "1 Long Row"),
            ("POCity", "Bristol"),
            ("POPostalCode", "BS1 1AA"),
            ("POCountry", "GB"),
            ("*InvoiceNumber", "INV/7"),
            ("Reference", "PO 1"),
            ("*InvoiceDate", "31/01/2026"),
            ("*DueDate", "14/02/2026"),
            ("*Description", "Work"),
            ("*Quantity", "1"),
            ("*UnitAmount", "99.99"),
            ("*TaxType", "20% (VAT on Income)"),
            ("Currency", "EUR"),
        ])]
    );
    assert_eq!(
        cells("software/quickbooks.csv", &invoice),
        [pairs(&[
            ("*InvoiceNo", "INV/7"),
            ("*Customer", "'=Buyer"),
            ("*InvoiceDate", "31/01/2026"),
            ("*DueDate", "14/02/2026"),
            ("Memo", "PO 1"),
            ("ItemDescription", "Work"),
            ("ItemQuantity", "1"),
            ("ItemRate", "99.99"),
            ("*ItemAmount", "99.99"),
            ("*ItemTaxCode", "20.0% S"),
            ("Currency", "EUR"),
        ])]
    );
    assert_eq!(
        cells("software/sage.csv", &note),
        [pairs(&[
            ("Type", "SC"),
            ("Date", "31/01/2026"),
            ("Reference", "INV/7"),
            ("Details", "'=Buyer"),
            ("Net Amount", "99.99"),
            ("Tax Code", "T5"),
            ("Tax Amount", "5.00"),
        ])]
    );
    assert!(
        cells("software/xero.csv", &note).is_empty() && cells("software/quickbooks.csv", &note).is_empty()
    );
}

#[test]
fn the_table_of_papers_says_both_currencies() {
    let note = paper(Kind::CreditNote, vec![line(100_000_000, STANDARD)], Some(878_950_000), 0, 1);

    let told = cells("invoices.csv", &note);
    let vat = cells("vat.csv", &note);

    for pair in
        pairs(&[("net", "-100.00"), ("rate", "0.87895"), ("home_net", "-87.90"), ("home_vat", "-17.58")])
    {
        assert!(told[0].contains(&pair), "{pair:?} in {told:?}");
    }
    for pair in
        pairs(&[("tax_rate", "20"), ("base", "-100.00"), ("home_base", "-87.90"), ("home_vat", "-17.58")])
    {
        assert!(vat[0].contains(&pair), "{pair:?} in {vat:?}");
    }
}

#[test]
fn amounts_have_the_decimals_of_their_currency_and_files_safe_names() {
    let row =
        Row::default().money(-5, currency("EUR")).money(-5, currency("JPY")).money(120_050, currency("EUR"));

    assert_eq!(row.cells(), ["-0.05", "-5", "1200.50"]);
    let name = paper(Kind::Invoice, vec![line(1_000_000, STANDARD)], None, 0, 1).file_name();
    assert_eq!(name, "INV-7-invoice-9");
}
