use super::model::{Price, Product, ProductInput};
use crate::base::{At, Error, Fields, Language, ProductId};
use crate::billing::pricing::{Category, Entry, Percent, Tax, UnitPrice};

fn oak() -> Fields {
    Fields::new()
        .with("name", "  Oak  board ")
        .with("sku", "OAK-22")
        .with("kind", "goods")
        .with("unit", "MTR")
        .with("class", "1")
        .with("entry", "gross")
        .with("price", "12.0375")
        .with("currency", "EUR")
        .with("price", "")
        .with("currency", "EUR")
        .with("price", "23.54")
        .with("currency", "BGN")
}

fn wrong(fields: &Fields) -> Vec<(String, String)> {
    match ProductInput::parse(fields, Language::En) {
        Err(Error::Invalid(problems)) => {
            problems.iter().map(|problem| (problem.field.clone(), problem.key.to_string())).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_product_is_read_with_its_prices_and_empty_rows_are_none() {
    let product = ProductInput::parse(&oak(), Language::En).expect("all is well");

    assert_eq!((product.name.as_str(), product.entry), ("Oak board", Entry::Gross));
    let prices: Vec<(&str, i64)> =
        product.prices.iter().map(|one| (one.currency.code(), one.price.0)).collect();
    assert_eq!(prices, [("EUR", 12_037_500), ("BGN", 23_540_000)]);
}

#[test]
fn every_wrong_field_of_a_product_is_named_at_once() {
    let fields = Fields::new().with("price", "much").with("currency", "EUR");

    let fields: Vec<String> = wrong(&fields).into_iter().map(|(field, _)| field).collect();

    assert_eq!(fields, ["name", "kind", "unit", "class", "entry", "price.0"]);
}

#[test]
fn a_currency_has_one_price_and_a_price_has_a_currency() {
    let twice = oak().with("price", "1").with("currency", "EUR");
    let without = oak().with("price", "1").with("currency", "ZZZ");

    assert_eq!(wrong(&twice), [("currency.3".into(), "products-currency-twice".into())]);
    assert_eq!(wrong(&without), [("currency.3".into(), "products-currency-missing".into())]);
}

#[test]
fn one_of_it_costs_what_was_typed_where_prices_are_with_the_tax() {
    let facts = ProductInput::parse(&oak(), Language::En).expect("all is well");
    let product = Product::new(ProductId::NONE, facts, At(0), None);
    let price = Price { currency: "EUR".parse().expect("a currency"), price: UnitPrice(12_000_000) };

    let (_, totals) = product.one(price, Tax::new(Category::S, Percent(200_000))).expect("it fits");

    assert_eq!((totals.net, totals.vat, totals.payable), (1_000, 200, 1_200));
}
