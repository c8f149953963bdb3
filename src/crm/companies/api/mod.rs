//! Companies for programs.

mod record;

use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;

use self::record::CompanyBody;
pub use self::record::CompanyRecord;
use super::model::{Company, CompanyInput, Filter};
use super::{actions, store, views};
use crate::base::{CompanyId, Country, Error, Fields, Result, SubjectId, SubjectKind};
use crate::crm::external_ids::ExternalId;
use crate::crm::external_ids::api::ExternalIds;
use crate::crm::fields;
use crate::crm::views::{self as lists, List};
use crate::platform::{Tx, View};
use crate::web::Cx;
use crate::web::payload::{self, Added, Limit, Moment, Number, Page, Shown, Stored, Tag, Text};
use crate::workspace::settings;

/// The operations on companies.
pub struct Companies;

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Companies")]
impl Companies {
    /// List companies
    ///
    /// Those in use, by rising number. A record that stays in use during the walk is met exactly once.
    #[oai(path = "/companies", method = "get", operation_id = "company.list")]
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
    ) -> poem::Result<Json<Page<CompanyRecord>>> {
        let asked = lists::api::asked(&cx, List::Companies, view.0)?;
        let filter = asked.as_ref().map(Filter::parse).unwrap_or_default();
        let filter = Filter { changed_since: updated_since.0.map(|since| since.0), ..filter };
        let name = lists::api::walk(List::Companies, asked.as_ref());
        let walk = payload::Walk::new(&name, filter.changed_since, cursor.0.as_deref(), limit.0)?;
        let page = cx.read(|view| {
            let ids = store::ids_after(view, &filter, CompanyId::new(walk.after), walk.rows())?;
            records(view, store::find_many(view, &ids)?)
        })?;
        Ok(Json(walk.page(page, |record| record.id)))
    }

    /// Read a company
    ///
    /// Also one in the trash, which `trashed_at` tells.
    #[oai(path = "/companies/:id", method = "get", operation_id = "company.show")]
    async fn show(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<CompanyRecord>> {
        shown(&cx, of(id))
    }

    /// Add a company
    ///
    /// A company needs a name. With an `Idempotency-Key` the same request is
    /// done once in 24 hours, however often it is sent.
    #[oai(path = "/companies", method = "post", operation_id = "company.create")]
    async fn create(
        &self,
        cx: Cx,
        /// A random text of your own for this request.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<Text<160>>>,
        body: Json<CompanyBody>,
    ) -> poem::Result<Added<CompanyRecord>> {
        let country = phone_country(&cx)?;
        let (input, fields) = cx.read(|view| read(view, &body.0, None, country)).map_err(payload::renamed)?;
        let run = move |tx: &Tx| Ok(actions::create(tx, input)?.to_string());
        let id = payload::once(&cx, key.0, &fields, run).await?.parse()?;
        let (record, etag) = record(&cx, id)?;
        Ok(Added::New(Json(record), etag, location(id)))
    }

    /// Change a company
    ///
    /// Fields that are left out stay as they are. `If-Match` names the version that you read.
    #[oai(path = "/companies/:id", method = "patch", operation_id = "company.edit")]
    async fn edit(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<CompanyBody>,
    ) -> poem::Result<Shown<CompanyRecord>> {
        let (id, country) = (of(id), phone_country(&cx)?);
        let stored = cx.read(|view| store::find(view, id))?;
        let version = payload::required(if_match.0.as_deref(), stored.version)?;
        let read = cx.read(|view| read(view, &body.0, Some(&stored), country));
        let (input, _) = read.map_err(payload::renamed)?;
        let edited = cx.write(move |tx| actions::edit(tx, id, version, input)).await;
        edited.map_err(payload::renamed)?;
        shown(&cx, id)
    }

    /// Add or change a company by its name in another system
    ///
    /// The first request adds the company, the next ones change it: fields that are left out stay as they are. The system
    /// `import` is the name that an imported file brought.
    #[oai(path = "/companies/external/:system/:external_id", method = "put", operation_id = "company.put")]
    async fn put(
        &self,
        cx: Cx,
        /// The other system: small letters, digits and hyphens.
        system: Path<String>,
        /// What it calls the company.
        external_id: Path<String>,
        body: Json<CompanyBody>,
    ) -> poem::Result<Stored<CompanyRecord>> {
        let external = ExternalId::new(&system.0, &external_id.0)?;
        let country = phone_country(&cx)?;
        let run = move |tx: &Tx| {
            actions::put_external(tx, &external, |known| {
                read(tx, &body.0, known, country).map(|(input, _)| input)
            })
        };
        let (id, is_new) = cx.write(run).await.map_err(payload::renamed)?;
        let (record, etag) = record(&cx, id)?;
        Ok(match is_new {
            true => Stored::New(Json(record), etag, location(id)),
            false => Stored::Changed(Json(record), etag),
        })
    }

    /// Put a company into the trash
    ///
    /// It can be restored for 30 days. `If-Match` may name the version that is meant.
    #[oai(path = "/companies/:id/trash", method = "post", operation_id = "company.trash")]
    async fn trash(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> poem::Result<Shown<CompanyRecord>> {
        let id = of(id);
        let run = move |tx: &Tx| {
            let stored = store::find(tx, id)?;
            payload::matches(if_match.0.as_deref(), stored.version)?;
            if stored.is_live() { actions::trash(tx, &[id]).map(|_| ()) } else { Ok(()) }
        };
        cx.write(run).await?;
        shown(&cx, id)
    }

    /// Take a company out of the trash
    #[oai(path = "/companies/:id/restore", method = "post", operation_id = "company.restore")]
    async fn restore(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<CompanyRecord>> {
        let id = of(id);
        cx.write(move |tx| actions::restore(tx, id)).await?;
        shown(&cx, id)
    }
}

fn of(id: Path<Number>) -> CompanyId {
    CompanyId::new(id.0.0)
}

/// What was sent, over what is stored, and the form that would have sent it.
fn read(
    view: &View,
    body: &CompanyBody,
    stored: Option<&Company>,
    country: Country,
) -> Result<(CompanyInput, Fields)> {
    let typed = stored.map(|company| views::typed(&company.facts)).unwrap_or_default();
    let values = stored.map(|company| &company.facts.values);
    let parse = |fields: &Fields| CompanyInput::parse(fields, country);
    fields::api::read(view, (SubjectKind::Company, values), body.onto(typed), &body.fields, parse)
}

fn location(id: CompanyId) -> String {
    format!("/api/v1/companies/{id}")
}

fn phone_country(cx: &Cx) -> Result<Country> {
    Ok(settings::at_hand(cx)?.regional.phone_country)
}

/// The company as it now is, for answers.
pub fn shown(cx: &Cx, id: CompanyId) -> poem::Result<Shown<CompanyRecord>> {
    let (record, etag) = record(cx, id)?;
    Ok(Shown::Now(Json(record), etag))
}

/// The company as it now is, with its `ETag`.
fn record(cx: &Cx, id: CompanyId) -> Result<(CompanyRecord, String)> {
    let found = cx.read(|view| records(view, vec![store::find(view, id)?]))?;
    let record = found.into_iter().next().ok_or(Error::NotFound)?;
    let etag = payload::etag(record.version);
    Ok((record, etag))
}

fn records(view: &View, companies: Vec<Company>) -> Result<Vec<CompanyRecord>> {
    let subjects: Vec<SubjectId> = companies.iter().map(|company| company.id.subject()).collect();
    let external = ExternalIds::of(view, &subjects)?;
    let own = fields::store::list(view, SubjectKind::Company)?;
    Ok(companies.into_iter().map(|company| CompanyRecord::new(company, &external, &own)).collect())
}
