//! Each kind of field under what people type in both languages.

use proptest::prelude::*;

use super::*;
use crate::base::{Currency, Error, Fields, MemberId, Money, Problems};
use crate::crm::owners::Owner;

fn field(kind: FieldKind) -> Field {
    let option = |id, label: &str, is_live| FieldOption {
        id: FieldOptionId::new(id),
        field: FieldId::new(1),
        label: label.into(),
        is_live,
    };
    Field {
        id: FieldId::new(1),
        record: SubjectKind::Deal,
        key: "contract_type".into(),
        kind,
        scale: 2,
        facts: FieldInput { label: "Contract type".into(), ..FieldInput::default() },
        options: match kind.has_options() {
            true => vec![option(3, "Monthly", true), option(1, "Годишен", true), option(2, "Old", false)],
            false => Vec::new(),
        },
        is_live: true,
    }
}

fn owners() -> Owners {
    let owner = |id, name: &str, is_here| Owner {
        id: MemberId::new(id),
        name: name.into(),
        teams: Vec::new(),
        is_here,
    };
    Owners(vec![owner(1, "Mara Ilieva", true), owner(2, "Tom Hill", true), owner(3, "Nora Finch", false)])
}

fn euro() -> Currency {
    "EUR".parse().unwrap()
}

fn parse_in(kind: FieldKind, typed: &str, language: Language) -> Result<Option<Value>, &'static str> {
    let owners = owners();
    field(kind).parse(&[typed], None, &Reading { language, currency: euro(), owners: &owners })
}

fn parse(kind: FieldKind, typed: &str) -> Result<Option<Value>, &'static str> {
    parse_in(kind, typed, Language::En)
}

#[test]
fn nothing_typed_is_no_value_of_any_kind() {
    for kind in FieldKind::ALL {
        assert_eq!(parse(*kind, " \t\u{a0}"), Ok(None), "{kind:?}");
    }
}

#[test]
fn a_text_is_one_line_of_a_decent_length() {
    assert_eq!(parse(FieldKind::Text, "  Oak\n and  ash "), Ok(Some(Value::Text("Oak and ash".into()))));
    assert_eq!(parse(FieldKind::Text, &"я".repeat(500)).map(|value| value.is_some()), Ok(true));
    assert_eq!(parse(FieldKind::Text, &"я".repeat(501)), Err("fields-too-long"));
}

#[test]
fn a_number_is_read_in_the_readers_language() {
    let number = |units| Ok(Some(Value::Number(Decimal { units, scale: 2 })));

    assert_eq!(parse_in(FieldKind::Number, "1,234.5", Language::En), number(123_450));
    assert_eq!(parse_in(FieldKind::Number, "1.234,5", Language::Bg), number(123_450));
    assert_eq!(parse(FieldKind::Number, "twelve"), Err("fields-number-unclear"));
}

#[test]
fn an_amount_is_of_the_currency_that_stands_beside_it() {
    let money = |minor, code: &str| Ok(Some(Value::Money(Money::new(minor, code.parse().unwrap()))));

    assert_eq!(parse(FieldKind::Money, "12.50"), money(1_250, "EUR"));
    assert_eq!(parse(FieldKind::Money, "GBP 1,200"), money(120_000, "GBP"));
    assert_eq!(parse_in(FieldKind::Money, "1 200,50 usd", Language::Bg), money(120_050, "USD"));
    assert_eq!(parse(FieldKind::Money, "12 ZZZ"), Err("fields-money-unclear"));
    assert_eq!(parse(FieldKind::Money, "EUR"), Err("fields-money-unclear"));
    assert_eq!(parse(FieldKind::Money, "-5"), Err("fields-money-unclear"));
}

#[test]
fn a_day_is_a_day_of_the_calendar() {
    assert_eq!(parse(FieldKind::Day, "2026-02-28"), Ok(Some(Value::Day("2026-02-28".parse().unwrap()))));
    assert_eq!(parse(FieldKind::Day, "2026-02-29"), Err("fields-day-unclear"));
    assert_eq!(parse(FieldKind::Day, "28/02/2026"), Err("fields-day-unclear"));
}

#[test]
fn yes_and_no_are_understood_in_both_languages() {
    for typed in ["yes", "Да", "TRUE", "1"] {
        assert_eq!(parse(FieldKind::YesNo, typed), Ok(Some(Value::YesNo(true))), "{typed}");
    }
    for typed in ["no", "НЕ", "false", "0"] {
        assert_eq!(parse(FieldKind::YesNo, typed), Ok(Some(Value::YesNo(false))), "{typed}");
    }
    assert_eq!(parse(FieldKind::YesNo, "perhaps"), Err("fields-yes-no-unclear"));
}

