//! Bank accounts.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::words::words;
use crate::base::{At, BankAccountId, Currency, Error, Fields, MemberId, Problems, Result, text};
use crate::billing::countries::{AccountNumber, Bic, Iban, SortCode};

/// So long the page shows that an account was changed.
pub const SHOWN_FOR: Duration = Duration::from_secs(7 * 86_400);

/// The longest name of a bank.
const NAME_LENGTH: usize = 100;

/// Where money goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bank {
    /// By IBAN.
    International {
        /// The account.
        iban: Iban,
        /// The bank, where the customer's asks for it.
        bic: Option<Bic>,
    },
    /// By sort code, within Britain.
    British {
        /// The branch.
        sort_code: SortCode,
        /// The account.
        number: AccountNumber,
    },
}

/// An account as papers name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its number here.
    pub id: BankAccountId,
    /// The bank's name.
    pub name: String,
    /// Its currency.
    pub currency: Currency,
    /// Where it is.
    pub bank: Bank,
    /// Whether papers of its currency name it.
    pub is_main: bool,
}

/// An account, and when something was last done to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedAccount {
    /// The account.
    pub account: Account,
    /// Whether it is in use.
    pub is_live: bool,
    /// When it was added, put away, or made the one on papers.
    pub changed_at: At,
    /// By whom.
    pub changed_by: Option<MemberId>,
}

/// What somebody types about a new account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountInput {
    /// The bank's name.
    pub name: String,
    /// Its currency.
    pub currency: Currency,
    /// Where it is.
    pub bank: Bank,
}

/// What was done to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// It was added.
    Added,
    /// It was put away.
    Removed,
    /// It became the one on papers of its currency.
    Chosen,
}
words!(Act, "act on an account",
    Added = "added", "seller-act-added";
    Removed = "removed", "seller-act-removed";
    Chosen = "chosen", "seller-act-chosen";
);

impl Bank {
    /// As people read it: `BG80 BNBG 9661 1020 3456 78`, `60-16-13 31926819`.
    pub fn show(&self) -> String {
        match self {
            Bank::International { iban, bic: None } => iban.grouped(),
            Bank::International { iban, bic: Some(bic) } => format!("{}, {}", iban.grouped(), bic.as_str()),
            Bank::British { sort_code, number } => format!("{} {}", sort_code.grouped(), number.as_str()),
        }
    }

    /// Whether it is the same account, whatever else is said of it.
    pub fn is_same(&self, other: &Bank) -> bool {
        match (self, other) {
            (Bank::International { iban, .. }, Bank::International { iban: other, .. }) => iban == other,
            (own, other) => own == other,
        }
    }
}

impl AccountInput {
    /// Reads `bank`, `account_currency`, and `iban` with `bic` or `sort_code` with `number`.
    pub fn parse(fields: &Fields) -> Result<AccountInput> {
        let mut problems = Problems::default();
        let name = text::one_line(fields.first("bank"));
        if name.is_empty() {
            problems.add("bank", "seller-bank-missing");
        } else if name.chars().count() > NAME_LENGTH {
            problems.add("bank", "seller-too-long");
        }
        let currency: Option<Currency> = fields.first("account_currency").parse().ok();
        if currency.is_none() {
            problems.add("account_currency", "seller-currency-missing");
        }
        let bank = bank(fields, &mut problems);
        match (currency, bank) {
            (Some(currency), Some(bank)) => problems.finish(AccountInput { name, currency, bank }),
            _ => Err(Error::Invalid(problems)),
        }
    }
}

fn bank(fields: &Fields, problems: &mut Problems) -> Option<Bank> {
    let typed = |field| fields.first(field);
    let has_british = !typed("sort_code").is_empty() || !typed("number").is_empty();
    match (typed("iban").is_empty(), has_british) {
        (true, false) => {
            problems.add("iban", "seller-account-none");
            None
        }
        (false, true) => {
            problems.add("iban", "seller-account-both");
            None
        }
        (false, false) => {
            let iban = Iban::parse(typed("iban")).map_err(|wrong| problems.add("iban", wrong.key())).ok();
            let bic = match typed("bic") {
                "" => Some(None),
                code => Bic::parse(code).map(Some).map_err(|wrong| problems.add("bic", wrong.key())).ok(),
            };
            Some(Bank::International { iban: iban?, bic: bic? })
        }
        (true, true) => {
            let sort_code = SortCode::parse(typed("sort_code"));
            let sort_code = sort_code.map_err(|wrong| problems.add("sort_code", wrong.key())).ok();
            let number = AccountNumber::parse(typed("number"));
            let number = number.map_err(|wrong| problems.add("number", wrong.key())).ok();
            Some(Bank::British { sort_code: sort_code?, number: number? })
        }
    }
}
