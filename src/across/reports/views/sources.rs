//! What came from where.

use maud::{Markup, html};

use super::super::model::{FromSource, Sources};
use super::around::{Asked, Choice, Report, part};
use super::listed::{brought_by, sold_by};
use super::sheet::{Cell, Sheet};
use crate::across::board::at_rates;
use crate::crm::deals::StateFilter;
use crate::crm::leads::{State, Which};
use crate::web::Cx;
use crate::workspace::rates::Rates;

/// The whole page.
pub fn sources(cx: &Cx, asked: &Asked, sources: &Sources, rates: &Rates) -> Markup {
    let report =
        Report { path: "/reports/sources", name: cx.t("reports-sources"), choice: Choice::None, asked };
    let body = (!sources.is_empty()).then(|| {
        let sheet = sources_sheet(cx, asked, sources, rates);
        html! {
            (part(cx, ("sources", cx.t("reports-by-source")), (html! {}, at_rates(cx, rates)), &sheet))
            p.help { (cx.t("reports-sources-help")) }
        }
    });
    report.page(cx, body)
}

/// The table of the sources.
pub fn sources_sheet(cx: &Cx, asked: &Asked, sources: &[FromSource], rates: &Rates) -> Sheet {
    let most = sources.iter().map(|from| from.won.sum.minor).max().unwrap_or(0);
    let mut sheet = Sheet::of(&[
        cx.t("reports-source"),
        cx.t("board-chart"),
        &format!("{} ({})", cx.t("reports-won"), rates.own.code()),
        cx.t("reports-won-count"),
        cx.t("reports-leads-count"),
        cx.t("reports-leads-converted"),
        cx.t("reports-converted-share"),
    ]);
    let row = |from: &FromSource| {
        let name = if from.name.is_empty() { cx.t("reports-no-source") } else { from.name.as_str() };
        vec![
            Cell::Text(name.to_owned()),
            Cell::Bar(from.won.sum.minor, most),
            Cell::Sum(from.won.clone()),
            Cell::Listed(
                from.won.count,
                asked.ended(cx, StateFilter::Won, asked.days(), vec![sold_by(from)]),
            ),
            Cell::Listed(from.leads, asked.came(cx, Which::All, vec![brought_by(from)])),
            Cell::Listed(from.converted, asked.came(cx, Which::In(State::Converted), vec![brought_by(from)])),
            Cell::Share(from.share()),
        ]
    };
    sheet.rows = sources.iter().map(row).collect();
    sheet
}
