//! Today's page.

use std::time::Duration;

use jiff::ToSpan;
use maud::Markup;
use poem::handler;

use super::model::{self, Now};
use super::store::{self, Whose};
use super::views::{self, Sales, Shown, Won};
use crate::across::board::{Total, today as workspace_day};
use crate::across::naming;
use crate::across::receivables;
use crate::across::reports::{self, Closed, Slots};
use crate::base::listing::Paging;
use crate::base::{Day, DealId, Result, Right, Scope, SubjectId};
use crate::crm::contacts::{self, SortBy};
use crate::crm::owners::{self, OwnerFilter};
use crate::crm::views::{self as lists, List};
use crate::crm::{activities, companies, deals, tasks};
use crate::platform::{Kept, View};
use crate::web::Cx;
use crate::workspace::rates;

/// So many deeds are told.
const TOLD: i64 = 15;
/// So many contacts stand in a short list.
const SHORT: usize = 6;
/// So many tasks stand on the page.
const DUE: usize = 10;
/// A new deal has a day before somebody has to plan what comes next.
const DAY: Duration = Duration::from_secs(86_400);

/// Today's page.
#[handler]
pub async fn today(cx: Cx) -> Result<Markup> {
    let zone = cx.who.place.as_ref().map_or(jiff::tz::TimeZone::UTC, |place| place.zone.clone());
    let now = Now { day: workspace_day(&cx), zone, at: cx.now() };
    let kept = cx.kept();
    let shown = cx.read(|view| gather(view, &kept, &now))?;
    Ok(views::today(&cx, &shown))
}

fn gather(view: &View, kept: &Kept, now: &Now) -> Result<Shown> {
    let owned = |owner| contacts::Filter { owner, ..contacts::Filter::default() };
    let nobodys = owned(OwnerFilter::Nobody);
    let count = |filter: &contacts::Filter| {
        let read = || contacts::store::count(view, filter);
        lists::pages::count((kept, view), (List::Contacts, filter), None, read)
    };
    let unowned = contacts::store::list(view, &nobodys, &Paging::few(SortBy::Added, SHORT))?.rows;
    let lately = activities::store::latest(view, TOLD)?;
    let may_see_money = view.actor().may(Right::MoneyRead);
    let money = if may_see_money { Some(receivables::flows(view, kept, now.day)?) } else { None };
    let sales = if view.actor().may(Right::SalesRead) { Some(sales(view, kept, now)?) } else { None };
    let todo = sales.iter().flat_map(|sales| &sales.todo).filter_map(|task| task.facts.about);
    let subjects: Vec<SubjectId> = lately.iter().map(|line| line.subject).chain(todo).collect();
    Ok(Shown {
        contacts: contacts::store::count(view, &contacts::Filter::default())?,
        companies: companies::store::count(view, &companies::Filter::default())?,
        nobodys: count(&nobodys)?,
        mine: match view.member() {
            Some(member) => Some(count(&owned(OwnerFilter::Member(member)))?),
            None => None,
        },
        unowned,
        names: naming::names(view, &subjects)?,
        lately,
        sales,
        money,
        owners: owners::store::known(kept, view)?,
    })
}

/// What is for whoever may see leads, deals and tasks.
fn sales(view: &View, kept: &Kept, now: &Now) -> Result<Sales> {
    // Who may not change others' records need not be told of them.
    let whose = match view.actor().scope(Right::SalesWrite) {
        Scope::Own => Whose::Own,
        Scope::None | Scope::Team | Scope::All => Whose::All,
    };
    let todo = match view.member() {
        Some(member) => tasks::store::due_today(view, member, DUE)?,
        None => Vec::new(),
    };
    let still = store::still(view, (now.at, now.at.minus(DAY)), now.day, whose)?;
    let late = store::late(view, now.day, whose)?;
    let ids: Vec<DealId> = late.into_iter().chain(still.iter().map(|still| still.deal)).collect();
    let found = if ids.is_empty() { Vec::new() } else { deals::store::find_many(view, &ids)? };
    Ok(Sales {
        todo,
        risks: model::at_risk(found, &still, &deals::store::pipelines(view)?, now),
        waiting: store::waiting(view, whose)?,
        won: won(view, kept, now)?,
    })
}

/// What was won this month, last month, and last month by this day.
fn won(view: &View, kept: &Kept, now: &Now) -> Result<Won> {
    let this = now.day.0.first_of_month();
    let last = this.saturating_sub(1.month());
    let by_now = last.saturating_add(i64::from(now.day.0.day()).days()).min(this);
    let end = now.day.0.saturating_add(1.day());
    let slots = Slots::from_to(&[last, by_now, this, end].map(Day), &now.zone);
    let rates = rates::on(view, now.day)?;
    let ended = reports::closed(view, kept, &slots, Closed { owner: OwnerFilter::Any, pipeline: None })?;
    let of = |wanted: &[usize]| {
        let mut total = Total::nothing(rates.own);
        let won = ended.iter().filter(|sum| sum.state == deals::State::Won);
        for sum in won.filter(|sum| wanted.contains(&sum.slot)) {
            total.take(sum.count, sum.sum, &rates);
        }
        total
    };
    Ok(Won {
        first: Day(this),
        last_first: Day(last),
        so_far: of(&[2]),
        last: of(&[0, 1]),
        last_by_now: of(&[0]),
    })
}
