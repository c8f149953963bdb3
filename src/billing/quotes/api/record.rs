//! What programs get of quotes.

use poem_openapi::Object;

use super::super::model::{Billed, Billing, Line, Part, Quote, QuoteLine, Stage, State};
use crate::base::{Currency, Language, Money};
use crate::billing::invoices;
use crate::billing::pricing::{Entry, Quantity};
use crate::billing::products::Unit;
use crate::billing::taxes::SupplyKind;
use crate::web::payload::{Date, Moment, Word};

/// A quote in a list.
#[derive(Debug, Object)]
pub struct QuoteSummary {
    /// Its number here, which is not the one on the paper.
    pub(super) id: i64,
    /// The number on the paper; empty of one that was never sent.
    pub(super) number: String,
    /// Which version is live, from 1.
    pub(super) n: i64,
    /// Where it stands.
    pub(super) state: Word<State>,
    /// The company or contact that it is for.
    pub(super) customer_id: i64,
    /// The last day on which it can be accepted.
    pub(super) valid_until: Date,
    /// With the tax, as it was sent; left out of a draft.
    #[oai(skip_serializing_if_is_none)]
    pub(super) gross: Option<String>,
    /// The currency of that, ISO 4217; left out of a draft.
    #[oai(skip_serializing_if_is_none)]
    pub(super) currency: Option<String>,
}

/// A quote with its live version. Amounts are decimals in its currency.
#[derive(Debug, Object)]
#[oai(rename = "Quote")]
pub struct QuoteRecord {
    /// Its number here, which is not the one on the paper.
    pub(super) id: i64,
    /// The number on the paper; empty of one that was never sent.
    pub(super) number: String,
    /// Which version is live, from 1.
    pub(super) n: i64,
    /// Where it stands.
    pub(super) state: Word<State>,
    /// The company or contact that it is for.
    pub(super) customer_id: i64,
    /// The deal that it is for.
    #[oai(skip_serializing_if_is_none)]
    pub(super) deal_id: Option<i64>,
    /// The currency of all its amounts, ISO 4217.
    pub(super) currency: String,
    /// Whether its prices are without the tax or with it.
    pub(super) entry: Word<Entry>,
    /// The last day on which it can be accepted.
    pub(super) valid_until: Date,
    /// The number of the buyer's order.
    pub(super) order: String,
    /// Who the buyer says it is for.
    pub(super) reference: String,
    /// Its conditions.
    pub(super) note: String,
    /// What is offered.
    pub(super) lines: Vec<QuoteLineRecord>,
    /// The page on which the customer answers it; left out of a draft, and for who may only read.
    #[oai(skip_serializing_if_is_none)]
    pub(super) link: Option<String>,
    /// When it was sent; left out of a draft.
    #[oai(skip_serializing_if_is_none)]
    pub(super) sent_at: Option<Moment>,
    /// When it was accepted or declined.
    #[oai(skip_serializing_if_is_none)]
    pub(super) answered_at: Option<Moment>,
    /// What was accepted and what of it is on invoices; left out of what was not accepted.
    #[oai(skip_serializing_if_is_none)]
    pub(super) billing: Option<QuoteBillingRecord>,
    /// Grows with each change; `ETag` holds it too.
    pub(super) version: i64,
    /// When it was begun.
    pub(super) created_at: Moment,
    /// When it was last changed.
    pub(super) updated_at: Moment,
}

/// A line of a quote: something that is sold, or words between such lines.
#[derive(Debug, Object)]
#[oai(rename = "QuoteLine")]
pub struct QuoteLineRecord {
    /// What the line is.
    pub(super) part: Word<Part>,
    /// What is sold, or the words of a heading.
    pub(super) name: String,
    /// More about it.
    pub(super) description: String,
    /// How much, a decimal; from here on only of what is sold.
    #[oai(skip_serializing_if_is_none)]
    pub(super) quantity: Option<String>,
    /// What it is counted in, a code of UN/ECE Recommendation 20.
    #[oai(skip_serializing_if_is_none)]
    pub(super) unit: Option<Word<Unit>>,
    /// What one costs.
    #[oai(skip_serializing_if_is_none)]
    pub(super) price: Option<String>,
    /// What comes off, in percent.
    #[oai(skip_serializing_if_is_none)]
    pub(super) discount: Option<String>,
    /// Its tax class.
    #[oai(skip_serializing_if_is_none)]
    pub(super) tax_class_id: Option<i64>,
    /// The quantities that the customer may choose from.
    pub(super) choices: Vec<String>,
    /// Goods, a service, or a service over the net.
    #[oai(skip_serializing_if_is_none)]
    pub(super) kind: Option<Word<SupplyKind>>,
    /// Of which product of the catalogue, if it is from there.
    #[oai(skip_serializing_if_is_none)]
    pub(super) product_id: Option<i64>,
    /// How much of it was accepted; left out if it was not.
    #[oai(skip_serializing_if_is_none)]
    pub(super) taken: Option<String>,
}

