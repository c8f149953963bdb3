//! Notices for programs.

use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::model::{Notice, NoticeKind};
use super::{actions, store};
use crate::base::{Error, NoticeId, SubjectKind};
use crate::web::Cx;
use crate::web::payload::{self, Limit, Moment, Number, Page, Tag, Word};

/// The operations on notices.
pub struct Notices;

/// Something that the member behind the token was told.
#[derive(Debug, Object)]
#[oai(rename = "Notice")]
pub struct NoticeRecord {
    /// The notice's number.
    id: i64,
    /// Of what they were told.
    kind: Word<NoticeKind>,
    /// The record that it is about, by number.
    #[oai(skip_serializing_if_is_none)]
    about_id: Option<i64>,
    /// What that is.
    #[oai(skip_serializing_if_is_none)]
    about_kind: Option<Word<SubjectKind>>,
    /// The member who caused it; absent: Kantora itself.
    #[oai(skip_serializing_if_is_none)]
    actor_id: Option<i64>,
    /// The title or name of the record as it was then.
    detail: String,
    /// When.
    at: Moment,
    /// When it was read; absent: it is unread.
    #[oai(skip_serializing_if_is_none)]
    read_at: Option<Moment>,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Notices")]
impl Notices {
    /// List your notices
    ///
    /// Those of the member behind the token, read and unread ones, by rising number; they are kept for 90 days.
    #[oai(path = "/notices", method = "get", operation_id = "notice.list")]
    async fn list(
        &self,
        cx: Cx,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
        /// Records on a page.
        limit: Query<Option<Limit>>,
    ) -> poem::Result<Json<Page<NoticeRecord>>> {
        let member = cx.actor().member.ok_or(Error::Forbidden)?;
        let walk = payload::Walk::new("notices", None, cursor.0.as_deref(), limit.0)?;
        let found = cx
            .read(|view| store::list_after(view, member, NoticeId::new(walk.after), walk.rows()))?
            .into_iter();
        Ok(Json(walk.page(found.map(record).collect(), |notice| notice.id)))
    }

    /// Lay a notice aside
    ///
    /// It counts as read from then on. One that was read already stays as it is.
    #[oai(path = "/notices/:id/read", method = "post", operation_id = "notice.read")]
    async fn read(&self, cx: Cx, id: Path<Number>) -> poem::Result<Json<NoticeRecord>> {
        let id = NoticeId::new(id.0.0);
        cx.write(move |tx| actions::read(tx, id)).await?;
        Ok(Json(cx.read(|view| store::find(view, id)).map(record)?))
    }
}

fn record(notice: Notice) -> NoticeRecord {
    NoticeRecord {
        id: notice.id.number(),
        kind: Word(notice.kind),
        about_id: notice.about.map(|(subject, _)| subject.number()),
        about_kind: notice.about.map(|(_, kind)| Word(kind)),
        actor_id: notice.actor.map(|(member, _)| member.number()),
        detail: notice.detail,
        at: Moment(notice.at),
        read_at: notice.read_at.map(Moment),
    }
}
