//! What somebody decided about a paper: all that does not follow from its lines.

use serde::{Deserialize, Serialize};

use super::party::{Address, Party, Payment};
use crate::base::words::words;
use crate::base::{Currency, Day, Language};
use crate::billing::countries::PaperKind;

/// How much a paper must say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Everything.
    #[default]
    Full,
    /// Less: a British retailer's invoice up to 250 pounds need not name the buyer (VAT Regulations 1995, reg. 16A).
    Simplified,
}
words!(Form, "form of a paper",
    Full = "full", "documents-form-full";
    Simplified = "simplified", "documents-form-simplified";
);

/// The languages of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Languages {
    /// The first.
    pub first: Language,
    /// The other one, where a paper speaks two.
    pub second: Option<Language>,
}

/// Words in the languages of the paper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Wording {
    /// In its first language; electronic invoices hold these.
    pub first: String,
    /// In its second; empty where there is none.
    pub second: String,
}

impl Languages {
    /// The words that `say` finds for each language.
    pub fn word(self, say: impl Fn(Language) -> String) -> Wording {
        Wording { first: say(self.first), second: self.second.map(say).unwrap_or_default() }
    }
}

/// From a day to a day, both within (BG-14, BG-26).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first day (BT-73, BT-134).
    pub from: Day,
    /// The last day (BT-74, BT-135).
    pub to: Day,
}

/// A paper that this one refers to (BG-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preceding {
    /// Its number (BT-25).
    pub number: String,
    /// Its day (BT-26).
    pub issued_on: Day,
}

/// Why something bears no tax.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// The words of the law (BT-120).
    pub wording: Wording,
    /// Its code of the list VATEX; may be empty (BT-121).
    pub code: String,
}

/// The currency in which the seller accounts for the tax, where the paper is in another (BT-6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// Which.
    pub currency: Currency,
    /// How much of it one of the paper's currency is, at 10^-9.
    pub billionths: i64,
    /// The day of the rate.
    pub rated_on: Day,
}

/// What somebody decided. What is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// What it is (BT-3).
    pub kind: PaperKind,
    /// How much it must say.
    pub form: Form,
    /// In which languages.
    pub languages: Languages,
    /// Its number (BT-1).
    pub number: String,
    /// The day on which it was issued (BT-2).
    pub issued_on: Day,
    /// The day of the supply, on which the tax fell due (BT-72).
    pub taxed_on: Option<Day>,
    /// The time that was supplied, where it is no day (BG-14).
    pub period: Option<Period>,
    /// The day by which to pay; of a quote, its last day (BT-9).
    pub due_on: Option<Day>,
    /// The terms of payment in words (BT-20).
    pub terms: Wording,
    /// Where the seller accounts for the tax in another currency.
    pub exchange: Option<Exchange>,
    /// Who the buyer says it is for (BT-10; in Germany the Leitweg-ID).
    pub buyer_reference: String,
    /// The number of the buyer's order (BT-13).
    pub order: String,
    /// The number of the contract (BT-12).
    pub contract: String,
    /// What is corrected, or was paid before (BG-3).
    pub preceding: Vec<Preceding>,
    /// Why a note was issued (ЗДДС чл. 115, ал. 4).
    pub reason: String,
    /// Who sells.
    pub seller: Party,
    /// Who buys; a simplified paper may name nobody.
    pub buyer: Option<Party>,
    /// Where it was delivered, if not at the buyer's (BG-15).
    pub delivered_to: Option<Address>,
    /// Who drew it up (съставил).
    pub prepared_by: String,
    /// What else there is to say, each in its own paragraph (BT-22).
    pub notes: Vec<String>,
    /// How is paid.
    pub payment: Payment,
    /// What is to be paid, in words, where papers say it.
    pub in_words: Option<Wording>,
}
