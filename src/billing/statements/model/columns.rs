//! What the columns of a statement in a table are.

use serde::{Deserialize, Serialize};

use crate::base::text;
use crate::base::words::words;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// When it was booked.
    Booked,
    /// How much, with its sign.
    Amount,
    /// What came in.
    In,
    /// What went out.
    Out,
    /// Whether it came in or went out.
    Sign,
    /// The currency.
    Currency,
    /// Who paid or was paid.
    Name,
    /// Their account.
    Account,
    /// The reference.
    Reference,
    /// What else was said.
    Text,
    /// What the bank calls it.
    BankId,
}
words!(Column, "column of a bank statement",
    Booked = "booked", "statements-column-booked";
    Amount = "amount", "statements-column-amount";
    In = "in", "statements-column-in";
    Out = "out", "statements-column-out";
    Sign = "sign", "statements-column-sign";
    Currency = "currency", "statements-column-currency";
    Name = "name", "statements-column-name";
    Account = "account", "statements-column-account";
    Reference = "reference", "statements-column-reference";
    Text = "text", "statements-column-text";
    BankId = "bank_id", "statements-column-bank-id";
);

/// Words by which banks call their columns, folded; in the order of how sure they are.
const NAMES: [(Column, &[&str]); 11] = [
    (
        Column::Booked,
        &[
            "booking date",
            "booked on",
            "booked",
            "transaction date",
            "posting date",
            "posted date",
            "date",
            "value date",
            "data na schetovodno zapisvane",
            "data na osch",
            "data na transaktsia",
            "data na operatsia",
            "data",
            "valyor",
        ],
    ),
    (Column::In, &["credit amount", "credit", "money in", "paid in", "kredit", "kredit suma", "postaplenia"]),
    (Column::Out, &["debit amount", "debit", "money out", "paid out", "debit suma", "plashtania"]),
    (
        Column::Amount,
        &["amount", "value", "transaction amount", "suma", "suma na operatsiata", "suma na transaktsiata"],
    ),
    (
        Column::Sign,
        &["credit/debit", "debit/credit", "d/c", "c/d", "type", "d/k", "debit/kredit", "tip", "vid"],
    ),
    (Column::Currency, &["currency", "ccy", "valuta"]),
    (
        Column::Name,
        &[
            "counterparty",
            "counter party",
            "counterparty name",
            "payer",
            "payer name",
            "payee",
            "name",
            "beneficiary",
            "partner",
            "kontragent",
            "narditel",
            "nareditel",
            "poluchatel",
            "nareditel/poluchatel",
            "ime na kontragent",
            "ime",
        ],
    ),
    (
        Column::Account,
        &[
            "counterparty account",
            "counterparty iban",
            "iban",
            "account number",
            "smetka na kontragent",
            "smetka",
            "iban na kontragent",
        ],
    ),
    (
        Column::Reference,
        &["payment reference", "reference", "customer reference", "referentsia", "osnovanie za plashtane"],
    ),
    (
        Column::Text,
        &[
            "description",
            "details",
            "narrative",
            "memo",
            "notes",
            "transaction description",
            "remittance information",
            "opisanie",
            "osnovanie",
            "poyasnenie",
            "poyasnenia",
            "osnovanie i poyasnenia",
            "detayli",
        ],
    ),
    (
        Column::BankId,
        &[
            "transaction id",
            "id",
            "bank reference",
            "transaction reference",
            "dokument",
            "nomer na dokument",
            "nomer",
        ],
    ),
];

/// Which column of a table is what, by place.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mapping(pub Vec<Option<String>>);

impl Mapping {
    /// What the words of a header say; each column is used once.
    pub fn of_header(header: &[String]) -> Mapping {
        let folded: Vec<String> = header.iter().map(|cell| text::fold(cell)).collect();
        let mut mapping = Mapping(vec![None; header.len()]);
        for (column, names) in NAMES {
            let place = names.iter().find_map(|name| {
                folded
                    .iter()
                    .enumerate()
                    .position(|(place, cell)| *cell == text::fold(name) && mapping.0[place].is_none())
            });
            if let Some(place) = place {
                mapping.0[place] = Some(column.code().to_owned());
            }
        }
        mapping
    }

    /// The place of a column.
    pub fn place(&self, column: Column) -> Option<usize> {
        self.0.iter().position(|code| code.as_deref() == Some(column.code()))
    }

    /// Whether the lines can be read by it: they have a day and an amount.
    pub fn is_enough(&self) -> bool {
        let has = |column| self.place(column).is_some();
        has(Column::Booked) && (has(Column::Amount) || has(Column::In))
    }
}
