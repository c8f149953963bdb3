//! Papers of every kind, by chance but always the same.

use kantora::billing::countries::PaperKind;
use kantora::billing::documents::{Draft, DraftAdjustment, DraftLine, Exchange};
use kantora::billing::pricing::{Adjustment, Category, Entry, Measure, Percent, Side, Tax};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::sample::{buyer, currency, day, ground, head, line, october, seller};

/// Who sells to whom, and how that is taxed: category and rate in ten-thousandths.
type Trade = (&'static str, &'static str, &'static [(Category, i64)]);

const TRADES: [Trade; 11] = [
    ("GB", "GB", &[(Category::S, 200_000), (Category::S, 50_000), (Category::Z, 0), (Category::E, 0)]),
    ("GB", "US", &[(Category::G, 0)]),
    ("GB", "FR", &[(Category::O, 0)]),
    ("BG", "BG", &[(Category::S, 200_000), (Category::S, 90_000), (Category::E, 0)]),
    ("BG", "DE", &[(Category::K, 0)]),
    ("BG", "FR", &[(Category::AE, 0)]),
    ("BG", "US", &[(Category::G, 0)]),
    ("BG", "FR", &[(Category::AE, 0), (Category::S, 200_000), (Category::K, 0)]),
    ("DE", "DE", &[(Category::S, 190_000), (Category::S, 70_000)]),
    ("DE", "BG", &[(Category::K, 0), (Category::E, 0)]),
    ("FR", "FR", &[(Category::S, 200_000), (Category::S, 55_000), (Category::S, 21_000)]),
];

const CURRENCIES: [&str; 7] = ["EUR", "EUR", "GBP", "USD", "JPY", "CHF", "BHD"];

/// A line by chance: quantity, price, discount, place in the list of taxes.
type Sold = (i64, i64, Option<Measure>, prop::sample::Index);

fn measure() -> impl Strategy<Value = Measure> {
    prop_oneof![
        (1_i64..=500_000).prop_map(|percent| Measure::Percent(Percent(percent))),
        (1_i64..=50).prop_map(Measure::Amount),
    ]
}

fn sold() -> impl Strategy<Value = Sold> {
    let quantity = prop_oneof![
        4 => (1_i64..=50).prop_map(|whole| whole * 1_000_000),
        2 => 1_000_i64..=99_000_000,
        1 => (-20_i64..=-1).prop_map(|whole| whole * 1_000_000),
    ];
    let price = prop_oneof![(1_i64..=90_000).prop_map(|cents| cents * 10_000), 0_i64..=9_000_000_000];
    (quantity, price, option::weighted(0.3, measure()), any::<prop::sample::Index>())
}

fn adjustment() -> impl Strategy<Value = Adjustment> {
    (select(vec![Side::Allowance, Side::Charge]), measure()).prop_map(|(side, measure)| Adjustment {
        side,
        measure,
        tax: None,
    })
}

/// What is chosen beside the lines.
#[derive(Debug, Clone)]
struct Choice {
    trade: Trade,
    kind: PaperKind,
    currency: &'static str,
    entry: Entry,
    prepaid: i64,
    has_period: bool,
    has_terms: bool,
}

fn choice() -> impl Strategy<Value = Choice> {
    let kinds = vec![PaperKind::Invoice, PaperKind::Invoice, PaperKind::CreditNote, PaperKind::DebitNote];
    let entries = vec![Entry::Net, Entry::Net, Entry::Gross];
    let prepaid = prop_oneof![3 => Just(0_i64), 1 => 1_i64..=5_000];
    (
        select(TRADES.to_vec()),
        select(kinds),
        select(CURRENCIES.to_vec()),
        select(entries),
        prepaid,
        any::<[bool; 2]>(),
    )
        .prop_map(|(trade, kind, currency, entry, prepaid, [has_period, has_terms])| Choice {
            trade,
            kind,
            currency,
            entry,
            prepaid,
            has_period,
            has_terms,
        })
}

/// A paper of any kind that may be issued and exchanged.
pub fn draft() -> impl Strategy<Value = Draft> {
    (choice(), vec(sold(), 1..=8), vec(adjustment(), 0..=2), option::weighted(0.2, 1_i64..=9_999))
        .prop_map(|(choice, lines, adjustments, deposit)| build(&choice, &lines, adjustments, deposit))
}

fn build(choice: &Choice, lines: &[Sold], adjustments: Vec<Adjustment>, deposit: Option<i64>) -> Draft {
    let (from, to, taxes) = choice.trade;
    // Electronic invoices have two decimals: what has three is of tens of dinars.
    let is_whole = choice.currency == "BHD";
    let money = currency(choice.currency);
    let mut head = head(choice.kind, seller(from), buyer(to), money);
    if choice.has_period {
        head.period = Some(october());
        head.taxed_on = None;
    }
    if !choice.has_terms {
        head.terms = Default::default();
    }
    if to == "DE" && from == "DE" {
        head.buyer_reference = "04011000-1234512345-06".into();
    }
    let home = if from == "GB" { "GBP" } else { "EUR" };
    if choice.currency != home {
        head.exchange =
            Some(Exchange { currency: currency(home), billionths: 876_543_210, rated_on: day("2026-11-20") });
    }
    let mut lines: Vec<DraftLine> = lines.iter().map(|sold| one(sold, taxes, is_whole)).collect();
    if let (Some(deposit), false) = (deposit, is_whole) {
        let mut paid = line(-1_000_000, deposit * 10_000, lines[0].priced.tax);
        paid.item.name = "Deposit of invoice 0000000007".into();
        lines.push(paid);
    }
    let adjustments = adjustments.into_iter().filter(|_| !is_whole);
    let adjustments =
        adjustments.map(|adjustment| DraftAdjustment { reason: "Agreed & signed".into(), adjustment });
    Draft {
        head,
        currency: money,
        entry: if is_whole { Entry::Net } else { choice.entry },
        step: if choice.currency == "CHF" { 5 } else { 1 },
        lines,
        adjustments: adjustments.collect(),
        prepaid: if is_whole { 0 } else { choice.prepaid },
    }
}

fn one((quantity, price, discount, place): &Sold, taxes: &[(Category, i64)], is_whole: bool) -> DraftLine {
    let (category, percent) = taxes[place.index(taxes.len())];
    let tax = Tax::new(category, Percent(percent));
    let mut line = match is_whole {
        true => line((quantity / 1_000_000).max(1) * 1_000_000, price / 10_000_000 * 10_000_000, tax),
        false => line(*quantity, *price, tax),
    };
    line.priced.discount = discount.filter(|_| !is_whole);
    line.item.ground = ground(category);
    line.item.period = (quantity % 3 == 0).then(october);
    line
}
