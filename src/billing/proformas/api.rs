//! Pro-formas for programs.

use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::{Binary, Json};
use poem_openapi::{ApiResponse, Object, OpenApi};

use super::model::{ProForma, State};
use super::{actions, pages, store};
use crate::base::{InvoiceId, Language, ProFormaId};
use crate::billing::invoices;
use crate::web::payload::{self, Date, Limit, Moment, Number, Page, Tag, Word};
use crate::web::{Cx, attachment};

/// The operations on pro-formas.
pub struct ProFormas;

/// A paper that asks for money ahead of an invoice. It is no VAT invoice.
#[derive(Debug, Object)]
#[oai(rename = "ProForma")]
pub struct ProFormaRecord {
    /// Its number here, which is not the one on the paper.
    id: i64,
    /// The number on the paper.
    number: String,
    /// Where it stands.
    state: Word<State>,
    /// The invoice whose draft it shows; left out if that was thrown away.
    #[oai(skip_serializing_if_is_none)]
    invoice_id: Option<i64>,
    /// The company or contact that is asked.
    customer_id: i64,
    /// The day on it.
    issued_on: Date,
    /// By which day to pay.
    #[oai(skip_serializing_if_is_none)]
    due_on: Option<Date>,
    /// What it asks for, with the tax, a decimal.
    due: String,
    /// The currency of that, ISO 4217.
    currency: String,
    /// When it was made.
    created_at: Moment,
}

/// A pro-forma that was made.
#[derive(ApiResponse)]
pub enum Made {
    /// The pro-forma was made
    #[oai(status = 201)]
    New(Json<ProFormaRecord>, #[oai(header = "Location")] String),
}

/// The bytes of a pro-forma on paper.
#[derive(ApiResponse)]
pub enum ProFormaPaper {
    /// The bytes, a PDF
    #[oai(status = 200)]
    Sent(
        Binary<Vec<u8>>,
        /// Its name.
        #[oai(header = "Content-Disposition")]
        String,
        /// Nothing in it may run.
        #[oai(header = "Content-Security-Policy")]
        String,
    ),
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Billing")]
impl ProFormas {
    /// List pro-formas
    ///
    /// By rising number.
    #[oai(path = "/proformas", method = "get", operation_id = "proforma.list")]
    async fn list(
        &self,
        cx: Cx,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
        /// Records on a page.
        limit: Query<Option<Limit>>,
    ) -> poem::Result<Json<Page<ProFormaRecord>>> {
        let walk = payload::Walk::new("proformas", None, cursor.0.as_deref(), limit.0)?;
        let found = cx.read(|view| store::list_after(view, ProFormaId::new(walk.after), walk.rows()))?;
        let records = found.into_iter().map(record).collect();
        Ok(Json(walk.page(records, |record: &ProFormaRecord| record.id)))
    }

    /// Read a pro-forma
    #[oai(path = "/proformas/:id", method = "get", operation_id = "proforma.show")]
    async fn show(&self, cx: Cx, id: Path<Number>) -> poem::Result<Json<ProFormaRecord>> {
        shown(&cx, ProFormaId::new(id.0.0))
    }

    /// Make a pro-forma of the draft of an invoice
    ///
    /// It takes a number of its own sequence and never changes. A draft has at most one that is not withdrawn; issue the draft
    /// once the money is there. `If-Match` names the version of the invoice that you read.
    #[oai(path = "/invoices/:id/proformas", method = "post", operation_id = "proforma.make")]
    async fn make(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> poem::Result<Made> {
        let id = InvoiceId::new(id.0.0);
        let stored = cx.read(|view| invoices::store::find(view, id))?;
        let version = payload::required(if_match.0.as_deref(), stored.version)?;
        let made = cx.write(move |tx| actions::make(tx, id, version)).await?;
        Ok(Made::New(shown(&cx, made)?, format!("/api/v1/proformas/{made}")))
    }

    /// Withdraw a pro-forma
    ///
    /// Refused once it has become an invoice.
    #[oai(path = "/proformas/:id/withdraw", method = "post", operation_id = "proforma.withdraw")]
    async fn withdraw(&self, cx: Cx, id: Path<Number>) -> poem::Result<Json<ProFormaRecord>> {
        let id = ProFormaId::new(id.0.0);
        cx.write(move |tx| actions::withdraw(tx, id)).await?;
        shown(&cx, id)
    }

    /// Fetch a pro-forma on paper
    #[oai(path = "/proformas/:id/pdf", method = "get", operation_id = "proforma.paper")]
    async fn paper(&self, cx: Cx, id: Path<Number>) -> poem::Result<ProFormaPaper> {
        let (name, bytes) = pages::paper(&cx, ProFormaId::new(id.0.0)).await?;
        let name = attachment::disposition(&name);
        Ok(ProFormaPaper::Sent(Binary(bytes), name, attachment::SANDBOX.to_owned()))
    }
}

fn shown(cx: &Cx, id: ProFormaId) -> poem::Result<Json<ProFormaRecord>> {
    Ok(Json(record(cx.read(|view| store::find(view, id))?)))
}

fn record(proforma: ProForma) -> ProFormaRecord {
    let sums = proforma.document.sums();
    ProFormaRecord {
        id: proforma.id.number(),
        state: Word(proforma.state),
        invoice_id: proforma.invoice.map(|invoice| invoice.number()),
        customer_id: proforma.customer.number(),
        issued_on: Date(proforma.issued_on),
        due_on: proforma.document.head().due_on.map(Date),
        due: proforma.document.money(sums.due).typed(Language::En),
        currency: sums.currency.code().to_owned(),
        created_at: Moment(proforma.created_at),
        number: proforma.number,
    }
}
