//! How long deals stood in each stage.

use maud::{Markup, html};

use super::super::model::{Dwelling, Dwellings};
use super::around::{Asked, Choice, Report, part};
use super::sheet::{Cell, Sheet};
use crate::crm::owners::OwnerFilter;
use crate::web::components::section;
use crate::web::{Cx, flash};

/// The whole page.
pub fn dwelling(cx: &Cx, asked: &Asked, stages: &Dwellings) -> Markup {
    let report =
        Report { path: "/reports/stages", name: cx.t("reports-dwelling"), choice: Choice::One, asked };
    let has_any = stages.iter().any(|stage| stage.count > 0 || stage.standing > 0);
    let body = has_any.then(|| {
        let name = cx.t("reports-by-stage");
        html! {
            (part(cx, ("stages", name), (html! {}, html! {}), &dwelling_sheet(cx, asked, stages)))
            (section("read", cx.t("reports-how-to-read"), html! {}, html! { p.help { (cx.t("reports-dwelling-help")) } }))
        }
    });
    report.page(cx, body)
}

/// The table of the stages.
pub fn dwelling_sheet(cx: &Cx, asked: &Asked, stages: &[Dwelling]) -> Sheet {
    let most = stages.iter().filter_map(|stage| stage.median).max().unwrap_or(0);
    let mut sheet = Sheet::of(&[
        cx.t("reports-stage"),
        cx.t("board-chart"),
        cx.t("reports-median"),
        cx.t("reports-mean"),
        cx.t("reports-stays"),
        cx.t("reports-rot"),
        cx.t("reports-standing"),
    ]);
    let row = |stage: &Dwelling| {
        vec![
            Cell::Text(stage.name.clone()),
            Cell::Bar(stage.median.unwrap_or(0), most),
            Cell::Days(stage.median),
            Cell::Days(stage.mean),
            Cell::Count(stage.count),
            Cell::Days(stage.rot_days.map(|days| days.saturating_mul(86_400_000))),
            Cell::Listed(stage.standing, list(cx, asked.question.owner, stage)),
        ]
    };
    sheet.rows = stages.iter().map(row).collect();
    sheet
}

/// The open deals of that stage.
fn list(cx: &Cx, owner: OwnerFilter, stage: &Dwelling) -> String {
    let (stage, owner) = (stage.stage.to_string(), owner.code());
    let pairs = [("stage", stage.as_str()), ("owner", owner.as_str())];
    let pairs: Vec<(&str, &str)> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    flash::with(&cx.path("/deals"), &pairs)
}
