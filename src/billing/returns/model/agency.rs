//! The files for the National Revenue Agency of Bulgaria: PRODAGBI.TXT, the sales ledger of a month, and VIES.TXT, what
//! businesses in the Union bought. Rows of fixed width in windows-1251. The layout is that of programs whose files the agency
//! takes; its own text of it could not be found.

use std::collections::BTreeMap;

use encoding_rs::WINDOWS_1251;
use unicode_normalization::UnicodeNormalization;

use super::entry::{Entry, Paper, Return};
use super::figures::Line;
use crate::base::InvoiceId;
use crate::billing::countries::PaperKind;
use crate::billing::pricing::{Category, Percent};

/// Instead of the number of a buyer who has none.
const NOBODY: &str = "999999999999999";
/// The amounts of a row of the ledger.
const COLUMNS: usize = 17;

/// Who sends the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sender {
    /// The company.
    pub name: String,
    /// Its VAT number.
    pub vat_number: String,
    /// Its street.
    pub street: String,
    /// Its town.
    pub city: String,
    /// Its postcode.
    pub postcode: String,
    /// Who represents it.
    pub represented_by: String,
}

/// A row under way.
#[derive(Default)]
struct Line1251(Vec<u8>);

impl Line1251 {
    /// With words behind it, cut or filled up to that width.
    fn text(mut self, width: usize, words: &str) -> Line1251 {
        let mut bytes: Vec<u8> =
            words.chars().filter(|letter| !letter.is_control()).flat_map(encoded).collect();
        bytes.resize(width, b' ');
        self.0.extend(bytes);
        self
    }

    /// With figures behind it, at the right of that width.
    fn figures(mut self, width: usize, figures: &str) -> Line1251 {
        self.0.extend(format!("{figures:>width$}").into_bytes());
        self
    }
}

/// A letter in windows-1251: without its accents if it has to be, as a question mark if there is none like it.
fn encoded(letter: char) -> Vec<u8> {
    let written = |text: &str| {
        let (bytes, _, is_unknown) = WINDOWS_1251.encode(text);
        (!is_unknown).then(|| bytes.into_owned())
    };
    written(&letter.to_string())
        .or_else(|| written(&std::iter::once(letter).nfkd().next().unwrap_or('?').to_string()))
        .unwrap_or_else(|| vec![b'?'])
}

/// The sales ledger; the papers of which it has no column, by their numbers, if there are such.
pub fn ledger(made: &Return, sender: &Sender, papers: &[Paper]) -> Result<Vec<u8>, Vec<String>> {
    let mut entries: BTreeMap<InvoiceId, Vec<&Entry>> = BTreeMap::new();
    for entry in &made.entries {
        entries.entry(entry.invoice).or_default().push(entry);
    }
    let (mut rows, mut unplaced) = (Vec::new(), Vec::new());
    let known = papers.iter().filter_map(|paper| Some((paper, entries.get(&paper.id)?)));
    for (place, (paper, entries)) in known.enumerate() {
        match amounts(made, entries) {
            Some(amounts) => rows.push(row(made, (sender, paper, place + 1), &amounts)),
            None => unplaced.push(paper.number.clone()),
        }
    }
    match unplaced.is_empty() {
        true => Ok(rows.into_iter().flat_map(|row| [row.0, b"\r\n".to_vec()].concat()).collect()),
        false => Err(unplaced),
    }
}

/// A paper's amounts in the order of the columns; none if one of them has no column.
fn amounts(made: &Return, entries: &[&Entry]) -> Option<[i64; COLUMNS]> {
    // All bases, all tax, base and tax at 20 %, acquisitions (3), private use, base and tax at 9 %, chapter three, goods into
    // the Union, other zero rates, services in the Union, elsewhere, exempt, triangular.
    let mut amounts = [0; COLUMNS];
    for entry in entries {
        let is_abroad = entry.buyer != made.country;
        let (base, tax) = match (entry.tax.category, entry.tax.percent) {
            _ if entry.country != made.country || entry.is_elsewhere => (14, None),
            (Category::S, Percent(200_000)) => (2, Some(3)),
            (Category::S, Percent(90_000)) => (8, Some(9)),
            (Category::Z | Category::G, _) => (10, None),
            (Category::K, _) => (11, None),
            (Category::AE, _) if is_abroad => (13, None),
            (Category::E, _) => (15, None),
            (Category::S | Category::AE | Category::O, _) => return None,
        };
        amounts[base] += entry.net;
        if let Some(tax) = tax {
            amounts[tax] += entry.vat;
        }
    }
    amounts[0] = [2, 8, 10, 11].iter().map(|column| amounts[*column]).sum();
    amounts[1] = amounts[3] + amounts[9];
    Some(amounts)
}

