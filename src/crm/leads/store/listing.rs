//! The lists of leads.

use rusqlite::{ToSql, named_params};

use super::super::model::{Filter, Line, Short, SortBy, Which};
use crate::base::listing::{Count, Mark, Page, Paging, Thrown};
use crate::base::{LeadId, MemberId, Result, SubjectId, WorkspaceId};
use crate::crm::owners::OwnerFilter;
use crate::crm::views::{self, List};
use crate::platform::View;
use crate::platform::db::{Row, coded};

/// What a line shows; `{key}` is the sort column, `{hint}` the index to walk.
macro_rules! select {
    () => {
        "SELECT lead.id, lead.name, lead.company, lead.email, source.name AS source, lead.state, lead.owner_id,
                lead.created_at, lead.trashed_at, lead.version, {key} AS key
         FROM lead {hint}
         LEFT JOIN lead_label AS source ON source.workspace_id = lead.workspace_id AND source.id = lead.source_id
         WHERE lead.workspace_id = :workspace
           AND {filter}
           AND {condition}
         ORDER BY {key} {direction}, lead.id {direction}
         LIMIT :limit"
    };
}

/// One page of the leads in use.
pub fn list(view: &View, filter: &Filter, paging: &Paging<SortBy>) -> Result<Page<Line>> {
    let bounds = Bounds::of(view, filter)?;
    let (value, id) = paging.mark().map(|mark| (&mark.value, mark.id)).unzip();
    let mut params = bounds.params();
    let limit = paging.limit();
    params.extend([(":value", &value as &dyn ToSql), (":id", &id), (":limit", &limit)]);
    let rows = view.all(&statement(filter, paging, bounds.few), params.as_slice(), line)?;
    Ok(paging.page(rows, mark))
}

/// One page of the trash, the last thrown away first.
pub fn list_trash(view: &View, paging: &Paging<Thrown>) -> Result<Page<Line>> {
    let sql = format!(
        select!(),
        key = "lead.trashed_at",
        hint = "",
        filter = "lead.live = 0",
        condition = paging.condition("lead.trashed_at", "lead.id"),
        direction = paging.direction(),
    );
    let rows = view.all(
        &sql,
        named_params! {
            ":workspace": view.workspace(),
            ":value": paging.mark().map(|mark| &mark.value),
            ":id": paging.mark().map(|mark| mark.id),
            ":limit": paging.limit(),
        },
        line,
    )?;
    Ok(paging.page(rows, mark))
}

/// How many leads in use the filter lets through, up to a bound.
pub fn count(view: &View, filter: &Filter) -> Result<Count> {
    let bounds = Bounds::of(view, filter)?;
    views::store::count(
        view,
        List::Leads,
        bounds.few.unwrap_or_else(|| by_text(filter)),
        &condition(filter),
        bounds.params(),
    )
}

/// The numbers of the leads that the filter lets through, after that one, rising; at most `limit`: programs walk by it.
pub fn ids_after(view: &View, filter: &Filter, after: LeadId, limit: i64) -> Result<Vec<LeadId>> {
    let bounds = Bounds::of(view, filter)?;
    views::store::ids_after(view, List::Leads, &condition(filter), bounds.params(), (after, limit))
}

/// Those of the subjects that are leads in use, in the order of the question.
pub fn lines(view: &View, subjects: &[SubjectId]) -> Result<Vec<Short>> {
    view.all(
        "SELECT lead.id, lead.name, lead.company, lead.email
         FROM json_each(:subjects) AS wanted
         CROSS JOIN lead ON lead.workspace_id = :workspace AND lead.id = wanted.value AND lead.live = 1
         ORDER BY wanted.key",
        named_params! { ":workspace": view.workspace(), ":subjects": serde_json::to_string(subjects)? },
        |row| {
            Ok(Short {
                id: row.get("id")?,
                name: row.get("name")?,
                company: row.get("company")?,
                email: row.get("email")?,
            })
        },
    )
}

/// The statement of a list: it walks an index in the order of the list.
pub(in crate::crm) fn statement(
    filter: &Filter,
    paging: &Paging<SortBy>,
    few: Option<&'static str>,
) -> String {
    let key = match paging.sort {
        SortBy::Name | SortBy::NameDown => "lead.name_sort",
        SortBy::Changed | SortBy::ChangedUp => "lead.updated_at",
        SortBy::Added | SortBy::AddedUp => "lead.created_at",
    };
    format!(
        select!(),
        key = key,
        hint = few.unwrap_or_else(|| if filter.text.is_empty() {
            index(filter, paging.sort)
        } else {
            by_text(filter)
        }),
        filter = condition(filter),
        condition = paging.condition(key, "lead.id"),
        direction = paging.direction(),
    )
}

/// What a text finds is looked up by its numbers, at most some hundreds, and put in order then.
fn by_text(filter: &Filter) -> &'static str {
    if filter.text.is_empty() { "" } else { "NOT INDEXED" }
}

