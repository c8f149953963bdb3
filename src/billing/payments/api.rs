//! Payments for programs.

use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, Object, OpenApi};

use super::model::{Kind, Part, Payment, PaymentInput};
use super::{actions, store};
use crate::base::{Error, Fields, InvoiceId, Language, Money, PaymentId, Problems, Result};
use crate::billing::invoices;
use crate::platform::Tx;
use crate::web::Cx;
use crate::web::payload::{self, Date, Limit, List, Moment, Number, Page, Sent, Tag, Text, Word};

/// The operations on payments.
pub struct Payments;

/// What came in for invoices of one customer, or was paid back.
#[derive(Debug, Object)]
#[oai(rename = "Payment")]
pub struct PaymentRecord {
    /// The payment's number.
    id: i64,
    /// The company or contact that paid.
    customer_id: i64,
    /// How it came.
    kind: Word<Kind>,
    /// When it was there.
    received_on: Date,
    /// How much, a decimal; below zero: paid back.
    amount: String,
    /// The currency of its amounts, ISO 4217.
    currency: String,
    /// What stood on it.
    reference: String,
    /// What else there is to say.
    note: String,
    /// What of it is for which paper.
    parts: Vec<PartRecord>,
    /// Whether it was taken out of the books again.
    undone: bool,
    /// When it was written down.
    created_at: Moment,
}

/// What of a payment is for a paper.
#[derive(Debug, Object)]
#[oai(rename = "PaymentPart")]
pub struct PartRecord {
    /// The invoice or note.
    invoice_id: i64,
    /// How much, a decimal; below zero: paid back.
    amount: String,
}

/// What came in.
#[derive(Debug, Object)]
#[oai(rename = "NewPayment", deny_unknown_fields)]
pub struct PaymentBody {
    /// How it came.
    kind: Word<Kind>,
    /// When it was there; not after today.
    received_on: Date,
    /// What stood on it.
    reference: Sent<Text<100>>,
    /// What else there is to say.
    note: Sent<Text<500>>,
    /// Whether it was paid back to the customer.
    back: Sent<bool>,
    /// What of it is for which issued papers of one customer and currency.
    parts: List<PartBody, 100>,
}

/// What of a payment is for a paper.
#[derive(Debug, Object)]
#[oai(rename = "NewPaymentPart", deny_unknown_fields)]
pub struct PartBody {
    /// The invoice or note.
    invoice_id: Number,
    /// How much, a decimal above zero.
    amount: Text<20>,
}

/// A payment that was written down.
#[derive(ApiResponse)]
pub enum Recorded {
    /// The payment was written down
    #[oai(status = 201)]
    New(Json<PaymentRecord>, #[oai(header = "Location")] String),
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Billing")]
impl Payments {
    /// List payments
    ///
    /// By rising number; those that were undone, too.
    #[oai(path = "/payments", method = "get", operation_id = "payment.list")]
    async fn list(
        &self,
        cx: Cx,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
        /// Records on a page.
        limit: Query<Option<Limit>>,
    ) -> poem::Result<Json<Page<PaymentRecord>>> {
        let walk = payload::Walk::new("payments", None, cursor.0.as_deref(), limit.0)?;
        let records = cx.read(|view| {
            let found = store::list_after(view, PaymentId::new(walk.after), walk.rows())?.into_iter();
            found
                .map(|payment| Ok(record(store::parts(view, payment.id)?, payment)))
                .collect::<Result<Vec<_>>>()
        })?;
        Ok(Json(walk.page(records, |record: &PaymentRecord| record.id)))
    }

    /// Read a payment
    #[oai(path = "/payments/:id", method = "get", operation_id = "payment.show")]
    async fn show(&self, cx: Cx, id: Path<Number>) -> poem::Result<Json<PaymentRecord>> {
        Ok(Json(shown(&cx, PaymentId::new(id.0.0))?))
    }

    /// Write a payment down
    ///
    /// What is owed on each paper is reckoned again at once. With an `Idempotency-Key` the same request is done once in 24
    /// hours, however often it is sent.
    #[oai(path = "/payments", method = "post", operation_id = "payment.record")]
    async fn record(
        &self,
        cx: Cx,
        /// A random text of your own for this request.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<Text<160>>>,
        body: Json<PaymentBody>,
    ) -> poem::Result<Recorded> {
        let fields = typed(&body.0);
        let first = InvoiceId::new(body.0.parts.0.first().map_or(0, |part| part.invoice_id.0));
        let currency = match cx.read(|view| invoices::store::find(view, first)) {
            Err(Error::NotFound) => {
                return Err(Error::field("parts.0.invoice_id", "payments-invoice-wrong").into());
            }
            found => found?.facts.currency,
        };
        let input = PaymentInput::parse(&fields, Language::En, currency).map_err(renamed)?;
        let run = move |tx: &Tx| Ok(actions::record(tx, &input).map_err(renamed)?.to_string());
        let id: PaymentId = payload::once(&cx, key.0, &fields, run).await?.parse()?;
        Ok(Recorded::New(Json(shown(&cx, id)?), format!("/api/v1/payments/{id}")))
    }

    /// Undo a payment
    ///
    /// It stays in the books as undone. Refused if it is already, or lies in a closed VAT period under cash accounting.
    #[oai(path = "/payments/:id/undo", method = "post", operation_id = "payment.undo")]
    async fn undo(&self, cx: Cx, id: Path<Number>) -> poem::Result<Json<PaymentRecord>> {
        let id = PaymentId::new(id.0.0);
        cx.write(move |tx| actions::undo(tx, id)).await?;
        Ok(Json(shown(&cx, id)?))
    }
}

fn shown(cx: &Cx, id: PaymentId) -> Result<PaymentRecord> {
    cx.read(|view| Ok(record(store::parts(view, id)?, store::find(view, id)?)))
}

fn record(parts: Vec<Part>, payment: Payment) -> PaymentRecord {
    let typed = |minor| Money::new(minor, payment.amount.currency).typed(Language::En);
    let part = |part: Part| PartRecord { invoice_id: part.invoice.number(), amount: typed(part.amount) };
    PaymentRecord {
        id: payment.id.number(),
        customer_id: payment.customer.number(),
        kind: Word(payment.kind),
        received_on: Date(payment.received_on),
        amount: typed(payment.amount.minor),
        currency: payment.amount.currency.code().to_owned(),
        parts: parts.into_iter().map(part).collect(),
        undone: payment.is_undone,
        created_at: Moment(payment.created_at),
        reference: payment.reference,
        note: payment.note,
    }
}

/// What a form would have sent.
fn typed(body: &PaymentBody) -> Fields {
    let head = Fields::new()
        .with("kind", body.kind.0.code())
        .with("received_on", body.received_on.0.to_string())
        .with("reference", body.reference.text().unwrap_or_default())
        .with("note", body.note.text().unwrap_or_default())
        .with("back", if body.back.0 == Some(true) { "1" } else { "" });
    body.parts.0.iter().fold(head, |mut fields, part| {
        fields.push("invoice", part.invoice_id.0.to_string());
        fields.push("amount", part.amount.0.as_str());
        fields
    })
}

/// Problems stand on the fields as programs name them.
fn renamed(error: Error) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let mut told = Problems::default();
    for problem in problems.iter() {
        let field = match problem.field.strip_prefix("amount.") {
            Some(row) => format!("parts.{row}.amount"),
            None => problem.field.clone(),
        };
        told.push(field, problem.key.clone());
    }
    Error::Invalid(told)
}
