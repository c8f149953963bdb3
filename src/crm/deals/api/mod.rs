//! Deals for programs.

mod record;

use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;

use self::record::{
    DealBody, DealRecord, HoldBody, LossBody, MoveBody, PipelineList, PipelineRecord, ReasonList,
    ReasonRecord,
};
use super::model::{Deal, DealInput, Filter, Loss, Place};
use super::{actions, store};
use crate::base::{CompanyId, DealId, Error, Fields, LostReasonId, Problems, Result, StageId, SubjectKind};
use crate::crm::views::{self as lists, List};
use crate::crm::{companies, fields};
use crate::platform::{Tx, View};
use crate::web::Cx;
use crate::web::payload::{self, Added, Limit, Moment, Number, Page, Shown, Tag, Text};
use crate::workspace::settings;

/// The operations on deals.
pub struct Deals;

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Deals")]
impl Deals {
    /// List the pipelines
    ///
    /// Those in use, with their stages.
    #[oai(path = "/pipelines", method = "get", operation_id = "pipeline.list")]
    async fn pipelines(&self, cx: Cx) -> poem::Result<Json<PipelineList>> {
        let pipelines = cx.read(store::pipelines)?;
        Ok(Json(PipelineList { data: pipelines.in_use().map(PipelineRecord::new).collect() }))
    }

    /// List the reasons why deals are lost
    #[oai(path = "/lost-reasons", method = "get", operation_id = "lost_reason.list")]
    async fn reasons(&self, cx: Cx) -> poem::Result<Json<ReasonList>> {
        let reasons = cx.read(store::lost_reasons)?.into_iter().filter(|reason| reason.is_live);
        Ok(Json(ReasonList { data: reasons.map(ReasonRecord::new).collect() }))
    }

