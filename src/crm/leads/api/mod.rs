//! Leads for programs.

mod record;

use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;

use self::record::{AssignBody, DisqualifyBody, LeadBody, RecycleBody};
use super::model::{Filter, Lead, LeadInput, Rest, To};
use super::{actions, store, views};
use crate::base::{Country, Error, Fields, LeadId, MemberId, Result, SubjectKind};
use crate::crm::fields;
use crate::crm::views::{self as lists, List};
use crate::platform::{Tx, View};
use crate::web::Cx;
use crate::web::payload::{self, Added, Limit, Moment, Number, Page, Shown, Tag, Text};
use crate::workspace::settings;

pub use self::record::LeadRecord;

/// The operations on leads.
pub struct Leads;

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Leads")]
impl Leads {
    /// List leads
    ///
    /// Those in use, in whatever state, by rising number. A lead that stays in use during the walk is met exactly once.
    #[oai(path = "/leads", method = "get", operation_id = "lead.list")]
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
    ) -> poem::Result<Json<Page<LeadRecord>>> {
        let asked = lists::api::asked(&cx, List::Leads, view.0)?;
        let filter = asked.as_ref().map_or_else(Filter::all, Filter::parse);
        let filter = Filter { changed_since: updated_since.0.map(|since| since.0), ..filter };
        let name = lists::api::walk(List::Leads, asked.as_ref());
        let walk = payload::Walk::new(&name, filter.changed_since, cursor.0.as_deref(), limit.0)?;
        let found = cx.read(|view| {
            let ids = store::ids_after(view, &filter, LeadId::new(walk.after), walk.rows())?;
            records(view, store::find_many(view, &ids)?)
        })?;
        Ok(Json(walk.page(found, |lead| lead.id)))
    }

    /// Read a lead
    ///
    /// Also one in the trash, which `trashed_at` tells.
    #[oai(path = "/leads/:id", method = "get", operation_id = "lead.show")]
    async fn show(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<LeadRecord>> {
        shown(&cx, of(id))
    }

    /// Add a lead
    ///
    /// A lead needs a name, a company, an e-mail address or a telephone number. Without an owner it goes to whoever's
    /// turn it is. With an `Idempotency-Key` the same request is done once in 24 hours, however often it is sent.
    #[oai(path = "/leads", method = "post", operation_id = "lead.create")]
    async fn create(
        &self,
        cx: Cx,
        /// A random text of your own for this request.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<Text<160>>>,
        body: Json<LeadBody>,
    ) -> poem::Result<Added<LeadRecord>> {
        let country = phone_country(&cx)?;
        let (facts, fields) = cx.read(|view| read(view, &body.0, None, country)).map_err(payload::renamed)?;
        let run = move |tx: &Tx| Ok(actions::create(tx, facts)?.to_string());
        let id: LeadId = payload::once(&cx, key.0, &fields, run).await?.parse()?;
        let (record, etag) = record(&cx, id)?;
        Ok(Added::New(Json(record), etag, format!("/api/v1/leads/{id}")))
    }

    /// Change a lead
    ///
    /// Fields that are left out stay as they are. A lead that is dead or converted changes no more. `If-Match` names the
    /// version that you read.
    #[oai(path = "/leads/:id", method = "patch", operation_id = "lead.edit")]
    async fn edit(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<LeadBody>,
    ) -> poem::Result<Shown<LeadRecord>> {
        let id = of(id);
        let stored = cx.read(|view| store::find(view, id))?;
        let version = payload::required(if_match.0.as_deref(), stored.version)?;
        let country = phone_country(&cx)?;
        let read = cx.read(|view| read(view, &body.0, Some(&stored), country));
        let (facts, _) = read.map_err(payload::renamed)?;
        cx.write(move |tx| actions::edit(tx, id, version, facts)).await.map_err(payload::renamed)?;
        shown(&cx, id)
    }

    /// Give a lead to somebody
    ///
    /// Without `owner_id` it goes to whoever's turn it is; `null` takes it from its owner, as long as nobody has
    /// answered. `If-Match` may name the version that is meant.
    #[oai(path = "/leads/:id/assign", method = "post", operation_id = "lead.assign")]
    async fn assign(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<AssignBody>,
    ) -> poem::Result<Shown<LeadRecord>> {
        let to = match &body.owner_id.0 {
            None => To::Turn,
            Some(owner) => owner.0.map_or(To::Nobody, |owner| To::Member(MemberId::new(owner.0))),
        };
        act(cx, (of(id), if_match.0), move |tx, id| actions::assign(tx, &[id], to).map(|_| ())).await
    }

    /// Give a lead up
    ///
    /// A reason that is not known yet is added. `If-Match` may name the version that is meant.
    #[oai(path = "/leads/:id/disqualify", method = "post", operation_id = "lead.disqualify")]
    async fn disqualify(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<DisqualifyBody>,
    ) -> poem::Result<Shown<LeadRecord>> {
        let reason = body.0.reason.0;
        let run = move |tx: &Tx, id| actions::disqualify(tx, id, &reason).map(|_| ());
        act(cx, (of(id), if_match.0), run).await
    }

    /// Let a lead rest until a day
    ///
    /// It comes back by itself, with a task for that day. Only a lead that was answered or given up can rest. `If-Match`
    /// may name the version that is meant.
    #[oai(path = "/leads/:id/recycle", method = "post", operation_id = "lead.recycle")]
    async fn recycle(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<RecycleBody>,
    ) -> poem::Result<Shown<LeadRecord>> {
        let today = cx.now().day(&settings::at_hand(&cx)?.zone());
        let rest = Rest::parse(&body.0.fields(), today)?;
        let run = move |tx: &Tx, id| actions::recycle(tx, id, &rest).map(|_| ());
        act(cx, (of(id), if_match.0), run).await
    }

    /// Put a lead into the trash
    ///
    /// It can be restored for 30 days. `If-Match` may name the version that is meant.
    #[oai(path = "/leads/:id/trash", method = "post", operation_id = "lead.trash")]
    async fn trash(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> poem::Result<Shown<LeadRecord>> {
        let run = |tx: &Tx, id| match store::find(tx, id)?.is_live() {
            true => actions::trash(tx, &[id]).map(|_| ()),
            false => Ok(()),
        };
        act(cx, (of(id), if_match.0), run).await
    }

    /// Take a lead out of the trash
    #[oai(path = "/leads/:id/restore", method = "post", operation_id = "lead.restore")]
    async fn restore(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<LeadRecord>> {
        act(cx, (of(id), None), actions::restore).await
    }
}

/// Runs an act on the lead, if it is at the version that `If-Match` names.
async fn act(
    cx: Cx,
    (id, if_match): (LeadId, Option<String>),
    run: impl FnOnce(&Tx, LeadId) -> Result<()> + Send + 'static,
) -> poem::Result<Shown<LeadRecord>> {
    let run = move |tx: &Tx| {
        payload::matches(if_match.as_deref(), store::find(tx, id)?.version)?;
        run(tx, id)
    };
    cx.write(run).await.map_err(payload::renamed)?;
    shown(&cx, id)
}

fn of(id: Path<Number>) -> LeadId {
    LeadId::new(id.0.0)
}

fn phone_country(cx: &Cx) -> Result<Country> {
    Ok(settings::at_hand(cx)?.regional.phone_country)
}

/// What was sent, over what is stored, and the form that would have sent it.
fn read(
    view: &View,
    body: &LeadBody,
    stored: Option<&Lead>,
    country: Country,
) -> Result<(LeadInput, Fields)> {
    let typed = stored.map(|lead| views::typed(&lead.facts)).unwrap_or_default();
    let values = stored.map(|lead| &lead.facts.values);
    let parse = |fields: &Fields| LeadInput::parse(fields, country);
    fields::api::read(view, (SubjectKind::Lead, values), body.onto(typed), &body.fields, parse)
}

/// The lead as it now is.
pub fn shown(cx: &Cx, id: LeadId) -> poem::Result<Shown<LeadRecord>> {
    let (record, etag) = record(cx, id)?;
    Ok(Shown::Now(Json(record), etag))
}

/// The lead as it now is, with its `ETag`.
fn record(cx: &Cx, id: LeadId) -> Result<(LeadRecord, String), Error> {
    let found = cx.read(|view| records(view, vec![store::find(view, id)?]))?;
    let record = found.into_iter().next().ok_or(Error::NotFound)?;
    let etag = payload::etag(record.version);
    Ok((record, etag))
}

fn records(view: &View, leads: Vec<Lead>) -> Result<Vec<LeadRecord>> {
    let own = fields::store::list(view, SubjectKind::Lead)?;
    Ok(leads.into_iter().map(|lead| LeadRecord::new(lead, &own)).collect())
}
