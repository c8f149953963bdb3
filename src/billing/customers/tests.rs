use super::model::{Check, CheckInput, CustomerInput, Facts, Missing, Record, Shown, Stored};
use crate::base::{At, Error, Fields, Problems, SubjectId, SubjectKind};
use crate::billing::taxes::{BuyerKind, Checked};
use crate::billing::terms::{Terms, When};

fn form(pairs: &[(&str, &str)]) -> Fields {
    let begun = [
        ("kind", "business"),
        ("entry", "net"),
        ("country", "BG"),
        ("street", "ул. „Шипка“ 1"),
        ("city", "София"),
        ("company_number", "175074752"),
        ("vat_number", "BG 175 074 752"),
    ];
    let fields = begun.iter().fold(Fields::new(), |fields, (name, value)| fields.with(*name, *value));
    pairs.iter().fold(fields, |fields, (name, value)| fields.without(name).with(*name, *value))
}

fn parsed(pairs: &[(&str, &str)]) -> CustomerInput {
    CustomerInput::parse(&form(pairs)).expect("all is well")
}

fn wrong(pairs: &[(&str, &str)]) -> Problems {
    match CustomerInput::parse(&form(pairs)) {
        Err(Error::Invalid(problems)) => problems,
        other => panic!("{other:?}"),
    }
}

/// A company of that name whose record says the one, with the other typed for its papers.
fn shown(says: CustomerInput, stored: Option<(CustomerInput, Option<Check>)>) -> Shown {
    let record = Record {
        subject: SubjectId::new(7),
        kind: SubjectKind::Company,
        name: "Здравец".into(),
        says,
        is_live: true,
    };
    Shown { record, stored: stored.map(|(input, check)| Stored { input, check, version: 1 }) }
}

#[test]
fn what_is_typed_is_tidied_and_shown_again_as_the_same() {
    let typed = [
        ("invoice_emails", "a@example.com; b@example.com"),
        ("terms", "days"),
        ("terms_number", "14"),
        ("languages", "bg en"),
        ("currency", "EUR"),
    ];

    let input = parsed(&typed);

    assert_eq!(input.vat_number, "BG175074752");
    assert_eq!(input.invoice_emails, ["a@example.com", "b@example.com"]);
    assert_eq!(input.terms, Some(Terms { due: When::Days(14), early: None }));
    let again =
        input.told().into_iter().fold(Fields::new(), |fields, (name, value)| fields.with(name, value));
    assert_eq!(CustomerInput::parse(&again).expect("ours"), input);
}

#[test]
fn what_cannot_be_is_told_beside_its_field() {
    let problems = wrong(&[
        ("country", ""),
        ("kind", "state"),
        ("currency", "XYZ9"),
        ("terms", "day"),
        ("terms_number", "32"),
        ("invoice_emails", "nobody"),
    ]);
    let numbers = wrong(&[("company_number", "175074751"), ("vat_number", "BG175074751")]);

    for field in ["country", "kind", "currency", "terms_number", "invoice_emails"] {
        assert!(problems.on(field).is_some(), "{field}");
    }
    assert_eq!(numbers.on("company_number"), Some("countries-wrong-check"));
    assert_eq!(numbers.on("vat_number"), Some("countries-wrong-check"));
}

#[test]
fn a_record_without_facts_of_its_own_says_name_and_address() {
    let says = parsed(&[("invoice_emails", "office@example.com")]);

    let facts = Facts::join(&shown(says, None)).expect("nothing is missing");

    assert_eq!((facts.legal_name.as_str(), facts.city.as_str()), ("Здравец", "София"));
    assert_eq!(facts.reminder_emails, ["office@example.com"]);
    assert_eq!(facts.taxed().number, Checked::Unchecked);
    let frozen = serde_json::to_string(&facts).expect("it is plain");
    assert_eq!(serde_json::from_str::<Facts>(&frozen).expect("ours"), facts);
}

#[test]
fn what_is_missing_or_wrong_is_told_at_once() {
    let mut bare = parsed(&[("street", ""), ("city", ""), ("company_number", "")]);
    bare.vat_number = "BG175074751".into();
    let mut nowhere = parsed(&[]);
    nowhere.country = None;

    let missing = Facts::join(&shown(bare, None)).expect_err("much is missing");
    let unknown = Facts::join(&shown(nowhere, None)).expect_err("the country is missing");

    assert_eq!(missing, [Missing::Street, Missing::City, Missing::CompanyNumber, Missing::VatNumberWrong]);
    assert_eq!(unknown, [Missing::Country]);
    let person = parsed(&[("kind", "consumer"), ("company_number", ""), ("vat_number", "")]);
    assert!(Facts::join(&shown(person, None)).is_ok(), "a person has no number");
}

#[test]
fn a_number_that_somebody_looked_up_is_valid_to_the_law() {
    let check = Check { result: Checked::Valid, at: At(5), by: None, reason: "VIES".into() };
    let own = parsed(&[("legal_name", "„Аптеки Здравец“ АД"), ("invoice_emails", "")]);
    let says = parsed(&[("invoice_emails", "office@example.com")]);

    let facts = Facts::join(&shown(says, Some((own, Some(check))))).expect("nothing is missing");

    assert_eq!((facts.taxed().number, facts.checked_at), (Checked::Valid, Some(At(5))));
    assert_eq!(facts.legal_name, "„Аптеки Здравец“ АД");
    assert_eq!(facts.invoice_emails, ["office@example.com"]);
    assert_eq!(facts.kind, BuyerKind::Business);
}

#[test]
fn belfast_is_in_northern_ireland_and_bath_is_not() {
    let british = |postcode: &str| {
        parsed(&[("country", "GB"), ("postcode", postcode), ("company_number", ""), ("vat_number", "")])
    };
    let northern = |input| Facts::join(&shown(input, None)).expect("all is there").taxed().is_northern;

    assert!(northern(british("bt1 5gs")));
    assert!(!northern(british("BA1 1DB")));
}

#[test]
fn a_check_needs_a_result_and_a_place() {
    let fields = Fields::new().with("result", "unchecked").with("reason", " ");

    let problems = match CheckInput::parse(&fields) {
        Err(Error::Invalid(problems)) => problems,
        other => panic!("{other:?}"),
    };

    assert!(problems.on("result").is_some() && problems.on("reason").is_some());
}