    /// List deals
    ///
    /// Open and closed ones, by rising number; those in the trash are left out.
    #[oai(path = "/deals", method = "get", operation_id = "deal.list")]
    #[expect(
        clippy::too_many_arguments,
        reason = "each is a part of the request, by its name in the description"
    )]
    async fn list(
        &self,
        cx: Cx,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
        /// Records on a page.
        limit: Query<Option<Limit>>,
        /// Only what was changed then or later.
        updated_since: Query<Option<Moment>>,
        /// Only what this view shows; its columns and order do not count.
        view: Query<Option<Number>>,
    ) -> poem::Result<Json<Page<DealRecord>>> {
        let asked = lists::api::asked(&cx, List::Deals, view.0)?;
        let filter = asked.as_ref().map_or_else(Filter::all, Filter::parse);
        let filter = Filter { changed_since: updated_since.0.map(|since| since.0), ..filter };
        let name = lists::api::walk(List::Deals, asked.as_ref());
        let walk = payload::Walk::new(&name, filter.changed_since, cursor.0.as_deref(), limit.0)?;
        let found = cx.read(|view| {
            let ids = store::ids_after(view, &filter, DealId::new(walk.after), walk.rows())?;
            records(view, store::find_many(view, &ids)?)
        })?;
        Ok(Json(walk.page(found, |deal| deal.id)))
    }

    /// Read a deal
    #[oai(path = "/deals/:id", method = "get", operation_id = "deal.show")]
    async fn show(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<DealRecord>> {
        shown(&cx, of(id))
    }

    /// Add a deal
    ///
    /// With an `Idempotency-Key` the same request is done once in 24 hours, however often it is sent.
    #[oai(path = "/deals", method = "post", operation_id = "deal.create")]
    async fn create(
        &self,
        cx: Cx,
        /// A random text of your own for this request.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<Text<160>>>,
        body: Json<DealBody>,
    ) -> poem::Result<Added<DealRecord>> {
        let wanted = body.0.stage_id.0.map(|stage| StageId::new(stage.0));
        let (input, form) = read(&cx, body.0, None)?;
        let stage = cx.read(|view| first_stage(view, wanted))?;
        let asked = form.without("stage_id").with("stage_id", stage.to_string());
        let run = move |tx: &Tx| Ok(actions::add(tx, input, stage)?.to_string());
        let id: DealId = payload::once(&cx, key.0, &asked, run).await.map_err(renamed)?.parse()?;
        let (deal, etag) = record(&cx, id)?;
        Ok(Added::New(Json(deal), etag, format!("/api/v1/deals/{id}")))
    }

    /// Change a deal
    ///
    /// Fields that are left out stay as they are. `If-Match` names the version that you read.
    #[oai(path = "/deals/:id", method = "patch", operation_id = "deal.edit")]
    async fn edit(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<DealBody>,
    ) -> poem::Result<Shown<DealRecord>> {
        let id = of(id);
        let stored = cx.read(|view| store::find(view, id))?;
        let version = payload::required(if_match.0.as_deref(), stored.version)?;
        if body.0.stage_id.0.is_some_and(|stage| stage.0 != stored.stage.number()) {
            return Err(Error::field("stage_id", "deals-stage-moves").into());
        }
        let (input, _) = read(&cx, body.0, Some(&stored.facts))?;
        cx.write(move |tx| actions::edit(tx, id, version, input)).await.map_err(renamed)?;
        shown(&cx, id)
    }

    /// Move a deal to another stage
    ///
    /// A deal that is won or lost, a stage of another pipeline and one that ends deals are conflicts. `If-Match` may name
    /// the version that is meant.
    #[oai(path = "/deals/:id/move", method = "post", operation_id = "deal.move")]
    async fn move_to(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<MoveBody>,
    ) -> poem::Result<Shown<DealRecord>> {
        let stage = StageId::new(body.0.stage_id.0);
        act(&cx, of(id), if_match.0, move |tx, deal| {
            actions::move_to(tx, deal.id, deal.version, stage, Place::Top).map(|_| ()).map_err(stage_unknown)
        })
        .await
    }

    /// Put a deal on hold
    ///
    /// A task reminds its owner on that day. A deal that is won or lost is a conflict.
    #[oai(path = "/deals/:id/hold", method = "post", operation_id = "deal.hold")]
    async fn hold(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<HoldBody>,
    ) -> poem::Result<Shown<DealRecord>> {
        let until = body.0.until_on.0;
        act(&cx, of(id), if_match.0, move |tx, deal| {
            actions::hold(tx, deal.id, deal.version, until).map(|_| ())
        })
        .await
    }

    /// Take a deal off hold
    ///
    /// A deal that is not on hold is a conflict.
    #[oai(path = "/deals/:id/resume", method = "post", operation_id = "deal.resume")]
    async fn resume(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> poem::Result<Shown<DealRecord>> {
        act(&cx, of(id), if_match.0, |tx, deal| actions::resume(tx, deal.id, deal.version).map(|_| ())).await
    }

    /// Win a deal
    ///
    /// A deal that is won or lost already is a conflict.
    #[oai(path = "/deals/:id/win", method = "post", operation_id = "deal.win")]
    async fn win(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> poem::Result<Shown<DealRecord>> {
        act(&cx, of(id), if_match.0, |tx, deal| actions::win(tx, deal.id, deal.version).map(|_| ())).await
    }

    /// Lose a deal
    ///
    /// A deal that is won or lost already is a conflict.
    #[oai(path = "/deals/:id/lose", method = "post", operation_id = "deal.lose")]
    async fn lose(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<LossBody>,
    ) -> poem::Result<Shown<DealRecord>> {
        let note = body.0.note.text().unwrap_or_default();
        let loss = Loss { reason: LostReasonId::new(body.0.reason_id.0), note };
        act(&cx, of(id), if_match.0, move |tx, deal| {
            actions::lose(tx, deal.id, deal.version, loss).map(|_| ())
        })
        .await
    }

    /// Open a deal again
    ///
    /// It goes back to where it stood. A deal that is open is a conflict.
    #[oai(path = "/deals/:id/reopen", method = "post", operation_id = "deal.reopen")]
    async fn reopen(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> poem::Result<Shown<DealRecord>> {
        act(&cx, of(id), if_match.0, |tx, deal| actions::reopen(tx, deal.id, deal.version).map(|_| ())).await
    }

    /// Put a deal into the trash
    ///
    /// It stays there for 30 days.
    #[oai(path = "/deals/:id/trash", method = "post", operation_id = "deal.trash")]
    async fn trash(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> poem::Result<Shown<DealRecord>> {
        act(&cx, of(id), if_match.0, |tx, deal| match deal.is_live() {
            true => actions::trash(tx, deal.id).map(|_| ()),
            false => Ok(()),
        })
        .await
    }

    /// Take a deal out of the trash
    #[oai(path = "/deals/:id/restore", method = "post", operation_id = "deal.restore")]
    async fn restore(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> poem::Result<Shown<DealRecord>> {
        act(&cx, of(id), if_match.0, |tx, deal| actions::restore(tx, deal.id)).await
    }
}

fn of(id: Path<Number>) -> DealId {
    DealId::new(id.0.0)
}

/// Does that to the deal as it now is, if it is the version that is meant.
async fn act(
    cx: &Cx,
    id: DealId,
    if_match: Option<String>,
    run: impl FnOnce(&Tx, Deal) -> Result<()> + Send + 'static,
) -> poem::Result<Shown<DealRecord>> {
    let write = move |tx: &Tx| {
        let deal = store::find(tx, id)?;
        payload::matches(if_match.as_deref(), deal.version)?;
        run(tx, deal)
    };
    cx.write(write).await.map_err(renamed)?;
    shown(cx, id)
}

fn shown(cx: &Cx, id: DealId) -> poem::Result<Shown<DealRecord>> {
    let (deal, etag) = record(cx, id)?;
    Ok(Shown::Now(Json(deal), etag))
}

/// The deal as it now is, with its `ETag`.
fn record(cx: &Cx, id: DealId) -> Result<(DealRecord, String)> {
    let found = cx.read(|view| records(view, vec![store::find(view, id)?]))?;
    let record = found.into_iter().next().ok_or(Error::NotFound)?;
    let etag = payload::etag(record.version);
    Ok((record, etag))
}

fn records(view: &View, deals: Vec<Deal>) -> Result<Vec<DealRecord>> {
    let own = fields::store::list(view, SubjectKind::Deal)?;
    Ok(deals.into_iter().map(|deal| DealRecord::new(deal, &own)).collect())
}

/// What is known with what was sent, its company by name, and the form that would have sent it.
fn read(cx: &Cx, body: DealBody, known: Option<&DealInput>) -> Result<(DealInput, Fields)> {
    let currency = settings::at_hand(cx)?.regional.currency;
    let company = body.company_id.0.as_ref().map(|company| company.0.as_ref().map(|id| CompanyId::new(id.0)));
    let (none, sent) = (DealInput::default(), body.fields.clone());
    let form = body.onto(known.unwrap_or(&none), currency);
    let stored = (SubjectKind::Deal, known.map(|known| &known.values));
    let parse = |form: &Fields| DealInput::parse(form, currency);
    let read = cx.read(|view| fields::api::read(view, stored, form, &sent, parse));
    let (mut input, mut form) = read.map_err(renamed)?;
    if let Some(company) = company {
        input.company_id = company;
        input.company = match company {
            None => String::new(),
            Some(id) => {
                let found = cx.read(|view| companies::store::lines(view, &[id.subject()]))?.pop();
                found.ok_or_else(|| Error::field("company_id", "deals-company-unknown"))?.name
            }
        };
        form.push("company_id", company.map(|id| id.to_string()).unwrap_or_default());
    }
    Ok((input, form))
}

/// The stage that was sent, or the first in which deals begin.
fn first_stage(view: &View, sent: Option<StageId>) -> Result<StageId> {
    let stage = match sent {
        Some(stage) => Some(store::find_stage(view, stage).map_err(stage_unknown)?.id),
        None => store::pipelines(view)?.first().map(|stage| stage.id),
    };
    stage.ok_or(Error::NotFound)
}

fn stage_unknown(error: Error) -> Error {
    match error {
        Error::NotFound => Error::field("stage_id", "deals-stage-unknown"),
        other => other,
    }
}

/// Names fields as programs know them.
fn renamed(error: Error) -> Error {
    const FIELDS: [(&str, &str); 6] = [
        ("amount", "amount_minor"),
        ("company", "company_id"),
        ("person", "people"),
        ("reason", "reason_id"),
        ("until", "until_on"),
        ("stage", "stage_id"),
    ];
    let Error::Invalid(problems) = error else { return error };
    let mut told = Problems::default();
    for problem in problems.iter() {
        let name = FIELDS.iter().find(|(form, _)| *form == problem.field).map(|(_, name)| (*name).to_owned());
        told.push(name.unwrap_or_else(|| problem.field.clone()), problem.key.clone());
    }
    payload::renamed(Error::Invalid(told))
}
