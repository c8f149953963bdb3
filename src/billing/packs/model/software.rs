//! Sales as other products read them, by their own published columns.
//!
//! Xero: the template for sales invoices ("Import invoices from a CSV file"). QuickBooks Online: the columns of "Import
//! invoices". Sage 50: the columns of "Audit trail transactions", of the types `SI` and `SC`. The numbers of accounts and of
//! customers there are not known here, so these columns are empty; tax codes stand only where the seller is in Britain, whose
//! names for them the products fix. The first two take no credit notes in these files, so none are in them. FreeAgent
//! takes no file of sales invoices: for it there is what came into the bank, as "Date, Amount, Description" without a head,
//! which it then matches with its invoices.

use super::paper::{Paper, Receipt};
use super::table::{Row, Sheet, decimal};
use crate::base::{Currency, Day, Language};
use crate::billing::documents::Line;
use crate::billing::invoices::Kind;
use crate::billing::payments;
use crate::billing::pricing::{Category, Entry, Percent, Tax};

/// For Xero.
pub const XERO: Sheet = Sheet {
    name: "software/xero.csv",
    header: &[
        "*ContactName",
        "EmailAddress",
        "POAddressLine1",
        "POAddressLine2",
        "POAddressLine3",
        "POAddressLine4",
        "POCity",
        "PORegion",
        "POPostalCode",
        "POCountry",
        "*InvoiceNumber",
        "Reference",
        "*InvoiceDate",
        "*DueDate",
        "InventoryItemCode",
        "*Description",
        "*Quantity",
        "*UnitAmount",
        "Discount",
        "*AccountCode",
        "*TaxType",
        "TrackingName1",
        "TrackingOption1",
        "TrackingName2",
        "TrackingOption2",
        "Currency",
        "BrandingTheme",
    ],
    rows: xero,
};

/// For QuickBooks Online.
pub const QUICKBOOKS: Sheet = Sheet {
    name: "software/quickbooks.csv",
    header: &[
        "*InvoiceNo",
        "*Customer",
        "*InvoiceDate",
        "*DueDate",
        "Terms",
        "Memo",
        "Item(Product/Service)",
        "ItemDescription",
        "ItemQuantity",
        "ItemRate",
        "*ItemAmount",
        "*ItemTaxCode",
        "Currency",
    ],
    rows: quickbooks,
};

/// For Sage 50.
pub const SAGE: Sheet = Sheet {
    name: "software/sage.csv",
    header: &[
        "Type",
        "Account Reference",
        "Nominal A/C Ref",
        "Department Code",
        "Date",
        "Reference",
        "Details",
        "Net Amount",
        "Tax Code",
        "Tax Amount",
    ],
    rows: sage,
};

/// What is sold on a row, without the tax.
struct Sold {
    words: String,
    quantity: String,
    price: String,
    net: i64,
    tax: Tax,
}

/// Lines, then what came off the whole or on top of it; in one piece where quantity by price is another amount.
fn sold(paper: &Paper) -> Vec<Sold> {
    let sums = paper.document.sums();
    let piece = |words: String, net: i64, tax: Tax| Sold {
        words,
        quantity: "1".to_owned(),
        price: decimal(net, sums.currency),
        net,
        tax,
    };
    let line = |line: &Line| {
        let words = [line.item.name.as_str(), &line.item.description];
        let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
        let whole = piece(words.join(": "), line.net, line.tax);
        if sums.entry == Entry::Gross || line.off != 0 {
            return whole;
        }
        let quantity = line.quantity.typed(Language::En);
        Sold { quantity, price: line.price.typed(sums.currency, Language::En), ..whole }
    };
    let parts = sums
        .shared
        .iter()
        .flat_map(|shared| shared.parts.iter().map(|part| piece(shared.reason.clone(), part.net, part.tax)));
    sums.lines.iter().map(line).chain(parts).collect()
}

/// As people in Britain write it: these products read no other way there.
fn british(day: Day) -> String {
    day.0.strftime("%d/%m/%Y").to_string()
}

fn due_on(paper: &Paper) -> Day {
    let head = paper.document.head();
    head.due_on.unwrap_or(head.issued_on)
}

