//! How far leads and deals came.

use maud::{Markup, html};

use super::super::model::{Conversion, share};
use super::around::{Asked, Choice, Report, part};
use super::listed::{Also, answered, bought, reached};
use super::sheet::{Cell, Sheet};
use crate::base::format;
use crate::crm::leads::{State, Which};
use crate::web::Cx;
use crate::web::components::{Funnel, Rung, funnel};

/// The whole page.
pub fn conversion(cx: &Cx, asked: &Asked, found: &Conversion) -> Markup {
    let report =
        Report { path: "/reports/conversion", name: cx.t("reports-conversion"), choice: Choice::One, asked };
    let deals = found.stages.first().map_or(0, |stage| stage.count);
    let body = (found.leads.all > 0 || deals > 0).then(|| {
        html! {
            @if found.leads.all > 0 {
                (part(cx, ("leads", cx.t("reports-from-leads")), (lead_funnel(cx, found), html! {}), &lead_sheet(cx, asked, found)))
                p.help { (cx.t("reports-leads-help")) }
            }
            @if deals > 0 {
                (part(cx, ("stages", &pipeline(cx, asked)), (stage_funnel(cx, found), html! {}), &stage_sheet(cx, asked, found)))
                p.help { (cx.t("reports-stages-help")) }
            }
        }
    });
    report.page(cx, body)
}

fn pipeline(cx: &Cx, asked: &Asked) -> String {
    let one = asked.question.pipeline.and_then(|id| asked.pipelines.find(id));
    let name = one.map(|pipeline| pipeline.name.as_str()).unwrap_or_default();
    cx.tell("reports-through", &[("pipeline", name.into())])
}

/// The steps of a lead, each with how many took it.
fn steps(cx: &Cx, found: &Conversion) -> [(&'static str, i64); 4] {
    let leads = &found.leads;
    [
        (cx.t("reports-leads-all"), leads.all),
        (cx.t("reports-leads-answered"), leads.answered),
        (cx.t("reports-leads-converted"), leads.converted),
        (cx.t("reports-leads-won"), leads.won),
    ]
}

fn lead_funnel(cx: &Cx, found: &Conversion) -> Markup {
    let steps = steps(cx, found);
    let rungs: Vec<(&str, i64)> = steps.to_vec();
    draw(cx, ("funnel", cx.t("reports-from-leads")), &rungs)
}

fn stage_funnel(cx: &Cx, found: &Conversion) -> Markup {
    let rungs: Vec<(&str, i64)> =
        found.stages.iter().map(|stage| (stage.name.as_str(), stage.count)).collect();
    draw(cx, ("stages-funnel", cx.t("reports-stages-title")), &rungs)
}

fn draw(cx: &Cx, (id, title): (&str, &str), steps: &[(&str, i64)]) -> Markup {
    let all = steps.first().map_or(0, |(_, count)| *count);
    let rung = |(name, count): &(&'_ str, i64)| -> (String, i64, String) {
        let share = share(*count, all).map(|share| format::share(cx.language(), share));
        ((*name).to_owned(), *count, share.unwrap_or_default())
    };
    let told: Vec<(String, i64, String)> = steps.iter().map(rung).collect();
    let text: Vec<String> =
        told.iter().map(|(name, count, share)| format!("{name}: {count} ({share})")).collect();
    let rungs = told.iter().map(|(name, count, share)| Rung { name, count: *count, share: share.clone() });
    funnel(&Funnel { id, title, text: &text.join(", "), language: cx.language(), rungs: rungs.collect() })
}

fn lead_sheet(cx: &Cx, asked: &Asked, found: &Conversion) -> Sheet {
    let mut sheet = Sheet::of(&[
        cx.t("reports-step"),
        cx.t("reports-leads-count"),
        cx.t("reports-of-before"),
        cx.t("reports-of-all"),
    ]);
    let mut before = None;
    let listed: [(Which, Also); 4] = [
        (Which::All, Vec::new()),
        (Which::All, vec![answered()]),
        (Which::In(State::Converted), Vec::new()),
        (Which::All, vec![bought()]),
    ];
    for ((name, count), (which, also)) in steps(cx, found).into_iter().zip(listed) {
        sheet.rows.push(vec![
            Cell::Text(name.to_owned()),
            Cell::Listed(count, asked.came(cx, which, also)),
            Cell::Share(before.and_then(|before| share(count, before))),
            Cell::Share(share(count, found.leads.all)),
        ]);
        before = Some(count);
    }
    let dead = found.leads.dead;
    sheet.rows.push(vec![
        Cell::Text(cx.t("reports-leads-dead").to_owned()),
        Cell::Listed(dead, asked.came(cx, Which::In(State::Dead), Vec::new())),
        Cell::Share(None),
        Cell::Share(share(dead, found.leads.all)),
    ]);
    sheet
}

fn stage_sheet(cx: &Cx, asked: &Asked, found: &Conversion) -> Sheet {
    let mut sheet = Sheet::of(&[
        cx.t("reports-stage"),
        cx.t("board-count"),
        cx.t("reports-of-before"),
        cx.t("reports-of-all"),
    ]);
    let rows = found.stages.iter().enumerate().map(|(place, stage)| {
        // The first rung is every deal, in whichever of the stages it began.
        let goal = (place > 0).then_some(stage.stage);
        vec![
            Cell::Text(stage.name.clone()),
            Cell::Listed(stage.count, asked.begun(cx, vec![reached(goal)])),
            Cell::Share(stage.of_before),
            Cell::Share(stage.of_all),
        ]
    });
    sheet.rows = rows.collect();
    sheet
}

/// Both tables, one below the other.
pub fn conversion_sheet(cx: &Cx, asked: &Asked, found: &Conversion) -> Sheet {
    let (leads, stages) = (lead_sheet(cx, asked, found), stage_sheet(cx, asked, found));
    let head =
        [cx.t("reports-step"), cx.t("reports-count"), cx.t("reports-of-before"), cx.t("reports-of-all")];
    let rows = leads.rows.into_iter().chain(stages.rows).collect();
    Sheet { rows, ..Sheet::of(&head) }
}
