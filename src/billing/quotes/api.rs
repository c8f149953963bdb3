//! Quotes for programs.

use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::model::{Asked, Billed, Billing, Line, Part, Quote, QuoteLine, Stage, State};
use super::{actions, store};
use crate::base::{Currency, Error, Fields, Language, Money, Problems, QuoteId};
use crate::billing::invoices;
use crate::billing::pricing::{Entry, Quantity};
use crate::billing::products::Unit;
use crate::web::Cx;
use crate::web::payload::{self, Date, Limit, Moment, Number, Page, Shown, Tag, Text, Word};

/// The operations on quotes.
pub struct Quotes;

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Billing")]
impl Quotes {
    /// List quotes
    ///
    /// Drafts and sent ones, by rising number.
    #[oai(path = "/quotes", method = "get", operation_id = "quote.list")]
    async fn list(
        &self,
        cx: Cx,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
        /// Records on a page.
        limit: Query<Option<Limit>>,
    ) -> poem::Result<Json<Page<QuoteSummary>>> {
        let walk = payload::Walk::new("quotes", None, cursor.0.as_deref(), limit.0)?;
        let lines = cx.read(|view| store::list_after(view, QuoteId::new(walk.after), walk.rows()))?;
        let records = lines.into_iter().map(summary).collect();
        Ok(Json(walk.page(records, |record: &QuoteSummary| record.id)))
    }

