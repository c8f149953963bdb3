//! Members for programs.

use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::model::Member;
use super::store;
use crate::base::Role;
use crate::web::Cx;
use crate::web::payload::{Moment, Tag, Word};

/// The operations on members.
pub struct Members;

/// Somebody who works here, or did.
#[derive(Debug, Object)]
#[oai(rename = "Member")]
pub struct MemberRecord {
    /// The number to which `owner_id`, `created_by` and `updated_by` refer.
    id: i64,
    /// The person's name.
    name: String,
    /// The person's address.
    email: String,
    /// What they may do.
    role: Word<Role>,
    /// Whether they still work here.
    active: bool,
    /// Since when they do.
    created_at: Moment,
}

/// Everybody.
#[derive(Debug, Object)]
pub struct MemberList {
    /// Those who still work here first, by name.
    data: Vec<MemberRecord>,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Workspace")]
impl Members {
    /// List who works here
    #[oai(path = "/members", method = "get", operation_id = "member.list")]
    async fn list(&self, cx: Cx) -> poem::Result<Json<MemberList>> {
        let members = cx.read(store::list)?;
        Ok(Json(MemberList { data: members.into_iter().map(record).collect() }))
    }
}

fn record(member: Member) -> MemberRecord {
    MemberRecord {
        id: member.id.number(),
        name: member.name,
        email: member.email,
        role: Word(member.role),
        active: member.is_active,
        created_at: Moment(member.created_at),
    }
}
