//! What a workspace says for its papers besides who it is.

use serde::{Deserialize, Serialize};

use crate::base::words::words;
use crate::base::{At, Country, Currency, Fields, Language, MemberId, Problems, Result, text};
use crate::billing::countries::Pack;
use crate::billing::terms::Terms;

/// The number of the text on Ordinance Н-18 that owners confirm; grows with its wording.
pub const CASH_TEXT: i64 = 1;

/// The longest line on papers.
const LINE_LENGTH: usize = 200;
/// The longest name of a person.
const NAME_LENGTH: usize = 100;

/// In which languages papers are, where the customer asks for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Languages {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Bulgarian.
    #[serde(rename = "bg")]
    Bulgarian,
    /// Bulgarian, with English below it.
    #[serde(rename = "bg en")]
    Both,
}
words!(Languages, "languages",
    English = "en", "seller-languages-en";
    Bulgarian = "bg", "seller-languages-bg";
    Both = "bg en", "seller-languages-both";
);

impl Languages {
    /// The languages, the leading one first.
    pub fn all_of(self) -> &'static [Language] {
        match self {
            Languages::English => &[Language::En],
            Languages::Bulgarian => &[Language::Bg],
            Languages::Both => &[Language::Bg, Language::En],
        }
    }
}

/// The colour of a paper's headings: each is dark enough to be read on white.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Colour {
    /// Nearly black.
    Slate,
    /// Blue.
    Blue,
    /// Green.
    Green,
    /// Red.
    Red,
    /// Violet.
    Violet,
    /// Brown.
    Brown,
}
words!(Colour, "colour",
    Slate = "slate", "seller-colour-slate";
    Blue = "blue", "seller-colour-blue";
    Green = "green", "seller-colour-green";
    Red = "red", "seller-colour-red";
    Violet = "violet", "seller-colour-violet";
    Brown = "brown", "seller-colour-brown";
);

impl Colour {
    /// Red, green and blue.
    pub fn rgb(self) -> [u8; 3] {
        match self {
            Colour::Slate => [31, 41, 51],
            Colour::Blue => [29, 78, 216],
            Colour::Green => [22, 101, 52],
            Colour::Red => [159, 18, 57],
            Colour::Violet => [91, 33, 182],
            Colour::Brown => [120, 53, 15],
        }
    }
}

/// What can be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// Where the company is registered, and its registered office (Britain).
    pub office: String,
    /// Who answers for the company (МОЛ, Bulgaria).
    pub responsible: String,
    /// Who draws papers up (съставил, Bulgaria).
    pub maker: String,
    /// When papers fall due, where the customer has no terms.
    pub terms: Terms,
    /// The currency of new papers; none: the workspace's.
    pub currency: Option<Currency>,
    /// The languages of papers.
    pub languages: Languages,
    /// The colour of their headings.
    pub colour: Colour,
}

/// That an owner has read what the ordinance asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confirmed {
    /// Which text.
    pub text: i64,
    /// When.
    pub at: At,
    /// Who.
    pub by: Option<MemberId>,
}

/// What is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// What was typed.
    pub details: Details,
    /// Grows with each change; 0 before the first.
    pub version: i64,
    /// Whether cash may be taken in Bulgaria, and since when.
    pub confirmed: Option<Confirmed>,
}

impl Details {
    /// What a workspace of that country begins with.
    pub fn begun(country: Country) -> Details {
        let is_bulgarian = Pack::of(country) == Pack::Bulgaria;
        Details {
            office: String::new(),
            responsible: String::new(),
            maker: String::new(),
            terms: Terms::USUAL,
            currency: None,
            languages: if is_bulgarian { Languages::Bulgarian } else { Languages::English },
            colour: Colour::Slate,
        }
    }

    /// Reads the form.
    pub fn parse(fields: &Fields) -> Result<Details> {
        let mut problems = Problems::default();
        let mut line = |field: &'static str, most: usize| {
            let line = text::one_line(fields.first(field));
            if line.chars().count() > most {
                problems.add(field, "seller-too-long");
            }
            line
        };
        let (office, responsible, maker) =
            (line("office", LINE_LENGTH), line("responsible", NAME_LENGTH), line("maker", NAME_LENGTH));
        let terms = Terms::parse(fields, &mut problems).unwrap_or(Terms::USUAL);
        let currency = match fields.first("currency") {
            "" => None,
            code => {
                code.parse::<Currency>().map_err(|_| problems.add("currency", "seller-currency-missing")).ok()
            }
        };
        let languages = fields.first("languages").parse().unwrap_or_else(|_| {
            problems.add("languages", "seller-languages-missing");
            Languages::English
        });
        let colour = fields.first("colour").parse().unwrap_or_else(|_| {
            problems.add("colour", "seller-colour-missing");
            Colour::Slate
        });
        problems.finish(Details { office, responsible, maker, terms, currency, languages, colour })
    }

    /// Every fact by the name of its field, as text: a form shows these, and what changed is audited by them.
    pub fn told(&self) -> Vec<(&'static str, String)> {
        let mut told = vec![
            ("office", self.office.clone()),
            ("responsible", self.responsible.clone()),
            ("maker", self.maker.clone()),
            ("currency", self.currency.map_or(String::new(), |currency| currency.code().to_owned())),
            ("languages", self.languages.code().to_owned()),
            ("colour", self.colour.code().to_owned()),
        ];
        told.extend(self.terms.typed());
        told
    }
}

impl Stored {
    /// Whether a seller of that country takes cash.
    pub fn takes_cash(&self, country: Country) -> bool {
        Pack::of(country) != Pack::Bulgaria || self.confirmed.is_some_and(|read| read.text == CASH_TEXT)
    }
}
