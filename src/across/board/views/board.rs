//! The board itself.

use maud::{Markup, html};

use super::super::model::Total;
use super::card::{self, card, head, query};
use super::{address, at_rates, bar};
use crate::base::{DealId, Right, StageId, format};
use crate::crm::deals::{BoardFilter, BoardMark, Deal, Pipeline, Pipelines, Stage, StageKind};
use crate::crm::owners::{OwnerFilter, Owners};
use crate::web::components::{Button, Drawing, Icon, empty, icon, menu, menu_link, title, trail};
use crate::web::{Cx, flash, frame_with_board};
use crate::workspace::rates::Rates;

/// A column.
pub struct Column {
    /// The stage.
    pub stage: Stage,
    /// What stands in it.
    pub head: Total,
    /// The first cards, or those that were asked for.
    pub deals: Vec<Deal>,
    /// Behind which place the rest begins, and with which deal.
    pub rest: Option<(BoardMark, DealId)>,
}

/// All that the board shows.
pub struct Board {
    /// Every pipeline.
    pub pipelines: Pipelines,
    /// The one that is shown.
    pub pipeline: Pipeline,
    /// Which of its deals.
    pub filter: BoardFilter,
    /// Its stages.
    pub columns: Vec<Column>,
    /// By what amounts come together.
    pub rates: Rates,
    /// Everybody who may own a deal.
    pub owners: Owners,
}

/// The whole page.
pub fn board(cx: &Cx, board: &Board) -> Markup {
    let open = board.columns.iter().filter(|column| !column.stage.is_end());
    let count: i64 = open.map(|column| column.head.count).sum();
    let is_bare = board.columns.iter().all(|column| column.head.count == 0);
    let chosen = (&board.pipelines, board.pipeline.id.to_string(), None);
    let owner = board.filter.owner;
    let body = html! {
        (trail(cx, &[(&cx.path("/deals"), cx.t("deals-title"))]))
        (title(cx.t("board-title"), &format::number(cx.language(), count), acts(cx)))
        (bar(cx, "/deals/board", chosen, (&board.owners, owner), at_rates(cx, &board.rates)))
        div #board-said role="status" {}
        @if is_bare && owner == OwnerFilter::Any { (nothing(cx)) }
        div.board data-board=(cx.path("/deals")) data-query=(query(owner)) data-failed=(cx.t("board-failed")) {
            @for (place, column) in board.columns.iter().enumerate() { (stage(cx, board, (place, column))) }
        }
        template #board-menu {
            div.menu popover { @for stage in board.pipeline.path() { (goal(cx, stage)) } }
        }
        template #board-lost { p.lost { (icon(Icon::Close)) " " (cx.t("board-lose-here")) } }
    };
    frame_with_board(cx, cx.t("board-title"), body)
}

fn acts(cx: &Cx) -> Markup {
    html! {
        @if cx.may(Right::SalesWrite) {
            (Button::link(cx.path("/deals/new"), cx.t("deals-new")).primary().icon(Icon::Plus).key("n"))
        }
        (menu("more-board", cx.t("deals-more"), html! {
            (menu_link(Icon::Lines, &cx.path("/deals"), cx.t("deals-title")))
            (menu_link(Icon::Up, &cx.path("/deals/forecast"), cx.t("board-forecast")))
            @if cx.may(Right::SettingsRead) {
                (menu_link(Icon::Sliders, &cx.path("/settings/pipelines"), cx.t("deals-pipelines")))
            }
        }))
    }
}

fn nothing(cx: &Cx) -> Markup {
    empty(Drawing::Tray, cx.t("deals-empty-title"), cx.t("deals-empty-text"), html! {})
}

fn stage(cx: &Cx, board: &Board, (place, column): (usize, &Column)) -> Markup {
    let id = column.stage.id;
    let neighbour = |place: Option<usize>| place.and_then(|place| board.columns.get(place));
    html! {
        section.stage id={ "stage-" (id) } aria-labelledby={ "name-" (id) } data-stage=(id) {
            header {
                (step(cx, neighbour(place.checked_sub(1)), "board-before", Icon::Back))
                h2 id={ "name-" (id) } {
                    (column.stage.facts.name)
                    @if column.stage.is_end() { " " small { (cx.t("board-this-month")) } }
                }
                (step(cx, neighbour(Some(place + 1)), "board-next", Icon::Next))
            }
            (head(cx, id, &column.head))
            ol { (cards(cx, board, column)) }
        }
    }
}

/// On the phone the way to the stage beside this one.
fn step(cx: &Cx, to: Option<&Column>, key: &'static str, drawing: Icon) -> Markup {
    html! {
        @match to {
            Some(to) => {
                a.step href={ "#stage-" (to.stage.id) } aria-label=(format!("{} {}", cx.t(key), to.stage.facts.name)) {
                    (icon(drawing))
                }
            }
            None => span.step {},
        }
    }
}

fn cards(cx: &Cx, board: &Board, column: &Column) -> Markup {
    let more = column.rest.map(|(after, next)| {
        let (stage, after) = (column.stage.id.to_string(), after.code());
        let here = flash::with(&address(cx, &board.filter), &[("stage", &stage), ("after", &after)]);
        (format!("{here}#stage-{stage}"), next)
    });
    html! {
        @for deal in &column.deals { (card(cx, deal, (&column.stage, board.filter.owner))) }
        @if let Some((href, next)) = more {
            li data-deal=(next) { a.button.wide data-more href=(href) { (cx.t("board-rest")) } }
        }
    }
}

/// The cards of one column that were asked for, to stand behind those that are there.
pub fn rest(cx: &Cx, board: &Board, stage: StageId) -> Markup {
    let column = board.columns.iter().find(|column| column.stage.id == stage);
    html! { @if let Some(column) = column { (cards(cx, board, column)) } }
}

/// A line of the menu of every card; script fills it in.
fn goal(cx: &Cx, stage: &Stage) -> Markup {
    let drawing = match stage.facts.kind {
        StageKind::Open | StageKind::Ongoing => Icon::Next,
        StageKind::Won => Icon::Tick,
        StageKind::Lost => Icon::Close,
    };
    html! {
        button type="button" data-goal=(stage.id) data-lose[stage.facts.kind == StageKind::Lost] {
            (icon(drawing)) " " (card::goal(cx, stage))
        }
    }
}
