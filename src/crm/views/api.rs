//! Views for programs.

use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};

use super::model::{Join, Leaf, List, Rules, Saved};
use super::store;
use crate::base::{Error, Fields, Result, ViewId};
use crate::web::Cx;
use crate::web::payload::{Number, Tag, Word};

/// The operations on views.
pub struct Views;

/// How conditions hold together.
#[derive(Debug, Enum)]
#[oai(rename_all = "lowercase")]
enum Match {
    /// Each must hold.
    All,
    /// One is enough.
    Any,
}

/// A condition.
#[derive(Debug, Object)]
#[oai(rename = "Condition")]
struct ConditionRecord {
    /// What is asked of the record: `owner`, `amount`, `city` …
    column: String,
    /// How: `is`, `contains`, `last` …
    operator: String,
    /// With what it is compared; two ends are joined by `..`, `me` is whoever looks.
    value: String,
}

/// What a list shows, under a name.
#[derive(Debug, Object)]
#[oai(rename = "View")]
struct ViewRecord {
    /// The view's number.
    id: i64,
    /// Of which list.
    list: Word<List>,
    /// Its name.
    name: String,
    /// The member who made it; absent: Kantora itself.
    #[oai(skip_serializing_if_is_none)]
    author_id: Option<i64>,
    /// Whether everybody in the workspace has it.
    shared: bool,
    /// The list's own filters, as its address has them.
    filters: Vec<FilterRecord>,
    /// How the conditions and the groups hold together.
    #[oai(rename = "match")]
    join: Match,
    /// The conditions outside of groups.
    conditions: Vec<ConditionRecord>,
    /// Groups of conditions that hold together the other way.
    groups: Vec<Vec<ConditionRecord>>,
    /// The order; empty: the list's first.
    sort: String,
    /// The columns beside the name; none: the list's own.
    columns: Vec<String>,
    /// Grows with every change.
    version: i64,
}

/// A filter of the list.
#[derive(Debug, Object)]
#[oai(rename = "ViewFilter")]
struct FilterRecord {
    /// Which: `owner`, `tag`, `state` …
    name: String,
    /// Its value.
    value: String,
}

/// The views that the member behind the token has.
#[derive(Debug, Object)]
pub struct ViewList {
    /// By list, then by name.
    data: Vec<ViewRecord>,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Workspace")]
impl Views {
    /// List your views
    ///
    /// Those of the member behind the token and those that are shared. The lists of contacts, companies, leads, deals and
    /// tasks take the number of one as `view`.
    #[oai(path = "/views", method = "get", operation_id = "view.list")]
    async fn list(&self, cx: Cx) -> poem::Result<Json<ViewList>> {
        let data = cx.read(|view| {
            let mut data = Vec::new();
            for list in List::ALL.iter().filter(|list| view.actor().may(list.right())) {
                data.extend(store::list_all(view, *list)?.into_iter().map(record));
            }
            Ok(data)
        })?;
        Ok(Json(ViewList { data }))
    }
}

/// What the view of that number asks of its list; nothing without a number. `NotFound` for a view of another list.
pub fn asked(cx: &Cx, list: List, view: Option<Number>) -> Result<Option<Fields>> {
    let Some(Number(id)) = view else { return Ok(None) };
    let saved = cx.read(|view| store::find(view, ViewId::new(id)))?;
    if saved.list == list { Ok(Some(saved.state.fields())) } else { Err(Error::NotFound) }
}

/// The name of a walk through a list: a mark made under one view is none under another.
pub fn walk(list: List, asked: Option<&Fields>) -> String {
    let pairs = asked.into_iter().flat_map(Fields::pairs).map(|(name, value)| format!(" {name}={value}"));
    std::iter::once(list.code().to_owned()).chain(pairs).collect()
}

fn record(saved: Saved) -> ViewRecord {
    let Rules { join, leaves, groups } = saved.state.rules;
    let condition = |leaf: &Leaf| ConditionRecord {
        column: leaf.column.code(),
        operator: leaf.op.code().to_owned(),
        value: leaf.value(),
    };
    ViewRecord {
        id: saved.id.number(),
        list: Word(saved.list),
        name: saved.name,
        author_id: saved.author.map(|author| author.number()),
        shared: saved.is_shared,
        filters: saved.state.quick.into_iter().map(|(name, value)| FilterRecord { name, value }).collect(),
        join: match join {
            Join::All => Match::All,
            Join::Any => Match::Any,
        },
        conditions: leaves.iter().map(condition).collect(),
        groups: groups.iter().map(|group| group.iter().map(condition).collect()).collect(),
        sort: saved.state.sort,
        columns: saved.state.columns.iter().map(|column| column.code()).collect(),
        version: saved.version,
    }
}
