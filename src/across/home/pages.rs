//! Today's page.

use maud::Markup;
use poem::handler;

use super::views::{self, Today};
use crate::across::naming;
use crate::base::listing::Paging;
use crate::base::{Result, Right, SubjectId};
use crate::crm::contacts::{self, SortBy};
use crate::crm::owners::{self, OwnerFilter};
use crate::crm::{activities, companies, tasks};
use crate::platform::View;
use crate::web::Cx;

/// So many deeds are told.
const TOLD: i64 = 15;
/// So many contacts stand in a short list.
const SHORT: usize = 6;
/// So many tasks stand on the page.
const DUE: usize = 10;

/// Today's page.
#[handler]
pub async fn today(cx: Cx) -> Result<Markup> {
    let today = cx.read(read)?;
    Ok(views::today(&cx, &today))
}

fn read(view: &View) -> Result<Today> {
    let owned = |owner| contacts::Filter { owner, ..contacts::Filter::default() };
    let short = |filter: &contacts::Filter| -> Result<Vec<contacts::Line>> {
        let mut page = contacts::store::list(view, filter, &Paging::start(SortBy::Added))?;
        page.rows.truncate(SHORT);
        Ok(page.rows)
    };
    let nobodys = owned(OwnerFilter::Nobody);
    let lately = activities::store::latest(view, TOLD)?;
    let subjects: Vec<SubjectId> = lately.iter().map(|line| line.subject).collect();
    let todo = match view.member().filter(|_| view.actor().may(Right::SalesRead)) {
        Some(member) => {
            let mut due = tasks::store::due_today(view, member)?;
            due.truncate(DUE);
            due
        }
        None => Vec::new(),
    };
    let subjects: Vec<SubjectId> =
        subjects.into_iter().chain(todo.iter().filter_map(|task| task.facts.about)).collect();
    Ok(Today {
        todo,
        contacts: contacts::store::count(view, &contacts::Filter::default())?,
        companies: companies::store::count(view, &companies::Filter::default())?,
        nobodys: contacts::store::count(view, &nobodys)?,
        mine: match view.member() {
            Some(member) => Some(contacts::store::count(view, &owned(OwnerFilter::Member(member)))?),
            None => None,
        },
        added: short(&contacts::Filter::default())?,
        waiting: short(&nobodys)?,
        names: naming::names(view, &subjects)?,
        lately,
        owners: owners::store::list(view)?,
    })
}