    /// Read a quote
    #[oai(path = "/quotes/:id", method = "get", operation_id = "quote.show")]
    async fn show(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<QuoteRecord>> {
        shown(&cx, QuoteId::new(id.0.0))
    }

    /// Put a part of an accepted quote on an invoice
    ///
    /// Drafts a deposit, a milestone, or what is left; the answer names the draft. `If-Match` names the version that you read:
    /// the same request is refused the second time.
    #[oai(path = "/quotes/:id/invoices", method = "post", operation_id = "quote.invoice")]
    async fn invoice(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<QuoteInvoiceBody>,
    ) -> poem::Result<Shown<QuoteRecord>> {
        let id = QuoteId::new(id.0.0);
        let quote = cx.read(|view| store::find(view, id))?;
        let version = payload::required(if_match.0.as_deref(), quote.version)?;
        let (stage, fields) = (body.0.stage.0, fields(&body.0));
        let asked = Asked::parse(&fields, Language::En, quote.facts.head.currency);
        let asked = asked.map_err(|error| renamed(error, stage))?;
        cx.write(move |tx| {
            let next = actions::billing(tx, &store::find(tx, id)?)?.map_or(1, |billing| billing.next());
            actions::invoice(tx, id, (version, next), &asked).map_err(|error| renamed(error, stage))
        })
        .await?;
        shown(&cx, id)
    }
}

/// A quote in a list.
#[derive(Debug, Object)]
pub struct QuoteSummary {
    /// Its number here, which is not the one on the paper.
    id: i64,
    /// The number on the paper; empty of one that was never sent.
    number: String,
    /// Which version is live, from 1.
    n: i64,
    /// Where it stands.
    state: Word<State>,
    /// The company or contact that it is for.
    customer_id: i64,
    /// The last day on which it can be accepted.
    valid_until: Date,
    /// With the tax, as it was sent; left out of a draft.
    #[oai(skip_serializing_if_is_none)]
    gross: Option<String>,
    /// The currency of that, ISO 4217; left out of a draft.
    #[oai(skip_serializing_if_is_none)]
    currency: Option<String>,
}

/// A quote with its live version. Amounts are decimals in its currency.
#[derive(Debug, Object)]
#[oai(rename = "Quote")]
pub struct QuoteRecord {
    /// Its number here, which is not the one on the paper.
    id: i64,
    /// The number on the paper; empty of one that was never sent.
    number: String,
    /// Which version is live, from 1.
    n: i64,
    /// Where it stands.
    state: Word<State>,
    /// The company or contact that it is for.
    customer_id: i64,
    /// The deal that it is for.
    #[oai(skip_serializing_if_is_none)]
    deal_id: Option<i64>,
    /// The currency of all its amounts, ISO 4217.
    currency: String,
    /// Whether its prices are without the tax or with it.
    entry: Word<Entry>,
    /// The last day on which it can be accepted.
    valid_until: Date,
    /// The number of the buyer's order.
    order: String,
    /// Who the buyer says it is for.
    reference: String,
    /// Its conditions.
    note: String,
    /// What is offered.
    lines: Vec<QuoteLineRecord>,
    /// When it was sent; left out of a draft.
    #[oai(skip_serializing_if_is_none)]
    sent_at: Option<Moment>,
    /// When it was accepted or declined.
    #[oai(skip_serializing_if_is_none)]
    answered_at: Option<Moment>,
    /// What was accepted and what of it is on invoices; left out of what was not accepted.
    #[oai(skip_serializing_if_is_none)]
    billing: Option<QuoteBillingRecord>,
    /// Grows with each change; `ETag` holds it too.
    version: i64,
    /// When it was begun.
    created_at: Moment,
    /// When it was last changed.
    updated_at: Moment,
}

/// A line of a quote: something that is sold, or words between such lines.
#[derive(Debug, Object)]
#[oai(rename = "QuoteLine")]
pub struct QuoteLineRecord {
    /// What the line is.
    part: Word<Part>,
    /// What is sold, or the words of a heading.
    name: String,
    /// More about it.
    description: String,
    /// How much, a decimal; from here on only of what is sold.
    #[oai(skip_serializing_if_is_none)]
    quantity: Option<String>,
    /// What it is counted in, a code of UN/ECE Recommendation 20.
    #[oai(skip_serializing_if_is_none)]
    unit: Option<Word<Unit>>,
    /// What one costs.
    #[oai(skip_serializing_if_is_none)]
    price: Option<String>,
    /// What comes off, in percent.
    #[oai(skip_serializing_if_is_none)]
    discount: Option<String>,
    /// Its tax class.
    #[oai(skip_serializing_if_is_none)]
    tax_class_id: Option<i64>,
    /// The quantities that the customer may choose from.
    choices: Vec<String>,
    /// How much of it was accepted; left out if it was not.
    #[oai(skip_serializing_if_is_none)]
    taken: Option<String>,
}

/// What of an accepted quote is on invoices.
#[derive(Debug, Object)]
#[oai(rename = "QuoteBilling")]
pub struct QuoteBillingRecord {
    /// What was accepted, with the tax.
    accepted: String,
    /// What of that is on invoices.
    invoiced: String,
    /// What is on none yet.
    rest: String,
    /// The invoices, in the order of their making.
    invoices: Vec<QuoteInvoiceRecord>,
}

/// A part of a quote that is on an invoice.
#[derive(Debug, Object)]
#[oai(rename = "QuotePart")]
pub struct QuoteInvoiceRecord {
    /// What it is to the quote.
    stage: Word<Stage>,
    /// The invoice.
    invoice_id: i64,
    /// Where that stands.
    state: Word<invoices::State>,
    /// What it takes of what was accepted; 0 once it is voided.
    gross: String,
}

/// What is to be put on an invoice.
#[derive(Debug, Object)]
#[oai(rename = "QuoteInvoice", deny_unknown_fields)]
pub struct QuoteInvoiceBody {
    /// A `deposit`, a `milestone`, or the `rest`.
    stage: Word<Stage>,
    /// How much of everything a deposit is, in percent, a decimal.
    #[oai(skip_serializing_if_is_none)]
    percent: Option<Text<10>>,
    /// How much a deposit or milestone is, a decimal, with the tax or without it as the quote's prices are.
    #[oai(skip_serializing_if_is_none)]
    amount: Option<Text<20>>,
    /// What was reached at a milestone.
    #[oai(skip_serializing_if_is_none)]
    title: Option<Text<80>>,
}

/// What the form would have sent.
fn fields(body: &QuoteInvoiceBody) -> Fields {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let (stage, amount) = match body.stage.0 {
        Stage::Milestone => ("milestone", "sum"),
        Stage::Deposit => ("deposit", "amount"),
        Stage::Rest | Stage::Full => ("rest", "amount"),
    };
    Fields::new()
        .with("stage", stage)
        .with("percent", text(body.percent.as_ref().map(|text| text.0.as_str())))
        .with(amount, text(body.amount.as_ref().map(|text| text.0.as_str())))
        .with("title", text(body.title.as_ref().map(|text| text.0.as_str())))
}

/// Problems stand on the fields as programs name them.
fn renamed(error: Error, stage: Stage) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let mut told = Problems::default();
    for problem in problems.iter() {
        let is_sum = stage == Stage::Milestone && problem.field == "sum";
        told.push(if is_sum { "amount".to_owned() } else { problem.field.clone() }, problem.key.clone());
    }
    Error::Invalid(told)
}

fn shown(cx: &Cx, id: QuoteId) -> poem::Result<Shown<QuoteRecord>> {
    let (quote, billing, today) = cx.read(|view| {
        let quote = store::find(view, id)?;
        let billing = actions::billing(view, &quote)?;
        Ok((quote, billing, actions::today(view)?))
    })?;
    let (etag, state) = (payload::etag(quote.version), quote.state_on(today));
    Ok(Shown::Now(Json(QuoteRecord { state: Word(state), ..record(quote, billing) }), etag))
}

fn summary(line: Line) -> QuoteSummary {
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

fn record(quote: Quote, billing: Option<Billing>) -> QuoteRecord {
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