/// The index in the order of the list that leaves the fewest leads to look at.
fn index(filter: &Filter, sort: SortBy) -> &'static str {
    match (sort, filter.which) {
        (SortBy::Added | SortBy::AddedUp, Which::All) => "INDEXED BY lead_all_by_age",
        (SortBy::Added | SortBy::AddedUp, _) if filter.owner != OwnerFilter::Any => "INDEXED BY lead_owner",
        (SortBy::Added | SortBy::AddedUp, _) if filter.source.is_some() => "INDEXED BY lead_source",
        (SortBy::Added | SortBy::AddedUp, _) => "INDEXED BY lead_by_age",
        (SortBy::Changed | SortBy::ChangedUp, Which::All) => "INDEXED BY lead_all_by_change",
        (SortBy::Changed | SortBy::ChangedUp, _) => "INDEXED BY lead_by_change",
        (SortBy::Name | SortBy::NameDown, Which::All) => "INDEXED BY lead_all_by_name",
        (SortBy::Name | SortBy::NameDown, _) => "INDEXED BY lead_by_name",
    }
}

fn condition(filter: &Filter) -> String {
    let rules = views::store::condition(List::Leads, &filter.rules);
    let mut parts = vec!["lead.live = 1"];
    match filter.which {
        Which::All => {}
        Which::Open => parts.push("lead.open = 1"),
        Which::In(state) if state.is_open() => parts.push("lead.open = 1 AND lead.state = :state"),
        Which::In(_) => parts.push("lead.open = 0 AND lead.state = :state"),
    }
    match filter.owner {
        OwnerFilter::Any => {}
        OwnerFilter::Nobody => parts.push("lead.owner_id IS NULL"),
        OwnerFilter::Member(_) => parts.push("lead.owner_id = :owner"),
    }
    if filter.source.is_some() {
        parts.push("lead.source_id = :source");
    }
    if !filter.text.is_empty() {
        parts.push("lead.id IN (SELECT value FROM json_each(:found))");
    }
    if filter.changed_since.is_some() {
        parts.push("lead.updated_at >= :changed_since");
    }
    parts.extend(rules.as_deref());
    parts.join("\n           AND ")
}

/// See [`views::store::few`]; what finds little by itself asks for no such index.
fn few(view: &View, filter: &Filter, rules: &views::store::Bound) -> Result<Option<&'static str>> {
    if !filter.text.is_empty() {
        return Ok(None);
    }
    views::store::few(view, List::Leads, &filter.rules, rules)
}

/// The values that a filter binds.
struct Bounds<'f> {
    filter: &'f Filter,
    workspace: WorkspaceId,
    state: Option<&'static str>,
    owner: Option<MemberId>,
    found: String,
    rules: views::store::Bound,
    /// The index of what is looked for first, if that is little.
    few: Option<&'static str>,
}

impl<'f> Bounds<'f> {
    fn of(view: &View, filter: &'f Filter) -> Result<Bounds<'f>> {
        let owner = match filter.owner {
            OwnerFilter::Member(member) => Some(member),
            OwnerFilter::Any | OwnerFilter::Nobody => None,
        };
        let state = match filter.which {
            Which::In(state) => Some(state.code()),
            Which::Open | Which::All => None,
        };
        let found = views::store::found(view, &filter.text)?;
        let rules = views::store::bound(view, &filter.rules)?;
        let few = few(view, filter, &rules)?;
        Ok(Bounds { filter, workspace: view.workspace(), state, owner, found, rules, few })
    }

    fn params(&self) -> views::store::Params<'_> {
        let mut params: views::store::Params = vec![(":workspace", &self.workspace)];
        if self.state.is_some() {
            params.push((":state", &self.state));
        }
        if self.owner.is_some() {
            params.push((":owner", &self.owner));
        }
        if self.filter.source.is_some() {
            params.push((":source", &self.filter.source));
        }
        if !self.filter.text.is_empty() {
            params.push((":found", &self.found));
        }
        if self.filter.changed_since.is_some() {
            params.push((":changed_since", &self.filter.changed_since));
        }
        params.extend(self.rules.params());
        params
    }
}

fn mark(line: &Line) -> Mark {
    Mark { value: line.key.clone(), id: line.id.number() }
}

fn line(row: &Row) -> rusqlite::Result<Line> {
    Ok(Line {
        id: row.get("id")?,
        name: row.get("name")?,
        company: row.get("company")?,
        email: row.get("email")?,
        source: row.get::<_, Option<String>>("source")?.unwrap_or_default(),
        state: coded(row, "state")?,
        owner: row.get("owner_id")?,
        created_at: row.get("created_at")?,
        trashed_at: row.get("trashed_at")?,
        version: row.get("version")?,
        key: row.get("key")?,
    })
}
