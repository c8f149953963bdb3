//! Quotes for programs. Whoever changes one must be allowed to read what is billed, too.

mod record;
mod body;

use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::{Binary, Json};
use poem_openapi::{ApiResponse, OpenApi};

use super::model::{Asked, QuoteInput, file_name};
use super::{actions, jobs, store, views};
use crate::base::{Error, Fields, Language, QuoteId, Result, Right};
use crate::billing::price_lists;
use crate::platform::Tx;
use crate::web::payload::{self, Added, Limit, Number, Page, Shown, Tag, Text, Word};
use crate::web::{Cx, attachment};
use body::{
    AcceptBody, DeclineBody, QuestionBody, QuoteBody, QuoteInvoiceBody, asked_renamed, fields, onto, renamed,
};
use record::{QuoteRecord, QuoteSummary, record, summary};

/// The operations on quotes.
pub struct Quotes;

/// The bytes of a quote on paper.
#[derive(ApiResponse)]
pub enum Paper {
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

    /// Begin a quote
    ///
    /// A draft has no number yet. With an `Idempotency-Key` the same request is done once in 24 hours, however often it is
    /// sent.
    #[oai(path = "/quotes", method = "post", operation_id = "quote.create")]
    async fn create(
        &self,
        cx: Cx,
        /// A random text of your own for this request.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<Text<160>>>,
        body: Json<QuoteBody>,
    ) -> poem::Result<Added<QuoteRecord>> {
        cx.actor().require(Right::MoneyRead)?;
        let fields = onto(&body.0, Fields::new().with("entry", "net"));
        let facts = read(&cx, &fields)?;
        let run = move |tx: &Tx| Ok(actions::create(tx, &facts).map_err(renamed)?.to_string());
        let id: QuoteId = payload::once(&cx, key.0, &fields, run).await?.parse()?;
        let Shown::Now(record, etag) = shown(&cx, id)?;
        Ok(Added::New(record, etag, format!("/api/v1/quotes/{id}")))
    }

    /// Change a draft
    ///
    /// Fields that are left out stay as they are. `If-Match` names the version that you read.
    #[oai(path = "/quotes/:id", method = "patch", operation_id = "quote.edit")]
    async fn edit(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<QuoteBody>,
    ) -> poem::Result<Shown<QuoteRecord>> {
        let (id, version) = at(&cx, id, if_match)?;
        let stored = cx.read(|view| store::find(view, id))?;
        let facts = read(&cx, &onto(&body.0, views::typed(&stored.facts, Language::En)))?;
        cx.write(move |tx| actions::edit(tx, id, version, &facts).map_err(renamed)).await?;
        shown(&cx, id)
    }

