//! What somebody types about a payment.

use super::{Kind, Part};
use crate::base::{Currency, Day, Error, Fields, InvoiceId, Language, Problems, Result, text};
use crate::billing::pricing::UnitPrice;

/// The longest reference, in characters.
const REFERENCE_LENGTH: usize = 100;
/// The longest note.
const NOTE_LENGTH: usize = 500;

/// Everything that somebody can type about a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentInput {
    /// How it came.
    pub kind: Kind,
    /// When it was there.
    pub received_on: Day,
    /// The currency of all its amounts.
    pub currency: Currency,
    /// What of it is for which papers.
    pub parts: Vec<Part>,
    /// What stood on it.
    pub reference: String,
    /// What else there is to say.
    pub note: String,
}

impl PaymentInput {
    /// Reads `kind`, `received_on`, `reference`, `note`, and the rows of `invoice` and `amount`; a row without an amount is
    /// none. What is paid `back` counts below zero.
    pub fn parse(fields: &Fields, language: Language, currency: Currency) -> Result<PaymentInput> {
        let mut problems = Problems::default();
        let kind = fields.first("kind").parse().unwrap_or_else(|_| {
            problems.add("kind", "payments-kind-missing");
            Kind::Bank
        });
        let received_on: Option<Day> = fields.first("received_on").parse().ok();
        if received_on.is_none() {
            problems.add("received_on", "payments-day-wrong");
        }
        let sign = if fields.first("back").is_empty() { 1 } else { -1 };
        let mut parts: Vec<Part> = Vec::new();
        for (row, (invoice, typed)) in fields.all("invoice").zip(fields.all("amount")).enumerate() {
            if typed.trim().is_empty() {
                continue;
            }
            match (invoice.parse::<InvoiceId>(), read(typed, currency, language)) {
                (Ok(invoice), Some(amount)) if !parts.iter().any(|part| part.invoice == invoice) => {
                    parts.push(Part { invoice, amount: amount * sign });
                }
                _ => problems.add(format!("amount.{row}"), "payments-amount-wrong"),
            }
        }
        if parts.is_empty() && problems.is_empty() {
            problems.add("amount.0", "payments-amount-missing");
        }
        let reference = text::one_line(fields.first("reference"));
        if reference.chars().count() > REFERENCE_LENGTH {
            problems.add("reference", "payments-too-long");
        }
        let note = fields.first("note").trim().to_owned();
        if note.chars().count() > NOTE_LENGTH {
            problems.add("note", "payments-too-long");
        }
        let Some(received_on) = received_on else { return Err(Error::Invalid(problems)) };
        problems.finish(PaymentInput { kind, received_on, currency, parts, reference, note })
    }
}

/// An amount above zero in minor units; a space or a sign of the currency may stand with it.
fn read(typed: &str, currency: Currency, language: Language) -> Option<i64> {
    let price = UnitPrice::parse(typed.trim(), language).ok()?;
    let unit = 10_i64.pow(currency.digits());
    let minor = i128::from(price.0) * i128::from(unit);
    if minor % 1_000_000 != 0 {
        return None;
    }
    i64::try_from(minor / 1_000_000).ok().filter(|minor| *minor > 0)
}
