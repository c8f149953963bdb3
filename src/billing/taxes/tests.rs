use super::model::{
    Buyer, BuyerKind, Checked, ClassInput, Decision, Doubt, Ground, NewRate, Sale, Seller, SupplyKind,
    TaxClass, Treatment, decide,
};
use crate::base::{Country, Day, Fields, Language, TaxClassId, TaxRateId};
use crate::billing::pricing::{Category, Percent, Tax};
use crate::billing::taxes::DatedRate;

fn country(code: &str) -> Country {
    code.parse().expect("a country")
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn seller(code: &str) -> Seller {
    Seller { country: country(code), is_registered: true, is_northern: false, is_oss: false }
}

fn buyer(code: &str, kind: BuyerKind, number: Checked) -> Buyer {
    Buyer { country: country(code), is_northern: false, kind, number }
}

fn business(code: &str) -> Buyer {
    buyer(code, BuyerKind::Business, Checked::Valid)
}

fn consumer(code: &str) -> Buyer {
    buyer(code, BuyerKind::Consumer, Checked::Missing)
}

fn sold(seller: Seller, supply: SupplyKind, buyer: Buyer) -> Decision {
    decide(&Sale { seller, buyer, supply, day: day("2026-11-23") })
}

fn untaxed(category: Category, ground: Ground) -> Treatment {
    Treatment::Untaxed(category, ground)
}

#[test]
fn a_sale_at_home_bears_the_tax_of_its_class_whoever_buys() {
    for code in ["BG", "GB", "DE"] {
        for supply in SupplyKind::ALL {
            for kind in BuyerKind::ALL {
                let decision = sold(seller(code), *supply, buyer(code, *kind, Checked::Valid));
                assert_eq!(
                    decision,
                    Decision { treatment: Treatment::Home, doubt: None },
                    "{code} {supply:?} {kind:?}"
                );
            }
        }
    }
}

#[test]
fn a_seller_who_is_not_registered_charges_nobody() {
    let small = Seller { is_registered: false, ..seller("BG") };

    for buyer in [business("BG"), consumer("BG"), business("DE"), business("US")] {
        let decision = sold(small, SupplyKind::Goods, buyer);
        assert_eq!(decision.treatment, untaxed(Category::O, Ground::NotRegistered));
    }
}

#[test]
fn goods_within_the_union_go_without_tax_to_a_checked_business() {
    let goods = |buyer| sold(seller("BG"), SupplyKind::Goods, buyer);

    assert_eq!(goods(business("DE")).treatment, untaxed(Category::K, Ground::IntraCommunity));
    let public = buyer("DE", BuyerKind::Public, Checked::Valid);
    assert_eq!(goods(public).treatment, untaxed(Category::K, Ground::IntraCommunity));
    for (number, doubt) in [
        (Checked::Missing, Doubt::NumberMissing),
        (Checked::Unchecked, Doubt::NumberUnchecked),
        (Checked::Invalid, Doubt::NumberInvalid),
    ] {
        let decision = goods(buyer("DE", BuyerKind::Business, number));
        assert_eq!(decision, Decision { treatment: Treatment::Home, doubt: Some(doubt) });
    }
}

#[test]
fn services_within_the_union_are_reverse_charged_to_a_checked_business() {
    for supply in [SupplyKind::Service, SupplyKind::Digital] {
        let to = |buyer| sold(seller("BG"), supply, buyer);

        assert_eq!(to(business("DE")).treatment, untaxed(Category::AE, Ground::ReverseCharge));
        let unchecked = to(buyer("DE", BuyerKind::Business, Checked::Unchecked));
        assert_eq!(unchecked, Decision { treatment: Treatment::Home, doubt: Some(Doubt::NumberUnchecked) });
    }
}

#[test]
fn consumers_in_the_union_bear_the_rate_at_home_until_the_seller_joins_the_one_stop_shop() {
    let oss = Seller { is_oss: true, ..seller("BG") };
    let public = buyer("DE", BuyerKind::Public, Checked::Missing);

    for (supply, moves) in
        [(SupplyKind::Goods, true), (SupplyKind::Digital, true), (SupplyKind::Service, false)]
    {
        assert_eq!(sold(seller("BG"), supply, consumer("DE")).treatment, Treatment::Home, "{supply:?}");
        let there = if moves { Treatment::Destination } else { Treatment::Home };
        assert_eq!(sold(oss, supply, consumer("DE")).treatment, there, "{supply:?}");
        assert_eq!(sold(oss, supply, public).treatment, there, "{supply:?}");
    }
    let sale = Sale { seller: oss, buyer: consumer("DE"), supply: SupplyKind::Goods, day: day("2026-11-23") };
    assert_eq!(decide(&sale).country(&sale), Some(country("DE")));
}

#[test]
fn goods_that_leave_the_union_or_the_kingdom_are_exported_whoever_buys() {
    for (from, to) in [("BG", "US"), ("BG", "GB"), ("GB", "US"), ("GB", "DE"), ("GB", "IE")] {
        for buyer in [business(to), consumer(to), buyer(to, BuyerKind::Business, Checked::Missing)] {
            let decision = sold(seller(from), SupplyKind::Goods, buyer);
            assert_eq!(decision.treatment, untaxed(Category::G, Ground::Export), "{from} to {to}");
        }
    }
}

#[test]
fn services_to_a_business_outside_are_out_of_scope() {
    for (from, to) in [("BG", "US"), ("BG", "GB"), ("GB", "DE"), ("GB", "US")] {
        for number in Checked::ALL {
            let decision = sold(seller(from), SupplyKind::Service, buyer(to, BuyerKind::Business, *number));
            assert_eq!(decision.treatment, untaxed(Category::O, Ground::Elsewhere), "{from} to {to}");
            assert_eq!(decision.doubt, None);
        }
    }
}

#[test]
fn services_to_a_consumer_outside_are_taxed_at_home_unless_they_come_over_the_net() {
    for (from, to) in [("BG", "US"), ("GB", "DE")] {
        let of = |supply| sold(seller(from), supply, consumer(to)).treatment;

        assert_eq!(of(SupplyKind::Service), Treatment::Home, "{from} to {to}");
        assert_eq!(of(SupplyKind::Digital), untaxed(Category::O, Ground::Elsewhere), "{from} to {to}");
    }
}

#[test]
fn goods_of_northern_ireland_are_in_the_union_and_its_services_are_not() {
    let belfast = Seller { is_northern: true, ..seller("GB") };
    let buyer_there = Buyer { is_northern: true, ..business("GB") };
    let goods = |seller, buyer| sold(seller, SupplyKind::Goods, buyer).treatment;

    assert_eq!(goods(belfast, business("DE")), untaxed(Category::K, Ground::IntraCommunity));
    assert_eq!(goods(belfast, business("US")), untaxed(Category::G, Ground::Export));
    assert_eq!(goods(belfast, consumer("GB")), Treatment::Home);
    assert_eq!(goods(Seller { is_oss: true, ..belfast }, consumer("DE")), Treatment::Destination);
    assert_eq!(goods(seller("BG"), buyer_there), untaxed(Category::K, Ground::IntraCommunity));
    assert_eq!(goods(seller("BG"), business("GB")), untaxed(Category::G, Ground::Export));
    let service = sold(belfast, SupplyKind::Service, business("DE")).treatment;
    assert_eq!(service, untaxed(Category::O, Ground::Elsewhere));
    assert_eq!(goods(seller("GB"), buyer_there), Treatment::Home);
}

#[test]
fn britain_was_in_the_union_until_the_end_of_2020() {
    let on = |text| {
        let sale =
            Sale { seller: seller("BG"), buyer: business("GB"), supply: SupplyKind::Service, day: day(text) };
        decide(&sale).treatment
    };

    assert_eq!(on("2020-12-31"), untaxed(Category::AE, Ground::ReverseCharge));
    assert_eq!(on("2021-01-01"), untaxed(Category::O, Ground::Elsewhere));
}

#[test]
fn a_ground_is_worded_by_the_law_of_the_seller() {
    let today = day("2026-11-23");

    let key = |code| Ground::Export.key(country(code), today);

    assert_eq!(key("BG"), "taxes-ground-export-bg");
    assert_eq!(key("GB"), "taxes-ground-export-gb");
    assert_eq!(key("DE"), "taxes-ground-export-eu");
    assert_eq!(Ground::ReverseCharge.code(), "VATEX-EU-AE");
}

#[test]
fn a_rate_holds_from_its_day_until_the_next_one_of_its_country() {
    let rate = |code, on, percent| DatedRate {
        id: TaxRateId::NONE,
        country: country(code),
        valid_on: day(on),
        percent: Percent(percent),
    };
    let facts = Fields::new().with("name", "Standard").with("category", "S");
    let class = TaxClass {
        id: TaxClassId::NONE,
        facts: ClassInput::parse(&facts).expect("all is well"),
        rates: vec![
            rate("EE", "2024-01-01", 220_000),
            rate("EE", "2025-07-01", 240_000),
            rate("DE", "2021-01-01", 190_000),
        ],
        is_live: true,
        version: 1,
    };

    let on = |code, text| class.tax(country(code), day(text)).map(|tax: Tax| tax.percent.0);

    assert_eq!(on("EE", "2025-06-30"), Some(220_000));
    assert_eq!(on("EE", "2025-07-01"), Some(240_000));
    assert_eq!(on("EE", "2023-12-31"), None);
    assert_eq!(on("FR", "2026-01-01"), None);
}

#[test]
fn every_wrong_field_of_a_class_and_of_a_rate_is_named() {
    let class = ClassInput::parse(&Fields::new().with("name", " ").with("category", "K"));
    let rate = NewRate::parse(&Fields::new().with("percent", "120").with("valid_on", "soon"), Language::En);

    let wrong = |error: crate::base::Error| match error {
        crate::base::Error::Invalid(problems) => {
            problems.iter().map(|problem| problem.field.clone()).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(wrong(class.unwrap_err()), ["name", "category"]);
    assert_eq!(wrong(rate.unwrap_err()), ["percent", "country", "valid_on"]);
}
