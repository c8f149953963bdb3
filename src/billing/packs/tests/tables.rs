//! The tables of packs, their own and those for others.

use super::super::model::{
    BULGARIA, JOURNAL, PAYMENTS, Paper, Receipt, Row, SHEETS, entry, freeagent, of_paper, payment,
};
use super::{REDUCED, STANDARD, currency, day, line, paper, receipt};
use crate::billing::invoices::Kind;
use crate::billing::payments;
use crate::billing::pricing::{Category, Percent, Tax};

#[test]
fn each_row_has_a_cell_for_each_column_and_starts_no_formula() {
    let both = [Kind::Invoice, Kind::CreditNote, Kind::DebitNote].map(|kind| {
        paper(kind, vec![line(100_000_000, STANDARD), line(-5_000_000, REDUCED)], Some(878_950_000), 0, 1)
    });
    let unknown = paper(Kind::Invoice, vec![line(100_000_000, STANDARD)], None, 0, 1);

    for sheet in SHEETS.into_iter().chain(BULGARIA) {
        for paper in both.iter().chain([&unknown]) {
            for row in (sheet.rows)(paper, currency("GBP")) {
                assert_eq!(row.cells().len(), sheet.header.len(), "{}: {:?}", sheet.name, row.cells());
                assert!(!row.cells().iter().any(|cell| cell.starts_with('=')), "{:?}", row.cells());
            }
        }
    }
    let paid = payment(&receipt(payments::Kind::Bank, 5_000, 150));
    assert!(paid.iter().all(|row| row.cells().len() == PAYMENTS.len()));
    assert_eq!(paid[0].cells()[3], "'+1");
    let said = (1, day("2026-01-31"), "invoice");
    let booked =
        entry(said, (currency("EUR"), currency("GBP")), &of_paper(&unknown, currency("GBP")), |account| {
            account.code().to_owned()
        });
    assert!(booked.iter().all(|row| row.cells().len() == JOURNAL.len()));
    assert_eq!(booked[0].cells()[9..], ["EUR", "120.00", "", "", "", ""]);
    assert_eq!(booked[1].cells()[9..], ["EUR", "", "100.00", "", "", ""]);
}

fn cells(name: &str, paper: &Paper) -> Vec<Vec<(&'static str, String)>> {
    let sheet = SHEETS.into_iter().chain(BULGARIA).find(|sheet| sheet.name == name).expect("a table");
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
fn the_ledger_of_bulgaria_has_a_column_for_each_kind_of_sale() {
    let untaxed = |category| Tax { category, percent: Percent(0) };
    let nine = Tax { category: Category::S, percent: Percent(90_000) };
    let sold = [
        (10, STANDARD),
        (20, nine),
        (30, untaxed(Category::G)),
        (40, untaxed(Category::K)),
        (50, untaxed(Category::AE)),
        (60, untaxed(Category::E)),
        (70, untaxed(Category::O)),
    ];
    let lines = sold.into_iter().map(|(price, tax)| line(price * 1_000_000, tax)).collect();

    let note = paper(Kind::CreditNote, lines, None, 0, 1);

    let ledger = cells("bulgaria/prodazhbi.csv", &note);
    let told = pairs(&[
        ("Данъчен период", "202601"),
        ("Вид на документа", "03"),
        ("Общ размер на данъчните основи", "-100.00"),
        ("Всичко начислен ДДС", "-3.80"),
        ("ДО 20%", "-10.00"),
        ("ДДС 20%", "-2.00"),
        ("ДО 9%", "-20.00"),
        ("ДДС 9%", "-1.80"),
        ("ДО 0% по глава трета", "-30.00"),
        ("ДО 0% на ВОД", "-40.00"),
        ("ДО на услуги по чл. 21, ал. 2", "-50.00"),
        ("ДО на освободени доставки", "-60.00"),
        ("ДО за разпределяне", "-70.00"),
    ]);
    for pair in told {
        assert!(ledger[0].contains(&pair), "{pair:?} in {ledger:?}");
    }
    let union = cells("bulgaria/vies.csv", &note);
    assert!(union[0].contains(&("ВОД на стоки", "-40.00".to_owned())), "{union:?}");
    assert!(union[0].contains(&("Услуги по чл. 21, ал. 2", "-50.00".to_owned())), "{union:?}");
    let home = paper(Kind::Invoice, vec![line(10_000_000, STANDARD)], None, 0, 1);
    assert!(cells("bulgaria/vies.csv", &home).is_empty());
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

#[test]
fn only_what_is_at_the_bank_goes_to_freeagent() {
    let own = currency("EUR");
    let there = freeagent(&receipt(payments::Kind::Bank, 5_000, 150), own).unwrap();

    assert_eq!(there.cells()[1], "48.50", "the bank kept its fee");
    assert_eq!(there.cells().len(), 3);
    assert!(freeagent(&receipt(payments::Kind::Cash, 5_000, 0), own).is_none());
    assert!(freeagent(&receipt(payments::Kind::Bank, 5_000, 0), currency("GBP")).is_none());
    let undone = Receipt { is_undone: true, ..receipt(payments::Kind::Bank, 5_000, 0) };
    assert!(freeagent(&undone, own).is_none());
}
