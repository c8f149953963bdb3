//! Packs for programs.

use poem::Body;
use poem_openapi::param::{Header, Path};
use poem_openapi::payload::{Binary, Json};
use poem_openapi::{ApiResponse, Object, OpenApi};

use super::actions;
use super::model::{Pack, Range, State};
use crate::base::{Fields, PackId};
use crate::platform::Tx;
use crate::platform::blobs::Blobs;
use crate::web::payload::{self, Added, Date, Moment, Number, Page, Shown, Tag, Text, Word};
use crate::web::{Cx, attachment};

/// The operations on packs.
pub struct Packs;

/// All papers and payments of some days in one file.
#[derive(Debug, Object)]
#[oai(rename = "Pack")]
pub struct PackRecord {
    /// The pack's number.
    id: i64,
    /// The first day.
    from: Date,
    /// The last day.
    to: Date,
    /// Whether its file can be fetched.
    state: Word<State>,
    /// How many papers are to be put in; 0 until it is begun.
    papers: i64,
    /// How many are in.
    done: i64,
    /// How many bytes its file has, once it is made.
    #[oai(skip_serializing_if_is_none)]
    size: Option<i64>,
    /// When it was asked for; it goes seven days later.
    created_at: Moment,
}

/// What a pack is made of.
#[derive(Debug, Object)]
#[oai(rename = "PackWish", deny_unknown_fields)]
struct PackBody {
    /// The first day.
    from: Date,
    /// The last day.
    to: Date,
}

/// The file of a pack.
#[derive(ApiResponse)]
enum Content {
    /// The zip
    #[oai(status = 200)]
    Sent(
        Binary<Body>,
        /// Its name.
        #[oai(header = "Content-Disposition")]
        String,
    ),
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Billing")]
impl Packs {
    /// List the packs for accountants
    ///
    /// The last hundred, by falling number.
    #[oai(path = "/packs", method = "get", operation_id = "pack.list")]
    async fn list(&self, cx: Cx) -> poem::Result<Json<Page<PackRecord>>> {
        let packs = cx.read(actions::list)?;
        Ok(Json(Page { data: packs.into_iter().map(record).collect(), next: None }))
    }

    /// Ask for a pack
    ///
    /// A zip of all papers issued and all payments made in some days: the PDF and the UBL of each paper, tables, a journal in
    /// double entry, and the proof that nothing was changed. It is made in the background: read it until its `state` is
    /// `made`. With an `Idempotency-Key` the same request is done once in 24 hours, however often it is sent.
    #[oai(path = "/packs", method = "post", operation_id = "pack.start")]
    async fn start(
        &self,
        cx: Cx,
        /// A random text of your own for this request.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<Text<160>>>,
        body: Json<PackBody>,
    ) -> poem::Result<Added<PackRecord>> {
        let fields =
            Fields::new().with("from", body.0.from.0.to_string()).with("to", body.0.to.0.to_string());
        let range = Range::parse(&fields)?;
        let run = move |tx: &Tx| Ok(actions::start(tx, range)?.to_string());
        let id: PackId = payload::once(&cx, key.0, &fields, run).await?.parse()?;
        let pack = cx.read(|view| actions::find(view, id))?;
        Ok(Added::New(Json(record(pack)), payload::etag(1), format!("/api/v1/packs/{id}")))
    }

    /// Read how far a pack has come
    #[oai(path = "/packs/:id", method = "get", operation_id = "pack.show")]
    async fn show(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<PackRecord>> {
        let pack = cx.read(|view| actions::find(view, PackId::new(id.0.0)))?;
        let etag = format!("\"{}-{}\"", pack.state.code(), pack.done);
        Ok(Shown::Now(Json(record(pack)), etag))
    }

    /// Fetch the file of a pack
    ///
    /// A conflict until it is made.
    #[oai(path = "/packs/:id/content", method = "get", operation_id = "pack.content")]
    async fn content(&self, cx: Cx, id: Path<Number>) -> poem::Result<Content> {
        let id = PackId::new(id.0.0);
        let (pack, blob) = cx.write(move |tx| actions::take(tx, id)).await?;
        let file = Blobs::new(&cx.machines.config.data, cx.actor().workspace).open(blob.hash)?;
        Ok(Content::Sent(Binary(attachment::body(file)), attachment::disposition(&pack.name())))
    }
}

fn record(pack: Pack) -> PackRecord {
    PackRecord {
        id: pack.id.number(),
        from: Date(pack.range.from),
        to: Date(pack.range.to),
        state: Word(pack.state),
        papers: pack.papers,
        done: pack.done,
        size: pack.blob.map(|blob| i64::try_from(blob.size).unwrap_or(i64::MAX)),
        created_at: Moment(pack.created_at),
    }
}