fn row(
    made: &Return,
    (sender, paper, place): (&Sender, &Paper, usize),
    amounts: &[i64; COLUMNS],
) -> Line1251 {
    let head = paper.document.head();
    let kind = match head.kind {
        PaperKind::DebitNote => "02",
        PaperKind::CreditNote => "03",
        _ => "01",
    };
    let buyer = head.buyer.as_ref();
    let number =
        buyer.map_or(
            "",
            |buyer| {
                if buyer.vat_number.is_empty() { &buyer.company_number } else { &buyer.vat_number }
            },
        );
    let first = paper.document.sums().lines.first();
    let begun = Line1251::default()
        .text(15, &sender.vat_number)
        .text(6, &paper.taxed_on.0.strftime("%Y%m").to_string())
        .figures(4, "0")
        .figures(15, &place.to_string())
        .text(2, kind)
        .text(20, &paper.number)
        .text(10, &head.issued_on.0.strftime("%d/%m/%Y").to_string())
        .text(15, if number.is_empty() { NOBODY } else { number })
        .text(50, buyer.map_or("", |buyer| &buyer.legal_name))
        .text(30, first.map_or("", |line| &line.item.name));
    let filled = amounts.iter().fold(begun, |row, amount| row.figures(15, &decimal(made, *amount)));
    filled.text(2, "")
}

/// An amount with both its decimals and a point.
fn decimal(made: &Return, minor: i64) -> String {
    let digits = made.currency.digits() as usize;
    let (unit, sign) = (made.currency.unit().unsigned_abs(), if minor < 0 { "-" } else { "" });
    let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    format!("{sign}{whole}.{rest:0digits$}")
}

/// The declaration of what businesses in the Union bought; nothing if they bought nothing. Who sends it adds their personal
/// number, which is kept nowhere here.
pub fn union(made: &Return, sender: &Sender) -> Option<Vec<u8>> {
    let mut buyers: BTreeMap<String, [i64; 2]> = BTreeMap::new();
    for figure in made.figures() {
        if let Line::Listed(number, is_goods) = figure.line {
            buyers.entry(number).or_default()[usize::from(!is_goods)] += figure.net;
        }
    }
    let [goods, services] =
        [0, 1].map(|at| buyers.values().map(|amounts: &[i64; 2]| amounts[at]).sum::<i64>());
    let month = made.period.from.0.strftime("%m/%Y").to_string();
    let address = [sender.postcode.as_str(), &sender.city, &sender.street].join(" ");
    let mut rows = vec![
        Line1251::default().text(3, "VHR").text(7, &month).figures(5, &buyers.len().to_string()),
        Line1251::default()
            .text(3, "VDR")
            .text(15, "")
            .text(150, &sender.represented_by)
            .text(50, &sender.city)
            .text(4, &sender.postcode)
            .text(150, &sender.street)
            .text(1, "R"),
        Line1251::default()
            .text(3, "VTR")
            .text(15, &sender.vat_number)
            .text(150, &sender.name)
            .text(200, &address),
        Line1251::default()
            .text(3, "TTR")
            .figures(12, &decimal(made, goods + services))
            .figures(12, &decimal(made, goods)),
    ];
    let bought = buyers.iter().enumerate().map(|(place, (number, [goods, services]))| {
        Line1251::default()
            .text(3, "VIR")
            .figures(5, &(place + 1).to_string())
            .text(15, number)
            .figures(12, &decimal(made, *goods))
            .figures(12, &decimal(made, 0))
            .figures(12, &decimal(made, *services))
            .text(7, "")
    });
    rows.extend(bought);
    rows.push(Line1251::default().text(3, "CHR").figures(5, "0"));
    let rows: Vec<Vec<u8>> = rows.into_iter().map(|row| row.0).collect();
    (!buyers.is_empty()).then(|| rows.join(&b"\r\n"[..]))
}
