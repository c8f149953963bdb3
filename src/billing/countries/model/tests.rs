use proptest::prelude::*;

use super::spelling::{Gender, bulgarian, english};
use super::*;
use crate::base::{Country, Currency, Language, Money};

fn country(code: &str) -> Country {
    code.parse().expect("a country")
}

fn company(code: &str, typed: &str) -> Result<String, Wrong> {
    CompanyNumber::parse(country(code), typed).map(|number| number.as_str().to_owned())
}

fn vat(code: &str, typed: &str) -> Result<String, Wrong> {
    VatNumber::parse(country(code), typed).map(|number| number.as_str().to_owned())
}

fn said(minor: i64, currency: &str, language: Language) -> String {
    in_words(Money::new(minor, currency.parse().expect("a currency")), language)
}

#[test]
fn a_bulgarian_company_number_fits_its_check_digits() {
    // Of companies in the public register; the second takes the second weights.
    for number in ["175074752", "200123089", "831902088", "121699202", "000694037"] {
        assert_eq!(company("BG", number), Ok(number.to_owned()));
    }
    assert_eq!(company("BG", "175 074 752"), Ok("175074752".to_owned()));
    assert_eq!(company("BG", "1750747520019"), Ok("1750747520019".to_owned()));
    assert_eq!(company("BG", "1750747520154"), Ok("1750747520154".to_owned()));

    assert_eq!(company("BG", "175074751"), Err(Wrong::Check));
    assert_eq!(company("BG", "1750747520018"), Err(Wrong::Check));
    assert_eq!(company("BG", "17507475"), Err(Wrong::Length));
    assert_eq!(company("BG", "17507475x"), Err(Wrong::Shape));
    assert_eq!(company("BG", ""), Err(Wrong::Length));
}

#[test]
fn a_british_company_number_gets_its_noughts_back() {
    assert_eq!(company("GB", "445790"), Ok("00445790".to_owned()));
    assert_eq!(company("GB", "sc 123456"), Ok("SC123456".to_owned()));
    assert_eq!(company("GB", "R0000001"), Ok("R0000001".to_owned()));

    assert_eq!(company("GB", "XX123456"), Err(Wrong::Shape));
    assert_eq!(company("GB", "SC12345"), Err(Wrong::Length));
    assert_eq!(company("GB", "123456789"), Err(Wrong::Length));
    assert_eq!(company("GB", ""), Err(Wrong::Length));
    assert_eq!(company("DE", "HRB 12345 B"), Ok("HRB 12345 B".to_owned()));
}

#[test]
fn a_bulgarian_vat_number_is_of_a_company_or_of_a_person() {
    assert_eq!(vat("BG", "BG 175 074 752"), Ok("BG175074752".to_owned()));
    assert_eq!(vat("BG", "7523169263"), Ok("BG7523169263".to_owned()));
    assert_eq!(vat("BG", "BG7111042925"), Ok("BG7111042925".to_owned()));

    assert_eq!(vat("BG", "BG175074751"), Err(Wrong::Check));
    assert_eq!(vat("BG", "12345678"), Err(Wrong::Shape));
    assert_eq!(vat("BG", ""), Err(Wrong::Shape));
}

#[test]
fn a_british_vat_number_fits_one_of_the_two_sums() {
    for typed in ["980 7806 84", "GB802311782", "GB 434 0314 94", "GB232128892000"] {
        assert!(vat("GB", typed).is_ok(), "{typed}");
    }
    assert_eq!(vat("GB", "345678954"), Ok("GB345678954".to_owned()));
    assert_eq!(vat("GB", "XI 980780684"), Ok("XI980780684".to_owned()));
    assert_eq!(vat("GB", "GD001"), Ok("GBGD001".to_owned()));
    assert_eq!(vat("GB", "HA500"), Ok("GBHA500".to_owned()));

    assert_eq!(vat("GB", "802311781"), Err(Wrong::Check));
    assert_eq!(vat("GB", "GD500"), Err(Wrong::Check));
    assert_eq!(vat("GB", "HA499"), Err(Wrong::Check));
    assert_eq!(vat("GB", "98078068"), Err(Wrong::Shape));
    assert_eq!(vat("GR", "094259216"), Ok("EL094259216".to_owned()));
    assert_eq!(vat("DE", "12345678"), Err(Wrong::Shape));
}

