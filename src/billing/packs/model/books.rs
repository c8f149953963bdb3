//! The tables of a pack. Amounts of credit notes stand below zero, so that each column adds up.

use super::journal::{Account, Posting, of_paper};
use super::paper::{Paper, Receipt, Share};
use super::software::{QUICKBOOKS, SAGE, XERO};
use super::table::{Row, Sheet, billionths};
use crate::base::{Currency, Day, Language};
use crate::billing::documents::{Line, TaxGroup};
use crate::billing::pricing::Tax;

/// Every table of papers.
pub const SHEETS: [&Sheet; 6] = [&PAPERS, &LINES, &VAT, &XERO, &QUICKBOOKS, &SAGE];

const PAPERS: Sheet = Sheet {
    name: "invoices.csv",
    header: &[
        "number",
        "kind",
        "issued_on",
        "taxed_on",
        "due_on",
        "buyer",
        "buyer_country",
        "buyer_vat_number",
        "buyer_company_number",
        "order",
        "corrects",
        "currency",
        "net",
        "vat",
        "gross",
        "rounding",
        "prepaid",
        "due",
        "rate",
        "home_currency",
        "home_net",
        "home_vat",
        "home_gross",
    ],
    rows: |paper, own| vec![told(paper, own)],
};

const LINES: Sheet = Sheet {
    name: "lines.csv",
    header: &[
        "number",
        "kind",
        "issued_on",
        "line",
        "name",
        "description",
        "code",
        "quantity",
        "unit",
        "price",
        "prices",
        "discount",
        "tax_category",
        "tax_rate",
        "currency",
        "amount",
        "net",
    ],
    rows: |paper, _| lines(paper),
};

const VAT: Sheet = Sheet {
    name: "vat.csv",
    header: &[
        "number",
        "kind",
        "issued_on",
        "taxed_on",
        "buyer",
        "buyer_country",
        "buyer_vat_number",
        "tax_category",
        "tax_rate",
        "ground",
        "currency",
        "base",
        "vat",
        "gross",
        "home_currency",
        "home_base",
        "home_vat",
    ],
    rows: vat,
};

/// The columns of payments.
pub const PAYMENTS: [&str; 12] = [
    "payment",
    "received_on",
    "kind",
    "reference",
    "note",
    "is_undone",
    "currency",
    "amount",
    "fee",
    "number",
    "buyer",
    "part",
];

/// The columns of the journal.
pub const JOURNAL: [&str; 15] = [
    "entry",
    "day",
    "source",
    "number",
    "name",
    "account",
    "account_name",
    "tax_category",
    "tax_rate",
    "currency",
    "debit",
    "credit",
    "home_currency",
    "home_debit",
    "home_credit",
];

/// Number, kind and day.
fn head(paper: &Paper) -> Row {
    Row::default().text(paper.number()).plain(paper.kind.code()).day(Some(paper.document.head().issued_on))
}

/// Name, country and VAT number of the buyer.
fn buyer(row: Row, paper: &Paper) -> Row {
    match &paper.document.head().buyer {
        Some(buyer) => {
            row.text(&buyer.legal_name).plain(buyer.address.country.code()).text(&buyer.vat_number)
        }
        None => row.blank(3),
    }
}

fn taxed(row: Row, tax: Tax) -> Row {
    row.plain(tax.category.code()).plain(tax.percent.typed(Language::En))
}

fn told(paper: &Paper, own: Currency) -> Row {
    let (head_of, sums, sign) = (paper.document.head(), paper.document.sums(), paper.sign());
    let corrects: Vec<&str> = head_of.preceding.iter().map(|before| before.number.as_str()).collect();
    let company = head_of.buyer.as_ref().map_or("", |buyer| &buyer.company_number);
    let row = buyer(head(paper).day(head_of.taxed_on).day(head_of.due_on), paper);
    let row = row.text(company).text(&head_of.order).text(&corrects.join(" ")).plain(sums.currency);
    let told = [sums.net, sums.vat, sums.gross, sums.rounding, sums.prepaid, sums.due];
    let row = told.into_iter().fold(row, |row, minor| row.money(sign * minor, sums.currency));
    let home = |row: Row, currency: Currency, (net, vat, gross): (i64, i64, i64)| {
        let row = row.plain(currency);
        [net, vat, gross].into_iter().fold(row, |row, minor| row.money(sign * minor, currency))
    };
    match &sums.home {
        Some(at) => {
            let rate = billionths(at.exchange.billionths);
            home(row.plain(rate), at.exchange.currency, (at.net, at.vat, at.net + at.vat))
        }
        None if sums.currency == own => home(row.plain(1), own, (sums.net, sums.vat, sums.gross)),
        None => row.blank(5),
    }
}

