//! Who sells, who buys, and how is paid.

use serde::{Deserialize, Serialize};

use crate::base::{Country, Currency};
use crate::billing::countries::{AccountNumber, Bic, Iban, SortCode};

/// Where somebody is (BG-5, BG-8, BG-15).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street and number (BT-35, BT-50).
    pub street: String,
    /// What else leads there; may be empty (BT-36, BT-51).
    pub more: String,
    /// The city (BT-37, BT-52).
    pub city: String,
    /// The postcode; may be empty (BT-38, BT-53).
    pub postcode: String,
    /// County, region; may be empty (BT-39, BT-54).
    pub region: String,
    /// The country (BT-40, BT-55).
    pub country: Country,
}

/// Whom to ask (BG-6, BG-9); each may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contact {
    /// A person or a department (BT-41, BT-56).
    pub name: String,
    /// A telephone number (BT-42, BT-57).
    pub phone: String,
    /// An e-mail address (BT-43, BT-58).
    pub email: String,
}

/// Where electronic invoices go (BT-34, BT-49).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElectronicAddress {
    /// The scheme, of the list EAS: `EM` is e-mail, `9926` a Bulgarian VAT number.
    pub scheme: String,
    /// The address within it.
    pub address: String,
}

/// A seller or a buyer as a paper names it (BG-4, BG-7). What is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The name in the register (BT-27, BT-44).
    pub legal_name: String,
    /// What it trades as, if that is another (BT-28, BT-45).
    pub trading_name: String,
    /// Where it is.
    pub address: Address,
    /// The VAT number with its letters (BT-31, BT-48).
    pub vat_number: String,
    /// The number in the register of companies (BT-30, BT-47).
    pub company_number: String,
    /// The number with the tax office, of a seller without a VAT number (BT-32).
    pub tax_registration: String,
    /// Where it is registered and what its registered office is, in one line (BT-33).
    pub registration: String,
    /// Who answers for the company (МОЛ), where papers name that.
    pub manager: String,
    /// Whom to ask.
    pub contact: Contact,
    /// Where electronic invoices go.
    pub electronic: Option<ElectronicAddress>,
}

/// How money reaches an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// By IBAN, and BIC where it is known (BT-84, BT-86).
    Iban(Iban, Option<Bic>),
    /// By sort code and account number, within Britain (BT-84).
    SortCode(SortCode, AccountNumber),
}

/// An account to pay into (BG-17).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Whose it is (BT-85).
    pub holder: String,
    /// The bank; may be empty.
    pub bank: String,
    /// How money reaches it.
    pub route: Route,
    /// What it is kept in.
    pub currency: Currency,
}

/// How is paid (BG-16).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Payment {
    /// The accounts to pay into.
    pub accounts: Vec<Account>,
    /// What the payer writes beside the sum, so that we know it again (BT-83).
    pub reference: String,
}