/// The name of the tax in a product, where it fixes it for Britain.
fn code(paper: &Paper, tax: Tax, names: [&'static str; 5]) -> &'static str {
    let [standard, reduced, zero, exempt, outside] = names;
    if paper.document.head().seller.address.country.code() != "GB" {
        return "";
    }
    match (tax.category, tax.percent) {
        (Category::S, Percent(200_000)) => standard,
        (Category::S, Percent(50_000)) => reduced,
        (Category::Z, _) => zero,
        (Category::E, _) => exempt,
        (Category::O, _) => outside,
        (Category::S | Category::AE | Category::K | Category::G, _) => "",
    }
}

fn xero(paper: &Paper, _: Currency) -> Vec<Row> {
    const TYPES: [&str; 5] =
        ["20% (VAT on Income)", "5% (VAT on Income)", "Zero Rated Income", "Exempt Income", "No VAT"];
    if paper.kind == Kind::CreditNote {
        return Vec::new();
    }
    let head = paper.document.head();
    let row = |sold: Sold| {
        let row = Row::default().text(paper.buyer());
        let row = match &head.buyer {
            Some(buyer) => {
                let place = &buyer.address;
                let row = row.text(&buyer.contact.email).text(&place.street).text(&place.more).blank(2);
                let row = row.text(&place.city).text(&place.region).text(&place.postcode);
                row.plain(place.country.code())
            }
            None => row.blank(9),
        };
        let row = row.text(paper.number()).text(&head.order);
        let row = row.plain(british(head.issued_on)).plain(british(due_on(paper))).blank(1);
        let row = row.text(&sold.words).plain(sold.quantity).plain(sold.price).blank(2);
        row.plain(code(paper, sold.tax, TYPES)).blank(4).plain(paper.document.sums().currency).blank(1)
    };
    sold(paper).into_iter().map(row).collect()
}

fn quickbooks(paper: &Paper, _: Currency) -> Vec<Row> {
    const CODES: [&str; 5] = ["20.0% S", "5.0% R", "0.0% Z", "Exempt", "No VAT"];
    if paper.kind == Kind::CreditNote {
        return Vec::new();
    }
    let (head, currency) = (paper.document.head(), paper.document.sums().currency);
    let row = |sold: Sold| {
        let row = Row::default().text(paper.number()).text(paper.buyer());
        let row = row.plain(british(head.issued_on)).plain(british(due_on(paper))).blank(1);
        let row = row.text(&head.order).blank(1).text(&sold.words).plain(sold.quantity).plain(sold.price);
        row.money(sold.net, currency).plain(code(paper, sold.tax, CODES)).plain(currency)
    };
    sold(paper).into_iter().map(row).collect()
}

/// One transaction for each group of the tax, so that its VAT is what the paper says.
fn sage(paper: &Paper, _: Currency) -> Vec<Row> {
    const CODES: [&str; 5] = ["T1", "T5", "T0", "T2", "T9"];
    let (head, sums) = (paper.document.head(), paper.document.sums());
    let kind = if paper.kind == Kind::CreditNote { "SC" } else { "SI" };
    let groups = sums.groups.iter().map(|group| {
        let row = Row::default().plain(kind).blank(3).plain(british(head.issued_on)).text(paper.number());
        let row = row.text(paper.buyer()).money(group.base, sums.currency);
        row.plain(code(paper, group.tax, CODES)).money(group.vat, sums.currency)
    });
    groups.collect()
}

/// The file of bank transactions for FreeAgent.
pub const FREEAGENT: &str = "software/freeagent.csv";

/// What came into the bank with a payment, or went out, in the currency of the company; nothing of what was undone or came
/// otherwise.
pub fn freeagent(receipt: &Receipt, own: Currency) -> Option<Row> {
    let is_there =
        receipt.kind == payments::Kind::Bank && !receipt.is_undone && receipt.amount.currency == own;
    let told = receipt.shares.iter().flat_map(|share| [share.number.as_str(), &share.buyer]);
    let told: Vec<&str> =
        told.chain([receipt.reference.as_str()]).filter(|words| !words.is_empty()).collect();
    is_there.then(|| {
        Row::default()
            .plain(receipt.received_on.0.strftime("%d/%m/%Y"))
            .money(receipt.amount.minor - receipt.fee, own)
            .text(&told.join(" "))
    })
}