/// What of an accepted quote is on invoices.
#[derive(Debug, Object)]
#[oai(rename = "QuoteBilling")]
pub struct QuoteBillingRecord {
    /// What was accepted, with the tax.
    pub(super) accepted: String,
    /// What of that is on invoices.
    pub(super) invoiced: String,
    /// What is on none yet.
    pub(super) rest: String,
    /// The invoices, in the order of their making.
    pub(super) invoices: Vec<QuoteInvoiceRecord>,
}

/// A part of a quote that is on an invoice.
#[derive(Debug, Object)]
#[oai(rename = "QuotePart")]
pub struct QuoteInvoiceRecord {
    /// What it is to the quote.
    pub(super) stage: Word<Stage>,
    /// The invoice.
    pub(super) invoice_id: i64,
    /// Where that stands.
    pub(super) state: Word<invoices::State>,
    /// What it takes of what was accepted; 0 once it is voided.
    pub(super) gross: String,
}

pub(super) fn summary(line: Line) -> QuoteSummary {
    QuoteSummary {
        id: line.id.number(),
        number: line.number,
        n: line.n,
        state: Word(line.state),
        customer_id: line.customer.number(),
        valid_until: Date(line.valid_until),
        currency: line.gross.map(|gross| gross.currency.code().to_owned()),
        gross: line.gross.map(|gross| gross.typed(Language::En)),
    }
}

pub(super) fn record(quote: Quote, billing: Option<Billing>) -> QuoteRecord {
    let head = quote.facts.head;
    let mut taken = quote.taken.into_iter();
    let mut lines = Vec::new();
    for line in &quote.facts.lines {
        let taken = line.sold().and_then(|_| taken.next()).flatten();
        lines.push(told(line, taken, head.currency));
    }
    QuoteRecord {
        id: quote.id.number(),
        number: quote.number,
        n: quote.n,
        state: Word(quote.state),
        customer_id: head.customer.number(),
        deal_id: head.deal.map(|deal| deal.number()),
        currency: head.currency.code().to_owned(),
        entry: Word(head.entry),
        valid_until: Date(quote.facts.valid_until),
        order: head.order,
        reference: head.reference,
        note: head.note,
        lines,
        link: None,
        sent_at: quote.sent.as_ref().map(|sent| Moment(sent.at)),
        answered_at: quote.sent.as_ref().and_then(|sent| sent.answered_at).map(Moment),
        billing: billing.map(|billing| billed(&billing, head.currency)),
        version: quote.version,
        created_at: Moment(quote.created_at),
        updated_at: Moment(quote.updated_at),
    }
}

fn told(line: &QuoteLine, taken: Option<Quantity>, currency: Currency) -> QuoteLineRecord {
    let en = Language::En;
    let (name, description) = match line {
        QuoteLine::Sold { line, .. } => (line.name.clone(), line.about.clone()),
        QuoteLine::Heading(name, about) => (name.clone(), about.clone()),
        QuoteLine::Text(about) => (String::new(), about.clone()),
        QuoteLine::Subtotal => (String::new(), String::new()),
    };
    let choices = match line {
        QuoteLine::Sold { choices, .. } => choices.iter().map(|one| one.typed(en)).collect(),
        QuoteLine::Heading(..) | QuoteLine::Text(_) | QuoteLine::Subtotal => Vec::new(),
    };
    let sold = line.sold();
    QuoteLineRecord {
        part: Word(line.part()),
        name,
        description,
        quantity: sold.map(|sold| sold.quantity.typed(en)),
        unit: sold.map(|sold| Word(sold.unit)),
        price: sold.map(|sold| sold.price.typed(currency, en)),
        discount: sold.and_then(|sold| sold.discount).map(|percent| percent.typed(en)),
        tax_class_id: sold.map(|sold| sold.class.number()),
        choices,
        kind: sold.map(|sold| Word(sold.kind)),
        product_id: sold.and_then(|sold| sold.product).map(|product| product.number()),
        taken: taken.map(|taken| taken.typed(en)),
    }
}

fn billed(billing: &Billing, currency: Currency) -> QuoteBillingRecord {
    let money = |minor: i64| Money::new(minor, currency).typed(Language::En);
    let part = |part: &Billed| QuoteInvoiceRecord {
        stage: Word(part.stage),
        invoice_id: part.invoice.number(),
        state: Word(part.state),
        gross: money(part.counts),
    };
    QuoteBillingRecord {
        accepted: money(billing.total),
        invoiced: money(billing.billed()),
        rest: money(billing.rest()),
        invoices: billing.parts.iter().map(part).collect(),
    }
}
