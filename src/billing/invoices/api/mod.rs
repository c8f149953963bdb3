//! Invoices and notes for programs.

mod record;

use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;

use super::model::DraftInput;
use super::{actions, store, views};
use crate::base::{Fields, InvoiceId, Language, Result};
use crate::billing::price_lists;
use crate::platform::Tx;
use crate::web::Cx;
use crate::web::payload::{self, Added, Gone, Limit, Number, Page, Shown, Tag, Text};
use record::{InvoiceBody, InvoiceRecord, IssueBody, VoidBody, onto, record, renamed};

/// The operations on invoices.
pub struct Invoices;

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Billing")]
impl Invoices {
    /// List invoices and notes
    ///
    /// Drafts and issued ones, by rising number.
    #[oai(path = "/invoices", method = "get", operation_id = "invoice.list")]
    async fn list(
        &self,
        cx: Cx,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
        /// Records on a page.
        limit: Query<Option<Limit>>,
    ) -> poem::Result<Json<Page<InvoiceRecord>>> {
        let walk = payload::Walk::new("invoices", None, cursor.0.as_deref(), limit.0)?;
        let (invoices, today) = cx.read(|view| {
            let ids = store::ids_after(view, InvoiceId::new(walk.after), walk.rows())?;
            Ok((store::find_many(view, &ids)?, actions::today(view)?))
        })?;
        let records = invoices.into_iter().map(|invoice| record(invoice, today)).collect();
        Ok(Json(walk.page(records, |record: &InvoiceRecord| record.id)))
    }

    /// Read an invoice
    #[oai(path = "/invoices/:id", method = "get", operation_id = "invoice.show")]
    async fn show(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<InvoiceRecord>> {
        shown(&cx, InvoiceId::new(id.0.0))
    }

    /// Begin a draft
    ///
    /// A credit or debit note names what it corrects, and has its customer, currency and entry. With an `Idempotency-Key` the
    /// same request is done once in 24 hours, however often it is sent.
    #[oai(path = "/invoices", method = "post", operation_id = "invoice.create")]
    async fn create(
        &self,
        cx: Cx,
        /// A random text of your own for this request.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<Text<160>>>,
        body: Json<InvoiceBody>,
    ) -> poem::Result<Added<InvoiceRecord>> {
        let fields = onto(&body.0, Fields::new().with("entry", "net"));
        let facts = read(&cx, &fields)?;
        let run = move |tx: &Tx| Ok(actions::create(tx, facts.clone()).map_err(renamed)?.to_string());
        let id: InvoiceId = payload::once(&cx, key.0, &fields, run).await?.parse()?;
        let (invoice, today) = cx.read(|view| Ok((store::find(view, id)?, actions::today(view)?)))?;
        let etag = payload::etag(invoice.version);
        Ok(Added::New(Json(record(invoice, today)), etag, format!("/api/v1/invoices/{id}")))
    }

    /// Change a draft
    ///
    /// Fields that are left out stay as they are. `If-Match` names the version that you read.
    #[oai(path = "/invoices/:id", method = "patch", operation_id = "invoice.edit")]
    async fn edit(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<InvoiceBody>,
    ) -> poem::Result<Shown<InvoiceRecord>> {
        let id = InvoiceId::new(id.0.0);
        let stored = cx.read(|view| store::find(view, id))?;
        let version = payload::required(if_match.0.as_deref(), stored.version)?;
        let facts = read(&cx, &onto(&body.0, views::typed(&stored.facts, Language::En)))?;
        cx.write(move |tx| actions::edit(tx, id, version, facts).map_err(renamed)).await?;
        shown(&cx, id)
    }

    /// Issue a draft
    ///
    /// It takes the next number and never changes again. `If-Match` names the version that you read. What stands in the way is
    /// named in the answer.
    #[oai(path = "/invoices/:id/issue", method = "post", operation_id = "invoice.issue")]
    async fn issue(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<IssueBody>,
    ) -> poem::Result<Shown<InvoiceRecord>> {
        let id = InvoiceId::new(id.0.0);
        let (stored, today) = cx.read(|view| Ok((store::find(view, id)?, actions::today(view)?)))?;
        let version = payload::required(if_match.0.as_deref(), stored.version)?;
        let day = body.0.issued_on.0.map_or(today, |day| day.0);
        cx.write(move |tx| actions::issue(tx, id, version, day).map_err(renamed)).await?;
        shown(&cx, id)
    }

    /// Void an issued invoice
    ///
    /// A credit note over the whole of it is issued today; both keep their numbers. Refused once something was paid or
    /// credited. Gives the credit note.
    #[oai(path = "/invoices/:id/void", method = "post", operation_id = "invoice.void")]
    async fn void(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<VoidBody>,
    ) -> poem::Result<Shown<InvoiceRecord>> {
        let id = InvoiceId::new(id.0.0);
        let stored = cx.read(|view| store::find(view, id))?;
        let version = payload::required(if_match.0.as_deref(), stored.version)?;
        let reason = body.0.reason.0;
        let note = cx.write(move |tx| actions::void(tx, id, version, &reason)).await?;
        shown(&cx, note)
    }

    /// Discard a draft
    ///
    /// It had no number, so none is missing.
    #[oai(path = "/invoices/:id", method = "delete", operation_id = "invoice.discard")]
    async fn discard(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> poem::Result<Gone> {
        let id = InvoiceId::new(id.0.0);
        let stored = cx.read(|view| store::find(view, id))?;
        let version = payload::required(if_match.0.as_deref(), stored.version)?;
        cx.write(move |tx| actions::discard(tx, id, version)).await?;
        Ok(Gone::Removed)
    }
}

fn read(cx: &Cx, fields: &Fields) -> Result<DraftInput> {
    let products = cx.read(|view| price_lists::store::picked(view, fields, actions::today(view)?))?;
    DraftInput::parse(fields, Language::En, &products).map_err(renamed)
}

fn shown(cx: &Cx, id: InvoiceId) -> poem::Result<Shown<InvoiceRecord>> {
    let (invoice, today) = cx.read(|view| Ok((store::find(view, id)?, actions::today(view)?)))?;
    let etag = payload::etag(invoice.version);
    Ok(Shown::Now(Json(record(invoice, today)), etag))
}
