use super::CASH_TEXT;
use super::model::{AccountInput, Confirmed, Details, Facts, Missing, Sources, Stored};
use crate::base::{At, Country, Fields, Problems};
use crate::billing::pricing::Percent;
use crate::billing::taxes::{Scheme, SchemeKind, Standing, TaxChoice};
use crate::billing::terms::Terms;
use crate::workspace::settings::Company;

fn country(code: &str) -> Country {
    code.parse().expect("a country")
}

fn company(code: &str, register: &str, vat: &str) -> Company {
    Company {
        name: "Rila".into(),
        legal_name: String::new(),
        street: "1 High Street".into(),
        city: "Bristol".into(),
        region: String::new(),
        postcode: "BS1 6XG".into(),
        country: country(code),
        registration_number: register.into(),
        vat_number: vat.into(),
    }
}

fn stored(company: &Company) -> Stored {
    Stored { details: Details::begun(company.country), version: 0, confirmed: None }
}

fn join(company: &Company, stored: &Stored, kind: SchemeKind) -> Result<Facts, Vec<Missing>> {
    let scheme = Scheme { kind, percent: Percent::default() };
    Facts::join(Sources {
        company,
        currency: "EUR".parse().expect("a currency"),
        stored,
        standing: Standing::new(company.country, scheme, TaxChoice::default()),
        accounts: Vec::new(),
    })
}

fn wrong(fields: &Fields) -> Problems {
    match AccountInput::parse(fields) {
        Err(crate::base::Error::Invalid(problems)) => problems,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_bulgarian_seller_needs_its_number_and_two_names() {
    let bare = company("BG", "", "");

    let missing = join(&bare, &stored(&bare), SchemeKind::Unregistered).expect_err("much is missing");

    assert_eq!(missing, [Missing::CompanyNumber, Missing::Responsible, Missing::Maker]);
    let mistyped = company("BG", "175074751", "BG175074751");
    let missing = join(&mistyped, &stored(&mistyped), SchemeKind::Cash).expect_err("numbers are wrong");
    assert!(missing.contains(&Missing::CompanyNumberWrong) && missing.contains(&Missing::VatNumberWrong));
}

#[test]
fn a_bulgarian_seller_with_everything_is_frozen_and_read_again() {
    let whole = company("BG", "175074752", "BG175074752");
    let mut stored = stored(&whole);
    stored.details.responsible = "Мара Илиева".into();
    stored.details.maker = "Том Колев".into();

    let facts = join(&whole, &stored, SchemeKind::Invoice).expect("nothing is missing");

    assert_eq!(facts.legal_name, "Rila");
    assert_eq!(facts.terms, Terms::USUAL);
    assert!(facts.taxed().is_registered && !facts.takes_cash);
    let frozen = serde_json::to_string(&facts).expect("it is plain");
    assert_eq!(serde_json::from_str::<Facts>(&frozen).expect("ours"), facts);
}

#[test]
fn a_number_of_a_seller_who_is_not_registered_stands_on_no_paper() {
    let trader = company("GB", "", "GB980780684");

    let facts =
        join(&trader, &stored(&trader), SchemeKind::Unregistered).expect("a sole trader needs no office");

    assert_eq!(facts.vat_number, None);
    assert!(!facts.taxed().is_registered && facts.takes_cash);
    let registered = company("GB", "7214883", "");
    let missing = join(&registered, &stored(&registered), SchemeKind::Flat).expect_err("two are missing");
    assert_eq!(missing, [Missing::VatNumber, Missing::Office]);
}

#[test]
fn cash_waits_for_the_text_of_today() {
    let whole = company("BG", "175074752", "");
    let mut stored = stored(&whole);
    assert!(!stored.takes_cash(country("BG")) && stored.takes_cash(country("GB")));

    stored.confirmed = Some(Confirmed { text: CASH_TEXT - 1, at: At::default(), by: None });
    assert!(!stored.takes_cash(country("BG")));
    stored.confirmed = Some(Confirmed { text: CASH_TEXT, at: At::default(), by: None });
    assert!(stored.takes_cash(country("BG")));
}

#[test]
fn an_account_is_an_iban_or_a_sort_code_with_a_number() {
    let typed = |pairs: &[(&str, &str)]| {
        let begun = Fields::new().with("bank", "UniCredit").with("account_currency", "EUR");
        pairs.iter().fold(begun, |fields, (name, value)| fields.with(*name, *value))
    };

    let iban = AccountInput::parse(&typed(&[("iban", "BG80 BNBG 9661 1020 3456 78")])).expect("right");
    let code = typed(&[("sort_code", "60-16-13"), ("number", "31926819")]);
    let code = AccountInput::parse(&code).expect("right");

    assert_eq!(iban.bank.show(), "BG80 BNBG 9661 1020 3456 78");
    assert_eq!(code.bank.show(), "60-16-13 31926819");
    assert!(!iban.bank.is_same(&code.bank));
    assert!(wrong(&typed(&[])).on("iban").is_some());
    assert!(wrong(&typed(&[("iban", "BG80"), ("number", "1")])).on("iban").is_some());
    let half = wrong(&typed(&[("sort_code", "60-16-13")]));
    assert!(half.on("number").is_some() && half.on("sort_code").is_none());
    let mistyped = wrong(&typed(&[("iban", "BG81BNBG96611020345678"), ("bic", "x")]));
    assert_eq!(mistyped.on("iban"), Some("countries-wrong-check"));
    assert!(mistyped.on("bic").is_some());
}
