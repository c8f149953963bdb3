//! Files for programs.

use poem::Body;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::{Binary, Json};
use poem_openapi::{ApiResponse, Object, OpenApi};

use super::actions::{blobs, give_up, keep, rules, take_in};
use super::store::{find, find_mine, look, require, require_room};
use crate::base::{Error, Fields, FileId, Result, SubjectId};
use crate::crm::files::{File, State, actions, store};
use crate::platform::Tx;
use crate::web::payload::{self, Added, Gone, Limit, Moment, Number, Page, Shown, Tag, Text, Word};
use crate::web::{Cx, attachment};

/// The operations on files.
pub struct Files;

/// A file.
#[derive(Debug, Object)]
#[oai(rename = "File")]
pub struct FileRecord {
    /// The file's number.
    id: i64,
    /// The contact, company, lead, deal or task that it is kept with, by number.
    about_id: i64,
    /// Its name, with an ending.
    name: String,
    /// What it is, as a media type.
    media_type: String,
    /// Its size in bytes.
    size: i64,
    /// Whether it may be fetched: not while the virus scanner has not seen it, and never if that found something.
    state: Word<State>,
    /// Grows with each change; `ETag` holds it too.
    version: i64,
    /// When it was added.
    created_at: Moment,
    /// The member who added it; absent: Kantora itself.
    #[oai(skip_serializing_if_is_none)]
    created_by: Option<i64>,
    /// When it was last changed.
    updated_at: Moment,
}

/// The bytes of a file.
#[derive(ApiResponse)]
pub enum Content {
    /// The bytes
    #[oai(status = 200)]
    Sent(
        Binary<Body>,
        /// Its name.
        #[oai(header = "Content-Disposition")]
        String,
        /// Nothing in it may run.
        #[oai(header = "Content-Security-Policy")]
        String,
    ),
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Files")]
impl Files {
    /// List the files of a contact, a company, a lead, a deal or a task
    ///
    /// Whatever is done with the files of a task asks for the scope on tasks, too.
    #[oai(path = "/files", method = "get", operation_id = "file.list")]
    async fn list(
        &self,
        cx: Cx,
        /// The number of the contact, company, lead, deal or task.
        about_id: Query<Number>,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
        /// Records on a page.
        limit: Query<Option<Limit>>,
    ) -> poem::Result<Json<Page<FileRecord>>> {
        let about = SubjectId::new(about_id.0.0);
        let walk = payload::Walk::new(&format!("files {about}"), None, cursor.0.as_deref(), limit.0)?;
        let found = cx.read(|view| {
            look(view, about)?;
            store::list_after(view, about, FileId::new(walk.after), walk.rows())
        })?;
        Ok(Json(walk.page(found.into_iter().map(record).collect(), |file| file.id)))
    }

    /// Add a file
    ///
    /// The body is the file itself. Its name ends with what it is: pdf, png, jpg, gif, webp, txt, csv, docx, xlsx, pptx,
    /// odt, ods, odp, eml, vcf or ics; the bytes must agree. Pictures are drawn anew, without what a camera wrote beside
    /// them.
    #[oai(path = "/files", method = "post", operation_id = "file.create")]
    #[expect(
        clippy::too_many_arguments,
        reason = "each is a part of the request, by its name in the description"
    )]
    async fn create(
        &self,
        cx: Cx,
        /// The number of the contact, company, lead, deal or task.
        about_id: Query<Number>,
        /// The file's name.
        name: Query<Text<200>>,
        /// A random text of your own for this request.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<Text<160>>>,
        body: Binary<Body>,
    ) -> poem::Result<Added<FileRecord>> {
        let about = SubjectId::new(about_id.0.0);
        let rules = rules(&cx.machines);
        cx.read(|view| require_room(view, about, &rules))?;
        let (source, workspace) = (body.0.into_async_read(), cx.actor().workspace);
        let examined = take_in(&cx.machines, workspace, &name.0.0, source).await?;
        let kept = keep(&cx.machines, workspace, vec![examined]).await?;
        let [arrived] = &kept[..] else { return Err(Error::internal("a file was lost").into()) };
        let (arrived, blobs) = (arrived.clone(), blobs(&cx.machines, workspace));
        let fields = Fields::new()
            .with("about_id", about.to_string())
            .with("name", arrived.name.to_string())
            .with("file", arrived.blob.hash.to_string());
        let run = move |tx: &Tx| {
            let place = require(tx, about)?.place;
            Ok(actions::add(tx, place, &arrived, (&rules, &blobs))?.to_string())
        };
        let id: FileId = match payload::once(&cx, key.0, &fields, run).await {
            Ok(id) => id.parse()?,
            Err(error) => {
                give_up(&cx.machines, cx.actor(), kept).await?;
                return Err(error.into());
            }
        };
        let (file, _) = cx.read(|view| find(view, id))?;
        let (etag, location) = (payload::etag(file.version), format!("/api/v1/files/{id}"));
        Ok(Added::New(Json(record(file)), etag, location))
    }

    /// Read what is known of a file
    #[oai(path = "/files/:id", method = "get", operation_id = "file.show")]
    async fn show(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<FileRecord>> {
        let (file, _) = cx.read(|view| find(view, of(id)))?;
        let etag = payload::etag(file.version);
        Ok(Shown::Now(Json(record(file)), etag))
    }

    /// Fetch a file
    ///
    /// A file that the virus scanner has not seen yet, or in which it found something, is a conflict.
    #[oai(path = "/files/:id/content", method = "get", operation_id = "file.content")]
    async fn content(&self, cx: Cx, id: Path<Number>) -> poem::Result<Content> {
        let id = of(id);
        let fetched: Result<_> = cx.read(|view| {
            let (file, _) = find(view, id)?;
            file.require_ready()?;
            Ok((file, store::blob_of(view, id)?))
        });
        let (file, blob) = fetched?;
        let bytes = blobs(&cx.machines, cx.actor().workspace).open(blob.hash)?;
        let name = attachment::disposition(&file.name.to_string());
        Ok(Content::Sent(Binary(attachment::body(bytes)), name, attachment::SANDBOX.to_owned()))
    }

    /// Remove a file
    ///
    /// People can take that back for 30 days. `If-Match` may name the version that is meant.
    #[oai(path = "/files/:id", method = "delete", operation_id = "file.remove")]
    async fn remove(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> poem::Result<Gone> {
        let id = of(id);
        let run = move |tx: &Tx| {
            let (file, _) = find_mine(tx, id)?;
            payload::matches(if_match.0.as_deref(), file.version)?;
            actions::remove(tx, id)
        };
        cx.write(run).await?;
        Ok(Gone::Removed)
    }
}

fn of(id: Path<Number>) -> FileId {
    FileId::new(id.0.0)
}

fn record(file: File) -> FileRecord {
    FileRecord {
        id: file.id.number(),
        about_id: file.about.number(),
        media_type: file.kind().media_type().to_owned(),
        name: file.name.to_string(),
        size: i64::try_from(file.size).unwrap_or(i64::MAX),
        state: Word(file.state),
        version: file.version,
        created_at: Moment(file.created_at),
        created_by: file.created_by.map(|member| member.number()),
        updated_at: Moment(file.updated_at),
    }
}
