//! A card, the page that moves it, and what the board is told of a move.

use maud::{Markup, html};

use super::super::model::Total;
use super::{address, today, total};
use crate::base::{ChangeSetId, DealId, Right, StageId, format};
use crate::crm::deals::{BoardFilter, Deal, Pipeline, Stage, StageKind, State, amount};
use crate::crm::owners::OwnerFilter;
use crate::web::components::{Button, Icon, Tone, day, icon, section, state, time_day, title, trail};
use crate::web::{Cx, frame};

/// A deal that somebody wants to move.
pub struct Moving {
    /// The deal.
    pub deal: Deal,
    /// Its way.
    pub pipeline: Pipeline,
    /// The board from which it is moved.
    pub filter: BoardFilter,
}

/// How many deals stand in a stage, and what they are worth.
pub fn head(cx: &Cx, stage: StageId, head: &Total) -> Markup {
    html! {
        p.help id={ "sum-" (stage) } { (format::number(cx.language(), head.count)) " · " (total(cx, head)) }
    }
}

/// A card of at most four lines: name, company, worth and day, and what is wrong with it.
pub fn card(cx: &Cx, deal: &Deal, (stage, owner): (&Stage, OwnerFilter)) -> Markup {
    let may_move = cx.actor().may_on(Right::SalesWrite, deal.facts.owner);
    html! {
        li.sheet.card id={ "deal-" (deal.id) } data-deal=(deal.id) data-version=[may_move.then_some(deal.version)] {
            (face(cx, deal, (stage, owner)))
        }
    }
}

fn face(cx: &Cx, deal: &Deal, (stage, owner): (&Stage, OwnerFilter)) -> Markup {
    let path = cx.path(format_args!("/deals/{}", deal.id));
    let facts = &deal.facts;
    html! {
        h3.name { a href=(path) { (facts.name) } }
        @if !facts.company.is_empty() { p.help { (facts.company) } }
        p.deed {
            span { (amount(cx, facts.amount)) }
            (when(cx, deal))
        }
        (mark(cx, deal, stage))
        @if cx.actor().may_on(Right::SalesWrite, facts.owner) {
            a.button.quiet.icon-only.move href={ (path) "/put" (query(owner)) }
                aria-label=(format!("{} {}", cx.t("board-move"), facts.name)) { (icon(Icon::More)) }
        }
    }
}

/// When it should be won, in red when that has passed; of one that ended, when it did.
fn when(cx: &Cx, deal: &Deal) -> Markup {
    html! {
        @match (deal.state, deal.facts.close_on, deal.closed_at) {
            (State::Open, Some(on), _) if on < today(cx) => (state(Tone::Bad, day(cx, on))),
            (State::Open, Some(on), _) => (day(cx, on)),
            (State::Won | State::Lost, _, Some(at)) => (time_day(cx, at)),
            _ => {}
        }
    }
}

/// That it rests, or has stood here for too long.
fn mark(cx: &Cx, deal: &Deal, stage: &Stage) -> Markup {
    let (today, zone) = (today(cx), cx.who.place.as_ref().map(|place| place.zone.clone()));
    let zone = zone.unwrap_or(jiff::tz::TimeZone::UTC);
    let days = cx.now().since(deal.entered_at).as_secs() / 86_400;
    html! {
        @if deal.is_held(today) {
            @if let Some(until) = deal.held_until {
                p { (state(Tone::Draft, html! { span { (cx.t("deals-held-until")) " " (day(cx, until)) } })) }
            }
        } @else if deal.is_rotten(stage, today, &zone) {
            p { (state(Tone::Due, cx.tell("deals-rotten", &[("days", days.into())]))) }
        }
    }
}

/// The page that moves a card.
pub fn put(cx: &Cx, moving: &Moving) -> Markup {
    let (deal, back) = (&moving.deal, address(cx, &moving.filter));
    let heading = cx.tell("board-move-title", &[("name", deal.facts.name.as_str().into())]);
    let path = cx.path(format_args!("/deals/{}", deal.id));
    let goals = moving.pipeline.path().filter(|stage| stage.id != deal.stage);
    let body = html! {
        (trail(cx, &[(&back, cx.t("board-title"))]))
        (title(&heading, "", html! {}))
        (section("stages", cx.t("board-where"), html! {}, html! {
            ul.lines {
                @for stage in goals {
                    li {
                        span { (stage.facts.name) }
                        @if stage.facts.kind == StageKind::Lost {
                            (Button::link(format!("{path}/lose"), cx.t("deals-lose")))
                        } @else {
                            form method="post" action={ (path) "/put" (query(moving.filter.owner)) } {
                                input type="hidden" name="version" value=(deal.version);
                                input type="hidden" name="stage" value=(stage.id);
                                input type="hidden" name="before" value="top";
                                button.button aria-label=(goal(cx, stage)) { (cx.t("board-to-here")) }
                            }
                        }
                    }
                }
            }
        }))
        p.actions { (Button::link(back.as_str(), cx.t("form-cancel")).quiet()) }
    };
    frame(cx, &heading, body)
}

/// "Move to Negotiation".
pub fn goal(cx: &Cx, stage: &Stage) -> String {
    cx.tell("deals-move-to", &[("stage", stage.facts.name.as_str().into())])
}

/// What changed on the board: the card, the heads of the columns, and what is said.
pub fn changed(cx: &Cx, moving: &Moving, heads: &[(StageId, Total)], set: Option<ChangeSetId>) -> Markup {
    let (deal, owner) = (&moving.deal, moving.filter.owner);
    let stage = moving.pipeline.stages.iter().find(|stage| stage.id == deal.stage);
    html! {
        @if let Some(stage) = stage { (card(cx, deal, (stage, owner))) }
        @for (stage, total) in heads { (head(cx, *stage, total)) }
        @if let Some((stage, set)) = stage.zip(set) { (moved(cx, moving, stage, set)) }
    }
}

fn moved(cx: &Cx, moving: &Moving, stage: &Stage, set: ChangeSetId) -> Markup {
    let names =
        [("name", moving.deal.facts.name.as_str().into()), ("stage", stage.facts.name.as_str().into())];
    let undo = html! {
        form method="post" action=(cx.path(format_args!("/undo/{set}"))) {
            input type="hidden" name="back" value=(address(cx, &moving.filter));
            (Button::submit(cx.t("flash-undo")).quiet().icon(Icon::Undo).key("z"))
        }
    };
    html! { div #board-said { (said(&cx.tell("board-moved-to", &names), undo)) } }
}

/// Why nothing changed. A deal that lacks something, which is given with its version and its goal, can get it.
pub fn refused(cx: &Cx, text: &str, can_mend: Option<(DealId, i64, StageId)>, owner: OwnerFilter) -> Markup {
    let way = html! {
        @if let Some((id, version, stage)) = can_mend {
            form method="post" action={ (cx.path(format_args!("/deals/{id}/put"))) (query(owner)) } {
                input type="hidden" name="version" value=(version);
                input type="hidden" name="stage" value=(stage);
                (Button::submit(cx.t("board-fill-in")).quiet())
            }
        }
    };
    html! { div #board-said { (said(text, way)) } }
}

/// The place on the page is a live region already.
fn said(text: &str, way: Markup) -> Markup {
    html! { div.notice { p { (text) } (way) } }
}

/// The part of an address that says whose deals are shown.
pub(super) fn query(owner: OwnerFilter) -> String {
    let code = owner.code();
    if code.is_empty() { code } else { format!("?owner={code}") }
}