/// The lines, then what came off the whole paper or on top of it, by group.
fn lines(paper: &Paper) -> Vec<Row> {
    let (sums, sign) = (paper.document.sums(), paper.sign());
    let prices = sums.entry.code();
    let line = |(place, line): (usize, &Line)| {
        let item = &line.item;
        let row = head(paper).plain(place + 1).text(&item.name).text(&item.description);
        let row =
            row.text(&item.seller_code).plain(line.quantity.typed(Language::En)).plain(item.unit.code());
        let row = row.plain(line.price.typed(sums.currency, Language::En)).plain(prices);
        taxed(row.money(line.off, sums.currency), line.tax)
            .plain(sums.currency)
            .money(sign * line.amount, sums.currency)
            .money(sign * line.net, sums.currency)
    };
    let mut rows: Vec<Row> = sums.lines.iter().enumerate().map(line).collect();
    for shared in &sums.shared {
        for part in &shared.parts {
            let row = head(paper).plain("").text(&shared.reason).blank(5).plain(prices).blank(1);
            rows.push(
                taxed(row, part.tax)
                    .plain(sums.currency)
                    .money(sign * part.amount, sums.currency)
                    .money(sign * part.net, sums.currency),
            );
        }
    }
    rows
}

fn vat(paper: &Paper, own: Currency) -> Vec<Row> {
    let (sums, sign) = (paper.document.sums(), paper.sign());
    let postings = of_paper(paper, own);
    let home = |account: Account, tax: Tax| {
        let mut found = postings.iter();
        let found = found.find(|posting| posting.account == account && posting.tax == Some(tax));
        found.map_or(Some(0), |posting| posting.home.map(|home| -home))
    };
    let currency = paper.exchange().map_or(own, |exchange| exchange.currency);
    let group = |group: &TaxGroup| {
        let row = buyer(head(paper).day(paper.document.head().taxed_on), paper);
        let ground = group.ground.as_ref().map_or("", |ground| ground.wording.first.as_str());
        let row = taxed(row, group.tax).text(ground).plain(sums.currency);
        let told = [group.base, group.vat, group.gross].into_iter();
        let row = told.fold(row, |row, minor| row.money(sign * minor, sums.currency));
        match (home(Account::Revenue, group.tax), home(Account::OutputVat, group.tax)) {
            (Some(base), Some(vat)) if paper.exchange().is_some() || sums.currency == own => {
                row.plain(currency).money(base, currency).money(vat, currency)
            }
            _ => row.blank(3),
        }
    };
    sums.groups.iter().map(group).collect()
}

/// The rows of a payment: one for each paper that it is for.
pub fn payment(receipt: &Receipt) -> Vec<Row> {
    let currency = receipt.amount.currency;
    let row = |share: &Share| {
        Row::default()
            .plain(receipt.id)
            .day(Some(receipt.received_on))
            .plain(receipt.kind.code())
            .text(&receipt.reference)
            .text(&receipt.note)
            .plain(if receipt.is_undone { "yes" } else { "no" })
            .plain(currency)
            .money(receipt.amount.minor, currency)
            .money(receipt.fee, currency)
            .text(&share.number)
            .text(&share.buyer)
            .money(share.amount, currency)
    };
    receipt.shares.iter().map(row).collect()
}

/// The rows of an entry of the journal.
pub fn entry(
    (number, day, source): (u64, Day, &str),
    (currency, home): (Currency, Currency),
    postings: &[Posting],
    named: impl Fn(Account) -> String,
) -> Vec<Row> {
    let sides = |row: Row, amount: Option<i64>, currency: Currency| match amount {
        Some(amount) if amount >= 0 => row.plain(currency).money(amount, currency).blank(1),
        Some(amount) => row.plain(currency).blank(1).money(-amount, currency),
        None => row.blank(3),
    };
    let row = |posting: &Posting| {
        let row = Row::default().plain(number).day(Some(day)).plain(source);
        let row = row.text(&posting.number).text(&posting.name);
        let row = row.plain(posting.account.code()).plain(named(posting.account));
        let row = match posting.tax {
            Some(tax) => taxed(row, tax),
            None => row.blank(2),
        };
        sides(sides(row, Some(posting.amount), currency), posting.home, home)
    };
    postings.iter().map(row).collect()
}
