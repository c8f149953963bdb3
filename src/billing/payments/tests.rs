use super::model::{Kind, PaymentInput};
use crate::base::{Currency, Error, Fields, Language, Problems};

fn read(language: Language, currency: &str, pairs: &[(&str, &str)]) -> Result<PaymentInput, Problems> {
    let begun = [("kind", "bank"), ("received_on", "2026-11-20")];
    let fields =
        begun.iter().chain(pairs).fold(Fields::new(), |fields, (name, value)| fields.with(*name, *value));
    let currency: Currency = currency.parse().unwrap();
    PaymentInput::parse(&fields, language, currency).map_err(|error| match error {
        Error::Invalid(problems) => problems,
        other => panic!("{other:?}"),
    })
}

#[test]
fn amounts_are_read_in_the_minor_units_of_their_currency() {
    let amount = |language, currency, typed| {
        read(language, currency, &[("invoice", "1"), ("amount", typed)]).map(|input| input.parts[0].amount)
    };

    assert_eq!(amount(Language::En, "GBP", "1,234.50"), Ok(123_450));
    assert_eq!(amount(Language::Bg, "EUR", "1 234,5"), Ok(123_450));
    assert_eq!(amount(Language::En, "JPY", "500"), Ok(500));
    assert_eq!(amount(Language::En, "BHD", "1.005"), Ok(1_005));
    for (currency, typed) in [("GBP", "0"), ("GBP", "-5"), ("GBP", "1.005"), ("JPY", "0.5"), ("GBP", "much")]
    {
        let problems = amount(Language::En, currency, typed).unwrap_err();
        assert_eq!(problems.on("amount.0"), Some("payments-amount-wrong"), "{currency} {typed}");
    }
}

#[test]
fn rows_without_an_amount_are_none_and_what_is_paid_back_counts_below_zero() {
    let rows = [("back", "1"), ("invoice", "1"), ("amount", ""), ("invoice", "2"), ("amount", "5")];

    let input = read(Language::En, "EUR", &rows).unwrap();

    assert_eq!((input.kind, input.parts.len(), input.parts[0].amount), (Kind::Bank, 1, -500));
    let none = read(Language::En, "EUR", &[("invoice", "1"), ("amount", " ")]).unwrap_err();
    assert_eq!(none.on("amount.0"), Some("payments-amount-missing"));
    let twice = [("invoice", "1"), ("amount", "5"), ("invoice", "1"), ("amount", "5")];
    assert!(read(Language::En, "EUR", &twice).unwrap_err().on("amount.1").is_some());
}