    /// Send a draft
    ///
    /// It takes its number and never changes again; the answer has the customer's link. What stands in the way is named in the
    /// answer. Nothing is mailed. `If-Match` names the version that you read.
    #[oai(path = "/quotes/:id/send", method = "post", operation_id = "quote.send")]
    async fn send(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> poem::Result<Shown<QuoteRecord>> {
        let (id, version) = at(&cx, id, if_match)?;
        let key = cx.machines.master_key.clone();
        cx.write(move |tx| actions::send(tx, id, version, &key).map_err(renamed)).await?;
        shown(&cx, id)
    }

    /// Begin the next version of a quote
    ///
    /// The one that was sent can be accepted no more. `If-Match` names the version that you read.
    #[oai(path = "/quotes/:id/revise", method = "post", operation_id = "quote.revise")]
    async fn revise(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> poem::Result<Shown<QuoteRecord>> {
        let (id, version) = at(&cx, id, if_match)?;
        cx.write(move |tx| actions::revise(tx, id, version)).await?;
        shown(&cx, id)
    }

    /// Withdraw a quote
    ///
    /// Refused once the customer has answered. `If-Match` names the version that you read.
    #[oai(path = "/quotes/:id/withdraw", method = "post", operation_id = "quote.withdraw")]
    async fn withdraw(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> poem::Result<Shown<QuoteRecord>> {
        let (id, version) = at(&cx, id, if_match)?;
        cx.write(move |tx| actions::withdraw(tx, id, version)).await?;
        shown(&cx, id)
    }

    /// Accept a quote for its customer
    ///
    /// What is optional is left out. `If-Match` names the version that you read.
    #[oai(path = "/quotes/:id/accept", method = "post", operation_id = "quote.accept")]
    async fn accept(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<AcceptBody>,
    ) -> poem::Result<Shown<QuoteRecord>> {
        let (id, version) = at(&cx, id, if_match)?;
        let reason = body.0.reason.0;
        cx.write(move |tx| actions::accept_for_customer(tx, id, version, &reason)).await?;
        shown(&cx, id)
    }

    /// Decline a quote for its customer
    ///
    /// `If-Match` names the version that you read.
    #[oai(path = "/quotes/:id/decline", method = "post", operation_id = "quote.decline")]
    async fn decline(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<DeclineBody>,
    ) -> poem::Result<Shown<QuoteRecord>> {
        let (id, version) = at(&cx, id, if_match)?;
        let reason = body.0.reason.text().unwrap_or_default();
        cx.write(move |tx| actions::decline_for_customer(tx, id, version, &reason)).await?;
        shown(&cx, id)
    }

    /// Keep a question of the customer
    ///
    /// It becomes a note on the quote's deal, or on its customer.
    #[oai(path = "/quotes/:id/questions", method = "post", operation_id = "quote.ask")]
    async fn ask(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// A random text of your own for this request.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<Text<160>>>,
        body: Json<QuestionBody>,
    ) -> poem::Result<Shown<QuoteRecord>> {
        cx.actor().require(Right::MoneyRead)?;
        let id = QuoteId::new(id.0.0);
        let (name, question) = (body.0.name.text().unwrap_or_default(), body.0.question.0);
        let fields = Fields::new().with("name", &name).with("question", &question);
        let run = move |tx: &Tx| actions::ask(tx, id, &name, &question).map(|()| id.to_string());
        payload::once(&cx, key.0, &fields, run).await?;
        shown(&cx, id)
    }

    /// Fetch a quote on paper
    ///
    /// The live version as it was sent; a draft has none.
    #[oai(path = "/quotes/:id/pdf", method = "get", operation_id = "quote.paper")]
    async fn paper(&self, cx: Cx, id: Path<Number>) -> poem::Result<Paper> {
        let quote = cx.read(|view| store::find(view, QuoteId::new(id.0.0)))?;
        let bytes = jobs::paper(&cx.machines, cx.actor(), &quote).await?;
        let name = attachment::disposition(&format!("{}.pdf", file_name(&quote.called())));
        Ok(Paper::Sent(Binary(bytes), name, attachment::SANDBOX.to_owned()))
    }

    /// Put a part of an accepted quote on an invoice
    ///
    /// Drafts a deposit, a milestone, or what is left; the answer names the draft. `If-Match` names the version that you read:
    /// the same request is refused the second time, unless an `Idempotency-Key` says that it is the same.
    #[oai(path = "/quotes/:id/invoices", method = "post", operation_id = "quote.invoice")]
    #[expect(
        clippy::too_many_arguments,
        reason = "poem-openapi knows every parameter of a request as an argument of its own"
    )]
    async fn invoice(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// A random text of your own for this request.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<Text<160>>>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<QuoteInvoiceBody>,
    ) -> poem::Result<Shown<QuoteRecord>> {
        let id = QuoteId::new(id.0.0);
        let quote = cx.read(|view| store::find(view, id))?;
        let named = if_match.0.as_deref();
        let version = match payload::required(named, quote.version) {
            Ok(version) => Ok(version),
            // What was done under a key is not done again, whatever the version is by now.
            Err(_) if key.0.is_some() && named.is_some() => Err(Error::Stale(quote.version)),
            Err(refusal) => return Err(refusal),
        };
        let (stage, fields) = (body.0.stage.0, fields(&body.0));
        let asked = Asked::parse(&fields, Language::En, quote.facts.head.currency);
        let asked = asked.map_err(|error| asked_renamed(error, stage))?;
        let run = move |tx: &Tx| {
            let next = actions::billing(tx, &store::find(tx, id)?)?.map_or(1, |billing| billing.next());
            let done = actions::invoice(tx, id, (version?, next), &asked);
            Ok(done.map_err(|error| asked_renamed(error, stage))?.to_string())
        };
        payload::once(&cx, key.0, &fields, run).await?;
        shown(&cx, id)
    }
}

/// The quote at the version that `If-Match` names.
fn at(cx: &Cx, id: Path<Number>, if_match: Header<Option<String>>) -> poem::Result<(QuoteId, i64)> {
    cx.actor().require(Right::MoneyRead)?;
    let id = QuoteId::new(id.0.0);
    let stored = cx.read(|view| store::find(view, id))?;
    Ok((id, payload::required(if_match.0.as_deref(), stored.version)?))
}

fn read(cx: &Cx, fields: &Fields) -> Result<QuoteInput> {
    let products = cx.read(|view| price_lists::store::picked(view, fields, actions::today(view)?))?;
    QuoteInput::parse(fields, Language::En, &products).map_err(renamed)
}

fn shown(cx: &Cx, id: QuoteId) -> poem::Result<Shown<QuoteRecord>> {
    let (quote, billing, today) = cx.read(|view| {
        let quote = store::find(view, id)?;
        let billing = actions::billing(view, &quote)?;
        Ok((quote, billing, actions::today(view)?))
    })?;
    let (etag, state) = (payload::etag(quote.version), quote.state_on(today));
    let has_link = quote.sent.is_some() && cx.may(Right::SalesWrite);
    let link = has_link.then(|| {
        let token = actions::link(&cx.machines.master_key, cx.actor().workspace, id, quote.n);
        cx.machines.config.address(&format!("/q/{token}"))
    });
    Ok(Shown::Now(Json(QuoteRecord { state: Word(state), link, ..record(quote, billing) }), etag))
}
