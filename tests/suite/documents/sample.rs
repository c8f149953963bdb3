//! Sellers, buyers and heads as they are.

use kantora::base::{Country, Currency, Day, Language};
use kantora::billing::countries::AccountNumber;
use kantora::billing::countries::{Bic, Iban, PaperKind, SortCode};
use kantora::billing::documents::{
    Account, Address, Contact, Draft, DraftLine, ElectronicAddress, Form, Ground, Head, Item, Languages,
    Party, Payment, Period, Preceding, Route, Wording,
};
use kantora::billing::pricing::{Category, Entry, Line, Percent, Quantity, Tax, UnitPrice};
use kantora::billing::products::Unit;

pub fn currency(code: &str) -> Currency {
    code.parse().unwrap()
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn words(first: &str) -> Wording {
    Wording { first: first.into(), second: format!("{first} (2)") }
}

fn party(name: &str, country: &str, city: &str, vat_number: &str) -> Party {
    let country: Country = country.parse().unwrap();
    Party {
        legal_name: name.into(),
        trading_name: String::new(),
        address: Address {
            street: "12 Harbour & Quay Street".into(),
            more: String::new(),
            city: city.into(),
            postcode: "1000".into(),
            region: String::new(),
            country,
        },
        vat_number: vat_number.into(),
        company_number: String::new(),
        tax_registration: String::new(),
        registration: String::new(),
        manager: String::new(),
        contact: Contact::default(),
        electronic: None,
    }
}

/// Who sells: a company of that country.
pub fn seller(country: &str) -> Party {
    let contact = Contact {
        name: "Accounts <office>".into(),
        phone: "+359 2 000 0000".into(),
        email: "accounts@seller.test".into(),
    };
    let electronic = Some(ElectronicAddress { scheme: "EM".into(), address: "accounts@seller.test".into() });
    let base = match country {
        "BG" => Party {
            company_number: "175074752".into(),
            manager: "Калина Василева".into(),
            ..party("Рила Дърводелство ООД", "BG", "София", "BG175074752")
        },
        "GB" => Party {
            trading_name: "Studio \"Harbour\"".into(),
            company_number: "01234567".into(),
            registration: "Registered in England and Wales, 12 Harbour Street, Bristol".into(),
            ..party("Harbour Studio Ltd", "GB", "Bristol", "GB980780684")
        },
        other => Party {
            company_number: "HRB 1000".into(),
            ..party("Werft GmbH", other, "Kiel", &format!("{other}123456789"))
        },
    };
    Party { contact, electronic, ..base }
}

/// Who buys: a company of that country.
pub fn buyer(country: &str) -> Party {
    let number = match country {
        "US" | "JP" | "BH" => String::new(),
        "FR" => "FR83404833048".into(),
        other => format!("{other}123456789"),
    };
    let electronic = Some(ElectronicAddress { scheme: "EM".into(), address: "inbox@buyer.test".into() });
    Party { electronic, ..party("Buyer & Daughters", country, "Elsewhere", &number) }
}

fn account(seller: &Party, currency: Currency) -> Account {
    let route = match (seller.address.country.code(), currency.code()) {
        ("GB", "GBP") => {
            Route::SortCode(SortCode::parse("20-00-00").unwrap(), AccountNumber::parse("55779911").unwrap())
        }
        ("GB", _) => Route::Iban(Iban::parse("GB82 WEST 1234 5698 7654 32").unwrap(), None),
        _ => Route::Iban(
            Iban::parse("BG80 BNBG 9661 1020 3456 78").unwrap(),
            Some(Bic::parse("BNBGBGSD").unwrap()),
        ),
    };
    Account { holder: seller.legal_name.clone(), bank: "A bank".into(), route, currency }
}

/// A head that may be issued.
pub fn head(kind: PaperKind, seller: Party, buyer: Party, currency: Currency) -> Head {
    let is_note = matches!(kind, PaperKind::CreditNote | PaperKind::DebitNote);
    let preceding = Preceding { number: "0000000001".into(), issued_on: day("2026-10-01") };
    Head {
        kind,
        form: Form::Full,
        languages: Languages { first: Language::En, second: Some(Language::Bg) },
        number: "0000000042".into(),
        issued_on: day("2026-11-23"),
        taxed_on: Some(day("2026-11-20")),
        period: None,
        due_on: Some(day("2026-12-23")),
        terms: words("Due within 30 days of the date of issue"),
        exchange: None,
        buyer_reference: String::new(),
        order: "PO & 17".into(),
        contract: String::new(),
        preceding: if is_note { vec![preceding] } else { Vec::new() },
        reason: if is_note { "Price agreed anew".into() } else { String::new() },
        payment: Payment { accounts: vec![account(&seller, currency)], reference: "RF18 0000 0042".into() },
        seller,
        buyer: Some(buyer),
        delivered_to: None,
        prepared_by: "Иван Петров".into(),
        notes: vec!["Thank you.\nIt was a pleasure.".into()],
        in_words: None,
    }
}

/// Why a category bears no tax.
pub fn ground(category: Category) -> Option<Ground> {
    let (text, code) = match category {
        Category::S | Category::Z => return None,
        Category::E => ("Exempt: Directive 2006/112/EC, art. 132", "VATEX-EU-132"),
        Category::AE => ("Reverse charge: Directive 2006/112/EC, art. 196", "VATEX-EU-AE"),
        Category::K => ("Supply within the Union: Directive 2006/112/EC, art. 138", "VATEX-EU-IC"),
        Category::G => ("Export: Directive 2006/112/EC, art. 146", "VATEX-EU-G"),
        Category::O => ("Outside the scope of VAT", "VATEX-EU-O"),
    };
    Some(Ground { wording: words(text), code: code.into() })
}

/// A line of so many millionths at a price in millionths.
pub fn line(quantity: i64, price: i64, tax: Tax) -> DraftLine {
    DraftLine {
        item: Item {
            name: "Oak board <planed> & oiled".into(),
            description: "Дъбова дъска, 40 mm\u{b}".into(),
            unit: Unit::Piece,
            seller_code: "OAK-40".into(),
            buyer_code: String::new(),
            gtin: "4006381333931".into(),
            period: None,
            ground: ground(tax.category),
        },
        priced: Line { quantity: Quantity(quantity), price: UnitPrice(price), discount: None, tax },
    }
}

/// The standard rate.
pub fn standard() -> Tax {
    Tax::new(Category::S, Percent(200_000))
}

/// The month before.
pub fn october() -> Period {
    Period { from: day("2026-10-01"), to: day("2026-10-31") }
}

/// An invoice of a seller there that may be issued and exchanged.
pub fn draft(country: &str) -> Draft {
    let money = currency(if country == "GB" { "GBP" } else { "EUR" });
    Draft {
        head: head(PaperKind::Invoice, seller(country), buyer(country), money),
        currency: money,
        entry: Entry::Net,
        step: 1,
        lines: vec![line(3_000_000, 19_990_000, standard()), line(-1_000_000, 5_000_000, standard())],
        adjustments: Vec::new(),
        prepaid: 0,
    }
}
