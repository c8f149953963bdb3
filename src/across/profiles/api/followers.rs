//! Who follows a record, for programs.

use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::super::store::look;
use crate::base::{Result, SubjectId};
use crate::crm::{followers, subjects};
use crate::platform::Tx;
use crate::web::Cx;
use crate::web::payload::{Number, Tag};

/// The operations on followers.
pub struct Followers;

/// Who is told of new notes about a record.
#[derive(Debug, Object)]
#[oai(rename = "Followers")]
pub struct FollowersRecord {
    /// The members, in the order in which they began to follow.
    member_ids: Vec<i64>,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Notices")]
impl Followers {
    /// List who follows a contact, a company, a lead or a deal
    #[oai(path = "/records/:id/followers", method = "get", operation_id = "follower.list")]
    async fn list(&self, cx: Cx, id: Path<Number>) -> poem::Result<Json<FollowersRecord>> {
        Ok(Json(shown(&cx, SubjectId::new(id.0.0))?))
    }

    /// Follow a contact, a company, a lead or a deal
    ///
    /// The member behind the token is told of new notes about it. Whoever follows already goes on.
    #[oai(path = "/records/:id/follow", method = "post", operation_id = "follower.follow")]
    async fn follow(&self, cx: Cx, id: Path<Number>) -> poem::Result<Json<FollowersRecord>> {
        turn(&cx, SubjectId::new(id.0.0), followers::actions::follow).await
    }

    /// Follow it no more
    #[oai(path = "/records/:id/unfollow", method = "post", operation_id = "follower.unfollow")]
    async fn unfollow(&self, cx: Cx, id: Path<Number>) -> poem::Result<Json<FollowersRecord>> {
        turn(&cx, SubjectId::new(id.0.0), followers::actions::unfollow).await
    }
}

async fn turn(
    cx: &Cx,
    id: SubjectId,
    act: fn(&Tx, SubjectId) -> Result<()>,
) -> poem::Result<Json<FollowersRecord>> {
    let run = move |tx: &Tx| {
        let id = subjects::store::present(tx, id)?;
        look(tx, id)?;
        act(tx, id)?;
        Ok(id)
    };
    let id = cx.write(run).await?;
    Ok(Json(shown(cx, id)?))
}

fn shown(cx: &Cx, id: SubjectId) -> Result<FollowersRecord> {
    let members = cx.read(|view| {
        let id = subjects::store::present(view, id)?;
        look(view, id)?;
        followers::store::list(view, id)
    })?;
    Ok(FollowersRecord { member_ids: members.into_iter().map(|member| member.number()).collect() })
}
