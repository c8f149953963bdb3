//! The lists of companies.

use rusqlite::{ToSql, named_params};

use super::super::model::{Filter, Line, SortBy};
use crate::base::listing::{Count, Mark, Page, Paging, Thrown, Value};
use crate::base::{At, CompanyId, Result, SubjectId, SubjectKind};
use crate::crm::owners::OwnerFilter;
use crate::crm::tags;
use crate::crm::views::{self, List};
use crate::platform::View;
use crate::platform::db::Row;

/// What a line shows; `{key}` is the sort column, `{hint}` the index to walk.
macro_rules! select {
    () => {
        "SELECT company.id, company.name, company.owner_id, company.created_at, company.updated_at, company.trashed_at,
                company.version, {key} AS key,
                (SELECT value
                 FROM contact_point
                 WHERE workspace_id = company.workspace_id AND subject_id = company.id AND kind = 'email'
                 ORDER BY position
                 LIMIT 1) AS email,
                (SELECT value
                 FROM contact_point
                 WHERE workspace_id = company.workspace_id AND subject_id = company.id AND kind = 'phone'
                 ORDER BY position
                 LIMIT 1) AS phone,
                (SELECT value
                 FROM contact_point
                 WHERE workspace_id = company.workspace_id AND subject_id = company.id AND kind = 'domain'
                 ORDER BY position
                 LIMIT 1) AS domain
         FROM company {hint}
         WHERE company.workspace_id = :workspace
           AND {filter}
           AND {condition}
         ORDER BY {key} {direction}, company.id {direction}
         LIMIT :limit"
    };
}

/// One page of the companies in use.
pub fn list(view: &View, filter: &Filter, paging: &Paging<SortBy>) -> Result<Page<Line>> {
    let bounds = Bounds::of(view, filter)?;
    let (value, id) = paging.mark().map(|mark| (&mark.value, mark.id)).unzip();
    let mut params = bounds.params();
    let limit = paging.limit();
    params.extend([(":value", &value as &dyn ToSql), (":id", &id), (":limit", &limit)]);
    let rows = view.all(&statement(filter, paging, bounds.few), params.as_slice(), line)?;
    let mut page = paging.page(rows, mark);
    add_tags(view, &mut page.rows)?;
    Ok(page)
}

/// One page of the trash, the last thrown away first.
pub fn list_trash(view: &View, paging: &Paging<Thrown>) -> Result<Page<Line>> {
    let sql = format!(
        select!(),
        key = "company.trashed_at",
        hint = "",
        filter = "company.live = 0
           AND NOT EXISTS (SELECT 1
                           FROM merge
                           WHERE merge.workspace_id = company.workspace_id AND merge.subject_id = company.id)",
        condition = paging.condition("company.trashed_at", "company.id"),
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

/// How many companies in use the filter lets through: exactly without filters, up to a bound with them.
pub fn count(view: &View, filter: &Filter) -> Result<Count> {
    if *filter == Filter::default() {
        let all = view.maybe(
            "SELECT live
             FROM tally
             WHERE workspace_id = :workspace
               AND kind = :kind",
            named_params! { ":workspace": view.workspace(), ":kind": SubjectKind::Company },
            |row| row.get("live"),
        )?;
        return Ok(Count::Exactly(all.unwrap_or(0)));
    }
    let bounds = Bounds::of(view, filter)?;
    views::store::count(
        view,
        List::Companies,
        bounds.few.unwrap_or_else(|| by_text(filter)),
        &condition(filter),
        bounds.params(),
    )
}

/// The numbers of the companies that the filter lets through, after that one, rising; at most `limit`: exports walk by it.
pub fn ids_after(view: &View, filter: &Filter, after: CompanyId, limit: i64) -> Result<Vec<CompanyId>> {
    let bounds = Bounds::of(view, filter)?;
    views::store::ids_after(view, List::Companies, &condition(filter), bounds.params(), (after, limit))
}

/// The sources that companies came from, by name; at most 100.
pub fn sources(view: &View) -> Result<Vec<String>> {
    view.all(
        // From each source to the next one: there are few of them, and many records of each.
        "WITH RECURSIVE known (source) AS (
           SELECT min(company.source)
           FROM company
           WHERE company.workspace_id = :workspace
             AND company.source > ''
           UNION ALL
           SELECT (SELECT min(company.source)
                   FROM company
                   WHERE company.workspace_id = :workspace
                     AND company.source > known.source)
           FROM known
           WHERE known.source IS NOT NULL
         )
         SELECT source
         FROM known
         WHERE source IS NOT NULL
         LIMIT 100",
        named_params! { ":workspace": view.workspace() },
        |row| row.get("source"),
    )
}

/// Companies that have been in the trash since before `before`; at most `limit`. What was merged into another goes with that
/// one, and that one stays as long as the two can be taken apart. Whom papers name stays for as long as they do.
pub fn list_due(view: &View, before: At, limit: i64) -> Result<Vec<CompanyId>> {
    view.all(
        "SELECT id
         FROM company
         WHERE workspace_id = :workspace
           AND live = 0
           AND trashed_at < :before
           AND NOT EXISTS (SELECT 1
                           FROM merge
                           WHERE merge.workspace_id = company.workspace_id AND merge.subject_id = company.id)
           AND NOT EXISTS (SELECT 1
                           FROM merge
                           JOIN change_set
                             ON change_set.workspace_id = merge.workspace_id AND change_set.id = merge.change_set_id
                           WHERE merge.workspace_id = company.workspace_id
                             AND merge.into_id = company.id
                             AND change_set.undo_until >= :now)
           AND NOT EXISTS (SELECT 1
                           FROM invoice
                           WHERE invoice.workspace_id = company.workspace_id AND invoice.customer_id = company.id)
           AND NOT EXISTS (SELECT 1
                           FROM quote
                           WHERE quote.workspace_id = company.workspace_id AND quote.customer_id = company.id)
           AND NOT EXISTS (SELECT 1
                           FROM payment
                           WHERE payment.workspace_id = company.workspace_id AND payment.customer_id = company.id)
         ORDER BY trashed_at
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":before": before, ":now": view.now(), ":limit": limit },
        |row| row.get("id"),
    )
}

