//! What of an accepted quote is on invoices, and what is asked for next.

use crate::base::words::words;
use crate::base::{Currency, Day, Error, Fields, InvoiceId, Language, Problems, Result, text};
use crate::billing::invoices;
use crate::billing::pricing::Percent;
use crate::crm::fields::Decimal;

/// The longest title of a milestone, in characters: its lines name the quote and the tax too.
const TITLE_LENGTH: usize = 80;

/// What an invoice is to its quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Asks for a share ahead of everything.
    Deposit,
    /// Asks for an amount when something is reached.
    Milestone,
    /// Sells everything, less what was asked for before.
    Rest,
    /// Sells everything at once.
    Full,
}
words!(Stage, "stage of an invoice",
    Deposit = "deposit", "quotes-stage-deposit";
    Milestone = "milestone", "quotes-stage-milestone";
    Rest = "rest", "quotes-stage-rest";
    Full = "full", "quotes-stage-full";
);

/// How much is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// So much of everything.
    Percent(Percent),
    /// So many minor units, with the tax or without it as the quote's prices are.
    Amount(i64),
}

/// What is to be put on an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A deposit.
    Deposit(Share),
    /// An amount for what was reached, which has a title.
    Milestone(String, i64),
    /// All that is on none yet.
    Rest,
}

impl Asked {
    /// Reads `stage`, and of a deposit `percent` or `amount`, of a milestone `title` and `sum`.
    pub fn parse(fields: &Fields, language: Language, currency: Currency) -> Result<Asked> {
        let mut problems = Problems::default();
        let asked = match fields.first("stage") {
            "deposit" => Asked::Deposit(deposit(fields, language, currency, &mut problems)),
            "milestone" => {
                let title = text::one_line(fields.first("title"));
                if title.is_empty() {
                    problems.add("title", "quotes-milestone-title-missing");
                } else if title.chars().count() > TITLE_LENGTH {
                    problems.add("title", "invoices-too-long");
                }
                Asked::Milestone(title, amount(("sum", fields), language, currency, &mut problems))
            }
            "rest" => Asked::Rest,
            _ => return Err(Error::Malformed("stage")),
        };
        problems.finish(asked)
    }

    /// How much of everything that is; none: what is left.
    pub fn share(&self) -> Option<Share> {
        match self {
            Asked::Deposit(share) => Some(*share),
            Asked::Milestone(_, amount) => Some(Share::Amount(*amount)),
            Asked::Rest => None,
        }
    }

    /// Where it is typed.
    pub fn field(&self) -> &'static str {
        match self {
            Asked::Deposit(Share::Percent(_)) => "percent",
            Asked::Deposit(Share::Amount(_)) => "amount",
            Asked::Milestone(..) => "sum",
            Asked::Rest => "version",
        }
    }
}

fn deposit(fields: &Fields, language: Language, currency: Currency, problems: &mut Problems) -> Share {
    match (fields.first("percent"), fields.first("amount")) {
        ("", "") => problems.add("percent", "quotes-deposit-missing"),
        (_, "") => match Percent::parse(fields.first("percent"), language) {
            Ok(percent) if percent.0 > 0 && percent < Percent::MOST => return Share::Percent(percent),
            _ => problems.add("percent", "quotes-deposit-percent-wrong"),
        },
        ("", _) => return Share::Amount(amount(("amount", fields), language, currency, problems)),
        _ => problems.add("amount", "quotes-deposit-both"),
    }
    Share::Amount(0)
}

/// Minor units, above nothing.
fn amount(
    (field, fields): (&'static str, &Fields),
    language: Language,
    currency: Currency,
    problems: &mut Problems,
) -> i64 {
    match Decimal::parse(fields.first(field), currency.digits(), language) {
        Ok(number) if number.units > 0 => return number.units,
        Ok(_) => problems.add(field, "quotes-invoice-amount-missing"),
        Err(_) if fields.first(field).is_empty() => problems.add(field, "quotes-invoice-amount-missing"),
        Err(key) => problems.add(field, key),
    }
    0
}

/// A part that is on an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Billed {
    /// Which one, rising.
    pub n: i64,
    /// What it is.
    pub stage: Stage,
    /// How much was asked for; none: what was left.
    pub share: Option<Share>,
    /// What it takes of the sum that was accepted, in minor units; nothing once it is voided.
    pub counts: i64,
    /// On which invoice.
    pub invoice: InvoiceId,
    /// Where that stands.
    pub state: invoices::State,
    /// Its number; empty of a draft.
    pub number: String,
    /// When it was issued.
    pub issued_on: Option<Day>,
}

impl Billed {
    /// Whether it was not taken back.
    pub fn is_live(&self) -> bool {
        self.state != invoices::State::Voided
    }

    /// Whether it is what is asked for now: then nobody wants it twice.
    pub fn is(&self, asked: &Asked) -> bool {
        let stages: &[Stage] = match asked {
            Asked::Deposit(_) => &[Stage::Deposit],
            Asked::Milestone(..) => &[Stage::Milestone],
            Asked::Rest => &[Stage::Rest, Stage::Full],
        };
        self.is_live() && stages.contains(&self.stage) && self.share == asked.share()
    }
}

/// What is on invoices, and what was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Billing {
    /// What was accepted, with the tax, in minor units of the quote's currency.
    pub total: i64,
    /// What is on invoices, in its order.
    pub parts: Vec<Billed>,
}

impl Billing {
    /// What is on invoices that were not taken back.
    pub fn billed(&self) -> i64 {
        self.parts.iter().map(|part| part.counts).sum()
    }

    /// What is on no invoice yet.
    pub fn rest(&self) -> i64 {
        self.total - self.billed()
    }

    /// The place of the next part.
    pub fn next(&self) -> i64 {
        self.parts.last().map_or(1, |part| part.n + 1)
    }

    /// Those that were not taken back.
    pub fn live(&self) -> impl Iterator<Item = &Billed> {
        self.parts.iter().filter(|part| part.is_live())
    }
}
