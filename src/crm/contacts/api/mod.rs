//! Contacts for programs.

mod record;

use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;

use self::record::ContactBody;
pub use self::record::ContactRecord;
use super::model::{Contact, ContactInput, Filter};
use super::{actions, store, views};
use crate::base::{ContactId, Country, Error, Fields, Result, SubjectId, SubjectKind};
use crate::crm::external_ids::ExternalId;
use crate::crm::external_ids::api::ExternalIds;
use crate::crm::fields;
use crate::crm::points::Taken;
use crate::crm::views::{self as lists, List};
use crate::platform::{Tx, View};
use crate::web::Cx;
use crate::web::payload::{self, Added, Limit, Moment, Number, Page, Shown, Stored, Tag, Text};
use crate::workspace::settings;

/// The operations on contacts.
pub struct Contacts;

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Contacts")]
impl Contacts {
    /// List contacts
    ///
    /// Those in use, by rising number. A record that stays in use during the walk is met exactly once.
    #[oai(path = "/contacts", method = "get", operation_id = "contact.list")]
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
    ) -> poem::Result<Json<Page<ContactRecord>>> {
        let asked = lists::api::asked(&cx, List::Contacts, view.0)?;
        let filter = asked.as_ref().map(Filter::parse).unwrap_or_default();
        let filter = Filter { changed_since: updated_since.0.map(|since| since.0), ..filter };
        let name = lists::api::walk(List::Contacts, asked.as_ref());
        let walk = payload::Walk::new(&name, filter.changed_since, cursor.0.as_deref(), limit.0)?;
        let page = cx.read(|view| {
            let ids = store::ids_after(view, &filter, ContactId::new(walk.after), walk.rows())?;
            records(view, store::find_many(view, &ids)?)
        })?;
        Ok(Json(walk.page(page, |record| record.id)))
    }

    /// Read a contact
    ///
    /// Also one in the trash, which `trashed_at` tells.
    #[oai(path = "/contacts/:id", method = "get", operation_id = "contact.show")]
    async fn show(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<ContactRecord>> {
        shown(&cx, of(id))
    }

    /// Add a contact
    ///
    /// A contact needs a name, an e-mail address or a telephone number. With an `Idempotency-Key` the same request is
    /// done once in 24 hours, however often it is sent.
    #[oai(path = "/contacts", method = "post", operation_id = "contact.create")]
    async fn create(
        &self,
        cx: Cx,
        /// A random text of your own for this request.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<Text<160>>>,
        body: Json<ContactBody>,
    ) -> poem::Result<Added<ContactRecord>> {
        let country = phone_country(&cx)?;
        let (input, fields) = cx.read(|view| read(view, &body.0, None, country)).map_err(payload::renamed)?;
        let run = move |tx: &Tx| Ok(actions::create(tx, input)?.to_string());
        let id = payload::once(&cx, key.0, &fields, run).await?.parse()?;
        let (record, etag) = record(&cx, id)?;
        Ok(Added::New(Json(record), etag, location(id)))
    }

    /// Change a contact
    ///
    /// Fields that are left out stay as they are. `If-Match` names the version that you read.
    #[oai(path = "/contacts/:id", method = "patch", operation_id = "contact.edit")]
    async fn edit(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<ContactBody>,
    ) -> poem::Result<Shown<ContactRecord>> {
        let (id, country) = (of(id), phone_country(&cx)?);
        let stored = cx.read(|view| store::find(view, id))?;
        let version = payload::required(if_match.0.as_deref(), stored.version)?;
        let read = cx.read(|view| read(view, &body.0, Some(&stored), country));
        let (input, _) = read.map_err(payload::renamed)?;
        let edited = cx.write(move |tx| actions::edit(tx, id, version, input)).await;
        edited.map_err(payload::renamed)?;
        shown(&cx, id)
    }

    /// Add or change a contact by its name in another system
    ///
    /// The first request adds the contact, the next ones change it: fields that are left out stay as they are. The system
    /// `import` is the name that an imported file brought.
    #[oai(path = "/contacts/external/:system/:external_id", method = "put", operation_id = "contact.put")]
    async fn put(
        &self,
        cx: Cx,
        /// The other system: small letters, digits and hyphens.
        system: Path<String>,
        /// What it calls the contact.
        external_id: Path<String>,
        body: Json<ContactBody>,
    ) -> poem::Result<Stored<ContactRecord>> {
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

    /// Put a contact into the trash
    ///
    /// It can be restored for 30 days. `If-Match` may name the version that is meant.
    #[oai(path = "/contacts/:id/trash", method = "post", operation_id = "contact.trash")]
    async fn trash(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> poem::Result<Shown<ContactRecord>> {
        let id = of(id);
        let run = move |tx: &Tx| {
            let stored = store::find(tx, id)?;
            payload::matches(if_match.0.as_deref(), stored.version)?;
            if stored.is_live() { actions::trash(tx, &[id]).map(|_| ()) } else { Ok(()) }
        };
        cx.write(run).await?;
        shown(&cx, id)
    }

    /// Take a contact out of the trash
    #[oai(path = "/contacts/:id/restore", method = "post", operation_id = "contact.restore")]
    async fn restore(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<ContactRecord>> {
        let id = of(id);
        cx.write(move |tx| actions::restore(tx, id, Taken::Refuse)).await?;
        shown(&cx, id)
    }
}

fn of(id: Path<Number>) -> ContactId {
    ContactId::new(id.0.0)
}

/// What was sent, over what is stored, and the form that would have sent it.
fn read(
    view: &View,
    body: &ContactBody,
    stored: Option<&Contact>,
    country: Country,
) -> Result<(ContactInput, Fields)> {
    let typed = stored.map(|contact| views::typed(&contact.facts)).unwrap_or_default();
    let values = stored.map(|contact| &contact.facts.values);
    let parse = |fields: &Fields| ContactInput::parse(fields, country);
    fields::api::read(view, (SubjectKind::Contact, values), body.onto(typed, view)?, &body.fields, parse)
}

fn location(id: ContactId) -> String {
    format!("/api/v1/contacts/{id}")
}

fn phone_country(cx: &Cx) -> Result<Country> {
    Ok(settings::at_hand(cx)?.regional.phone_country)
}

/// The contact as it now is, for answers.
pub fn shown(cx: &Cx, id: ContactId) -> poem::Result<Shown<ContactRecord>> {
    let (record, etag) = record(cx, id)?;
    Ok(Shown::Now(Json(record), etag))
}

/// The contact as it now is, with its `ETag`.
fn record(cx: &Cx, id: ContactId) -> Result<(ContactRecord, String)> {
    let found = cx.read(|view| records(view, vec![store::find(view, id)?]))?;
    let record = found.into_iter().next().ok_or(Error::NotFound)?;
    let etag = payload::etag(record.version);
    Ok((record, etag))
}

fn records(view: &View, contacts: Vec<Contact>) -> Result<Vec<ContactRecord>> {
    let subjects: Vec<SubjectId> = contacts.iter().map(|contact| contact.id.subject()).collect();
    let external = ExternalIds::of(view, &subjects)?;
    let own = fields::store::list(view, SubjectKind::Contact)?;
    Ok(contacts.into_iter().map(|contact| ContactRecord::new(contact, &external, &own)).collect())
}
