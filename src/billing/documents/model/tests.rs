use super::*;
use crate::base::{Currency, Day, Language};
use crate::billing::countries::PaperKind;
use crate::billing::pricing::{
    Adjustment, Category, Entry, Line, Measure, Percent, Quantity, Side, Tax, UnitPrice,
};
use crate::billing::products::Unit;

fn currency(code: &str) -> Currency {
    code.parse().expect("a currency")
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn party(name: &str, country: &str) -> Party {
    Party {
        legal_name: name.into(),
        trading_name: String::new(),
        address: Address {
            street: "1 Long Row".into(),
            more: String::new(),
            city: "Bristol".into(),
            postcode: "BS1 1AA".into(),
            region: String::new(),
            country: country.parse().expect("a country"),
        },
        vat_number: String::new(),
        company_number: String::new(),
        tax_registration: String::new(),
        registration: String::new(),
        manager: String::new(),
        contact: Contact::default(),
        electronic: None,
    }
}

fn head() -> Head {
    Head {
        kind: PaperKind::Invoice,
        form: Form::Full,
        languages: Languages { first: Language::En, second: None },
        number: "INV-0001".into(),
        issued_on: day("2026-11-23"),
        taxed_on: None,
        period: None,
        due_on: None,
        terms: Wording::default(),
        exchange: None,
        buyer_reference: String::new(),
        order: String::new(),
        contract: String::new(),
        preceding: Vec::new(),
        reason: String::new(),
        seller: party("Seller", "GB"),
        buyer: Some(party("Buyer", "GB")),
        delivered_to: None,
        prepared_by: String::new(),
        notes: Vec::new(),
        payment: Payment::default(),
        in_words: None,
    }
}

fn line(price: i64, tax: Tax, ground: Option<&str>) -> DraftLine {
    let ground = ground.map(|words| Ground {
        wording: Wording { first: words.into(), second: String::new() },
        code: "VATEX-EU-AE".into(),
    });
    DraftLine {
        item: Item {
            name: "Work".into(),
            description: String::new(),
            unit: Unit::Hour,
            seller_code: String::new(),
            buyer_code: String::new(),
            gtin: String::new(),
            period: None,
            ground,
        },
        priced: Line { quantity: Quantity::ONE, price: UnitPrice(price), discount: None, tax },
    }
}

fn draft(lines: Vec<DraftLine>) -> Draft {
    Draft {
        head: head(),
        currency: currency("EUR"),
        entry: Entry::Net,
        step: 1,
        lines,
        adjustments: Vec::new(),
        prepaid: 0,
    }
}

#[test]
fn a_document_comes_back_from_its_text_and_every_sum_is_reckoned_again() {
    let tax = Tax::new(Category::S, Percent(200_000));
    let mut draft = draft(vec![line(100_000_000, tax, None)]);
    draft.adjustments.push(DraftAdjustment {
        reason: "Loyalty".into(),
        adjustment: Adjustment {
            side: Side::Allowance,
            measure: Measure::Percent(Percent(100_000)),
            tax: None,
        },
    });
    draft.prepaid = 800;

    let document = Document::compose(draft.clone()).expect("it fits");
    let again = Document::from_json(&document.to_json().expect("text")).expect("ours");

    assert_eq!(again, document);
    assert_eq!(again.draft(), draft);
    let sums = document.sums();
    assert_eq!((sums.lines_net, sums.allowances, sums.net, sums.vat), (10_000, 1_000, 9_000, 1_800));
    assert_eq!((sums.gross, sums.prepaid, sums.due), (10_800, 800, 10_000));
    assert!(again.is_sound());
}

#[test]
fn a_sum_that_somebody_changed_is_found() {
    let tax = Tax::new(Category::S, Percent(200_000));
    let document = Document::compose(draft(vec![line(100_000_000, tax, None)])).expect("it fits");
    let json = document.to_json().expect("text");

    for (from, to) in [("\"vat\":2000", "\"vat\":2001"), ("\"due\":12000", "\"due\":1"), ("200000", "90000")]
    {
        assert!(json.contains(from), "{json}");
        let changed = Document::from_json(&json.replacen(from, to, 1)).expect("still a document");
        assert!(!changed.is_sound(), "{from}");
    }
}

#[test]
fn the_tax_is_told_in_the_currency_of_the_seller() {
    let tax = Tax::new(Category::S, Percent(200_000));
    let mut draft = draft(vec![line(100_000_000, tax, None)]);
    let rate = |code, billionths| {
        Some(Exchange { currency: currency(code), billionths, rated_on: day("2026-11-20") })
    };

    draft.head.exchange = rate("GBP", 878_950_000);
    let pounds = Document::compose(draft.clone()).expect("it fits").sums().home.expect("pounds");
    draft.head.exchange = rate("JPY", 180_125_000_000);
    let yen = Document::compose(draft).expect("it fits").sums().home.expect("yen");

    assert_eq!((pounds.net, pounds.vat), (8_790, 1_758));
    assert_eq!((yen.net, yen.vat), (18_013, 3_603));
}

#[test]
fn grounds_of_one_group_stand_together() {
    let tax = Tax::new(Category::E, Percent(0));
    let lines =
        [Some("Art. 1"), Some("Art. 2"), Some("Art. 1"), None].map(|ground| line(1_000_000, tax, ground));

    let document = Document::compose(draft(lines.to_vec())).expect("it fits");

    let ground = document.sums().groups[0].ground.as_ref().expect("a ground");
    assert_eq!((ground.wording.first.as_str(), ground.code.as_str()), ("Art. 1; Art. 2", "VATEX-EU-AE"));
}
