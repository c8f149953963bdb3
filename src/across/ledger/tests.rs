//! Accounts by hand.

use super::model::{Days, Entry, What, accounts};
use crate::base::{Day, Fields, InvoiceId, Money};
use crate::billing::{invoices, payments};

fn on(text: &str) -> Day {
    text.parse().expect("a day")
}

fn money(minor: i64, currency: &str) -> Money {
    Money::new(minor, currency.parse().expect("a currency"))
}

fn entry(day: &str, what: What, amount: Money) -> Entry {
    Entry { day: on(day), what, paper: InvoiceId::new(7), number: String::new(), amount }
}

fn days(pairs: &[(&str, &str)]) -> Days {
    let fields = pairs.iter().fold(Fields::new(), |fields, (name, value)| fields.with(*name, *value));
    Days::parse(&fields, on("2026-03-15"))
}

#[test]
fn each_currency_runs_from_what_was_owed_to_what_is() {
    let invoice = What::Paper(invoices::Kind::Invoice, None);
    let note = What::Paper(invoices::Kind::CreditNote, None);
    let payment = What::Payment(payments::Kind::Bank);
    let lines = vec![
        entry("2026-01-05", invoice, money(12_000, "EUR")),
        entry("2026-01-06", payment, money(-15_000, "EUR")),
        entry("2026-01-07", invoice, money(2_000, "BGN")),
        entry("2026-01-08", note, money(-2_400, "EUR")),
        entry("2026-01-09", payment, money(1_000, "EUR")),
    ];

    let found = accounts(vec![money(500, "EUR"), money(0, "USD")], lines).expect("they fit");

    assert_eq!(found.iter().map(|one| one.opening).collect::<Vec<_>>(), [money(0, "BGN"), money(500, "EUR")]);
    assert_eq!((found[0].closing, found[0].charged), (money(2_000, "BGN"), money(2_000, "BGN")));
    let euro = &found[1];
    let running: Vec<i64> = euro.entries.iter().map(|(_, balance)| balance.minor).collect();
    assert_eq!(running, [12_500, -2_500, -4_900, -3_900]);
    assert_eq!(euro.charged, money(9_600, "EUR"));
    assert_eq!(euro.received, money(14_000, "EUR"));
    assert_eq!(euro.closing, money(-3_900, "EUR"));
    let names: Vec<&str> = euro.entries.iter().map(|(one, _)| one.what.key(one.amount)).collect();
    assert_eq!(names[1..], ["ledger-payment", "invoices-kind-credit-note", "ledger-repayment"]);
}

#[test]
fn the_days_are_those_asked_for_in_either_order_or_twelve_months() {
    let year = Days { from: on("2025-04-01"), until: on("2026-03-15") };
    assert_eq!(days(&[]), year);
    assert_eq!(days(&[("from", "soon"), ("to", "2026-13-40")]), year);
    let turned = days(&[("from", "2026-02-10"), ("to", "2026-02-01")]);
    assert_eq!(turned, Days { from: on("2026-02-01"), until: on("2026-02-10") });
}