#[test]
fn a_choice_is_one_of_those_offered_in_any_spelling() {
    let choice = |id| Ok(Some(Value::Choice(FieldOptionId::new(id))));

    assert_eq!(parse(FieldKind::Choice, "MONTHLY "), choice(3));
    assert_eq!(parse(FieldKind::Choice, "godishen"), choice(1));
    assert_eq!(parse(FieldKind::Choice, "Weekly"), Err("fields-option-unknown"));
}

#[test]
fn a_choice_that_was_put_away_stays_with_who_has_it() {
    let owners = owners();
    let reading = Reading { language: Language::En, currency: euro(), owners: &owners };
    let old = Value::Choice(FieldOptionId::new(2));

    let kept = field(FieldKind::Choice).parse(&["Old"], Some(&old), &reading);

    assert_eq!(kept, Ok(Some(old)));
    assert_eq!(parse(FieldKind::Choice, "Old"), Err("fields-option-unknown"));
}

#[test]
fn several_choices_come_together_or_one_by_one() {
    let owners = owners();
    let reading = Reading { language: Language::Bg, currency: euro(), owners: &owners };
    let both = Ok(Some(Value::Choices(vec![FieldOptionId::new(1), FieldOptionId::new(3)])));

    assert_eq!(field(FieldKind::Choices).parse(&["", "Годишен", "Monthly"], None, &reading), both);
    assert_eq!(field(FieldKind::Choices).parse(&["Monthly; Годишен; monthly"], None, &reading), both);
    assert_eq!(field(FieldKind::Choices).parse(&["", ""], None, &reading), Ok(None));
}

#[test]
fn a_link_leads_into_the_web_and_nowhere_else() {
    let link = |to: &str| Ok(Some(Value::Link(to.to_owned())));

    assert_eq!(parse(FieldKind::Link, "example.com/a?b=1#c"), link("https://example.com/a?b=1#c"));
    assert_eq!(parse(FieldKind::Link, "HTTP://Example.com:8080/"), link("http://Example.com:8080/"));
    assert_eq!(
        parse(FieldKind::Link, "a.example/?to=https://b.example"),
        link("https://a.example/?to=https://b.example")
    );
    assert_eq!(parse(FieldKind::Link, "http://intranet/"), link("http://intranet/"));
    assert_eq!(parse(FieldKind::Link, "https://пример.бг/път"), link("https://пример.бг/път"));
    for typed in [
        "javascript:alert(1)",
        "javascript://example.com/%0aalert(1)",
        "data:text/html,x",
        "ftp://example.com",
        "https://",
        "https:///path",
        "https://bank.example@evil.example",
        "mailto:ana@example.com",
        "two words",
        "oak",
        "https://a\"b.example",
    ] {
        assert_eq!(parse(FieldKind::Link, typed), Err("fields-link-unclear"), "{typed}");
    }
}

#[test]
fn a_person_is_a_member_who_is_here_by_number_or_by_name() {
    let person = |id| Ok(Some(Value::Person(MemberId::new(id))));

    assert_eq!(parse(FieldKind::Person, "2"), person(2));
    assert_eq!(parse(FieldKind::Person, "мара илиева"), person(1));
    assert_eq!(parse(FieldKind::Person, "3"), Err("fields-person-unknown"));
    assert_eq!(parse(FieldKind::Person, "Nobody"), Err("fields-person-unknown"));
}

fn needed() -> Field {
    let mut field = field(FieldKind::Text);
    field.facts.is_needed = true;
    field
}

fn problem(typed: &Fields, demand: Demand) -> Option<String> {
    let (owners, mut problems) = (owners(), Problems::default());
    let reading = Reading { language: Language::En, currency: euro(), owners: &owners };
    read(&[needed()], &Values::default(), (typed, demand), &reading, &mut problems);
    problems.on("field.contract_type").map(str::to_owned)
}

#[test]
fn a_needed_field_is_asked_for_and_one_that_nobody_named_only_in_whole_forms() {
    let named = Fields::new().with("field.contract_type", " ");

    assert_eq!(problem(&named, Demand::Named).as_deref(), Some("fields-needed"));
    assert_eq!(problem(&Fields::new(), Demand::All).as_deref(), Some("fields-needed"));
    assert_eq!(problem(&Fields::new(), Demand::Named), None);
}

