//! What a customer takes of what is offered.

use super::lines::QuoteLine;
use crate::base::{Error, Fields, Problems, Result, text};
use crate::billing::documents::Document;
use crate::billing::pricing::Quantity;

/// The longest name of who accepts, in characters.
const NAME_LENGTH: usize = 200;
/// The longest address (RFC 5321).
const EMAIL_LENGTH: usize = 254;

/// Who accepts a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepting {
    /// The name.
    pub name: String,
    /// Where they are written to.
    pub email: String,
}

impl Accepting {
    /// Reads `name`, `email` and `agreed`.
    pub fn parse(fields: &Fields) -> Result<Accepting> {
        let mut problems = Problems::default();
        let accepting = Accepting {
            name: text::one_line(fields.first("name")),
            email: text::one_line(fields.first("email")),
        };
        if accepting.name.is_empty() || accepting.name.chars().count() > NAME_LENGTH {
            problems.add("name", "quotes-accept-name-missing");
        }
        if !is_address(&accepting.email) {
            problems.add("email", "quotes-accept-email-wrong");
        }
        if fields.first("agreed").is_empty() {
            problems.add("agreed", "quotes-accept-agreed-missing");
        }
        problems.finish(accepting)
    }
}

/// Whether it looks like one: nothing is sent there, it is kept with the evidence.
fn is_address(typed: &str) -> bool {
    let parts = typed.split_once('@');
    let has_both = parts.is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'));
    has_both && typed.len() <= EMAIL_LENGTH && !typed.contains(char::is_whitespace)
}

/// All of everything on offer.
fn all_offered(lines: &[QuoteLine]) -> Vec<Option<Quantity>> {
    lines.iter().filter_map(QuoteLine::sold).map(|line| Some(line.quantity)).collect()
}

/// What is ticked when nobody has ticked anything: all that is not optional.
pub fn first_choice(lines: &[QuoteLine]) -> Vec<Option<Quantity>> {
    let sold = lines.iter().filter_map(|line| match line {
        QuoteLine::Sold { line, is_optional, .. } => Some((line, is_optional)),
        QuoteLine::Heading(..) | QuoteLine::Text(_) | QuoteLine::Subtotal => None,
    });
    sold.map(|(line, is_optional)| Some(line.quantity).filter(|_| !is_optional)).collect()
}

/// What the paper shows at first: what is ticked by itself, or all of it where nothing is.
pub fn first_shown(lines: &[QuoteLine]) -> Vec<Option<Quantity>> {
    let choice = first_choice(lines);
    if choice.iter().all(Option::is_none) { all_offered(lines) } else { choice }
}

/// Reads what a customer ticked (`take`, by its place among all that is sold) and chose (`quantity-` and that place, in
/// millionths). What is not optional is taken whatever they send, and a quantity that is not on offer is none.
pub fn taken(lines: &[QuoteLine], fields: &Fields) -> Vec<Option<Quantity>> {
    let ticked: Vec<&str> = fields.all("take").collect();
    let sold = lines.iter().filter_map(|line| match line {
        QuoteLine::Sold { line, is_optional, choices } => Some((line, *is_optional, choices)),
        QuoteLine::Heading(..) | QuoteLine::Text(_) | QuoteLine::Subtotal => None,
    });
    let mut taken = Vec::new();
    for (place, (line, is_optional, choices)) in sold.enumerate() {
        let wanted: Option<i64> = fields.first(&format!("quantity-{place}")).parse().ok();
        let wanted = wanted.map(Quantity).filter(|wanted| choices.contains(wanted));
        let is_taken = !is_optional || ticked.contains(&place.to_string().as_str());
        taken.push(is_taken.then(|| wanted.unwrap_or(line.quantity)));
    }
    taken
}

/// The paper with only what is taken of the offer; `Invalid` if that is nothing.
pub fn chosen(offer: &Document, taken: &[Option<Quantity>]) -> Result<Document> {
    let mut draft = offer.draft();
    let lines = draft.lines.into_iter().zip(taken.iter().copied());
    draft.lines = lines
        .filter_map(|(mut line, taken)| {
            line.priced.quantity = taken?;
            Some(line)
        })
        .collect();
    if draft.lines.is_empty() {
        return Err(Error::field("take", "quotes-nothing-taken"));
    }
    Document::compose(draft).map_err(|_| Error::field("take", "invoices-sum-large"))
}