/// The statement of a list. Without a filter of its own index, the list walks the index of its sort.
pub(in crate::crm) fn statement(
    filter: &Filter,
    paging: &Paging<SortBy>,
    few: Option<&'static str>,
) -> String {
    let (key, index) = match paging.sort {
        SortBy::Name | SortBy::NameDown => ("company.name_sort", "INDEXED BY company_by_name"),
        SortBy::Changed | SortBy::ChangedUp => ("company.updated_at", "INDEXED BY company_by_change"),
        SortBy::Added | SortBy::AddedUp => ("company.created_at", "INDEXED BY company_by_age"),
    };
    format!(
        select!(),
        key = key,
        hint = few.unwrap_or_else(|| if filter.is_plain() { index } else { hint(filter, paging.sort) }),
        filter = condition(filter),
        condition = paging.condition(key, "company.id"),
        direction = paging.direction(),
    )
}

/// What a text finds is looked up by its numbers, at most some hundreds, and put in order then.
fn by_text(filter: &Filter) -> &'static str {
    if filter.text.is_empty() { "" } else { "NOT INDEXED" }
}

/// Owners and sources have indexes in the order of the list, in which both are. SQLite would rather find a time by
/// another one, which may be all times, and then have thousands to sort.
fn hint(filter: &Filter, sort: SortBy) -> &'static str {
    if filter.tag.is_some() || !filter.text.is_empty() {
        return by_text(filter);
    }
    match (filter.source.is_empty(), filter.owner != OwnerFilter::Any, sort) {
        (false, _, SortBy::Name | SortBy::NameDown) => "INDEXED BY company_source",
        (true, true, SortBy::Name | SortBy::NameDown) => "INDEXED BY company_owner",
        _ => "",
    }
}

fn condition(filter: &Filter) -> String {
    let rules = views::store::condition(List::Companies, &filter.rules);
    let mut parts = vec!["company.live = 1"];
    match filter.owner {
        OwnerFilter::Any => {}
        OwnerFilter::Nobody => parts.push("company.owner_id IS NULL"),
        OwnerFilter::Member(_) => parts.push("company.owner_id = :owner"),
    }
    if filter.tag.is_some() {
        parts.push(
            "company.id IN (SELECT subject_id FROM tagging WHERE workspace_id = :workspace AND tag_id = :tag)",
        );
    }
    if !filter.source.is_empty() {
        parts.push("company.source = :source");
    }
    if !filter.text.is_empty() {
        parts.push("company.id IN (SELECT value FROM json_each(:found))");
    }
    if filter.changed_since.is_some() {
        parts.push("company.updated_at >= :changed_since");
    }
    parts.extend(rules.as_deref());
    parts.join("\n           AND ")
}

/// See [`views::store::few`]; what finds little by itself asks for no such index.
fn few(view: &View, filter: &Filter, rules: &views::store::Bound) -> Result<Option<&'static str>> {
    if !filter.text.is_empty() || filter.tag.is_some() {
        return Ok(None);
    }
    views::store::few(view, List::Companies, &filter.rules, rules)
}

/// The values that a filter binds.
struct Bounds<'f> {
    filter: &'f Filter,
    workspace: crate::base::WorkspaceId,
    owner: Option<crate::base::MemberId>,
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
        let found = views::store::found(view, &filter.text)?;
        let rules = views::store::bound(view, &filter.rules)?;
        let few = few(view, filter, &rules)?;
        Ok(Bounds { filter, workspace: view.workspace(), owner, found, rules, few })
    }

    fn params(&self) -> views::store::Params<'_> {
        let mut params: views::store::Params = vec![(":workspace", &self.workspace)];
        if self.owner.is_some() {
            params.push((":owner", &self.owner));
        }
        if self.filter.tag.is_some() {
            params.push((":tag", &self.filter.tag));
        }
        if !self.filter.source.is_empty() {
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

fn add_tags(view: &View, lines: &mut [Line]) -> Result<()> {
    let subjects: Vec<SubjectId> = lines.iter().map(|line| line.id.subject()).collect();
    for (subject, tag) in tags::store::of_many(view, &subjects)? {
        if let Some(line) = lines.iter_mut().find(|line| line.id.subject() == subject) {
            line.tags.push(tag);
        }
    }
    Ok(())
}

fn mark(line: &Line) -> Mark {
    Mark { value: line.key.clone(), id: line.id.number() }
}

pub(super) fn line(row: &Row) -> rusqlite::Result<Line> {
    Ok(Line {
        id: row.get("id")?,
        name: row.get("name")?,
        domain: row.get::<_, Option<String>>("domain")?.unwrap_or_default(),
        email: row.get::<_, Option<String>>("email")?.unwrap_or_default(),
        phone: row.get::<_, Option<String>>("phone")?.unwrap_or_default(),
        owner: row.get("owner_id")?,
        tags: Vec::new(),
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        trashed_at: row.get("trashed_at")?,
        version: row.get("version")?,
        key: row.get::<_, Value>("key")?,
    })
}
