//! The lists of deals.

use rusqlite::{ToSql, named_params};

use super::super::model::{Deal, Filter, SortBy, StateFilter};
use super::{deal, select, with_people};
use crate::base::listing::{Count, Mark, Page, Paging, Thrown, Value};
use crate::base::{At, Day, DealId, MemberId, Result, WorkspaceId};
use crate::crm::owners::OwnerFilter;
use crate::crm::views::{self, List};
use crate::platform::View;
use crate::workspace::settings;

/// One page of the deals in use.
pub fn list(view: &View, filter: &Filter, paging: &Paging<SortBy>) -> Result<Page<Deal>> {
    let bounds = Bounds::of(view, filter)?;
    let (value, id) = paging.mark().map(|mark| (&mark.value, mark.id)).unzip();
    let mut params = bounds.params();
    let limit = paging.limit();
    params.extend([(":value", &value as &dyn ToSql), (":id", &id), (":limit", &limit)]);
    let rows = view.all(&statement(filter, paging, bounds.few), params.as_slice(), deal)?;
    let page = paging.page(rows, |deal| paging.sort.mark(deal));
    Ok(Page { rows: with_people(view, page.rows)?, newer: page.newer, older: page.older })
}

/// Those of the filter's deals that are open, what should be won soonest first; at most `limit`.
pub fn list_open_of(view: &View, filter: &Filter, limit: usize) -> Result<Vec<Deal>> {
    let open = Filter { state: StateFilter::Open, ..filter.clone() };
    let mut deals = list(view, &open, &Paging::start(SortBy::Close))?.rows;
    deals.truncate(limit);
    Ok(deals)
}

/// One page of the trash, the last thrown away first.
pub fn list_trash(view: &View, paging: &Paging<Thrown>) -> Result<Page<Deal>> {
    let sql = format!(
        select!(
            "FROM deal
             LEFT JOIN company ON company.workspace_id = deal.workspace_id AND company.id = deal.company_id
             WHERE deal.workspace_id = :workspace
               AND deal.live = 0
               AND {condition}
             ORDER BY deal.trashed_at {direction}, deal.id {direction}
             LIMIT :limit"
        ),
        condition = paging.condition("deal.trashed_at", "deal.id"),
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
        deal,
    )?;
    Ok(paging.page(rows, |deal| Mark {
        value: Value::Number(deal.trashed_at.map_or(0, |at| at.0)),
        id: deal.id.number(),
    }))
}

/// How many deals in use the filter lets through, up to a bound.
pub fn count(view: &View, filter: &Filter) -> Result<Count> {
    let bounds = Bounds::of(view, filter)?;
    views::store::count(
        view,
        List::Deals,
        bounds.few.unwrap_or_else(|| narrow_hint(filter)),
        &condition(filter),
        bounds.params(),
    )
}

/// The numbers of the deals that the filter lets through, after that one, rising; at most `limit`: programs walk by it.
pub fn ids_after(view: &View, filter: &Filter, after: DealId, limit: i64) -> Result<Vec<DealId>> {
    let bounds = Bounds::of(view, filter)?;
    views::store::ids_after(view, List::Deals, &condition(filter), bounds.params(), (after, limit))
}

/// Deals in use of one of these names, as lists order them: (name, deal), the oldest first.
pub fn named(view: &View, names: &[&str]) -> Result<Vec<(String, DealId)>> {
    view.all(
        "SELECT deal.name_sort, deal.id
         FROM json_each(:names) AS wanted
         CROSS JOIN deal INDEXED BY deal_by_name ON deal.workspace_id = :workspace
           AND deal.live = 1
           AND deal.name_sort = wanted.value
         ORDER BY deal.id",
        named_params! { ":workspace": view.workspace(), ":names": serde_json::to_string(names)? },
        |row| Ok((row.get("name_sort")?, row.get("id")?)),
    )
}

/// The sources that deals came from, by name; at most 100.
pub fn sources(view: &View) -> Result<Vec<String>> {
    view.all(
        // From each source to the next one: there are few of them, and many deals of each.
        "WITH RECURSIVE known (source) AS (
           SELECT min(deal.source)
           FROM deal
           WHERE deal.workspace_id = :workspace
             AND deal.live = 1
             AND deal.source > ''
           UNION ALL
           SELECT (SELECT min(deal.source)
                   FROM deal
                   WHERE deal.workspace_id = :workspace
                     AND deal.live = 1
                     AND deal.source > known.source)
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

/// Deals that have been in the trash since before `before`; at most `limit`. What papers name stays for as long as they do.
pub fn list_due(view: &View, before: At, limit: i64) -> Result<Vec<DealId>> {
    view.all(
        "SELECT id
         FROM deal
         WHERE workspace_id = :workspace
           AND live = 0
           AND trashed_at < :before
           AND NOT EXISTS (SELECT 1
                           FROM invoice
                           WHERE invoice.workspace_id = deal.workspace_id AND invoice.deal_id = deal.id)
           AND NOT EXISTS (SELECT 1
                           FROM quote
                           WHERE quote.workspace_id = deal.workspace_id AND quote.deal_id = deal.id)
         ORDER BY trashed_at
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":before": before, ":limit": limit },
        |row| row.get("id"),
    )
}

/// The statement of a list: it walks an index in the order of the list.
pub(in crate::crm) fn statement(
    filter: &Filter,
    paging: &Paging<SortBy>,
    few: Option<&'static str>,
) -> String {
    let (key, index) = match paging.sort {
        SortBy::Close | SortBy::CloseDown => match filter.owner {
            OwnerFilter::Any => ("deal.close_sort", "deal_by_close"),
            OwnerFilter::Nobody | OwnerFilter::Member(_) => ("deal.close_sort", "deal_owner"),
        },
        SortBy::Name | SortBy::NameDown => ("deal.name_sort", "deal_by_name"),
        SortBy::Changed | SortBy::ChangedUp => ("deal.updated_at", "deal_by_change"),
        SortBy::Added | SortBy::AddedUp => ("deal.created_at", "deal_by_age"),
    };
    format!(
        select!(
            "FROM deal {hint}
             LEFT JOIN company ON company.workspace_id = deal.workspace_id AND company.id = deal.company_id
             WHERE deal.workspace_id = :workspace
               AND {filter}
               AND {condition}
             ORDER BY {key} {direction}, deal.id {direction}
             LIMIT :limit"
        ),
        key = key,
        hint = match (few, narrow_hint(filter), is_narrow(filter)) {
            (Some(few), ..) => few.to_owned(),
            (None, "", false) => format!("INDEXED BY {index}"),
            (None, hint, _) => hint.to_owned(),
        },
        filter = condition(filter),
        condition = paging.condition(key, "deal.id"),
        direction = paging.direction(),
    )
}

/// Whether the filter leaves so few deals that an index of its own finds them sooner than the order of the list.
fn is_narrow(filter: &Filter) -> bool {
    filter.company.is_some() || filter.contact.is_some() || !filter.text.is_empty() || filter.stage.is_some()
}

/// Where few deals are meant, those are found first and put in order then: SQLite does not know how few they are.
fn narrow_hint(filter: &Filter) -> &'static str {
    match (filter.contact, filter.company) {
        // By the numbers of the deals that the contact is on.
        (Some(_), _) => "NOT INDEXED",
        (None, Some(_)) => "INDEXED BY deal_company",
        // By the numbers of what the text finds.
        (None, None) if !filter.text.is_empty() => "NOT INDEXED",
        (None, None) => "",
    }
}

