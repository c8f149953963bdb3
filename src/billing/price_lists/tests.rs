use super::model::PriceListInput;
use crate::base::{At, Day, Error, Fields, Language, Problems, ProductId, TaxClassId};
use crate::billing::pricing::{Entry, UnitPrice};
use crate::billing::products::{Price, Product, ProductInput, Unit};
use crate::billing::taxes::SupplyKind;

fn form(pairs: &[(&str, &str)]) -> Fields {
    let begun = [
        ("name", "Trade 2026"),
        ("currency", "EUR"),
        ("way", "off"),
        ("percent", "10"),
        ("valid_on", "2026-01-01"),
    ];
    let fields = begun.iter().fold(Fields::new(), |fields, (name, value)| fields.with(*name, *value));
    pairs.iter().fold(fields, |fields, (name, value)| match *name {
        "product" | "price" => fields.with(*name, *value),
        name => fields.without(name).with(name, *value),
    })
}

fn parsed(pairs: &[(&str, &str)]) -> PriceListInput {
    PriceListInput::parse(&form(pairs), Language::En).expect("all is well")
}

fn wrong(pairs: &[(&str, &str)]) -> Problems {
    match PriceListInput::parse(&form(pairs), Language::En) {
        Err(Error::Invalid(problems)) => problems,
        other => panic!("{other:?}"),
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A product with prices of so many millionths.
fn product(id: i64, prices: &[(&str, i64)]) -> Product {
    let prices = prices.iter();
    let facts = ProductInput {
        name: "Oak board".into(),
        sku: String::new(),
        about: String::new(),
        kind: SupplyKind::Goods,
        unit: Unit::Piece,
        class: TaxClassId::new(1),
        entry: Entry::Net,
        prices: prices
            .map(|(code, price)| Price { currency: code.parse().unwrap(), price: UnitPrice(*price) })
            .collect(),
    };
    Product::new(ProductId::new(id), facts, At(0), None)
}

fn costs(list: &PriceListInput, mut product: Product) -> Vec<(String, i64)> {
    list.price(&mut product);
    product.facts.prices.iter().map(|one| (one.currency.code().to_owned(), one.price.0)).collect()
}

#[test]
fn a_percentage_comes_off_or_on_and_only_in_the_currency_of_the_list() {
    let both = product(7, &[("EUR", 40_000_000), ("GBP", 35_000_000)]);

    assert_eq!(costs(&parsed(&[]), both.clone()), [("EUR".into(), 36_000_000), ("GBP".into(), 35_000_000)]);
    assert_eq!(costs(&parsed(&[("way", "on")]), both)[0].1, 44_000_000);
    assert_eq!(costs(&parsed(&[("percent", "33.3333")]), product(7, &[("EUR", 1)]))[0].1, 1);
    assert_eq!(costs(&parsed(&[("percent", "100")]), product(7, &[("EUR", 5)]))[0].1, 0);
    assert_eq!(costs(&parsed(&[]), product(7, &[])), []);
}

#[test]
fn the_price_of_a_product_goes_before_the_percentage() {
    let list = parsed(&[("product", "7"), ("price", "31.5")]);

    assert_eq!(costs(&list, product(7, &[("EUR", 40_000_000)])), [("EUR".into(), 31_500_000)]);
    assert_eq!(costs(&list, product(7, &[])), [("EUR".into(), 31_500_000)]);
    assert_eq!(costs(&list, product(8, &[("EUR", 40_000_000)])), [("EUR".into(), 36_000_000)]);
}

#[test]
fn a_list_holds_from_its_first_day_to_its_last() {
    let list = parsed(&[("valid_until", "2026-06-30")]);

    let holds = ["2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01"].map(|text| list.holds(day(text)));

    assert_eq!(holds, [false, true, true, false]);
    assert!(parsed(&[]).holds(day("2099-01-01")));
}

#[test]
fn what_cannot_be_is_told_beside_its_field() {
    let problems = wrong(&[
        ("name", " "),
        ("currency", "XYZ9"),
        ("way", ""),
        ("percent", "101"),
        ("valid_until", "2025-12-31"),
        ("product", "7"),
        ("price", "much"),
        ("product", ""),
        ("price", "5"),
    ]);
    let twice = wrong(&[("product", "7"), ("price", "1"), ("product", "7"), ("price", "2")]);

    for field in ["name", "currency", "way", "percent", "valid_until", "price.0", "product.1"] {
        assert!(problems.on(field).is_some(), "{field}");
    }
    assert!(twice.on("product.1").is_some());
}
