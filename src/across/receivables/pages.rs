//! The page of what is owed.

use maud::Markup;
use poem::handler;

use super::model::sheets;
use super::{store, views};
use crate::base::{Result, SubjectId};
use crate::billing::invoices;
use crate::web::Cx;

/// So many customers of each currency stand on the page.
const SHOWN: usize = 200;

/// What customers owe, by age.
#[handler]
pub async fn show(cx: Cx) -> Result<Markup> {
    let kept = cx.kept();
    let shown = cx
        .read_long(move |view| {
            let today = invoices::actions::today(view)?;
            let debts = kept.get(view, ("receivables", today), || store::debts(view, today))?;
            let mut sheets = sheets(debts.as_ref().clone())?;
            let hidden = sheets.iter().map(|sheet| sheet.debts.len().saturating_sub(SHOWN)).sum();
            for sheet in &mut sheets {
                sheet.debts.truncate(SHOWN);
            }
            let all = sheets.iter().flat_map(|sheet| sheet.debts.iter().map(|debt| debt.customer));
            let subjects: Vec<SubjectId> = all.collect();
            let customers = invoices::store::customers(view, &subjects)?;
            Ok(views::Shown { sheets, customers, hidden })
        })
        .await?;
    views::show(&cx, &shown)
}