fn condition(filter: &Filter) -> String {
    let rules = views::store::condition(List::Deals, &filter.rules);
    let mut parts = vec!["deal.live = 1"];
    match filter.state {
        StateFilter::All => {}
        StateFilter::Open => parts.push("deal.state = 'open'"),
        StateFilter::Held => parts.push("deal.held_until > :today"),
        StateFilter::Won => parts.push("deal.state = 'won'"),
        StateFilter::Lost => parts.push("deal.state = 'lost'"),
    }
    match filter.owner {
        OwnerFilter::Any => {}
        OwnerFilter::Nobody => parts.push("deal.owner_id IS NULL"),
        OwnerFilter::Member(_) => parts.push("deal.owner_id = :owner"),
    }
    if filter.pipeline.is_some() {
        parts.push("deal.pipeline_id = :pipeline");
    }
    if filter.stage.is_some() {
        parts.push("deal.stage_id = :stage");
        if filter.pipeline.is_none() {
            // The index of a stage begins with its pipeline.
            parts.push(
                "deal.pipeline_id = (SELECT pipeline_id FROM stage WHERE workspace_id = :workspace AND id = :stage)",
            );
        }
    }
    if filter.company.is_some() {
        parts.push("deal.company_id = :company");
    }
    if filter.contact.is_some() {
        parts.push(
            "deal.id IN (SELECT deal_id FROM deal_person WHERE workspace_id = :workspace AND contact_id = :contact)",
        );
    }
    if !filter.text.is_empty() {
        parts.push(
            "deal.id IN (SELECT value FROM json_each(:found)
                         UNION ALL
                         SELECT theirs.id
                         FROM json_each(:found) AS buyer
                         CROSS JOIN deal AS theirs INDEXED BY deal_company
                         WHERE theirs.workspace_id = :workspace
                           AND theirs.company_id = buyer.value)",
        );
    }
    if filter.changed_since.is_some() {
        parts.push("deal.updated_at >= :changed_since");
    }
    parts.extend(rules.as_deref());
    parts.join("\n           AND ")
}

/// See [`views::store::few`]; what finds little by itself asks for no such index.
fn few(view: &View, filter: &Filter, rules: &views::store::Bound) -> Result<Option<&'static str>> {
    if is_narrow(filter) {
        return Ok(None);
    }
    views::store::few(view, List::Deals, &filter.rules, rules)
}

/// The values that a filter binds.
struct Bounds<'f> {
    filter: &'f Filter,
    workspace: WorkspaceId,
    owner: Option<MemberId>,
    today: Option<Day>,
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
        let today = match filter.state {
            StateFilter::Held => Some(view.now().day(&settings::of(view)?.zone())),
            _ => None,
        };
        let found = views::store::found(view, &filter.text)?;
        let rules = views::store::bound(view, &filter.rules)?;
        let few = few(view, filter, &rules)?;
        Ok(Bounds { filter, workspace: view.workspace(), owner, today, found, rules, few })
    }

    fn params(&self) -> views::store::Params<'_> {
        let mut params: views::store::Params = vec![(":workspace", &self.workspace)];
        let filter = self.filter;
        let named: [(bool, &'static str, &dyn ToSql); 8] = [
            (self.owner.is_some(), ":owner", &self.owner),
            (self.today.is_some(), ":today", &self.today),
            (filter.pipeline.is_some(), ":pipeline", &filter.pipeline),
            (filter.stage.is_some(), ":stage", &filter.stage),
            (filter.company.is_some(), ":company", &filter.company),
            (filter.contact.is_some(), ":contact", &filter.contact),
            (!filter.text.is_empty(), ":found", &self.found),
            (filter.changed_since.is_some(), ":changed_since", &filter.changed_since),
        ];
        params.extend(
            named.into_iter().filter(|(is_bound, ..)| *is_bound).map(|(_, name, value)| (name, value)),
        );
        params.extend(self.rules.params());
        params
    }
}
