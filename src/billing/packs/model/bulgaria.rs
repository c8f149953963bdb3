//! The sales ledger of Bulgaria and what goes into the VIES declaration, as tables.
//!
//! Columns and their names are those of the sales ledger (Rules for the Application of the VAT Act, Appendix 10). The files
//! of fixed width that the revenue agency takes are those of the VAT return of a month (`billing/returns`). What the law
//! puts into one of several columns, and a paper does not say into which, stands in the last one.

use super::journal::{Account, of_paper};
use super::paper::Paper;
use super::table::{Row, Sheet};
use crate::base::{Currency, Day};
use crate::billing::invoices::Kind;
use crate::billing::pricing::{Category, Percent, Tax};

/// The tables for companies in Bulgaria.
pub const BULGARIA: [&Sheet; 2] = [&LEDGER, &UNION];

const LEDGER: Sheet = Sheet {
    name: "bulgaria/prodazhbi.csv",
    header: &[
        "Данъчен период",
        "Вид на документа",
        "Номер на документа",
        "Дата на документа",
        "Дата на данъчното събитие",
        "ИН на контрагента",
        "Име на контрагента",
        "Вид на стоката или услугата",
        "Общ размер на данъчните основи",
        "Всичко начислен ДДС",
        "ДО 20%",
        "ДДС 20%",
        "ДО 9%",
        "ДДС 9%",
        "ДО 0% по глава трета",
        "ДО 0% на ВОД",
        "ДО на услуги по чл. 21, ал. 2",
        "ДО на освободени доставки",
        "ДО за разпределяне",
    ],
    rows: |paper, own| vec![ledger(paper, own)],
};

const UNION: Sheet = Sheet {
    name: "bulgaria/vies.csv",
    header: &[
        "Отчетен период",
        "ИН на контрагента",
        "Име на контрагента",
        "Номер на документа",
        "ВОД на стоки",
        "Услуги по чл. 21, ал. 2",
    ],
    rows: union,
};

/// Where the ledger has a base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Standard,
    Reduced,
    Export,
    Goods,
    Services,
    Exempt,
    Open,
}

impl Column {
    fn of(paper: &Paper, tax: Tax) -> Column {
        let buyer = paper.document.head().buyer.as_ref();
        let is_abroad = buyer.is_some_and(|buyer| buyer.address.country.code() != "BG");
        match (tax.category, tax.percent) {
            (Category::S, Percent(200_000)) => Column::Standard,
            (Category::S, Percent(90_000)) => Column::Reduced,
            (Category::G, _) => Column::Export,
            (Category::K, _) => Column::Goods,
            (Category::AE, _) if is_abroad => Column::Services,
            (Category::E, _) => Column::Exempt,
            (Category::S | Category::AE | Category::Z | Category::O, _) => Column::Open,
        }
    }
}

/// What an account has in those columns, in the currency of the books; none if the paper names no rate.
fn sum(paper: &Paper, own: Currency, account: Account, columns: &[Column]) -> Option<i64> {
    let is_meant = |tax: Option<Tax>| tax.is_some_and(|tax| columns.contains(&Column::of(paper, tax)));
    let postings = of_paper(paper, own).into_iter();
    let meant = postings.filter(|posting| posting.account == account && is_meant(posting.tax));
    meant.map(|posting| posting.home.map(|home| -home)).sum()
}

/// The day that says in which period a paper stands.
fn taxed_on(paper: &Paper) -> Day {
    let head = paper.document.head();
    head.taxed_on.unwrap_or(head.issued_on)
}

fn bulgarian(day: Day) -> String {
    day.0.strftime("%d/%m/%Y").to_string()
}

/// The number by which the buyer is known: for VAT, else that of the register.
fn buyer(row: Row, paper: &Paper) -> Row {
    let number = paper.document.head().buyer.as_ref().map_or("", |buyer| {
        if buyer.vat_number.is_empty() { &buyer.company_number } else { &buyer.vat_number }
    });
    row.text(number).text(paper.buyer())
}

fn amounts(row: Row, amounts: impl IntoIterator<Item = Option<i64>>, own: Currency) -> Row {
    amounts.into_iter().fold(row, |row, amount| match amount {
        Some(amount) => row.money(amount, own),
        None => row.blank(1),
    })
}

fn ledger(paper: &Paper, own: Currency) -> Row {
    use Column::{Exempt, Export, Goods, Open, Reduced, Services, Standard};
    let kind = match paper.kind {
        Kind::Invoice => "01",
        Kind::DebitNote => "02",
        Kind::CreditNote => "03",
    };
    let (head, sums) = (paper.document.head(), paper.document.sums());
    let own = paper.exchange().map_or(own, |exchange| exchange.currency);
    let base = |columns: &[Column]| sum(paper, own, Account::Revenue, columns);
    let vat = |columns: &[Column]| sum(paper, own, Account::OutputVat, columns);
    let row = Row::default().plain(taxed_on(paper).0.strftime("%Y%m")).plain(kind).text(paper.number());
    let row = buyer(row.plain(bulgarian(head.issued_on)).plain(bulgarian(taxed_on(paper))), paper);
    let row = row.text(sums.lines.first().map_or("", |line| &line.item.name));
    let told = [
        base(&[Standard, Reduced, Export, Goods]),
        vat(&[Standard, Reduced, Open]),
        base(&[Standard]),
        vat(&[Standard]),
        base(&[Reduced]),
        vat(&[Reduced]),
        base(&[Export]),
        base(&[Goods]),
        base(&[Services]),
        base(&[Exempt]),
        base(&[Open]),
    ];
    amounts(row, told, own)
}

/// Papers with something for businesses in the Union.
fn union(paper: &Paper, own: Currency) -> Vec<Row> {
    let own = paper.exchange().map_or(own, |exchange| exchange.currency);
    let base = |column: Column| sum(paper, own, Account::Revenue, &[column]);
    let told = [base(Column::Goods), base(Column::Services)];
    if told == [Some(0), Some(0)] {
        return Vec::new();
    }
    let row = buyer(Row::default().plain(taxed_on(paper).0.strftime("%m/%Y")), paper);
    vec![amounts(row.text(paper.number()), told, own)]
}
