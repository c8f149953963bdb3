//! What somebody types about a quote.

use super::lines::{QuoteLine, Reading};
use crate::base::{Day, Error, Fields, Language, Problems, Result};
use crate::billing::invoices::{DraftInput, FIELDS, LineInput, Rows};
use crate::billing::products::Product;

/// Everything that somebody can type about a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteInput {
    /// What it has in common with an invoice; without lines.
    pub head: DraftInput,
    /// The last day on which it can be accepted, where the company is.
    pub valid_until: Day,
    /// What is offered.
    pub lines: Vec<QuoteLine>,
}

impl QuoteInput {
    /// Reads the fields of a draft of an invoice, `valid_until`, and the columns of its lines with `part` and `choices`.
    pub fn parse(fields: &Fields, language: Language, products: &[Product]) -> Result<QuoteInput> {
        let mut problems = Problems::default();
        let bare = FIELDS.iter().fold(fields.clone(), |bare, field| bare.without(field));
        let bare = bare.without("paper").with("paper", "invoice");
        let head = match DraftInput::parse(&bare, language, products) {
            Ok(head) => Some(head),
            Err(Error::Invalid(wrong)) => {
                problems = wrong;
                None
            }
            Err(other) => return Err(other),
        };
        let valid_until: Option<Day> = fields.first("valid_until").parse().ok();
        if valid_until.is_none() {
            problems.add("valid_until", "quotes-valid-until-missing");
        }
        let currency = fields.first("currency").parse().ok();
        let reading = Reading { language, rows: Rows::of(fields), products };
        let lines =
            currency.map(|currency| reading.lines(fields, currency, &mut problems)).unwrap_or_default();
        match (head, valid_until) {
            (Some(head), Some(valid_until)) => problems.finish(QuoteInput { head, valid_until, lines }),
            _ => Err(Error::Invalid(problems)),
        }
    }

    /// Everything on offer, as the draft of an invoice.
    pub fn draft(&self) -> DraftInput {
        DraftInput { lines: self.sold().cloned().collect(), ..self.head.clone() }
    }

    /// What is sold, line by line.
    pub fn sold(&self) -> impl Iterator<Item = &LineInput> {
        self.lines.iter().filter_map(QuoteLine::sold)
    }

    /// Every fact by the name of its field, as text: what changed is audited by these.
    pub fn told(&self) -> Vec<(&'static str, String)> {
        let of_invoices = ["paper", "of", "reason"];
        let draft = self.draft().told();
        let mut told: Vec<_> = draft.into_iter().filter(|(field, _)| !of_invoices.contains(field)).collect();
        let parts: Vec<&str> = self.lines.iter().map(|line| line.part().code()).collect();
        told.push(("valid_until", self.valid_until.to_string()));
        told.push(("parts", parts.join(" ")));
        told
    }
}