#[test]
fn what_is_not_named_or_was_put_away_keeps_its_value() {
    let (owners, mut problems) = (owners(), Problems::default());
    let reading = Reading { language: Language::En, currency: euro(), owners: &owners };
    let mut stored = Values::default();
    stored.set(FieldId::new(1), Some(Value::Text("Oak".into())));
    let typed = Fields::new().with("field.contract_type", "");
    let away = Field { is_live: false, ..field(FieldKind::Text) };

    let left_out = read(&[needed()], &stored, (&Fields::new(), Demand::All), &reading, &mut problems);
    let put_away = read(&[away], &stored, (&typed, Demand::All), &reading, &mut problems);

    assert_eq!((left_out, put_away), (stored.clone(), stored));
    assert!(problems.is_empty());
}

#[test]
fn a_key_is_plain_and_its_own() {
    let free = |_: &str| false;

    assert_eq!(key_of("Customer number", free), "customer_number");
    assert_eq!(key_of("Клиентски №", free), "klientski_no");
    assert_eq!(key_of("2nd phone", free), "field_2nd_phone");
    assert_eq!(key_of("生日", free), "field");
    assert_eq!(key_of("Size", |key| key == "size"), "size_2");
    assert!(key_of(&"long ".repeat(40), free).len() <= 36);
}

#[test]
fn a_field_of_choices_needs_some_and_a_number_its_decimals() {
    let typed = Fields::new().with("record", "deal").with("label", "Size").with("kind", "choice");
    let number =
        Fields::new().with("record", "note").with("label", "").with("kind", "number").with("scale", "9");

    let Err(Error::Invalid(choices)) = NewField::parse(&typed) else { panic!("it was taken") };
    let Err(Error::Invalid(wrong)) = NewField::parse(&number) else { panic!("it was taken") };

    assert_eq!(choices.on("options"), Some("fields-options-missing"));
    let fields: Vec<&str> = wrong.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["record", "scale", "label"]);
    let options = NewField::parse(&typed.with("options", "S\r\nM\n\n m \nL")).unwrap().options;
    assert_eq!(options, ["S", "M", "L"]);
}

fn any_value() -> impl Strategy<Value = (FieldKind, Value)> {
    prop_oneof![
        "[^\\p{C}\\p{Z}]{1,40}".prop_map(|text| (FieldKind::Text, Value::Text(text))),
        (-1_000_000_000_i64..1_000_000_000)
            .prop_map(|units| (FieldKind::Number, Value::Number(Decimal { units, scale: 2 }))),
        (0_i64..1_000_000_000, 0..Currency::ALL.len())
            .prop_map(|(minor, at)| (FieldKind::Money, Value::Money(Money::new(minor, Currency::ALL[at])))),
        any::<bool>().prop_map(|answer| (FieldKind::YesNo, Value::YesNo(answer))),
        prop_oneof![Just(1), Just(3)]
            .prop_map(|id| (FieldKind::Choice, Value::Choice(FieldOptionId::new(id)))),
        Just((FieldKind::Choices, Value::Choices(vec![FieldOptionId::new(1), FieldOptionId::new(3)]))),
        "[a-z]{1,10}\\.example/[a-z0-9?=&#]{0,20}"
            .prop_map(|rest| (FieldKind::Link, Value::Link(format!("https://{rest}")))),
        (1_i64..=2).prop_map(|id| (FieldKind::Person, Value::Person(MemberId::new(id)))),
    ]
}

proptest! {
    #[test]
    fn what_a_file_or_a_form_holds_is_read_again((kind, value) in any_value()) {
        let (owners, field) = (owners(), field(kind));
        let reading = |language| Reading { language, currency: euro(), owners: &owners };

        let written = field.written(&value, &owners);
        let read = field.parse(&[written.as_str()], None, &reading(Language::En));
        prop_assert_eq!(read, Ok(Some(value.clone())));

        for language in Language::ALL {
            let currency = match &value { Value::Money(money) => money.currency, _ => euro() };
            let typed = field.typed(&value, language);
            let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
            let read = field.parse(&typed, None, &Reading { currency, ..reading(language) });
            prop_assert_eq!(read, Ok(Some(value.clone())));
        }
    }

    #[test]
    fn reading_never_panics(typed in "\\PC{0,30}", kind in 0..FieldKind::ALL.len()) {
        let _ = parse(FieldKind::ALL[kind], &typed);
    }
}