#[test]
fn an_iban_of_the_registry_is_right() {
    for typed in [
        "BG80 BNBG 9661 1020 3456 78",
        "GB29NWBK60161331926819",
        "DE89370400440532013000",
        "FR1420041010050500013M02606",
        "MT84MALT011000012345MTLCAST001S",
        "NO9386011117947",
        "NL91ABNA0417164300",
    ] {
        assert!(Iban::parse(typed).is_ok(), "{typed}");
    }
    let iban = Iban::parse("bg80bnbg96611020345678").expect("right");
    assert_eq!(iban.grouped(), "BG80 BNBG 9661 1020 3456 78");

    assert_eq!(Iban::parse("BG81BNBG96611020345678"), Err(Wrong::Check));
    assert_eq!(Iban::parse("BG80BNBG9661102034567"), Err(Wrong::Length));
    assert_eq!(Iban::parse("US80BNBG96611020345678"), Err(Wrong::Country));
    assert_eq!(Iban::parse("8080"), Err(Wrong::Shape));
    assert_eq!(Iban::parse(""), Err(Wrong::Length));
    assert_eq!(Iban::parse("БГ80"), Err(Wrong::Shape));
}

#[test]
fn a_bank_and_a_british_account_have_their_shape() {
    assert_eq!(Bic::parse("unicrbgsf").map(|_| ()), Err(Wrong::Length));
    assert_eq!(Bic::parse("UNCRBGSF").expect("right").as_str(), "UNCRBGSF");
    assert_eq!(Bic::parse("NWBKGB2LABC").expect("right").as_str(), "NWBKGB2LABC");
    assert_eq!(Bic::parse("NWBK1B2L").map(|_| ()), Err(Wrong::Shape));

    assert_eq!(SortCode::parse("60-16-13").expect("right").grouped(), "60-16-13");
    assert_eq!(SortCode::parse("60161").map(|_| ()), Err(Wrong::Length));
    assert_eq!(AccountNumber::parse("31926819").expect("right").as_str(), "31926819");
    assert_eq!(AccountNumber::parse("123456").expect("right").as_str(), "00123456");
    assert_eq!(AccountNumber::parse("12345").map(|_| ()), Err(Wrong::Length));
    assert_eq!(AccountNumber::parse("1234567a").map(|_| ()), Err(Wrong::Shape));
}

#[test]
fn bulgarian_papers_share_ten_digits_and_british_ones_have_prefixes() {
    let bulgaria = Pack::of(country("BG"));
    let britain = Pack::of(country("GB"));

    assert_eq!(bulgaria.series(PaperKind::CreditNote), bulgaria.series(PaperKind::Invoice));
    assert_eq!(bulgaria.series(PaperKind::DebitNote), Series::Invoices);
    assert_eq!(bulgaria.series(PaperKind::Protocol), Series::Protocols);
    assert_eq!(britain.series(PaperKind::CreditNote), Series::CreditNotes);

    let ten = bulgaria.numbering(Series::Invoices);
    assert_eq!(ten.write("", 1), Some("0000000001".to_owned()));
    assert_eq!(ten.write("X-", 9_999_999_999), Some("9999999999".to_owned()));
    assert_eq!(ten.write("", 10_000_000_000), None);
    assert_eq!(ten.write("", 0), None);
    assert_eq!(britain.numbering(Series::Invoices), Numbering::Prefixed("INV-"));
    assert_eq!(britain.numbering(Series::Invoices).write("A-", 7), Some("A-0007".to_owned()));
    assert_eq!(Numbering::Prefixed("").write("A-", 123_456), Some("A-123456".to_owned()));
}

#[test]
fn papers_have_their_names_in_both_languages() {
    let bulgaria = Pack::of(country("BG"));

    assert_eq!(bulgaria.name(PaperKind::DebitNote, Language::Bg), "Дебитно известие");
    assert_eq!(bulgaria.name(PaperKind::Invoice, Language::En), "Invoice");
    assert_eq!(bulgaria.original(Language::Bg), Some("Оригинал"));
    assert_eq!(Pack::of(country("GB")).original(Language::En), None);
    assert_eq!(Pack::of(country("DE")), Pack::Union);
}

#[test]
fn bulgarian_amounts_agree_with_their_coins() {
    let bg = |minor, currency| said(minor, currency, Language::Bg);

    assert_eq!(bg(0, "EUR"), "нула евро");
    assert_eq!(bg(100, "EUR"), "едно евро");
    assert_eq!(bg(201, "EUR"), "две евро и един цент");
    assert_eq!(bg(102, "BGN"), "един лев и две стотинки");
    assert_eq!(bg(2_101, "BGN"), "двадесет и един лева и една стотинка");
    assert_eq!(bg(202, "GBP"), "две британски лири и два пенса");
    assert_eq!(bg(12_345, "EUR"), "сто двадесет и три евро и четиридесет и пет цента");
    assert_eq!(bg(110_000, "EUR"), "хиляда и сто евро");
    assert_eq!(bg(112_000, "EUR"), "хиляда сто и двадесет евро");
    assert_eq!(bg(2_100_100, "BGN"), "двадесет и една хиляди и един лева");
    assert_eq!(bg(100_100_000, "EUR"), "един милион и хиляда евро");
    assert_eq!(bg(200_050_000, "EUR"), "два милиона и петстотин евро");
    assert_eq!(bg(-50, "EUR"), "минус петдесет цента");
    assert_eq!(bg(120_000, "USD"), "1200,00\u{a0}$");
}

