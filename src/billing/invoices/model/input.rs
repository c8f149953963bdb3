//! What somebody types about an invoice.

use super::Kind;
use super::lines::{self, LineInput};
use crate::base::{
    Currency, Day, DealId, Error, Fields, InvoiceId, Language, Problems, Result, SubjectId, text,
};
use crate::billing::pricing::Entry;
use crate::billing::products::Product;
use crate::billing::terms::Terms;

/// The longest order number or reference, in characters.
const SHORT_LENGTH: usize = 100;
/// The longest reason of a note.
const REASON_LENGTH: usize = 300;
/// The longest remark.
const NOTE_LENGTH: usize = 2_000;

/// Everything that somebody can type about an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftInput {
    /// What it is.
    pub kind: Kind,
    /// What it corrects; none of an invoice.
    pub of: Option<InvoiceId>,
    /// Why it corrects it; empty of an invoice.
    pub reason: String,
    /// Who buys: a company or a contact.
    pub customer: SubjectId,
    /// The deal that it is for.
    pub deal: Option<DealId>,
    /// Of all its amounts.
    pub currency: Currency,
    /// Whether its prices are without the tax or with it.
    pub entry: Entry,
    /// The day of the supply; none: the day of issue.
    pub supplied_on: Option<Day>,
    /// When it falls due; none: as agreed with the customer, else as the seller's papers do.
    pub terms: Option<Terms>,
    /// The number of the buyer's order.
    pub order: String,
    /// Who the buyer says it is for.
    pub reference: String,
    /// What else there is to say.
    pub note: String,
    /// What is sold.
    pub lines: Vec<LineInput>,
}

impl DraftInput {
    /// Reads `paper`, `of`, `reason`, `customer`, `deal`, `currency`, `entry`, `supplied_on`, `terms`, `order`, `reference`, `note`, and the columns of
    /// [`lines::FIELDS`]. `products` are those that the rows name.
    pub fn parse(fields: &Fields, language: Language, products: &[Product]) -> Result<DraftInput> {
        let mut problems = Problems::default();
        let kind: Kind = fields.first("paper").parse().unwrap_or_default();
        let (of, reason) = corrected(fields, kind, &mut problems);
        let customer = fields.first("customer").parse().unwrap_or_else(|_| {
            problems.add("customer", "invoices-customer-missing");
            SubjectId::NONE
        });
        let currency: Option<Currency> = fields.first("currency").parse().ok();
        if currency.is_none() {
            problems.add("currency", "invoices-currency-missing");
        }
        let entry = fields.first("entry").parse().unwrap_or_default();
        let supplied_on = match fields.first("supplied_on") {
            "" => None,
            typed => typed.parse().map_err(|_| problems.add("supplied_on", "invoices-day-wrong")).ok(),
        };
        let terms = match fields.first("terms") {
            "" => None,
            _ => Terms::parse(fields, &mut problems),
        };
        let mut short = |field: &'static str| {
            let value = text::one_line(fields.first(field));
            if value.chars().count() > SHORT_LENGTH {
                problems.add(field, "invoices-too-long");
            }
            value
        };
        let (order, reference) = (short("order"), short("reference"));
        let note = fields.first("note").to_owned();
        if note.chars().count() > NOTE_LENGTH {
            problems.add("note", "invoices-too-long");
        }
        let Some(currency) = currency else { return Err(Error::Invalid(problems)) };
        let lines = lines::parse(fields, (language, currency), products, &mut problems);
        let deal = fields.first("deal").parse().ok();
        problems.finish(DraftInput {
            kind,
            of,
            reason,
            customer,
            deal,
            currency,
            entry,
            supplied_on,
            terms,
            order,
            reference,
            note,
            lines,
        })
    }

    /// Every fact by the name of its field, as text: what changed is audited by these.
    pub fn told(&self) -> Vec<(&'static str, String)> {
        let (currency, en) = (self.currency, Language::En);
        let lines = self.lines.iter().map(|line| {
            let discount = line.discount.map(|percent| format!(" -{}", percent.show(en))).unwrap_or_default();
            let price = line.price.typed(currency, en);
            format!("{} {} × {price}{discount} class {}", line.name, line.quantity.show(en), line.class)
        });
        vec![
            ("paper", self.kind.code().to_owned()),
            ("of", self.of.map(|of| of.to_string()).unwrap_or_default()),
            ("reason", self.reason.clone()),
            ("customer", self.customer.to_string()),
            ("deal", self.deal.map(|deal| deal.to_string()).unwrap_or_default()),
            ("currency", currency.code().to_owned()),
            ("entry", self.entry.code().to_owned()),
            ("supplied_on", self.supplied_on.map(|day| day.to_string()).unwrap_or_default()),
            ("terms", self.terms.map(|terms| terms.to_string()).unwrap_or_default()),
            ("order", self.order.clone()),
            ("reference", self.reference.clone()),
            ("note", self.note.clone()),
            ("lines", lines.collect::<Vec<_>>().join("; ")),
        ]
    }
}

/// What a note corrects, and why; an invoice corrects nothing.
fn corrected(fields: &Fields, kind: Kind, problems: &mut Problems) -> (Option<InvoiceId>, String) {
    if !kind.is_note() {
        return (None, String::new());
    }
    let of = fields.first("of").parse().ok();
    let reason = text::one_line(fields.first("reason"));
    if of.is_none() {
        problems.add("of", "invoices-of-missing");
    }
    if reason.is_empty() {
        problems.add("reason", "invoices-reason-missing");
    } else if reason.chars().count() > REASON_LENGTH {
        problems.add("reason", "invoices-too-long");
    }
    (of, reason)
}
