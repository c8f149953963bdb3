//! Tags for programs.

use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::store;
use crate::web::Cx;
use crate::web::payload::Tag;

/// The operations on tags.
pub struct Tags;

/// Every tag.
#[derive(Debug, Object)]
pub struct TagList {
    /// By name, at most 500.
    data: Vec<String>,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Workspace")]
impl Tags {
    /// List the tags that were ever used
    #[oai(path = "/tags", method = "get", operation_id = "tag.list")]
    async fn list(&self, cx: Cx) -> poem::Result<Json<TagList>> {
        let tags = cx.read(store::list)?;
        Ok(Json(TagList { data: tags.into_iter().map(|tag| tag.name).collect() }))
    }
}