#[test]
fn english_amounts_are_said_as_in_britain() {
    let en = |minor, currency| said(minor, currency, Language::En);

    assert_eq!(en(101, "GBP"), "one pound and one penny");
    assert_eq!(en(123_450, "GBP"), "one thousand two hundred and thirty-four pounds and fifty pence");
    assert_eq!(en(100_100, "EUR"), "one thousand and one euros");
    assert_eq!(en(100_000_000, "BGN"), "one million leva");
    assert_eq!(en(2, "BGN"), "two stotinki");
    assert_eq!(en(120_000, "CHF"), "CHF\u{a0}1,200.00");
}

/// Reads a number in words again, so that no two numbers can have the same.
fn heard(text: &str) -> Option<u64> {
    let (mut whole, mut group) = (0_u64, 0_u64);
    for word in text.split([' ', '-']).filter(|word| !["и", "and"].contains(word)) {
        let value = small(word);
        match (word, value) {
            ("hundred", _) => group *= 100,
            (_, Some(value)) => group += value,
            _ => {
                whole += group.max(1).checked_mul(power(word)?)?;
                group = 0;
            }
        }
    }
    Some(whole + group)
}

fn small(word: &str) -> Option<u64> {
    let word = match word {
        "един" | "една" => "едно",
        "два" => "две",
        other => other,
    };
    (0..20).chain((20..100).step_by(10)).chain((100..1000).step_by(100)).find(|number| {
        bulgarian(*number, Gender::Neuter) == word || (*number < 100 && english(*number) == word)
    })
}

fn power(word: &str) -> Option<u64> {
    let words = [
        ["хиляда", "хиляди", "thousand"],
        ["милион", "милиона", "million"],
        ["милиард", "милиарда", "billion"],
        ["трилион", "трилиона", "trillion"],
        ["квадрилион", "квадрилиона", "quadrillion"],
        ["квинтилион", "квинтилиона", "quintillion"],
    ];
    words.iter().zip(1_u32..).find(|(words, _)| words.contains(&word)).map(|(_, power)| 1000_u64.pow(power))
}

proptest! {
    #[test]
    fn what_is_said_is_heard_again(number: u64, scale in 0_u32..64) {
        let number = number >> scale;
        prop_assert_eq!(heard(&english(number)), Some(number));
        for gender in [Gender::Masculine, Gender::Feminine, Gender::Neuter] {
            prop_assert_eq!(heard(&bulgarian(number, gender)), Some(number));
        }
    }

    #[test]
    fn any_amount_can_be_said(minor: i64, place in 0..Currency::ALL.len()) {
        let amount = Money::new(minor, Currency::ALL[place]);
        prop_assert!(!in_words(amount, Language::En).is_empty());
        prop_assert!(!in_words(amount, Language::Bg).is_empty());
    }

    #[test]
    fn one_mistyped_digit_of_an_iban_is_noticed(place in 4..22_usize, by in 1..10_u32) {
        let mut signs: Vec<char> = "BG80BNBG96611020345678".chars().collect();
        if let Some(digit) = signs[place].to_digit(10) {
            signs[place] = char::from_digit((digit + by) % 10, 10).expect("a digit");
            prop_assert_eq!(Iban::parse(&signs.iter().collect::<String>()), Err(Wrong::Check));
        }
    }

    #[test]
    fn of_eight_digits_exactly_one_ninth_makes_a_company(digits in "[0-9]{8}") {
        let fitting = (0..10).filter(|last| company("BG", &format!("{digits}{last}")).is_ok());
        prop_assert_eq!(fitting.count(), 1);
    }

    #[test]
    fn reading_never_panics_and_is_stable(typed in "\\PC{0,24}", place in 0..Country::ALL.len()) {
        let country = Country::ALL[place];
        if let Ok(number) = CompanyNumber::parse(country, &typed) {
            prop_assert_eq!(CompanyNumber::parse(country, number.as_str()), Ok(number));
        }
        if let Ok(number) = VatNumber::parse(country, &typed) {
            prop_assert_eq!(VatNumber::parse(country, number.as_str()), Ok(number));
        }
        let _ = (Iban::parse(&typed), Bic::parse(&typed), SortCode::parse(&typed), AccountNumber::parse(&typed));
    }
}
